"""Notebook in, page out: nothing lost, nothing loaded, nothing that runs but our own script."""

from __future__ import annotations

import base64
import copy
import dataclasses
import gzip
import hashlib
import html
import json
import re
from typing import Any

import pytest

from briefing.render.facts import PageFacts
from briefing.render.page import PageError, make_page
from briefing.render.sanitise import clean
from briefing.render.wording import WordingError

SEED = "Acme robbed the bank, Bob said. “It is a lie,” Acme said."
FACTS = PageFacts(name="a", title="A & B", tlp="TLP:AMBER+STRICT", as_of="2026-01-08", text=SEED)
PLOT = {"data": [{"type": "scatter", "x": [1, 2], "y": [3, 4], "text": ["</script><script>alert(1)</script>", "b"]}],
        "layout": {"title": {"text": "T<br>U"}, "height": 300, "margin": {"t": 74}, "template": {"data": {}}},
        "config": {"showSendToCloud": True, "plotlyServerURL": "https://example.org"}}  # fmt: skip
FIGURE = {
    "output_type": "display_data",
    "data": {
        "application/vnd.plotly.v1+json": PLOT,
        "text/plain": "Two points",
        "text/html": "<table><caption>Points</caption><tr><th scope='row'>1</th><td>3</td></tr></table>",
    },
    "metadata": {"briefing": {"kind": "figure", "title": "It <rises>", "caption": "Source: us", "alt": "Two points"}},
}


def block(markup: str, **told: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": markup}, "metadata": {"briefing": told}}


def code(*outputs: dict[str, Any], tags: tuple[str, ...] = (), source: str = "show.secret(x)") -> dict[str, Any]:
    return {"cell_type": "code", "id": "c", "metadata": {"tags": list(tags)}, "source": source, "execution_count": 1,
            "outputs": list(outputs)}  # fmt: skip


def markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "m", "metadata": {}, "source": [text]}


def notebook(*cells: dict[str, Any]) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)})


GOOD = (markdown("# Briefing\n\nA question?"), markdown("## One"), code(FIGURE), markdown("## Two\n\n### Part"),
        code(block("<p>Words</p>", kind="block")))  # fmt: skip


def test_everything_shown_is_there_and_no_code() -> None:
    page = make_page(notebook(*GOOD), FACTS)
    assert page.count("<h1>") == 1
    assert "<h1>A &amp; B</h1>" in page
    assert "A question?" in page
    assert "<p>Words</p>" in page
    assert "show.secret" not in page
    assert page.count('<figure class="bf-figure"') == 1
    assert "It &lt;rises&gt;" in page
    assert "Source: us" in page
    assert '<details class="bf-data">' in page
    assert re.findall(r'<a href="#([^"]+)">(One|Two)</a>', page) == [("section-one", "One"), ("section-two", "Two")]
    assert page.count("<section ") == page.count("</section>") == 2
    assert page.count("TLP:AMBER+STRICT</p>") == 2
    assert '<html lang="en">' in page
    assert "<noscript>" in page


def sources(page: str, directive: str) -> set[str]:
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    return set(re.findall(rf"{directive} ([^;]*)", policy)[0].split())


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_our_script_and_style_and_nothing_else() -> None:
    page = make_page(notebook(*GOOD), FACTS)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    library = gzip.decompress(base64.b64decode(re.findall(r'id="plotly">([^<]*)<', page)[0])).decode()
    assert (len(scripts), len(styles)) == (2, 1)
    assert sources(page, "script-src") == {*map(sha256, scripts), sha256(library)}
    assert sources(page, "style-src") == {sha256(styles[0]), sha256("")}
    assert sources(page, "default-src") == {"'none'"}
    assert "unsafe" not in page.split("<style>")[0]


def test_no_address_is_loaded() -> None:
    page = make_page(notebook(*GOOD), FACTS)
    assert re.findall(r'(?:src|href|action|poster|data)\s*=\s*"(?!#)[^"]', page) == []
    assert not re.search(r"@import|url\((?!#)", page.split("</style>")[0])


def test_figures_are_made_safe() -> None:
    page = make_page(notebook(*GOOD), FACTS)
    (figure,) = json.loads(re.findall(r'id="figures">(.*?)</script>', page, re.DOTALL)[0])
    assert figure["data"][0]["text"] == PLOT["data"][0]["text"]  # type: ignore[index]
    assert "<script>alert" not in page
    assert figure["config"]["showSendToCloud"] is False
    assert figure["config"]["plotlyServerURL"] == ""
    assert "template" not in figure["layout"]
    assert "title" not in figure["layout"]
    assert figure["layout"]["height"] < 300
    assert 300 - figure["layout"]["height"] == 74 - figure["layout"]["margin"]["t"]


def test_a_page_without_figures_is_small_and_does_without_plotly() -> None:
    page = make_page(notebook(markdown("# B\n\ntext"), code(block("<p>x</p>"))), FACTS)
    assert len(page) < 60_000
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert sources(page, "script-src") == {sha256(script)}
    assert 'id="plotly"' not in page


def test_the_same_notebook_gives_the_same_bytes() -> None:
    assert make_page(notebook(*GOOD), FACTS) == make_page(notebook(*GOOD), FACTS)


def test_hidden_cells_style_and_streams_are_left_out() -> None:
    page = make_page(
        notebook(
            markdown("# B\n\ntext"),
            code(block("<p>hidden</p>"), tags=("remove-cell",)),
            code(block("<style>p{}</style>look", kind="style")),
            code({"output_type": "stream", "name": "stdout", "text": "chatter"}),
        ),
        FACTS,
    )
    shown = page.split("</style>")[1].split("<script>")[0]
    assert not [word for word in ("hidden", "look", "chatter") if word in shown]


def test_plain_results_are_shown_as_they_are() -> None:
    result = {"output_type": "execute_result", "data": {"text/plain": ["<b>", "1"]}, "metadata": {}}
    assert "<pre>&lt;b&gt;1</pre>" in make_page(notebook(markdown("text"), code(result)), FACTS)


def test_the_masthead_gives_title_and_facts() -> None:
    head = '<div class="bf"><p class="bf-marking">TLP:RED</p><p class="bf-title">From &amp; text</p>' \
           "<dl><dt>Filed</dt><dd>Paris</dd></dl></div>"  # fmt: skip
    source = notebook(markdown("# Kind\n\ntext"), code(block(head, kind="block", name="masthead")))
    page = make_page(source)
    assert "<h1>From &amp; text</h1>" in page
    assert '<p class="masthead-kind">Kind</p>' in page
    assert '<div class="bf-fact"><dt>Filed</dt><dd>Paris</dd></div>' in page
    assert page.count("From &amp; text") == 2  # title element and h1
    assert "TLP:RED" not in page


def test_without_facts_they_come_from_the_parameters() -> None:
    source = notebook(
        markdown("# Kind\n\ntext"),
        code(tags=("parameters",), source='seed: str = "seeds/x.txt"  # file\ntlp: str = "TLP:CLEAR"\ntitle = ""'),
        code(tags=("injected-parameters",), source='# Parameters\ntlp = "TLP:RED"\ntitle = "Given"\nn = 1\n'),
    )
    page = make_page(source)
    assert "<h1>Given</h1>" in page
    assert page.count("TLP:RED</p>") == 2


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([markdown("text"), {**code(), "execution_count": None}], "cell 2 has not been run"),
        ([code({"output_type": "error", "ename": "E", "evalue": "bad", "traceback": []})], "cell 1 ended with E: bad"),
        ([], "shows nothing"),
        ([code()], "shows nothing"),
        ([markdown("[x](#nowhere)")], "a link to #nowhere"),
        ([code(block('<p><q data-span="0-4">Acme</q> <q data-span="5-11">stole</q></p>'))], "quotes 'stole'"),
        ([code(block('<p><q data-span="0-4">Acme…</q> <q data-span="5-11">rob…</q> <q data-span="0-9">Bob…</q></p>'))],
         "quotes 'Bob…' as characters 0 to 9"),
        ([code(block('<p><q><mark data-span="5-11">stole</mark></q></p>'))], "quotes 'stole'"),
        ([code(block('<p><q data-span="0-999">Acme</q></p>'))], "quotes 'Acme'"),
    ],
)  # fmt: skip
def test_no_page_is_made_of_what_does_not_hold(cells: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(PageError, match=re.escape(message)):
        make_page(notebook(*cells), FACTS)


def test_true_quotations_pass() -> None:
    quotes = '<p><q data-span="0-20">Acme robbed the bank</q> <q data-span="0-20">Acme robbed…</q> ' \
             '<q data-span="32-46">It is a lie,</q> <mark data-span="0-4">Acme</mark></p>'  # fmt: skip
    make_page(notebook(code(block(quotes))), FACTS)


def test_a_figure_without_words_is_refused() -> None:
    bare = copy.deepcopy(FIGURE)
    bare["metadata"] = {}
    bare["data"]["text/plain"] = ""  # type: ignore[index]
    with pytest.raises(PageError, match="no description in words"):
        make_page(notebook(code(bare)), FACTS)


@pytest.mark.parametrize(
    ("dirty", "wanted"),
    [
        ("<p onclick='x()' style='color:red' class='a'>x</p>", '<p class="a">x</p>'),
        ("<script>alert(1)</script>x<SCRIPT SRC=//h/x.js></SCRIPT>", "x"),
        ("<style>p{}</style>x", "x"),
        ("<a href='https://h'>x</a><a href='javascript:x'>y</a>", "<a>x</a><a>y</a>"),
        ("<a href='#z'>z</a>", '<a href="#z">z</a>'),
        ("<img src=x onerror=y>a<iframe src=x></iframe><object>o</object>", "a"),
        ("<svg viewBox='0 0 1 1'><path d='M0' fill='url(http://h)'/></svg>",
         '<svg viewBox="0 0 1 1"><path d="M0"></path></svg>'),
        ("<svg><use href='http://h'/><animate/></svg>", "<svg></svg>"),
        ("<div><p>a</div></section></main>b", "<div><p>a</p></div>b"),
        ("<b>a", "<b>a</b>"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
        ("<p title='\"><script>'>x</p>", '<p title="&quot;&gt;&lt;script&gt;">x</p>'),
        ("<!-- c --><br/>x<unknown>y</unknown>", "<br>xy"),
        ("<form action=x><input name=y><button>z</button></form>", "z"),
        ("<base href=//h><meta http-equiv=refresh content=0><link rel=stylesheet href=x>a", "a"),
    ],
)  # fmt: skip
def test_sanitise(dirty: str, wanted: str) -> None:
    assert clean(dirty) == wanted


def test_links_of_markdown_are_printed_not_followed() -> None:
    page = make_page(
        notebook(markdown("[a](https://example.org/x) ![p](https://example.org/p.png) <b onclick=x>b</b>")), FACTS
    )
    assert "a <code>https://example.org/x</code>" in page
    assert "<em>p</em>" in page
    assert "p.png" not in page
    assert "<b onclick" not in page


def test_statements_of_an_allegation_stand_together() -> None:
    statements = '<p class="bf-statement"><q>a</q></p><p class="bf-statement"><q>b</q></p><p class="bf-more">1 more</p>'
    page = make_page(notebook(code(block(f"<article>{statements}<dl><dt>x</dt><dd>y</dd></dl></article>"))), FACTS)
    assert f'<article><div class="bf-evidence">{statements}</div><dl><div class="bf-fact">' in page


def test_the_exporter_is_registered_and_makes_the_page() -> None:
    """`jupyter nbconvert --to briefing` and JupyterLab's export menu find it by its entry point."""
    import nbformat
    from nbconvert.exporters import get_exporter

    node = nbformat.reads(notebook(*({**cell, "id": f"c{i}"} for i, cell in enumerate(GOOD))), as_version=4)
    page, resources = get_exporter("briefing")().from_notebook_node(node)
    assert resources["output_extension"] == ".html"
    assert page.count('<figure class="bf-figure"') == 1


def test_what_changed_since_an_earlier_run_is_a_section_of_its_own() -> None:
    lines = ("New: Acme: “robbed & ran” (put flatly)", "Nothing else.")
    page = make_page(notebook(*GOOD), dataclasses.replace(FACTS, changes=lines))
    assert '<h2 id="section-what-changed">What changed</h2>' in page
    assert "<li>New: <bdi>Acme: “robbed &amp; ran” (put flatly)</bdi></li><li>Nothing else.</li>" in page
    assert "What changed" not in make_page(notebook(*GOOD), FACTS)


def test_hidden_characters_are_shown_and_do_nothing() -> None:
    seed = "Acme\u202e robbed\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 it.\x07"
    shown = f'<p><q data-span="0-{len(seed)}">{seed}</q></p><p title="\u202ex">y</p>'
    page = make_page(
        notebook(code(block(shown))), dataclasses.replace(FACTS, text=seed, title="A\u202eB", name="n\u202e")
    )
    assert not re.search("[\u202e\x07]", page)
    assert 'Acme<span class="bf-control" data-code="U+202E"></span> robbed' in page
    assert 'data-code="2 more marks"' in page and 'data-code="U+0007"' in page
    assert "<title>AB · " in page and 'title="x"' in page
    drawing = make_page(notebook(code(block("<p>x</p><svg><text>a\u202eb</text></svg>"))), FACTS)
    assert "<text>ab</text>" in drawing


def test_a_page_that_breaks_a_rule_of_wording_is_not_made() -> None:
    with pytest.raises(WordingError, match=r"“It may be so\.” has “may”"):
        make_page(notebook(code(block("<p>It is late. It may be so.</p>"))), FACTS)
    with pytest.raises(WordingError, match="“They proved it”"):
        make_page(notebook(*GOOD), dataclasses.replace(FACTS, title="They proved it"))
    make_page(notebook(*GOOD), dataclasses.replace(FACTS, title="They proved it", text=f"They proved it. {SEED}"))


def test_the_headline_of_a_seed_is_a_quotation_and_a_title_of_ours_is_none() -> None:
    page = make_page(notebook(*GOOD), dataclasses.replace(FACTS, title="It is a lie,"))
    assert "<h1><q>It is a lie,</q></h1>" in page and "on a text headed</p>" in page
    assert "<q>" not in make_page(notebook(*GOOD), FACTS) and "on a text headed" not in make_page(
        notebook(*GOOD), FACTS
    )
