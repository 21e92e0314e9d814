"""The analysis stands on the lexicons: every entry is checked for form, and for not contradicting another."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pycountry
import pytest
import yaml

import briefing
from briefing.schema import ActCategory, ActorKind, ResponseKind

FOLDER = Path(briefing.__file__).parent / "analysis" / "lexicons"

NEEDS_OF_ACTS = {
    "hostile_object",
    "victim_object",
    "weapon_object",
    "harm_object",
    "good_object",
    "peaceful_object",
    "secret_object",
    "property_object",
    "hostile_agent",
    "no_topic",
    "violent_sentence",
    "waste_object",
    "money_object",
    "norm_object",
    "act_object",
    "about_wrong",
    "clause",
}
HEDGE_CLASSES = {"evidential", "modal", "distancing", "approximator", "conditional"}
STANCES = {
    "neutral",
    "distancing",
    "factive",
    "negative",
    "mental",
    "directive",
    "question",
    "documentary",
    "judgment",
    "attitude",
}
KINDS = set(get_args(ActorKind))
CATEGORIES = set(get_args(ActCategory))

# For each list of each file: required keys, optional keys. An empty pair is a list of plain words.
SHAPES: dict[str, dict[str, tuple[set[str], set[str]]]] = {
    "acts": {
        "verbs": ({"lemma", "category"}, {"needs", "also", "blame"}),
        "duty_verbs": (set(), set()),
        "nouns": ({"lemma", "category"}, {"needs", "also", "of"}),
        "link_nouns": ({"lemma", "category", "preps"}, {"bare"}),
        "adjectives": ({"lemma", "category"}, {"preps", "bare"}),
        "hostile_nouns": ({"lemma", "category"}, set()),
        "weapon_nouns": (set(), set()),
        "norm_nouns": (set(), set()),
        "problem_nouns": (set(), set()),
        "harm_nouns": (set(), set()),
        "good_nouns": (set(), set()),
        "peaceful_nouns": (set(), set()),
        "secret_nouns": (set(), set()),
        "property_nouns": (set(), set()),
        "waste_nouns": (set(), set()),
        "money_nouns": (set(), set()),
        "victim_nouns": (set(), set()),
        "relation_nouns": ({"lemma", "category"}, set()),
    },
    "accusation": {
        "verbs": ({"lemma", "accused", "preps", "strength"}, {"ruled", "self", "owns", "outright", "needs"}),
        "nouns": ({"lemma", "accused", "act"}, {"by", "self", "ruled", "denied"}),
        "accusers": (set(), set()),
    },
    "criticism": {
        "characters": (set(), set()),
        "dealings": (set(), set()),
        "pretexts": (set(), set()),
        "slights": (set(), set()),
        "adjectives": (set(), set()),
        "nouns": (set(), set()),
        "virtues": (set(), set()),
        "manners": ({"lemma", "category"}, set()),
    },
    "hedges": {
        "adverbs": ({"lemma", "class", "certainty"}, {"hearsay"}),
        "modals": ({"lemma", "class", "certainty"}, {"needs"}),
        "verbs": ({"lemma", "class", "certainty"}, {"needs", "hearsay"}),
        "nouns": ({"lemma", "class", "certainty"}, {"needs", "hearsay", "party"}),
        "adjectives": ({"lemma", "class", "certainty"}, {"hearsay"}),
        "phrases": ({"phrase", "class", "certainty"}, {"hearsay"}),
    },
    "responses": {
        "patterns": ({"phrase", "kind"}, {"needs"}),
        "speaking_for": (set(), set()),
        "own_words": (set(), set()),  # a mapping: its keys are the classes of words
        "wishes": (set(), set()),
    },
    "sources": {
        "persons": (set(), set()),
        "person_sets": (set(), set()),
        "bodies": (set(), set()),
        "documents": ({"lemma", "access"}, {"issued"}),
        "access_words": ({"lemma", "access"}, set()),
        "outlets_nouns": (set(), set()),
        "voices": (set(), set()),
        "turn_roles": (set(), set()),  # a mapping: its keys are the roles
        "cues": ({"lemma", "stance"}, {"passive", "held"}),
        "cue_nouns": ({"lemma", "stance"}, set()),
    },
    "grounds": {
        key: (set(), set())
        for key in (
            "witness_nouns",
            "witness_verbs",
            "witness_phrases",
            "part_nouns",
            "custody_words",
            "confession_words",
            "service_words",
            "told_verbs",
            "inference_verbs",
            "open_phrases",
            "issuing_verbs",
            "elsewhere_phrases",
            "nameless_words",
            "nameless_phrases",
            "unseen_phrases",
            "side_nouns",
            "side_words",
            "side_endings",
            "side_openings",
            "side_verbs",
        )
    },
    "ties": {
        kind: (set(), set())
        for kind in ("leads", "speaks_for", "member_of", "part_of", "backing", "heading", "rules", "second", "past")
    },
    "kinds": {
        "titles": ({"lemma", "kind"}, {"unique"}),
        "roles": ({"lemma", "later"}, set()),
        "heads": ({"lemma", "kind"}, {"position", "weight"}),
        "appositions": ({"lemma", "kind"}, set()),
        "trades": (set(), set()),
        "international_bodies": ({"name", "kind", "short"}, set()),
        "outlets": ({"name", "type", "short"}, {"ambiguous"}),
        "countries": ({"name", "status", "variants", "adjectives", "people"}, {"ambiguous"}),
        "capitals": ({"name", "country"}, {"ambiguous"}),
        "governments": ({"name", "country", "kind"}, {"ambiguous"}),
    },
}
ALLOWED: dict[str, set[Any]] = {
    "category": CATEGORIES,
    "kind": KINDS | set(get_args(ResponseKind)),
    "class": HEDGE_CLASSES,
    "stance": STANCES,
    "strength": {"asserted", "hedged"},
    "access": {"public", "leaked", "classified", "unknown"},
    "of": {"victim", "doer"},
    "blame": {"object"},
    "position": {"last", "first"},
    "weight": {"weak"},
    "status": {"member", "other", "former", "territory"},
    "type": {"agency", "broadcaster", "newspaper", "magazine", "site"},
    "certainty": {True, False},
    "hearsay": {True},
    "party": {True},
    "issued": {True},
    "passive": {True},
    "held": {True},
    "ruled": {True},
    "denied": {True},
    "self": {True},
    "unique": {True},
}
NEEDS = {
    "acts": NEEDS_OF_ACTS,
    "accusation": {"hostile"},
    "hedges": {"passive", "infinitive", "clause", "perfect"},
    "responses": {"wrong", "accused"},
}
ACCUSED = {
    "object",
    "subject",
    "act",
    "on",
    "to",
    "at",
    "against",
    "over",
    "poss",
    "about",
    "of",
    "into",
    "between",
} | {"self"}


@pytest.fixture(scope="module")
def lexicons() -> dict[str, dict[str, list[Any]]]:
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def entries(lexicons: dict[str, dict[str, list[Any]]]) -> Iterator[tuple[str, str, Any]]:
    for file, lists in lexicons.items():
        for key, items in lists.items():
            for item in items:
                yield file, key, item


def word(item: Any) -> str:
    if isinstance(item, str):
        return item
    found = item.get("lemma") or item.get("phrase") or item.get("name")
    assert isinstance(found, str)
    return found


def words(lexicons: dict[str, dict[str, list[Any]]], file: str, key: str) -> set[str]:
    return {word(item) for item in lexicons[file][key]}


@pytest.mark.parametrize("file", sorted(SHAPES))
def test_file_opens_with_what_it_is(file: str) -> None:
    head = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8").split("\n\n")[0]
    assert head.startswith("# ")
    for part in ("# Format.", "# Reason.", "# Source of the classes."):
        assert part in head, f"{file}.yaml: the opening comment lacks {part!r}"


def test_the_files_are_those_described(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    assert set(SHAPES) <= set(lexicons)
    for file, shape in SHAPES.items():
        assert set(lexicons[file]) == set(shape)


def test_every_list_is_read(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    """A module that loads a file names its lists; a list that no such module names would look like a rule and be none."""
    unread = {(file, key) for file in SHAPES for key in lexicons[file]}
    for path in FOLDER.parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        loads = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "load")
        loaded = {n.args[0].value for n in loads if isinstance(n.args[0], ast.Constant)}
        unread -= {(file, key) for file, key in unread if file in loaded and key in texts}
    assert not unread, sorted(unread)


def test_every_entry_has_its_shape(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    wrong: list[str] = []
    for file, shape in SHAPES.items():
        for key, (required, optional) in shape.items():
            for item in lexicons[file][key]:
                where = f"{file}.yaml, {key}, {item!r}"
                if not required:
                    if not isinstance(item, str):
                        wrong.append(f"{where}: not a plain word")
                    continue
                if not isinstance(item, dict):
                    wrong.append(f"{where}: not a mapping")
                    continue
                if not required <= set(item) <= required | optional:
                    wrong.append(f"{where}: keys {sorted(item)}")
                for name, value in item.items():
                    if name == "ambiguous":
                        good = value is True or (file == "kinds" and key == "countries" and isinstance(value, list))
                    elif name in ALLOWED:
                        good = value in ALLOWED[name]
                    elif name == "needs":
                        good = isinstance(value, list) and bool(value) and set(value) <= NEEDS[file]
                    elif name in ("owns", "bare", "outright"):
                        good = value is True
                    elif name in ("accused", "preps", "act"):
                        good = isinstance(value, list) and bool(value) and all(isinstance(x, str) for x in value)
                        good = good and (name != "accused" or set(value) <= ACCUSED)
                    elif name in ("short", "variants", "adjectives", "people", "later"):
                        good = isinstance(value, list) and all(isinstance(x, str) and x.strip() for x in value)
                    elif name == "also":
                        good = set(value) <= set(item["needs"]) and set(value.values()) <= CATEGORIES
                        good = good and item["category"] not in value.values()
                    else:
                        good = isinstance(value, str)
                    if not good:
                        wrong.append(f"{where}: {name} is {value!r}")
    assert not wrong, "\n".join(wrong[:20])


def test_lemmas_are_clean_and_lower_case(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    wrong = []
    for file, key, item in entries({name: lexicons[name] for name in SHAPES}):
        text = word(item)
        if text != text.strip() or "_" in text or re.search(r"\s\s|\d\d\d", text):
            wrong.append(f"{file}.yaml, {key}: {text!r}")
        if (isinstance(item, str) or "name" not in item) and text != text.lower():
            wrong.append(f"{file}.yaml, {key}: {text!r} is not in lower case")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", SHAPES)
def test_no_key_twice(file: str) -> None:
    """A list or a field that stands there twice would lose its first half without a word."""
    seen = [yaml.compose((FOLDER / f"{file}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)]
    for node in seen:
        if isinstance(node, yaml.MappingNode):
            keys = Counter(key.value for key, _ in node.value)
            assert not [key for key, number in keys.items() if number > 1], f"line {node.start_mark.line + 1}"
            seen += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            seen += node.value


def test_no_entry_twice(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    for file, shape in SHAPES.items():
        for key in shape:
            count = Counter(word(item) for item in lexicons[file][key])
            double = sorted(text for text, n in count.items() if n > 1)
            assert not double, f"{file}.yaml, {key}: {double}"


def test_only_heads_of_their_own_kind(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    kinds = lexicons["kinds"]
    for key in ("titles", "heads", "appositions", "governments", "international_bodies"):
        assert {item["kind"] for item in kinds[key]} <= KINDS
    assert {item["kind"] for item in lexicons["responses"]["patterns"]} == set(get_args(ResponseKind))
    # a name with such a word inside is never a bare person: persons are told by titles
    assert "person" not in {item["kind"] for item in kinds["heads"]}


CONTRARY = [
    # doers and sufferers
    ("acts", "victim_nouns", "acts", "hostile_nouns"),
    ("acts", "victim_nouns", "acts", "weapon_nouns"),
]


@pytest.mark.parametrize("one", CONTRARY, ids=lambda row: f"{row[1]}-{row[3]}")
def test_lists_that_exclude_each_other(
    lexicons: dict[str, dict[str, list[Any]]], one: tuple[str, str, str, str]
) -> None:
    both = words(lexicons, one[0], one[1]) & words(lexicons, one[2], one[3])
    assert not both, sorted(both)


def test_reporting_is_not_an_act(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    """A cue with a neutral, factive or mental stance must not blame its speaker unless the company demands it."""
    unconditional = {v["lemma"] for v in lexicons["acts"]["verbs"] if "needs" not in v}
    cues = {
        c["lemma"] for c in lexicons["sources"]["cues"] if c["stance"] in ("neutral", "factive", "mental", "question")
    }
    assert not unconditional & cues, sorted(unconditional & cues)


def test_accusing_is_not_an_act(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    """Who accuses is the source: an accusing verb that always blamed its subject would swap source and accused."""
    unconditional = {v["lemma"] for v in lexicons["acts"]["verbs"] if "needs" not in v}
    accusing = {v["lemma"] for v in lexicons["accusation"]["verbs"] if "object" in v["accused"]}
    # to vilify or to scapegoat is to accuse, and is held against the one who does it
    assert unconditional & accusing <= {"vilify"}


def test_one_pattern_one_kind_of_response(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    for item in lexicons["responses"]["patterns"]:
        assert re.fullmatch(r"[a-z*'\- ]+", item["phrase"]), item
        assert not item["phrase"].startswith("*") and not item["phrase"].endswith("*"), item


def test_claiming_an_act_is_an_admission_everywhere(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    own = {v["lemma"] for v in lexicons["accusation"]["verbs"] if v.get("self")}
    admitted = {p["phrase"] for p in lexicons["responses"]["patterns"] if p["kind"] == "admission"}
    denied = {p["phrase"] for p in lexicons["responses"]["patterns"] if p["kind"] in ("denial", "rejection")}
    assert {"admit", "confess", "claim responsibility", "plead guilty"} <= own & admitted
    assert not own & denied


def test_hedges_say_what_they_weaken(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    for key in ("adverbs", "adjectives", "phrases", "nouns", "verbs", "modals"):
        for item in lexicons["hedges"][key]:
            if item["class"] == "distancing":
                assert isinstance(item["certainty"], bool), item  # "as alleged": a distance, and the source is sure
            else:
                assert item["certainty"] is (item["class"] != "approximator"), item


def test_countries_are_those_of_the_world(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    countries = lexicons["kinds"]["countries"]
    forms: dict[str, str] = {}
    for country in countries:
        for form in {country["name"], *country["variants"]}:
            assert form not in forms, f"{form}: {forms.get(form)} and {country['name']}"
            forms[form] = country["name"]
    members = [c for c in countries if c["status"] == "member"]
    assert len(members) == 193
    known = {
        plain(value)
        for country in pycountry.countries
        for value in (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
        if value
    }
    unknown = [c["name"] for c in members if not {plain(f) for f in (c["name"], *c["variants"])} & known]
    # pycountry puts the Congo (Kinshasa) with its article behind a comma
    assert set(unknown) <= {"Democratic Republic of the Congo"}


def plain(name: str) -> str:
    return re.sub(r"^the ", "", name.lower())


def test_adjectives_lead_to_one_country(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    led: dict[str, set[str]] = {}
    for country in lexicons["kinds"]["countries"]:
        forms = set(country["adjectives"]) | set(country["people"])
        assert forms or country["name"] == "Dominica"
        for form in forms:
            led.setdefault(form, set()).add(country["name"])
        assert set(country.get("ambiguous", [])) <= forms | {country["name"], *country["variants"]}
    assert {form for form, names in led.items() if len(names) > 1} <= {"Congolese", "Scot"}


def test_capitals_and_seats_lead_to_listed_countries(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    kinds = lexicons["kinds"]
    names = {c["name"] for c in kinds["countries"]}
    bodies = {b["name"] for b in kinds["international_bodies"]}
    assert {c["country"] for c in kinds["capitals"]} <= names
    members = {c["name"] for c in kinds["countries"] if c["status"] == "member"}
    assert members <= {c["country"] for c in kinds["capitals"]}
    assert {g["country"] for g in kinds["governments"]} <= names | bodies
    assert not {c["name"] for c in kinds["capitals"]} & {g["name"] for g in kinds["governments"]}


def test_names_and_short_names_lead_to_one_body(lexicons: dict[str, dict[str, list[Any]]]) -> None:
    led: dict[str, set[str]] = {}
    for key in ("international_bodies", "outlets"):
        for item in lexicons["kinds"][key]:
            for form in {item["name"], *item["short"]}:
                led.setdefault(form, set()).add(item["name"])
    assert not {form: names for form, names in led.items() if len(names) > 1}


@pytest.mark.parametrize(
    ("file", "key", "sample"),
    [
        ("acts", "verbs", "murder bribe fund plot conceal fail dope pollute harass smuggle hack violate mislead"),
        ("acts", "nouns", "massacre fraud negligence espionage torture bribery cover-up doping violation"),
        ("accusation", "verbs", "accuse blame charge suspect indict allege convict implicate link sue fine"),
        ("hedges", "adverbs", "allegedly reportedly possibly apparently"),
        ("sources", "persons", "spokesman analyst witness whistleblower prosecutor"),
        ("sources", "documents", "dossier memo audit affidavit indictment cable poll tweet"),
        ("sources", "cues", "say claim allege deny reveal confirm believe insist acknowledge"),
    ],
)
def test_plain_words_are_not_forgotten(
    lexicons: dict[str, dict[str, list[Any]]], file: str, key: str, sample: str
) -> None:
    assert set(sample.split()) <= words(lexicons, file, key)
