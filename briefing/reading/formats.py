"""The registry: which file is of which format, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ReadingError
from briefing.reading.page import Page
from briefing.reading.text import read_text


@dataclass(frozen=True)
class Format:
    """A format that is read: its endings, and the function that takes a file's bytes and path to a Page."""

    media_type: str
    endings: tuple[str, ...]
    read: Callable[[bytes, Path], Page]

    def name(self, path: Path) -> str:
        """The file's name without its ending; whole if what follows its last full stop is no ending."""
        return path.stem if path.suffix.lower() in _ENDINGS else path.name


def _markdown(data: bytes, path: Path) -> Page:
    from briefing.reading.markdown import read_markdown  # loaded for Markdown only

    return read_markdown(data, path)


def _html(data: bytes, path: Path) -> Page:
    from briefing.reading.webpage import read_html  # loaded for HTML only: a quarter of a second

    return read_html(data, path)


TEXT = Format("text/plain", (".txt", ".text"), read_text)
MARKDOWN = Format("text/markdown", (".md", ".markdown"), _markdown)
HTML = Format("text/html", (".html", ".htm", ".xhtml"), _html)
FORMATS = (TEXT, MARKDOWN, HTML)
_ENDINGS = {ending: form for form in FORMATS for ending in form.endings}

# How files of formats that are not read begin, and what helps.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "Save its text: pdftotext -layout FILE.pdf FILE.txt, or copy the words to a .txt file."),
    (
        b"PK\x03\x04",
        "a Word document, e-book or other ZIP archive",
        "Open it and save the article as plain text or HTML.",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office document", "Open it and save the article as plain text or HTML."),
    (b"{\\rtf", "a rich-text document (RTF)", "Open it and save the article as plain text or HTML."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip FILE.gz."),
    (b"\x89PNG", "a picture", "Type or recognise its words and save them as plain text."),
    (b"\xff\xd8\xff", "a picture", "Type or recognise its words and save them as plain text."),
    (b"GIF8", "a picture", "Type or recognise its words and save them as plain text."),
)
# Formats known by their ending alone.
_NOT_READ: dict[str, tuple[str, str]] = {
    ".pdf": _SIGNATURES[0][1:],
    ".docx": ("a Word document", "Open it and save the article as plain text or HTML."),
    ".doc": _SIGNATURES[2][1:],
    ".odt": ("an OpenDocument text", "Open it and save the article as plain text or HTML."),
    ".rtf": _SIGNATURES[3][1:],
    ".epub": ("an e-book", "Open it and save the chapter as plain text or HTML."),
    ".eml": ("a mail", "Save its text alone as plain text."),
    ".msg": ("a mail", "Save its text alone as plain text."),
    ".mht": ("a web archive", "Save the page again as HTML."),
    ".mhtml": ("a web archive", "Save the page again as HTML."),
    ".warc": ("a web archive", "Save the page again as HTML."),
}
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
# "report.0407", "21.33.22-7140": a number after a full stop is a part of the name
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


def recognise(path: Path, data: bytes) -> Format:
    """The format of a file, by its first bytes and its ending.

    A name without an ending is plain text, unless it starts as HTML does; so does a `.txt` that starts as HTML does.
    Raises ReadingError for every format that is not read.
    """
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(path, f"is {what}, which is not read yet", remedy)
    ending = path.suffix.lower()
    if ending in _NOT_READ:
        what, remedy = _NOT_READ[ending]
        raise ReadingError(path, f"is {what}, which is not read yet", remedy)
    form = _ENDINGS.get(ending)
    if form in (None, TEXT) and _HTML_START.match(data):
        return HTML
    if form is None and _ENDING.search(path.name):
        known = ", ".join(e for f in FORMATS for e in f.endings)
        raise ReadingError(
            path,
            f"is of an unknown format ({path.suffix})",
            f"Read are {known}; if it is plain text, rename it to .txt.",
        )
    return form or TEXT
