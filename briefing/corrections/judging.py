"""Grades and notes: what the analyst thinks of sources, allegations and the whole."""

from __future__ import annotations

from briefing.corrections.draft import Draft
from briefing.corrections.model import ClaimEntry, Quote, Remark, SourceEntry
from briefing.corrections.quoting import Refusal
from briefing.lineage import OUTLET_KEY
from briefing.schema import OUTLET, ClaimGrade, Note, SourceGrade


def source_grade(draft: Draft, entry: SourceEntry) -> SourceGrade:
    """The grade of an actor, of a document that is a step of a chain, or of OUTLET."""
    key = _source(draft, entry.source)
    draft.claim_right(key, "grade")
    return SourceGrade(source=key, reliability=entry.grade, note=entry.note)


def claim_grade(draft: Draft, entry: ClaimEntry) -> ClaimGrade:
    """The grade of an allegation."""
    claim = draft.claim(entry.allegation)
    draft.claim_right(claim.id, "grade")
    return ClaimGrade(allegation=claim.id, credibility=entry.grade, note=entry.note)


def remark(draft: Draft, entry: Remark) -> Note:
    """A note with the id of what it is on."""
    if entry.actor is not None:
        return Note(target=draft.actor(entry.actor).id, text=entry.text)
    if entry.allegation is not None:
        return Note(target=draft.claim(entry.allegation).id, text=entry.text)
    return Note(target="", text=entry.text)


def _source(draft: Draft, pointer: Quote) -> str:
    """The key of `lineage.Step` for a source."""
    words = " ".join(pointer.words.split())
    if words == OUTLET:
        return OUTLET_KEY
    labels = {
        rung.label.casefold()
        for claim in draft.claims.values()
        for way in (claim.chain, *claim.ways)
        for rung in way
        if rung.actor is None and rung.basis not in ("publisher", "unattributed")
    }
    if pointer.occurrence is None and words.casefold() in labels:
        return f"label {words.casefold()}"
    try:
        return draft.actor(pointer).id
    except Refusal as refusal:
        raise Refusal(
            refusal.value, f"{refusal.problem}, and no step of a chain has this label", refusal.remedy
        ) from None
