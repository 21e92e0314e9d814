"""Lemmas: of words that the tables know, of new words by grammar, and of what the tagger takes for a name."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from briefing.language import annotate
from briefing.language.lemmas import Lemmas

VOCAB = spacy.blank("en").vocab
LEMMAS = Lemmas(VOCAB)


def lemmas(words: str, tags: str) -> list[str]:
    return [token.lemma_ for token in LEMMAS(Doc(VOCAB, words=words.split(), pos=tags.split()))]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("archdioceses", "archdiocese"),
        ("databases", "database"),
        ("phases", "phase"),
        ("purses", "purse"),
        ("prizes", "prize"),
        ("quizzes", "quiz"),
        ("blitzes", "blitz"),
        ("taxes", "tax"),
        ("uses", "use"),
        ("motives", "motive"),
        ("knives", "knife"),
        ("armies", "army"),
        ("cookies", "cookie"),
        ("analyses", "analysis"),
        ("gunmen", "gunman"),
        ("potatoes", "potato"),
        ("houses", "house"),
        ("buses", "bus"),
        # no table knows these: the word that they end with does it
        ("cryptocurrencies", "cryptocurrency"),
        ("counterparties", "counterparty"),
        ("mis-matches", "mis-match"),
        ("superwomen", "superwoman"),
        ("arboviruses", "arbovirus"),
        # nor that word: the ending does it
        ("plishes", "plish"),
        ("drabboxes", "drabbox"),
        ("glottuses", "glottus"),
        ("vrenties", "vrenty"),
        ("zorbases", "zorbase"),
        ("jihadis", "jihadi"),
    ],
)
def test_singular_of_a_plural(plural: str, singular: str) -> None:
    assert LEMMAS.singular(plural) == singular


@pytest.mark.parametrize("noun", ["coronavirus", "motocross", "basis", "gas", "news", "1960s", "police", "glorbitis"])
def test_what_is_no_plural_is_its_own_singular(noun: str) -> None:
    assert LEMMAS.singular(noun) == noun


def test_a_small_word_that_is_taken_for_a_name_is_a_noun() -> None:
    assert lemmas("two archdioceses paid", "NUM PROPN VERB") == ["two", "archdiocese", "pay"]
    assert lemmas("the Archdioceses of las Palmas", "DET PROPN ADP PROPN PROPN")[1:] == [
        "Archdioceses", "of", "las", "Palmas",
    ]  # fmt: skip


def test_a_part_of_a_name_keeps_its_letters() -> None:
    doc = Doc(VOCAB, words=["Bank", "of", "taxes"], pos=["PROPN", "ADP", "PROPN"], ents=["B-ORG", "I-ORG", "I-ORG"])
    assert [token.lemma_ for token in LEMMAS(doc)] == ["Bank", "of", "taxes"]


def test_auxiliaries_negation_and_capitals() -> None:
    assert lemmas("she did n't say it 's over", "PRON AUX PART VERB PRON AUX ADV")[1:6] == [
        "do",
        "not",
        "say",
        "it",
        "be",
    ]
    assert lemmas("TWO HOSPITALS WERE SHELLED", "NUM NOUN AUX VERB") == ["two", "hospital", "be", "shell"]


def test_the_engine_sets_them() -> None:
    [doc] = annotate(["The commission accused three Catholic archdioceses of hiding two cryptocurrencies."])
    found = {token.text: token.lemma_ for token in doc}
    assert (found["archdioceses"], found["cryptocurrencies"], found["accused"]) == (
        "archdiocese",
        "cryptocurrency",
        "accuse",
    )
