"""What stands where on the pages of a PDF: run as a program of its own, so that no PDF can harm who reads it.

    python -P pdf_pages.py MAX_PAGES MAX_SECONDS MAX_MEMORY < FILE.pdf > PAGES.json

A few hundred kilobytes of PDF can unpack to gigabytes, and PDFium is not written in a memory-safe language: this process
may use so much memory and time, and then it ends. It imports nothing of the package. The answer is `{"error": NAME, ...}`,
or `{"pages": [...], "title": ...}`; see `Fragment` and `page_of`.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections import Counter
from contextlib import suppress
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: `[left, bottom, right, top, size, bold, words]` of a run of characters on one line, in points from the lower left corner.
Fragment = list[Any]

# More characters than any page that can be read; a page of small print has ten thousand.
MOST_CHARACTERS = 50_000
_HYPHEN_AT_LINE_END = (0x02, 0xFFFE)  # PDFium's own marks for a hyphen that a line ended with
# A gap of so many line heights between characters is a gap between columns or cells; a stretched space may be wider.
_GAP = 0.9
_SPACE = 2.0
# A raised digit of at most this part of the line's height is the mark of a note.
_RAISED = 0.8


def main(arguments: list[str]) -> int:
    """Read the PDF on standard input, write the answer to standard output."""
    most_pages, seconds, memory = map(int, arguments)
    _confine(seconds, memory)
    json.dump(read(sys.stdin.buffer.read(), most_pages), sys.stdout)
    return 0


def _confine(seconds: int, memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits; the caller's clock remains
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def read(data: bytes, most_pages: int) -> dict[str, Any]:
    """The pages of a PDF, or what is wrong with it."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        return {"error": "password" if "password" in str(error).lower() else "damaged"}
    if count > most_pages:
        return {"error": "pages", "count": count}
    pages = []
    for number in range(count):
        try:
            pages.append(page_of(document[number]))
        except pdfium.PdfiumError:
            return {"error": "page", "count": number + 1}
        except OverflowError:
            return {"error": "characters", "count": number + 1}
    return {"pages": pages, "title": document.get_metadata_value("Title")}


def page_of(page: pdfium.PdfPage) -> dict[str, Any]:
    """`height` and `width` in points, `unread` (characters without a letter), `picture` (whether one covers half the page) and
    the `fragments` in the order of the file.
    """
    width, height = page.get_size()
    text = page.get_textpage()
    fragments, unread = _fragments(text)
    return {
        "width": width,
        "height": height,
        "unread": unread,
        "picture": not fragments and _picture(page, width * height),
        "fragments": fragments,
    }


def _picture(page: pdfium.PdfPage, area: float) -> bool:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > area / 2:
            return True
    return False


def _fragments(text: pdfium.PdfTextPage) -> tuple[list[Fragment], int]:
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise OverflowError
    found: list[Fragment] = []
    lasts: list[int] = []  # the last character of each
    sizes: list[Counter[float]] = []  # how many characters of each have which height
    unread = 0
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    fragment: Fragment | None = None
    broken = True
    before = (0.0, 0.0)
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in (0x0A, 0x0D):
            broken = broken or code == 0x0A
            continue
        if not raw.FPDFText_GetLooseCharBox(text, i, at):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        size = top - bottom
        hyphen = code in _HYPHEN_AT_LINE_END
        if size <= 0:
            if fragment is not None and code == 0x20 and not broken:
                fragment[6].append(" ")
            continue
        if not hyphen and (code == 0 or raw.FPDFText_HasUnicodeMapError(text, i) == 1 or 0xE000 <= code < 0xF900):
            unread += 1
        letter = "-\n" if hyphen else chr(code)
        if fragment is not None and letter.isspace() and not broken:
            fragment[6].append(" ")
            continue
        if letter.isspace():
            continue
        if fragment is not None and _is_note(fragment, letter, left, bottom, size):
            fragment[2] = max(fragment[2], right)
            continue
        same = (left, bottom) == before  # the letters of a ligature share one box
        before = (left, bottom)
        if fragment is None or not (same or _goes_on(fragment, left, bottom, top)):
            fragment = [left, bottom, right, top, size, _is_bold(text, i), []]
            found.append(fragment)
            lasts.append(i)
            sizes.append(Counter())
        elif broken and not fragment[6][-1].isspace():
            fragment[6].append(" ")
        fragment[0], fragment[1] = min(fragment[0], left), min(fragment[1], bottom)
        fragment[2], fragment[3] = max(fragment[2], right), max(fragment[3], top)
        fragment[4] = max(fragment[4], size)
        fragment[6].append(letter)
        lasts[-1] = i
        sizes[-1][round(size, 1)] += 1
        broken = hyphen
    for fragment, last, heights in zip(found, lasts, sizes, strict=True):
        fragment[4] = max(heights, key=lambda height: (heights[height], height))
        fragment[5] = fragment[5] and _is_bold(text, last)
        fragment[:5] = (round(number, 2) for number in fragment[:5])
        fragment[6] = "".join(fragment[6]).rstrip(" ")
    return found, unread


def _goes_on(fragment: Fragment, left: float, bottom: float, top: float) -> bool:
    """Whether a character stands on the line of `fragment`, near its end."""
    overlap = min(top, fragment[3]) - max(bottom, fragment[1])
    height = min(top - bottom, fragment[3] - fragment[1])
    size = fragment[4]
    widest = _SPACE if fragment[6][-1] == " " else _GAP
    return bool(overlap > 0.5 * height and -0.5 * size < left - fragment[2] < widest * size)


def _is_note(fragment: Fragment, letter: str, left: float, bottom: float, size: float) -> bool:
    """Whether a character is the raised mark of a note behind a word or a full stop (`said.12`)."""
    if not (letter.isdigit() or letter in "*†‡,") or size > _RAISED * fragment[4]:
        return False
    near = -0.5 * fragment[4] < left - fragment[2] < 0.5 * fragment[4]
    before = next((c for c in reversed(fragment[6]) if not c.isspace()), "")
    return bool(near and bottom > fragment[1] + 0.15 * fragment[4] and before and not before.isdigit())


def _is_bold(text: pdfium.PdfTextPage, i: int) -> bool:
    return bool(raw.FPDFText_GetFontWeight(text, i) >= 600 or "bold" in _font(text, i).lower())


def _font(text: pdfium.PdfTextPage, i: int) -> str:
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, i, None, 0, flags)
    name = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFText_GetFontInfo(text, i, name, length, flags)
    return name.value.decode("utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
