"""Markdown and HTML. All texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stories import parts, seed_of

LEAD = "The port authority paid a shell company for dredging that was never done, an audit seen by this newspaper says."
SECOND = "The authority rejects the finding and says that the work was delayed by two winters of storms."


MARKDOWN = f"""---
title: Ghost dredging
publisher: Varnholm Courier
date: 2025-03-05
---
*[Invented text for demonstration]*

# Audit finds *ghost* dredging

**By Ada Lindqvist**

VARNHOLM, March 4 — {LEAD} It names [three
officials](https://example.org/three "who") and `HILMA-2`.

## What the audit says

> {SECOND}

- a first item of the list, which says something
- a second item

![The dredger Hilma at rest in May](hilma.jpg)

| year | paid |
|---|---|
| 2023 | 4 million |

<!-- a remark -->
"""


def test_markdown(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, MARKDOWN, "story.md")
    assert parts(seed) == [
        ("boilerplate", "[Invented text for demonstration]"),
        ("headline", "Audit finds ghost dredging"),
        ("byline", "By Ada Lindqvist"),
        ("dateline", "VARNHOLM, March 4"),
        ("paragraph", f"{LEAD} It names three officials and HILMA-2."),
        ("heading", "What the audit says"),
        ("paragraph", SECOND),
        ("paragraph", "a first item of the list, which says something"),
        ("paragraph", "a second item"),
        ("caption", "The dredger Hilma at rest in May"),
        ("paragraph", "year | paid"),
        ("paragraph", "2023 | 4 million"),
    ]
    assert (seed.title, seed.outlet, seed.media_type) == (
        "Audit finds ghost dredging",
        "Varnholm Courier",
        "text/markdown",
    )
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == ("VARNHOLM", "2025-03-04")
    assert "**" not in seed.text
    assert "https" not in seed.text
    assert "remark" not in seed.text


def test_markdown_title_of_the_front_matter_becomes_the_headline(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, f"---\ntitle: Ghost dredging in Varnholm\n---\n\n{LEAD}\n\n{SECOND}\n", "story.markdown")
    assert parts(seed) == [("headline", "Ghost dredging in Varnholm"), ("paragraph", LEAD), ("paragraph", SECOND)]


def test_markdown_without_markup_reads_like_text(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, f"Ghost dredging in Varnholm\n\nBEIRUT (Reuters) – {LEAD}\n\n{SECOND}\n", "story.md")
    assert [kind for kind, _ in parts(seed)] == ["headline", "dateline", "paragraph", "paragraph"]
    assert seed.outlet == "Reuters"


def test_markdown_with_broken_front_matter(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, f"---\na: [b\n---\n\n# Ghost dredging\n\n{LEAD}\n", "story.md")
    assert seed.title == "Ghost dredging"


def page(head: str, article: str) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/e'>Europe</a></nav>"
        f"<main><article>{article}</article></main><aside>Buy our mugs today</aside><footer>Imprint</footer>"
        "</body></html>"
    )


HEAD = (
    "<title>Audit finds ghost dredging - Varnholm Courier</title>"
    "<meta property='og:site_name' content='Varnholm Courier'>"
    "<meta property='article:published_time' content='2025-03-05T06:00:00Z'>"
)
ARTICLE = (
    f"<h1>Audit finds ghost dredging</h1><p>VARNHOLM, March 4 (Reuters) - {LEAD} It names <b>three</b> officials.</p>"
    "<figure><img src='h.jpg'><figcaption>The dredger Hilma at rest in May</figcaption></figure>"
    f"<h2>What the audit says</h2><p>{SECOND}<br>Nobody was charged.</p>"
    "<blockquote><p>We were cheated, all of us, and for years.</p></blockquote>"
    "<ul><li>a first item of the list, which says something</li><li>a second item</li></ul>"
)


def test_html(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, page(HEAD, ARTICLE), "story.html")
    assert parts(seed) == [
        ("headline", "Audit finds ghost dredging"),
        ("dateline", "VARNHOLM, March 4 (Reuters)"),
        ("paragraph", f"{LEAD} It names three officials."),
        ("caption", "The dredger Hilma at rest in May"),
        ("heading", "What the audit says"),
        ("paragraph", f"{SECOND}\nNobody was charged."),
        ("paragraph", "We were cheated, all of us, and for years."),
        ("paragraph", "a first item of the list, which says something"),
        ("paragraph", "a second item"),
    ]
    # the publisher of the page comes before the agency that the dateline names
    assert (seed.title, seed.outlet, seed.media_type) == ("Audit finds ghost dredging", "Varnholm Courier", "text/html")
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == ("VARNHOLM", "2025-03-04")
    for outside in ("mugs", "Imprint", "Home"):
        assert outside not in seed.text


def test_html_outlet_behind_the_headline_and_a_byline_of_the_page(tmp_path: Path) -> None:
    head = "<title>Ghost dredging in Varnholm – Varnholm Leaf</title>"
    body = f"<h1>Ghost dredging in Varnholm</h1><p class='story byline'>By Ada Lindqvist</p>{4 * f'<p>{LEAD}</p><p>{SECOND}</p>'}"
    seed = seed_of(tmp_path, page(head, body), "story.html")
    assert parts(seed)[:3] == [("headline", seed.title), ("byline", "By Ada Lindqvist"), ("paragraph", LEAD)]
    assert seed.outlet == "Varnholm Leaf"
    long = head.replace("Varnholm Leaf", "what three officials of the port say")
    assert seed_of(tmp_path, page(long, body), "other.html").outlet is None


def test_html_title_that_the_article_lacks_is_put_first(tmp_path: Path) -> None:
    body = f"<p>{LEAD}</p><p>{SECOND}</p><p>{LEAD}</p>"
    seed = seed_of(tmp_path, page("<title>Ghost dredging in Varnholm | Varnholm Courier</title>", body), "story.htm")
    assert parts(seed)[0] == ("headline", "Ghost dredging in Varnholm")
    assert (seed.title, seed.outlet) == ("Ghost dredging in Varnholm", "Varnholm Courier")
    assert parts(seed)[-3:] == [("paragraph", LEAD), ("paragraph", SECOND), ("paragraph", LEAD)]


def test_html_facts_in_json_ld(tmp_path: Path) -> None:
    facts = {
        "@type": "NewsArticle",
        "headline": "Ghost dredging in Varnholm",
        "datePublished": "2025-12-31",
        "publisher": {"@type": "Organization", "name": "Varnholm Courier"},
    }
    linked = f'<script type="application/ld+json">{json.dumps({"@graph": [facts]})}</script>'
    body = f"<h1>Ghost dredging in Varnholm</h1><p>VARNHOLM, Dec 30 — {LEAD}</p><p>{SECOND}</p>"
    seed = seed_of(tmp_path, page(linked, body), "story.html")
    assert (seed.title, seed.outlet) == ("Ghost dredging in Varnholm", "Varnholm Courier")
    assert seed.dateline is not None
    assert seed.dateline.date == "2025-12-30"


@pytest.mark.parametrize("broken", ['{"headline": ', '["a", 1]', '"text"', '{"publisher": 7, "datePublished": "soon"}'])
def test_html_with_broken_facts(tmp_path: Path, broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    seed = seed_of(tmp_path, page(head, f"<h1>Ghost dredging</h1><p>{LEAD}</p><p>{SECOND}</p>"), "story.html")
    assert (seed.title, seed.outlet) == ("Ghost dredging", None)


@pytest.mark.parametrize("name", ["story.txt", "story"])
def test_html_under_a_name_of_plain_text(tmp_path: Path, name: str) -> None:
    seed = seed_of(tmp_path, page(HEAD, ARTICLE), name)
    assert seed.media_type == "text/html"
    assert seed.name == "story"


def test_html_does_not_depend_on_what_was_read_before(tmp_path: Path) -> None:
    first = seed_of(tmp_path, page(HEAD, ARTICLE), "a.html")
    for _ in range(3):
        assert seed_of(tmp_path, page(HEAD, ARTICLE), "a.html") == first
