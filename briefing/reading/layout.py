"""Where the blocks of plain text begin and end: blank lines, indentation, hard-wrapped lines, one line a paragraph.

A text is *hard-wrapped* when its lines stop because they are full: the first word of the next would not have fitted.
Then lines are joined into paragraphs; a line that stops early ends one. Otherwise every line is a block of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.reading.page import Block

# A line longer than this is not one that an editor wrapped.
_WIDEST = 132
_NARROWEST = 40
# How much earlier than full a line of ragged text may stop and still be wrapped.
_RAGGED = 14
_MOST_SHORT = 0.35
# Fewer line ends inside blocks say nothing about how a text was wrapped.
_FEWEST = 3

_FULL_STOP = re.compile(r"""[.!?:;…][)\]"'”’»]*$""")
# Bullets, and labels before the words of a speaker: these open a line of their own.
_OPENS = re.compile(r"[-*•‣–] |[QA][.:] |[\[(]?\d{1,2}:\d{2}\b|[A-Z][A-Z.'’ -]{2,40}: ")
_BYLINE_WORD = re.compile(r"(?:by|from|with|in|photo|via)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Line:
    start: int  # offset of its first character that is not white space
    end: int  # offset after its last such character
    indent: int  # columns of white space before it; a tab counts four
    text: str

    @property
    def width(self) -> int:
        return self.indent + len(self.text)

    @property
    def first_word(self) -> str:
        return self.text.split(None, 1)[0]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of `text` in order, each without white space at its ends."""
    found: list[Block] = []
    groups = _groups(text)
    width = _wrap_width(groups)
    for lines in groups:
        first = lines[0]
        for before, line in zip(lines, [*lines[1:], None], strict=True):
            if line is None or _breaks(before, line, width):
                found.append(Block(first.start, before.end))
                if line is not None:
                    first = line
    return tuple(found)


def _groups(text: str) -> list[list[_Line]]:
    """The lines of `text` that are not blank, cut where blank lines stand."""
    groups: list[list[_Line]] = [[]]
    offset = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            columns = len(raw[:lead].expandtabs(4))
            groups[-1].append(_Line(offset + lead, offset + lead + len(stripped), columns, stripped))
        elif groups[-1]:
            groups.append([])
        offset += len(raw) + 1
    return [group for group in groups if group]


def _wrap_width(groups: list[list[_Line]]) -> int | None:
    """The column at which the text was wrapped, None if it was not."""
    pairs = [(a, b) for group in groups for a, b in pairwise(group)]
    if len(pairs) < _FEWEST:
        return None
    widths = sorted(a.width for a, _ in pairs)
    width = widths[int(0.95 * (len(widths) - 1))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    short = sum(_stops_early(a, b, width) for a, b in pairs)
    return width if short <= _MOST_SHORT * len(pairs) else None


def _stops_early(line: _Line, following: _Line, width: int) -> bool:
    return line.width + 1 + len(following.first_word) + _RAGGED <= width


def _breaks(before: _Line, line: _Line, width: int | None) -> bool:
    """Whether a new block begins at `line`, which follows `before` without a blank line."""
    if line.text[0].islower() and not _FULL_STOP.search(before.text) and not _BYLINE_WORD.match(line.text):
        return False  # in the middle of a sentence, whatever the layout says
    if width is None or (_FULL_STOP.search(before.text) and _OPENS.match(line.text)):
        return True
    return line.indent >= before.indent + 2 or _stops_early(before, line, width)
