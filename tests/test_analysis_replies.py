"""Replies in words of their own: what a charge is called, yes and no, another account of the thing, who speaks for nobody named.

Each case has a neighbour that is no reply to the allegation.
"""

from __future__ import annotations

import pytest
from trees import analysed, tree

from briefing.schema import Allegation

BEAT = (
    "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root that||SCONJ|5|mark Dorvan||PROPN|5|nsubj|PERSON "
    "beat||VERB|2|ccomp prisoners|prisoner|NOUN|5|obj"
)
FILLER = "Nothing||PRON|2|nsubj happened|happen|VERB|0|root in||ADP|4|case May||PROPN|2|obl"


def found(*sentences: str, deed: str = "beat prisoners") -> Allegation:
    """The allegation of the deed."""
    (allegation,) = [a for a in analysed(tree(*sentences)).allegations if deed in a.act.text]
    return allegation


def kinds(*sentences: str, deed: str = "beat prisoners") -> list[str]:
    """Kinds of the answers to the allegation of the deed."""
    return [r.kind for r in found(*sentences, deed=deed).responses]


def called(verb: str, thing: str, verdict: str, relation: str = "xcomp") -> str:
    """Dorvan calls a thing something."""
    case = "as||ADP|7|case" if relation == "obl" else "a||DET|7|det"
    return (
        f"Dorvan||PROPN|2|nsubj|PERSON {verb}||VERB|0|root the||DET|4|det {thing}||NOUN|2|obj {case} "
        f"plain||ADJ|7|amod {verdict}||NOUN|2|{relation}"
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (called("call", "report", "fiction"), ["denial"]),
        (called("dismiss", "study", "vendetta", "obl"), ["rejection"]),
        (called("call", "report", "triumph"), []),
        (called("call", "weather", "fiction"), []),
        (called("call", "report", "fiction").replace("Dorvan", "Draven"), []),
        (
            "Dorvan||PROPN|2|nsubj|PERSON branded|brand|VERB|0|root the||DET|4|det claims|claim|NOUN|2|obj lies|lie|NOUN|2|obj",
            ["denial"],
        ),
        ("Dorvan||PROPN|2|nsubj|PERSON dismissed|dismiss|VERB|0|root the||DET|4|det study||NOUN|2|obj", ["rejection"]),
        ("Dorvan||PROPN|2|nsubj|PERSON dismissed|dismiss|VERB|0|root the||DET|4|det driver||NOUN|2|obj", []),
        ("Dorvan||PROPN|2|nsubj|PERSON defended|defend|VERB|0|root his||PRON|4|nmod:poss conduct||NOUN|2|obj", ["rejection"]),
        ("Dorvan||PROPN|2|nsubj|PERSON defended|defend|VERB|0|root his||PRON|4|nmod:poss title||NOUN|2|obj", []),
        ("Dorvan||PROPN|2|nsubj|PERSON had|have|VERB|0|root no||DET|5|det immediate||ADJ|5|amod comment||NOUN|2|obj", ["no_comment"]),
        ("Dorvan||PROPN|2|nsubj|PERSON had|have|VERB|0|root no||DET|5|det immediate||ADJ|5|amod success||NOUN|2|obj", []),
    ],
    ids=[
        "fiction", "a vendetta", "a triumph", "no charge", "by a stranger", "two objects", "a study", "a driver", "his conduct",
        "his title", "no comment", "no success",
    ],
)  # fmt: skip
def test_what_a_charge_is_called(sentence: str, expected: list[str]) -> None:
    assert kinds(BEAT, sentence) == expected


def asked(verb: str, thing: str, relation: str) -> str:
    """Somebody asked Dorvan whether he had done something."""
    return (
        f"Draven||PROPN|2|nsubj|PERSON asked|ask|VERB|0|root whether||SCONJ|6|mark he||PRON|6|nsubj had|have|AUX|6|aux "
        f"{verb}||VERB|2|ccomp {thing}||NOUN|6|{relation}"
    )


def said(*words: str) -> str:
    """Dorvan replied with a word or two between marks."""
    last = len(words) + 4
    inside = " ".join(f"{w}||INTJ|{last}|discourse" for w in words)
    return f'"_||PUNCT|2|punct {inside} ,_||PUNCT|2|punct "||PUNCT|2|punct replied|reply|VERB|0|root Dorvan||PROPN|{last}|nsubj|PERSON'


@pytest.mark.parametrize(
    ("question", "reply", "expected"),
    [
        (asked("beat", "prisoners", "obj"), said("Yes", "sir"), ["admission"]),
        (asked("beat", "prisoners", "obj"), said("No", "never"), ["denial"]),
        (asked("sleep", "well", "obl"), said("No", "never"), []),
        (asked("sleep", "well", "obl"), said("Yes", "sir"), []),
        (FILLER, said("Yes", "sir"), []),
    ],
    ids=["yes", "never", "not asked of a deed", "yes to something else", "nothing asked"],
)
def test_the_sense_of_yes_and_no_lies_in_the_question(question: str, reply: str, expected: list[str]) -> None:
    assert [k for k in kinds(BEAT, question, reply) if k in {"admission", "denial"}] == expected


def test_who_says_yes_to_a_plea_has_pleaded_so() -> None:
    plea = (
        "Draven||PROPN|2|nsubj|PERSON asked|ask|VERB|0|root whether||SCONJ|5|mark he||PRON|5|nsubj pleaded|plead|VERB|2|ccomp "
        "not||PART|5|advmod guilty||ADJ|5|xcomp"
    )
    assert "admission" not in kinds(BEAT, plea, said("Yes", "sir"))
    assert "denial" in kinds(BEAT, plea, said("Yes", "sir"))


STOLE = (
    "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root that||SCONJ|5|mark Dorvan||PROPN|5|nsubj|PERSON "
    "stole|steal|VERB|2|ccomp the||DET|7|det maize||NOUN|5|obj"
)


def account(thing: str, predicate: str, cop: str = "been|be") -> str:
    """Dorvan said the thing had been something."""
    return (
        f"Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root the||DET|4|det {thing}||NOUN|7|nsubj had|have|AUX|7|aux "
        f"{cop}|AUX|7|cop {predicate}|NOUN|2|ccomp"
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (account("maize", "relief|relief"), ["rejection"]),
        (account("harbour", "relief|relief"), []),
        (account("maize", "relief|relief").replace("Dorvan", "Draven"), []),
        (
            "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root no||DET|4|det maize||NOUN|6|nsubj:pass was|be|AUX|6|aux:pass "
            "taken|take|VERB|2|ccomp",
            ["denial"],
        ),
        (
            "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root no||DET|4|det ships|ship|NOUN|6|nsubj:pass were|be|AUX|6|aux:pass "
            "built|build|VERB|2|ccomp",
            [],
        ),
        ("Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root he||PRON|4|nsubj did|do|VERB|2|ccomp it||PRON|4|obj", ["admission"]),
        ("Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root he||PRON|4|nsubj did|do|VERB|2|ccomp well||ADV|4|advmod", []),
    ],
    ids=["of the thing", "of another thing", "by a stranger", "no maize", "no ships", "did it", "did well"],
)  # fmt: skip
def test_another_account_answers_what_is_told_of_the_thing(sentence: str, expected: list[str]) -> None:
    assert kinds(STOLE, sentence, deed="maize") == expected


def test_what_happened_is_no_account_of_it() -> None:
    raid = STOLE.replace("maize", "raid")
    assert "rejection" not in kinds(raid, account("raid", "tragedy|tragedy"), deed="raid")


CHARGED = (
    "Prosecutors|prosecutor|NOUN|2|nsubj charged|charge|VERB|0|root Dorvan||PROPN|2|obj|PERSON with||SCONJ|5|mark "
    "stealing|steal|VERB|2|advcl the||DET|7|det maize||NOUN|5|obj"
)
CONVICTED = "Dorvan||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass convicted|convict|VERB|0|root of||ADP|5|case fraud||NOUN|3|obl"
PLEADED = "Dorvan||PROPN|2|nsubj|PERSON pleaded|plead|VERB|0|root not||PART|2|advmod guilty||ADJ|2|xcomp"


def test_a_plea_answers_the_charge_and_no_conviction_for_another_crime() -> None:
    assert kinds(CHARGED, CONVICTED, PLEADED, deed="maize") == ["denial"]
    assert kinds(CHARGED, CONVICTED, PLEADED, deed="fraud") == []
    assert kinds(CONVICTED, PLEADED, deed="fraud") == ["denial"]


HARBORLINE = (
    "Kestrel||PROPN|2|nsubj|PERSON said|say|VERB|0|root that||SCONJ|6|mark the||DET|6|det Harborline||PROPN|6|compound|ORG "
    "bank||NOUN|7|nsubj|ORG beat||VERB|2|ccomp prisoners|prisoner|NOUN|7|obj"
)


def voice(kind: str) -> str:
    """A spokeswoman of some kind of body would not comment."""
    return (
        f"A|a|DET|3|det {kind}||NOUN|3|compound spokeswoman||NOUN|4|nsubj declined|decline|VERB|0|root "
        f"to||PART|6|mark comment||VERB|4|xcomp"
    )


CHIEF = (
    "Chief|chief|ADJ|2|amod Executive|executive|NOUN|3|compound Krel||PROPN|4|nsubj|PERSON declined|decline|VERB|0|root "
    "to||PART|6|mark comment||VERB|4|xcomp"
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (voice("company"), ["no_comment"]),
        (voice("bank"), ["no_comment"]),
        (voice("hospital"), []),
        (CHIEF, ["no_comment"]),
        (CHIEF.replace("Executive|executive", "Justice|justice"), []),
    ],
    ids=["a company", "a bank", "a hospital", "who runs it", "who does not"],
)
def test_who_speaks_for_a_body_that_is_not_named(sentence: str, expected: list[str]) -> None:
    between = [FILLER] * 20  # right behind an allegation anybody's silence is the accused one's
    assert kinds(HARBORLINE, *between, sentence) == expected
    assert kinds(BEAT, *between, sentence) == []  # a person has no spokeswoman of a company


def test_a_client_is_whom_the_charge_is_against() -> None:
    sorry = (
        "Rask||PROPN|2|nsubj|PERSON said|say|VERB|0|root his||PRON|4|nmod:poss client||NOUN|6|nsubj was|be|AUX|6|cop "
        "ashamed||ADJ|2|ccomp"
    )
    assert kinds(CHARGED, sorry, deed="maize") == ["admission"]
    assert kinds(CHARGED, sorry.replace("client", "cousin"), deed="maize") == []


def test_what_there_is_to_show_against_others_is_no_reply() -> None:
    shown = (
        "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root there||PRON|4|expl is|be|VERB|2|ccomp no||DET|6|det "
        "evidence||NOUN|4|nsubj that||SCONJ|9|mark Draven||PROPN|9|nsubj|PERSON slept|sleep|VERB|6|acl"
    )
    assert kinds(BEAT, shown) == []
    assert kinds(BEAT, shown.replace("Draven", "Dorvan")) == ["rejection"]


def test_whose_people_a_denial_is_of() -> None:
    sons = "Her|her|PRON|2|nmod:poss sons|son|NOUN|3|nsubj beat||VERB|0|root prisoners|prisoner|NOUN|3|obj"
    denied = (
        "Draven||PROPN|2|nsubj|PERSON denied|deny|VERB|0|root that||SCONJ|5|mark her||PRON|5|nmod:poss sons|son|NOUN|7|nsubj "
        "were|be|AUX|7|cop guilty||ADJ|2|ccomp"
    )
    assert kinds(sons, denied) == ["denial"]
    assert kinds(sons, denied.replace("her||PRON|5|nmod:poss sons|son", "the||DET|5|det guards|guard")) == []


def hedged(*sentences: str, deed: str) -> tuple[str, list[str]]:
    """Certainty of the allegation of a deed, and the words that hedge it."""
    doc = tree(*sentences)
    (allegation,) = [a for a in analysed(doc).allegations if deed in a.act.text]
    return allegation.certainty, [h.of(doc.text) for h in allegation.hedges]


def test_counts_of_which_somebody_is_convicted_are_no_hedge() -> None:
    counts = (
        "Judges|judge|NOUN|2|nsubj convicted|convict|VERB|0|root Dorvan||PROPN|2|obj|PERSON on||ADP|6|case three||NUM|6|nummod "
        "counts|count|NOUN|2|obl of||ADP|8|case theft||NOUN|6|nmod"
    )
    assert hedged(counts, deed="theft") == ("asserted", [])
    certainty, words = hedged(counts.replace("convicted|convict", "tried|try"), deed="theft")
    assert certainty == "hedged"
    assert any("counts" in w for w in words)
