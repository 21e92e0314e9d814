"""Word (.docx): paragraphs, headings, lists and tables as text; what was deleted, hidden or only a field code is left out."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from briefing.errors import ReadingError
from briefing.reading.limits import Limits
from briefing.reading.page import BlockHint, Page, PageBuilder

_COPY = "Open it in a word processor and save it again, or copy its words to a .txt file."
_MOST_PARTS = 10_000
_AROUND = ("footnotes", "endnotes", "header", "footer")
_BROKEN = (
    OpcError,
    XmlchemyError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    TypeError,
    ValueError,
)
_HEADING = re.compile(r"heading \d|subtitle", re.IGNORECASE)
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|table of (?:figures|authorities)|index\b|bibliography", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\W\d_]*(?:page\W*[\d\W]*(?:of[\d\W]*)?)?", re.IGNORECASE)
# Deleted and moved-away text, the copy of a drawing for old programs, and what says how a thing looks.
_LEFT_OUT = {qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# A table whose cells hold more words than this in several paragraphs only puts text side by side.
_MOST_CELL = 60


def read_word(data: bytes, path: Path, limits: Limits) -> Page:
    """Keep the text of a Word document as it reads with all changes accepted, one block a paragraph, list item or table row.

    Text boxes follow the paragraph that they hang on; notes, then headers and footers come last and are boilerplate.
    Raises ReadingError for a file that is locked, damaged or beyond the limits.
    """
    _check_size(data, path, limits)
    try:
        document = docx.Document(io.BytesIO(data))
        around = list(dict.fromkeys(text for kind in _AROUND for text in _part_texts(document, kind)))
        title = " ".join(document.core_properties.title.split())
        page = PageBuilder()
        for text, hint in _with_headline(_blocks(_body(document), _Styles(document))):
            page.add(text, hint)
            limits.check_text(path, page.length)
    except etree.XMLSyntaxError as error:
        raise ReadingError(path, f"is a damaged Word document ({error.msg})", _COPY) from error
    except _BROKEN as error:  # whatever the library runs into where a part is not what it should be
        raise ReadingError(path, f"is a damaged Word document ({error})", _COPY) from error
    for text in around:
        page.add(text, "boilerplate")
    return page.page(title)


def _body(document: Any) -> Any:
    body = document.element.body
    if body is None:
        raise ValueError("it has no body")
    return body


def _check_size(data: bytes, path: Path, limits: Limits) -> None:
    """Refuse what unpacks to too much; a part never unpacks to more than its entry says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadingError(path, f"is a damaged Word document ({error})", _COPY) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadingError(path, "is locked with a password", "Open it with the password and save it without.")
    if len(entries) > _MOST_PARTS:
        raise ReadingError(path, f"has {len(entries):,} parts, more than a document has", _COPY)
    limits.check_bytes(path, sum(entry.file_size for entry in entries), "unpacks to")


def _with_headline(blocks: Iterator[tuple[str, BlockHint | None]]) -> Iterator[tuple[str, BlockHint | None]]:
    """The blocks; a heading that comes before all else is the headline, and so is the first title."""
    titled = False
    head = True
    for text, hint in blocks:
        if text.strip() and not titled and (hint == "headline" or (head and hint == "heading")):
            titled, hint = True, "headline"
        elif hint == "headline":
            hint = "heading"
        head = head and (not text.strip() or hint == "boilerplate")
        yield text, hint


class _Styles:
    """What the styles of a document say of the paragraphs that bear them."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._hints: dict[str | None, BlockHint | None] = {}

    def hint(self, paragraph: Any) -> BlockHint | None:
        """What the style of a paragraph, or a style that it is based on, says it is."""
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = None if named is None else named.get(qn("w:val"))
        if key not in self._hints:
            self._hints[key] = _hint_of(Paragraph(paragraph, self._document).style)
        outlined = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None
        return self._hints[key] or ("heading" if outlined else None)


def _hint_of(style: Any) -> BlockHint | None:
    for _ in range(10):
        if style is None:
            break
        name = style.name or ""
        if name == "Title":
            return "headline"
        if _HEADING.match(name):
            return "heading"
        if _CAPTION.match(name):
            return "caption"
        if _CONTENTS.match(name):
            return "boilerplate"
        style = style.base_style
    return None


def _blocks(parent: Any, styles: _Styles) -> Iterator[tuple[str, BlockHint | None]]:
    """The blocks of a body, cell or text box in order; those of a content control too."""
    for child in parent:
        if child.tag == qn("w:p"):
            boxes: list[Any] = []
            text = _text(child, boxes)
            yield text, styles.hint(child)
            for box in boxes:
                yield from _blocks(box, styles)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, styles)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
            yield from _blocks(child, styles)


def _table(table: Any, styles: _Styles) -> Iterator[tuple[str, BlockHint | None]]:
    """The rows, their cells divided by a bar; the paragraphs of the cells where the table only arranges text."""
    cells = [cell for row in table.iterchildren(qn("w:tr")) for cell in row.iterchildren(qn("w:tc"))]
    if len(cells) == 1 or any(_is_text(cell, styles) for cell in cells):
        for cell in cells:
            yield from _blocks(cell, styles)
        return
    for row in table.iterchildren(qn("w:tr")):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            texts = [_cell(cell, styles) for cell in row.iterchildren(qn("w:tc"))]
            yield " | ".join(text for text in texts if text), None


def _cell(cell: Any, styles: _Styles) -> str:
    return " ".join(" ".join(text.split()) for text, _ in _blocks(cell, styles) if text.strip())


def _is_text(cell: Any, styles: _Styles) -> bool:
    return len(list(cell.iterchildren(qn("w:p")))) > 1 and len(_cell(cell, styles).split()) > _MOST_CELL


def _text(element: Any, boxes: list[Any]) -> str:
    """The words that a reader sees in `element`; the text boxes in it are put into `boxes` instead."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or not isinstance(tag, str):
            continue
        if tag == qn("w:t"):
            parts.append(child.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag == qn("w:txbxContent"):
            boxes.append(child)
        elif not (tag == qn("w:r") and _is_hidden(child)):
            parts.append(_text(child, boxes))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val"), "1") not in ("0", "false", "off")


def _part_texts(document: Any, kind: str) -> Iterator[str]:
    """The texts of the notes, headers or footers, those without words left out."""
    parts = [r.target_part for r in document.part.rels.values() if r.reltype.endswith(f"/{kind}") and not r.is_external]
    styles = _Styles(document)
    for part in sorted(parts, key=lambda part: str(part.partname)):
        root = parse_xml(part.blob)
        entries = [e for e in root if e.tag in (qn("w:footnote"), qn("w:endnote"))] or [root]
        for entry in entries:
            text = " ".join(words for words, _ in _blocks(entry, styles) if words.strip())
            if not _NO_WORDS.fullmatch(text):
                yield " ".join(text.split())
