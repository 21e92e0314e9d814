"""Who answers an accusation, and how, read off trees that are written out by hand."""

from __future__ import annotations

import pytest
from trees import analysed, tree

ACCUSED = (
    "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root that||SCONJ|5|mark Dorvan||PROPN|5|nsubj|PERSON "
    "beat||VERB|2|ccomp prisoners|prisoner|NOUN|5|obj"
)
LAWYER = (
    "Dorvan||PROPN|3|nmod:poss|PERSON 's||PART|1|case lawyer||NOUN|4|nsubj declined|decline|VERB|0|root "
    "to||PART|6|mark comment||VERB|4|xcomp"
)
REPRESENTS = (
    "Draven||PROPN|7|nsubj|PERSON ,||PUNCT|4|punct who||PRON|4|nsubj represents|represent|VERB|1|acl:relcl "
    "Dorvan||PROPN|4|obj|PERSON ,||PUNCT|1|punct called|call|VERB|0|root the||DET|9|det charges|charge|NOUN|7|obj "
    "baseless||ADJ|7|xcomp"
)
OWN = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root I|i|PRON|6|nsubj have||AUX|6|aux never||ADV|6|advmod "
    "beaten|beat|VERB|2|ccomp anybody||PRON|6|obj"
)
ELSEWHERE = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root I|i|PRON|6|nsubj have||AUX|6|aux never||ADV|6|advmod "
    "visited|visit|VERB|2|ccomp museums|museum|NOUN|6|obj"
)
LYING = "Dorvan||PROPN|2|nsubj|PERSON accused|accuse|VERB|0|root Kestrel||PROPN|2|obj|ORG of||SCONJ|5|mark lying|lie|VERB|2|advcl"
LOOTING = (
    "Dorvan||PROPN|2|nsubj|PERSON accused|accuse|VERB|0|root Kestrel||PROPN|2|obj|ORG of||SCONJ|5|mark "
    "looting|loot|VERB|2|advcl the||DET|7|det town||NOUN|5|obj"
)
STRANGER = (
    "Draven||PROPN|2|nsubj|PERSON denied|deny|VERB|0|root that||SCONJ|5|mark he||PRON|5|nsubj visited|visit|VERB|2|ccomp "
    "museums|museum|NOUN|5|obj"
)
REPLY = (
    "Dorvan||PROPN|2|nsubj|PERSON insisted|insist|VERB|0|root that||SCONJ|7|mark he||PRON|7|nsubj was|be|AUX|7|cop "
    "at||ADP|7|case home||NOUN|2|ccomp"
)
NOUN = "The|the|DET|2|det claim||NOUN|3|nsubj drew|draw|VERB|0|root angry||ADJ|5|amod denials|denial|NOUN|3|obj"
ASKED = (
    "If|if|SCONJ|4|mark Dorvan||PROPN|4|nsubj|PERSON ever||ADV|4|advmod confesses|confess|VERB|6|advcl he||PRON|6|nsubj "
    "leaves|leave|VERB|0|root"
)
INABILITY = (
    "Dorvan||PROPN|2|nsubj|PERSON showed|show|VERB|0|root an||DET|4|det inability||NOUN|2|obj to||PART|6|mark "
    "accept||VERB|4|acl responsibility||NOUN|6|obj"
)


def replies(*sentences: str) -> list[tuple[str, str]]:
    """Kind and words of the answers to the allegation that Dorvan beat prisoners."""
    doc = tree(*sentences)
    analysis = analysed(doc)
    (found,) = [a for a in analysis.allegations if "beat prisoners" in a.act.text]
    return [(r.kind, r.of(doc.text)) for r in found.responses]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (LAWYER, "no_comment", "Dorvan 's lawyer declined to comment"),
        (REPRESENTS, "denial", "called the charges baseless"),
        (OWN, "denial", "I have never beaten anybody"),
        (LYING, "rejection", "accused Kestrel of lying"),
        (REPLY, "rejection", "Dorvan insisted that he was at home"),
        (NOUN, "denial", "drew angry denials"),
    ],
    ids=["lawyer", "who represents him", "his own words", "turned back on the accuser", "in reply", "a noun"],
)
def test_answers(answer: str, kind: str, words: str) -> None:
    ((found, said),) = replies(ACCUSED, answer)
    assert found == kind
    assert words in said


@pytest.mark.parametrize(
    "sentence",
    [ELSEWHERE, LOOTING, STRANGER, ASKED, INABILITY],
    ids=["of another matter", "accuses of another matter", "denied by a stranger", "a condition", "not done"],
)
def test_what_is_no_answer(sentence: str) -> None:
    assert replies(ACCUSED, sentence) == []


def test_words_in_reply_answer_only_what_stands_before() -> None:
    assert replies(REPLY, ACCUSED) == []
