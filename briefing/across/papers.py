"""The papers of a comparison in their order, each with what the other modules look up in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from briefing.across.words import Token, tokens
from briefing.comparison import Paper
from briefing.lineage import Lineage
from briefing.schema import Actor, Analysis, Attribution

# Parts of a text that are its story; a first line that says what a file is, or a footer, is none.
_STORY = ("headline", "paragraph", "heading", "kicker")


@dataclass(frozen=True)
class Source:
    """A paper and the analysis it stands for."""

    paper: Paper
    analysis: Analysis

    @cached_property
    def lineage(self) -> Lineage:
        """The chains of the analysis."""
        return Lineage(self.analysis)

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.analysis.actors}

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """The attributions by their ids."""
        return {item.id: item for item in self.analysis.attributions}

    @cached_property
    def tokens(self) -> list[Token]:
        """All words of the text."""
        return tokens(self.text)

    def words(self, start: int, end: int) -> list[Token]:
        """The words that begin in a part of the text."""
        first = bisect_left(self.tokens, start, key=lambda token: token.start)
        return self.tokens[first : bisect_left(self.tokens, end, lo=first, key=lambda token: token.start)]

    @property
    def id(self) -> str:
        """The id of the paper."""
        return self.paper.id

    @property
    def text(self) -> str:
        """The text of the seed."""
        return self.analysis.seed.text

    @property
    def order(self) -> tuple[str, int]:
        """Sorts papers by date; those without a date come last, in the order in which they were given."""
        return (self.paper.date or "9999-99-99", int(self.paper.id[1:]))

    def story(self) -> list[tuple[int, int]]:
        """The places of the sections that tell the story."""
        return [(s.start, s.end) for s in self.analysis.seed.sections if s.kind in _STORY] or [(0, len(self.text))]


def sources(analyses: Iterable[Analysis]) -> tuple[Source, ...]:
    """The papers in the order of their dates, then names; two analyses of the same bytes and name count once."""
    unique = {(a.seed.name, a.seed.sha256, a.seed.outlet): a for a in analyses}
    ordered = sorted(unique.values(), key=lambda a: (_date(a) or "9999-99-99", a.seed.name, a.seed.sha256))
    return tuple(one(analysis, number) for number, analysis in enumerate(ordered, start=1))


def one(analysis: Analysis, number: int) -> Source:
    """One analysis as the paper with this number."""
    return Source(_paper(number, analysis), analysis)


def _paper(number: int, analysis: Analysis) -> Paper:
    seed = analysis.seed
    return Paper(
        id=f"d{number}",
        name=seed.name,
        title=seed.title,
        outlet=seed.outlet or "",
        date=_date(analysis),
        sha256=seed.sha256,
        words=len(seed.text.split()),
    )


def _date(analysis: Analysis) -> str | None:
    return analysis.seed.dateline.date if analysis.seed.dateline else None
