"""The record of an allegation before actors have their final ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span

from briefing.analysis.act import Act
from briefing.analysis.answer import Answer
from briefing.analysis.chain import Step
from briefing.analysis.report import Report
from briefing.schema import Certainty


@dataclass
class Claim:
    """An allegation before actors have their final ids; `places` are its statements with the attribution of each.

    `firmness` is the certainty of each statement by its token indices; `when` and `where` are the words for time and place
    of the act, of all its statements. `ways` are the chains of restatements that have another origin than `chain`.
    """

    act: Act
    accused: tuple[str, ...]
    others: tuple[str, ...]
    chain: tuple[Step, ...]
    certainty: Certainty
    places: list[tuple[Span, Report | None]]
    hedges: list[Span]
    firmness: dict[tuple[int, int], Certainty]
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()
    ways: tuple[tuple[Step, ...], ...] = ()
    answers: list[Answer] = field(default_factory=list)
