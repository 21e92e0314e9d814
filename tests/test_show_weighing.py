"""What weighs: circles, drift, times, sources, the tree, the matrix and the analyst's layer, on articles made for it."""

from __future__ import annotations

import json
import re

import pytest
from show_samples import EVERY_CASE, Claim, as_briefing, at, build, first_seed, flat_source, full, no_allegation

from briefing.lineage import Lineage
from briefing.schema import Tie
from briefing.show import card, grid, parts, register, snippets, tree, weighing
from briefing.show.circles import circles
from briefing.show.drifts import drifts
from briefing.show.times import triple
from briefing.show.view import view

PEOPLE = [("Ann Bo", "person"), ("Cy Do", "person"), ("Firm", "company")]
TEXT = "T\nAnn Bo said that Firm stole. Cy Do, who works for Ann Bo, said that Firm lied. Gazette said Firm ran."


def test_origins_that_the_text_ties_are_a_circle() -> None:
    made = build(TEXT, PEOPLE, [Claim("Firm stole", ("Firm",), ("Ann Bo",)), Claim("Firm lied", ("Firm",), ("Cy Do",))])
    assert circles(view(made)) == ()
    tied = made.actors[1].model_copy(
        update={"ties": (Tie(**at(TEXT, "works for Ann Bo"), to="a1", relation="works_for"),)}
    )
    [circle] = circles(view(made.model_copy(update={"actors": (made.actors[0], tied, made.actors[2])})))
    assert circle.sentence.startswith("Two origins are tied: the text calls Cy Do working for Ann Bo")
    assert circle.words is not None and circle.words.words == "works for Ann Bo"


def test_chains_that_come_back_and_outlets_that_cite_themselves_are_circles() -> None:
    back = Claim("Firm stole", ("Firm",), ("Ann Bo", "Cy Do", "Ann Bo"))
    own = Claim("Firm ran", ("Firm",), ("Gazette",))
    made = circles(view(build(TEXT, PEOPLE, [back, own], outlet="Gazette")))
    assert [circle.sentence for circle in made] == [
        "A chain comes back to Ann Bo: No. 1.",
        "Gazette cites its own reporting as a source: No. 2.",
    ]


def test_an_accuser_tied_to_the_accused_or_accused_itself_is_named() -> None:
    [own] = circles(view(build(TEXT, PEOPLE, [Claim("Firm stole", ("Ann Bo",), ("Ann Bo",))])))
    assert own.sentence == "Ann Bo is origin and accused at once in 1 allegation (No. 1)."


def test_a_headline_firmer_than_the_body_is_an_upgrade() -> None:
    [found] = drifts(view(full()))
    assert found.upgrades == (("headline", "lead"), ("headline", "body"))
    assert "headline firmer than lead" in weighing.drift(full()).text
    assert "1 allegation is put more firmly further up" in weighing.drift(full()).text


@pytest.mark.parametrize(
    ("judged", "upgrades"),
    [
        (("hedged", "asserted"), ()),
        (("asserted", "asserted"), ()),
        (("asserted", "hedged"), (("headline", "lead"),)),
        (("asserted", "negated"), ()),
    ],
)
def test_only_firmer_words_further_up_are_upgrades(
    judged: tuple[str, ...], upgrades: tuple[tuple[str, str], ...]
) -> None:
    text = "Firm stole corn\nFirm took corn, Ann Bo said."
    claim = Claim("Firm stole corn", ("Firm",), ("Ann Bo",), more=("Firm took corn",), judged=judged)
    [found] = drifts(view(build(text, [("Ann Bo", "person"), ("Firm", "company")], [claim])))
    assert found.upgrades == upgrades


def test_without_judged_statements_no_drift_is_claimed() -> None:
    assert drifts(view(first_seed())) == ()
    assert "were not judged one by one" in weighing.drift(first_seed()).text
    assert "nothing to compare" in weighing.drift(no_allegation()).text


def test_the_three_times_of_an_allegation() -> None:
    v = view(full())
    first, second = (triple(v, claim) for claim in v.analysis.allegations)
    assert [quote.words for quote in first.happened] == ["in 2021"] and first.published is not None
    assert first.note == "What is alleged lies about 2 years before publication."
    assert second.happened == () and second.said is None and second.note == ""
    text = "T\nOn 7 May 2020 Ann Bo said that Firm stole on 5 May 2020."
    claim = Claim("Firm stole", ("Firm",), ("Ann Bo",), when=("on 5 May 2020",))
    made = view(build(text, [("Ann Bo", "person"), ("Firm", "company")], [claim]))
    said = triple(made, made.analysis.allegations[0]).said
    assert said is not None and said.words == "7 May 2020"


def test_every_source_has_a_descriptor_and_no_grade_of_the_machine() -> None:
    v = view(full())
    found = {item.source.name: item for item in register.descriptors(v)}
    assert next(iter(found)) == "Selva Post" and {"audit", "Ines Varga", "A port official"} <= set(found)
    assert (found["audit"].access, found["audit"].inspectable) == ("document", "public")
    assert [span.of(v.text) for span in found["Ines Varga"].interest] == ["is suing the port"]
    table = register.table(v)
    assert (
        table.count("not judged") == len(register.descriptors(v)) - 1
        and "fairly reliable" in table
        and "Party to a suit." in table
    )
    assert "not judged" in register.grade(None) and ">F<" in register.grade(None)
    assert "Open to a reader is an audit." in weighing.sources(full()).text
    assert "holds no allegation" in weighing.sources(no_allegation()).text


def test_a_grade_of_one_needs_two_origins() -> None:
    html = card.cards(full())
    assert "Graded 1, though this text has one origin for it." in html
    assert html.count("Graded 1") == 1 and ">3<" in html and "possibly true" in html


def test_cards_tell_what_the_text_says_of_every_step() -> None:
    html = card.cards(full())
    assert "knows of it: has it from a paper, a recording or data; open to a reader: open to anyone" in html
    assert "published on its site</q>" in html and "Also by another way: <bdi>Ines Varga</bdi>" in html
    assert "at Port Verde</q>" in html and "in 2021</q>" in html and "Ask for the audit." in html
    bare = card.cards(flat_source())
    assert "ends in the outlet’s own words" in bare and bare.count("not judged") == 2


@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_tree_holds_the_ways_that_the_page_counts_with(case: str) -> None:
    analysis = EVERY_CASE[case]()
    lineage = Lineage(analysis)
    html = tree.html(view(analysis))
    found: dict[str, list[list[str]]] = {}
    for claim, ways in re.findall(r'data-allegation="([^"]+)" data-number="\d+" data-ways="([^"]*)"', html):
        found[claim] = json.loads(ways.replace("&quot;", '"').replace("&#x27;", "'"))
    assert found == {c.id: [[step.key for step in way] for way in lineage.ways(c)] for c in analysis.allegations}
    for claim in analysis.allegations:  # it stands at the end of each of its ways
        assert html.count(f'data-allegation="{claim.id}"') == len({way[-1].key for way in lineage.ways(claim)})


def test_the_matrix_has_every_origin_of_an_allegation() -> None:
    html = grid.html(view(full()))
    assert html.count('data-allegation="c1"') == 2 and html.count('data-allegation="c2"') == 1
    assert "accused denies" in html and "accused was not reached" in html and "by 2 origins" in html
    assert "nobody stands accused" in grid.html(view(no_allegation()))


def test_somebody_who_was_not_reached_has_not_answered() -> None:
    assert "1 is recorded to have answered" in parts.numbers(full()).text


def test_statements_lead_back_to_their_cards_without_changing_the_text() -> None:
    v = view(full())
    html = snippets.text(v, linked=True)
    assert re.findall(r'href="#allegation-(\d)"', html) == ["1", "1", "1", "2", "1", "2"]
    assert "bf-ref" not in snippets.text(v)


def test_the_layer_of_the_analyst_is_told_apart() -> None:
    made = weighing.analyst(full())
    assert "2 corrections, 3 grades and 2 notes; 1 allegation was taken out" in made.text
    assert (
        "bf-judged" in made.html
        and "The fund has a second account." in made.html
        and "Lunt moved the money" in made.html
    )
    assert "No analyst has corrected this reading" in weighing.analyst(first_seed()).text
    assert "bf-judged" not in weighing.voice_key(first_seed()).html


def test_assumptions_and_alternatives_follow_from_counting() -> None:
    said = weighing.reading(full()).text
    assert "Without what is hedged or negated, 1 of 2 allegations stand." in said
    assert "Without the sources that have no name, 1 of 2 allegations stand." in said
    assert "led back to the source" not in said
    assert weighing.reading(as_briefing(no_allegation())).text.count("\n") == 1


def test_a_second_account_is_asked_for_where_one_source_carries_most() -> None:
    one = [Claim("Firm stole", ("Firm",), ("Ann Bo",)), Claim("Firm ran", ("Firm",), ("Ann Bo",))]
    said = "A second account that does not pass through Ann Bo would change most: "
    assert f"{said}every allegation rests on it." in weighing.reading(build(TEXT, PEOPLE, one)).text
    most = [*one, Claim("Firm lied", ("Firm",), ("Cy Do",))]
    assert f"{said}2 allegations rest on it." in weighing.reading(build(TEXT, PEOPLE, most)).text
    assert "would change most" not in weighing.reading(build(TEXT, PEOPLE, [one[0], most[2]])).text


def test_dates_without_a_year_are_said_to_be_read_by_the_filing_date_if_there_is_one() -> None:
    assert "taken for the last such day before the filing date" in weighing.reading(first_seed()).text
    assert "stays without one" in weighing.reading(build(TEXT)).text


def test_what_stands_first_can_be_followed_to_the_words() -> None:
    """From the bottom line to the card, from the card to the text: two clicks. From a number to what was counted."""
    html = parts.bottom_line(first_seed(), linked=True).html
    [number] = re.findall(r'<q>[^<]+</q>.*href="#allegation-(\d+)"', html)
    assert f'id="allegation-{number}"' in card.cards(first_seed())
    places = re.findall(r'href="#([^"]+)"', parts.numbers(first_seed(), linked=True).html)
    assert places == ["accusations", "roots", "register"]
    assert 'href="#chains"' in parts.load_bearing(first_seed(), linked=True).html
    assert 'href="#allegation-' in parts.questions(first_seed(), linked=True).html
    for part in (parts.bottom_line, parts.numbers, parts.load_bearing, parts.questions):
        assert "href" not in part(first_seed()).html and "href" not in part(no_allegation(), linked=True).html
