"""Which block is what: kicker, headline, dateline, byline, heading, caption, boilerplate, paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.reading.agencies import agency
from briefing.reading.dateline import Filed, dateline_alone, dateline_before
from briefing.reading.dates import dates_in, resolve_year
from briefing.reading.page import Block, Page
from briefing.reading.patterns import (
    byline_outlet,
    headline_parts,
    is_boilerplate,
    is_byline,
    is_caption,
    is_heading,
    is_headline,
    is_kicker,
)
from briefing.reading.pullquotes import pull_quotes
from briefing.schema import Dateline, Section, SectionKind

# `[Text]`, `[Report] [Jane Roe] [Text]` after the dateline of a monitored broadcast
_MARKS = re.compile(r"(?:\[[^\[\]]{1,160}\]\s*)+(?=\S)")
# `... he said. — Agence France-Presse`, `... he said. (Reuters)`
_SIGNED = re.compile(r"""(?<=[.!?"”'’])\s*(?P<sign>(?:[-–—]+\s*(?P<a>[^-–—()]{2,30})|\((?P<b>[^()]{2,30})\)))\s*$""")
# Notes and sources close a report; what stands in them is cited, not claimed.
_SOURCES = re.compile(
    r"(?:[\dA-Z]{1,3}\.?\s+)?(?:references(?: cited)?|bibliography|works cited|endnotes|notes|list of sources|sources cited"
    r"|further reading|table of contents|contents)",
    re.IGNORECASE,
)
# A dateline stands in the first paragraphs or nowhere.
_LEAD_PARAGRAPHS = 3
# A sentence may stand between the headline and the byline.
_STANDFIRST = 1


@dataclass(frozen=True)
class Story:
    """What `tell` found: title and outlet (None if nobody is named), dateline, and the parts of the text in order."""

    title: str | None
    outlet: str | None
    dateline: Dateline | None
    sections: tuple[Section, ...]


@dataclass
class _Finder:
    """Walks over the blocks once, from top to bottom."""

    page: Page
    sections: list[Section] = field(default_factory=list)
    filed: list[Filed] = field(default_factory=list)
    title: str | None = None
    title_outlet: str | None = None
    byline_outlet: str | None = None
    byline_date: str | None = None
    paragraphs: int = 0
    sources: bool = False  # below the heading of a list of sources
    pulled: frozenset[Block] = frozenset()

    def text(self, block: Block) -> str:
        return self.page.text[block.start : block.end]

    def put(self, start: int, end: int, kind: SectionKind) -> None:
        """Add a section; white space at its ends is left out, and so is a section of nothing else."""
        words = self.page.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if start < end:
            self.sections.append(Section(start=start, end=end, kind=kind))

    def walk(self) -> None:
        blocks = self.page.blocks
        self.pulled = pull_quotes(self.page)
        marked = next((i for i, b in enumerate(blocks) if b.hint == "headline"), None)
        for i, block in enumerate(blocks):
            following = blocks[i + 1] if i + 1 < len(blocks) else None
            if marked is not None and i < marked and self.before_headline(block):
                continue
            if block.hint == "headline":
                self.headline(block)
            elif block.hint == "caption" or is_caption(self.text(block)):
                self.put(block.start, block.end, "caption")
            elif block.hint == "boilerplate" or self.aside(block) or is_boilerplate(self.text(block)):
                self.put(block.start, block.end, "boilerplate")
            elif block.hint == "byline":
                self.byline(block.start, block.end)
            elif block.hint == "heading":
                self.put(block.start, block.end, "heading")
            elif not self.head(block, following, marked is not None):
                if block.hint == "dateline":  # a date in a form that we do not know
                    self.put(block.start, block.end, "boilerplate")
                else:
                    self.body(block, following)

    def aside(self, block: Block) -> bool:
        """Whether `block` says nothing of its own: a pull quote, or an entry in the list of sources of a report."""
        text = self.text(block)
        if is_heading(text) or block.hint in ("headline", "heading"):
            self.sources = _SOURCES.fullmatch(text) is not None
            return False
        return self.sources or block in self.pulled

    def before_headline(self, block: Block) -> bool:
        """A label above a headline that the markup names."""
        text = self.text(block)
        if block.hint is None and len(text.split()) <= 4 and not is_boilerplate(text) and not is_byline(text):
            self.put(block.start, block.end, "kicker")
            return True
        return False

    def headline(self, block: Block) -> None:
        text = self.text(block)
        length, self.title_outlet = headline_parts(text)
        self.title = " ".join(text[:length].split())
        self.put(block.start, block.start + length, "headline")
        self.put(block.start + length, block.end, "boilerplate")

    def head(self, block: Block, following: Block | None, marked: bool) -> bool:
        """Take `block` as a part of the head (kicker, headline, dateline, byline); False if it is none."""
        text = self.text(block)
        filed = dateline_alone(self.page.text, block.start, block.end)
        if filed and (block.hint == "dateline" or self.paragraphs <= _STANDFIRST):
            self.filed.append(filed)
            self.put(filed.start, filed.end, "dateline")
            return True
        fresh = bool(self.sections) and self.sections[-1].kind in ("headline", "byline") and following is not None
        ends = self.paragraphs <= _STANDFIRST or following is None
        if ends and is_byline(text, after_headline=fresh and not self.paragraphs):
            self.byline(block.start, block.end)
            return True
        if self.paragraphs or self.title is not None or marked or following is None:
            return False
        if not is_headline(text) or self.begins_story(block):
            return False
        if not any(s.kind == "kicker" for s in self.sections) and self.labels(text, following):
            self.put(block.start, block.end, "kicker")
        else:
            self.headline(block)
        return True

    def begins_story(self, block: Block) -> bool:
        """Whether `block` starts with a dateline that no headline has: more than a place and a colon."""
        filed = dateline_before(self.page.text, block.start, block.end)
        return filed is not None and (bool(filed.day or filed.outlet) or self.page.text[filed.end] != ":")

    def labels(self, text: str, following: Block) -> bool:
        """Whether `text` is the kicker over a headline `following`, not the headline itself."""
        below = self.text(following)
        is_head = is_byline(below, after_headline=True) or is_boilerplate(below) or is_caption(below)
        filed = dateline_alone(self.page.text, following.start, following.end)
        filed = filed or dateline_before(self.page.text, following.start, following.end)
        last = following == self.page.blocks[-1]
        return not (is_head or filed or last) and is_kicker(text, below)

    def byline(self, start: int, end: int) -> None:
        text = self.page.text[start:end]
        self.put(start, end, "byline")
        self.byline_outlet = self.byline_outlet or byline_outlet(text)
        self.byline_date = self.byline_date or next((d.iso for d in dates_in(text) if d.iso), None)

    def body(self, block: Block, following: Block | None) -> None:
        start, end, text = block.start, block.end, self.page.text
        if following is not None and is_heading(self.text(block)):
            self.put(start, end, "heading")
            return
        if self.paragraphs < _LEAD_PARAGRAPHS and not any(f.place for f in self.filed):
            filed = dateline_before(text, start, end)
            if filed:
                self.filed.append(filed)
                self.put(filed.start, filed.end, "dateline")
                start = filed.body
                marks = _MARKS.match(text, start, end)
                if marks:
                    self.put(start, marks.end(), "boilerplate")
                    start = marks.end()
        self.paragraphs += 1
        signed = _SIGNED.search(text, start, end) if following is None else None
        if signed and agency(signed["a"] or signed["b"]):
            self.put(start, signed.start("sign"), "paragraph")
            self.byline(signed.start("sign"), end)
        else:
            self.put(start, end, "paragraph")


def tell(page: Page) -> Story:
    """Name the parts of the story on `page`.

    The sections do not overlap and come in order; between them are white space and the dash after a dateline.
    A dateline's year is worked out from the text where it is not printed; where that fails, its date is None.
    """
    finder = _Finder(page)
    finder.walk()
    placed = next((f for f in finder.filed if f.place), None)
    named = next((f.outlet for f in finder.filed if f.outlet), None)
    dateline = placed or next((f for f in finder.filed if f.day), None) or next(iter(finder.filed), None)
    return Story(
        finder.title or page.title,
        page.outlet or finder.title_outlet or named or finder.byline_outlet,
        None if dateline is None else _dated(dateline, finder),
        tuple(finder.sections),
    )


def _dated(dateline: Filed, finder: _Finder) -> Dateline:
    """The dateline with its date: as printed with it, or beside it in the head, or with the year worked out."""
    known = (
        next((f.day.iso for f in finder.filed if f.day and f.day.iso), None) or finder.byline_date or finder.page.date
    )
    if dateline.day is None:
        day = known
    elif dateline.day.year is not None:
        day = dateline.day.iso
    else:
        printed = dateline.day
        year = resolve_year(printed.month, printed.day, finder.page.text, dateline.weekday, known)
        day = None if year is None else f"{year}-{printed.month:02}-{printed.day:02}"
    return Dateline(start=dateline.start, end=dateline.end, place=dateline.place, date=day)
