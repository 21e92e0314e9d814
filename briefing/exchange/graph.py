"""The chains as a network for Gephi, yEd, Cytoscape and the like: GraphML and GEXF.

Nodes (`kind`): allegation, and every actor and source by its kind. Edges (`relation`): `cites` (the outer source passes on
what the inner one says), `states` (an origin, an allegation), `accuses` and `involves` (an allegation, an actor), and the ties
between actors (`part_of`, `leads` ...). An allegation stands between its origin and the accused, so that no edge says
more than the text: who accuses whom is always through a node that holds the words, the certainty and the answers.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import networkx as nx

from briefing.lineage import Lineage, Step
from briefing.schema import Allegation, Analysis

# What XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(analysis: Analysis) -> Any:
    """The network as a `networkx.MultiDiGraph`; an edge's key is unique, its `weight` how many allegations use it.

    Actors and allegations have their ids of `analysis.json` as keys; a claim at nobody's door gets an origin of its own,
    because unknown origins may be the same or not.
    """
    lineage = Lineage(analysis)
    graph = nx.MultiDiGraph()
    grades = {grade.allegation: grade.credibility for grade in analysis.analyst.credibility} if analysis.analyst else {}
    for actor in analysis.actors:
        graph.add_node(actor.id, label=_xml(actor.name), kind=actor.kind, mentions=len(actor.mentions))
    for claim in analysis.allegations:
        graph.add_node(
            claim.id,
            label=_xml(claim.act.text),
            kind="allegation",
            category=claim.act.category,
            certainty=claim.certainty,
            words=_words(analysis, claim.statements),
            hedges=_words(analysis, claim.hedges),
            responses=" | ".join(dict.fromkeys(response.kind for response in claim.responses)),
            credibility=grades.get(claim.id, ""),
        )
        for way in lineage.ways(claim):
            keys = [_node(graph, step, claim) for step in way]
            for outer, inner in pairwise(keys):
                _edge(graph, outer, inner, "cites")
            _edge(graph, keys[-1], claim.id, "states")
        for actor_id in claim.accused:
            _edge(graph, claim.id, actor_id, "accuses")
        for actor_id in claim.others:
            _edge(graph, claim.id, actor_id, "involves")
    for actor in analysis.actors:
        for tie in actor.ties:
            _edge(graph, actor.id, tie.to, tie.relation)
    return graph


def graphml(analysis: Analysis) -> bytes:
    """The network as GraphML."""
    return _lines(nx.generate_graphml(network(analysis)))


def gexf(analysis: Analysis, modified: str) -> bytes:
    """The network as GEXF 1.2; `modified` (ISO date) stands where networkx would write today's date."""
    text = _lines(nx.generate_gexf(network(analysis))).decode()
    text = re.sub(r'(?<=lastmodifieddate=")[^"]*', modified, text, count=1)
    # networkx names the graph, which the schema of GEXF does not allow
    return re.sub(r'(<graph [^>]*?) name="[^"]*"', r"\1", text, count=1).encode()


def _node(graph: Any, step: Step, claim: Allegation) -> str:
    key = f"{step.key} of {claim.id}" if step.kind == "nobody" else _xml(step.key)
    if key not in graph:
        graph.add_node(key, label=_xml(step.name), kind=step.kind)
    return key


def _edge(graph: Any, start: str, end: str, relation: str) -> None:
    key = f"{start} {relation} {end}"  # readers take it for the edge's id, so it must be unique in the file
    if graph.has_edge(start, end, key):
        graph[start][end][key]["weight"] += 1
    else:
        # label: what Gephi writes on the edge
        graph.add_edge(start, end, key, relation=relation, label=relation, weight=1)


def _words(analysis: Analysis, spans: Any) -> str:
    return _xml(" | ".join(span.of(analysis.seed.text) for span in spans))


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _lines(lines: Any) -> bytes:
    return ("\n".join(lines) + "\n").encode()
