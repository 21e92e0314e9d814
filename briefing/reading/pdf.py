"""PDF: the words in reading order, whole paragraphs again; headers, footers and notes stand at the end as boilerplate."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.errors import ReadingError
from briefing.reading.columns import Line, reading_order
from briefing.reading.limits import Limits
from briefing.reading.page import Page, PageBuilder
from briefing.reading.paragraphs import Paragraph, body_size, paragraphs, without_breaks

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_SECONDS = 120
_MEMORY = 1_500_000_000
_COPY = "Print it to a new PDF, or copy the words to a .txt file."
_RECOGNISE = "Let a program recognise the text (ocrmypdf FILE.pdf NEW.pdf), check it, and read that."

# A running head stands in this outer part of the page.
_MARGIN = 0.15
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\W_]*(?:(?:page|p\.|seite)\s*)?#(?:\s*(?:of|/|von|-|–)\s*#)?[\W_]*", re.IGNORECASE)
# A title that a word processor made of the name of a file.
_NO_TITLE = re.compile(r"microsoft word|untitled|\.\w{2,5}$|^\W*$", re.IGNORECASE)
_LARGE = 1.2  # a headline, beside the type of the text
_MOST_UNREAD = 0.1
_MOST_PICTURES = 0.5


def read_pdf(data: bytes, path: Path, limits: Limits) -> Page:
    """Keep the text of a PDF, a paragraph a line: columns in order, words mended that a line break had cut.

    Lines that recur at the top or bottom of pages, and footnotes, come last and are boilerplate. Bare page numbers go.
    Raises ReadingError for a PDF that is locked, damaged, a scan without text, written in letters that cannot be told, or
    beyond the limits.
    """
    answer = _ask(data, path, limits)
    pages = [_lines(number, page) for number, page in enumerate(answer["pages"])]
    _check_words(path, answer["pages"])
    pages, heads = _without_heads(pages)
    limits.check_text(path, sum(len(line.words) for page in pages for line in page))
    columns = [column for page in pages for column in reading_order(page)]
    size = body_size(columns)
    found = list(paragraphs(columns, size))
    words = without_breaks(found)
    headline = _headline(found, size)
    page = PageBuilder()
    for i, (paragraph, text) in enumerate(zip(found, words, strict=True)):
        if paragraph.kind != "note":
            page.add(text, "headline" if i == headline else paragraph.hint)
    for paragraph, text in zip(found, words, strict=True):
        if paragraph.kind == "note":
            page.add(text, "boilerplate")
    for head in heads:
        page.add(head, "boilerplate")
    title = " ".join((answer["title"] or "").split())
    return page.page(None if _NO_TITLE.search(title) else title)


def _ask(data: bytes, path: Path, limits: Limits) -> dict[str, Any]:
    """What `pdf_pages` says of the file. Raises ReadingError."""
    answer = _taken_apart(data, limits)
    if answer is None:
        raise ReadingError(
            path,
            f"could not be taken apart within {_SECONDS} seconds and {_MEMORY / 1e9:.1f} GB: it is damaged, or made to do harm",
            _COPY,
        )
    count = answer.get("count", 0)
    match answer.get("error"):
        case "password":
            raise ReadingError(
                path, "is locked with a password", "Open it with the password and print it to a new PDF."
            )
        case "damaged":
            raise ReadingError(path, "is no PDF that can be read: its structure is damaged", _COPY)
        case "pages":
            limits.check_pages(path, count)
        case "page":
            raise ReadingError(path, f"is damaged: page {count} cannot be read", _COPY)
        case "characters":
            raise ReadingError(path, f"has more characters on page {count} than a page can hold", _COPY)
    return answer


def _taken_apart(data: bytes, limits: Limits) -> dict[str, Any] | None:
    """The answer of `pdf_pages` in a process of its own; None where it did not come to an end."""
    command = [sys.executable, "-P", str(_PROGRAM), str(limits.max_pages), str(_SECONDS), str(_MEMORY)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=3 * _SECONDS)
    except subprocess.TimeoutExpired:
        return None
    answer: dict[str, Any] | None = None if done.returncode else json.loads(done.stdout)
    return answer


def _lines(number: int, page: dict[str, Any]) -> list[Line]:
    return [Line(number, *fragment) for fragment in page["fragments"] if fragment[6].strip()]


def _check_words(path: Path, pages: Sequence[dict[str, Any]]) -> None:
    """Raise ReadingError where the words that a reader sees are not in the file."""
    pictures = sum(page["picture"] for page in pages)
    if pictures > _MOST_PICTURES * len(pages):
        what = (
            "pictures of pages and no text (a scan)" if pictures == len(pages) else "mostly pictures of pages (a scan)"
        )
        raise ReadingError(path, f"holds {what}: {pictures} of {len(pages)} pages", _RECOGNISE)
    characters = sum(len(fragment[6]) for page in pages for fragment in page["fragments"])
    unread = sum(page["unread"] for page in pages)
    if unread > _MOST_UNREAD * characters:
        raise ReadingError(path, f"does not say which letters {unread} of its {characters} characters are", _RECOGNISE)


def _without_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without running heads and page numbers, and the words of the heads, each once.

    A running head stands near the edge of what is printed, apart from the text, and at one height on several pages; its
    numbers may change. A number alone on its line may be that of the only page.
    """
    every = [line for page in pages for line in page]
    top, bottom = max((line.top for line in every), default=0), min((line.bottom for line in every), default=0)
    inside = _MARGIN * (top - bottom)
    edge = [line for line in every if line.bottom > top - inside or line.top < bottom + inside]
    on_pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edge:
        words, height = _place(line)
        for near in (height - 1, height, height + 1):
            on_pages[words, near].add(line.page)
    rows = Counter((line.page, round(line.bottom)) for line in edge)
    heads = {
        line
        for line in edge
        if len(on_pages[_place(line)]) > 1 or (_is_number(line) and rows[line.page, round(line.bottom)] == 1)
    }
    while joined := {
        line for line in heads if any(_touches(line, other) for other in pages[line.page] if other not in heads)
    }:
        heads -= joined
    words_of = dict.fromkeys(" ".join(line.words.split()) for line in edge if line in heads and not _is_number(line))
    return [[line for line in page if line not in heads] for page in pages], list(words_of)


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(_place(line)[0]) is not None


def _touches(head: Line, other: Line) -> bool:
    """Whether a line stands right above or below `head`, as in one paragraph."""
    apart = max(head.bottom - other.top, other.bottom - head.top)
    return -0.5 * head.size < apart < 0.5 * head.size and head.left < other.right and other.left < head.right


def _place(line: Line) -> tuple[str, int]:
    """The words of a line, its numbers apart, and its height on the page in steps of 4 points."""
    return _NUMBERS.sub("#", " ".join(line.words.split())), round(line.bottom / 4)


def _headline(found: Sequence[Paragraph], size: float) -> int | None:
    """Which paragraph is the headline: the first of those in the largest type on the first page; None if none is large."""
    first = [
        (i, paragraph)
        for i, paragraph in enumerate(found)
        if paragraph.page == found[0].page and paragraph.kind == "heading" and paragraph.size >= _LARGE * size
    ]
    return max(first, key=lambda pair: (pair[1].size, -pair[0]), default=(None, None))[0]
