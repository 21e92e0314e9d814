"""An analysis as FollowTheMoney entities, one JSON object a line, as Aleph, OpenAleph and `ftm` read them.

| in the analysis | in FollowTheMoney |
|---|---|
| the seed | `Article` |
| a named actor | `Person`, `Company`, `PublicBody` or `Organization`; a place is an `Address` |
| the names by which the text calls an actor | `Mention` |
| a tie, a step of a chain from one named actor to another | `UnknownLink` with its role |
| an allegation, an analyst's remark | `Note` on the article, the accused and those who say so |

FollowTheMoney has no form for claims, so an allegation is a note: no property of an actor repeats it, no topic such as
`crime` is set, and sources without a name, which must not be matched to anyone, stand in the note alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from briefing.exchange.account import account, heading
from briefing.exchange.identity import Names
from briefing.lineage import Lineage
from briefing.params import Parameters
from briefing.schema import ActorKind, Analysis

SCHEMATA: dict[ActorKind, str] = {
    "person": "Person",
    "armed_group": "Organization",
    "state": "PublicBody",
    "state_agency": "PublicBody",
    "international_body": "Organization",
    "outlet": "Organization",
    "research_body": "Organization",
    "company": "Company",
    "party": "Organization",
    "civil_society": "Organization",
    "court": "PublicBody",
    "place": "Address",
}


def ftm(analysis: Analysis, parameters: Parameters) -> bytes:
    """The entities, each with an id of its own that stays the same over runs."""
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) for entity in _Entities(analysis, parameters).all())
    return "".join(f"{line}\n" for line in lines).encode()


class _Entities:
    """The entities of one analysis."""

    def __init__(self, analysis: Analysis, parameters: Parameters) -> None:
        self.analysis = analysis
        self.parameters = parameters
        self.names = Names(analysis)
        self.lineage = Lineage(analysis)
        self.article = self.names.of("article")
        self.named = {a.id: self.names.actor(a.id) for a in analysis.actors if a.kind in SCHEMATA}

    def all(self) -> Iterator[dict[str, Any]]:
        """Every entity, those that are referred to first."""
        yield self._article()
        yield from self._actors()
        yield from self._links()
        yield from self._notes()

    def _article(self) -> dict[str, Any]:
        seed = self.analysis.seed
        date = seed.dateline.date if seed.dateline else None
        return _entity(
            self.article, "Article",
            title=[self.parameters.title or seed.title or seed.name], fileName=[seed.name], mimeType=[seed.media_type],
            publisher=[seed.outlet], publishedAt=[date], bodyText=[seed.text],
            notes=[f"SHA-256 of the file: {seed.sha256}", self.parameters.tlp],
        )  # fmt: skip

    def _actors(self) -> Iterator[dict[str, Any]]:
        for actor in self.analysis.actors:
            if actor.id not in self.named:
                continue
            schema, name = SCHEMATA[actor.kind], self.named[actor.id]
            if schema == "Address":
                yield _entity(name, schema, full=[actor.name])
                continue
            yield _entity(name, schema, name=[actor.name], alias=list(actor.aliases))
            for called in (actor.name, *actor.aliases):
                yield _entity(
                    self.names.of("mention", name, called), "Mention",
                    document=[self.article], name=[called], resolved=[name], detectedSchema=[schema],
                )  # fmt: skip

    def _links(self) -> Iterator[dict[str, Any]]:
        found = {
            (actor.id, tie.to, tie.relation.replace("_", " ")): tie.of(self.analysis.seed.text)
            for actor in self.analysis.actors
            for tie in actor.ties
        }
        for claim in self.analysis.allegations:
            for way in self.lineage.ways(claim):
                found |= {(outer.key, inner.key, "cites"): "" for outer, inner in pairwise(way)}
        for (subject, target, role), words in found.items():
            if subject in self.named and target in self.named and subject != target:
                yield _entity(
                    self.names.of("link", subject, role, target), "UnknownLink",
                    subject=[self.named[subject]], object=[self.named[target]], role=[role],
                    description=[f"In the words of the text: “{words}”"] if words else [], proof=[self.article],
                )  # fmt: skip

    def _notes(self) -> Iterator[dict[str, Any]]:
        analyst = self.analysis.analyst
        grades = {grade.allegation: grade.credibility for grade in analyst.credibility} if analyst else {}
        for claim in self.analysis.allegations:
            keys = [*claim.accused, *claim.others]
            keys += [step.key for way in self.lineage.ways(claim) for step in way]
            about = [self.article, *(self.named[key] for key in dict.fromkeys(keys) if key in self.named)]
            yield _entity(
                self.names.claim(claim), "Note",
                name=[heading(claim)], description=[account(self.lineage, claim, grades.get(claim.id))], entity=about,
            )  # fmt: skip
        claims = {claim.id: self.names.claim(claim) for claim in self.analysis.allegations}
        for remark in analyst.notes if analyst else ():
            about = [self.named.get(remark.target) or claims.get(remark.target) or self.article]
            yield _entity(
                self.names.of("remark", remark.target, remark.text), "Note",
                name=["Remark of the analyst"], description=[remark.text], entity=about,
            )  # fmt: skip


def _entity(key: str, schema: str, /, **properties: Sequence[str | None]) -> dict[str, Any]:
    """An entity without its empty properties."""
    filled = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in filled.items() if values}}
