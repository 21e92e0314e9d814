"""GraphML and GEXF as Gephi opens them: read back by networkx, ids unique, attributes declared, nobody accused by an edge alone."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from exchange_samples import rich
from lxml import etree

from briefing.exchange import files
from briefing.params import Parameters

GEXF = "{http://www.gexf.net/1.2draft}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def made(form: str, analysis: Any = None) -> bytes:
    [data] = files(analysis or rich(), Parameters(), form).values()
    return data


def read(form: str, data: bytes) -> Any:
    return (
        nx.read_graphml(io.BytesIO(data), force_multigraph=True)
        if form == "graphml"
        else nx.read_gexf(io.BytesIO(data))
    )


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_it_back_with_kinds_and_relations(form: str) -> None:
    graph = read(form, made(form))
    assert graph.is_directed()
    kinds = {data["label"]: data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds["Red Tide"] == "armed_group"
    assert kinds["a leaked memo"] == "document"
    assert kinds["took bribes"] == "allegation"
    label = {node: data["label"] for node, data in graph.nodes(data=True)}
    edges = {(label[start], data["relation"], label[end]) for start, end, data in graph.edges(data=True)}
    assert ("Ada Kern", "states", "Red Tide\n=SUM(1;1) shelled the quay") in edges
    assert ("took bribes", "accuses", "Orin Vale") in edges
    assert ("took bribes", "involves", "Red Tide") in edges
    assert ("Marlow Gazette", "cites", "a leaked memo") in edges
    assert ("Ada Kern", "speaks_for", "Harbour Office") in edges
    # between two actors there are only ties and citations: an accusation goes through its words
    between = {
        data["relation"]
        for s, e, data in graph.edges(data=True)
        if "allegation" not in (kinds[label[s]], kinds[label[e]])
    }
    assert between == {"cites", "speaks_for"}


def test_what_the_gexf_schema_asks_for() -> None:
    root = etree.fromstring(made("gexf"))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    meta, graph = root
    assert meta.get("lastmodifieddate") == "2031-03-03"
    assert set(graph.attrib) == {"defaultedgetype", "mode"}
    declared = {item.get("id") for item in graph.iter(f"{GEXF}attribute")}
    assert {item.get("for") for item in graph.iter(f"{GEXF}attvalue")} <= declared
    assert {item.get("type") for item in graph.iter(f"{GEXF}attribute")} <= {"string", "long", "double", "boolean"}
    for kind in ("node", "edge"):
        mine = {item.get("id") for item in graph.findall(f"{GEXF}attributes[@class='{kind}']/{GEXF}attribute")}
        assert {item.get("for") for item in graph.findall(f".//{GEXF}{kind}/*/{GEXF}attvalue")} <= mine
    nodes = [node.get("id") for node in graph.iter(f"{GEXF}node")]
    edges = [edge.get("id") for edge in graph.iter(f"{GEXF}edge")]
    assert len(set(nodes)) == len(nodes) > 5
    assert len(set(edges)) == len(edges) > 5
    ends = {edge.get(end) for edge in graph.iter(f"{GEXF}edge") for end in ("source", "target")}
    assert ends <= set(nodes)


def test_ids_and_keys_of_graphml_are_unique() -> None:
    root = etree.fromstring(made("graphml"))
    for tag in ("key", "node", "edge"):
        ids = [item.get("id") for item in root.iter(f"{GRAPHML}{tag}")]
        assert len(set(ids)) == len(ids) > 5, tag
    declared = {item.get("id") for item in root.iter(f"{GRAPHML}key")}
    assert {item.get("key") for item in root.iter(f"{GRAPHML}data")} <= declared


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_characters_that_xml_cannot_hold_are_replaced(form: str) -> None:
    base = rich()
    strange = base.actors[0].model_copy(update={"name": "Ada\x00 \x1b<Kern> & \ufffe\U0001f600"})
    graph = read(form, made(form, base.model_copy(update={"actors": (strange, *base.actors[1:])})))
    assert graph.nodes["a1"]["label"] == "Ada\ufffd \ufffd<Kern> & \ufffd\U0001f600"


def test_sources_without_a_name_are_nodes_of_their_own() -> None:
    graph = read("graphml", made("graphml"))
    assert graph.nodes["nobody of c4"]["kind"] == "nobody"
    assert list(graph.successors("nobody of c4")) == ["c4"]
