"""Whatever stands in names, titles and notes: every export is well-formed, holds the words, and runs no formula."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import openpyxl
import rdflib
import stix2
from exchange_samples import rich
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.exchange import files
from briefing.exchange.sheets import is_formula
from briefing.params import Parameters
from briefing.schema import Analysis

# Any text that UTF-8 can hold, and often what a spreadsheet, XML or Turtle could trip over.
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.text(st.sampled_from("=+-@\t\r\n\"'\\<>&;,|{}[]\x00\x0b\x1f\u2028\ufffe😀a "), min_size=1, max_size=12),
)
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def with_words(name: str, title: str, remark: str) -> Analysis:
    base = rich()
    assert base.analyst
    actors = (base.actors[0].model_copy(update={"name": name, "aliases": (title,)}), *base.actors[1:])
    note = base.analyst.notes[0].model_copy(update={"text": remark})
    return base.model_copy(
        update={
            "actors": actors,
            "seed": base.seed.model_copy(update={"title": title}),
            "analyst": base.analyst.model_copy(update={"notes": (note,)}),
        }
    )


@few
@given(WORDS, WORDS, WORDS)
def test_tables(name: str, title: str, remark: str) -> None:
    made = files(with_words(name, title, remark), Parameters(), "csv")
    for data in made.values():
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            assert not any(map(is_formula, row))
    [actor] = [
        row for row in csv.DictReader(io.StringIO(made["csv/actors.csv"].decode(), newline="")) if row["actor"] == "a1"
    ]
    assert actor["name"].removeprefix("'" if is_formula(name) else "") == name
    book = openpyxl.load_workbook(
        io.BytesIO(files(with_words(name, title, remark), Parameters(), "xlsx")["tables.xlsx"])
    )
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@few
@given(WORDS, WORDS, WORDS)
def test_networks(name: str, title: str, remark: str) -> None:
    analysis = with_words(name, title, remark)
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        [data] = files(analysis, Parameters(), form).values()
        assert "a1" in read(io.BytesIO(data))


@few
@given(WORDS, WORDS, WORDS)
def test_statements_of_origin(name: str, title: str, remark: str) -> None:
    analysis = with_words(name, title, remark)
    turtle = files(analysis, Parameters(), "prov-ttl")["prov.ttl"].decode()
    labels = {
        str(label) for label in rdflib.Graph().parse(data=turtle, format="turtle").objects(None, rdflib.RDFS.label)
    }
    assert name in labels
    content = json.loads(files(analysis, Parameters(), "prov")["prov.json"])
    assert name in [agent["prov:label"] for agent in content["agent"].values()]


@few
@given(WORDS, WORDS, WORDS)
def test_intelligence(name: str, title: str, remark: str) -> None:
    analysis = with_words(name, title, remark)
    bundle = stix2.parse(files(analysis, Parameters(), "stix")["stix.json"].decode())
    assert name in [item.get("name") for item in bundle.objects]
    entities = [
        json.loads(line)
        for line in files(analysis, Parameters(), "ftm")["entities.ftm.json"].decode().split("\n")
        if line
    ]
    assert [name] in [entity["properties"].get("name") for entity in entities]
