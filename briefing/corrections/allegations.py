"""Reject, add and edit: what the analyst says of allegations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.corrections.chains import carrying, chain_from
from briefing.corrections.draft import Draft, with_ways
from briefing.corrections.model import Actors, Add, Edit, Quote, Reject
from briefing.corrections.quoting import Refusal, locate_one, places
from briefing.schema import Act, Allegation, Correction, Rung, Span, Statement


def reject(draft: Draft, entry: Reject) -> None:
    """Take an allegation out; it is kept beside the analysis as the program had it."""
    claim = draft.claim(entry.allegation)
    del draft.claims[claim.id]
    draft.rejected[claim.id] = claim
    draft.note(
        Correction(
            entry="reject", target=claim.id, field="allegation", was=_said(draft, claim), now="", note=entry.note
        )
    )


def add(draft: Draft, entry: Add) -> None:
    """Put an allegation in, where its first statement stands; without a chain of its own it has that of the attributions
    around its words.
    """
    spans = sorted((_span(draft, quote) for quote in entry.words), key=lambda span: (span.start, span.end))
    statements = tuple(Statement(start=s.start, end=s.end, attribution=carrying(draft, s)) for s in spans)
    accused = _parties(draft, entry.accused)
    if not accused:
        raise Refusal("accused: []", "leaves nobody accused", "Name somebody.")
    there = next((c for c in draft.claims.values() if c.accused == accused and _same(c.statements, spans)), None)
    key = there.id if there else draft.number("c")
    draft.claim_right(key, "allegation")
    claim = Allegation(
        id=key,
        statements=statements,
        accused=accused,
        others=tuple(other for other in _parties(draft, entry.others) if other not in accused),
        act=Act(
            text=_act(draft, entry.act) if entry.act else " ".join(spans[0].of(draft.text).split()),
            category=entry.category,
        ),
        chain=(),
        certainty=entry.certainty,
        hedges=_spans(draft, entry.hedges),
        responses=there.responses if there else (),
    )
    claim = with_ways(claim, [chain_from(draft, entry.chain, statements, (there.chain,) if there else ())])
    rest = [c for c in draft.claims.values() if c is not there]
    at = next((i for i, c in enumerate(rest) if c.statements[0].start > spans[0].start), len(rest))
    draft.claims = {c.id: c for c in [*rest[:at], claim, *rest[at:]]}
    was = _said(draft, there) if there else ""  # the program may have come to find it itself
    draft.note(
        Correction(entry="add", target=key, field="allegation", was=was, now=_said(draft, claim), note=entry.note)
    )


def _same(statements: Iterable[Span], spans: Iterable[Span]) -> bool:
    places = {(span.start, span.end) for span in spans}
    return any((statement.start, statement.end) in places for statement in statements)


def edit(draft: Draft, entry: Edit) -> None:
    """Put right what the entry names of an allegation; the rest stays."""
    claim = draft.claim(entry.allegation)
    changed: list[Correction] = []

    def change(field: str, was: str, now: str, **update: Any) -> None:
        nonlocal claim
        draft.claim_right(claim.id, field)
        claim = claim.model_copy(update=update)
        changed.append(Correction(entry="edit", target=claim.id, field=field, was=was, now=now, note=entry.note))

    if entry.accused is not None:
        accused = _parties(draft, entry.accused)
        others = tuple(other for other in claim.others if other not in accused)
        change("accused", draft.name_of(claim.accused), draft.name_of(accused), accused=accused, others=others)
    if entry.others is not None:
        others = tuple(other for other in _parties(draft, entry.others) if other not in claim.accused)
        change("others", draft.name_of(claim.others), draft.name_of(others), others=others)
    if entry.certainty is not None:
        change("certainty", claim.certainty, entry.certainty, certainty=entry.certainty)
    if entry.act is not None:
        act = _act(draft, entry.act)
        change("act", claim.act.text, act, act=claim.act.model_copy(update={"text": act}))
    if entry.category is not None:
        act_of = claim.act.model_copy(update={"category": entry.category})
        change("category", claim.act.category, entry.category, act=act_of)
    if entry.hedges is not None:
        hedges = _spans(draft, entry.hedges)
        change("hedges", _quoted(draft, claim.hedges), _quoted(draft, hedges), hedges=hedges)
    if entry.chain is not None:
        chain = chain_from(draft, entry.chain, claim.statements, (claim.chain, *claim.ways))
        was = _steps(claim.chain)
        # a way that only the program's chain was is gone with it; the others stay
        edited = with_ways(claim, [chain, *claim.ways])
        change("chain", was, _steps(edited.chain), chain=edited.chain, ways=edited.ways)
    draft.claims[claim.id] = claim
    for correction in changed:
        draft.note(correction)


def _parties(draft: Draft, pointers: Actors) -> tuple[str, ...]:
    return tuple(dict.fromkeys(draft.actor(pointer).id for pointer in pointers))


def _span(draft: Draft, quote: Quote) -> Span:
    return locate_one(quote.words, quote.occurrence, draft.text)


def _spans(draft: Draft, quotes: Iterable[Quote]) -> tuple[Span, ...]:
    spans = {(span.start, span.end): span for span in (_span(draft, quote) for quote in quotes)}
    return tuple(spans[place] for place in sorted(spans))


def _act(draft: Draft, words: str) -> str:
    """The words of an act, which are words of the text."""
    found = places(words, draft.text)
    if not found:
        raise Refusal(repr(words), "the text does not hold these words", "Say the act in words of the text.")
    return " ".join(found[0].of(draft.text).split())


def _said(draft: Draft, claim: Allegation) -> str:
    return " ".join(claim.statements[0].of(draft.text).split())


def _quoted(draft: Draft, spans: Iterable[Span]) -> str:
    return ", ".join(" ".join(span.of(draft.text).split()) for span in spans)


def _steps(chain: Iterable[Rung]) -> str:
    return " ← ".join(rung.label for rung in chain)
