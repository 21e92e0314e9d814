"""The figures: valid plotly, plain values, the same every time, and saying what the analysis says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from show_samples import EVERY_CASE, Claim, build, crowd, first_seed, flat_source, negated, no_allegation

from briefing.show import dates, figures, theme
from briefing.show.evidence import EvidenceMismatch
from briefing.show.figure import Figure, Missing, plain
from briefing.show.figures.mapping import MOST_ACCUSED, MOST_SOURCES
from briefing.show.view import view

EVERY_FIGURE = {name: getattr(figures, name) for name in figures.__all__}


def drawn() -> list[Any]:
    """Every figure of every case that has one; that the others say so is tested below."""
    made = {(case, name): draw(EVERY_CASE[case]()) for case in EVERY_CASE for name, draw in EVERY_FIGURE.items()}
    return [pytest.param(case, name, id=f"{case}, {name}") for (case, name), f in made.items() if isinstance(f, Figure)]


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, item in value.items():
            assert isinstance(key, str)
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@pytest.mark.parametrize(("case", "name"), drawn())
def test_figures_are_plain_valid_and_the_same_twice(case: str, name: str) -> None:
    figure = EVERY_FIGURE[name](EVERY_CASE[case]())
    made = figure.json()
    assert set(made) == {"data", "layout", "config"}
    assert "template" not in made["layout"]
    for leaf in leaves(made):
        assert leaf is None or type(leaf) in (str, int, float, bool), leaf
        if type(leaf) is float:
            assert leaf == float(f"{leaf:.6g}")
    assert json.dumps(made) == json.dumps(EVERY_FIGURE[name](EVERY_CASE[case]()).json())
    assert len(json.dumps(made)) < 60_000
    figure.plotly()  # plotly refuses a property that it does not know


@pytest.mark.parametrize(("case", "name"), drawn())
def test_figures_come_with_words_and_a_table(case: str, name: str) -> None:
    figure = EVERY_FIGURE[name](EVERY_CASE[case]())
    for words in (figure.title, figure.caption, figure.alt):
        assert words and "  " not in words and "None" not in words
    assert figure.alt.endswith(".") and figure.caption.endswith(".")
    assert figure.json()["layout"]["title"]["text"].replace("<br>", " ").startswith(figure.title[:40])
    html = figure.table.html()
    assert html.startswith("<table") and "<caption>" in html and 'scope="col"' in html and 'scope="row"' in html


@pytest.mark.parametrize("name", ["actor_map", "matrix", "ladder", "bearing"])
def test_without_allegations_there_is_a_line_in_the_place_of_a_figure(name: str) -> None:
    made = EVERY_FIGURE[name](no_allegation())
    assert isinstance(made, Missing) and "No allegation was found" in made.text


def test_no_way_out_to_a_server_is_offered() -> None:
    assert theme.CONFIG["showSendToCloud"] is False and theme.CONFIG["plotlyServerURL"] == ""


def line_styles(figure: Figure, colour: str) -> set[str]:
    return {t["line"].get("dash", "solid") for t in figure.data if "line" in t and t["line"].get("color") == colour}


def test_certainty_is_drawn_as_line_and_accusation_is_told_from_sourcing() -> None:
    for figure in (figures.actor_map(negated()), figures.ladder(negated())):
        assert isinstance(figure, Figure)
        assert line_styles(figure, theme.ACCUSATION) == {"dot", "dash"}
        assert line_styles(figure, theme.SOURCING) == {"solid"}
    network = figures.actor_map(first_seed())
    assert isinstance(network, Figure)
    arrows = {t["line"]["color"] for t in network.data if t.get("marker", {}).get("symbol") == "arrow"}
    assert arrows == {theme.ACCUSATION}


def test_the_matrix_has_a_mark_for_each_accusation_and_a_ring_for_each_reply() -> None:
    figure = figures.matrix(first_seed())
    assert isinstance(figure, Figure)
    marks = figure.data[-1]
    assert len(marks["x"]) == sum(len(claim.accused) for claim in first_seed().allegations)
    assert len({(x, y) for x, y in zip(marks["x"], marks["y"], strict=True)}) == len(marks["x"])
    hedged = sum(len(c.accused) for c in first_seed().allegations if c.certainty == "hedged")
    assert marks["marker"]["symbol"].count("circle-open") == hedged
    answered = figures.matrix(flat_source())
    assert isinstance(answered, Figure)
    [ring] = [trace for trace in answered.data if trace["marker"]["color"] == theme.REPLY]
    assert len(ring["x"]) == 1


def test_many_actors_are_thinned_and_the_caption_says_how_many_are_left_out() -> None:
    figure = figures.actor_map(crowd())
    assert isinstance(figure, Figure)
    names = next(t for t in figure.data if t["mode"] == "text")["text"]
    assert len(names) <= MOST_SOURCES + MOST_ACCUSED
    assert f"{41 + 20 - len(names)} less connected names left out" in figure.caption
    assert figure.layout["height"] < 1400


def test_names_do_not_lie_on_each_other() -> None:
    """Two names of one column are at least a row apart, on the map and on the ladder."""
    for made, room in ((figures.actor_map(first_seed()), 0.9), (figures.ladder(first_seed()), 0.9)):
        assert isinstance(made, Figure)
        text = next(t for t in made.data if t["mode"] == "text")
        heights: dict[float, list[float]] = {}
        for x, y in zip(text["x"], text["y"], strict=True):
            heights.setdefault(x, []).append(y)
        for ys in heights.values():
            ys.sort()
            assert all(b - a >= room for a, b in pairwise(ys))


def test_the_ladder_has_every_allegation_and_names_what_carries_most() -> None:
    figure = figures.ladder(first_seed())
    assert isinstance(figure, Figure)
    assert figure.title == "Every allegation passes through MEMRI"
    [marks] = [t for t in figure.data if "customdata" in t]
    assert sorted(marks["customdata"]) == sorted(claim.id for claim in first_seed().allegations)


def test_markup_of_the_seed_is_no_markup_in_a_figure() -> None:
    for name, draw in EVERY_FIGURE.items():
        made = draw(negated())
        if isinstance(made, Figure):
            text = json.dumps(made.json(), ensure_ascii=False)
            assert "<b>bribes" not in text, name
            assert "<b>bribes" not in made.table.html(), name


def test_rounding() -> None:
    assert plain([1 / 3, 2.0, (1, {"a": 1234567.89})]) == [0.333333, 2, [1, {"a": 1234570}]]


def test_registering_the_look_adds_a_template() -> None:
    import plotly.io as pio

    theme.register()
    assert "briefing" in pio.templates


DATED = (
    "Talks fail\nLisbon, Jan 8\nThe firm met in 2008, on 3 March 2011 and in late December 2025. On Thursday, it said \
that 2008 people and 1,999 shares, or 31 June 2012, may march. On Dec. 20 it closed; between 2001 and 2003 it grew."
)


def test_dates_are_read_as_printed_or_worked_out_and_nothing_else_is_a_date() -> None:
    v = view(build(DATED, dateline=("Lisbon, Jan 8", "Lisbon", "2026-01-08")))
    found = {v.text[d.start : d.end]: (str(d.first), str(d.last), d.basis) for d in dates.stated(v)}
    assert found == {
        "2008": ("2008-01-01", "2008-12-31", "printed"),
        "3 March 2011": ("2011-03-03", "2011-03-03", "printed"),
        "December 2025": ("2025-12-01", "2025-12-31", "printed"),
        "Thursday": ("2026-01-08", "2026-01-08", "worked out"),
        "Dec. 20": ("2025-12-20", "2025-12-20", "worked out"),
        "2001": ("2001-01-01", "2001-12-31", "printed"),
        "2003": ("2003-01-01", "2003-12-31", "printed"),
    }


def test_without_a_filing_date_a_day_without_a_year_has_no_place() -> None:
    v = view(build(DATED, headline=False))
    assert {d.basis for d in dates.stated(v)} == {"printed", "open"}
    figure = figures.timeline(v)
    assert isinstance(figure, Figure)
    assert "has no place here" in figure.caption and "not known" in figure.title
    assert isinstance(figures.timeline(no_allegation()), Missing)


def test_the_timeline_marks_dates_in_sentences_that_accuse() -> None:
    text = "T\nFirm lied in 2010. The sky was blue in 2012."
    figure = figures.timeline(build(text, [("Firm", "company")], [Claim("Firm lied", ("Firm",))]))
    assert isinstance(figure, Figure)
    colours = [t["marker"]["color"] for t in figure.data if "marker" in t]
    assert colours == [theme.GREY, theme.ACCUSATION]


def test_an_analysis_of_another_text_is_refused() -> None:
    analysis = first_seed()
    other = analysis.model_copy(
        update={"seed": analysis.seed.model_copy(update={"text": "x" * len(analysis.seed.text)})}
    )
    for draw in EVERY_FIGURE.values():
        with pytest.raises(EvidenceMismatch, match="no name of this actor"):
            draw(other)
