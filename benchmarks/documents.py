"""Short documents cut from news corpora, to see how a program behaves on many."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

WORDS = 200  # a text is cut at the end of the paragraph that reaches so many
FEWEST = 60
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\t)")
_MESSAGE = re.compile(r"^(?:TST\d|DEV)-MUC\d-\d{4}[^\n]*\n(.*?)(?=^(?:TST\d|DEV)-MUC\d-\d{4}|\Z)", re.M | re.S)


def documents(data: Path) -> list[str]:
    """Different documents of about `WORDS` words, in an order that is always the same and follows nothing.

    `data` holds corpora as their authors publish them, one folder each: worldwide-newswire, polnear, mpqa2, muc34. A long
    text gives several documents. Raises FileNotFoundError if none of them is there.
    """
    found = sorted({part for text in _texts(data) for part in _parts(text) if len(part.split()) >= FEWEST})
    if not found:
        raise FileNotFoundError(f"{data}: holds none of worldwide-newswire, polnear, mpqa2, muc34")
    random.Random(5).shuffle(found)
    return found


def _texts(data: Path) -> Iterator[str]:
    for pattern in ("worldwide-newswire/original_articles/*.txt", "polnear/*/text/*.txt"):
        for path in data.glob(pattern):
            yield path.read_text("utf-8", errors="replace")
    for path in data.glob("mpqa2/docs/*/*"):
        yield path.read_text("latin-1")
    for path in data.glob("muc34/*/*-muc[34]*"):
        yield from _MESSAGE.findall(path.read_text("latin-1"))


def _parts(text: str) -> Iterator[str]:
    part: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        part.append(paragraph)
        if sum(len(p.split()) for p in part) >= WORDS:
            yield "\n\n".join(part).strip() + "\n"
            part = []
    yield "\n\n".join(part).strip() + "\n"


def write(texts: list[str], number: int, folder: Path) -> list[int]:
    """Write so many seeds, named in order; how many words each has.

    Beyond their number texts are repeated, with a line before them, so that no two seeds are equal.
    """
    folder.mkdir(parents=True)
    counts = []
    for at in range(number):
        round_, text = at // len(texts), texts[at % len(texts)]
        text = f"Edition {round_ + 1}.\n\n{text}" if round_ else text
        counts.append(len(text.split()))
        (folder / f"n{at:06}.txt").write_text(text, encoding="utf-8")
    return counts
