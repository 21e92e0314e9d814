"""Characters that change how a page reads without being seen: bidirectional controls, other controls, tags.

A name with a right-to-left override turns the words after it around. On the page such a character stands as a small
visible code in the place where the seed has it, and does nothing; in attributes and titles it is left out.
"""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0000-\u0008\u000b-\u001f\u007f-\u009f"
                       "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")  # fmt: skip


def without(words: str) -> str:
    """`words` without control characters; a carriage return counts as a blank."""
    return _CONTROLS.sub(lambda match: " " if match[0] == "\r" else "", words)


def visible(escaped: str) -> str:
    """Escaped HTML with a mark in the place of every control character: an empty element that names its code."""
    return _CONTROLS.sub(
        lambda match: (
            " " if match[0] == "\r" else f'<span class="bf-control" data-code="U+{ord(match[0]):04X}"></span>'
        ),
        escaped,
    )
