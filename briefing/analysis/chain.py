"""The chain of a statement: from the outlet inwards to the last source that the text names."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.report import Report
from briefing.analysis.speakers import is_document
from briefing.schema import OUTLET, UNATTRIBUTED, Basis


@dataclass(frozen=True)
class Step:
    """A rung before actors have their final ids: `actor` is a draft id of the cast."""

    label: str
    actor: str | None
    span: Span | None
    basis: Basis


def chain(act: Act, covering: list[Report], publisher: str | None, papers: dict[str, Span]) -> tuple[Step, ...]:
    """Steps of one statement. `covering`: attributions that hold it, outermost first; `papers`: name of each paper by lemma."""
    steps = [Step(OUTLET, None, None, "publisher")]
    for report in covering:
        step = _step(report, papers)
        if step is None or (step.actor is not None and step.actor == publisher):
            continue
        if (step.actor, step.label) not in {(s.actor, s.label) for s in steps}:
            steps.append(step)
    if act.hedge is not None and act.accuser is None and _unsourced(act, covering):
        steps.append(Step(UNATTRIBUTED, None, act.hedge, "unattributed"))
    return tuple(steps)


def _unsourced(act: Act, covering: list[Report]) -> bool:
    """Whether the accusation is laid at nobody's door: nobody is said to make it, in these or the words around it."""
    return act.accusation is not None and not any(act.accusation.i in r.cue and r.source is not None for r in covering)


def _step(report: Report, papers: dict[str, Span]) -> Step | None:
    if report.source is None or report.source_span is None:
        return None
    if report.actors:
        basis: Basis = "running_source" if report.running else "attribution"
        return Step("", report.actors[0], report.source_span, basis)
    if report.document is not None:
        span = papers.get(report.document.lemma_.lower(), report.source_span)
        return Step(plain(span), None, span, "document")
    if report.spoken and report.source.pos_ == "NOUN" and report.source.dep_ in {"nsubj", "obl:agent", "obl"}:
        return Step(plain(report.source_span), None, report.source_span, "attribution")
    return None  # a thing or an event does not speak: the claim stays with whoever tells of it


def plain(span: Span) -> str:
    """The words of a span without an article before them, on one line."""
    words = [t for t in span if not t.is_space]
    while len(words) > 1 and words[0].lower_ in {"the", "a", "an", "this", "that"}:
        words.pop(0)
    return " ".join(span.doc[words[0].i : words[-1].i + 1].text.split())


def papers(doc: Doc) -> dict[str, Span]:
    """The fullest phrase for each kind of paper, by its lemma: `a classified Indian dossier` for every `dossier`."""
    found: dict[str, Span] = {}
    for noun in doc:
        if is_document(noun):
            span = g.phrase(noun)
            lemma = noun.lemma_.lower()
            if len(span) <= 8 and (lemma not in found or len(span) > len(found[lemma])):
                found[lemma] = span
    return found
