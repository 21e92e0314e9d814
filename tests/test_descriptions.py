"""Parties that are described and not named, and names beside describing nouns, on hand-made trees."""

from __future__ import annotations

from spacy.tokens import Doc
from trees import tree, word

from briefing.analysis.actors import Cast
from briefing.schema import Actor, Section, Seed


def seed(doc: Doc, headline: int = 0) -> Seed:
    """A seed of the text whose first `headline` characters are its headline."""
    sections = (Section(kind="headline", start=0, end=headline),) if headline else ()
    return Seed(name="x", text=doc.text, title="x", outlet=None, dateline=None, sha256="0" * 64, media_type="text/plain",
                sections=sections)  # fmt: skip


def actors(cast: Cast) -> dict[str, Actor]:
    return {a.name: a for a in cast.finish()[0]}


def test_known_body_in_full_is_found_where_the_model_saw_nothing() -> None:
    doc = tree("It|it|PRON|2|nsubj blamed|blame|VERB|0|root Islamic|islamic|ADJ|4|amod State|state|NOUN|2|obj")
    assert {n: a.kind for n, a in actors(Cast(doc, seed(doc))).items()} == {"Islamic State": "armed_group"}


def test_noun_behind_a_name_tells_its_kind_and_is_no_party_of_its_own() -> None:
    doc = tree(
        "The|the|DET|4|det Oramir|Oramir|PROPN|4|compound|ORG insurgent|insurgent|ADJ|4|amod faction|faction|NOUN|5|nsubj "
        "fled|flee|VERB|0|root"
    )
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "faction"), create=True) == cast.resolve(word(doc, "Oramir"))
    (actor,) = actors(cast).values()
    assert actor.name == "Oramir" and actor.kind == "armed_group"


def test_first_word_of_a_description_is_no_actor() -> None:
    doc = tree(
        "Harbour|Harbour|PROPN|2|compound|ORG wardens|warden|NOUN|3|nsubj left|leave|VERB|0|root",
    )
    assert actors(Cast(doc, seed(doc))) == {}


def test_nobody_in_particular_is_no_actor_and_each_leads_back_to_the_pair() -> None:
    doc = tree(
        "Lopes|Lopes|PROPN|4|nsubj|PERSON and|and|CCONJ|3|cc Reis|Reis|PROPN|1|conj|PERSON paid|pay|VERB|0|root",
        "Each|each|DET|2|det defendant|defendant|NOUN|3|nsubj lied|lie|VERB|0|root",
        "No|no|DET|2|det group|group|NOUN|3|nsubj fired|fire|VERB|0|root",
        "Court|court|NOUN|2|compound records|record|NOUN|0|root",
    )
    cast = Cast(doc, seed(doc))
    both = cast.resolve(word(doc, "Lopes"))
    assert len(both) == 2 and cast.resolve(word(doc, "defendant"), create=True) == both
    assert cast.resolve(word(doc, "group"), create=True) == ()
    assert cast.resolve(word(doc, "Court"), create=True) == ()


def test_bare_government_is_the_state_that_the_text_is_about() -> None:
    doc = tree(
        "Troops|troops|NOUN|2|nsubj left|leave|VERB|0|root Portugal|Portugal|PROPN|2|obj|LOC",
        "Rains|rain|NOUN|2|nsubj hit|hit|VERB|0|root Portugal|Portugal|PROPN|2|obj|LOC",
        "The|the|DET|2|det government|government|NOUN|3|nsubj lied|lie|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "government"), create=True) != ()
    assert {n: a.kind for n, a in actors(cast).items()} == {"Portugal": "state"}


def test_role_in_the_headline_is_the_person_whom_the_text_names_later() -> None:
    doc = tree(
        "Premier|premier|NOUN|2|nsubj denies|deny|VERB|0|root theft|theft|NOUN|2|obj",
        "Prime|prime|ADJ|2|amod Minister|minister|NOUN|3|compound Ana|Ana|PROPN|4|nsubj|PERSON spoke|speak|VERB|0|root",
    )
    cast = Cast(doc, seed(doc, headline=len("Premier denies theft")))
    assert cast.resolve(word(doc, "Premier"), create=True) == cast.resolve(word(doc, "Ana"))


def test_office_of_one_owner_is_one_office_and_of_two_owners_two() -> None:
    doc = tree(
        "Reis|Reis|PROPN|3|nmod:poss|PERSON 's|'s|PART|1|case office|office|NOUN|4|nsubj wrote|write|VERB|0|root",
        "Her|her|PRON|2|nmod:poss office|office|NOUN|3|nsubj paid|pay|VERB|0|root",
        "Lopes|Lopes|PROPN|3|nmod:poss|PERSON 's|'s|PART|1|case office|office|NOUN|4|nsubj knew|know|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    first, second, third = (cast.resolve(t, create=True) for t in doc if t.text == "office")
    assert first == second != third
