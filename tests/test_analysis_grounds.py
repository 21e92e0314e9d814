"""How a source would know, whether one could look, on which side it stands: read off trees that are written out by hand."""

from __future__ import annotations

import pytest
from trees import analysed, tree

from briefing.schema import Rung

THAT = "that||SCONJ|{m}|mark guards|guard|NOUN|{m}|nsubj beat||VERB|{c}|ccomp prisoners|prisoner|NOUN|{m}|obj"


def said(words: str, cue: int, first: int) -> str:
    """A sentence in which the cue at `cue` governs `that guards beat prisoners`, which begins at word `first`."""
    return f"{words} {THAT.format(m=first + 2, c=cue)}"


WITNESS = said("A|a|DET|2|det witness||NOUN|3|nsubj said|say|VERB|0|root", 3, 4)
PRESENT = said(
    "Dorvan||PROPN|7|nsubj|PERSON ,||PUNCT|5|punct who||PRON|5|nsubj was|be|AUX|5|cop present||ADJ|1|acl:relcl ,||PUNCT|1|punct "
    "said|say|VERB|0|root", 7, 8)  # fmt: skip
I_SAW = (
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root I|i|PRON|4|nsubj saw|see|VERB|2|ccomp that||SCONJ|7|mark "
    "guards|guard|NOUN|7|nsubj beat||VERB|4|ccomp prisoners|prisoner|NOUN|7|obj"
)
SURVIVOR = said(
    "Dorvan||PROPN|6|nsubj|PERSON ,||PUNCT|4|punct a||DET|4|det survivor||NOUN|1|appos ,||PUNCT|1|punct said|say|VERB|0|root",
    6,
    7,
)
HELD = said(
    "Police|police|NOUN|2|nsubj detained|detain|VERB|0|root two||NUM|4|nummod men|man|NOUN|2|obj who||PRON|6|nsubj "
    "admitted|admit|VERB|4|acl:relcl", 6, 7)  # fmt: skip
SERVICE = said("Intelligence|intelligence|NOUN|2|compound officials|official|NOUN|3|nsubj said|say|VERB|0|root", 3, 4)
INFERS = said("Dorvan||PROPN|2|nsubj|PERSON concluded|conclude|VERB|0|root", 2, 3)
CLASSIFIED = said("A|a|DET|3|det classified|classify|VERB|3|amod dossier||NOUN|4|nsubj said|say|VERB|0|root", 4, 5)
RULING = said("The|the|DET|2|det ruling||NOUN|3|nsubj said|say|VERB|0|root", 3, 4)
LEAKED = (
    "According|accord|VERB|4|case to||ADP|1|fixed a||DET|4|det draft||NOUN|10|obl seen|see|VERB|4|acl "
    "by||ADP|7|case Kestrel||PROPN|5|obl:agent|ORG ,||PUNCT|4|punct guards|guard|NOUN|10|nsubj beat||VERB|0|root "
    "prisoners|prisoner|NOUN|10|obj"
)
STATEMENT = said(
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root in||ADP|5|case a||DET|5|det statement||NOUN|2|obl", 2, 6
)
ANONYMOUS = said(
    "Dorvan||PROPN|2|nsubj|PERSON said|say|VERB|0|root on||ADP|4|case condition||NOUN|2|obl of||ADP|6|case "
    "anonymity||NOUN|4|nmod", 2, 7)  # fmt: skip
OFFICIAL = said("An|an|DET|2|det official||NOUN|3|nsubj said|say|VERB|0|root", 3, 4)
POLICE = said("The|the|DET|2|det police||NOUN|3|nsubj said|say|VERB|0|root", 3, 4)
RADIO = said("State|state|NOUN|2|compound radio||NOUN|3|nsubj said|say|VERB|0|root", 3, 4)
REPORTEDLY = said("Dorvan||PROPN|3|nsubj|PERSON reportedly||ADV|3|advmod said|say|VERB|0|root", 3, 4)
LAWYER = said(
    "Dorvan||PROPN|8|nsubj|PERSON ,||PUNCT|4|punct a||DET|4|det lawyer||NOUN|1|appos for||ADP|6|case Draven||PROPN|4|nmod|PERSON "
    ",||PUNCT|1|punct said|say|VERB|0|root", 8, 9)  # fmt: skip
FUNDED = said(
    "Kestrel||PROPN|7|nsubj|ORG ,||PUNCT|3|punct funded|fund|VERB|1|acl by||ADP|5|case Ardenia||PROPN|3|obl:agent|LOC "
    ",||PUNCT|1|punct said|say|VERB|0|root", 7, 8)  # fmt: skip
BACKED = said(
    "The|the|DET|5|det Ardenia_||PROPN|5|compound -_||PUNCT|2|punct backed|back|VERB|5|amod commander||NOUN|6|nsubj "
    "said|say|VERB|0|root", 6, 7)  # fmt: skip


def chain(sentence: str) -> tuple[list[Rung], str]:
    """The rungs of the allegation that prisoners were beaten, without the outlet, and the text."""
    doc = tree(sentence)
    analysis = analysed(doc)
    (found,) = [a for a in analysis.allegations if "beat" in a.act.text]
    assert found.statements[0].certainty == found.certainty
    return list(found.chain[1:]), doc.text


@pytest.mark.parametrize(
    ("sentence", "access", "words"),
    [
        (WITNESS, "saw", "witness"),
        (PRESENT, "saw", "who was present"),
        (I_SAW, "saw", "I saw"),
        (SURVIVOR, "took_part", "survivor"),
        (HELD, "confession_in_custody", "detained"),
        (SERVICE, "intelligence", "Intelligence"),
        (INFERS, "inference", "concluded"),
        (CLASSIFIED, "document", "dossier"),
        (POLICE, "unstated", None),
    ],
    ids=[
        "witness",
        "present",
        "I saw",
        "took part",
        "in custody",
        "a service",
        "infers",
        "a paper",
        "says nothing of it",
    ],
)
def test_access(sentence: str, access: str, words: str | None) -> None:
    (*_, rung), text = chain(sentence)
    assert rung.access == access
    assert words is None or any(words in e.of(text) for e in rung.evidence)


@pytest.mark.parametrize(
    ("sentence", "inspectable", "words"),
    [
        (CLASSIFIED, "classified", "classified"),
        (RULING, "public", "ruling"),
        (LEAKED, "leaked", "draft seen by Kestrel"),
        (STATEMENT, "public", "in a statement"),
        (ANONYMOUS, "unnamed", "on condition of anonymity"),
        (OFFICIAL, "unnamed", "An official"),
        (RADIO, "published_elsewhere", "State radio"),
        (REPORTEDLY, "unseen_by_outlet", "reportedly"),
        (POLICE, "unstated", None),
    ],
    ids=[
        "classified",
        "a ruling",
        "seen by",
        "a statement",
        "anonymous",
        "unnamed",
        "an outlet",
        "reportedly",
        "a body",
    ],
)
def test_inspectable(sentence: str, inspectable: str, words: str | None) -> None:
    (*_, rung), text = chain(sentence)
    assert rung.inspectable == inspectable
    assert [e.of(text) for e in rung.evidence] == [] if words is None else words in [e.of(text) for e in rung.evidence]


@pytest.mark.parametrize(
    ("sentence", "interest"),
    [
        (LAWYER, "a lawyer for Draven"),
        (FUNDED, "funded by Ardenia"),
        (BACKED, "Ardenia-backed commander"),
        (RADIO, "State radio"),
    ],
    ids=["lawyer", "funded", "backed", "of a state"],
)
def test_interest(sentence: str, interest: str) -> None:
    rungs, text = chain(sentence)
    assert interest in [i.of(text) for i in rungs[-1].interest]


def test_what_is_passed_on_is_hearsay_or_from_a_paper() -> None:
    (reader, draft), text = chain(LEAKED)
    assert (reader.access, [e.of(text) for e in reader.evidence]) == ("document", ["a draft"])
    assert draft.access == "document"
