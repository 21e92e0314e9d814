"""The running order of a page: markdown and blocks become sections, headings become the table of contents."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import mistune

from briefing.render.cells import plain
from briefing.render.sanitise import clean

_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_MAST_TITLE = re.compile(r'<p class="bf-title">(.*?)</p>', re.DOTALL)
_MAST_MARKING = re.compile(r'<p class="bf-marking"[^>]*>.*?</p>', re.DOTALL)
_PAIR = re.compile(r"<dt\b[^>]*>.*?</dt>(?:<dd\b[^>]*>.*?</dd>)+", re.DOTALL)
_EVIDENCE = re.compile(r'(?:<p class="bf-(?:statement|more)">.*?</p>)+', re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""

    level: int
    id: str
    text: str


def pairs(markup: str) -> str:
    """Every term and its description in an element of their own, so that they stay together in any layout."""
    return _PAIR.sub(lambda match: f'<div class="bf-fact">{match.group()}</div>', markup)


def gathered(markup: str) -> str:
    """The statements of an allegation in one element, which can stand in the margin as a whole."""
    return _EVIDENCE.sub(lambda match: f'<div class="bf-evidence">{match.group()}</div>', markup)


class _Writer(mistune.HTMLRenderer):
    """Markdown without anything that leaves the page: addresses are printed, pictures are named."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("#"):
            return f'<a href="{html.escape(url)}">{text}</a>'
        return f"{text} <code>{html.escape(url)}</code>"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"<em>{text}</em>"


class Outline:
    """Collects what the notebook shows, in order.

    `kind` is the first h1 of the notebook's own markdown (what sort of notebook it is), `title` the first h1 of its
    outputs or their masthead (what this briefing is called); both "" if there is none. `head` is the rest of the
    masthead, which the page prints under its title.
    """

    def __init__(self) -> None:
        self.kind = self.title = self.head = ""
        self.entries: list[Entry] = []
        self._parts: list[str] = []
        self._in_section = False
        self._ids: set[str] = set()
        self._markdown = mistune.create_markdown(renderer=_Writer(escape=True), plugins=["table"])

    def markdown(self, text: str) -> None:
        """Add a markdown cell; a heading of level 2 begins a section."""
        made: Any = self._markdown(text)
        self._write(clean(str(made)), sections=True)

    def block(self, markup: str) -> None:
        """Add clean HTML. Headings get ids; an h1 is kept for the page's head."""
        self._write(gathered(pairs(markup)), sections=False)

    def masthead(self, markup: str) -> None:
        """Take the masthead block: its title becomes the page's, its marking is the page's own affair."""
        title = _MAST_TITLE.search(markup)
        if title:
            self.title = plain(title.group(1))
        self.head = pairs(_MAST_MARKING.sub("", _MAST_TITLE.sub("", markup)))

    def _write(self, markup: str, sections: bool) -> None:
        at = 0
        for match in _HEADING.finditer(markup):
            self._add(markup[at : match.start()])
            outside = sections and not _within(markup[: match.start()])
            self._heading(int(match.group(1)), match.group(2), match.group(3), outside)
            at = match.end()
        self._add(markup[at:])

    def html(self) -> str:
        """All of it, with the last section closed."""
        return "".join([*self._parts, "</section>" if self._in_section else ""])

    def _add(self, markup: str) -> None:
        if markup.strip():
            self._parts.append(markup)

    def _heading(self, level: int, attributes: str, inner: str, sections: bool) -> None:
        text = plain(inner)
        if level == 1:
            if sections:
                self.kind = self.kind or text
            else:
                self.title = self.title or text
            return
        given = _ID.search(attributes)
        name = given.group(1) if given else self._new_id(text)
        self._ids.add(name)
        opening = attributes if given else f'{attributes} id="{name}"'
        if level == 2 and sections:
            if self._in_section:
                self._parts.append("</section>")
            self._parts.append(f'<section aria-labelledby="{name}">')
            self._in_section = True
        if level <= 3:
            self.entries.append(Entry(level, name, text))
        self._parts.append(f"<h{level}{opening}>{inner}</h{level}>")

    def _new_id(self, text: str) -> str:
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        stem = "section-" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "part")
        name, number = stem, 2
        while name in self._ids:
            name, number = f"{stem}-{number}", number + 1
        return name


def _within(before: str) -> bool:
    """Whether what follows stands in a quotation or a list, where no section can begin."""
    return any(before.count(f"<{tag}>") > before.count(f"</{tag}>") for tag in ("blockquote", "li"))
