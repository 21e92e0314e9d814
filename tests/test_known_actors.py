"""Actors known before: read from CSV and STIX, found in the text, one actor each, with their kind; on record and in the cache's key."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import rich

from briefing import pipeline
from briefing.analysis import analyse
from briefing.errors import ReadingError
from briefing.exchange import files
from briefing.known import read_known
from briefing.params import ParameterError, Parameters, read_all
from briefing.reading import read
from briefing.schema import Actor, Analysis, KnownActor

STORY = (
    "MARLOW, March 3, 2031 — Zarkov Collective accused Orin Vale of taking bribes. The Vipers shelled the quay on "
    "Monday, Orin Vale said. Collective Z denied it.\n"
)
VIPERS = KnownActor(name="Zarkov Collective", aliases=("Collective Z", "The Vipers"), kind="armed_group")


def write(folder: Path, content: str, name: str = "known.csv") -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8", newline="")
    return file


def analysis(folder: Path, *known: KnownActor, text: str = STORY) -> Analysis:
    return analyse(read(write(folder, text, "story.txt")), known)


def named(made: Analysis) -> dict[str, Actor]:
    return {actor.name: actor for actor in made.actors}


# --- files


def test_csv_with_and_without_kinds_aliases_and_other_columns(tmp_path: Path) -> None:
    content = "\ufeffactor, name ,kind,aliases\r\na1,Red  Tide,armed_group,RT | Tide | Red Tide|\r\na2,'=Ada,,\r\n"
    assert read_known(write(tmp_path, content)) == (
        KnownActor(name="Red Tide", aliases=("RT", "Tide"), kind="armed_group"),
        KnownActor(name="=Ada", aliases=(), kind=None),
    )


def test_the_actors_of_an_export_can_be_given_again(tmp_path: Path) -> None:
    wanted = [(actor.name, actor.aliases, actor.kind) for actor in rich().actors]
    table = files(rich(), Parameters(), "csv")["csv/actors.csv"].decode()
    assert [(k.name, k.aliases, k.kind) for k in read_known(write(tmp_path, table))] == wanted
    bundle = files(rich(), Parameters(), "stix")["stix.json"].decode()
    again = {k.name: k.kind for k in read_known(write(tmp_path, bundle, "known.json"))}
    assert again.pop("briefing") is None
    assert again == {name: kind for name, _, kind in wanted}


def stix(*objects: Any) -> str:
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": list(objects)})


def test_a_stix_bundle_gives_names_aliases_and_kinds(tmp_path: Path) -> None:
    content = stix(
        {"type": "intrusion-set", "name": "Quiet Heron", "aliases": ["UNC9", "Quiet Heron"]},
        {"type": "threat-actor", "name": "Old Heron", "revoked": True},
        {"type": "identity", "name": "Ada Kern", "identity_class": "individual"},
        {"type": "identity", "name": "Kern & Sons", "identity_class": "organization", "labels": ["x", "state-agency"]},
        {"type": "malware", "name": "Heronry"},
    )
    assert read_known(write(tmp_path, content, "bundle.json")) == (
        KnownActor(name="Quiet Heron", aliases=("UNC9",), kind="armed_group"),
        KnownActor(name="Ada Kern", kind="person"),
        KnownActor(name="Kern & Sons", kind="state_agency"),
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "has no column `name`"),
        ("nam,kind\nx,y\n", "has no column `name`. Did you mean 'nam'?"),
        ("name,kind\nRed Tide,armed group\n", "line 2: 'armed group' is no kind of actor. Did you mean 'armed_group'?"),
        ("name\n \n", "line 2: the name is empty"),
        ('name\n"x\n', "line 2: unexpected end of data"),
        ("{", "is no JSON"),
        ("[" * 100_000, "has no column `name`"),
        ('{"a":' * 100_000, "is no JSON"),
        ("{}", "is no STIX bundle"),
        (stix({"type": "identity", "id": "identity--1"}), "object 0 (identity--1): has no name"),
        (stix({"type": "identity", "name": "x", "aliases": "y"}), "object 0 (identity): aliases is no list of texts"),
    ],
)
def test_a_file_that_does_not_fit_says_where_and_what(tmp_path: Path, content: str, problem: str) -> None:
    file = write(tmp_path, content)
    with pytest.raises(ReadingError) as caught:
        read_known(file)
    assert f"{file}: {problem}" in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        read_known(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_bytes(b"name\n\xff\n")
    with pytest.raises(ReadingError, match=r"is not UTF-8 text \(byte 5\)"):
        read_known(tmp_path / "a.csv")


# --- in the text


def test_aliases_count_as_one_actor_of_the_known_kind(tmp_path: Path) -> None:
    made = analysis(tmp_path, VIPERS)
    actor = named(made)["Zarkov Collective"]
    assert (actor.kind, set(actor.aliases)) == ("armed_group", {"Collective Z", "The Vipers"})
    words = [made.seed.text[mention.start : mention.end] for mention in actor.mentions]
    assert {"Zarkov Collective", "The Vipers", "Collective Z"} <= set(words)
    assert actor.id in {accused for claim in made.allegations for accused in claim.accused}


def test_without_them_the_text_alone_decides(tmp_path: Path) -> None:
    apart = named(analysis(tmp_path))
    assert apart["Zarkov Collective"].aliases == ()
    assert len(apart) > len(named(analysis(tmp_path, VIPERS)))


def test_names_that_the_text_does_not_use_are_not_added(tmp_path: Path) -> None:
    absent = KnownActor(name="Lorne Tabard", aliases=("Orin Vale", "The Clerk"), kind="person")
    made = named(analysis(tmp_path, absent))
    assert "Lorne Tabard" not in made
    assert made["Orin Vale"].aliases == ()


def test_a_name_that_two_known_actors_share_is_known_of_neither(tmp_path: Path) -> None:
    other = KnownActor(name="Sand Vipers", aliases=("The Vipers",), kind="company")
    made = named(analysis(tmp_path, VIPERS, other))
    assert "The Vipers" not in made["Zarkov Collective"].aliases
    assert made["Zarkov Collective"].aliases == ("Collective Z",)


def test_a_name_within_a_longer_word_or_name_is_not_found(tmp_path: Path) -> None:
    text = "MARLOW, March 3, 2031 — Valerie Ostrander accused Orin Vale of theft. Orin Vale denied it.\n"
    made = named(analysis(tmp_path, KnownActor(name="Ostrand", kind="company"), text=text))
    assert "Ostrand" not in made
    assert made["Valerie Ostrander"].kind == "person"


def test_a_name_over_the_end_of_a_line_is_found(tmp_path: Path) -> None:
    text = "MARLOW, March 3, 2031 — Orin Vale said on Monday that the zarkov\ncollective stole the books.\n"
    made = analysis(tmp_path, KnownActor(name="zarkov collective", kind="armed_group"), text=text)
    actor = next(actor for actor in made.actors if actor.kind == "armed_group")
    assert made.seed.text[actor.mentions[0].start : actor.mentions[0].end].split() == ["zarkov", "collective"]


# --- the run


def test_parameters_lead_to_the_file_and_it_is_on_record_and_in_the_key_of_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    (tmp_path / "params").mkdir()
    write(tmp_path, STORY, "story.txt")
    known = write(tmp_path, "name,kind,aliases\nZarkov Collective,armed_group,The Vipers\n")
    file = write(tmp_path, "seed: story.txt\nknown_actors: known.csv\n", "params/story.yaml")
    [job] = read_all([file])
    assert job.known == known.resolve()
    assert known.resolve() in job.inputs
    made = pipeline.JobAnalyser()(job)
    assert named(made)["Zarkov Collective"].kind == "armed_group"
    assert made.provenance.known_actors == hashlib.sha256(known.read_bytes()).hexdigest()
    known.write_text("name,kind\nZarkov Collective,company\n")
    assert named(pipeline.JobAnalyser()(job))["Zarkov Collective"].kind == "company"
    alone = pipeline.analyse_file(job.seed)
    assert alone.provenance.known_actors is None
    assert len(list((tmp_path / "cache").glob("*.json"))) == 3
    monkeypatch.chdir(tmp_path)
    loaded = pipeline.load(seed="story.txt", known_actors="known.csv")
    assert named(loaded.analysis)["Zarkov Collective"].kind == "company"
    with pytest.raises(ParameterError, match=r"known_actors: 'none.csv': there is no such file"):
        pipeline.load(seed="story.txt", known_actors="none.csv")


def test_a_known_actors_file_that_is_not_there_is_an_error_of_the_parameters(tmp_path: Path) -> None:
    write(tmp_path, STORY, "story.txt")
    file = write(tmp_path, "seed: story.txt\nknown_actors: none.csv\n", "story.yaml")
    with pytest.raises(ParameterError, match=r"known_actors: 'none.csv': there is no such file"):
        read_all([file])
