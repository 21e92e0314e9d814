"""The record of an allegation before actors have their final ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span

from briefing.analysis.act import Act
from briefing.analysis.chain import Step
from briefing.analysis.report import Report
from briefing.analysis.responses import Answer


@dataclass
class Claim:
    """An allegation before actors have their final ids; `places` are its statements with the attribution of each.

    `when` and `where` are the words for time and place of the act, of all its statements.
    """

    act: Act
    accused: tuple[str, ...]
    others: tuple[str, ...]
    chain: tuple[Step, ...]
    certainty: str
    places: list[tuple[Span, Report | None]]
    hedges: list[Span]
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()
    answers: list[Answer] = field(default_factory=list)
