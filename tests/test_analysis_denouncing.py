"""What accusers say of the accused."""

from __future__ import annotations

from spacy.tokens import Token
from trees import tree, word

from briefing.analysis.acts import Finder
from briefing.analysis.denouncing import denounced
from briefing.analysis.report import Report

CHARGE = "Orsin||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass charged|charge|VERB|0|root with|with|ADP|5|case murder|murder|NOUN|3|obl"
SAID = (
    "Prosecutors|prosecutor|NOUN|2|nsubj said|say|VERB|0|root Orsin||PROPN|4|nsubj|PERSON drove|drive|VERB|2|ccomp "
    "the|the|DET|6|det truck|truck|NOUN|4|obj"
)
MAYOR = SAID.replace("Prosecutors|prosecutor", "Neighbours|neighbour")


def named(head: Token) -> tuple[str, ...]:
    return (head.text,) if head.ent_type_ == "PERSON" else ()


def found(second: str, first: str = CHARGE) -> list[tuple[str, list[str]]]:
    doc = tree(first, second)
    said = word(doc, "said")
    source = next(c for c in said.children if c.dep_ == "nsubj")
    report = Report(
        frozenset({said.i}), {t.i for t in word(doc, "drove").subtree}, source, doc[source.i : source.i + 1]
    )
    acts = Finder(doc, lambda head: False, lambda head: False).find()
    return [(a.trigger.text, [t.text for t in a.accused]) for a in denounced(doc, acts, [report], named)]


def test_what_a_prosecutor_says_that_the_accused_did_is_part_of_the_charge() -> None:
    assert found(SAID) == [("drove", ["Orsin"])]


def test_others_and_the_unaccused_only_tell() -> None:
    assert found(MAYOR) == []
    assert found(SAID, CHARGE.replace("charged|charge", "greeted|greet").replace("murder|murder", "cheers|cheer")) == []
