"""How actors stand to each other: by titles, appositions, possessives, adjectives and `-backed`, with the words that say so."""

from __future__ import annotations

import pytest
from test_descriptions import seed
from trees import tree, word

from briefing.analysis.actors import Cast


def ties(*sentences: str, wanted: str = "") -> set[tuple[str, str, str, str]]:
    """Name, relation, other name and words of every tie; `wanted`: nouns that are accused or speak."""
    doc = tree(*sentences)
    cast = Cast(doc, seed(doc))
    for text in wanted.split():
        cast.resolve(word(doc, text), create=True)
    found, _ = cast.finish()
    names = {a.id: a.name for a in found}
    return {(a.name, t.relation, names[t.to], t.of(doc.text)) for a in found for t in a.ties}


def test_apposition_tells_who_speaks_for_whom() -> None:
    assert ties(
        "Reis|Reis|PROPN|7|nsubj|PERSON ,|,|PUNCT|4|punct a|a|DET|4|det spokeswoman|spokeswoman|NOUN|1|appos "
        "for|for|ADP|6|case Oramex|Oramex|PROPN|4|nmod|ORG resigned|resign|VERB|0|root",
        "Oramex|Oramex|PROPN|2|nsubj|ORG paid|pay|VERB|0|root",
    ) == {("Reis", "speaks_for", "Oramex", "a spokeswoman for Oramex")}


@pytest.mark.parametrize(
    ("title", "relation"),
    [("President|president", "leads"), ("Minister|minister", "works_for"), ("Senator|senator", "member_of")],
)
def test_title_with_a_country_tells_whom_its_bearer_serves(title: str, relation: str) -> None:
    found = ties(
        f"Portuguese|portuguese|ADJ|3|amod|NORP {title}|NOUN|3|compound Reis|Reis|PROPN|4|nsubj|PERSON spoke|speak|VERB|0|root",
        "Portugal|Portugal|PROPN|2|nsubj|LOC denied|deny|VERB|0|root it|it|PRON|2|obj",
    )
    words = f"Portuguese {title.split('|')[0]} Reis"
    assert found == {("Reis", relation, "Portugal", words)}


def test_what_is_over_and_what_is_only_for_or_against_is_no_tie() -> None:
    assert (
        ties(
            "Former|former|ADJ|4|amod Portuguese|portuguese|ADJ|4|amod|NORP President|president|NOUN|4|compound "
            "Reis|Reis|PROPN|5|nsubj|PERSON spoke|speak|VERB|0|root",
            "Portugal|Portugal|PROPN|2|nsubj|LOC denied|deny|VERB|0|root it|it|PRON|2|obj",
            "Anti_|anti|X|4|amod -_|-|PUNCT|1|punct Portugal|Portugal|PROPN|4|compound|LOC senator|senator|NOUN|5|compound "
            "Lopes|Lopes|PROPN|6|nsubj|PERSON left|leave|VERB|0|root",
        )
        == set()
    )


def test_bodies_of_a_state_are_part_of_it() -> None:
    assert ties(
        "Portugal|Portugal|PROPN|3|nmod:poss|LOC 's|'s|PART|1|case police|police|NOUN|4|nsubj fired|fire|VERB|0|root",
        "Portugal|Portugal|PROPN|2|nsubj|LOC denied|deny|VERB|0|root it|it|PRON|2|obj",
    ) == {("Portugal 's police", "part_of", "Portugal", "Portugal 's police")}


def test_backed_and_led_tie_in_both_forms() -> None:
    assert ties(
        "Spain_|Spain|PROPN|3|obl|LOC -_|-|PUNCT|3|punct backed|back|VERB|4|amod rebels|rebel|NOUN|5|nsubj fled|flee|VERB|0|root",
        "The|the|DET|2|det Oramir|Oramir|PROPN|6|nsubj|ORG led|lead|VERB|2|acl by|by|ADP|5|case "
        "Reis|Reis|PROPN|3|obl:agent|PERSON met|meet|VERB|0|root",
        "Spain|Spain|PROPN|2|nsubj|LOC denied|deny|VERB|0|root it|it|PRON|2|obj",
    ) == {
        ("Spain-backed rebels", "backed_by", "Spain", "Spain-backed"),
        ("Reis", "leads", "Oramir", "led by Reis"),
    }


def test_unnamed_spokesman_is_tied_to_the_body() -> None:
    assert ties(
        "A|a|DET|3|det Oramex|Oramex|PROPN|3|compound|ORG spokesman|spokesman|NOUN|4|nsubj left|leave|VERB|0|root",
        "Oramex|Oramex|PROPN|2|nsubj|ORG paid|pay|VERB|0|root",
        wanted="spokesman",
    ) == {("A Oramex spokesman", "speaks_for", "Oramex", "A Oramex spokesman")}
