"""Who has done what to whom, read off trees that are written out by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import tree, word

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.acts import Finder


def acts(doc: Doc) -> list[Act]:
    return Finder(doc, lambda head: head.text in {"Wolfpack"}, lambda head: False).find()


def told(act: Act) -> tuple[str, list[str], list[str]]:
    return act.trigger.text, [t.text for t in act.accused], [t.text for t in act.others]


ACTIVE = "Soldiers|soldier|NOUN|2|nsubj looted|loot|VERB|0|root the|the|DET|4|det market|market|NOUN|2|obj"
PASSIVE = (
    "The|the|DET|2|det market|market|NOUN|4|nsubj:pass was|be|AUX|4|aux:pass looted|loot|VERB|0|root "
    "by|by|ADP|6|case soldiers|soldier|NOUN|4|obl:agent"
)
RELATIVE = (
    "Soldiers|soldier|NOUN|5|nsubj who|who|PRON|3|nsubj murdered|murder|VERB|1|acl:relcl villagers|villager|NOUN|3|obj "
    "left|leave|VERB|0|root"
)
ACCUSED = (
    "Ardenia||PROPN|2|nsubj|LOC accused|accuse|VERB|0|root Velmora||PROPN|2|obj|LOC of|of|SCONJ|5|mark "
    "shelling|shell|VERB|2|advcl the|the|DET|7|det town|town|NOUN|5|obj"
)
CHARGED = (
    "The|the|DET|2|det director|director|NOUN|4|nsubj:pass was|be|AUX|4|aux:pass charged|charge|VERB|0|root "
    "with|with|ADP|6|case fraud|fraud|NOUN|4|obl"
)
NOMINAL = (
    "The|the|DET|3|det Velmoran||ADJ|3|amod|NORP bombing|bombing|NOUN|7|nsubj of|of|ADP|6|case the|the|DET|6|det "
    "hospital|hospital|NOUN|3|nmod shocked|shock|VERB|0|root doctors|doctor|NOUN|7|obj"
)
PLACE = "The|the|DET|3|det Kesh||PROPN|3|compound|LOC bombing|bombing|NOUN|4|nsubj shocked|shock|VERB|0|root"
TIES = (
    "The|the|DET|2|det report|report|NOUN|3|nsubj exposed|expose|VERB|0|root Velmora||PROPN|6|nmod:poss|LOC 's|'s|PART|4|case "
    "links|link|NOUN|3|obj with|with|ADP|8|case Wolfpack||PROPN|6|nmod|ORG"
)
RESPONSIBLE = (
    "Wolfpack||PROPN|3|nsubj|ORG is|be|AUX|3|cop responsible|responsible|ADJ|0|root for|for|ADP|6|case the|the|DET|6|det "
    "massacre|massacre|NOUN|3|obl"
)
OMISSION = (
    "The|the|DET|2|det ministry|ministry|NOUN|5|nsubj did|do|AUX|5|aux not|not|PART|5|advmod investigate|investigate|VERB|0|root "
    "the|the|DET|7|det deaths|death|NOUN|5|obj"
)
SERIES = (
    "The|the|DET|2|det army|army|NOUN|3|nsubj launched|launch|VERB|0|root a|a|DET|5|det series|series|NOUN|3|obj of|of|ADP|7|case "
    "raids|raid|NOUN|5|nmod on|on|ADP|9|case villages|village|NOUN|7|nmod"
)
CLAIMED = (
    "The|the|DET|2|det bombing|bombing|NOUN|4|nsubj:pass was|be|AUX|4|aux:pass claimed|claim|VERB|0|root by|by|ADP|6|case "
    "Wolfpack||PROPN|4|obl:agent|ORG"
)
ON_CHARGES = (
    "Police|police|NOUN|2|nsubj arrested|arrest|VERB|0|root the|the|DET|4|det trader|trader|NOUN|2|obj on|on|ADP|6|case "
    "charges|charge|NOUN|2|obl of|of|ADP|8|case fraud|fraud|NOUN|6|nmod"
)
DENIED = (
    "The|the|DET|2|det bank|bank|NOUN|3|nsubj denied|deny|VERB|0|root allegations|allegation|NOUN|3|obj of|of|ADP|6|case "
    "fraud|fraud|NOUN|4|nmod"
)
WITHOUT = (
    "The|the|DET|2|det ministry|ministry|NOUN|3|nsubj sold|sell|VERB|0|root the|the|DET|5|det land|land|NOUN|3|obj "
    "without|without|SCONJ|7|mark consulting|consult|VERB|3|advcl residents|resident|NOUN|7|obj"
)
NO_STEPS = (
    "The|the|DET|2|det ministry|ministry|NOUN|3|nsubj took|take|VERB|0|root no|no|DET|5|det steps|step|NOUN|3|obj "
    "to|to|PART|7|mark warn|warn|VERB|5|acl residents|resident|NOUN|7|obj"
)
MANNER = (
    "The|the|DET|2|det firm|firm|NOUN|4|nsubj illegally|illegally|ADV|4|advmod logged|log|VERB|0|root the|the|DET|6|det "
    "reserve|reserve|NOUN|4|obj"
)
LACK = "The|the|DET|2|det ministry|ministry|NOUN|3|nsubj lacks|lack|VERB|0|root transparency|transparency|NOUN|3|obj"
ANGUISH = "The|the|DET|2|det ministry|ministry|NOUN|3|nsubj caused|cause|VERB|0|root anguish|anguish|NOUN|3|obj"
HELD = "Militants|militant|NOUN|2|nsubj held|hold|VERB|0|root two|two|NUM|4|nummod nurses|nurse|NOUN|2|obj"


@pytest.mark.parametrize(
    ("sentence", "trigger", "accused"),
    [
        (ACTIVE, "looted", ["Soldiers"]),
        (PASSIVE, "looted", ["soldiers"]),
        (RELATIVE, "murdered", ["Soldiers"]),
        (NOMINAL, "bombing", ["Velmoran"]),
        (TIES, "links", ["Velmora"]),
        (RESPONSIBLE, "responsible", ["Wolfpack"]),
        (OMISSION, "investigate", ["ministry"]),
        (SERIES, "raids", ["army"]),
        (CLAIMED, "bombing", ["Wolfpack"]),
        (ON_CHARGES, "fraud", ["trader"]),
        (DENIED, "fraud", ["bank"]),
        (WITHOUT, "consulting", ["ministry"]),
        (NO_STEPS, "took", ["ministry"]),
        (MANNER, "logged", ["firm"]),
        (LACK, "lacks", ["ministry"]),
        (ANGUISH, "caused", ["ministry"]),
        (HELD, "held", ["Militants"]),
    ],
    ids=[
        "active",
        "passive",
        "relative",
        "nominal",
        "ties",
        "responsible",
        "omission",
        "series",
        "claimed",
        "on charges",
        "denied",
        "without",
        "no steps",
        "manner",
        "lack",
        "harm",
        "armed group",
    ],
)
def test_families(sentence: str, trigger: str, accused: list[str]) -> None:
    assert (trigger, accused) in [told(a)[:2] for a in acts(tree(sentence))]


def test_accusation_names_accuser_accused_and_act() -> None:
    (act,) = acts(tree(ACCUSED))
    assert told(act)[:2] == ("shelling", ["Velmora"])
    assert act.accuser is not None
    assert act.accuser.text == "Ardenia"
    assert act.hedge is None


def test_passive_accusation_without_accuser_is_hedged() -> None:
    (act,) = acts(tree(CHARGED))
    assert told(act)[:2] == ("fraud", ["director"])
    assert act.accuser is None
    assert act.hedge is not None
    assert act.hedge.text == "was charged"


def test_the_place_of_an_act_is_not_its_doer() -> None:
    assert acts(tree(PLACE)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "They|they|PRON|2|nsubj killed|kill|VERB|0|root time|time|NOUN|2|obj ?|?|PUNCT|2|punct",
        "Soldiers|soldier|NOUN|3|nsubj will|will|AUX|3|aux loot|loot|VERB|0|root the|the|DET|5|det market|market|NOUN|3|obj",
        "If|if|SCONJ|3|mark soldiers|soldier|NOUN|3|nsubj loot|loot|VERB|5|advcl people|people|NOUN|5|nsubj flee|flee|VERB|0|root",
        "Soldiers|soldier|NOUN|4|nsubj were|be|AUX|4|aux to|to|PART|4|mark loot|loot|VERB|0|root the|the|DET|6|det town|town|NOUN|4|obj",
        "If|if|SCONJ|3|mark there||PRON|3|expl is|be|VERB|8|advcl a||DET|5|det band||NOUN|3|nsubj that||PRON|7|nsubj "
        "loots|loot|VERB|5|acl:relcl flee||VERB|0|root",
        "This||PRON|4|nsubj does|do|AUX|4|aux not||PART|4|advmod mean||VERB|0|root that||SCONJ|7|mark soldiers|soldier|NOUN|7|nsubj "
        "looted|loot|VERB|4|ccomp town||NOUN|7|obj",
    ],
    ids=["question", "forecast", "condition", "arrangement", "a band under if", "what is not meant"],
)
def test_what_is_not_said_to_have_happened(sentence: str) -> None:
    doc = tree(sentence)
    assert all(g.is_unreal(a.trigger) for a in acts(doc))
    assert any(g.is_unreal(t) for t in doc if t.pos_ == "VERB")


def test_agents_of_a_passive_and_subjects_of_an_infinitive() -> None:
    assert [t.text for t in g.agents(word(tree(PASSIVE), "looted"))] == ["soldiers"]
    doc = tree(
        "The|the|DET|2|det court|court|NOUN|3|nsubj ordered|order|VERB|0|root officers|officer|NOUN|3|obj to|to|PART|6|mark "
        "kill|kill|VERB|3|xcomp him|he|PRON|6|obj"
    )
    assert [t.text for t in g.subjects(word(doc, "kill"))] == ["officers"]


def test_a_shared_subject_reaches_the_second_verb() -> None:
    doc = tree("Guards|guard|NOUN|2|nsubj slept|sleep|VERB|0|root and|and|CCONJ|4|cc lied|lie|VERB|2|conj")
    assert [t.text for t in g.agents(word(doc, "lied"))] == ["Guards"]


EVENT = (
    "Gunmen|gunman|NOUN|2|nsubj attacked|attack|VERB|0|root the|the|DET|4|det market|market|NOUN|2|obj",
    "The|the|DET|2|det attack|attack|NOUN|3|nsubj killed|kill|VERB|0|root nine|nine|NUM|5|nummod traders|trader|NOUN|3|obj",
)
SHOT = (
    "Gunmen|gunman|NOUN|2|nsubj stormed|storm|VERB|0|root the|the|DET|4|det farm|farm|NOUN|2|obj",
    "Two|two|NUM|2|nummod workers|worker|NOUN|4|nsubj:pass were|be|AUX|4|aux:pass shot|shoot|VERB|0|root",
)


@pytest.mark.parametrize(("sentences", "trigger"), [(EVENT, "killed"), (SHOT, "shot")], ids=["event", "passive"])
def test_doer_who_stands_in_another_sentence(sentences: tuple[str, str], trigger: str) -> None:
    assert (trigger, ["Gunmen"]) in [told(a)[:2] for a in acts(tree(*sentences))]
    assert acts(tree(sentences[1])) == []


QUIET = [
    "The|the|DET|2|det court|court|NOUN|3|nsubj blocked|block|VERB|0|root the|the|DET|5|det ministry|ministry|NOUN|3|obj",
    "The|the|DET|2|det senator|senator|NOUN|3|nsubj attacked|attack|VERB|0|root loopholes|loophole|NOUN|3|obj",
    "Nurses|nurse|NOUN|2|nsubj held|hold|VERB|0|root two|two|NUM|4|nummod children|child|NOUN|2|obj",
    "The|the|DET|2|det mayor|mayor|NOUN|5|nsubj was|be|AUX|5|aux:pass also|also|ADV|5|advmod supported|support|VERB|0|root "
    "by|by|ADP|7|case voters|voter|NOUN|5|obl:agent",
]


QUIET += [
    "Guards|guard|NOUN|2|nsubj refrained|refrain|VERB|0|root from||SCONJ|4|mark beating|beat|VERB|2|advcl prisoners|prisoner|NOUN|4|obj",
    "The|the|DET|2|det senator|senator|NOUN|3|nsubj attacked|attack|VERB|0|root Orsin||PROPN|3|obj|PERSON ,||PUNCT|6|punct "
    "saying|say|VERB|3|advcl he||PRON|8|nsubj slept|sleep|VERB|6|ccomp",
    "The|the|DET|2|det senator|senator|NOUN|3|nsubj hit|hit|VERB|0|root Orsin||PROPN|3|obj|PERSON on|on|ADP|7|case his|he|PRON|7|nmod:poss "
    "record|record|NOUN|3|obl",
    "Farmers|farmer|NOUN|2|nsubj slaughtered|slaughter|VERB|0|root two|two|NUM|4|nummod goats|goat|NOUN|2|obj",
]


@pytest.mark.parametrize(
    "sentence", QUIET, ids=["court", "words", "hold", "support", "kept from", "saying", "record", "goats"]
)
def test_words_that_blame_only_in_company(sentence: str) -> None:
    assert acts(tree(sentence)) == []


def test_forecasts_are_not_stated_and_what_may_be_going_on_is() -> None:
    could = tree("Velmora||PROPN|3|nsubj|LOC could|could|AUX|3|aux strike|strike|VERB|0|root Kesh||PROPN|3|obj|LOC")
    hiding = tree(
        "Velmora||PROPN|4|nsubj|LOC may|may|AUX|4|aux be|be|AUX|4|aux hiding|hide|VERB|0|root bombs|bomb|NOUN|4|obj"
    )
    assert g.is_unreal(word(could, "strike"))
    assert not g.is_unreal(word(hiding, "hiding"))
