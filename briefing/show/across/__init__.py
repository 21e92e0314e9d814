"""Many papers side by side: the verbs of the notebook across seeds. Each takes what `load_many` gives and displays one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefing.comparison import Comparison, Hit
from briefing.show import display
from briefing.show.across import figures, parts, tables
from briefing.show.across.lineage import lineage as lineage_figure
from briefing.show.display import style
from briefing.show.parts import Part

__all__ = [
    "ambiguous",
    "bottom_line",
    "carried",
    "claims",
    "conflicts",
    "copies",
    "days",
    "desks",
    "echo",
    "hits",
    "lineage",
    "masthead",
    "method",
    "numbers",
    "parties",
    "quotations",
    "roots",
    "routes",
    "style",
]


class Gathered(Protocol):
    """A comparison with the parameters of its notebook."""

    @property
    def comparison(self) -> Comparison: ...
    @property
    def title(self) -> str: ...
    @property
    def tlp(self) -> str: ...
    @property
    def as_of(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def hits(self) -> Sequence[Hit]: ...


def masthead(found: Gathered) -> None:
    """Show the marking, the title, and what was compared."""
    _part(parts.masthead(found.comparison, found.title, found.tlp, found.as_of))


def bottom_line(found: Gathered) -> None:
    """Show a few sentences for a reader in a hurry."""
    _part(parts.bottom_line(found.comparison))


def numbers(found: Gathered) -> None:
    """Show papers, outlets and origins of the most carried allegation."""
    _part(parts.numbers(found.comparison))


def echo(found: Gathered) -> None:
    """Show papers, outlets and origins of the most carried allegations."""
    display.figure(figures.echo(found.comparison))


def lineage(found: Gathered) -> None:
    """Show who has the most carried allegation from whom."""
    display.figure(lineage_figure(found.comparison))


def routes(found: Gathered) -> None:
    """Show hidden common origins, circles, and what stands in the way of grade 1."""
    _part(parts.routes(found.comparison))


def days(found: Gathered) -> None:
    """Show when the most carried allegations were printed."""
    display.figure(figures.days(found.comparison))


def carried(found: Gathered) -> None:
    """Show which outlet carries what."""
    display.figure(figures.carried(found.comparison))


def claims(found: Gathered) -> None:
    """Show the table of allegations."""
    display.table("claims", tables.claims(found.comparison))


def roots(found: Gathered) -> None:
    """Show the table of origins."""
    display.table("roots", tables.roots(found.comparison))


def copies(found: Gathered) -> None:
    """Show the table of wire copies."""
    display.table("copies", tables.copies(found.comparison))


def quotations(found: Gathered) -> None:
    """Show quotations that several papers print, letter by letter."""
    _part(parts.quotations(found.comparison))


def desks(found: Gathered) -> None:
    """Show outlets side by side."""
    display.table("desks", tables.desks(found.comparison))


def conflicts(found: Gathered) -> None:
    """Show replies and contradictions."""
    display.table("conflicts", tables.conflicts(found.comparison))


def parties(found: Gathered) -> None:
    """Show who stands in most papers."""
    display.table("parties", tables.parties(found.comparison))


def ambiguous(found: Gathered) -> None:
    """Show names that were left apart."""
    display.table("ambiguous", tables.ambiguous(found.comparison))


def hits(found: Gathered) -> None:
    """Show the sentences that hold the words that were looked for."""
    _part(parts.hits(found.words, found.hits))


def method(found: Gathered) -> None:
    """Show the limits, and the papers with their hashes."""
    _part(parts.method(found.comparison))


def _part(part: Part) -> None:
    display.block(part.name, part.html, part.text)
