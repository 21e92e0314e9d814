"""Whom `he`, `she` and `they` are led back to, on hand-made trees."""

from __future__ import annotations

from spacy.tokens import Doc
from trees import tree, word

from briefing.analysis import binding
from briefing.analysis.actors import Cast
from briefing.analysis.kinds import kinds
from briefing.analysis.lexicon import load
from briefing.schema import Seed


def cast(doc: Doc) -> Cast:
    return Cast(doc, Seed(name="x", text=doc.text, title="x", outlet=None, dateline=None, sha256="0" * 64,
                          media_type="text/plain", sections=()))  # fmt: skip


def test_a_verb_has_no_party_twice_wherever_that_party_was_named() -> None:
    doc = tree(
        "Lopes|Lopes|PROPN|2|nsubj|PERSON met|meet|VERB|0|root Draven|Draven|PROPN|2|obj|PERSON",
        "Lopes|Lopes|PROPN|2|nsubj|PERSON left|leave|VERB|0|root after|after|SCONJ|4|mark robbing|rob|VERB|2|advcl "
        "him|him|PRON|4|obj",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "him")) == found.resolve(word(doc, "Draven"))
    assert word(doc, "robbing").i not in binding.barred(word(doc, "him"))


def test_a_phrase_in_front_points_ahead_to_the_subject() -> None:
    doc = tree(
        "Lopes|Lopes|PROPN|2|nsubj|PERSON left|leave|VERB|0|root",
        "In|in|ADP|3|case his|his|PRON|3|nmod:poss trial|trial|NOUN|5|obl Draven|Draven|PROPN|5|nsubj|PERSON "
        "lied|lie|VERB|0|root",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "his")) == found.resolve(word(doc, "Draven"))
    assert binding.ahead(word(doc, "lied")) is None


def test_what_is_joined_to_a_name_is_that_name_s_own() -> None:
    doc = tree(
        "Lopes|Lopes|PROPN|2|nsubj|PERSON sued|sue|VERB|0|root Draven|Draven|PROPN|2|obj|PERSON and|and|CCONJ|6|cc "
        "his|his|PRON|6|nmod:poss brother|brother|NOUN|3|conj",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "his")) == found.resolve(word(doc, "Draven"))


def test_a_given_name_tells_man_from_woman() -> None:
    doc = tree(
        "Maria|Maria|PROPN|3|nsubj|PERSON Reis|Reis|PROPN|1|flat|PERSON sued|sue|VERB|0|root "
        "Viktor|Viktor|PROPN|3|obj|PERSON Draven|Draven|PROPN|4|flat|PERSON",
        "He|he|PRON|2|nsubj lied|lie|VERB|0|root",
        "She|she|PRON|2|nsubj won|win|VERB|0|root",
    )
    found = cast(doc)
    assert found.resolve(word(doc, "He")) == found.resolve(word(doc, "Viktor"))
    assert found.resolve(word(doc, "She")) == found.resolve(word(doc, "Maria"))


def test_no_given_name_is_of_both_and_a_surname_tells_nothing() -> None:
    lists = load("given_names")
    assert not set(lists["male"]) & set(lists["female"])
    assert all(len(names) == len(set(names)) > 300 for names in lists.values())
    assert kinds().gender("Viktor") == "m" and kinds().gender("Kim") is None


def test_they_are_the_two_who_were_described_as_one() -> None:
    doc = tree(
        "Lopes|Lopes|PROPN|4|nsubj|PERSON and|and|CCONJ|3|cc Reis|Reis|PROPN|1|conj|PERSON fled|flee|VERB|0|root",
        "The|the|DET|3|det two|two|NUM|3|nummod bankers|banker|NOUN|4|nsubj watched|watch|VERB|0|root over|over|ADP|6|case "
        "inmates|inmate|NOUN|4|obl",
        "They|they|PRON|2|nsubj slept|sleep|VERB|0|root",
    )
    found = cast(doc)
    assert (
        found.resolve(word(doc, "They")) == found.resolve(word(doc, "Lopes"))
        and len(found.resolve(word(doc, "They"))) == 2
    )
