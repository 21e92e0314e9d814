"""Markdown: the words are kept, the markup goes; headings stay headings, pictures leave their captions."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.reading.decoding import decode
from briefing.reading.limits import Limits
from briefing.reading.page import Page, PageBuilder

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_OUTLET_KEYS = ("outlet", "publisher", "publication", "source", "site")


def read_markdown(data: bytes, path: Path, limits: Limits) -> Page:
    """Decode Markdown (CommonMark with tables) and keep its readable text, one block a paragraph, heading or list item.

    The first heading of the highest level is the headline; without headings, `title` of the front matter is. Raises
    ReadingError (see `decode`, and beyond the limits).
    """
    source = decode(data, path)
    limits.check_text(path, len(source))
    front, source = _front_matter(source)
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    levels = [t.tag for t in tokens if t.type == "heading_open"]
    top = min(levels, default=None)
    title = _text_of(front, ("title", "headline"))
    page = PageBuilder()
    if top is None and title:
        page.add(title, "headline")
    named = False
    heading: str | None = None
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            page.add(" | ".join(row))
            row = None
        elif token.type == "inline":
            words, picture = _words(token)
            if row is not None:
                row.append(words)
            elif heading is not None:
                first = heading == top and not named
                named = named or first
                page.add(words, "headline" if first else "heading")
            else:
                page.add(words, "caption" if picture else None)
            heading = None
        elif token.type in ("fence", "code_block"):
            page.add(token.content)
    return page.page(title, _text_of(front, _OUTLET_KEYS), _date_of(front))


def _front_matter(source: str) -> tuple[dict[str, Any], str]:
    """The YAML mapping at the head of the file, if there is one, and what follows it."""
    match = _FRONT.match(source)
    if not match:
        return {}, source
    try:
        try:
            front = yaml.safe_load(match[1])
        except ValueError:  # a date that is in no calendar, a number of thousands of digits: words, then
            front = yaml.load(match[1], yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}, source
    return (front, source[match.end() :]) if isinstance(front, dict) else ({}, source)


def _text_of(front: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((front[k].strip() for k in keys if isinstance(front.get(k), str) and front[k].strip()), None)


def _date_of(front: dict[str, Any]) -> str | None:
    value = front.get("date")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(value[:10]).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _words(inline: Token) -> tuple[str, bool]:
    """The readable words of a paragraph or heading, and whether it is nothing but a picture."""
    parts: list[str] = []
    picture = other = False
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
            other = other or bool(child.content.strip())
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image":
            picture = True
            parts.append(child.content)
    return "".join(parts), picture and not other
