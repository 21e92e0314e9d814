"""Lines of print -> paragraphs: where they begin, which are headings and notes, and words that a line break had cut."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median
from typing import Literal

from briefing.reading.columns import Line
from briefing.reading.page import BlockHint

Kind = Literal["body", "heading", "note", "contents", "row"]

_STOP = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")
_BULLET = re.compile(r"[•▪●◦‣·*§o–—-]\s")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]\s")
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])\W?\s*(?=\S)")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d*$")
_OTHER_SIZE = 0.08
_LARGER = 1.1
_SMALLER = 0.93
_MOST_HEADING = 20  # words
_HYPHENED = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_PLAIN = str.maketrans(_LIGATURES)


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together, and what they are by their type and place."""

    lines: tuple[Line, ...]
    kind: Kind

    @property
    def page(self) -> int:
        """The page on which it begins, from 0."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The height of its type."""
        return self.lines[0].size

    @property
    def hint(self) -> BlockHint | None:
        """What the blocks of a page are told of it."""
        hints: dict[Kind, BlockHint] = {"heading": "heading", "note": "boilerplate", "contents": "boilerplate"}
        return hints.get(self.kind)


def body_size(columns: Iterable[Sequence[Line]]) -> float:
    """The height of type in which most characters are set; 0 if there are none."""
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column:
            sizes[round(2 * line.size) / 2] += len(line.words)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def paragraphs(columns: Sequence[Sequence[Line]], size: float) -> Iterator[Paragraph]:
    """The paragraphs in `columns`, in their order; one that runs over a column or page is whole again.

    `size` is the height of the text's type. Notes are the lines of smaller type at the foot of a column, from the first
    that begins with the mark of a note.
    """
    found: list[Paragraph] = []
    running: int | None = None  # the paragraph of the text that came last
    for column in columns:
        text, notes = _without_notes(column, size)
        for i, lines in enumerate(_groups(text)):
            kind = _kind(lines, size)
            if running is not None and i == 0 and kind == "body" and _goes_on(found[running].lines[-1], lines[0]):
                found[running] = Paragraph((*found[running].lines, *lines), "body")
                continue
            found.append(Paragraph(tuple(lines), kind))
            running = len(found) - 1 if kind == "body" else running
        found += [Paragraph(tuple(lines), "note") for lines in _groups(notes, by_mark=True)]
    yield from found


def _without_notes(column: Sequence[Line], size: float) -> tuple[Sequence[Line], Sequence[Line]]:
    first = len(column)
    while first and column[first - 1].size <= _SMALLER * size:
        first -= 1
    marked = next((i for i in range(first, len(column)) if _NOTE.match(column[i].words)), len(column))
    return column[:marked], column[marked:]


def _groups(lines: Sequence[Line], by_mark: bool = False) -> Iterator[list[Line]]:
    """Lines of one column, cut where paragraphs begin; `by_mark`: where a line begins with the mark of a note."""
    leading = _leading(lines)
    group: list[Line] = []
    for line in lines:
        if group and (_NOTE.match(line.words) if by_mark else _breaks(group, line, leading)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from one line to the next."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if _same_type(a, b)]
    return median(step for step in steps if step > 0) if any(step > 0 for step in steps) else 0.0


def _same_type(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _OTHER_SIZE * max(one.size, other.size) and one.bold == other.bold


def _breaks(group: Sequence[Line], line: Line, leading: float) -> bool:
    """Whether a paragraph begins at `line`, which follows `group` in its column."""
    before = group[-1]
    if (
        before.row
        or line.row
        or not _same_type(before, line)
        or _BULLET.match(line.words)
        or _CONTENTS.search(before.words)
    ):
        return True
    if before.bottom - line.bottom > max(1.3 * leading, 1.25 * line.size):
        return True
    stopped = bool(_STOP.search(before.words))
    if stopped and _NUMBERED.match(line.words):
        return True
    hanging = _BULLET.match(group[0].words) or _NUMBERED.match(group[0].words)
    if not hanging and line.left - before.left > 0.8 * line.size:
        return True
    if (
        len(group) > 1
        and before.left - line.left > 0.8 * line.size
        and abs(group[-2].left - before.left) < 0.3 * line.size
    ):
        return True
    return not line.words[0].islower() and _stops_early(before, line, stopped)


def _stops_early(before: Line, line: Line, stopped: bool) -> bool:
    """Whether the first words of `line` would have fitted behind `before`."""
    left, right = before.column
    room = right - before.right
    letter = (before.right - before.left) / max(len(before.words), 1)
    return room > (letter * (len(line.words.split()[0]) + 2) if stopped else 0.3 * (right - left))


def _kind(lines: Sequence[Line], size: float) -> Kind:
    first = lines[0]
    words = " ".join(line.words for line in lines)
    if first.row:
        return "row"
    if _CONTENTS.search(words):
        return "contents"
    large = first.size >= _LARGER * size or first.bold
    if large and len(words.split()) <= _MOST_HEADING and not re.search(r"[.,;]$", words):
        return "heading"
    return "body"


def _goes_on(before: Line, line: Line) -> bool:
    """Whether `line`, at the head of a column, goes on with the sentence that `before` broke off."""
    if not _same_type(before, line) or _STOP.search(before.words) or _BULLET.match(line.words):
        return False
    return line.words[0].islower() or before.words.endswith("\n") or _full(before)


def _full(line: Line) -> bool:
    left, right = line.column
    return right - line.right <= 0.1 * (right - left)


def without_breaks(found: Sequence[Paragraph]) -> list[str]:
    """The words of each paragraph on one line, ligatures spelt out, and words whole that a hyphen had cut.

    A hyphen at the end of a line is a part of the word (`state-owned`) or of the print (`govern-ment`). The document's own
    words decide, then a dictionary; a capital or a figure after it keeps it.
    """
    texts = [_joined(paragraph.lines).translate(_PLAIN) for paragraph in found]
    known = {word.lower() for text in texts for word in _WORD.findall(text.replace("-\n", "\n"))}

    def mend(match: re.Match[str]) -> str:
        before, after = match.groups()
        return f"{before}{'' if _is_one_word(before.lower(), after, known) else '-'}{after}"

    return [_HYPHENED.sub(mend, text).replace("\n", "") for text in texts]


def _joined(lines: Sequence[Line]) -> str:
    """The lines one after the other; a line break stays only behind a hyphen that ends a line."""
    parts = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        words = line.words.replace("\xad", "-") if line.words.endswith("\xad") else line.words
        words = words.rstrip("\n").replace("\xad", "")
        cut = following is not None and re.search(r"[^\W\d_]-$", words)
        parts.append(words + ("\n" if cut else " " if following is not None and not words.endswith(("-", "/")) else ""))
    return "".join(parts)


def _is_one_word(before: str, after: str, known: set[str]) -> bool:
    """Whether a hyphen between the halves of a word came from the print alone."""
    if not after[0].islower():
        return False
    if before + after in known:
        return True
    if f"{before}-{after}" in known:
        return False
    words = _dictionary()
    return before + after in words or not (before in words and after in words)


@cache
def _dictionary() -> frozenset[str]:
    """English words in their forms: the lemma tables that the language engine uses."""
    folder = files("spacy_lookups_data") / "data"
    forms: dict[str, str] = json.loads(gzip.decompress((folder / "en_lemma_lookup.json.gz").read_bytes()))
    stems: dict[str, list[str]] = json.loads(gzip.decompress((folder / "en_lemma_index.json.gz").read_bytes()))
    return frozenset(forms) | frozenset(word for words in stems.values() for word in words)
