"""Time and place of an act, read off trees that are written out by hand."""

from __future__ import annotations

from spacy.tokens import Span
from trees import tree

from briefing.analysis.acts import Finder
from briefing.analysis.circumstances import when, where

SAID = tree(
    "Police|police|NOUN|2|nsubj said|say|VERB|0|root on|on|ADP|4|case Friday||PROPN|2|obl|DATE that|that|SCONJ|7|mark "
    "gunmen|gunman|NOUN|7|nsubj stormed|storm|VERB|2|ccomp a|a|DET|9|det farm|farm|NOUN|7|obj in|in|ADP|11|case "
    "Velmora||PROPN|9|nmod|LOC last|last|ADJ|13|amod week|week|NOUN|7|obl:tmod"
)
RAID = tree(
    "The|the|DET|2|det army|army|NOUN|3|nsubj launched|launch|VERB|0|root a|a|DET|5|det raid|raid|NOUN|3|obj "
    "on|on|ADP|8|case the|the|DET|8|det village|village|NOUN|5|nmod near|near|ADP|10|case Kesh||PROPN|3|obl|LOC "
    "in|in|ADP|12|case May||PROPN|3|obl|DATE"
)


def texts(spans: tuple[Span, ...]) -> list[str]:
    return [s.text for s in spans]


def test_time_and_place_are_those_of_the_act_and_not_of_the_telling() -> None:
    (act,) = Finder(SAID, lambda head: False, lambda head: False).find()
    assert texts(when(act)) == ["last week"]
    assert texts(where(act)) == ["Velmora"]


def test_a_deed_told_by_a_noun_takes_those_of_its_light_verb() -> None:
    (act,) = Finder(RAID, lambda head: False, lambda head: False).find()
    assert texts(when(act)) == ["May"]
    assert texts(where(act)) == ["Kesh"]
