"""Harmful events and charges in their rarer forms: who the doer is, and what is no act; trees that are written out by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import analysed, tree

from briefing.analysis.act import Act
from briefing.analysis.acts import Finder
from briefing.language.lemmas import Lemmas


def acts(doc: Doc) -> list[Act]:
    return Finder(doc, lambda head: head.text in {"Wolfpack"}, lambda head: False).find()


FOUND = {
    "a person who bears a tie": (
        "A|a|DET|2|det supporter|supporter|NOUN|3|nsubj detonated|detonate|VERB|0|root a|a|DET|5|det bomb|bomb|NOUN|3|obj",
        "detonated",
        ["supporter"],
    ),
    "a measure of victims": (
        "Rebels|rebel|NOUN|2|nsubj seized|seize|VERB|0|root hundreds|hundred|NOUN|2|obj of|of|ADP|5|case "
        "hostages|hostage|NOUN|3|nmod",
        "seized",
        ["Rebels"],
    ),
    "a bare number of victims": (
        "Wolfpack||PROPN|2|nsubj|ORG wounded|wound|VERB|0|root 264|264|NUM|2|obj",
        "wounded",
        ["Wolfpack"],
    ),
    "a doer hung on the victim": (
        "The|the|DET|2|det killing|killing|NOUN|8|nsubj of|of|ADP|5|case nine|nine|NUM|5|nummod villagers|villager|NOUN|2|nmod "
        "by|by|ADP|7|case soldiers|soldier|NOUN|5|nmod shocked|shock|VERB|0|root doctors|doctor|NOUN|8|obj",
        "killing",
        ["soldiers"],
    ),
    "whose weapons they are": (
        "Velmoran||ADJ|2|amod|NORP tanks|tank|NOUN|3|nsubj shelled|shell|VERB|0|root a|a|DET|5|det market|market|NOUN|3|obj",
        "shelled",
        ["Velmoran"],
    ),
    "a suspect in a deed": (
        "Doctors|doctor|NOUN|2|nsubj saw|see|VERB|0|root a|a|DET|4|det suspect|suspect|NOUN|2|obj in|in|ADP|7|case the|the|DET|7|det "
        "bombing|bombing|NOUN|4|nmod",
        "bombing",
        ["suspect"],
    ),
    "in the case of": (
        "Orben||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass indicted|indict|VERB|0|root in|in|ADP|6|case the|the|DET|6|det "
        "case|case|NOUN|3|obl of|of|ADP|9|case the|the|DET|9|det assassination|assassination|NOUN|6|nmod",
        "assassination",
        ["Orben"],
    ),
    "the work of": (
        "The|the|DET|2|det bombing|bombing|NOUN|5|nsubj was|be|AUX|5|cop the|the|DET|5|det work|work|NOUN|0|root of|of|ADP|7|case "
        "Wolfpack||PROPN|5|nmod|ORG",
        "bombing",
        ["Wolfpack"],
    ),
    "the hallmarks of": (
        "The|the|DET|2|det bombing|bombing|NOUN|3|nsubj bore|bear|VERB|0|root the|the|DET|5|det hallmarks|hallmark|NOUN|3|obj "
        "of|of|ADP|7|case Wolfpack||PROPN|5|nmod|ORG",
        "bombing",
        ["Wolfpack"],
    ),
    "on the run": (
        "Orben||PROPN|5|nsubj|PERSON is|be|AUX|5|cop on|on|ADP|5|case the|the|DET|5|det run|run|NOUN|0|root",
        "run",
        ["Orben"],
    ),
    "under investigation": (
        "Orben||PROPN|4|nsubj|PERSON is|be|AUX|4|cop under|under|ADP|4|case investigation|investigation|NOUN|0|root for|for|ADP|6|case "
        "fraud|fraud|NOUN|4|nmod",
        "fraud",
        ["Orben"],
    ),
    "what charges include": (
        "The|the|DET|2|det charges|charge|NOUN|5|nsubj against|against|ADP|4|case Orben||PROPN|2|nmod|PERSON include|include|VERB|0|root "
        "bribery|bribery|NOUN|5|obj",
        "bribery",
        ["Orben"],
    ),
    "a plea to charges": (
        "Orben||PROPN|2|nsubj|PERSON pleaded|plead|VERB|0|root guilty|guilty|ADJ|2|xcomp to|to|ADP|5|case charges|charge|NOUN|3|obl "
        "of|of|ADP|7|case bribery|bribery|NOUN|5|nmod",
        "bribery",
        ["Orben"],
    ),
    "along with": (
        "Orben||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass tried|try|VERB|0|root along|along|ADP|6|case with|with|ADP|6|case "
        "Draven||PROPN|3|obl|PERSON for|for|ADP|8|case bribery|bribery|NOUN|3|obl",
        "bribery",
        ["Orben", "Draven"],
    ),
    "sanctions on": (
        "Kesh||PROPN|2|nsubj|ORG imposed|impose|VERB|0|root sanctions|sanction|NOUN|2|obj on|on|ADP|5|case Orben||PROPN|3|nmod|PERSON "
        "for|for|ADP|7|case bribery|bribery|NOUN|3|nmod",
        "bribery",
        ["Orben"],
    ),
    "arrests of the press": (
        "Police|police|NOUN|2|nsubj detained|detain|VERB|0|root three|three|NUM|4|nummod journalists|journalist|NOUN|2|obj",
        "detained",
        ["Police"],
    ),
    "secrets given away": (
        "The|the|DET|2|det clerk|clerk|NOUN|3|nsubj leaked|leak|VERB|0|root classified|classified|ADJ|5|amod "
        "documents|document|NOUN|3|obj",
        "leaked",
        ["clerk"],
    ),
    "goods destroyed": (
        "The|the|DET|2|det guards|guard|NOUN|3|nsubj destroyed|destroy|VERB|0|root the|the|DET|5|det cameras|camera|NOUN|3|obj",
        "destroyed",
        ["guards"],
    ),
    "a wrong by its adjective": (
        "The|the|DET|2|det bank|bank|NOUN|3|nsubj engaged|engage|VERB|0|root in|in|ADP|7|case the|the|DET|7|det illegal|illegal|ADJ|7|amod "
        "printing|printing|NOUN|3|obl of|of|ADP|9|case notes|note|NOUN|7|nmod",
        "printing",
        ["bank"],
    ),
}


@pytest.mark.parametrize(("sentence", "trigger", "accused"), FOUND.values(), ids=FOUND)
def test_families(sentence: str, trigger: str, accused: list[str]) -> None:
    found = [(a.trigger.text, [t.text for t in a.accused]) for a in acts(tree(sentence))]
    assert (trigger, accused) in found


QUIET = {
    "an arrest with its charge is against the arrested": (
        "Police|police|NOUN|2|nsubj detained|detain|VERB|0|root three|three|NUM|4|nummod journalists|journalist|NOUN|2|obj "
        "for|for|ADP|6|case fraud|fraud|NOUN|2|obl",
        "Police",
    ),
    "police who raid do their work": (
        "Police|police|NOUN|2|nsubj raided|raid|VERB|0|root the|the|DET|4|det school|school|NOUN|2|obj",
        "Police",
    ),
    "to throw away is not to throw": (
        "Friends|friend|NOUN|2|nsubj threw|throw|VERB|0|root the|the|DET|4|det grenade|grenade|NOUN|2|obj away|away|ADV|2|advmod",
        "Friends",
    ),
    "who was hit": (
        "The|the|DET|2|det trooper|trooper|NOUN|6|nsubj hit|hit|VERB|2|acl on|on|ADP|5|case roads|road|NOUN|3|obl "
        "recovered|recover|VERB|0|root",
        "trooper",
    ),
}


@pytest.mark.parametrize(("sentence", "innocent"), QUIET.values(), ids=QUIET)
def test_what_is_held_against_nobody(sentence: str, innocent: str) -> None:
    assert innocent not in {t.text for a in acts(tree(sentence)) for t in a.accused}


def test_short_stems_keep_their_e() -> None:
    doc = tree("Rebels||NOUN|2|nsubj waged||VERB|0|root war||NOUN|2|obj and||CCONJ|5|cc wagged||VERB|2|conj")
    assert [t.lemma_ for t in Lemmas(doc.vocab)(doc)] == ["rebel", "wage", "war", "and", "wag"]


def test_the_two_are_the_only_two_who_were_named() -> None:
    found = analysed(
        tree(
            "Orben||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass sacked|sack|VERB|0|root .|.|PUNCT|3|punct",
            "Doctors|doctor|NOUN|2|nsubj saw|see|VERB|0|root Draven||PROPN|2|obj|PERSON .|.|PUNCT|2|punct",
            "The|the|DET|4|det two|two|NUM|4|nummod former|former|ADJ|4|amod ministers|minister|NOUN|6|nsubj:pass are|be|AUX|6|aux:pass "
            "accused|accuse|VERB|0|root of|of|ADP|8|case fraud|fraud|NOUN|6|obl .|.|PUNCT|6|punct",
        )
    )
    names = {a.id: a.name for a in found.actors}
    assert [{names[i] for i in a.accused} for a in found.allegations] == [{"Orben", "Draven"}]


def test_a_verdict_counts_in_the_outlets_own_voice() -> None:
    found = analysed(
        tree(
            "Orben||PROPN|3|nmod:poss|PERSON 's|'s|PART|1|case cowardice|cowardice|NOUN|4|nsubj surprised|surprise|VERB|0|root "
            "doctors|doctor|NOUN|4|obj .|.|PUNCT|4|punct"
        )
    )
    assert [a.chain[-1].label for a in found.allegations] == [a.chain[0].label for a in found.allegations] != []
