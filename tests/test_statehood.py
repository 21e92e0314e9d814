"""What the text shows of names that no list knows: states, bodies with a describing noun, titles; on hand-made trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import analysed, tree, word

from briefing.analysis.actors import Cast
from briefing.schema import Actor, Section, Seed


def cast(doc: Doc, outlet: str | None = None, headline: int = 0, dateline: int = 0) -> Cast:
    """The actors of a text whose first characters are its headline or its dateline."""
    marked = [("headline", headline), ("dateline", dateline)]
    sections = tuple(Section(kind=kind, start=0, end=end) for kind, end in marked if end)  # type: ignore[arg-type]
    return Cast(doc, Seed(name="x", text=doc.text, title="x", outlet=outlet, dateline=None, sha256="0" * 64,
                          media_type="text/plain", sections=sections))  # fmt: skip


def actors(c: Cast) -> dict[str, Actor]:
    return {a.name: a for a in c.finish()[0]}


DENIED = "Oramia|Oramia|PROPN|2|nsubj|PERSON denied|deny|VERB|0|root it||PRON|2|obj"
EMBASSY = "Oramia|Oramia|PROPN|3|nmod:poss|PERSON 's||PART|1|case embassy||NOUN|4|nsubj closed|close|VERB|0|root"
SERVICE = (
    "The|the|DET|3|det intelligence||NOUN|3|compound service||NOUN|6|nsubj of||ADP|5|case Oramia|Oramia|PROPN|3|nmod|PERSON "
    "lied|lie|VERB|0|root"
)
NEIGHBOUR = (
    "He|he|PRON|2|nsubj lives|live|VERB|0|root in||ADP|5|case neighbouring||ADJ|5|amod Oramia|Oramia|PROPN|2|obl|PERSON"
)
KINGDOM = "The|the|DET|2|det kingdom||NOUN|5|nsubj of||ADP|4|case Oramia|Oramia|PROPN|2|nmod|PERSON denied|deny|VERB|0|root it||PRON|5|obj"
RULER = "Oram|Oram|PROPN|3|nmod:poss|PERSON 's||PART|1|case army||NOUN|4|nsubj fled|flee|VERB|0|root"
SURNAME = "Ilse|Ilse|PROPN|3|nsubj|PERSON Oramia|Oramia|PROPN|1|flat left|leave|VERB|0|root"


@pytest.mark.parametrize("evidence", [EMBASSY, SERVICE, NEIGHBOUR], ids=["embassy", "secret service", "neighbouring"])
def test_a_name_is_a_state_by_what_only_a_state_has(evidence: str) -> None:
    assert actors(cast(tree(evidence, DENIED)))["Oramia"].kind == "state"


def test_what_is_called_a_kingdom_acts_as_a_state() -> None:
    doc = tree(KINGDOM)
    c = cast(doc)
    assert c.resolve(word(doc, "kingdom")) == c.resolve(word(doc, "Oramia"))
    assert actors(c)["Oramia"].kind == "state"


def test_who_has_an_army_may_be_a_person() -> None:
    denied = DENIED.replace("Oramia", "Oram")
    assert actors(cast(tree(RULER, denied)))["Oram"].kind == "person"


def test_an_adjective_by_rule_is_of_the_state() -> None:
    government = (
        "The|the|DET|3|det Oramian|Oramian|ADJ|3|amod|NORP government||NOUN|4|nsubj resigned|resign|VERB|0|root"
    )
    doc = tree(EMBASSY, government, DENIED)
    c = cast(doc)
    assert c.resolve(word(doc, "government"), create=True) == c.resolve([t for t in doc if t.text == "Oramia"][-1])
    assert "Oramian government" in actors(c)["Oramia"].aliases


def test_a_name_that_is_a_surname_is_no_state() -> None:
    doc = tree(SURNAME, EMBASSY, DENIED)
    doc.ents = [doc.char_span(0, 11, label="PERSON"), *[e for e in doc.ents if e.start > 1]]
    assert all(a.kind != "state" for a in actors(cast(doc)).values())


def test_an_outlet_called_after_a_state_is_not_the_state() -> None:
    doc = tree(
        "Radio|Radio|PROPN|3|nsubj|PERSON Oramia|Oramia|PROPN|1|flat|PERSON lied|lie|VERB|0|root", EMBASSY, DENIED
    )
    doc.ents = [doc.char_span(0, 12, label="PERSON"), *[e for e in doc.ents if e.start > 1]]
    assert {n: a.kind for n, a in actors(cast(doc)).items()}["Radio Oramia"] == "outlet"


def test_a_trade_before_group_makes_a_company() -> None:
    doc = tree(
        "The|the|DET|4|det payments|payment|NOUN|3|compound group||NOUN|4|compound Oram|Oram|PROPN|5|nsubj|PERSON "
        "sued|sue|VERB|0|root"
    )
    assert actors(cast(doc))["Oram"].kind == "company"


def test_a_firm_is_one_with_its_legal_form() -> None:
    doc = tree(
        "Oram|Oram|PROPN|2|nsubj|PERSON paid|pay|VERB|0|root",
        "Oram|Oram|PROPN|3|nsubj|ORG NV|NV|PROPN|1|flat paid|pay|VERB|0|root",
    )
    start = [t for t in doc if t.text == "Oram"][1]
    doc.ents = [doc.ents[0], doc.char_span(start.idx, start.idx + 7, label="ORG")]
    (found,) = actors(cast(doc)).values()
    assert (found.name, found.kind, found.aliases) == ("Oram NV", "company", ("Oram",))


def test_a_noun_right_before_a_body_is_the_body_whatever_the_tree_says() -> None:
    doc = tree(
        "The|the|DET|3|det markets|market|NOUN|3|compound regulator||NOUN|5|nsubj ORA|ORA|PROPN|5|dep|ORG fined|fine|VERB|0|root "
        "them|they|PRON|5|obj"
    )
    c = cast(doc)
    assert c.resolve(word(doc, "regulator"), create=True) == c.resolve(word(doc, "ORA"))
    assert {n: a.kind for n, a in actors(c).items()} == {"ORA": "state_agency"}


def test_what_is_named_so_is_one_with_its_name() -> None:
    doc = tree(
        "A|a|DET|3|det Chirper|Chirper|PROPN|3|compound|ORG channel||NOUN|6|nsubj named|name|VERB|3|acl Kestrel|Kestrel|PROPN|4|xcomp|ORG "
        "lied|lie|VERB|0|root"
    )
    c = cast(doc)
    assert c.resolve(word(doc, "channel"), create=True) == c.resolve(word(doc, "Kestrel"))
    assert actors(c)["Kestrel"].kind == "outlet"


def test_the_title_inside_a_name_leads_to_the_person() -> None:
    doc = tree("Col.|Col.|PROPN|3|nsubj|PERSON Dorvan|Dorvan|PROPN|1|flat left|leave|VERB|0|root")
    doc.ents = [doc.char_span(0, 11, label="PERSON")]
    c = cast(doc)
    assert c.resolve(doc[0], create=True) == c.resolve(doc[1])
    assert set(actors(c)) == {"Dorvan"}


def test_an_outlet_in_brackets_behind_the_place_of_a_dateline_is_no_acronym_of_it() -> None:
    doc = tree(
        "OLDRA|OLDRA|PROPN|0|root|LOC (|(|PUNCT|3|punct Wire|Wire|PROPN|1|appos|ORG )|)|PUNCT|3|punct",
        "Wire|Wire|PROPN|2|nsubj|ORG saw|see|VERB|0|root it||PRON|2|obj",
    )
    found = actors(cast(doc, outlet="Wire", dateline=12))
    assert {n: (a.kind, a.aliases) for n, a in found.items()} == {"Wire": ("outlet", ())}


def test_a_party_of_the_headline_is_told_anew_in_the_lead() -> None:
    doc = tree(
        "UN|UN|PROPN|2|compound|ORG panel||NOUN|3|nsubj warns|warn|VERB|0|root",
        "A|a|DET|3|det UN|UN|PROPN|3|compound|ORG panel||NOUN|4|nsubj warned|warn|VERB|0|root",
    )
    c = cast(doc, headline=14)
    first, second = (t for t in doc if t.text == "panel")
    assert c.resolve(first, create=True) == c.resolve(second, create=True) != ()


def test_the_government_is_not_that_of_the_only_unlisted_state() -> None:
    doc = tree(
        EMBASSY,
        DENIED,
        "The|the|DET|2|det government||NOUN|3|nsubj resigned|resign|VERB|0|root",
    )
    c = cast(doc)
    assert c.resolve(word(doc, "government"), create=True) != c.resolve(word(doc, "Oramia"))


def test_a_panel_that_says_something_in_a_report_is_the_source() -> None:
    doc = tree(
        "Kestrel||PROPN|2|nsubj|ORG said|say|VERB|0|root in||ADP|5|case a||DET|5|det report||NOUN|2|obl that||SCONJ|8|mark "
        "guards|guard|NOUN|8|nsubj beat||VERB|2|ccomp prisoners|prisoner|NOUN|8|obj"
    )
    (found,) = analysed(doc).allegations
    assert [r.label for r in found.chain] == ["OUTLET", "Kestrel"]


def test_a_dateline_opens_with_its_place() -> None:
    doc = tree(
        "OLDRA|OLDRA|PROPN|0|root|ORG (|(|PUNCT|3|punct Wire|Wire|PROPN|1|appos|ORG )|)|PUNCT|3|punct",
        "The|the|DET|3|det Oldra|Oldra|PROPN|3|compound|LOC theatre||NOUN|4|nsubj closed|close|VERB|0|root",
    )
    assert set(actors(cast(doc, outlet="Wire", dateline=12))) == {"Wire"}


def test_an_adverb_with_a_capital_inside_a_sentence_belongs_to_the_name() -> None:
    doc = tree("Kestrel|Kestrel|PROPN|3|nsubj|ORG Now|now|ADV|3|advmod left|leave|VERB|0|root")
    assert set(actors(cast(doc))) == {"Kestrel Now"}
