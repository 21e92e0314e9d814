"""Who says what through whom, and how firmly, read off trees that are written out by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc
from trees import analysed, tree

from briefing.analysis.assemble import _runs
from briefing.analysis.cueing import source_of
from briefing.schema import Allegation

QUOTED_BY = [
    "Dorvan||PROPN|3|nsubj:pass|PERSON was|be|AUX|3|aux:pass quoted|quote|VERB|0|root by||ADP|5|case "
    "Kestrel||PROPN|3|obl:agent|ORG as||SCONJ|7|mark saying|say|VERB|3|advcl guards|guard|NOUN|9|nsubj "
    "beat||VERB|7|ccomp prisoners|prisoner|NOUN|9|obj",
]
QUOTES = [
    "Kestrel||PROPN|2|nsubj|ORG quoted|quote|VERB|0|root Dorvan||PROPN|2|obj|PERSON as||SCONJ|5|mark "
    "saying|say|VERB|2|advcl that||SCONJ|8|mark guards|guard|NOUN|8|nsubj beat||VERB|5|ccomp prisoners|prisoner|NOUN|8|obj",
]
AS_QUOTED = [
    "Guards|guard|NOUN|2|nsubj beat||VERB|0|root prisoners|prisoner|NOUN|2|obj ,||PUNCT|6|punct "
    "Dorvan||PROPN|6|nsubj|PERSON said|say|VERB|2|parataxis as||ADP|8|mark quoted|quote|VERB|6|advcl "
    "by||ADP|10|case Kestrel||PROPN|8|obl:agent|ORG",
]
CITING = [
    "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root ,||PUNCT|4|punct citing|cite|VERB|2|advcl "
    "Dorvan||PROPN|4|obj|PERSON ,||PUNCT|4|punct that||SCONJ|9|mark guards|guard|NOUN|9|nsubj beat||VERB|2|ccomp "
    "prisoners|prisoner|NOUN|9|obj",
]
SEEN_BY = [
    "According|accord|VERB|4|case to||ADP|1|fixed a||DET|4|det draft||NOUN|10|obl seen|see|VERB|4|acl "
    "by||ADP|7|case Kestrel||PROPN|5|obl:agent|ORG ,||PUNCT|4|punct guards|guard|NOUN|10|nsubj beat||VERB|0|root "
    "prisoners|prisoner|NOUN|10|obj",
]
ADDING = [
    "According|accord|VERB|3|case to||ADP|1|fixed Dorvan||PROPN|6|obl|PERSON ,||PUNCT|3|punct soldiers|soldier|NOUN|6|nsubj "
    "looted|loot|VERB|0|root the||DET|8|det town||NOUN|6|obj ,||PUNCT|10|punct adding|add|VERB|6|advcl that||SCONJ|13|mark "
    "guards|guard|NOUN|13|nsubj beat||VERB|10|ccomp prisoners|prisoner|NOUN|13|obj",
]
ISSUES = "Draven||PROPN|2|nsubj|PERSON issued|issue|VERB|0|root a||DET|4|det report||NOUN|2|obj on||ADP|6|case Monday||PROPN|2|obl"
PUBLISHES = "Kestrel||PROPN|2|nsubj|ORG published|publish|VERB|0|root a||DET|4|det report||NOUN|2|obj in||ADP|6|case May||PROPN|2|obl"
SPEAKS = (
    "Draven||PROPN|2|nsubj|PERSON said|say|VERB|0|root that||SCONJ|5|mark rebels|rebel|NOUN|5|nsubj "
    "looted|loot|VERB|2|ccomp the||DET|7|det town||NOUN|5|obj"
)
THE_REPORT = (
    "The|the|DET|2|det report||NOUN|3|nsubj said|say|VERB|0|root that||SCONJ|6|mark guards|guard|NOUN|6|nsubj "
    "beat||VERB|3|ccomp prisoners|prisoner|NOUN|6|obj"
)
BODY = (
    "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root that||SCONJ|5|mark rebels|rebel|NOUN|5|nsubj "
    "looted|loot|VERB|2|ccomp the||DET|7|det town||NOUN|5|obj"
)
IT = "It|it|PRON|2|nsubj said|say|VERB|0|root that||SCONJ|5|mark guards|guard|NOUN|5|nsubj beat||VERB|2|ccomp prisoners|prisoner|NOUN|5|obj"
REPORTED = [
    "Guards|guard|NOUN|3|nsubj:pass are|be|AUX|3|aux:pass reported|report|VERB|0|root to||PART|6|mark "
    "have||AUX|6|aux beaten|beat|VERB|3|xcomp prisoners|prisoner|NOUN|6|obj",
]
REPORTEDLY = [
    "Guards|guard|NOUN|3|nsubj reportedly||ADV|3|advmod beat||VERB|0|root at||ADP|5|case least||ADJ|6|nmod "
    "nine||NUM|7|nummod prisoners|prisoner|NOUN|3|obj",
]
ALLEGED = [
    "Prosecutors|prosecutor|NOUN|2|nsubj alleged|allege|VERB|0|root that||SCONJ|5|mark guards|guard|NOUN|5|nsubj "
    "beat||VERB|2|ccomp prisoners|prisoner|NOUN|5|obj",
]
SUSPECTED = [
    "The|the|DET|3|det suspected|suspect|VERB|3|amod gunman||NOUN|4|nsubj killed|kill|VERB|0|root prisoners|prisoner|NOUN|4|obj",
]
NOBODY = [
    "No|no|DET|2|det official||NOUN|3|nsubj said|say|VERB|0|root that||SCONJ|6|mark guards|guard|NOUN|6|nsubj "
    "beat||VERB|3|ccomp prisoners|prisoner|NOUN|6|obj",
]
TOLD = [
    "Dorvan||PROPN|2|nsubj|PERSON told|tell|VERB|0|root state||NOUN|4|compound radio||NOUN|2|iobj "
    "that||SCONJ|7|mark guards|guard|NOUN|7|nsubj beat||VERB|2|ccomp prisoners|prisoner|NOUN|7|obj",
]
SEMICOLON = [
    "Soldiers|soldier|NOUN|2|nsubj looted|loot|VERB|7|ccomp the||DET|4|det town||NOUN|2|obj ,||PUNCT|7|punct "
    "Dorvan||PROPN|7|nsubj|PERSON said|say|VERB|0|root ;||PUNCT|12|punct however||ADV|12|advmod ,||PUNCT|9|punct "
    "guards|guard|NOUN|12|nsubj beat||VERB|2|conj prisoners|prisoner|NOUN|12|obj",
]
THEY = [
    "Mostly|mostly|ADV|3|advmod they||PRON|3|nsubj said|say|VERB|0|root that||SCONJ|6|mark guards|guard|NOUN|6|nsubj "
    "beat||VERB|3|ccomp prisoners|prisoner|NOUN|6|obj",
]
NOUN = [
    "The|the|DET|2|det claim||NOUN|9|nsubj by||ADP|4|case Dorvan||PROPN|2|nmod|PERSON that||SCONJ|7|mark "
    "guards|guard|NOUN|7|nsubj beat||VERB|2|acl prisoners|prisoner|NOUN|7|obj surprised|surprise|VERB|0|root everybody||PRON|9|obj",
]
DENIED = [
    "Dorvan||PROPN|2|nsubj|PERSON denied|deny|VERB|0|root that||SCONJ|5|mark guards|guard|NOUN|5|nsubj "
    "beat||VERB|2|ccomp prisoners|prisoner|NOUN|5|obj",
]
WHICH = [
    "Dorvan||PROPN|2|nsubj|PERSON fights|fight|VERB|0|root extradition||NOUN|2|obj to||ADP|5|case Kestrel||PROPN|2|obl|ORG "
    ",||PUNCT|8|punct which||PRON|8|nsubj says|say|VERB|3|acl:relcl that||SCONJ|11|mark guards|guard|NOUN|11|nsubj "
    "beat||VERB|8|ccomp prisoners|prisoner|NOUN|11|obj",
]
BESIDE = [
    "Guards|guard|NOUN|2|nsubj beat||VERB|0|root prisoners|prisoner|NOUN|2|obj before||SCONJ|7|mark "
    "they||PRON|7|nsubj could||AUX|7|aux flee||VERB|2|advcl",
]


PATTERN = [
    "Dorvan||PROPN|2|nsubj|PERSON found|find|VERB|0|root a||DET|4|det pattern||NOUN|2|obj of||ADP|6|case guards|guard|NOUN|4|nmod "
    "beating|beat|VERB|6|acl prisoners|prisoner|NOUN|7|obj",
]
NO_PATTERN = [PATTERN[0].replace("a||DET", "no||DET")]
PLEADED = [
    "Dorvan||PROPN|2|nsubj|PERSON pleaded|plead|VERB|0|root not||PART|4|advmod guilty||ADJ|2|xcomp while||SCONJ|7|mark "
    "guards|guard|NOUN|7|nsubj beat||VERB|2|advcl prisoners|prisoner|NOUN|7|obj",
]


def allegations(*sentences: str) -> list[Allegation]:
    doc = tree(*sentences)
    return list(analysed(doc).allegations)


def beaten(*sentences: str) -> Allegation:
    """The allegation that prisoners were beaten or killed."""
    return min((a for a in allegations(*sentences) if "prisoners" in a.act.text), key=lambda a: len(a.act.text))


def hedges(allegation: Allegation, *sentences: str) -> list[str]:
    return [h.of(tree(*sentences).text) for h in allegation.hedges]


@pytest.mark.parametrize(
    ("sentences", "sources"),
    [
        (QUOTED_BY, ["Kestrel", "Dorvan"]),
        (QUOTES, ["Kestrel", "Dorvan"]),
        (AS_QUOTED, ["Kestrel", "Dorvan"]),
        (CITING, ["Kestrel", "Dorvan"]),
        (SEEN_BY, ["Kestrel", "draft"]),
        (ADDING, ["Dorvan"]),
        (TOLD, ["state radio", "Dorvan"]),
        (SEMICOLON, []),
        (THEY, ["they"]),
        (NOUN, ["Dorvan"]),
        (DENIED, ["UNATTRIBUTED"]),
        (WHICH, ["Kestrel"]),
        (PATTERN, ["Dorvan"]),
        (NO_PATTERN, []),
        (PLEADED, []),
    ],
    ids=[
        "quoted by",
        "quotes",
        "as quoted",
        "citing",
        "seen by",
        "adding",
        "told an agency",
        "semicolon",
        "not the outlet",
        "noun",
        "who denies it does not say it",
        "relative",
        "a pattern is found",
        "none is found",
        "a plea",
    ],
)
def test_chains(sentences: list[str], sources: list[str]) -> None:
    assert [r.label for r in beaten(*sentences).chain] == ["OUTLET", *sources]


@pytest.mark.parametrize(
    ("before", "speaks", "source"),
    [
        ([ISSUES], THE_REPORT, "Draven"),
        ([ISSUES, PUBLISHES], THE_REPORT, "Kestrel"),
        ([ISSUES, PUBLISHES, SPEAKS], THE_REPORT, "Draven"),
        ([BODY], IT, "Kestrel"),
        ([SPEAKS], IT, None),
    ],
    ids=["who issued it", "the last of two", "that of who spoke last", "it is the body", "it is no person"],
)
def test_running_source(before: list[str], speaks: str, source: str | None) -> None:
    assert [r.label for r in beaten(*before, speaks).chain][1:] == ([source] if source else [])


@pytest.mark.parametrize(
    ("sentences", "chain", "words", "certainty"),
    [
        (REPORTED, ["UNATTRIBUTED"], ["are reported to"], "hedged"),
        (REPORTEDLY, ["UNATTRIBUTED"], ["reportedly"], "hedged"),
        (SUSPECTED, ["UNATTRIBUTED"], ["suspected"], "hedged"),
        (ALLEGED, ["Prosecutors"], ["alleged"], "asserted"),
        (BESIDE, [], [], "asserted"),
    ],
    ids=[
        "passive",
        "adverb, and an amount is no hedge",
        "of the party",
        "distance from a named source",
        "another clause",
    ],
)
def test_hedges(sentences: list[str], chain: list[str], words: list[str], certainty: str) -> None:
    found = beaten(*sentences)
    assert [r.label for r in found.chain] == ["OUTLET", *chain]
    assert hedges(found, *sentences) == words
    assert found.certainty == certainty


def test_what_nobody_says_is_not_stated() -> None:
    assert allegations(*NOBODY) == []


def test_white_space_alone_is_no_content() -> None:
    """Hard spaces are words to the tokeniser; around a word that is left out they would stand alone."""
    doc = Doc(
        spacy.blank("en").vocab, words=["that", "\xa0", "site", "\xa0", "says", "so"], spaces=[False] * 5 + [True]
    )
    assert [doc.text[place.start : place.end] for place in _runs({0, 1, 3, 5}, doc)] == ["that", "so"]


def test_a_source_whose_name_goes_on_in_the_next_line_has_words() -> None:
    words = ["charges", "by", "Pavel", "Anton", "\n", "Orsin", ",", "who", "said"]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        pos=["NOUN", "ADP", "PROPN", "PROPN", "SPACE", "PROPN", "PUNCT", "PRON", "VERB"],
        heads=[0, 2, 0, 2, 3, 2, 8, 8, 0],
        deps=["ROOT", "case", "appos", "flat", "dep", "flat", "punct", "nsubj", "acl:relcl"],
        lemmas=["charge", "by", "Pavel", "Anton", "\n", "Orsin", ",", "who", "say"],
        ents=["O", "O", "B-PERSON", "I-PERSON", "I-PERSON", "I-PERSON", "O", "O", "O"],
    )
    head = source_of(doc[8:9], doc[7:8])
    assert head is not None
    assert head.text == "Pavel"
