"""W3C PROV: the `prov` package and rdflib read it back, only terms of PROV-O are used, and sources are never made firmer."""

from __future__ import annotations

import json
from typing import Any

from exchange_samples import rich
from prov.model import ProvDocument
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import PROV, RDF, RDFS
from show_samples import at

from briefing.exchange import files
from briefing.exchange.provenance import document
from briefing.params import Parameters
from briefing.schema import Analysis, Tie


def turtle(analysis: Analysis | None = None) -> Graph:
    data = files(analysis or rich(), Parameters(), "prov-ttl")["prov.ttl"]
    return Graph().parse(data=data.decode(), format="turtle")


def label(graph: Graph, node: Any) -> str:
    return str(graph.value(node, RDFS.label) or graph.value(node, PROV.value))


def related(graph: Graph, relation: URIRef) -> set[tuple[str, str]]:
    return {(label(graph, start), label(graph, end)) for start, end in graph.subject_objects(relation)}


def test_prov_json_is_read_back_equal() -> None:
    data = files(rich(), Parameters(), "prov")["prov.json"].decode()
    assert ProvDocument.deserialize(content=data, format="json") == document(rich(), Parameters())
    assert list(json.loads(data)) == sorted(json.loads(data))


def test_turtle_uses_terms_of_prov_o_only_and_has_no_blank_nodes() -> None:
    graph = turtle()
    used = {URIRef(term) for triple in graph for term in triple if str(term).startswith(str(PROV))}
    assert {PROV.wasQuotedFrom, PROV.hadPrimarySource, PROV.actedOnBehalfOf} <= used
    assert [term for term in used if term not in PROV] == []
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_every_allegation_leads_from_the_seed_through_its_chain() -> None:
    graph = turtle()
    quoted = related(graph, PROV.wasQuotedFrom)
    assert {seed for _, seed in quoted} == {"Minister: rebels run the port"}
    shelled = "Red Tide\n=SUM(1;1) shelled the quay"
    # she saw it; the memo is passed on by the outlet, and the text does not say how its author would know
    assert related(graph, PROV.hadPrimarySource) == {(shelled, "what is said by: Ada Kern")}
    derived = related(graph, PROV.wasDerivedFrom)
    assert (shelled, "what is said by: a leaked memo") in derived
    assert ("took bribes", "what is said by: A clerk") in derived
    attributed = related(graph, PROV.wasAttributedTo)
    assert ("took bribes", "Marlow Gazette") in attributed
    assert ("what is said by: A clerk", "A clerk") in attributed
    assert "what is said by: a leaked memo" not in {start for start, _ in attributed}
    assert "what is said by: UNATTRIBUTED" not in {start for start, _ in attributed}
    assert ("the analyst's corrections", "the analyst") in attributed


def test_the_run_used_the_seed_and_the_corrections_and_has_no_times() -> None:
    graph = turtle()
    [run] = graph.subjects(RDF.type, PROV.Activity)
    assert {label(graph, used) for used in graph.objects(run, PROV.used)} == {
        "Minister: rebels run the port",
        "the analyst's corrections",
        "the actors known before",
    }
    [tool] = graph.subjects(RDF.type, PROV.SoftwareAgent)
    assert (run, PROV.wasAssociatedWith, tool) in graph
    assert label(graph, tool) == "briefing 0.1.0"
    assert not set(graph.predicates(run)) & {PROV.startedAtTime, PROV.endedAtTime}


def test_delegation_follows_the_ties_that_mean_it() -> None:
    assert related(turtle(), PROV.actedOnBehalfOf) == {("Ada Kern", "Harbour Office")}
    base = rich()
    backed = Tie(**at(base.seed.text, "took bribes"), to="a2", relation="backed_by")
    actors = (*base.actors[:2], base.actors[2].model_copy(update={"ties": (backed,)}), *base.actors[3:])
    graph = turtle(base.model_copy(update={"actors": actors}))
    assert related(graph, PROV.actedOnBehalfOf) == {("Ada Kern", "Harbour Office")}


def test_derivations_have_no_circles() -> None:
    graph = turtle()
    starts = set(graph.subjects(RDF.type, PROV.Entity))
    assert starts
    for start in starts:
        for behind in graph.objects(start, PROV.wasDerivedFrom | PROV.hadPrimarySource | PROV.wasQuotedFrom):
            assert start not in set(graph.transitive_objects(behind, PROV.wasDerivedFrom))


def test_json_and_turtle_hold_the_same_relations() -> None:
    content = json.loads(files(rich(), Parameters(), "prov")["prov.json"])
    graph = turtle()
    subtypes = {"prov:Quotation": "wasQuotedFrom", "prov:PrimarySource": "hadPrimarySource"}
    counts: dict[str, int] = {}
    for kind in ("used", "wasAssociatedWith", "wasGeneratedBy", "wasDerivedFrom", "wasAttributedTo", "actedOnBehalfOf"):
        for record in content[kind].values():
            name = subtypes.get(record.get("prov:type", {}).get("$", ""), kind)
            counts[name] = counts.get(name, 0) + 1
    assert counts == {name: len(list(graph.subject_objects(PROV[name]))) for name in counts}
    assert len(counts) == 8
