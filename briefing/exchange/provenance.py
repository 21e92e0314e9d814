"""An analysis as W3C PROV (PROV-DM, Recommendation of 30 April 2013): where every allegation comes from, as PROV-JSON and Turtle.

| in the analysis | in PROV |
|---|---|
| the seed, `analysis.json`, the analyst's corrections, the known actors | `Entity` |
| the run that made the analysis | `Activity`, without times; it used the seed and was associated with a `SoftwareAgent` |
| an allegation as the seed words it | `Entity`, `wasQuotedFrom` the seed, `wasGeneratedBy` the run |
| what each step of a chain says | `Entity`, `wasAttributedTo` its source; `wasDerivedFrom` what the step behind it says |
| the origin, if the text says it saw, took part or has the document | `hadPrimarySource` in place of `wasDerivedFrom` |
| a source, an accused | `Agent` (`Person`, `Organization`) |
| speaks for, works for, is part of | `actedOnBehalfOf` |
| an answer | `Entity`, `wasQuotedFrom` the seed |

A step at nobody's door and a document without an author are attributed to no agent. Nothing says that an allegation holds.
What PROV has no word for (certainty, offsets, who is accused) has the prefix `briefing`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from briefing.exchange.identity import Names, stable
from briefing.lineage import Lineage, Step
from briefing.params import Parameters
from briefing.schema import Access, Actor, Allegation, Analysis, Relation, Span

_FIRST_HAND: frozenset[Access] = frozenset({"saw", "took_part", "document"})
_DELEGATIONS: frozenset[Relation] = frozenset({"speaks_for", "works_for", "part_of"})
_PERSONS = ("person", "unnamed_person")
_NEITHER = ("group", "place")
_PREFIXES = {"id": "urn:uuid:", "briefing": "urn:x-briefing:"}


def prov_json(analysis: Analysis, parameters: Parameters) -> bytes:
    """The document as PROV-JSON (W3C Member Submission), with sorted keys."""
    content = json.loads(document(analysis, parameters).serialize(format="json"))
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def prov_turtle(analysis: Analysis, parameters: Parameters) -> bytes:
    """The document as RDF in the terms of PROV-O, in Turtle; no blank nodes, so that the bytes are always the same.

    Written from the document's elements and relations, because the `prov` package writes quotations and primary sources in
    the qualified form only, with blank nodes.
    """
    from prov.identifier import QualifiedName
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import PROV, RDF, RDFS

    written = _Document(analysis, parameters)
    graph = Graph()
    for prefix, uri in _PREFIXES.items():
        graph.bind(prefix, uri)
    terms = {f"{PROV}type": RDF.type, f"{PROV}label": RDFS.label}
    for element in written.made.get_records():
        if element.is_element():
            subject = URIRef(element.identifier.uri)
            graph.add((subject, RDF.type, URIRef(element.get_type().uri)))
            for name, value in element.attributes:
                found = URIRef(value.uri) if isinstance(value, QualifiedName) else Literal(value)
                graph.add((subject, terms.get(name.uri) or URIRef(name.uri), found))
    for relation, start, end in written.related:
        ends = (URIRef(written.made.valid_qualified_name(name).uri) for name in (start, end))
        graph.add((next(ends), URIRef(f"{PROV}{relation}"), next(ends)))
    text: str = graph.serialize(format="turtle")
    return f"{text.strip()}\n".encode()


def document(analysis: Analysis, parameters: Parameters) -> Any:
    """The `prov.model.ProvDocument` of an analysis."""
    return _Document(analysis, parameters).made


class _Document:
    """One document, written part by part."""

    def __init__(self, analysis: Analysis, parameters: Parameters) -> None:
        from prov.model import ProvDocument

        self.analysis = analysis
        self.names = Names(analysis)
        self.lineage = Lineage(analysis)
        self.made: Any = ProvDocument()
        self.related: set[tuple[str, str, str]] = set()
        for prefix, uri in _PREFIXES.items():
            self.made.add_namespace(prefix, uri)
        self.agents = {actor.id: self._agent(actor) for actor in analysis.actors}
        self.seed = self._seed(parameters)
        self.run = self._run(parameters)
        self.outlet = self._outlet()
        self._ties()
        for claim in analysis.allegations:
            self._claim(claim)

    def _name(self, kind: str, *parts: str) -> str:
        return f"id:{self.names.of(kind, *parts)}"

    def _agent(self, actor: Actor) -> str:
        name = f"id:{self.names.actor(actor.id)}"
        facts: dict[str, Any] = {"prov:label": actor.name, "briefing:kind": actor.kind}
        if actor.kind in _PERSONS:
            facts["prov:type"] = self.made.valid_qualified_name("prov:Person")
        elif actor.kind not in _NEITHER:
            facts["prov:type"] = self.made.valid_qualified_name("prov:Organization")
        self.made.agent(name, facts)
        return name

    def _outlet(self) -> str:
        """The agent that publishes the seed: there always is one, known or not."""
        name = self._name("outlet")
        label = self.analysis.seed.outlet or "the outlet, unknown"
        organization = self.made.valid_qualified_name("prov:Organization")
        self.made.agent(name, {"prov:label": label, "prov:type": organization})
        self._relate("wasAttributedTo", self.seed, name)
        return name

    def _seed(self, parameters: Parameters) -> str:
        seed = self.analysis.seed
        name = self._name("seed")
        facts = {
            "prov:label": parameters.title or seed.title or seed.name,
            "briefing:sha256": seed.sha256,
            "briefing:mediaType": seed.media_type,
        }
        if seed.dateline and seed.dateline.date:
            facts["briefing:date"] = seed.dateline.date
        self.made.entity(name, facts)
        return name

    def _run(self, parameters: Parameters) -> str:
        made, analyst = self.analysis.provenance, self.analysis.analyst
        tool = f"id:{stable('tool', made.version, made.model)}"
        software = self.made.valid_qualified_name("prov:SoftwareAgent")
        facts = {"briefing:version": made.version, "briefing:model": made.model}
        self.made.agent(tool, {"prov:label": f"briefing {made.version}", "prov:type": software, **facts})
        run = self._name("run", made.version, made.model, analyst.sha256 if analyst else "")
        self.made.activity(run, other_attributes={"prov:label": f"analysis of {self.analysis.seed.name}"})
        self._relate("used", run, self.seed)
        self._relate("wasAssociatedWith", run, tool)
        result = self._name("analysis", made.version, made.model, analyst.sha256 if analyst else "")
        self.made.entity(result, {"prov:label": "analysis.json", "briefing:tlp": parameters.tlp})
        self._relate("wasGeneratedBy", result, run)
        self._relate("wasDerivedFrom", result, self.seed)
        if made.known_actors:
            known = self._name("known actors", made.known_actors)
            self.made.entity(known, {"prov:label": "the actors known before", "briefing:sha256": made.known_actors})
            self._relate("used", run, known)
        if analyst:
            corrections, person = self._name("corrections", analyst.sha256), self._name("analyst")
            self.made.entity(
                corrections, {"prov:label": "the analyst's corrections", "briefing:sha256": analyst.sha256}
            )
            self.made.agent(
                person, {"prov:label": "the analyst", "prov:type": self.made.valid_qualified_name("prov:Person")}
            )
            self._relate("wasAttributedTo", corrections, person)
            self._relate("used", run, corrections)
        return run

    def _ties(self) -> None:
        pairs = {
            (actor.id, tie.to)
            for actor in self.analysis.actors
            for tie in actor.ties
            if tie.relation in _DELEGATIONS and tie.to != actor.id
        }
        for actor_id, other in sorted(pairs):
            self._relate("actedOnBehalfOf", self.agents[actor_id], self.agents[other])

    def _claim(self, claim: Allegation) -> None:
        grades = self.analysis.analyst.credibility if self.analysis.analyst else ()
        name = f"id:{self.names.claim(claim)}"
        facts: list[tuple[str, Any]] = [
            ("prov:type", self.made.valid_qualified_name("briefing:Allegation")),
            ("prov:label", claim.act.text),
            ("briefing:certainty", claim.certainty),
            ("briefing:category", claim.act.category),
            ("prov:value", self._words(claim.statements[0])),
            *(("briefing:words", place) for place in self._places(claim.statements)),
            *(("briefing:hedge", place) for place in self._places(claim.hedges)),
            *(("briefing:accused", self.made.valid_qualified_name(self.agents[actor])) for actor in claim.accused),
            *(("briefing:credibility", g.credibility) for g in grades if g.allegation == claim.id),
        ]
        self.made.entity(name, facts)
        self._relate("wasQuotedFrom", name, self.seed)
        self._relate("wasGeneratedBy", name, self.run)
        for way in self.lineage.ways(claim):
            self._way(name, claim, way)
        for answer in claim.responses:
            place = f"{answer.start}-{answer.end}"
            reply = self._name("response", self.names.claim(claim), answer.kind, place)
            self.made.entity(
                reply,
                {
                    "prov:type": self.made.valid_qualified_name("briefing:Response"),
                    "prov:value": self._words(answer),
                    "briefing:kind": answer.kind,
                    "briefing:words": self._places([answer])[0],
                    "briefing:answers": self.made.valid_qualified_name(name),
                },
            )
            self._relate("wasQuotedFrom", reply, self.seed)

    def _way(self, outer: str, claim: Allegation, way: Sequence[Step]) -> None:
        """The tellings of a chain, each derived from the one behind it; ways that begin alike share them."""
        for number, step in enumerate(way):
            if step.kind == "outlet" and number == 0:
                self._relate("wasAttributedTo", outer, self.outlet)
                continue
            telling = self._name("telling", self.names.claim(claim), *(s.key for s in way[: number + 1]))
            self._telling(telling, step)
            last = number == len(way) - 1
            first_hand = last and step.rung.access in _FIRST_HAND
            self._relate("hadPrimarySource" if first_hand else "wasDerivedFrom", outer, telling)
            outer = telling

    def _telling(self, name: str, step: Step) -> None:
        if self.made.get_record(name):
            return
        rung = step.rung
        facts = {"prov:label": f"what is said by: {step.name}", "briefing:basis": rung.basis}
        facts |= {"briefing:access": rung.access, "briefing:inspectable": rung.inspectable}
        if rung.start is not None and rung.end is not None:
            facts["briefing:words"] = self._places([Span(start=rung.start, end=rung.end)])[0]
        self.made.entity(name, facts)
        if step.key in self.agents:
            self._relate("wasAttributedTo", name, self.agents[step.key])
        elif step.kind in ("named", "unnamed"):
            agent = f"id:{self.names.source(step)}"
            if not self.made.get_record(agent):
                self.made.agent(agent, {"prov:label": step.name})
            self._relate("wasAttributedTo", name, agent)

    def _relate(self, relation: str, start: str, end: str) -> None:
        """A relation by its name in PROV-O, written once however many ways ask for it."""
        if (relation, start, end) not in self.related:
            self.related.add((relation, start, end))
            getattr(self.made, relation)(start, end)

    def _words(self, span: Span) -> str:
        return span.of(self.analysis.seed.text)

    def _places(self, spans: Sequence[Span]) -> list[str]:
        """`start-end: words` of each span, offsets in characters of the seed's text."""
        return [f"{span.start}-{span.end}: {span.of(self.analysis.seed.text)}" for span in spans]
