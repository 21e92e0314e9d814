"""An analysis as a STIX 2.1 bundle (OASIS, 10 June 2021), never firmer than the seed.

| in the analysis | in STIX |
|---|---|
| the seed | `report`, which refers to everything else |
| an armed group | `threat-actor` of the type `unknown`: the kind is the text's, not a judgement |
| one of those that the text calls hackers or the like | `intrusion-set`, as ATT&CK has such groups |
| any other actor, the outlet | `identity` |
| a tie (`part_of`, `leads` ...) | `relationship` (`part-of`, `leads` ...) with the words in its description |
| a step of a chain from one actor to another | `relationship` `cites` |
| an allegation | `note`: words, certainty, hedges, claimants, chain, answers; no relationship joins accuser and accused |
| a denial, rejection or admission | `opinion` on the note: `disagree`, `disagree`, `agree` |
| the analyst's remark | `note` |
| the marking | the TLP 2.0 `marking-definition` of the OASIS, on every object |

Refusals to comment and failures to reach stand in the note alone: they are no opinions. The same facts with offsets stand
in an extension of the note (see `extension.py`). `confidence` is there only where the analyst graded the allegation, on the
Admiralty scale of STIX 2.1, appendix A. Ids are UUIDs of version 5. `created` is the seed's date, `modified` that of the briefing
if it is later: the clock is never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from briefing.exchange.account import ANSWERS, account, heading
from briefing.exchange.extension import EXTENSION, extension_definition, note_extension
from briefing.exchange.identity import Names, stable
from briefing.exchange.marking import marking_definition
from briefing.lineage import Lineage, Step
from briefing.params import Parameters
from briefing.schema import Actor, ActorKind, Allegation, Analysis, ResponseKind, Span

CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}  # STIX 2.1, appendix A; 6, not to be judged, has no number
_CLASSES: dict[ActorKind, str] = {
    "person": "individual",
    "unnamed_person": "individual",
    "group": "group",
    "place": "unknown",
}
_OPINIONS: dict[ResponseKind, str] = {"denial": "disagree", "rejection": "disagree", "admission": "agree"}
_TOOL = stable("tool", "briefing")
# What is said of a group that works through computers, among the words that made it an armed group.
_INTRUDES = re.compile(r"\b(?:hack|cyber|ransomware|malware)", re.IGNORECASE)


def bundle(analysis: Analysis, parameters: Parameters, date: str) -> bytes:
    """The bundle as JSON with sorted keys. `date` (ISO) is the seed's date, or the briefing's if the seed has none."""
    import stix2

    objects = _Objects(analysis, parameters, date)
    made = stix2.Bundle(id=f"bundle--{objects.names.of('bundle')}", objects=list(objects))
    return (json.dumps(json.loads(made.serialize()), ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def _bare(name: str) -> str:
    """A name of an outlet without its article: the Callisto Ledger is Callisto Ledger."""
    return name.casefold().removeprefix("the ")


class _Objects:
    """The objects of one bundle, in the order in which they refer to each other."""

    def __init__(self, analysis: Analysis, parameters: Parameters, date: str) -> None:
        self.analysis = analysis
        self.parameters = parameters
        self.names = Names(analysis)
        self.lineage = Lineage(analysis)
        self.marking = marking_definition(parameters.tlp)
        self.date = date
        modified = max(date, parameters.as_of or date)  # ISO dates sort as text
        self.common = {
            "created": f"{date}T00:00:00.000Z",
            "modified": f"{modified}T00:00:00.000Z",
            "created_by_ref": f"identity--{_TOOL}",
            "object_marking_refs": [self.marking.id],
        }
        self.actors = {a.id: f"{self._type(a)}--{self.names.actor(a.id)}" for a in analysis.actors}
        graded = analysis.analyst.credibility if analysis.analyst else ()
        self.grades = {grade.allegation: grade.credibility for grade in graded}

    def __iter__(self) -> Iterator[Any]:
        yield self.marking
        yield self._tool()
        yield extension_definition(f"identity--{_TOOL}", self.marking.id)
        content = [*self._actors(), *self._relationships()]
        for claim in self.analysis.allegations:
            note = self._note(claim)
            content += [note, *self._opinions(claim, note.id)]
        content += self._remarks([item for item in content if item.type == "note"])
        yield self._report(content)
        yield from content

    def _type(self, actor: Actor) -> str:
        """The type of object that an actor becomes; what decides is the words of the text that gave it its kind."""
        if actor.kind != "armed_group":
            return "identity"
        evidence = actor.kind_evidence.of(self.analysis.seed.text) if actor.kind_evidence else ""
        return "intrusion-set" if _INTRUDES.search(evidence) else "threat-actor"

    def _tool(self) -> Any:
        import stix2

        fixed = {"created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z"}
        return stix2.Identity(
            id=f"identity--{_TOOL}",
            name="briefing",
            identity_class="system",
            description="Software that finds allegations in a text, and who says them through whom.",
            object_marking_refs=[self.marking.id],
            **fixed,
        )

    def _report(self, content: Sequence[Any]) -> Any:
        import stix2

        seed, made = self.analysis.seed, self.analysis.provenance
        return stix2.Report(
            id=f"report--{self.names.of('report')}",
            name=self.parameters.title or seed.title or seed.name,
            description=(
                f"What is alleged in {seed.name}, who says so and through whom. Made from the text by briefing "
                f"{made.version} (language model {made.model}); nothing here is confirmed by it."
            ),
            published=f"{self.date}T00:00:00.000Z",
            object_refs=[item.id for item in content] or [f"identity--{_TOOL}"],
            external_references=[
                {
                    "source_name": seed.outlet or seed.name,
                    "description": f"the seed, a file of the type {seed.media_type}",
                    "hashes": {"SHA-256": seed.sha256},
                }
            ],
            **self.common,
        )

    def _actors(self) -> Iterator[Any]:
        import stix2

        for actor in self.analysis.actors:
            shared: dict[str, Any] = {
                "id": self.actors[actor.id],
                "name": actor.name,
                "labels": [actor.kind.replace("_", "-")],
                **self.common,
            }
            if actor.kind == "armed_group":
                if actor.aliases:
                    shared["aliases"] = list(actor.aliases)
                if shared["id"].startswith("intrusion-set"):
                    yield stix2.IntrusionSet(**shared)
                else:
                    yield stix2.ThreatActor(threat_actor_types=["unknown"], **shared)
            else:
                also = f"Also called {', '.join(actor.aliases)}." if actor.aliases else None
                kind = _CLASSES.get(actor.kind, "organization")
                yield stix2.Identity(identity_class=kind, **({"description": also} if also else {}), **shared)
        outlet = self._outlet()
        if outlet is not None and self.analysis.seed.outlet and not self._known_outlet():
            yield stix2.Identity(
                id=outlet,
                name=self.analysis.seed.outlet,
                identity_class="organization",
                labels=["outlet"],
                **self.common,
            )

    def _known_outlet(self) -> str | None:
        """The actor that is the seed's outlet, if the text speaks of it."""
        named = _bare(self.analysis.seed.outlet or "")
        outlets = (actor for actor in self.analysis.actors if actor.kind == "outlet")
        return next((a.id for a in outlets if named in map(_bare, (a.name, *a.aliases))), None)

    def _outlet(self) -> str | None:
        known = self._known_outlet()
        if known is not None:
            return self.actors[known]
        return f"identity--{self.names.of('outlet')}" if self.analysis.seed.outlet else None

    def _party(self, step: Step) -> str | None:
        """The object of a step: None for documents, for those without an actor, and for nobody."""
        return self._outlet() if step.kind == "outlet" else self.actors.get(step.key)

    def _relationships(self) -> Iterator[Any]:
        for actor in self.analysis.actors:
            for tie in actor.ties:
                kind = tie.relation.replace("_", "-")
                words = f"In the words of the text: “{self._words(tie)}”"
                yield self._relationship(kind, self.actors[actor.id], self.actors[tie.to], words)
        cited: dict[tuple[str, str], list[str]] = {}
        for claim in self.analysis.allegations:
            for way in self.lineage.ways(claim):
                for outer, inner in pairwise(way):
                    pair = (self._party(outer), self._party(inner))
                    if pair[0] and pair[1] and pair[0] != pair[1]:
                        cited.setdefault((pair[0], pair[1]), []).append(claim.act.text)
        for (outer_id, inner_id), acts in cited.items():
            listed = "; ".join(f"“{act}”" for act in dict.fromkeys(acts))
            yield self._relationship("cites", outer_id, inner_id, f"Passed on, not confirmed: {listed}")

    def _relationship(self, kind: str, source: str, target: str, description: str) -> Any:
        import stix2

        return stix2.Relationship(
            id=f"relationship--{self.names.of('relationship', kind, source, target, description)}",
            relationship_type=kind,
            source_ref=source,
            target_ref=target,
            description=description,
            **self.common,
        )

    def _note(self, claim: Allegation) -> Any:
        import stix2

        parties = [self._party(step) for way in self.lineage.ways(claim) for step in way]
        refs = [*(self.actors[actor] for actor in (*claim.accused, *claim.others)), *(p for p in parties if p)]
        grade = self.grades.get(claim.id)
        confidence = {"confidence": CONFIDENCE[grade]} if grade in CONFIDENCE else {}
        return stix2.Note(
            id=f"note--{self.names.claim(claim)}",
            abstract=heading(claim),
            content=account(self.lineage, claim, grade),
            object_refs=list(dict.fromkeys(refs)),
            labels=["allegation", claim.certainty],
            extensions={EXTENSION: note_extension(self.analysis, claim, grade, self.actors)},
            **confidence,
            **self.common,
        )

    def _opinions(self, claim: Allegation, note: str) -> Iterator[Any]:
        import stix2

        for answer in claim.responses:
            if answer.kind in _OPINIONS:
                place = f"{answer.start}-{answer.end}"
                yield stix2.Opinion(
                    id=f"opinion--{self.names.of('opinion', note, answer.kind, place)}",
                    opinion=_OPINIONS[answer.kind],
                    explanation=(
                        f"{ANSWERS[answer.kind]} by the accused or someone for them, in the words of the text: "
                        f"“{self._words(answer)}”"
                    ),
                    object_refs=[note],
                    **self.common,
                )

    def _remarks(self, notes: Sequence[Any]) -> list[Any]:
        import stix2

        if not self.analysis.analyst:
            return []
        targets = dict(self.actors)
        targets |= {claim.id: note.id for claim, note in zip(self.analysis.allegations, notes, strict=True)}
        return [
            stix2.Note(
                id=f"note--{self.names.of('remark', remark.target, remark.text)}",
                content=remark.text,
                object_refs=[targets.get(remark.target, f"report--{self.names.of('report')}")],
                labels=["analyst"],
                **self.common,
            )
            for remark in self.analysis.analyst.notes
        ]

    def _words(self, span: Span) -> str:
        return span.of(self.analysis.seed.text)
