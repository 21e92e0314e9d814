"""What a party is reproached with where no word names a wrong by itself."""

from __future__ import annotations

import pytest
from trees import tree

from briefing.analysis import grammar as g
from briefing.analysis.acts import Finder

DAM = "The|the|DET|2|det ministry|ministry|NOUN|3|nsubj "
MAYOR = "The|the|DET|2|det mayor|mayor|NOUN|"
PRETEXT = DAM + (
    "used|use|VERB|0|root the|the|DET|5|det flood|flood|NOUN|3|obj as|as|ADP|8|case an|an|DET|8|det excuse|excuse|NOUN|3|obl "
    "to|to|PART|10|mark delay|delay|VERB|8|acl the|the|DET|12|det vote|vote|NOUN|10|obj"
)
TREATED = DAM + "treated|treat|VERB|0|root farmers|farmer|NOUN|3|obj like|like|ADP|6|case criminals|criminal|NOUN|3|obl"
PRIORITY = DAM + "puts|put|VERB|0|root profit|profit|NOUN|3|obj before|before|ADP|6|case safety|safety|NOUN|3|obl"
INDIFFERENT = MAYOR + (
    "5|nsubj does|do|AUX|5|aux not|not|PART|5|advmod care|care|VERB|0|root about|about|ADP|7|case tenants|tenant|NOUN|5|obl"
)
RULE = MAYOR + "5|nmod:poss 's|'s|PART|2|case brutal|brutal|ADJ|5|amod rule|rule|NOUN|6|nsubj lasted|last|VERB|0|root"
SPREAD = DAM + "spread|spread|VERB|0|root divisive|divisive|ADJ|5|amod rhetoric|rhetoric|NOUN|3|obj"
BELIEVED = (
    "Police|police|NOUN|2|nsubj seek|seek|VERB|0|root a|a|DET|4|det man|man|NOUN|2|obj believed|believe|VERB|4|acl to|to|PART|8|mark "
    "be|be|AUX|8|cop responsible|responsible|ADJ|5|xcomp for|for|ADP|11|case the|the|DET|11|det massacre|massacre|NOUN|8|obl"
)
ONES = (
    "Owners|owner|NOUN|4|nsubj are|be|AUX|4|cop the|the|DET|4|det ones|one|NOUN|0|root trying|try|VERB|4|acl to|to|PART|7|mark "
    "intimidate|intimidate|VERB|5|xcomp tenants|tenant|NOUN|7|obj"
)
CAUGHT = (
    "Inspectors|inspector|NOUN|2|nsubj caught|catch|VERB|0|root the|the|DET|4|det clerk|clerk|NOUN|2|obj "
    "smuggling|smuggle|VERB|2|xcomp cocaine|cocaine|NOUN|5|obj"
)
DIVIDED = MAYOR + "3|nsubj divided|divide|VERB|0|root the|the|DET|5|det country|country|NOUN|3|obj"
WANTS = DAM + (
    "wants|want|VERB|0|root to|to|PART|5|mark destroy|destroy|VERB|3|xcomp the|the|DET|7|det union|union|NOUN|5|obj"
)
PURPOSE = DAM + (
    "used|use|VERB|0|root the|the|DET|5|det law|law|NOUN|3|obj to|to|PART|7|mark intimidate|intimidate|VERB|3|advcl "
    "tenants|tenant|NOUN|7|obj"
)
TITLE = "Draven||PROPN|5|nsubj|PERSON ,|,|PUNCT|4|punct the|the|DET|4|det swindler|swindler|NOUN|1|appos left|leave|VERB|0|root"
CHARGES = (
    "Allegations|allegation|NOUN|4|nsubj against|against|ADP|3|case Draven||PROPN|1|nmod|PERSON grew|grow|VERB|0|root"
)
AS = (
    "Kesh||PROPN|2|nsubj|ORG dismissed|dismiss|VERB|0|root the|the|DET|4|det auditor|auditor|NOUN|2|obj as|as|ADP|6|mark "
    "negligent|negligent|ADJ|2|advcl"
)


def found(sentence: str) -> list[tuple[str, list[str]]]:
    known = {"ministry", "mayor", "Kesh", "auditor"}
    acts = Finder(tree(sentence), lambda head: False, lambda head: head.text in known).find()
    return [(a.trigger.text, [t.text for t in a.accused]) for a in acts]


@pytest.mark.parametrize(
    ("sentence", "trigger", "accused"),
    [
        (PRETEXT, "excuse", "ministry"),
        (TREATED, "treated", "ministry"),
        (PRIORITY, "puts", "ministry"),
        (INDIFFERENT, "care", "mayor"),
        (RULE, "rule", "mayor"),
        (SPREAD, "spread", "ministry"),
        (DIVIDED, "divided", "mayor"),
        (WANTS, "destroy", "ministry"),
        (PURPOSE, "intimidate", "ministry"),
        (TITLE, "swindler", "Draven"),
        (CHARGES, "Allegations", "Draven"),
        (BELIEVED, "responsible", "man"),
        (ONES, "intimidate", "Owners"),
        (CAUGHT, "smuggling", "clerk"),
        (AS, "negligent", "auditor"),
    ],
)
def test_reproaches(sentence: str, trigger: str, accused: str) -> None:
    assert (trigger, [accused]) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        PRETEXT.replace("excuse|excuse", "example|example"),
        TREATED.replace("criminals|criminal", "guests|guest"),
        PRIORITY.replace("profit|profit", "safety|safety"),
        INDIFFERENT.replace("not|not|PART", "much|much|ADV"),
        RULE.replace("brutal|brutal", "long|long"),
        SPREAD.replace("divisive|divisive", "careful|careful"),
        DIVIDED.replace("country|country", "cake|cake"),
        WANTS.replace("destroy|destroy", "join|join"),
    ],
)
def test_the_same_words_in_other_company_reproach_nobody(sentence: str) -> None:
    assert found(sentence) == []


def test_verdicts_count_only_as_a_source_s_word() -> None:
    acts = Finder(tree(SPREAD), lambda head: False, lambda head: True).find()
    assert [a.opinion for a in acts] == [True]
    acts = Finder(tree(RULE), lambda head: False, lambda head: True).find()
    assert [a.opinion for a in acts] == [False]


BOATS = (
    "Rebels|rebel|NOUN|2|nsubj launched|launch|VERB|0|root boats|boat|NOUN|2|obj to|to|PART|5|mark ambush|ambush|VERB|2|advcl "
    "a|a|DET|7|det ferry|ferry|NOUN|5|obj"
)
ONLY = (
    "The|the|DET|2|det mayor|mayor|NOUN|5|nsubj not|not|PART|5|advmod only|only|ADV|5|advmod divided|divide|VERB|0|root "
    "the|the|DET|7|det country|country|NOUN|5|obj"
)
AS_IF = (
    "It|it|PRON|2|expl appears|appear|VERB|0|root as|as|SCONJ|7|mark if|if|SCONJ|7|mark the|the|DET|6|det mayor|mayor|NOUN|7|nsubj "
    "misled|mislead|VERB|2|advcl tenants|tenant|NOUN|7|obj"
)
WILLING = (
    "The|the|DET|2|det willingness|willingness|NOUN|9|nsubj of|of|ADP|5|case the|the|DET|5|det mayor|mayor|NOUN|2|nmod to|to|PART|7|mark "
    "deceive|deceive|VERB|2|acl tenants|tenant|NOUN|7|obj grew|grow|VERB|0|root"
)
MISREAD = (
    "I|i|PRON|2|nsubj blame|blame|VERB|0|root Draven||PROPN|2|compound|PERSON for|for|ADP|6|case the|the|DET|6|det "
    "deaths|death|NOUN|2|obl"
)
CASED = (
    "Kesh||PROPN|2|nsubj|ORG accused|accuse|VERB|0|root Draven||PROPN|2|obj|PERSON of|of|ADP|5|case "
    "discrimination|discrimination|NOUN|2|obj"
)
DENOUNCED = (
    "Kesh||PROPN|2|nsubj|ORG denounced|denounce|VERB|0|root Draven||PROPN|2|obj|PERSON for|for|SCONJ|5|mark using|use|VERB|2|advcl "
    "the|the|DET|7|det term|term|NOUN|5|obj"
)
PLEADED = "Draven||PROPN|2|nsubj|PERSON pleaded|plead|VERB|0|root guilty|guilty|ADJ|2|xcomp to|to|ADP|5|case desertion|desertion|NOUN|3|obl"


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        (BOATS, "Rebels"),
        (ONLY, "mayor"),
        (AS_IF, "mayor"),
        (WILLING, "willingness"),  # led to the mayor where parties are resolved
        (MISREAD, "Draven"),
        (CASED, "Draven"),
        (DENOUNCED, "Draven"),
        (PLEADED, "Draven"),
    ],
)
def test_who_is_accused_however_the_clause_runs(sentence: str, accused: str) -> None:
    assert accused in [a for _, accused_ in found(sentence) for a in accused_]


def test_who_pleads_not_guilty_admits_nothing() -> None:
    words = PLEADED.replace("guilty|guilty|ADJ|2|xcomp", "not|not|PART|4|advmod guilty|guilty|ADJ|2|xcomp")
    words = words.replace("|ADP|5|case desertion|desertion|NOUN|3|", "|ADP|6|case desertion|desertion|NOUN|4|")
    assert not [
        a for a in Finder(tree(words), lambda head: False, lambda head: True).find() if a.accusation is not None
    ]


def test_not_only_and_as_if_deny_nothing() -> None:
    for words, verb in ((ONLY, "divided"), (AS_IF, "misled")):
        token = next(t for t in tree(words) if t.text == verb)
        assert not g.is_negated(token)
        assert not g.is_unreal(token)
