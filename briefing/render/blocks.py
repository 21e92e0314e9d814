"""A page as a plain run of blocks (headings, paragraphs, list items, tables), for people who paste it elsewhere.

Read from the page itself, so that what is pasted says what the page says. Quotations keep their marks, places of the
text stand in brackets (`[¶3]`), a drawing is told in its words. Scripts, the table of contents and links are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import lxml.html

_INLINE = frozenset(
    "a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u".split()
)
_LEFT_OUT = frozenset(("script", "style", "noscript", "nav", "head", "summary", "header", "footer", "button", "input"))
_LISTS = ("ul", "ol")
# What the page sets apart by its looks, and what stands before it in plain words.
_APART = {"bf-kind": ", ", "bf-known": "; ", "bf-carries": ", "}


@dataclass(frozen=True)
class Block:
    """`kind` with its words. `level`: of a heading 1 to 6, of an item its depth from 0. `rows` of a table, head first."""

    kind: Literal["heading", "paragraph", "item", "table"]
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Plain:
    """A page without its looks: title, marking, and the blocks in their order."""

    title: str
    marking: str
    blocks: tuple[Block, ...]


def read_page(page: str) -> Plain:
    """The blocks of a page made by `briefing.render.page`."""
    root = lxml.html.fromstring(page)
    marking = _words(root.find_class("marking")[0])
    found = tuple(block for block in _blocks(root.get_element_by_id("content"), 0) if block.text or block.rows)
    title = next((block.text for block in found if block.kind == "heading" and block.level == 1), "")
    return Plain(title, marking, found)


def _blocks(element: Any, depth: int) -> Iterator[Block]:
    """The blocks in an element; words between its block elements become paragraphs."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
            loose.append(child.tail or "")
        elif child.tag in _INLINE and not any(inner.tag in ("p", "ul", "dl", "table") for inner in child.iter()):
            loose += [_inline(child), child.tail or ""]
        else:
            yield Block("paragraph", _flat("".join(loose)))
            yield from _block(child, depth)
            loose = [child.tail or ""]
    yield Block("paragraph", _flat("".join(loose)))


def _block(element: Any, depth: int) -> Iterator[Block]:
    tag = element.tag
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        yield Block("heading", _words(element), int(tag[1]))
    elif tag in ("p", "pre", "figcaption", "blockquote"):
        yield Block("paragraph", _words(element))
    elif tag == "svg":
        yield Block("paragraph", element.get("aria-label", ""))
    elif tag == "table":
        yield _table(element)
    elif tag in _LISTS:
        for item in element:
            yield from _item(item, depth)
    elif tag == "dl":
        for term in element.iter("dt"):
            said = [_words(dd) for dd in term.itersiblings("dd")]
            yield Block("item", f"{_words(term)}: {'; '.join(said)}", depth)
    else:
        yield from _blocks(element, depth)


def _item(item: Any, depth: int) -> Iterator[Block]:
    """A list item: its own words, then the lists in it one level deeper."""
    yield Block("item", _flat(_within(item, _LISTS)), depth)
    for child in item:
        if child.tag in _LISTS:
            yield from _block(child, depth + 1)


def _table(table: Any) -> Block:
    caption = table.find("caption")
    rows = tuple(tuple(_words(cell) for cell in row if cell.tag in ("th", "td")) for row in table.iter("tr"))
    return Block("table", _words(caption) if caption is not None else "", 0, rows)


def _words(element: Any) -> str:
    return _flat(_inline(element))


def _inline(element: Any) -> str:
    """The words of an element, with marks around quotations and brackets around places."""
    classes = (element.get("class") or "").split()
    if element.tag in _LEFT_OUT:
        return ""
    if "bf-control" in classes:
        return f"[{element.get('data-code')}]"
    if "bf-ref" in classes:
        return f" [No. {element.get('data-number')}]"
    words = _within(element)
    if element.tag == "q" and "bf-context" not in classes:
        return f"“{words}”"
    if "bf-place" in classes:
        return f"[{words}]"
    if "bf-note" in classes and words.strip():
        return f"({words.strip()})"
    return f"¶{element.get('data-paragraph')} {words}" if element.get("data-paragraph") else words


def _within(element: Any, but: tuple[str, ...] = ()) -> str:
    """The words in an element, without those of the tags `but`."""
    words = element.text or ""
    for child in element:
        if child.tag == "br":
            words += "; "
        elif isinstance(child.tag, str) and child.tag not in but:
            apart = next((mark for name, mark in _APART.items() if name in (child.get("class") or "").split()), "")
            gap = " " if child.tag in ("dt", "dd", "li", "p", "div", "tr") else ""
            words = f"{words.rstrip() if apart else words}{apart}{gap}{_inline(child)}{gap}"
            words += "; " if child.tag in ("dd", "li") else ""
        words += child.tail or ""
    return words


def _flat(words: str) -> str:
    return " ".join(words.split()).strip("; ").replace(" ; ", "; ")
