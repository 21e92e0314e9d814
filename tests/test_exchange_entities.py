"""FollowTheMoney: entities that its own model takes without loss, claims in notes only, nobody without a name to be matched."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exchange_samples import rich

from briefing.exchange import files
from briefing.exchange.entities import SCHEMATA
from briefing.params import Parameters
from briefing.schema import Actor

NO_MODEL = "followthemoney is not installed; it builds on ICU's headers, so it is not in the lock: make test-peers"


def entities() -> list[dict[str, Any]]:
    [data] = files(rich(), Parameters(), "ftm").values()
    return [json.loads(line) for line in data.decode().splitlines()]


def named(made: list[dict[str, Any]]) -> dict[str, str]:
    return {
        e["id"]: next(
            iter(e["properties"].get(k, [None])[0] for k in ("name", "title", "full") if k in e["properties"])
        )
        for e in made
        if e["schema"] not in ("UnknownLink",)
    }


def test_the_model_of_followthemoney_takes_every_entity_without_loss() -> None:
    model = pytest.importorskip("followthemoney", reason=NO_MODEL).model
    for entity in entities():
        schema = model.get(entity["schema"])
        assert schema is not None and not schema.abstract
        schema.validate(entity)
        proxy = model.get_proxy(entity, cleaned=False)
        assert {name: sorted(proxy.get(name)) for name in entity["properties"]} == {
            name: sorted(value.strip() for value in values) for name, values in entity["properties"].items()
        }
        for name, value in proxy.itervalues():
            if name.type.name == "entity":
                target = next(other for other in entities() if other["id"] == value)
                assert model.get(target["schema"]).is_a(name.range), (entity["schema"], name.name, target["schema"])


def test_actors_have_a_schema_if_they_have_a_name() -> None:
    made = entities()
    found = {
        e["properties"].get("name", e["properties"].get("full", ["?"]))[0]: e["schema"]
        for e in made
        if e["schema"] in SCHEMATA.values()
    }
    assert found == {
        "Ada Kern": "Person",
        "Harbour Office": "PublicBody",
        "Red Tide": "Organization",
        "Orin Vale": "Person",
        "The Marlow Gazette": "Organization",
        "MARLOW": "Address",
    }
    unnamed = {"unnamed_person", "group"}
    assert unnamed == set(Actor.model_fields["kind"].annotation.__args__) - SCHEMATA.keys()


def test_allegations_are_notes_and_nothing_else_says_them() -> None:
    made = entities()
    notes = {e["properties"]["name"][0]: e["properties"] for e in made if e["schema"] == "Note"}
    bribes = notes["Alleged, not confirmed: took bribes"]
    assert "Who says so, from the reader inwards: Marlow Gazette > A clerk" in bribes["description"][0]
    names = named(made)
    assert [names[e] for e in bribes["entity"]] == ["Minister: rebels run the port", "Orin Vale", "Red Tide"]
    assert "bribes" not in json.dumps([e for e in made if e["schema"] not in ("Note", "Article")])
    assert not [e for e in made if "topics" in e["properties"]]


def test_links_are_ties_and_citations_between_named_actors() -> None:
    names = named(entities())
    links = {
        (names[p["subject"][0]], p["role"][0], names[p["object"][0]])
        for p in (e["properties"] for e in entities() if e["schema"] == "UnknownLink")
    }
    assert links == {("Ada Kern", "speaks for", "Harbour Office")}


def test_every_name_is_a_mention_in_the_article() -> None:
    made = entities()
    mentions = [e["properties"] for e in made if e["schema"] == "Mention"]
    assert {m["name"][0] for m in mentions} >= {"Orin Vale", "Vale", "Red Tide"}
    [article] = [e for e in made if e["schema"] == "Article"]
    assert {m["document"][0] for m in mentions} == {article["id"]}
    assert article["properties"]["publishedAt"] == ["2031-03-03"]
