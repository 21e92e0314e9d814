"""Evidence or nothing: words shown are the words of the seed, all of them, escaped, and checked again when shown."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from show_samples import EVERY_CASE, Claim, as_briefing, build, crowd, first_seed, flat_source, negated, no_allegation

from briefing.show import card, drawn, grid, parts, snippets, tables, tree, weighing
from briefing.show.evidence import EvidenceMismatch
from briefing.show.places import Places
from briefing.show.table import Table
from briefing.show.view import view

EVERY_TABLE = {
    name: getattr(tables, name)
    for name in ("actors", "allegations", "attributions", "chains", "responses", "bearing", "unnamed")
}


class Strict(HTMLParser):
    """Reads HTML as the page's policy allows it: balanced, classes only, no style, no handler, ids once."""

    VOID = ("br",)

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            drawing = ("role", "d", "x", "y", "cx", "cy", "r", "points", "width", "height", "viewbox", "stroke-width",
                       "text-anchor", "tabindex")  # fmt: skip
            allowed = name in ("class", "id", "href", "scope", "title", *drawing) or name.startswith(("data-", "aria-"))
            assert allowed, f"{name} on {tag}"
            if name == "id":
                self.ids.append(str(value))
            if name == "href":
                assert str(value).startswith("#")
                self.links.append(str(value)[1:])
        assert tag not in ("script", "style", "img", "iframe", "b-ribes")
        if tag not in self.VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}>"
        self.text += "\n" * (tag == "p")

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    return parser


def page(analysis: Any) -> str:
    """All HTML of a briefing, linked, as notebook 05 shows it."""
    v = view(as_briefing(analysis))
    made = [
        part(v).html for part in (parts.masthead, parts.bottom_line, parts.numbers, parts.silences, parts.questions)
    ]
    made += [part(v, linked=True).html for part in (weighing.sources, weighing.drift)]
    made += [part(v).html for part in (weighing.roots, weighing.reading, weighing.analyst, weighing.voice_key)]
    made += [table(v).html(linked=True) for table in EVERY_TABLE.values()]
    made += [drawn.actor_map(v), grid.html(v, linked=True), tree.html(v, linked=True), card.cards(v, linked=True)]
    return "".join([*made, parts.method(v).html, snippets.legend(v), snippets.text(v, linked=True)])


@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_html_is_clean_and_every_link_has_its_place(case: str) -> None:
    found = read(page(EVERY_CASE[case]()))
    assert set(found.links) <= set(found.ids)
    assert set(found.headings) <= {"h3", "h4"}
    if EVERY_CASE[case]().allegations:
        assert found.links


@pytest.mark.parametrize("case", EVERY_CASE)
def test_the_whole_text_is_shown_and_nothing_else(case: str) -> None:
    v = view(EVERY_CASE[case]())
    assert read(snippets.text(v)).text.split() == v.text.split()


def test_every_span_has_an_anchor_and_stands_where_it_should() -> None:
    v = view(first_seed())
    html = snippets.text(v)
    places = {(start, end) for start, end, _, _ in snippets.spans(v)}
    assert places and {f"s-{s}-{e}" for s, e in places} == set(read(html).ids)
    for start, end in places:
        pieces = re.findall(rf'data-spans="[^"]*(?<![\d-]){start}-{end}(?![\d-])[^"]*"[^>]*>([^<]*)<', html)
        assert unescape("".join(pieces)) == v.text[start:end]


def test_markup_of_the_seed_is_shown_as_words() -> None:
    html = page(negated())
    assert "<b>bribes" not in html and "&lt;b&gt;bribes" in html


@pytest.mark.parametrize("name", EVERY_TABLE)
@pytest.mark.parametrize("case", EVERY_CASE)
def test_tables_are_frames_with_evidence_that_is_compared(case: str, name: str) -> None:
    table: Table = EVERY_TABLE[name](EVERY_CASE[case]())
    assert isinstance(table.frame, pd.DataFrame)
    if table.frame.empty:
        assert table.html().startswith('<p class="bf-empty">') and table.text() == table.empty
        return
    assert len(re.findall(r"<tr\b", table.html())) == len(table.frame) + 1
    [words] = [column.name for column in table.columns if column.kind == "evidence"]
    with_evidence = table.frame[table.frame[words] != ""]
    if with_evidence.empty:
        return
    row = with_evidence.index[0]
    table.frame.loc[row, words] = "words that nobody wrote"
    with pytest.raises(EvidenceMismatch, match="words that nobody wrote"):
        table.html()


def test_an_analysis_of_another_text_is_found_by_its_names() -> None:
    analysis = first_seed()
    shifted = analysis.model_copy(
        update={"seed": analysis.seed.model_copy(update={"text": "Now. " + analysis.seed.text})}
    )
    with pytest.raises(EvidenceMismatch, match="no name of this actor") as error:
        view(shifted)
    assert "iskp-memri" in str(error.value) and "Make the analysis again" in str(error.value)


def test_a_mention_that_is_meant_otherwise_stops_nothing() -> None:
    analysis = first_seed()
    moved = analysis.actors[0].mentions[0].model_copy(update={"start": 3, "end": 9})
    actor = analysis.actors[0].model_copy(update={"mentions": (moved,)})
    view(analysis.model_copy(update={"actors": (actor, *analysis.actors[1:])}))


@pytest.mark.parametrize("span", [(0, 10_000), (5, 5), (12, 13)])
def test_a_span_outside_the_text_or_of_blanks_is_refused(span: tuple[int, int]) -> None:
    v = view(build("Headline one\n \nBody."))
    with pytest.raises(EvidenceMismatch):
        v.quote("a test", *span)


def test_the_columns_of_actors_count() -> None:
    frame = tables.actors(first_seed()).frame.set_index("actor")
    assert frame.loc["Pakistan", "accused"] == 5 and frame.loc["Pakistan", "mentions"] == 12
    assert frame.loc["Middle East Media Research Institute", "carries"] == 14
    short = tables.actors(crowd(), most=10)
    assert len(short.frame) == 10 and "70 more left out" in short.caption


def test_the_reply_ledger_quotes_the_reply() -> None:
    frame = tables.responses(flat_source()).frame
    assert list(frame["reply"]) == ["denies"] and list(frame["words"]) == ["Orbis Mills denied it"]
    assert list(tables.responses(first_seed()).frame["reply"].unique()) == ["not recorded"]


def test_cards_have_the_words_of_every_rung_hedge_and_reply() -> None:
    html = card.cards(first_seed())
    assert html.count("<article") == 14
    assert "classified Indian dossier</q>" in html and "persistent allegations</q>" in html
    assert "accused in <bdi>a classified Indian dossier</bdi>" in html and "accused by their own account" in html
    assert "denies: <q" in card.cards(flat_source())
    assert "href" not in html and "No allegation was found" in card.cards(no_allegation())


def test_overlapping_statements_of_one_sentence_are_shown_once() -> None:
    text = "T\nFirm, which lied to its staff, stole."
    analysis = build(text, [("Firm", "company")], [Claim("Firm, which lied to its staff", ("Firm",), more=("lied",))])
    assert card.cards(analysis).count('class="bf-statement"') == 1


def test_places_and_sentences() -> None:
    text = "Head\nMr. Smith met U.S. staff. “It was late.” He left at 5 p.m. on Jan. 3.\n\nLast line"
    places = Places(build(text).seed)

    def sentence(words: str) -> str:
        start = text.index(words)
        first, last = places.sentence(start, start + len(words))
        return text[first:last]

    assert places.name(0) == "headline" and places.name(text.index("late")) == "¶1"
    assert places.paragraphs == 2
    assert sentence("staff") == "Mr. Smith met U.S. staff."
    assert sentence("late") == "“It was late.”"
    assert sentence("left") == "He left at 5 p.m. on Jan. 3."
    assert sentence("Last") == "Last line"
    assert sentence("staff. “It was") == "Mr. Smith met U.S. staff. “It was late.”"


def test_the_dash_after_a_dateline_is_no_paragraph() -> None:
    text = "Head\nOSTEN (Courier) - Ann left.\nBo stayed."
    made = build(text, dateline=("OSTEN (Courier)", "OSTEN", None))
    cut = text.index("Ann")
    head, story, *rest = made.seed.sections
    line = made.seed.dateline
    assert line is not None
    sections = (
        head,
        story.model_copy(update={"end": line.end, "kind": "dateline"}),
        story.model_copy(update={"start": cut}),
        *rest,
    )
    seed = made.seed.model_copy(update={"sections": sections})
    places = Places(seed)
    assert [(block.name, text[block.start : block.end]) for block in places.blocks] == [
        ("headline", "Head"),
        ("dateline", "OSTEN (Courier) -"),
        ("¶1", "Ann left."),
        ("¶2", "Bo stayed."),
    ]
    assert "OSTEN (Courier) -</p>" in snippets.text(view(made.model_copy(update={"seed": seed})))


def test_text_that_no_section_covers_is_shown_too() -> None:
    analysis = build("One line\nTwo lines")
    bare = analysis.model_copy(update={"seed": analysis.seed.model_copy(update={"sections": ()})})
    assert "Two lines" in snippets.text(view(bare))
    empty = analysis.model_copy(
        update={"seed": analysis.seed.model_copy(update={"sections": analysis.seed.sections[:1]})}
    )
    assert "Two lines" in snippets.text(view(empty))
