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


OWNED = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root I|i|PRON|4|nsubj regret||VERB|2|ccomp my||PRON|6|nmod:poss "
    "conduct||NOUN|4|obj"
)
RULES = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root he||PRON|4|nsubj followed|follow|VERB|2|ccomp the||DET|6|det "
    "rules|rule|NOUN|4|obj"
)
LAWFUL = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root it||PRON|6|nsubj was|be|AUX|6|cop plainly||ADV|6|advmod "
    "lawful||ADJ|2|ccomp"
)
SMEAR = "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root this||PRON|6|nsubj was|be|AUX|6|cop a||DET|6|det ploy||NOUN|2|ccomp"
RESPONDING = (
    "Dorvan||PROPN|6|nsubj|PERSON ,||PUNCT|3|punct responding|respond|VERB|6|advcl to||ADP|5|case Kestrel||PROPN|3|obl|ORG "
    "said|say|VERB|0|root he||PRON|9|nsubj was|be|AUX|9|cop ill||ADJ|6|ccomp"
)
PLEA = "Man||NOUN|2|nsubj pleads|plead|VERB|0|root not||PART|4|advmod guilty||ADJ|2|xcomp"
CLAIMED = "Draven||PROPN|2|nsubj|PERSON rejected|reject|VERB|0|root the||DET|4|det allegations|allegation|NOUN|2|obj"
WISH = "Dorvan||PROPN|2|nsubj|PERSON denied|deny|VERB|0|root bail||NOUN|2|obj"
RIGHTS = (
    "Dorvan||PROPN|2|nsubj|PERSON denied|deny|VERB|0|root prisoners|prisoner|NOUN|2|iobj their||PRON|5|nmod:poss "
    "meals|meal|NOUN|2|obj"
)
COURT = "The|the|DET|2|det court||NOUN|3|nsubj dismissed|dismiss|VERB|0|root all||DET|5|det charges|charge|NOUN|3|obj"
WITHHELD = "Dorvan||PROPN|2|nsubj|PERSON refused|refuse|VERB|0|root to||PART|4|mark accept||VERB|2|xcomp responsibility||NOUN|4|obj"
NO_PARTY = "Draven||PROPN|2|nsubj|PERSON protested|protest|VERB|0|root the||DET|4|det beating||NOUN|2|obj"
LAW_OF_OTHERS = "Draven||PROPN|2|nsubj|PERSON said|say|VERB|0|root this||PRON|6|nsubj was|be|AUX|6|cop a||DET|6|det ploy||NOUN|2|ccomp"

RESISTED = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root Kestrel||PROPN|5|nsubj|ORG had|have|AUX|5|aux "
    "resisted|resist|VERB|2|ccomp"
)
FLED = "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root the||DET|4|det cattle||NOUN|5|nsubj fled|flee|VERB|2|ccomp"
LIES_TO_VOTERS = "Dorvan||PROPN|3|nsubj|PERSON is|be|AUX|3|aux lying|lie|VERB|0|root to||ADP|5|case voters||NOUN|3|obl"
SACKED = "Dorvan||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass dismissed|dismiss|VERB|0|root in||ADP|5|case May||PROPN|3|obl"


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
        (OWNED, "admission", "I regret my conduct"),
        (RULES, "rejection", "he followed the rules"),
        (LAWFUL, "rejection", "it was plainly lawful"),
        (SMEAR, "rejection", "this was a ploy"),
        (RESPONDING, "rejection", "said he was ill"),
        (CLAIMED, "rejection", "Draven rejected the allegations"),
        (RESISTED, "rejection", "Kestrel had resisted"),
    ],
    ids=[
        "lawyer",
        "who represents him",
        "his own words",
        "turned back on the accuser",
        "in reply",
        "a noun",
        "owns up",
        "did as he should",
        "what the deed is called",
        "what the charge is called",
        "responding",
        "the allegations just told",
        "what the accuser did",
    ],
)
def test_answers(answer: str, kind: str, words: str) -> None:
    ((found, said),) = replies(ACCUSED, answer)
    assert found == kind
    assert words in said


@pytest.mark.parametrize(
    "sentence",
    [
        FLED,
        SACKED,
        LIES_TO_VOTERS,
        ELSEWHERE,
        LOOTING,
        STRANGER,
        ASKED,
        INABILITY,
        WISH,
        RIGHTS,
        COURT,
        WITHHELD,
        NO_PARTY,
        LAW_OF_OTHERS,
    ],
    ids=[
        "what no victim did",
        "dismissed from his post",
        "lying, not lies",
        "of another matter",
        "accuses of another matter",
        "denied by a stranger",
        "a condition",
        "not done",
        "denies a wish",
        "denies somebody something",
        "a court",
        "refused",
        "a protest",
        "in another's mouth",
    ],
)
def test_what_is_no_answer(sentence: str) -> None:
    assert replies(ACCUSED, sentence) == []


def test_words_in_reply_answer_only_what_stands_before() -> None:
    assert replies(REPLY, ACCUSED) == []


def test_a_lawyer_speaks_for_his_client_wherever_he_speaks() -> None:
    asked = "Draven||PROPN|2|nsubj|PERSON declined|decline|VERB|0|root to||PART|4|mark comment||VERB|2|xcomp"
    assert [k for k, _ in replies(ACCUSED, REPRESENTS, asked)] == ["denial", "no_comment"]
    assert replies(ACCUSED, asked) == []


def test_a_plea_in_the_headline_answers_the_first_charge() -> None:
    assert [k for k, _ in replies(PLEA, ACCUSED)] == ["denial"]


def test_people_of_the_same_description_answer_for_each_other() -> None:
    rebels = (
        "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root that||SCONJ|5|mark rebels|rebel|NOUN|5|nsubj beat||VERB|2|ccomp "
        "prisoners|prisoner|NOUN|5|obj"
    )
    officials = (
        "Rebel|rebel|NOUN|2|compound officials|official|NOUN|3|nsubj denied|deny|VERB|0|root involvement||NOUN|3|obj"
    )
    assert [k for k, _ in replies(rebels, officials)] == ["denial"]
    assert replies(rebels, officials.replace("Rebel|rebel", "Harbour|harbour")) == []


ANOTHER = (
    "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root that||SCONJ|5|mark Dorvan||PROPN|5|nsubj|PERSON "
    "looted|loot|VERB|2|ccomp the||DET|7|det market||NOUN|5|obj"
)


def test_who_denies_that_denies_what_was_stated_last() -> None:
    denies = "Dorvan||PROPN|2|nsubj|PERSON denies|deny|VERB|0|root that||PRON|2|obj"
    assert [k for k, _ in replies(ANOTHER, ACCUSED, denies)] == ["denial"]
    assert replies(ACCUSED, ANOTHER, denies) == []


def test_silence_on_one_charge_is_silence_on_all() -> None:
    filler = "Nothing||PRON|2|nsubj happened|happen|VERB|0|root in||ADP|4|case May||PROPN|2|obl"
    silent = "Dorvan||PROPN|2|nsubj|PERSON declined|decline|VERB|0|root to||PART|4|mark comment||VERB|2|xcomp"
    assert [k for k, _ in replies(ACCUSED, *[filler] * 40, ANOTHER, silent)] == ["no_comment"]


def test_calls_for_help_are_not_declined_but_neglected() -> None:
    unanswered = (
        "Dorvan||PROPN|2|nsubj|PERSON failed|fail|VERB|0|root to||PART|4|mark answer||VERB|2|xcomp "
        "distress||NOUN|6|compound calls|call|NOUN|4|obj"
    )
    assert replies(ACCUSED, unanswered) == []
    assert [k for k, _ in replies(ACCUSED, unanswered.replace("distress", "several"))] == ["not_reached"]
    assert [a.act.category for a in analysed(tree(unanswered)).allegations] == ["negligence"]


COMPANY = (
    "Kestrel||PROPN|2|nsubj|PERSON said|say|VERB|0|root that||SCONJ|6|mark the||DET|6|det Harborline||PROPN|6|compound|ORG "
    "company||NOUN|7|nsubj|ORG beat||VERB|2|ccomp prisoners|prisoner|NOUN|7|obj"
)
SPOKESWOMAN = (
    "A|a|DET|2|det spokeswoman||NOUN|3|nsubj declined|decline|VERB|0|root to||PART|5|mark comment||VERB|3|xcomp"
)
FILLER = "Nothing||PRON|2|nsubj happened|happen|VERB|0|root in||ADP|4|case May||PROPN|2|obl"


@pytest.mark.parametrize(
    ("sentences", "kinds"),
    [
        ((COMPANY, *[FILLER] * 20, SPOKESWOMAN), ["no_comment"]),
        ((COMPANY, *[FILLER] * 90, SPOKESWOMAN), []),
        ((ACCUSED, *[FILLER] * 20, SPOKESWOMAN), []),
    ],
    ids=["a body", "a body long ago", "a person"],
)
def test_a_spokeswoman_of_nobody_named_speaks_for_the_accused_body(
    sentences: tuple[str, ...], kinds: list[str]
) -> None:
    assert [k for k, _ in replies(*sentences)] == kinds


def test_a_lawyer_who_speaks_of_him_speaks_for_him() -> None:
    proper = (
        "Dorvan||PROPN|3|nmod:poss|PERSON 's||PART|1|case lawyer||NOUN|4|nsubj said|say|VERB|0|root he||PRON|7|nsubj "
        "had|have|AUX|7|aux acted|act|VERB|4|ccomp properly||ADV|7|advmod"
    )
    assert [k for k, _ in replies(ACCUSED, proper)] == ["denial"]
