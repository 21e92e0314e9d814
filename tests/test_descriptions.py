"""Parties that are described and not named, and names beside describing nouns, on hand-made trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from trees import tree, word

from briefing.analysis.actors import Cast
from briefing.analysis.cleaning import clean
from briefing.analysis.kinds import kinds
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
        "Storms|storm|NOUN|2|nsubj left|leave|VERB|0|root Portugal|Portugal|PROPN|2|obj|LOC",
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


def test_role_with_its_owner_leads_to_the_one_who_holds_it() -> None:
    doc = tree(
        "Reis|Reis|PROPN|6|nsubj|PERSON ,|,|PUNCT|3|punct lawyer|lawyer|NOUN|1|appos for|for|ADP|5|case "
        "Lopes|Lopes|PROPN|3|nmod|PERSON spoke|speak|VERB|0|root",
        "Lopes|Lopes|PROPN|3|nmod:poss|PERSON 's|'s|PART|1|case attorney|attorney|NOUN|4|nsubj left|leave|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "attorney"), create=True) == cast.resolve(word(doc, "Reis"))


def test_forces_of_one_country_are_one_party_and_of_two_countries_two() -> None:
    doc = tree(
        "Portuguese|portuguese|ADJ|2|amod forces|force|NOUN|3|nsubj fired|fire|VERB|0|root",
        "The|the|DET|3|det Portuguese|portuguese|ADJ|3|amod army|army|NOUN|4|nsubj left|leave|VERB|0|root",
        "The|the|DET|3|det Spanish|spanish|ADJ|3|amod army|army|NOUN|4|nsubj stayed|stay|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    first, second, third = (cast.resolve(t, create=True) for t in doc if t.text in {"forces", "army"})
    assert first == second != third


def test_unnamed_bearer_of_a_role_gets_the_name_that_follows_with_the_bare_title() -> None:
    doc = tree(
        "A|a|DET|3|det ministry|ministry|NOUN|3|compound spokeswoman|spokeswoman|NOUN|4|nsubj denied|deny|VERB|0|root "
        "it|it|PRON|4|obj",
        "It|it|PRON|2|nsubj lies|lie|VERB|5|ccomp ,|,|PUNCT|5|punct spokeswoman|spokeswoman|NOUN|6|compound "
        "added|add|VERB|0|root Draven|Draven|PROPN|5|nsubj|PERSON",
    )
    cast = Cast(doc, seed(doc))
    assert len(cast.resolve(word(doc, "Draven"))) == 1


def test_body_in_the_lead_is_the_one_that_the_text_names_later() -> None:
    doc = tree(
        "A|a|DET|3|det harbour|harbour|NOUN|3|compound panel|panel|NOUN|4|nsubj voted|vote|VERB|0|root",
        "The|the|DET|4|det Harbour|Harbour|PROPN|4|compound|ORG Safety|Safety|PROPN|4|compound|ORG "
        "Committee|Committee|PROPN|5|nsubj|ORG sat|sit|VERB|0|root",
    )
    doc.set_ents([Span(doc, 5, 8, label="ORG")])
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "panel"), create=True) == cast.resolve(word(doc, "Committee")) != ()


def test_epithet_of_nobody_else_is_the_person_spoken_of_last() -> None:
    doc = tree(
        "Reis|Reis|PROPN|2|nsubj|PERSON left|leave|VERB|0|root",
        "The|the|DET|3|det disgraced|disgraced|ADJ|3|amod banker|banker|NOUN|4|nsubj returned|return|VERB|0|root",
        "A|a|DET|3|det retired|retired|ADJ|3|amod banker|banker|NOUN|4|nsubj wept|weep|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    first, second = (cast.resolve(t, create=True) for t in doc if t.text == "banker")
    assert first == cast.resolve(word(doc, "Reis")) != second


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("rebels|rebel|NOUN|2|nsubj", "armed_group"),
        ("officers|officer|NOUN|2|nsubj", "group"),
        ("police|police|NOUN|2|nsubj", "state_agency"),
        ("pensioners|pensioner|NOUN|2|nsubj", None),
    ],
)
def test_unnamed_parties_in_arms_or_office_are_actors_by_what_they_do(phrase: str, kind: str | None) -> None:
    doc = tree(f"{phrase} searched|search|VERB|0|root houses|house|NOUN|2|obj")
    found = actors(Cast(doc, seed(doc)))
    assert [a.kind for a in found.values()] == ([kind] if kind else [])


def test_apposition_makes_a_body_of_what_looks_like_a_person_and_in_makes_a_place() -> None:
    doc = tree(
        "Tavros|Tavros|PROPN|6|nsubj|PERSON ,|,|PUNCT|5|punct an|an|DET|5|det armed|armed|ADJ|5|amod "
        "alliance|alliance|NOUN|1|appos met|meet|VERB|0|root "
        "in|in|ADP|8|case Oldra|Oldra|PROPN|6|obl|PERSON",
    )
    found = actors(Cast(doc, seed(doc)))
    assert {n: a.kind for n, a in found.items()} == {"Tavros": "armed_group"}
    assert found["Tavros"].kind_evidence is not None


def test_short_forms_of_bodies_with_a_country_in_front() -> None:
    assert kinds().listed("US Federal Bureau of Investigation") == kinds().listed("FBI")
    assert kinds().listed("US Bureau") is None


def test_long_form_of_an_acronym_is_made_whole() -> None:
    doc = tree(
        "Harbour|Harbour|PROPN|4|compound|ORG and|and|CCONJ|4|cc Docks|Docks|PROPN|4|compound|PERSON "
        "Union|Union|PROPN|8|nsubj|PERSON (_|(|PUNCT|6|punct HDU_|HDU|PROPN|4|appos )|)|PUNCT|6|punct left|leave|VERB|0|root"
    )
    (actor,) = actors(Cast(doc, seed(doc))).values()
    assert (actor.name, actor.aliases, actor.kind) == ("Harbour and Docks Union", ("HDU",), "civil_society")


def test_regime_as_a_first_word_is_the_state_whose_government_the_text_names() -> None:
    doc = tree(
        "Regime|regime|NOUN|2|compound shelling|shelling|NOUN|3|nsubj stopped|stop|VERB|0|root",
        "Spain|Spain|PROPN|2|nsubj|LOC watched|watch|VERB|0|root",
        "The|the|DET|3|det Portuguese|portuguese|ADJ|3|amod|NORP government|government|NOUN|4|nsubj fell|fall|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "Regime"), create=True) == cast.resolve(word(doc, "government"), create=True) != ()


def test_the_two_lead_back_to_the_pair_and_a_set_of_things_is_no_party() -> None:
    doc = tree(
        "Lopes|Lopes|PROPN|4|nsubj|PERSON and|and|CCONJ|3|cc Reis|Reis|PROPN|1|conj|PERSON paid|pay|VERB|0|root",
        "The|the|DET|3|det two|two|NUM|3|nummod bankers|banker|NOUN|4|nsubj left|leave|VERB|0|root",
        "A|a|DET|2|det series|series|NOUN|5|nsubj of|of|ADP|4|case fires|fire|NOUN|2|nmod followed|follow|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "bankers"), create=True) == cast.resolve(word(doc, "Lopes"))
    assert cast.resolve(word(doc, "series"), create=True) == ()


def test_unknown_name_that_does_nothing_is_no_party() -> None:
    doc = tree("He|he|PRON|2|nsubj drove|drive|VERB|0|root to|to|ADP|4|case Oramex|Oramex|PROPN|2|obl|ORG",
               "Oldra|Oldra|PROPN|2|nsubj|ORG paid|pay|VERB|0|root")  # fmt: skip
    assert set(actors(Cast(doc, seed(doc)))) == {"Oldra"}


def test_noun_right_before_a_person_is_said_of_that_person_even_as_a_second_subject() -> None:
    doc = tree(
        "Oram|Oram|PROPN|2|compound|ORG nominee|nominee|NOUN|5|nsubj Ilse|Ilse|PROPN|5|nsubj|PERSON "
        "Draven|Draven|PROPN|3|flat|PERSON spoke|speak|VERB|0|root"
    )
    cast = Cast(doc, seed(doc))
    assert cast.resolve(word(doc, "nominee"), create=True) == cast.resolve(word(doc, "Ilse"))
    assert "Oram nominee Ilse Draven" in actors(cast)["Ilse Draven"].aliases


def test_one_of_a_people_is_no_name_and_may_be_somebody_told_twice() -> None:
    doc = tree(
        "The|the|DET|2|det smuggler|smuggler|NOUN|7|nsubj ,|,|PUNCT|5|punct an|an|DET|5|det Afghan|Afghan|PROPN|2|appos|NORP "
        ",|,|PUNCT|5|punct fled|flee|VERB|0|root"
    )
    cast = Cast(doc, seed(doc))
    (one,) = cast.resolve(word(doc, "smuggler"), create=True)
    assert cast.resolve(word(doc, "Afghan"), create=True) == (one,) and not cast.is_named(one)


def test_the_two_companies_are_the_only_two_that_were_named() -> None:
    doc = tree(
        "Oram|Oram|PROPN|3|nsubj|ORG Bank|Bank|PROPN|1|flat|ORG sued|sue|VERB|0|root Kesta|Kesta|PROPN|3|obj|ORG "
        "Airlines|Airlines|PROPN|4|flat|ORG",
        "The|the|DET|3|det two|two|NUM|3|nummod companies|company|NOUN|4|nsubj lied|lie|VERB|0|root",
    )
    cast = Cast(doc, seed(doc))
    both = (*cast.resolve(word(doc, "Oram")), *cast.resolve(word(doc, "Kesta")))
    assert len(both) == 2 and set(cast.resolve(word(doc, "companies"), create=True)) == set(both)


def test_credit_of_a_picture_is_nobody_and_a_footnote_mark_no_part_of_a_name() -> None:
    doc = tree(
        "Oram/|Oram/|PROPN|4|nsubj|ORG Ilse|Ilse|PROPN|1|flat|ORG Draven|Draven|PROPN|1|flat|ORG left|leave|VERB|0|root",
        "Rui|Rui|PROPN|3|nsubj|PERSON Reis[12|Reis[12|PROPN|1|flat|PERSON left|leave|VERB|0|root",
    )
    assert clean(doc, 0, 3, "ORG") == []
    assert [n.text for n in clean(doc, 4, 6, "PERSON")] == ["Rui Reis"]
