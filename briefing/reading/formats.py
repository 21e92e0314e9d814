"""The registry: which file is of which format, and who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ReadingError
from briefing.reading.limits import Limits
from briefing.reading.page import Page
from briefing.reading.text import read_text


@dataclass(frozen=True)
class Format:
    """A format that is read: its endings, and the function that takes a file's bytes, path and limits to a Page."""

    media_type: str
    endings: tuple[str, ...]
    read: Callable[[bytes, Path, Limits], Page]

    def name(self, path: Path) -> str:
        """The file's name without its ending; whole if what follows its last full stop is no ending."""
        return path.stem if path.suffix.lower() in _ENDINGS else path.name


# Loaded for files of their format only: each costs a tenth of a second or more.
def _markdown(data: bytes, path: Path, limits: Limits) -> Page:
    from briefing.reading.markdown import read_markdown

    return read_markdown(data, path, limits)


def _html(data: bytes, path: Path, limits: Limits) -> Page:
    from briefing.reading.webpage import read_html

    return read_html(data, path, limits)


def _pdf(data: bytes, path: Path, limits: Limits) -> Page:
    from briefing.reading.pdf import read_pdf

    return read_pdf(data, path, limits)


def _word(data: bytes, path: Path, limits: Limits) -> Page:
    from briefing.reading.word import read_word

    return read_word(data, path, limits)


def _mail(data: bytes, path: Path, limits: Limits) -> Page:
    from briefing.reading.mail import read_mail

    return read_mail(data, path, limits)


TEXT = Format("text/plain", (".txt", ".text"), read_text)
MARKDOWN = Format("text/markdown", (".md", ".markdown"), _markdown)
HTML = Format("text/html", (".html", ".htm", ".xhtml"), _html)
PDF = Format("application/pdf", (".pdf",), _pdf)
WORD = Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), _word)
MAIL = Format("message/rfc822", (".eml",), _mail)
FORMATS = (TEXT, MARKDOWN, HTML, PDF, WORD, MAIL)
_ENDINGS = {ending: form for form in FORMATS for ending in form.endings}

_SAVE = "Open it and save the article as .docx, PDF or plain text."
_RECOGNISE = "Let a program recognise its words, check them, and save them as plain text."
# How files of formats that are not read begin, and what helps.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Office or Outlook document", _SAVE),
    (b"{\\rtf", "a rich-text document (RTF)", _SAVE),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip FILE.gz."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"\x89PNG", "a picture", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture", _RECOGNISE),
    (b"GIF8", "a picture", _RECOGNISE),
    (b"II*\0", "a picture", _RECOGNISE),
    (b"MM\0*", "a picture", _RECOGNISE),
    (b"RIFF", "a picture, film or sound", "Write down its words and save them as plain text."),
)
_MAILBOX = ("a mailbox of many mails", "Save the one mail as .eml.")
# The line before each mail of one: sender and time (RFC 4155); a sentence may begin with From too.
_MAILBOX_START = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z][a-z] +\d")
# ZIP archives by what stands in their first entries.
_ZIP = b"PK\x03\x04"
_WITHIN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", _SAVE),
    (b"mimetypeapplication/epub", "an e-book", "Open it and save the chapter as plain text or HTML."),
    (b"xl/", "an Excel workbook", "Copy the words that matter to a .txt file."),
    (b"ppt/", "a PowerPoint presentation", "Save it as PDF."),
)
# Formats known by their ending alone.
_NOT_READ: dict[str, tuple[str, str]] = {
    ".doc": _SIGNATURES[0][1:],
    ".docm": ("a Word document with macros", "Save it as .docx."),
    ".odt": ("an OpenDocument text", _SAVE),
    ".pages": ("an Apple Pages document", _SAVE),
    ".rtf": _SIGNATURES[1][1:],
    ".epub": ("an e-book", "Open it and save the chapter as plain text or HTML."),
    ".msg": ("an Outlook mail", "Open it and save it as .eml."),
    ".mbox": _MAILBOX,
    ".mht": ("a web archive", "Save the page again as HTML."),
    ".mhtml": ("a web archive", "Save the page again as HTML."),
    ".warc": ("a web archive", "Save the page again as HTML."),
    ".zip": ("a ZIP archive", "Unpack it first."),
}
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
# "report.0407", "21.33.22-7140": a number after a full stop is a part of the name
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")


# The header lines that mails begin with, whatever the file is called.
_MAIL_START = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_MAIL_LINES = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE
)


def recognise(path: Path, data: bytes) -> Format:
    """The format of a file, by its first bytes and its ending.

    The bytes win over the ending: a PDF, Word document, web page or mail is one under whatever name. A name without an
    ending is plain text. Raises ReadingError for every format that is not read.
    """
    found = _by_bytes(path, data)
    ending = path.suffix.lower()
    form = _ENDINGS.get(ending)
    if found is not None and (found in (PDF, WORD) or form in (None, TEXT)):
        return found
    if ending in _NOT_READ:
        raise _not_read(path, *_NOT_READ[ending])
    if form in (PDF, WORD):
        raise ReadingError(
            path, f"is no {ending} file, whatever its name says", "Look at what it is, and give it the ending of that."
        )
    if form is None and _ENDING.search(path.name):
        known = ", ".join(e for f in FORMATS for e in f.endings)
        raise ReadingError(
            path,
            f"is of an unknown format ({path.suffix})",
            f"Read are {known}; if it is plain text, rename it to .txt.",
        )
    return form or TEXT


def _by_bytes(path: Path, data: bytes) -> Format | None:
    """The format that the first bytes tell; None if they tell none. Raises ReadingError for one that is not read."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return PDF
    if data.startswith(_ZIP):
        if b"word/" in data:
            return WORD
        head = data[:4096] + data[-65_536:]
        for mark, what, remedy in _WITHIN_ZIP:
            if mark in head:
                raise _not_read(path, what, remedy)
        raise _not_read(path, "a ZIP archive", "Unpack it first.")
    if data.startswith(_SIGNATURES[0][0]) and "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadingError(path, "is locked with a password", "Open it with the password and save it without.")
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise _not_read(path, what, remedy)
    if _MAILBOX_START.match(data):
        raise _not_read(path, *_MAILBOX)
    if _HTML_START.match(data):
        return HTML
    start = _MAIL_START.match(data)
    return MAIL if start and _MAIL_LINES.search(data, 0, 16_384) else None


def _not_read(path: Path, what: str, remedy: str) -> ReadingError:
    return ReadingError(path, f"is {what}, which is not read", remedy)
