"""What is held against boards, firms, offices and candidates: late, idle, careless, in the way, several deeds in one charge."""

from __future__ import annotations

import pytest
from trees import tree

from briefing.analysis.act import Act
from briefing.analysis.acts import Finder
from briefing.analysis.forms import accusers
from briefing.analysis.kinds import kinds
from briefing.analysis.report import Report

FIRM = "Oram||PROPN|2|nsubj|ORG "
LATE = FIRM + (
    "waited|wait|VERB|0|root nine|nine|NUM|4|nummod days|day|NOUN|2|obl before|before|SCONJ|7|mark it|it|PRON|7|nsubj "
    "told|tell|VERB|2|advcl customers|customer|NOUN|7|obj"
)
OPEN = FIRM + "left|leave|VERB|0|root the|the|DET|4|det server|server|NOUN|2|obj unpatched|unpatched|ADJ|2|xcomp"
WITHOUT = FIRM + (
    "left|leave|VERB|0|root the|the|DET|4|det server|server|NOUN|2|obj without|without|ADP|6|case updates|update|NOUN|2|obl"
)
KEPT = (
    "Police|police|NOUN|2|nsubj prevented|prevent|VERB|0|root observers|observer|NOUN|2|obj from|from|SCONJ|5|mark "
    "entering|enter|VERB|2|advcl the|the|DET|7|det hall|hall|NOUN|5|obj"
)
WAY = FIRM + "acted|act|VERB|0|root irresponsibly|irresponsibly|ADV|2|advmod"
SLACK = FIRM + (
    "posts|post|VERB|0|root lists|list|NOUN|2|obj with|with|ADP|6|case little|little|ADJ|6|amod regard|regard|NOUN|2|obl "
    "for|for|ADP|8|case privacy|privacy|NOUN|6|nmod"
)
FIRST = FIRM + ("places|place|VERB|0|root sales|sale|NOUN|2|obj above|above|ADP|5|case patients|patient|NOUN|2|obl")
NOTED = FIRM + (
    "took|take|VERB|0|root note|note|NOUN|2|obj of|of|ADP|5|case it|it|PRON|3|nmod and|and|CCONJ|7|cc did|do|VERB|2|conj "
    "nothing|nothing|PRON|7|obj"
)
ORDERED = (
    "Draven||PROPN|2|nsubj|PERSON told|tell|VERB|0|root clerks|clerk|NOUN|2|obj to|to|PART|5|mark falsify|falsify|VERB|2|xcomp "
    "records|record|NOUN|5|obj"
)
FILED = (
    "Dorvan||PROPN|2|nsubj|ORG filed|file|VERB|0|root a|a|DET|4|det complaint|complaint|NOUN|2|obj against|against|ADP|6|case "
    "Oram||PROPN|2|obl|ORG for|for|ADP|8|case fraud|fraud|NOUN|2|obl"
)
LODGED = (
    "Dorvan||PROPN|2|nsubj|ORG filed|file|VERB|0|root a|a|DET|4|det complaint|complaint|NOUN|2|obj against|against|ADP|6|case "
    "Oram||PROPN|4|nmod|ORG for|for|ADP|8|case fraud|fraud|NOUN|4|nmod"
)
OPENED = (
    "Police|police|NOUN|2|nsubj opened|open|VERB|0|root an|an|DET|4|det inquiry|inquiry|NOUN|2|obj into|into|ADP|6|case "
    "Draven||PROPN|2|obl|PERSON over|over|ADP|8|case fraud|fraud|NOUN|2|obl"
)
FEW = FIRM + (
    "posts|post|VERB|0|root lists|list|NOUN|2|obj with|with|ADP|5|case few|few|ADJ|6|nmod safeguards|safeguard|NOUN|2|obl"
)
BEHIND = (
    "Aides|aide|NOUN|2|nsubj alleged|allege|VERB|0|root that|that|SCONJ|8|mark Velmora||PROPN|8|nsubj|LOC was|be|AUX|8|cop "
    "behind|behind|ADP|8|case the|the|DET|8|det release|release|NOUN|2|ccomp"
)
OWNED = "Draven||PROPN|2|nsubj|PERSON admitted|admit|VERB|0|root keeping|keep|VERB|2|xcomp two|two|NUM|5|nummod books|book|NOUN|3|obj"
INQUIRY = (
    "Police|police|NOUN|2|nsubj opened|open|VERB|0|root an|an|DET|4|det inquiry|inquiry|NOUN|2|obj into|into|ADP|6|case "
    "Draven||PROPN|4|nmod|PERSON for|for|ADP|9|case his|he|PRON|9|nmod:poss role|role|NOUN|4|nmod in|in|ADP|11|case "
    "fraud|fraud|NOUN|9|nmod"
)
BOTH = (
    "Dorvan||PROPN|2|nsubj|ORG accused|accuse|VERB|0|root Oram||PROPN|2|obj|ORG of|of|SCONJ|5|mark inventing|invent|VERB|2|advcl "
    "customers|customer|NOUN|5|obj and|and|CCONJ|9|cc of|of|SCONJ|9|mark paying|pay|VERB|5|conj clerks|clerk|NOUN|9|obj"
)


def acts(sentence: str) -> list[Act]:
    return Finder(tree(sentence), lambda head: False, lambda head: head.text == "Oram").find()


@pytest.mark.parametrize(
    ("sentence", "trigger", "accused"),
    [
        (LATE, "waited", "Oram"),
        (OPEN, "left", "Oram"),
        (WITHOUT, "left", "Oram"),
        (KEPT, "prevented", "Police"),
        (WAY, "acted", "Oram"),
        (SLACK, "posts", "Oram"),
        (FIRST, "places", "Oram"),
        (NOTED, "did", "Oram"),
        (FILED, "fraud", "Oram"),
        (LODGED, "fraud", "Oram"),
        (OPENED, "fraud", "Draven"),
        (FEW, "posts", "Oram"),
        (WAY.replace("ADV|2|advmod", "ADJ|2|xcomp"), "acted", "Oram"),
        (BEHIND, "release", "Velmora"),
        (OWNED, "keeping", "Draven"),
        (INQUIRY, "role", "Draven"),
    ],
)
def test_families(sentence: str, trigger: str, accused: str) -> None:
    assert [(a.trigger.text, [t.text for t in a.accused]) for a in acts(sentence)] == [(trigger, [accused])]


@pytest.mark.parametrize(
    "sentence",
    [
        LATE.replace("told|tell", "painted|paint"),
        LATE.replace("told|tell", "learned|learn"),
        WITHOUT.replace("server|server", "meeting|meeting").replace("updates|update", "comment|comment"),
        OPEN.replace("unpatched|unpatched", "open|open"),
        KEPT.replace("observers|observer", "robbers|robber"),
        WAY.replace("irresponsibly|irresponsibly", "quickly|quickly"),
        SLACK.replace("little|little", "great|great"),
        FIRST.replace("patients|patient", "rents|rent"),
        NOTED.replace("note|note", "tea|tea"),
        OWNED.replace("keeping|keep", "feeling|feel"),
        INQUIRY.replace("fraud|fraud", "chess|chess"),
    ],
)
def test_the_same_words_in_other_company_blame_nobody(sentence: str) -> None:
    assert acts(sentence) == []


def test_several_deeds_of_one_charge_are_several() -> None:
    assert [(a.trigger.text, a.span.text) for a in acts(BOTH)] == [
        ("inventing", "accused Oram of inventing customers"),
        ("paying", "paying clerks"),
    ]


def test_each_deed_of_a_charge_has_its_own_category() -> None:
    hid = BOTH.replace("paying|pay", "hiding|hide").replace("clerks|clerk", "losses|loss")
    assert [a.category for a in acts(hid)] == ["other", "deceit"]


def test_whoever_accuses_says_so() -> None:
    found = acts(BOTH)
    accused = found[0].trigger.doc[1]
    report = Report(frozenset({accused.i}), {3}, None, None)
    assert [(r.source and r.source.text, r.spoken) for r in accusers([report], found)] == [("Dorvan", True)]


def test_what_somebody_is_told_to_do_is_not_done_yet() -> None:
    for told in (ORDERED, ORDERED.replace("clerk|NOUN|2|obj", "clerk|NOUN|2|iobj")):
        assert "falsify" not in [a.trigger.text for a in acts(told)]


def test_a_charge_that_the_clause_only_answers_is_none() -> None:
    sentence = (
        "Pell||PROPN|2|nsubj|PERSON repeats|repeat|VERB|0|root accusations|accusation|NOUN|2|obj that|that|SCONJ|6|mark "
        "Oram||PROPN|6|nsubj|ORG answered|answer|VERB|3|acl"
    )
    assert acts(sentence) == []


def test_a_company_by_its_trade_and_what_it_does_in_it() -> None:
    evidence = kinds().of_noun(("payments", "processor"))
    assert evidence is not None and evidence.kind == "company"
    assert kinds().of_noun(("word", "processor")) is None
