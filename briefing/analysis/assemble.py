"""The one way from a seed to its analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Span

from briefing.analysis.actors import Cast
from briefing.analysis.acts import Finder
from briefing.analysis.allegations import claims, unanswered
from briefing.analysis.answering import tie
from briefing.analysis.chain import Step
from briefing.analysis.claim import Claim
from briefing.analysis.denouncing import denounced
from briefing.analysis.report import Report
from briefing.analysis.reports import Reports
from briefing.analysis.responses import answers, matches
from briefing.schema import (
    Act,
    Allegation,
    Analysis,
    Attribution,
    KnownActor,
    Provenance,
    Response,
    Rung,
    Seed,
    Source,
    Statement,
)
from briefing.schema import Span as Place

#: Sections whose words are about the article and not of it.
_SILENT = {"boilerplate", "byline", "caption", "dateline", "kicker"}


def blocks(seed: Seed) -> list[tuple[int, int]]:
    """Character ranges that no sentence crosses: the seed's sections in order."""
    return sorted((s.start, s.end) for s in seed.sections)


def assemble(seed: Seed, doc: Doc, provenance: Provenance, known: Sequence[KnownActor] = ()) -> Analysis:
    """The analysis of a seed whose text has been annotated (`doc.text == seed.text`)."""
    cast = Cast(doc, seed, known)
    silent = [(s.start, s.end) for s in seed.sections if s.kind in _SILENT]
    acts = [
        a
        for a in Finder(doc, cast.is_armed, lambda head: bool(cast.resolve(head))).find()
        if not any(s <= a.trigger.idx < e for s, e in silent)
    ]
    reports = Reports(doc, cast, acts)
    acts = sorted(
        [*acts, *denounced(doc, acts, reports.all, cast.named_parties)], key=lambda a: (a.span.start, a.trigger.i)
    )
    publisher = cast.called(seed.outlet) if seed.outlet else None
    words = matches(doc)
    found = claims(unanswered(acts, words), cast, reports, publisher)
    tie(found, answers(doc, cast, acts, reports, words), cast)
    actors, ids = cast.finish()
    found = [c for c in found if any(a in ids for a in c.accused)]  # a party that turned out to be none is not accused
    names = {a.id: a.name for a in actors}
    ordered = sorted(reports.all, key=lambda r: r.key)
    numbers = {id(r): f"t{i + 1}" for i, r in enumerate(ordered)}
    return Analysis(
        seed=seed,
        actors=actors,
        attributions=tuple(_attribution(r, numbers, ids, doc) for r in ordered),
        allegations=tuple(_allegation(f"c{i + 1}", c, numbers, ids, names) for i, c in enumerate(found)),
        provenance=provenance,
    )


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start_char, "end": span.end_char}


def _runs(content: set[int], doc: Doc) -> list[Place]:
    """Spans of the content: runs of words, with the white space and the marks between them."""
    runs: list[tuple[int, int]] = []
    for i in sorted(k for k in content if not doc[k].is_space):
        if runs and all(doc[k].is_space or doc[k].is_punct for k in range(runs[-1][1] + 1, i)):
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return [Place(start=doc[a].idx, end=doc[b].idx + len(doc[b])) for a, b in runs]


def _attribution(report: Report, numbers: dict[int, str], ids: dict[str, str], doc: Doc) -> Attribution:
    cue = sorted(report.cue)
    source = None
    if report.source_span is not None:
        actor = ids.get(report.actors[0]) if report.actors else None
        source = Source(**_place(report.source_span), actor=actor)
    quoted = [i for i in report.content if doc[i].text in {'"', "“", "”", "``", "''"}]
    outside = [i for i in report.content if not doc[i].is_punct and not any(a <= i <= b for a, b in _pairs(quoted))]
    manner = "direct" if report.labelled else "indirect" if not quoted else "mixed" if len(outside) > 3 else "direct"
    return Attribution(
        id=numbers[id(report)],
        source=source,
        cue=Place(start=doc[cue[0]].idx, end=doc[cue[-1]].idx + len(doc[cue[-1]])) if cue else None,
        content=tuple(_runs(report.content, doc)),
        within=numbers[id(report.within)] if report.within is not None else None,
        manner=manner,
    )


def _pairs(marks: list[int]) -> list[tuple[int, int]]:
    marks = sorted(marks)
    return list(zip(marks[::2], marks[1::2], strict=False))


def _allegation(
    number: str, claim: Claim, numbers: dict[int, str], ids: dict[str, str], names: dict[str, str]
) -> Allegation:
    words = claim.act.span.text
    return Allegation(
        id=number,
        statements=tuple(
            Statement(
                **_place(s),
                attribution=numbers[id(r)] if r is not None else None,
                certainty=claim.firmness.get((s.start, s.end)),
            )
            for s, r in claim.places
        ),
        accused=tuple(ids[a] for a in claim.accused if a in ids),
        others=tuple(ids[a] for a in claim.others if a in ids),
        act=Act(text=" ".join(words.split()), category=claim.act.category),
        chain=tuple(_rung(step, ids, names) for step in claim.chain),
        certainty=claim.certainty,
        hedges=tuple(Place(**_place(h)) for h in claim.hedges),
        responses=tuple(Response(**_place(a.span), kind=a.kind) for a in _unique(claim)),
        when=tuple(Place(**_place(w)) for w in claim.when),
        where=tuple(Place(**_place(w)) for w in claim.where),
        ways=tuple(tuple(_rung(step, ids, names) for step in way) for way in claim.ways),
    )


def _rung(step: Step, ids: dict[str, str], names: dict[str, str]) -> Rung:
    actor = ids.get(step.actor) if step.actor is not None else None
    ground = step.ground
    return Rung(
        label=names[actor] if actor is not None else step.label,
        actor=actor,
        basis=step.basis,
        access=ground.access,
        inspectable=ground.inspectable,
        evidence=tuple(Place(**_place(e)) for e in ground.evidence),
        interest=tuple(Place(**_place(i)) for i in ground.interest),
        **(_place(step.span) if step.span is not None else {"start": None, "end": None}),
    )


def _unique(claim: Claim) -> list[Any]:
    return sorted({(a.span.start, a.span.end): a for a in claim.answers}.values(), key=lambda a: a.span.start)


__all__ = ["assemble", "blocks"]
