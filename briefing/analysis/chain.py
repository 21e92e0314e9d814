"""The chain of a statement: from the outlet inwards to the last source that the text names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Span

from briefing.analysis import grammar as g
from briefing.analysis.certainty import Hedge
from briefing.analysis.report import UNSTATED, Ground, Report
from briefing.analysis.speakers import PEOPLE
from briefing.analysis.wording import disjoint
from briefing.schema import OUTLET, UNATTRIBUTED, Access, Basis


@dataclass(frozen=True)
class Step:
    """A rung before actors have their final ids: `actor` is a draft id of the cast."""

    label: str
    actor: str | None
    span: Span | None
    basis: Basis
    ground: Ground = UNSTATED


def chain(covering: list[Report], publisher: str | None, hedges: list[Hedge]) -> tuple[Step, ...]:
    """Steps of one statement. `covering`: attributions that hold it, outermost first; `hedges`: of the statement."""
    steps = [Step(OUTLET, None, None, "publisher")]
    for report in (r for r in covering if not r.denied):  # who denies it does not say it
        for step in (_hearer(report), _step(report)):
            if step is None or (step.actor is not None and step.actor == publisher):
                continue
            if (step.actor, step.label) not in {(s.actor, s.label) for s in steps}:
                steps.append(step)
    nobody = next((h for h in hedges if h.hearsay and (h.accusation or len(steps) == 1)), None)
    if nobody is not None:
        ground = Ground("unstated", "unnamed", (nobody.span,))
        steps.append(Step(UNATTRIBUTED, None, nobody.span, "unattributed", ground))
    return tuple(_passed_on(step, after) for step, after in zip(steps, [*steps[1:], None], strict=True))


def says_more(steps: tuple[Step, ...]) -> tuple[int, int]:
    """How much a chain says of where a claim comes from: the sources that it names, before its length."""
    return (sum(s.basis != "unattributed" for s in steps), len(steps))


def further(chain: tuple[Step, ...], ways: Iterable[tuple[Step, ...]]) -> tuple[tuple[Step, ...], ...]:
    """Those of the `ways` in which an allegation reaches the reader from another origin than by `chain`, each once.

    The outlet that says in its own voice what it has from others, and a claim at nobody's door, are no other origin; nor
    is a source that the chain passes through anyway.
    """
    known = {_who(step) for step in chain}
    found: list[tuple[Step, ...]] = []
    for last, way in ((way[-1], way) for way in ways if way):
        if last.basis not in {"publisher", "unattributed"} and _who(last) not in known:
            known.add(_who(last))
            found.append(way)
    return tuple(found)


def _who(step: Step) -> str:
    return step.actor or step.label.casefold()


def _passed_on(step: Step, after: Step | None) -> Step:
    """What a source passes on it has from the next one, from a paper or by hearsay; the words for the next one say so."""
    if after is None or after.span is None or step.span is None or step.ground.access != "unstated":
        return step
    ground = step.ground
    access: Access = "document" if after.basis == "document" else "hearsay"
    words = tuple(disjoint([*ground.evidence, after.span]))
    return replace(step, ground=replace(ground, access=access, evidence=words))


def _hearer(report: Report) -> Step | None:
    """The publisher that was told: the claim comes through it (`the guard told state radio`)."""
    if report.hearer is None or not report.hearers:
        return None
    words = g.phrase(report.hearer)
    return Step("", report.hearers[0], words, "attribution", Ground("hearsay", "published_elsewhere", (words,)))


def _step(report: Report) -> Step | None:
    if report.source is None or report.source_span is None:
        return None
    if report.actors:
        basis: Basis = "running_source" if report.running else "attribution"
        return Step("", report.actors[0], report.source_span, basis, report.ground)
    if report.document is not None:
        span = report.paper or report.source_span
        return Step(plain(span), None, span, "document", report.ground)
    speaks = report.spoken and report.source.pos_ == "NOUN" and report.source.dep_ in {"nsubj", "obl:agent", "obl"}
    somebody = report.stated and report.source.pos_ == "PRON" and report.source.lower_ in PEOPLE
    if speaks or somebody or report.labelled:  # who it is cannot be told, but it is not the outlet
        return Step(plain(report.source_span), None, report.source_span, "attribution", report.ground)
    return None  # a thing or an event does not speak: the claim stays with whoever tells of it


def plain(span: Span) -> str:
    """The words of a span without an article before them, on one line."""
    words = [t for t in span if not t.is_space]
    while len(words) > 1 and words[0].lower_ in {"the", "a", "an", "this", "that"}:
        words.pop(0)
    return " ".join(span.doc[words[0].i : words[-1].i + 1].text.split())
