"""The STIX extension in which the note of an allegation carries its facts in a form for programs, with all offsets."""

from __future__ import annotations

from typing import Any

from briefing.exchange.identity import stable
from briefing.lineage import Lineage
from briefing.schema import Allegation, Analysis, Rung, Span

EXTENSION = f"extension-definition--{stable('extension', 'allegation')}"
_SCHEMA = (
    "On a note that states an allegation. seed_sha256: hash of the text's file; all start and end are half-open character "
    "offsets in the text. certainty: asserted, hedged or negated. statements, hedges, responses: list of {start, end, words, "
    "and kind for a response: denial, rejection, no_comment, not_reached or admission}. ways: list of chains, each a list of "
    "{label, basis, access, inspectable, actor_ref where the step is an object of the bundle, start, end, words} from the "
    "reader inwards. accused_refs, other_refs: object ids. category: coarse kind of the act. confidence_scale: names the "
    "scale behind the note's confidence, with the grade; absent if nobody graded it."
)


def extension_definition(author: str, marking: str) -> Any:
    """The `extension-definition` object, with its schema in words."""
    import stix2

    return stix2.ExtensionDefinition(
        id=EXTENSION,
        created="2026-01-01T00:00:00.000Z",
        modified="2026-01-01T00:00:00.000Z",
        created_by_ref=author,
        name="allegation",
        description="An allegation in a text: words, certainty, chain of sources, answers.",
        schema=_SCHEMA,
        version="1.0.0",
        extension_types=["property-extension"],
        object_marking_refs=[marking],
    )


def note_extension(analysis: Analysis, claim: Allegation, grade: str | None, refs: dict[str, str]) -> dict[str, Any]:
    """The extension of the note of one allegation; `refs` gives the object id of each actor."""
    text = analysis.seed.text

    def place(span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "words": span.of(text)}

    def step(rung: Rung, name: str) -> dict[str, Any]:
        found = {"label": name, "basis": rung.basis, "access": rung.access, "inspectable": rung.inspectable}
        if rung.actor is not None:
            found["actor_ref"] = refs[rung.actor]
        if rung.start is not None and rung.end is not None:
            found |= place(Span(start=rung.start, end=rung.end))
        return found

    content: dict[str, Any] = {
        "extension_type": "property-extension",
        "seed_sha256": analysis.seed.sha256,
        "category": claim.act.category,
        "certainty": claim.certainty,
        "accused_refs": [refs[actor] for actor in claim.accused],
        "other_refs": [refs[actor] for actor in claim.others],
        "statements": [place(span) for span in claim.statements],
        "hedges": [place(span) for span in claim.hedges],
        "responses": [{"kind": answer.kind, **place(answer)} for answer in claim.responses],
        "ways": [[step(s.rung, s.name) for s in way] for way in Lineage(analysis).ways(claim)],
    }
    if grade:
        content["confidence_scale"] = f"Admiralty credibility (STIX 2.1, appendix A): {grade}"
    return {name: value for name, value in content.items() if value != []}  # STIX has no empty lists
