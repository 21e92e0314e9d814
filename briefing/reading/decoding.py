"""bytes -> text: the encoding is read off the bytes, never taken from the machine's locale."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from briefing.errors import ReadingError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that text does not hold. Tab, line feed, form feed, carriage return, the end-of-file mark of DOS
# and escape are left out: old cables have them.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_MOST_CONTROLS = 0.005
# In English text with some Western letters, these are what the upper half of cp1252 is used for.
_WESTERN = re.compile(
    "[\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u20ac\u2122\u0152\u0153\u0160\u0161\u017d\u017e"
    "\u0178\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb4\xb7\xbb\xbd\xbf-\xd6\xd8-\xf6\xf8-\xff]"
)
_LETTERS = re.compile(r"[^\W\d_]")
_MOST_WESTERN = 0.12


def decode(data: bytes, path: Path, declared: str | None = None) -> str:
    """The text of `data`, without byte-order mark, line ends as `\\n`, nothing else changed.

    A byte-order mark wins, then UTF-8 if the bytes are valid UTF-8, then `declared` (what the document says of
    itself), then Windows-1252 if that gives Western text, then a statistical guess. `path` is for the messages only.
    Raises ReadingError for binary data and for bytes that no encoding turns into text.
    """
    text = _decode(data, path, declared).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n\f\v\x1a\xa0"):
        raise ReadingError(path, "holds nothing but white space", "Save the article again; its words are missing.")
    return text


def _decode(data: bytes, path: Path, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadingError(
                    path,
                    f"starts like {encoding.removesuffix('-sig').upper()} text but breaks off at byte {error.start}",
                    "The file is damaged; save it again as UTF-8.",
                ) from None
    wide = _unmarked_utf16(data)
    if wide is not None:
        return wide
    if b"\0" in data:
        problem = f"is a binary file, not text (byte {data.index(0)} is NUL)"
        raise ReadingError(path, problem, "Save the article as plain text, Markdown or HTML.")
    if sum(data.count(c) for c in _CONTROLS) > _MOST_CONTROLS * len(data):
        raise ReadingError(path, "is a binary file, not text", "Save the article as plain text, Markdown or HTML.")
    for name in ("utf-8", declared):
        said = _strict(data, name)
        if said is not None:
            return said
    western = _strict(data, "cp1252")
    if western is not None and _looks_western(western):
        return western
    best = from_bytes(data).best()
    if best is None:
        raise ReadingError(path, "is in an encoding that could not be worked out", "Save it again as UTF-8.")
    return str(best)


def _strict(data: bytes, encoding: str | None) -> str | None:
    """`data` in that encoding; None if it does not fit, or if there is no such encoding."""
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark: in European text every other byte is zero, on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) // 2
    if len(data) % 2 or max(even, odd) < 0.5 * half or min(even, odd) > 0.05 * half:
        return None
    text = _strict(data, "utf-16-le" if odd > even else "utf-16-be")
    return None if text is None or any(c < " " and c not in "\t\n\f\r\x1a\x1b" for c in text) else text


def _looks_western(text: str) -> bool:
    """Whether cp1252 was the right reading: few letters beyond ASCII, and all upper-half characters usual ones."""
    high = [c for c in text if ord(c) > 127]
    if not all(_WESTERN.match(c) for c in high):
        return False
    return len(high) <= _MOST_WESTERN * max(1, len(_LETTERS.findall(text)))
