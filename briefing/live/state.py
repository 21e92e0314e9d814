"""What the script of a notebook knows of a briefing: the text in its parts, what can be corrected, and where it stands."""

from __future__ import annotations

from typing import Any, get_args

from briefing.lineage import OUTLET_KEY
from briefing.schema import ActorKind, Analysis, Certainty, Credibility, Reliability, Span
from briefing.show.theme import CERTAINTY_NAME, KIND_NAME
from briefing.show.view import View, view

# What can be done -> the words of the form, and the values to choose from (None: words are written).
ACTIONS: dict[str, tuple[str, list[tuple[str, str]] | None]] = {
    "name": ("has another name", None),
    "kind": ("is of another kind", [(kind, KIND_NAME[kind]) for kind in get_args(ActorKind)]),
    "reliability": ("reliability as a source, A to F", [(grade, grade) for grade in get_args(Reliability)]),
    "certainty": ("certainty", [(value, CERTAINTY_NAME[value]) for value in get_args(Certainty)]),
    "credibility": ("credibility, 1 to 6", [(grade, grade) for grade in get_args(Credibility)]),
    "reject": ("is not alleged in this text", []),
    "note": ("a note", None),
}


def key(analysis: Analysis) -> str:
    """What tells the outputs of one briefing from those of another: its seed's hash and that of its corrections."""
    layer = analysis.analyst
    return f"{analysis.seed.sha256[:12]}-{layer.sha256[:12] if layer else 'none'}"


def state(analysis: Analysis, file: str) -> dict[str, Any]:
    """Plain values for the script; `file` is the corrections file as it is named to the analyst.

    `blocks` are the parts of the text in order: kind, number of the paragraph (0 for none), first character, words.
    `targets` are what rows of tables may be about: name, what can be done, and the places in the text.
    """
    v = view(analysis)
    return {
        "key": key(analysis),
        "file": file,
        "blocks": [[b.kind, b.number, b.start, v.text[b.start : b.end]] for b in v.places.blocks],
        "actions": {name: [words, values] for name, (words, values) in ACTIONS.items()},
        "targets": _targets(v),
    }


def _targets(v: View) -> dict[str, Any]:
    steps = {step.key: step for c in v.analysis.allegations for way in v.lineage.ways(c) for step in way}
    found: dict[str, Any] = {}
    for actor in v.analysis.actors:
        grade = ["reliability"] if actor.id in steps else []
        found[actor.id] = [actor.name, ["name", "kind", *grade, "note"], _places(actor.mentions)]
    for step in steps.values():
        if step.key not in found and (step.kind == "document" or step.key == OUTLET_KEY or step.rung.actor is None):
            source = v.source(step)
            places = [[source.quote.start, source.quote.end]] if source.quote else []
            found[step.key] = [source.name, [] if step.kind == "nobody" else ["reliability"], places]
    for number, claim in enumerate(v.analysis.allegations, start=1):
        doing = ["certainty", "credibility", "reject", "note"]
        found[claim.id] = [f"No. {number}", doing, _places(claim.statements)]
    return found


def _places(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
