"""Sentences and gaps: what the briefing says in its own words, and that it never says more than its source."""

from __future__ import annotations

import re

import pytest
from show_samples import EVERY_CASE, UNATTRIBUTED, Claim, as_briefing, build, crowd, first_seed, flat_source, negated
from show_samples import no_allegation as quiet

from briefing.lineage import Lineage
from briefing.schema import Allegation, Analysis
from briefing.show import gaps, parts, sentences, words
from briefing.show.view import View, view

# Words that would make the briefing the judge of a claim. They may only ever stand inside quotation marks.
FIRM = re.compile(
    r"\b(found (?:that|to)|finds|reveal\w*|confirm\w*|prov(?:e|ed|es|en)\b|expos\w*|show(?:s|ed|n)? that|guilty"
    r"|establish\w*|in fact|indeed|clearly|admit\w*|did so|is responsible|likely|probably|certainly)\b",
    re.IGNORECASE,
)


def own_words(sentence: str) -> str:
    """A sentence without what it quotes."""
    return re.sub(r"“.*”", "“”", sentence)


def everything_said(analysis: Analysis) -> list[str]:
    v = view(analysis)
    said = [*sentences.bottom_line(v), sentences.load_bearing(v), *gaps.silences(v), *gaps.questions(v)]
    return said + [sentences.allegation(v, claim) for claim in analysis.allegations]


@pytest.mark.parametrize("case", EVERY_CASE)
def test_nothing_is_firmer_than_its_source(case: str) -> None:
    analysis = EVERY_CASE[case]()
    said = everything_said(analysis)
    assert said
    for sentence in said:
        assert not FIRM.search(own_words(sentence)), sentence
        assert sentence[:1].isupper() or not sentence[:1].isalpha(), sentence
        assert sentence.endswith((".", "?")), sentence
        assert "  " not in sentence and " ," not in sentence, sentence


def test_the_search_for_firm_words_finds_them() -> None:
    assert FIRM.search(own_words("MEMRI confirmed that ISI did it."))
    assert not FIRM.search(own_words("MEMRI said: “it was confirmed”."))


VERB = {"asserted": " said ", "hedged": " alleged ", "negated": " reported a denial "}


@pytest.mark.parametrize("certainty", VERB)
@pytest.mark.parametrize("chain", [(), ("Agency",), ("Agency", "old memo"), (UNATTRIBUTED,), ("Agency", UNATTRIBUTED)])
def test_a_sentence_names_its_chain_and_is_as_firm_as_the_statement(certainty: str, chain: tuple[str, ...]) -> None:
    text = "Title\nAgency writes, from an old memo, that Firm perhaps burned the mill."
    claim = Claim("Firm perhaps burned the mill", ("Firm",), chain, certainty, ("perhaps",))
    v = view(build(text, [("Agency", "outlet"), ("Firm", "company")], [claim], outlet="Gazette"))
    sentence = sentences.allegation(v, v.analysis.allegations[0])
    outside = own_words(sentence)
    assert outside.startswith(("Gazette", "According to Gazette"))
    for name in chain:
        assert (name in outside) == (name != UNATTRIBUTED)
    if UNATTRIBUTED in chain:
        assert "laid at nobody’s door" in outside
    else:
        assert [verb for verb in VERB.values() if verb in outside] == [VERB[certainty]]
    assert ("in its own voice" in outside) == (not chain)
    assert "“Firm perhaps burned the mill”" in sentence
    assert "(in the words “perhaps”)" in sentence
    assert ("did not happen" in outside) == (certainty == "negated")


def test_a_chain_is_told_from_the_reader_inwards() -> None:
    v = view(first_seed())
    found = [sentences.who_says(v, claim) for claim in v.analysis.allegations]
    assert "according to the article, MEMRI said against ISI, citing a classified Indian dossier" in found
    assert (
        "according to the article, MEMRI alleged against ISKP and Lashkar-e-Taiba, citing a classified Indian dossier"
        in found
    )


@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_bottom_line_has_two_to_four_sentences_and_its_numbers_are_counted(case: str) -> None:
    analysis = EVERY_CASE[case]()
    lines = sentences.bottom_line(view(analysis))
    assert 2 <= len(lines) <= 4
    if analysis.allegations:
        accused = {actor for claim in analysis.allegations for actor in claim.accused}
        assert f"{len(analysis.allegations)} allegation" in lines[0]
        assert len(accused) == 1 or f"{len(accused)} accused" in lines[0]
    else:
        assert lines[0].startswith("No allegation was found")


def test_the_quoted_statement_of_the_bottom_line_is_in_the_seed() -> None:
    v = view(first_seed())
    [quoted] = re.findall(r"“(.*?)”", sentences.bottom_line(v)[1])
    assert quoted in v.text


def test_discounting_a_source_fells_what_passes_through_it() -> None:
    found = {bearing.source.name: bearing for bearing in Lineage(first_seed()).bearings()}
    assert len(found["Middle East Media Research Institute"].falls) == len(first_seed().allegations)
    assert len(found["classified Indian dossier"].falls) == len(found["classified Indian dossier"].origin_of) == 2
    assert "nobody named" not in found
    assert (
        sentences.load_bearing(view(first_seed()))
        == "All 14 allegations pass through MEMRI: discount it, and none is left."
    )


def test_a_source_quoted_twice_does_not_save_the_one_who_quotes_it() -> None:
    """X quoted by Y, and X quoted directly: without Y, the first claim is known from nobody."""
    text = "T\nYork said that Xavier said that Firm stole corn. Xavier said that Firm stole hay."
    analysis = build(
        text,
        [("York", "person"), ("Xavier", "person"), ("Firm", "company")],
        [Claim("Firm stole corn", ("Firm",), ("York", "Xavier")), Claim("Firm stole hay", ("Firm",), ("Xavier",))],
    )
    falls = {bearing.source.name: bearing.falls for bearing in Lineage(analysis).bearings()}
    assert falls == {"Xavier": ("c1", "c2"), "York": ("c1",)}


def brute_force(v: View, key: str) -> set[str]:
    """What falls without a source, straight from the chains: whatever has it on every way."""
    claims = v.analysis.allegations
    return {claim.id for claim in claims if all(key in [source.key for source in way] for way in v.ways(claim))}


@pytest.mark.parametrize("case", EVERY_CASE)
def test_dominators_agree_with_the_chains(case: str) -> None:
    v = view(EVERY_CASE[case]())
    for bearing in v.lineage.bearings():
        assert set(bearing.falls) == brute_force(v, bearing.source.key)


def test_origins_without_a_name_may_be_one() -> None:
    text = "T\nAn official said Firm lied. A guard said Firm stole. Some say Firm cheated. Jane Roe said Firm ran."
    people = [
        ("An official", "unnamed_person"),
        ("A guard", "unnamed_person"),
        ("Jane Roe", "person"),
        ("Firm", "company"),
    ]
    all_claims = [
        Claim("Firm lied", ("Firm",), ("An official",)),
        Claim("Firm stole", ("Firm",), ("A guard",)),
        Claim("Firm cheated", ("Firm",), (UNATTRIBUTED,)),
        Claim("Firm ran", ("Firm",), ("Jane Roe",)),
    ]
    without_jane = Lineage(build(text, people, all_claims[:3])).origins()
    assert (without_jane.least, without_jane.most) == (1, 3)
    everyone = Lineage(build(text, people, all_claims)).origins()
    assert (everyone.least, everyone.most) == (1, 4)
    none = Lineage(quiet()).origins()
    assert (none.least, none.most) == (0, 0)


def test_the_ledger_of_replies_has_every_accused_once() -> None:
    found = Lineage(flat_source()).replies()
    assert [(reply.allegations, reply.answered, len(reply.responses)) for reply in found] == [
        (("c1", "c2"), ("c1",), 1)
    ]
    accused = {actor for claim in first_seed().allegations for actor in claim.accused}
    assert {reply.actor for reply in Lineage(first_seed()).replies()} == accused


def test_silences_and_questions_follow_from_what_is_missing() -> None:
    silent = " ".join(gaps.silences(first_seed()))
    assert "who published it" in silent and "no reply of Pakistan" in silent
    assert "No chain ends in a document" not in silent
    asked = " ".join(gaps.questions(first_seed()))
    assert "the document that MEMRI cites (“classified Indian dossier”)" in asked
    assert "“a senior Afghan official”" in asked
    assert "who published" not in " ".join(gaps.silences(as_briefing(first_seed(), outlet="Gazette"))).lower()
    assert len(gaps.questions(crowd())) <= gaps.MOST


def test_parts_count_what_is_there() -> None:
    text = parts.numbers(first_seed()).text
    assert text.startswith("14 allegations (against 5 accused, none is recorded")
    assert "3–7 independent roots" in text and "0 of 14 rest on inspectable evidence" in text
    assert "nearest: the article itself" in text
    assert parts.numbers(quiet()).text.startswith("0 allegations (none was found")


def test_the_masthead_takes_the_parameters() -> None:
    briefing = as_briefing(first_seed(), title="My title", outlet="Gazette", tlp="TLP:AMBER", as_of="2026-01-12")
    text = parts.masthead(briefing).text
    for shown in (
        "My title",
        "Published by: Gazette",
        "TLP:AMBER",
        "12 January 2026",
        "Filed: Washington, 8 January 2026",
    ):
        assert shown in text
    assert "Untitled text (sample)" in parts.masthead(crowd()).text


def test_a_day_without_its_year_is_shown_and_asked_for() -> None:
    made = build("Head\nOsten, March 4\nAnn left.", dateline=("Osten, March 4", "Osten", None))
    assert "Filed: Osten, March 4, year not stated" in parts.masthead(made).text
    assert "It does not say in which year it was filed." in parts.silences(made).text
    assert "Find out in which year it was filed." in parts.questions(made).text
    bare = build("Head\nOsten\nAnn left.", dateline=("Osten", "Osten", None))
    assert "Filed: Osten\n" in parts.masthead(bare).text
    assert "It does not say when it was filed." in parts.silences(bare).text


def test_the_method_states_a_measured_error_or_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "figures", lambda: ())
    assert "not measured" in parts.method(first_seed()).text
    monkeypatch.setattr(parts, "figures", lambda: (("cue F1", "70.1"),))
    made = parts.method(first_seed())
    assert "cue F1 70.1" in made.text and "<caption>" in made.html
    assert first_seed().seed.sha256 in made.text


def test_the_model_card_is_read_whatever_it_calls_its_figures() -> None:
    from briefing.show.measured import read

    assert read({"figures": {"cue F1": 70.12, "on": {"source_F1": 75, "note": "x"}}}) == [
        ("cue F1", "70.1"),
        ("on, source_F1", "75"),
    ]
    assert read({"name": "x"}) == [] and read([1]) == []


@pytest.mark.parametrize(
    ("given", "most", "expected"),
    [
        ("one two three", 20, "one two three"),
        ("one two three four", 12, "one two…"),
        ("one\n two", 20, "one two"),
        ("x" * 30, 10, "x" * 9 + "…"),
    ],
)
def test_shortening_cuts_between_words(given: str, most: int, expected: str) -> None:
    assert words.shorten(given, most) == expected


def test_small_words() -> None:
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(list("abcdef"), 3) == "a, b and 4 others"
    assert words.count(0, "party", "parties") == "no parties" and words.count(1, "party", "parties") == "1 party"
    assert words.quoted("“half a quotation") == "“half a quotation”"
    assert words.quoted('"half a quotation') == "“half a quotation”"
    assert words.quoted('called it "absurd') == '“called it "absurd"”'
    assert words.quoted('called it "an absurd tale', 16) == '“called it "an…”'
    assert words.quoted("called it “absurd") == "“called it “absurd””"
    assert words.quoted('"No," he said, "never"') == '“"No," he said, "never"”'
    assert words.long_date("2026-01-08") == "8 January 2026" and words.long_date("2024-04") == "April 2024"
    assert words.wrap("a b <c>", 40) == "a b &lt;c&gt;"
    assert words.wrap("aaaa bbbb cccc dddd", 9, 1) == "aaaa bbbb…"


def test_negated_is_worded_as_a_denial() -> None:
    v = view(negated())
    denial: Allegation = v.analysis.allegations[0]
    assert sentences.allegation(v, denial).startswith(
        "According to Gazette, Agency Alpha reported a denial about Ministry of Works, citing a leaked audit: “The"
    )
