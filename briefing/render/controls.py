"""Characters that change how a page reads without being seen, and letters under a pile of marks.

A name with a right-to-left override turns the words after it around; a letter with hundreds of accents is painted over
the lines around it. On the page such characters stand as a small visible code in the place where the seed has them, and
do nothing; in attributes and titles they are left out.
"""

from __future__ import annotations

import re

_MOST_MARKS = 6  # combining marks on one letter; no script that uses these blocks needs more
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SEEN = re.compile(
    f"(?<=[{_MARKS}]{{{_MOST_MARKS}}})[{_MARKS}]+"
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def without(words: str) -> str:
    """`words` without control characters and piled-up marks; a carriage return counts as a blank."""
    return _SEEN.sub(lambda match: " " if match[0] == "\r" else "", words)


def visible(escaped: str) -> str:
    """Escaped HTML with an empty element in the place of every such character, or pile of marks, that names it."""
    return _SEEN.sub(_code, escaped)


def _code(match: re.Match[str]) -> str:
    if match[0] == "\r":
        return " "
    marks = re.fullmatch(f"[{_MARKS}]+", match[0])
    code = f"{len(match[0])} more marks" if marks else f"U+{ord(match[0]):04X}"
    return f'<span class="bf-control" data-code="{code}"></span>'
