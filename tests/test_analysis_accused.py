"""Who is accused: several under one noun, epithets, predicates, charges with their matter, doers behind `emanating`."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import analysed, tree

from briefing.analysis.act import Act
from briefing.analysis.acts import Finder


def acts(doc: Doc) -> list[Act]:
    return Finder(doc, lambda head: head.text in {"Wolfpack"}, lambda head: False).find()


FOUND = {
    "whatever is told with allegedly": (
        "The|the|DET|2|det clerks|clerk|NOUN|4|nsubj allegedly|allegedly|ADV|4|advmod took|take|VERB|0|root files|file|NOUN|4|obj",
        "took",
        ["clerks"],
    ),
    "indicted on a matter of charges": (
        "Draven||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass indicted|indict|VERB|0|root on|on|ADP|6|case "
        "obstruction|obstruction|NOUN|6|compound charges|charge|NOUN|3|obl",
        "charges",
        ["Draven"],
    ),
    "called by what they do": (
        "The|the|DET|3|det invading|invade|VERB|3|amod army|army|NOUN|4|nsubj reached|reach|VERB|0|root Osten||PROPN|4|obj|LOC",
        "invading",
        ["army"],
    ),
    "where a deed comes from": (
        "Envoys|envoy|NOUN|2|nsubj discussed|discuss|VERB|0|root terrorism|terrorism|NOUN|2|obj emanating|emanate|VERB|2|advcl "
        "from|from|ADP|6|case Velmora||PROPN|4|obl|ORG",
        "terrorism",
        ["Velmora"],
    ),
    "the accused as the gerund's object": (
        "Monitors|monitor|NOUN|2|nsubj accused|accuse|VERB|0|root Velmora||PROPN|5|obj|ORG of|of|SCONJ|5|mark beating|beat|VERB|2|advcl "
        "prisoners|prisoner|NOUN|5|obj",
        "beating",
        ["Velmora"],
    ),
    "one of those who": (
        "Orsin||PROPN|3|nsubj|PERSON was|be|AUX|3|cop one|one|NUM|0|root of|of|ADP|6|case the|the|DET|6|det men|man|NOUN|3|nmod "
        "who|who|PRON|8|nsubj robbed|rob|VERB|6|acl:relcl the|the|DET|10|det bank|bank|NOUN|8|obj",
        "robbed",
        ["Orsin"],
    ),
}


@pytest.mark.parametrize(("sentence", "trigger", "accused"), FOUND.values(), ids=FOUND)
def test_families(sentence: str, trigger: str, accused: list[str]) -> None:
    assert (trigger, accused) in [(a.trigger.text, [t.text for t in a.accused]) for a in acts(tree(sentence))]


FOUND |= {
    "a name hung beside its title": (
        "The|the|DET|3|det convicted|convicted|ADJ|3|amod trafficker||NOUN|5|nsubj Orsin||PROPN|5|nsubj|PERSON fled|flee|VERB|0|root",
        "trafficker",
        ["Orsin"],
    ),
    "a participle that is its clause's verb": (
        "Police|police|NOUN|2|nsubj tortured|torture|VERB|3|amod prisoners|prisoner|NOUN|0|root",
        "tortured",
        ["Police"],
    ),
    "a doer hung on the verb of speech": (
        "He|he|PRON|2|nsubj spoke|speak|VERB|0|root of|of|ADP|4|case intimidation|intimidation|NOUN|2|obl by|by|ADP|7|case "
        "the|the|DET|7|det party|party|NOUN|2|obl",
        "intimidation",
        ["party"],
    ),
    "who lets others do it, and they": (
        "Velmora||PROPN|2|nsubj|ORG let|let|VERB|0|root militias|militia|NOUN|2|obj burn|burn|VERB|2|xcomp villages|village|NOUN|4|obj",
        "burn",
        ["militias"],
    ),
    "who tells others to do it": (
        "Draven||PROPN|2|nsubj|PERSON told|tell|VERB|0|root officers|officer|NOUN|2|obj to|to|PART|5|mark beat|beat|VERB|2|xcomp "
        "protesters|protester|NOUN|5|obj",
        "told",
        ["Draven"],
    ),
    "who stands by": (
        "Police|police|NOUN|2|nsubj stood|stand|VERB|0|root by|by|ADP|2|compound:prt as|as|SCONJ|6|mark rebels|rebel|NOUN|6|nsubj "
        "beat|beat|VERB|2|advcl two|two|NUM|8|nummod men|man|NOUN|6|obj",
        "stood",
        ["Police"],
    ),
    "who gives what is improper": (
        "Papers|paper|NOUN|2|nsubj show|show|VERB|0|root improper|improper|ADJ|4|amod payments|payment|NOUN|2|obj from|from|ADP|7|case "
        "the|the|DET|7|det bank|bank|NOUN|4|nmod",
        "payments",
        ["bank"],
    ),
    "where fraud is alleged": (
        "He|he|PRON|2|nsubj read|read|VERB|0|root allegations|allegation|NOUN|2|obj of|of|ADP|5|case fraud|fraud|NOUN|3|nmod "
        "at|at|ADP|7|case Velmora||PROPN|5|nmod|ORG",
        "fraud",
        ["Velmora"],
    ),
    "reports that somebody denies": (
        "Velmora||PROPN|2|nsubj|ORG denied|deny|VERB|0|root reports|report|NOUN|2|obj about|about|ADP|6|case an|an|DET|6|det "
        "assault|assault|NOUN|3|nmod",
        "assault",
        ["Velmora"],
    ),
}

QUIET = {
    "neighbours who look on": (
        "Neighbours|neighbour|NOUN|2|nsubj looked|look|VERB|0|root on|on|ADP|2|compound:prt as|as|SCONJ|6|mark "
        "women|woman|NOUN|6|nsubj sang|sing|VERB|2|advcl"
    ),
    "reports that nobody denies": (
        "Velmora||PROPN|2|nsubj|ORG read|read|VERB|0|root reports|report|NOUN|2|obj about|about|ADP|6|case an|an|DET|6|det "
        "assault|assault|NOUN|3|nmod"
    ),
    "what comes from a bank and is no gift": (
        "Clerks|clerk|NOUN|2|nsubj read|read|VERB|0|root illegal|illegal|ADJ|4|amod copies|copy|NOUN|2|obj from|from|ADP|7|case "
        "the|the|DET|7|det bank|bank|NOUN|4|nmod"
    ),
    "what allegedly befell somebody": "She|she|PRON|3|nsubj allegedly|allegedly|ADV|3|advmod died|die|VERB|0|root",
    "what somebody allegedly said": (
        "Orsin||PROPN|3|nsubj|PERSON allegedly|allegedly|ADV|3|advmod said|say|VERB|0|root goodbye|goodbye|NOUN|3|obj"
    ),
    "charges that say nothing": (
        "Orsin||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass arrested|arrest|VERB|0|root on|on|ADP|6|case two|two|NUM|6|nummod "
        "charges|charge|NOUN|3|obl"
    ),
    "things called by what they do": (
        "The|the|DET|3|det invading|invade|VERB|3|amod weeds|weed|NOUN|4|nsubj spread|spread|VERB|0|root"
    ),
}


@pytest.mark.parametrize("sentence", QUIET.values(), ids=QUIET)
def test_what_is_held_against_nobody(sentence: str) -> None:
    assert not acts(tree(sentence))


def accused(*sentences: str) -> list[set[str]]:
    found = analysed(tree(*sentences))
    names = {a.id: a.name for a in found.actors}
    return [{names[i] for i in a.accused} for a in found.allegations]


SERIES = (
    "Envoys|envoy|NOUN|2|nsubj left|leave|VERB|0|root Iran||PROPN|2|obj|LOC ,|,|PUNCT|5|punct Iraq||PROPN|3|conj|LOC "
    "and|and|CCONJ|7|cc {}||PROPN|3|conj|LOC .|.|PUNCT|2|punct"
)
THREE = (
    "The|the|DET|3|det three|three|NUM|3|nummod countries|country|NOUN|5|nsubj:pass are|be|AUX|5|aux:pass accused|accuse|VERB|0|root "
    "of|of|ADP|7|case torture|torture|NOUN|5|obl .|.|PUNCT|5|punct"
)


def test_a_number_counts_the_series_before() -> None:
    assert accused(SERIES.format("Syria"), THREE) == [{"Iran", "Iraq", "Syria"}]
    assert {"Iran", "Iraq"} not in accused(SERIES.format("Syria"), THREE.replace("three|three", "four|four"))


BROTHERS = (
    "Prosecutors|prosecutor|NOUN|2|nsubj named|name|VERB|0|root Ilo||PROPN|2|obj|PERSON Orsin||PROPN|3|flat|PERSON .|.|PUNCT|2|punct",
    "Ado||PROPN|3|nsubj|PERSON {}||PROPN|1|flat|PERSON fled|flee|VERB|0|root .|.|PUNCT|3|punct",
    "The|the|DET|2|det brothers|brother|NOUN|4|nsubj:pass are|be|AUX|4|aux:pass accused|accuse|VERB|0|root of|of|ADP|6|case "
    "fraud|fraud|NOUN|4|obl .|.|PUNCT|4|punct",
)


def test_brothers_bear_one_family_name() -> None:
    first, second, third = BROTHERS
    assert accused(first, second.format("Orsin"), third) == [{"Ilo Orsin", "Ado Orsin"}]
    assert {"Ilo Orsin", "Ado Veld"} not in accused(first, second.format("Veld"), third)


def test_suspects_are_the_family_spoken_of_before() -> None:
    first, second, third = BROTHERS
    waited = third.replace(
        "accused|accuse|VERB|0|root of|of|ADP|6|case fraud|fraud|NOUN|4|obl",
        "known|know|VERB|0|root well|well|ADV|4|advmod",
    )
    charged = third.replace("brothers|brother", "suspects|suspect")
    waited = waited.replace(".|.|PUNCT|4|punct", "here|here|ADV|4|advmod .|.|PUNCT|4|punct")
    assert accused(first, second.format("Orsin"), waited, charged) == [{"Ilo Orsin", "Ado Orsin"}]


def test_an_accusation_that_names_no_deed_gives_way_to_one_that_does() -> None:
    bare = "Teachers|teacher|NOUN|2|nsubj accuse|accuse|VERB|0|root Draven||PROPN|2|obj|PERSON"
    full = (
        "The|the|DET|2|det mayor|mayor|NOUN|3|nsubj accused|accuse|VERB|0|root Draven||PROPN|3|obj|PERSON of|of|ADP|6|case "
        "fraud|fraud|NOUN|3|obl .|.|PUNCT|3|punct"
    )
    assert len(analysed(tree(bare, full)).allegations) == 1
    assert len(analysed(tree(bare)).allegations) == 1


def test_companions_do_what_their_party_does() -> None:
    (act,) = acts(
        tree(
            "The|the|DET|2|det army|army|NOUN|7|nsubj ,|,|PUNCT|2|punct along|along|ADP|6|case with|with|ADP|6|case "
            "Velmora||PROPN|2|nmod|ORG burned|burn|VERB|0|root the|the|DET|9|det village|village|NOUN|7|obj"
        )
    )
    assert [t.text for t in act.accused] == ["army", "Velmora"]


def test_who_is_said_to_be_a_sponsor_is_accused_and_not_whom_he_sponsors() -> None:
    (act,) = acts(
        tree(
            "Velmora||PROPN|4|nsubj|ORG is|be|AUX|4|cop a|a|DET|4|det sponsor|sponsor|NOUN|0|root of|of|ADP|6|case "
            "terrorists|terrorist|NOUN|4|nmod"
        )
    )
    assert [t.text for t in act.accused] == ["Velmora"]


LISTED = (
    "The|the|DET|3|det two|two|NUM|3|nummod clerks|clerk|NOUN|9|nsubj ,|,|PUNCT|5|punct Ilo||PROPN|3|appos|PERSON and|and|CCONJ|7|cc "
    "Ado||PROPN|5|conj|PERSON ,|,|PUNCT|3|punct robbed|rob|VERB|0|root the|the|DET|11|det bank|bank|NOUN|9|obj .|.|PUNCT|9|punct"
)


def test_all_names_of_an_apposition_are_accused() -> None:
    assert accused(LISTED) == [{"Ilo", "Ado"}]


def test_several_counts_are_several_charges_of_one_accused() -> None:
    found = acts(
        tree(
            "Draven||PROPN|2|nsubj|PERSON faces|face|VERB|0|root a|a|DET|4|det count|count|NOUN|2|obj of|of|ADP|6|case "
            "fraud|fraud|NOUN|4|nmod and|and|CCONJ|8|cc counts|count|NOUN|4|conj of|of|ADP|10|case perjury|perjury|NOUN|8|nmod"
        )
    )
    assert [[t.text for t in a.accused] for a in found] == [["Draven"], ["Draven"]]


DENIED = (
    "Draven||PROPN|3|nsubj|PERSON has|have|AUX|3|aux denied|deny|VERB|0|root beating|beat|VERB|3|xcomp "
    "prisoners|prisoner|NOUN|4|obj .|.|PUNCT|3|punct"
)
CHARGED = (
    "The|the|DET|2|det mayor|mayor|NOUN|3|nsubj accused|accuse|VERB|0|root Draven||PROPN|3|obj|PERSON of|of|ADP|6|case "
    "fraud|fraud|NOUN|3|obl .|.|PUNCT|3|punct"
)


def test_a_denial_shows_what_one_is_charged_with_where_nothing_else_does() -> None:
    (found,) = analysed(tree(DENIED)).allegations
    assert [r.kind for r in found.responses] == ["denial"]
    assert len(analysed(tree(DENIED, CHARGED)).allegations) == 1
    assert not analysed(tree(DENIED.replace("has|have|AUX|3|aux", "never|never|ADV|3|advmod"))).allegations


def test_a_charge_beats_nobody() -> None:
    assert not acts(
        tree("The|the|DET|2|det charges|charge|NOUN|3|nsubj hurt|hurt|VERB|0|root workers|worker|NOUN|3|obj")
    )


HUNG = (
    "Some|some|PRON|2|nsubj blamed|blame|VERB|0|root the|the|DET|4|det attack|attack|NOUN|2|obj on|on|ADP|6|case "
    "Velmora||PROPN|4|nmod|ORG"
)


def test_blame_finds_its_phrase_behind_the_deed() -> None:
    assert [t.text for a in acts(tree(HUNG)) if a.accusation for t in a.accused] == ["Velmora"]


FRIEND = (
    "A|a|DET|2|det friend|friend|NOUN|9|nsubj:pass of|of|ADP|4|case accused|accuse|VERB|2|nmod Kesh|Kesh|PROPN|6|compound|ORG "
    "bomber|bomber|NOUN|7|nmod Orsin||PROPN|2|appos|PERSON was|be|AUX|9|aux:pass indicted|indict|VERB|0|root on|on|ADP|12|case "
    "fraud|fraud|NOUN|12|compound charges|charge|NOUN|9|obl .|.|PUNCT|9|punct"
)


def test_a_friend_of_the_accused_is_not_the_accused() -> None:
    found = analysed(tree(FRIEND))
    names = {a.id: a.name for a in found.actors}
    (fraud,) = (a for a in found.allegations if "fraud" in a.act.text)
    assert "Orsin" not in {names[i] for i in fraud.accused}


def test_a_name_in_front_of_a_doer_is_what_was_attacked() -> None:
    sentence = (
        "He|he|PRON|2|nsubj met|meet|VERB|0|root the|the|DET|7|det accused|accused|ADJ|7|amod Kesh|Kesh|PROPN|7|compound|ORG "
        "Marathon||PROPN|5|flat|ORG bombers|bomber|NOUN|2|obj"
    )
    assert not acts(tree(sentence))
    assert [t.text for a in acts(tree(sentence + " Orsin||PROPN|7|flat|PERSON")) for t in a.accused] == ["Orsin"]
