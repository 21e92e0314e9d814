"""STIX 2.1: the OASIS validator finds nothing, ids and dates stay, and nothing is firmer than the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stix2
from exchange_samples import Claim, at, build, rich
from stix2validator import ValidationOptions, validate_string

from briefing.exchange import ExportError, files
from briefing.params import TLP_LABELS, Parameters
from briefing.schema import Analysis, Span

# Allowed by the standard, and meant: ids that stay (version 5, not 4); ties in the words of this package.
MEANT = ["uuid-check", "relationship-types"]


def bundle(analysis: Analysis | None = None, **parameters: Any) -> dict[str, Any]:
    return json.loads(files(analysis or rich(), Parameters(**parameters), "stix")["stix.json"])


def of(kind: str, made: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in made["objects"] if item["type"] == kind]


def complaints(made: dict[str, Any]) -> list[str]:
    """Errors and warnings of the OASIS' validator."""
    strict = ValidationOptions(version="2.1", strict=True, enforce_refs=True, disabled=MEANT)
    result = validate_string(json.dumps(made), strict)
    return [str(found) for found in (*result.errors, *result.warnings)]


@pytest.mark.parametrize("tlp", TLP_LABELS)
def test_the_validator_of_the_oasis_finds_nothing(tlp: str) -> None:
    made = bundle(tlp=tlp)
    assert complaints(made) == []
    assert stix2.parse(made).id == made["id"]
    level = tlp.removeprefix("TLP:").lower()
    [marking] = of("marking-definition", made)
    assert [extension["tlp_2_0"] for extension in marking["extensions"].values()] == [level]
    assert {tuple(item["object_marking_refs"]) for item in made["objects"] if item is not marking} == {(marking["id"],)}


def test_every_object_that_is_named_is_there_and_the_report_holds_all() -> None:
    made = bundle()
    ids = [item["id"] for item in made["objects"]]
    assert len(set(ids)) == len(ids)
    [report] = of("report", made)
    frame = {"marking-definition", "extension-definition", "report"}
    rest = {
        item["id"]
        for item in made["objects"]
        if item["type"] not in frame and item["name" if "name" in item else "id"] != "briefing"
    }
    assert set(report["object_refs"]) == rest
    assert report["external_references"][0]["hashes"]["SHA-256"] == rich().seed.sha256


def test_actors_become_identities_and_armed_groups_threat_actors_of_unknown_type() -> None:
    made = bundle()
    [group] = of("threat-actor", made)
    assert (group["name"], group["threat_actor_types"]) == ("Red Tide", ["unknown"])
    classes = {item["name"]: item["identity_class"] for item in of("identity", made)}
    assert classes == {
        "briefing": "system",
        "Ada Kern": "individual",
        "Harbour Office": "organization",
        "A clerk": "individual",
        "Orin Vale": "individual",
        "The Marlow Gazette": "organization",
        "MARLOW": "unknown",
    }


@pytest.mark.parametrize(
    ("words", "kind"),
    [("hacking group", "intrusion-set"), ("cyberespionage unit", "intrusion-set"), ("militia", "threat-actor")],
)
def test_a_group_that_the_text_calls_hackers_is_an_intrusion_set(words: str, kind: str) -> None:
    text = f"The {words} Grey Lantern emptied the accounts of the port, Ada Kern said."
    analysis = build(
        text,
        actors=[("Grey Lantern", "armed_group"), ("Ada Kern", "person")],
        claims=[Claim("emptied the accounts of the port", ("Grey Lantern",), ("Ada Kern",))],
    )
    group = analysis.actors[0].model_copy(update={"kind_evidence": Span(**at(text, words))})
    made = bundle(analysis.model_copy(update={"actors": (group, *analysis.actors[1:])}), as_of="2031-03-03")
    [found] = [item for item in made["objects"] if item.get("name") == "Grey Lantern"]
    assert found["type"] == kind
    assert found["id"] in of("note", made)[0]["object_refs"]
    assert complaints(made) == []


def test_an_allegation_is_a_note_with_its_hedge_chain_and_words_and_no_relationship_accuses() -> None:
    made = bundle()
    names = {item["id"]: item.get("name", item["type"]) for item in made["objects"]}
    notes = {note["abstract"]: note for note in of("note", made) if "abstract" in note}
    note = notes["Alleged, not confirmed: took bribes"]
    assert note["labels"] == ["allegation", "hedged"]
    assert "Hedges: “reportedly”" in note["content"]
    assert "Who says so, from the reader inwards: Marlow Gazette > A clerk" in note["content"]
    assert "Credibility, graded by the analyst on the Admiralty scale: 6" in note["content"]
    [facts] = note["extensions"].values()
    assert rich().seed.text[slice(*(facts["statements"][0][k] for k in ("start", "end")))] == "took bribes"
    assert names[facts["accused_refs"][0]] == "Orin Vale"
    assert [step["label"] for step in facts["ways"][0]] == ["Marlow Gazette", "A clerk"]
    relations = {
        (r["relationship_type"], names[r["source_ref"]], names[r["target_ref"]]) for r in of("relationship", made)
    }
    assert relations == {
        ("speaks-for", "Ada Kern", "Harbour Office"),
        ("cites", "The Marlow Gazette", "Ada Kern"),
        ("cites", "The Marlow Gazette", "A clerk"),
    }


def test_confidence_is_there_only_where_the_analyst_graded_and_names_its_scale() -> None:
    notes = {note["abstract"]: note for note in of("note", bundle()) if "abstract" in note}
    graded = {name: note["confidence"] for name, note in notes.items() if "confidence" in note}
    assert [*graded.values()] == [70]  # 2; the grade 6 has no number
    for note in notes.values():
        [facts] = note["extensions"].values()
        assert facts.get("confidence_scale", "").endswith(("2", "6", ""))
        assert ("confidence" in note) <= ("confidence_scale" in facts)
    assert not [item for item in bundle(rich(analyst=None))["objects"] if "confidence" in item]


def test_denials_and_admissions_are_opinions_and_silence_is_none() -> None:
    made = bundle()
    notes = {note["id"]: note.get("abstract") for note in of("note", made)}
    opinions = {(notes[o["object_refs"][0]], o["opinion"]) for o in of("opinion", made)}
    assert opinions == {
        ("Alleged, not confirmed: took bribes", "disagree"),
        ("Alleged, not confirmed: Orin Vale fled", "agree"),
    }
    assert any("Not reached: “Red Tide could not be reached”" in note["content"] for note in of("note", made))


def test_remarks_of_the_analyst_are_notes_on_what_they_are_about() -> None:
    made = bundle()
    names = {item["id"]: item.get("name", item["type"]) for item in made["objects"]}
    remarks = {
        note["content"]: names[note["object_refs"][0]] for note in of("note", made) if note["labels"] == ["analyst"]
    }
    assert remarks == {
        "Also in the file of 2030.": "Red Tide",
        "Wait for the inquiry.": "Minister: rebels run the port",
    }


def test_dates_are_the_seeds_and_the_briefings_and_ids_stay_when_the_briefing_is_made_again() -> None:
    first, later = bundle(), bundle(as_of="2031-04-01")
    assert {item["created"] for item in of("note", later)} == {"2031-03-03T00:00:00.000Z"}
    assert {item["modified"] for item in of("note", later)} == {"2031-04-01T00:00:00.000Z"}
    assert [item["id"] for item in first["objects"]] == [item["id"] for item in later["objects"]]
    undated = rich().model_copy(update={"seed": rich().seed.model_copy(update={"dateline": None})})
    assert {item["created"] for item in of("note", bundle(undated, as_of="2031-05-05"))} == {"2031-05-05T00:00:00.000Z"}
    with pytest.raises(ExportError, match=r"port: stix: STIX needs a date.*--as-of"):
        bundle(undated)


def test_a_seed_without_allegations_still_makes_a_valid_bundle() -> None:
    empty = rich(allegations=(), actors=(), attributions=(), analyst=None)
    made = bundle(empty)
    assert validate_string(json.dumps(made), ValidationOptions(version="2.1", strict=True, disabled=MEANT)).is_valid
    assert len(of("report", made)) == 1
