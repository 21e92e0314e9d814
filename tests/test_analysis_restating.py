"""Which statements are one allegation."""

from __future__ import annotations

from spacy.tokens import Doc
from trees import tree, word

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.claim import Claim
from briefing.analysis.restating import Told


def claim(
    doc: Doc, trigger: str | int, *accused: str, others: tuple[str, ...] = (), accuser: str | None = None
) -> Claim:
    token = word(doc, trigger) if isinstance(trigger, str) else doc[trigger]
    act = Act(
        token,
        "violence",
        (),
        (),
        g.core(token),
        None,
        word(doc, accuser) if accuser else None,
        token if accuser else None,
    )
    return Claim(act, accused, others, (), "asserted", [(act.span, None)], [], {})


def told(*claims: Claim) -> list[Claim]:
    record = Told(lambda i: i.startswith("N"))  # N...: the text gives this party a name
    for c in claims:
        record.add(c)
    return record.claims()


LOOTED = tree(
    "Soldiers|soldier|NOUN|2|nsubj looted|loot|VERB|0|root markets|market|NOUN|2|obj",
    "They|they|PRON|3|nsubj were|be|AUX|3|aux looting|loot|VERB|0|root farms|farm|NOUN|3|obj",
)
KILLED = tree(
    "Gunmen|gunman|NOUN|2|nsubj killed|kill|VERB|0|root nine|nine|NUM|4|nummod traders|trader|NOUN|2|obj and|and|CCONJ|6|cc "
    "wounded|wound|VERB|2|conj twenty|twenty|NUM|6|obj"
)
SHOT = tree(
    "Guards|guard|NOUN|2|nsubj shot|shoot|VERB|0|root Orsin||PROPN|2|obj|PERSON",
    "The|the|DET|2|det murder|murder|NOUN|0|root of|of|ADP|4|case Orsin||PROPN|2|nmod|PERSON",
)
STORMED = tree("Gunmen|gunman|NOUN|2|nsubj stormed|storm|VERB|0|root the|the|DET|4|det mint|mint|NOUN|2|obj")
STORMING = tree("Rebels|rebel|NOUN|2|nsubj stormed|storm|VERB|0|root the|the|DET|4|det mint|mint|NOUN|2|obj")

CUT = tree(
    "Guards|guard|NOUN|2|nsubj cut|cut|VERB|0|root the|the|DET|5|det Osten||PROPN|5|compound|LOC pipeline|pipeline|NOUN|2|obj",
    "Guards|guard|NOUN|2|nsubj cut|cut|VERB|0|root the|the|DET|5|det Osten||PROPN|5|compound|LOC line|line|NOUN|2|obj",
    "Guards|guard|NOUN|2|nsubj cut|cut|VERB|0|root the|the|DET|5|det Osten||PROPN|5|compound|LOC rail|rail|NOUN|2|obj",
    "Guards|guard|NOUN|2|nsubj cut|cut|VERB|0|root the|the|DET|5|det Vessin||PROPN|5|compound|LOC line|line|NOUN|2|obj",
)


def test_the_same_word_with_other_things_is_another_deed() -> None:
    assert len(told(claim(LOOTED, "looted", "N1"), claim(LOOTED, "looted", "N1"))) == 1
    assert len(told(claim(LOOTED, "looted", "N1"), claim(LOOTED, "looting", "N1"))) == 2
    assert len(told(claim(LOOTED, "looted", "N1"), claim(LOOTED, "looted", "N2"))) == 2


def test_a_thing_of_one_name_may_be_called_by_the_last_part_of_its_word() -> None:
    def cut(number: int) -> Claim:
        return claim(CUT, [t.i for t in CUT if t.text == "cut"][number], "N1")

    assert len(told(cut(0), cut(1))) == 1
    assert len(told(cut(0), cut(2))) == 2
    assert len(told(cut(0), cut(3))) == 2


def test_what_is_told_in_one_breath_is_one_deed() -> None:
    (one,) = told(claim(KILLED, "killed", "d1"), claim(KILLED, "wounded", "d1"))
    assert len(one.places) == 2


def test_the_same_victim_by_name_is_the_same_deed_in_other_words() -> None:
    assert len(told(claim(SHOT, "shot", "N1", others=("N9",)), claim(SHOT, "murder", "N1", others=("N9",)))) == 1
    assert len(told(claim(SHOT, "shot", "N1", others=("d9",)), claim(SHOT, "murder", "N1", others=("d9",)))) == 2


def test_who_is_unnamed_in_the_lead_is_named_later() -> None:
    (one,) = told(claim(STORMED, "stormed", "d1"), claim(STORMING, "stormed", "N1"))
    assert one.accused == ("N1",)
    assert len(told(claim(STORMED, "stormed", "N2"), claim(STORMING, "stormed", "N1"))) == 2
