"""Whom `the company`, `the brothers`, `as a state` and firms' short names are led back to, and who is accused by it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import analysed, tree, word

from briefing.analysis.actors import Cast
from briefing.schema import Seed

ORAM = "Oram|Oram|PROPN|3|compound|ORG Mining|Mining|PROPN|3|compound|ORG Ltd|Ltd|PROPN|4|nsubj|ORG {}|{}|VERB|0|root"
KESH = "Kesh|Kesh|PROPN|3|compound|ORG Steel|Steel|PROPN|3|compound|ORG Ltd|Ltd|PROPN|4|nsubj|ORG {}|{}|VERB|0|root"
DRAVENS = (
    "Ilo|Ilo|PROPN|3|nsubj|PERSON Draven|Draven|PROPN|1|flat|PERSON left|leave|VERB|0|root",
    "Ado|Ado|PROPN|3|nsubj|PERSON Draven|Draven|PROPN|1|flat|PERSON stayed|stay|VERB|0|root",
)


def cast(doc: Doc) -> Cast:
    return Cast(doc, Seed(name="x", text=doc.text, title="x", outlet=None, dateline=None, sha256="0" * 64,
                          media_type="text/plain", sections=()))  # fmt: skip


def accused(doc: Doc) -> list[list[str]]:
    analysis = analysed(doc)
    names = {a.id: a.name for a in analysis.actors}
    return [[names[i] for i in c.accused] for c in analysis.allegations]


def test_the_company_is_the_one_that_the_last_sentences_are_about_not_the_one_once_called_so() -> None:
    doc = tree(
        "The|the|DET|3|det mining|mining|NOUN|3|compound company|company|NOUN|7|nsubj Oram|Oram|PROPN|6|compound|ORG "
        "Mining|Mining|PROPN|6|compound|ORG Ltd|Ltd|PROPN|3|appos|ORG grew|grow|VERB|0|root",
        KESH.format("closed", "close"),
        "The|the|DET|2|det company|company|NOUN|3|nsubj lied|lie|VERB|0|root",
    )
    found = cast(doc)
    assert found.resolve(doc[len(doc) - 2]) == found.resolve(word(doc, "Kesh")) != found.resolve(word(doc, "Oram"))


def test_whoever_says_it_is_not_the_company_that_it_is_said_of() -> None:
    doc = tree(
        ORAM.format("closed", "close"),
        KESH.format("warned", "warn") + " the|the|DET|6|det company|company|NOUN|4|obj",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "company")) == found.resolve(word(doc, "Oram"))


def test_the_group_is_the_nameless_one_called_so_unless_a_later_sentence_is_about_another() -> None:
    nameless = (
        "A|a|DET|3|det hacking|hacking|NOUN|3|compound group|group|NOUN|4|nsubj robbed|rob|VERB|0|root banks|bank|NOUN|4|obj "
        "Kesh|Kesh|PROPN|8|compound|ORG Ltd|Ltd|PROPN|8|nsubj|ORG said|say|VERB|4|parataxis"
    )
    again = "The|the|DET|2|det group|group|NOUN|3|nsubj lied|lie|VERB|0|root"
    doc = tree(nameless, again)
    found = cast(doc)
    assert found.resolve(doc[len(doc) - 2], create=True) == found.resolve(doc[2], create=True) != ()
    other = tree(nameless, ORAM.format("closed", "close"), again)
    found = cast(other)
    assert found.resolve(other[len(other) - 2], create=True) == found.resolve(word(other, "Oram"))


def test_brothers_of_a_family_name_are_the_two_who_bear_it() -> None:
    brothers = "The|the|DET|3|det {0}|{0}|PROPN|3|compound brothers|brother|NOUN|4|nsubj lied|lie|VERB|0|root"
    doc = tree(*DRAVENS, brothers.format("Draven"))
    found = cast(doc)
    assert found.resolve(word(doc, "brothers")) == (*found.resolve(word(doc, "Ilo")), *found.resolve(word(doc, "Ado")))
    others = tree(*DRAVENS, brothers.format("Reis"))
    found = cast(others)
    assert not set(found.resolve(word(others, "brothers"), create=True)) & set(found.resolve(word(others, "Ilo")))


def test_what_somebody_is_named_as_is_said_of_him_and_not_of_who_names_him() -> None:
    doc = tree(
        "Draven|Draven|PROPN|2|nsubj|PERSON named|name|VERB|0|root Lopes|Lopes|PROPN|2|obj|PERSON as|as|ADP|6|case "
        "a|a|DET|6|det man|man|NOUN|2|obl who|who|PRON|8|nsubj lied|lie|VERB|6|acl:relcl",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "man")) == found.resolve(word(doc, "Lopes"))
    working = tree(
        "Draven|Draven|PROPN|2|nsubj|PERSON met|meet|VERB|0|root Lopes|Lopes|PROPN|2|obj|PERSON as|as|ADP|6|case "
        "a|a|DET|6|det man|man|NOUN|2|obl who|who|PRON|8|nsubj lied|lie|VERB|6|acl:relcl",
    )
    found = cast(working)
    assert found.resolve(word(working, "man"), create=True) != found.resolve(word(working, "Lopes"))


def test_a_firm_whose_short_name_looks_like_a_person_is_that_firm() -> None:
    full = "Oramsys|Oramsys|PROPN|3|compound|ORG Steel|Steel|PROPN|3|compound|ORG Ltd|Ltd|PROPN|4|nsubj|ORG closed|close|VERB|0|root"
    short = "Oramsys|Oramsys|PROPN|2|nsubj|PERSON lied|lie|VERB|0|root"
    doc = tree(full, short)
    found = cast(doc)
    assert found.resolve(doc[len(doc) - 2]) == found.resolve(doc[0])
    person = tree(
        full, "Ilo|Ilo|PROPN|3|nsubj|PERSON Oramsys|Oramsys|PROPN|1|flat|PERSON left|leave|VERB|0|root", short
    )
    found = cast(person)
    assert found.resolve(person[len(person) - 2]) == found.resolve(word(person, "Ilo"))


def test_names_joined_by_an_ampersand_are_a_firm() -> None:
    doc = tree(
        "The|the|DET|2|det auditor|auditor|NOUN|5|nsubj ,|,|PUNCT|4|punct Orsin&Reis|Orsin&Reis|PROPN|2|appos|PERSON "
        "lied|lie|VERB|0|root",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "auditor")) == found.resolve(word(doc, "Orsin&Reis"))
    assert {a.name: a.kind for a in found.finish()[0]} == {"Orsin&Reis": "company"}


@pytest.mark.parametrize(
    ("of", "led"), [("accused|accused|NOUN|2|nmod", False), ("accounting|accounting|NOUN|2|nmod", True)]
)
def test_a_friend_of_somebody_is_not_that_person(of: str, led: bool) -> None:
    doc = tree(
        f"A|a|DET|2|det friend|friend|NOUN|6|nsubj of|of|ADP|4|case {of} Draven|Draven|PROPN|2|appos|PERSON lied|lie|VERB|0|root"
    )
    found = cast(doc)
    assert (found.resolve(word(doc, "friend"), create=True) == found.resolve(word(doc, "Draven"))) is led


def test_an_army_elsewhere_called_forces_is_one_as_it() -> None:
    doc = tree(
        "Velmoran|Velmoran|ADJ|2|amod forces|force|NOUN|3|nsubj shot|shoot|VERB|0|root two|two|NUM|5|nummod men|man|NOUN|3|obj",
        "The|the|DET|3|det Velmoran|Velmoran|ADJ|3|amod army|army|NOUN|4|nsubj left|leave|VERB|0|root",
        "It|it|PRON|2|nsubj lied|lie|VERB|0|root",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "It")) == found.resolve(word(doc, "army"), create=True) != ()


def test_they_are_those_spoken_of_and_who_speaks_only_where_they_speak() -> None:
    said = (
        "Officials|official|NOUN|2|nsubj say|say|VERB|0|root the|the|DET|4|det suspects|suspect|NOUN|5|nsubj fled|flee|VERB|2|ccomp "
        "when|when|ADV|8|advmod they|they|PRON|8|nsubj fired|fire|VERB|5|advcl"
    )
    doc = tree(said)
    found = cast(doc)
    assert found.resolve(word(doc, "they"), create=True) == found.resolve(word(doc, "suspects"), create=True)


def test_some_and_others_alone_are_nobody() -> None:
    doc = tree("Others|other|PRON|2|nsubj robbed|rob|VERB|0|root the|the|DET|4|det bank|bank|NOUN|2|obj")
    assert cast(doc).resolve(word(doc, "Others"), create=True) == ()
    told = tree(
        "Those|those|PRON|6|nsubj who|who|PRON|3|nsubj fled|flee|VERB|1|acl:relcl the|the|DET|5|det camp|camp|NOUN|3|obj "
        "robbed|rob|VERB|0|root the|the|DET|8|det bank|bank|NOUN|6|obj"
    )
    assert cast(told).resolve(word(told, "Those"), create=True) != ()


def test_included_parties_are_accused_too() -> None:
    charge = (
        "Police|police|NOUN|2|nsubj accused|accuse|VERB|0|root traders|trader|NOUN|2|obj {} Draven|Draven|PROPN|3|nmod|PERSON "
        "of|of|SCONJ|7|mark stealing|steal|VERB|2|advcl gold|gold|NOUN|7|obj"
    )
    doc = tree(charge.format("including|include|VERB|5|case"))
    assert [c[-1] for c in accused(doc)] == ["Draven"] and len(accused(doc)[0]) == 2
    beside = tree(charge.format("beside|beside|ADP|5|case"))
    assert all("Draven" not in c for c in accused(beside))


@pytest.mark.parametrize(("by", "held"), [("for|for|ADP", []), ("of|of|ADP", [["Velmora"]])])
def test_a_thing_is_held_against_who_has_it_and_not_whom_it_is_for(by: str, held: list[list[str]]) -> None:
    doc = tree(
        f"The|the|DET|2|det depot|depot|NOUN|5|nsubj {by}|4|case Velmora|Velmora|PROPN|2|nmod|ORG killed|kill|VERB|0|root "
        "nine|nine|NUM|7|nummod villagers|villager|NOUN|5|obj",
    )
    assert accused(doc) == held


@pytest.mark.parametrize(("noun", "held"), [("bystander", []), ("depot", [["Velmora"]])])
def test_a_person_is_not_had(noun: str, held: list[list[str]]) -> None:
    doc = tree(
        f"Velmora|Velmora|PROPN|3|compound|ORG city|city|NOUN|3|compound {noun}|{noun}|NOUN|4|nsubj killed|kill|VERB|0|root "
        "nine|nine|NUM|6|nummod villagers|villager|NOUN|4|obj",
    )
    assert [x for x in accused(doc) if "Velmora" in x] == held


def test_two_people_were_shot_by_those_who_fired_and_not_by_those_whom_they_fired_at() -> None:
    doc = tree(
        "Soldiers|soldier|NOUN|2|nsubj shot|shoot|VERB|0|root rebels|rebel|NOUN|2|obj who|who|PRON|5|nsubj "
        "attacked|attack|VERB|3|acl:relcl villagers|villager|NOUN|5|obj",
        "Two|two|NUM|2|nummod nurses|nurse|NOUN|4|nsubj:pass were|be|AUX|4|aux:pass killed|kill|VERB|0|root",
    )
    held = accused(doc)
    assert held[-1] == held[0] != held[1]
