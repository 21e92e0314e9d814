"""Where in the story something stands: section, paragraph number, sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from briefing.schema import SectionKind, Seed

# A full stop after these does not end a sentence. Titles, months and initials of English news style.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt maj capt sgt adm st jr sr no vs etc inc ltd co corp dept"
    " jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n e.g i.e a.m p.m".split()
)
_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ])")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NAMES: dict[SectionKind, str] = {
    "kicker": "kicker",
    "headline": "headline",
    "dateline": "dateline",
    "byline": "byline",
    "caption": "caption",
    "boilerplate": "boilerplate",
    "heading": "subheading",
}


@dataclass(frozen=True)
class Block:
    """A part of the text in reading order. `number` counts paragraphs from 1 and is 0 for every other kind."""

    start: int
    end: int
    kind: SectionKind
    number: int

    @property
    def name(self) -> str:
        """`¶3`, or the kind in words."""
        return f"¶{self.number}" if self.number else _NAMES[self.kind]


class Places:
    """The parts of one seed. Text that no section covers counts as paragraphs, so that nothing is lost; the dash after a
    dateline belongs to the dateline.
    """

    def __init__(self, seed: Seed) -> None:
        self._text = seed.text
        self.blocks = tuple(_blocks(seed))
        self._starts = [block.start for block in self.blocks]
        self.paragraphs = sum(1 for block in self.blocks if block.number)

    def block(self, start: int) -> Block:
        """The part that holds the character `start`, or the last one before it."""
        return self.blocks[max(0, bisect_right(self._starts, start) - 1)]

    def name(self, start: int) -> str:
        """`¶3`, `headline`, ...: where the character `start` stands."""
        return self.block(start).name

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the sentence, or sentences, that the span lies in."""
        first, last = self.block(start), self.block(end - 1)
        begin, stop = first.start, max(last.end, end)
        for match in _END.finditer(self._text, first.start, stop):
            if _ends(self._text, match.start()):
                if match.end() <= start:
                    begin = match.end()
                elif match.start() >= end - 1:
                    stop = match.start() + len(match.group().rstrip())
                    break
        return begin, stop


def _ends(text: str, dot: int) -> bool:
    """Whether the mark at `dot` ends a sentence rather than an abbreviation or an initial."""
    if text[dot] != ".":
        return True
    before = text[max(0, dot - 12) : dot].split()
    last = before[-1].lstrip("“\"'(").casefold() if before else ""
    return last not in _ABBREVIATIONS and not (len(last) == 1 and last.isalpha())


def _blocks(seed: Seed) -> list[Block]:
    found: list[tuple[int, int, SectionKind]] = []
    at = 0
    for section in sorted(seed.sections, key=lambda item: (item.start, item.end)):
        start = max(section.start, at)
        if start >= section.end:
            continue
        _fill(found, seed.text, at, start)
        found.append((start, section.end, section.kind))
        at = section.end
    _fill(found, seed.text, at, len(seed.text))
    blocks, number = [], 0
    for start, end, kind in found:
        number += kind == "paragraph"
        blocks.append(Block(start, end, kind, number if kind == "paragraph" else 0))
    return blocks or [Block(0, len(seed.text), "paragraph", 1)]


def _fill(found: list[tuple[int, int, SectionKind]], text: str, start: int, end: int) -> None:
    """Add the lines between two characters; a mark without words goes to the part that it stands behind."""
    for match in _LINE.finditer(text, start, end):
        if found and not re.search(r"\w", match[0]) and "\n" not in text[found[-1][1] : match.start()]:
            found[-1] = (found[-1][0], match.end(), found[-1][2])
        else:
            found.append((match.start(), match.end(), "paragraph"))
