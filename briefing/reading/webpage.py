"""HTML: trafilatura finds the article in the page; title, publisher and date come from what the page declares."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from briefing.errors import ReadingError
from briefing.reading.decoding import decode
from briefing.reading.limits import Limits
from briefing.reading.markup import parse
from briefing.reading.page import BlockHint, Page, PageBuilder

_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}charset\s*=\s*["']?|\?xml[^>]{0,100}encoding\s*=\s*["'])([A-Za-z0-9_:.-]+)""", re.I
)
# Marks captions on their way through the extraction, which drops figures (and characters that cannot be printed).
_MARK = "⟦caption⟧"
_TITLES = ("og:title", "twitter:title", "dc.title")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_DATES = ("article:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "pubdate", "parsely-pub-date")
_LONGEST_BYLINE = 160  # characters
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def read_html(data: bytes, path: Path, limits: Limits) -> Page:
    """Keep the main text of a web page, one block a paragraph, heading, list item or caption, the headline first.

    Title, publisher and date are taken only where the page declares them (meta tags, JSON-LD, title element).
    Raises ReadingError if the page holds no article, as `decode` does, and beyond the limits.
    """
    declared = _CHARSET.search(data[:4096])
    source = decode(data, path, declared[1].decode("ascii") if declared else None).replace(_MARK, "")
    tree = parse(source, path)
    found = None
    if tree is not None:
        facts = _Facts.of(tree)
        byline = _byline(tree)
        for figure in tree.xpath("//figure[.//figcaption]"):
            _keep_caption(figure)
        _drop_unwritable(tree)
        found = trafilatura.extract(
            tree, output_format="xml", include_comments=False, include_tables=True, favor_recall=True
        )
    if not found:
        raise ReadingError(path, "holds no article that could be found", "Copy the article's words to a .txt file.")
    pieces = list(_pieces(etree.fromstring(found.encode("utf-8"))))
    page = PageBuilder()
    headline = _headline(pieces, facts.title)
    if headline is None and facts.title:
        page.add(facts.title, "headline")
    if byline and not any(byline in text for text, _ in pieces):
        pieces.insert(0 if headline is None else headline + 1, (byline, "byline"))
    for i, (text, hint) in enumerate(pieces):
        page.add(text, "headline" if i == headline else hint)
    return page.page(facts.title, facts.outlet, facts.date)


@dataclass(frozen=True)
class _Facts:
    """What a page declares about itself; None where it declares nothing."""

    title: str | None
    outlet: str | None
    date: str | None

    @classmethod
    def of(cls, tree: Any) -> _Facts:
        """Collect the facts from meta tags and JSON-LD, the title from the single h1 or the title element too."""
        meta: dict[str, str] = {}
        for tag in tree.iter("meta"):
            key = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
            if tag.get("content", "").strip():
                meta.setdefault(key.lower(), " ".join(tag.get("content").split()))
        linked = [entry for script in tree.xpath("//script[@type='application/ld+json']") for entry in _linked(script)]
        site = _first([*(meta.get(k) for k in _SITES), *(_name(e.get("publisher")) for e in linked)])
        heads = [" ".join(h.text_content().split()) for h in tree.xpath("//h1")]
        titles = [" ".join(t.text_content().split()) for t in tree.xpath("//head/title")]
        site = site or (_site_behind(titles[0], heads[0]) if len(heads) == 1 and titles else None)
        title = _first(
            [
                *(meta.get(k) for k in _TITLES),
                *(e.get("headline") for e in linked),
                *(heads if len(heads) == 1 else ()),
                *titles,
            ]
        )
        dates = [*(meta.get(k) for k in _DATES), *(e.get("datePublished") for e in linked)]
        return cls(_without_site(title, site), site, next((d for d in map(_iso, dates) if d), None))


def _byline(tree: Any) -> str | None:
    """The words of the first element that the page calls a byline; the extraction drops some of them."""
    found = tree.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]")
    words = " ".join(found[0].text_content().split()) if found else ""
    return words if 0 < len(words) <= _LONGEST_BYLINE else None


def _drop_unwritable(tree: Any) -> None:
    """Drop attributes that a broken tag left behind (`own.<`): the extraction writes some elements as XML, which has no such name."""
    for element in tree.iter(etree.Element):
        for name in [n for n in element.attrib if not _XML_NAME.fullmatch(n)]:
            del element.attrib[name]


def _keep_caption(figure: Any) -> None:
    """Put a marked paragraph in the place of a figure: the extraction keeps paragraphs and drops figures."""
    words = " ".join(" ".join(c.text_content() for c in figure.xpath(".//figcaption")).split())
    paragraph = lxml_html.Element("p")
    paragraph.text = _MARK + words if words else ""
    paragraph.tail = figure.tail
    figure.getparent().replace(figure, paragraph)


def _pieces(document: Any) -> Iterator[tuple[str, BlockHint | None]]:
    """The blocks of the extracted article in order: their words, and what the markup says they are."""
    for element in document.find("main").iter("head", "p", "item", "row", "ab", "code"):
        nested = element.getparent().tag in ("p", "item", "row")
        if nested or (element.tag == "item" and element.find(".//p") is not None):
            continue
        if element.tag == "row":
            yield " | ".join(_words(cell) for cell in element.iter("cell")), None
            continue
        words = _words(element)
        if words.startswith(_MARK):
            yield words.replace(_MARK, ""), "caption"
        elif element.tag == "head":
            yield words, "heading"
        else:
            # two line breaks in a row are how some pages end a paragraph
            for part in re.split(r"\n\s*\n", words.replace(_MARK, "")):
                yield part, None


def _words(element: Any) -> str:
    """The text of an element, white space collapsed, line breaks kept."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts.append("\n" if child.tag == "lb" else child.text or "")
        parts.append(child.tail or "")
    lines = "".join(parts if element.tag == "code" else (re.sub(r"[^\S\n]+", " ", p) for p in parts)).split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _headline(pieces: list[tuple[str, BlockHint | None]], title: str | None) -> int | None:
    """Which of the first pieces is the headline: the one that says what the title says; None if none does."""
    if title is None:
        return next((i for i, (_, hint) in enumerate(pieces) if hint == "heading"), None)
    wanted = _plain(title)
    for i, (text, _) in enumerate(pieces[:6]):
        here = _plain(text)
        if here and (here == wanted or (len(here) > 20 and (wanted.startswith(here) or here.startswith(wanted)))):
            return i if len(here) <= 2 * len(wanted) else None
    return None


def _linked(script: Any) -> Iterator[dict[str, Any]]:
    """The entries of a JSON-LD script; none if it is broken."""
    try:
        found = json.loads(script.text_content())
    except ValueError:
        return
    graph = found.get("@graph", [found]) if isinstance(found, dict) else found
    for entry in graph if isinstance(graph, list) else ():
        if isinstance(entry, dict):
            yield entry


def _name(publisher: Any) -> str | None:
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name if isinstance(name, str) else None


def _first(values: list[Any]) -> str | None:
    found = next((v for v in values if isinstance(v, str) and v.strip()), None)
    return None if found is None else " ".join(found.split())


def _without_site(title: str | None, site: str | None) -> str | None:
    """`Auditor flags payments - Gulf Ledger` without the outlet's name at its end."""
    if title and site:
        shorter = re.sub(rf"\s*[-–—|•·:]\s*{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE)
        return shorter or title
    return title


def _site_behind(title: str, headline: str) -> str | None:
    """The outlet in `Auditor flags payments | Gulf Ledger`, of which the headline is the rest; None if there is none."""
    found = re.fullmatch(rf"{re.escape(headline)}\s*[-–—|•·]\s*(\S.{{1,39}})", title) if headline else None
    return found[1] if found and len(found[1].split()) <= 5 else None


def _iso(value: Any) -> str | None:
    """The day of an ISO date or time; None for anything else."""
    found = _ISO.match(value) if isinstance(value, str) else None
    if not found:
        return None
    try:
        return date.fromisoformat(found[0]).isoformat()
    except ValueError:
        return None


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
