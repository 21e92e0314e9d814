"""Actors on hand-made trees: no model is needed, so that a failure is a rule's and not a weight's."""

from __future__ import annotations

from typing import get_args

import pytest
import spacy
from spacy.tokens import Doc

import briefing.language.document as language
from briefing.analysis.actors import Cast
from briefing.analysis.kinds import kinds
from briefing.analysis.lexicon import load
from briefing.analysis.names import abbreviates, body_fits, is_acronym, key, near, person_fits
from briefing.schema import Actor, ActorKind, Seed

VOCAB = spacy.blank("en").vocab


def tree(*sentences: str) -> Doc:
    """
    ""A document from lines `form upos head dep [label] [lemma]`, tokens set apart by ` | `; heads count from 1, 0 is the root.

    A form that ends in `_` has no space behind it; a label starts a name with `B-` and goes on with `I-`.
    """
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    lemmas: list[str] = []
    ents: list[str] = []
    starts: list[bool] = []
    for sentence in sentences:
        first = len(words)
        for k, token in enumerate(sentence.split(" | ")):
            form, upos, head, dep, *more = token.split()
            label = next((m for m in more if m[:2] in {"B-", "I-"}), "O")
            lemma = next((m for m in more if m[:2] not in {"B-", "I-"}), None)
            words.append(form.rstrip("_"))
            spaces.append(not form.endswith("_"))
            pos.append(upos)
            heads.append(first + (int(head) - 1 if int(head) else k))
            deps.append("ROOT" if head == "0" else dep)
            lemmas.append(lemma or (words[-1] if upos == "PROPN" else words[-1].lower()))
            ents.append(label)
            starts.append(k == 0)
    return Doc(VOCAB, words=words, spaces=spaces, pos=pos, heads=heads, deps=deps, lemmas=lemmas, ents=ents,
               sent_starts=[bool(s) for s in starts])  # fmt: skip


def seed(doc: Doc) -> Seed:
    return Seed(
        name="x",
        text=doc.text,
        title="x",
        outlet=None,
        dateline=None,
        sha256="0" * 64,
        media_type="text/plain",
        sections=(),
    )


def cast(doc: Doc) -> Cast:
    return Cast(doc, seed(doc))


def actors(c: Cast) -> dict[str, Actor]:
    return {a.name: a for a in c.finish()[0]}


def at(doc: Doc, word: str, nth: int = 0) -> spacy.tokens.Token:
    return [t for t in doc if t.text == word][nth]


def test_full_name_title_surname_and_pronoun_are_one_person() -> None:
    doc = tree(
        "Judge NOUN 2 compound | Maria PROPN 4 nsubj B-PERSON | Lopes PROPN 2 flat I-PERSON | spoke VERB 0 root speak",
        "Lopes PROPN 2 nsubj B-PERSON | left VERB 0 root leave",
        "Later ADV 3 advmod | she PRON 3 nsubj | returned VERB 0 root return",
    )
    c = cast(doc)
    (actor,) = c.finish()[0]
    assert actor.name == "Maria Lopes" and actor.kind == "person"
    assert set(actor.aliases) == {"Lopes", "Judge Maria Lopes"}
    assert actor.kind_evidence is not None and actor.kind_evidence.of(doc.text) == "Judge"
    assert [(doc.text[m.start : m.end], m.form) for m in actor.mentions] == [
        ("Maria Lopes", "name"), ("Lopes", "alias"), ("she", "pronoun")]  # fmt: skip
    assert c.resolve(at(doc, "she")) == c.resolve(at(doc, "Lopes", 1)) != ()


def test_two_people_of_one_surname_stay_two_and_each_surname_goes_to_the_last_named() -> None:
    doc = tree(
        "Ana PROPN 3 nsubj B-PERSON | Reis PROPN 1 flat I-PERSON | sued VERB 0 root sue | "
        "Rui PROPN 3 obj B-PERSON | Reis PROPN 4 flat I-PERSON",
        "Reis PROPN 2 nsubj B-PERSON | objected VERB 0 root object",
    )
    c = cast(doc)
    assert set(actors(c)) == {"Ana Reis", "Rui Reis"}
    assert c.resolve(at(doc, "Reis", 2)) == c.resolve(at(doc, "Rui"))


def test_acronym_in_brackets_names_the_same_body() -> None:
    doc = tree(
        "The DET 4 det | Harbour PROPN 4 compound B-ORG | Safety PROPN 4 compound I-ORG | "
        "Agency PROPN 8 nsubj I-ORG | (_ PUNCT 6 punct | "
        "HSA_ PROPN 4 appos B-ORG | ) PUNCT 6 punct | fined VERB 0 root fine | "
        "Quaymar PROPN 8 obj B-ORG | Ltd PROPN 9 flat I-ORG",
        "HSA PROPN 2 nsubj B-ORG | warned VERB 0 root warn | Quaymar PROPN 2 obj B-ORG",
    )
    found = actors(cast(doc))
    assert set(found) == {"Harbour Safety Agency", "Quaymar Ltd"}
    assert found["Harbour Safety Agency"].aliases == ("HSA",)
    assert found["Quaymar Ltd"].kind == "company" and found["Quaymar Ltd"].aliases == ("Quaymar",)


def test_agency_credit_behind_a_city_is_no_acronym_of_it() -> None:
    doc = tree(
        "LISBON PROPN 3 dep B-LOC | (_ PUNCT 3 punct | REUTERS_ PROPN 0 root B-ORG | ) PUNCT 3 punct",
        "Lisbon PROPN 2 nsubj B-LOC | denied VERB 0 root deny | it PRON 2 obj",
    )
    found = actors(cast(doc))
    assert found["REUTERS"].kind == "outlet" and found["REUTERS"].aliases == ()


def test_two_names_joined_by_and_are_two_where_each_is_named_alone() -> None:
    doc = tree(
        "Oram PROPN 4 nsubj B-ORG | and CCONJ 3 cc I-ORG | Kestrel PROPN 1 conj I-ORG | left VERB 0 root leave",
        "Kestrel PROPN 2 nsubj B-ORG | sued VERB 0 root sue | Oram PROPN 2 obj B-ORG",
    )
    assert set(actors(cast(doc))) == {"Oram", "Kestrel"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Portugal PROPN 2 nsubj B-LOC | denied VERB 0 root deny | it PRON 2 obj", {"Portugal": "state"}),
        ("Lisbon PROPN 2 nsubj B-LOC | denied VERB 0 root deny | it PRON 2 obj", {"Lisbon": "state"}),
        ("Storms NOUN 2 nsubj storm | hit VERB 0 root hit | Portugal PROPN 2 obj B-LOC", {}),
        ("He PRON 2 nsubj | lives VERB 0 root live | in ADP 4 case | Lisbon PROPN 2 obl B-LOC", {}),
        (
            "Spain PROPN 2 nsubj B-LOC | accused VERB 0 root accuse | Portugal PROPN 2 obj B-LOC",
            {"Spain": "state", "Portugal": "state"},
        ),
    ],
)
def test_places_are_actors_only_where_they_act(sentence: str, expected: dict[str, str]) -> None:
    assert {n: a.kind for n, a in actors(cast(tree(sentence))).items()} == expected


def test_capital_and_government_stand_for_the_state() -> None:
    doc = tree(
        "Portugal PROPN 2 nsubj B-LOC | protested VERB 0 root protest",
        "Lisbon PROPN 2 nsubj B-LOC | blamed VERB 0 root blame | the DET 5 det | "
        "Spanish ADJ 5 amod B-NORP | government NOUN 2 obj",
        "The DET 3 det | Portuguese ADJ 3 amod B-NORP | government NOUN 4 nsubj | insisted VERB 0 root insist",
    )
    c = cast(doc)
    assert c.resolve(at(doc, "government"), create=True)
    found = actors(c)
    assert set(found["Portugal"].aliases) == {"Lisbon", "Portuguese government"}
    assert found["Spanish government"].kind == "state"
    assert c.resolve(at(doc, "Lisbon")) == c.resolve(at(doc, "government", 1))


def test_unnamed_source_is_an_actor_only_when_asked_for() -> None:
    doc = tree(
        "A DET 4 det | senior ADJ 4 amod | Chadian ADJ 4 amod B-NORP | official NOUN 5 nsubj | "
        "said VERB 0 root say | so ADV 5 advmod",
    )
    c = cast(doc)
    assert c.resolve(at(doc, "official")) == () and c.finish()[0] == ()
    c.resolve(at(doc, "official"), create=True)
    (actor,) = c.finish()[0]
    assert (actor.name, actor.kind) == ("A senior Chadian official", "unnamed_person")


def test_short_relative_clause_stays_in_the_name_of_an_unnamed_party() -> None:
    doc = tree(
        "Two NUM 2 nummod | guards NOUN 7 nsubj guard | who PRON 4 nsubj | saw VERB 2 acl:relcl see | "
        "the DET 6 det | fire NOUN 4 obj | "
        "spoke VERB 0 root speak"
    )
    c = cast(doc)
    ids = c.resolve(at(doc, "guards"), create=True)
    assert c.resolve(at(doc, "who")) == ids
    (actor,) = c.finish()[0]
    assert (actor.name, actor.kind) == ("Two guards who saw the fire", "group") and "Two guards" in actor.aliases


def test_papers_and_things_are_never_actors() -> None:
    doc = tree("The DET 2 det | dossier NOUN 3 nsubj | blamed VERB 0 root blame | the DET 5 det | blast NOUN 3 obj")
    c = cast(doc)
    assert c.resolve(at(doc, "dossier"), create=True) == () and c.resolve(at(doc, "blast"), create=True) == ()


def test_description_leads_back_by_kind_and_by_role() -> None:
    doc = tree(
        "The DET 3 det | militant ADJ 3 amod | group NOUN 6 nsubj | Red PROPN 3 appos B-ORG | "
        "Tide PROPN 4 flat I-ORG | attacked VERB 0 root "
        "attack | Foreign ADJ 8 amod | Minister NOUN 6 obj | Olu PROPN 8 flat B-PERSON | Bode PROPN 8 flat I-PERSON",
        "The DET 2 det | group NOUN 3 nsubj | fled VERB 0 root flee",
        "The DET 3 det | foreign ADJ 3 amod | minister NOUN 4 nsubj | survived VERB 0 root survive",
    )
    c = cast(doc)
    found = actors(c)
    assert found["Red Tide"].kind == "armed_group"
    evidence = found["Red Tide"].kind_evidence
    assert evidence is not None and "militant group" in evidence.of(doc.text)
    assert c.resolve(at(doc, "group", 1)) == c.resolve(at(doc, "Tide")) != ()
    assert c.resolve(at(doc, "minister")) == c.resolve(at(doc, "Bode")) != ()
    assert c.is_armed(at(doc, "group", 1)) and not c.is_armed(at(doc, "minister"))


def test_ministry_leads_back_to_the_ministry_of_a_country() -> None:
    doc = tree(
        "Chad_ PROPN 4 nmod:poss B-LOC | 's PART 1 case | foreign ADJ 4 amod | ministry NOUN 5 nsubj | "
        "protested VERB 0 root protest",
        "The DET 2 det | ministry NOUN 3 nsubj | blamed VERB 0 root blame | rebels NOUN 3 obj rebel",
    )
    c = cast(doc)
    assert c.resolve(at(doc, "ministry", 1), create=True) == c.resolve(at(doc, "ministry"), create=True) != ()
    found = actors(c)
    assert found["Chad's foreign ministry"].kind == "state_agency"


def test_bare_plural_joins_the_fuller_phrase_before_it() -> None:
    doc = tree(
        "Federal ADJ 2 amod | prosecutors NOUN 3 nsubj prosecutor | charged VERB 0 root charge | "
        "two NUM 5 nummod | clerks NOUN 3 obj clerk",
        "Prosecutors NOUN 2 nsubj prosecutor | said VERB 0 root say | they PRON 4 nsubj | lied VERB 2 ccomp lie",
    )
    c = cast(doc)
    assert c.resolve(at(doc, "prosecutors"), create=True) == c.resolve(at(doc, "Prosecutors"), create=True)


def test_coordinated_names_come_in_order_and_they_leads_back_to_both() -> None:
    doc = tree(
        "Ines PROPN 4 nsubj B-PERSON | and CCONJ 3 cc | Omar PROPN 1 conj B-PERSON | left VERB 0 root leave",
        "They PRON 2 nsubj | returned VERB 0 root return",
    )
    c = cast(doc)
    ids = c.resolve(at(doc, "Ines"))
    assert len(ids) == 2 and ids[1:] == c.resolve(at(doc, "Omar"))
    assert c.resolve(at(doc, "They")) == ids


def test_first_person_in_a_quotation_is_the_speaker() -> None:
    doc = tree(
        "Ines PROPN 2 nsubj B-PERSON | said VERB 0 root say | :_ PUNCT 2 punct | “_ PUNCT 6 punct | "
        "I PRON 6 nsubj | saw VERB 2 ccomp see | "
        "Omar_ PROPN 6 obj B-PERSON | ” PUNCT 6 punct"
    )
    doc._.attributions = (language.Attribution(doc[1:2], (doc[0:1],), (doc[3:8],)),)
    c = cast(doc)
    assert c.resolve(at(doc, "I")) == c.resolve(at(doc, "Ines")) != ()


def test_every_mention_and_evidence_lies_on_the_text() -> None:
    doc = tree(
        "“_ PUNCT 2 punct | Ines PROPN 3 nsubj B-PERSON | sued VERB 0 root sue | the DET 6 det | "
        "broadcaster NOUN 6 compound | TeleSul_ PROPN 3 "
        "obj B-ORG | ” PUNCT 3 punct"
    )
    found, final = cast(doc).finish()
    assert [a.id for a in found] == ["a1", "a2"] and set(final.values()) == {"a1", "a2"}
    for actor in found:
        assert {doc.text[m.start : m.end] for m in actor.mentions if m.form == "name"} <= {actor.name, *actor.aliases}
    assert found[1].kind == "outlet"


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [("HSA", "Harbour Safety Agency", True), ("FARC", "Fuerzas Armadas Revolucionarias de Colombia", True),
     ("LeT", "Lashkar-e-Taiba", True),
     ("UN", "Union of Nurses", True), ("CIA", "Harbour Safety Agency", False), ("AB", "Ambulance", False)],
)  # fmt: skip
def test_acronyms_are_read_off_initials(short: str, long: str, fits: bool) -> None:
    assert abbreviates(short, long) is fits


def test_names_as_strings() -> None:
    assert key("The U.S. Navy’s") == "us navy" and is_acronym("LeT") and not is_acronym("Iraq")
    assert person_fits(("lopes",), ("maria", "lopes")) and not person_fits(("lopes",), ("maria", "lima"))
    assert person_fits(("omar", "idris"), ("omar", "hassan", "idris")) and person_fits(
        ("al", "idris"), ("omar", "idris")
    )
    assert body_fits("Justice Department", "Department of Justice") and body_fits(
        "Observatory", "Coastal Observatory for Birds"
    )
    assert not body_fits("United Ports", "United Ports Safety Council")
    assert near("Kovalsky", "Kovalski") and not near("Kovalsky", "Kowalczyk") and not near("Marina", "Marino")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("FBI", "state_agency"),
        ("the F.B.I.", "state_agency"),
        ("Hezbollah", "armed_group"),
        ("Sinn Fein", "party"),
        ("Boeing", "company"),
    ],
)
def test_bodies_that_need_no_introduction(name: str, kind: str) -> None:
    listed = kinds().listed(name)
    assert listed is not None and listed[1] == kind


def test_list_of_bodies_is_clean() -> None:
    lists = load("bodies")
    assert set(lists) <= set(get_args(ActorKind))
    forms = [key(form) for bodies in lists.values() for body in bodies for form in {key(f) for f in body}]
    assert all(forms) and len(forms) == len(set(forms))


def test_acronym_of_another_body_is_not_the_listed_one() -> None:
    doc = tree(
        "The DET 4 det | Football PROPN 4 compound B-ORG | Betting PROPN 4 compound I-ORG | "
        "Institute PROPN 8 nsubj I-ORG | (_ PUNCT 6 punct | "
        "FBI_ PROPN 4 appos B-ORG | ) PUNCT 6 punct | closed VERB 0 root close"
    )
    (actor,) = cast(doc).finish()[0]
    assert (actor.name, actor.kind) == ("Football Betting Institute", "research_body")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "“”"])
def test_a_text_without_words_has_no_actors(text: str) -> None:
    doc = Doc(VOCAB, words=[text] if text else [], spaces=[False] if text else [], sent_starts=[True] if text else [])
    assert cast(doc).finish() == ((), {})


def test_no_mention_is_lost_in_a_long_text() -> None:
    lines = ["Ines PROPN 2 nsubj B-PERSON | sued VERB 0 root sue | Quaymar PROPN 2 obj B-ORG",
             "She PRON 2 nsubj | won VERB 0 root win"]  # fmt: skip
    short, long = (actors(cast(tree(*(lines * n)))) for n in (3, 30))
    assert len(long["Ines"].mentions) == 10 * len(short["Ines"].mentions)
