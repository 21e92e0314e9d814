"""Small helpers for words: counting, joining, shortening, escaping. They know nothing of analyses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape as _escape

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def escape(words: str) -> str:
    """`words` as HTML text, safe in attributes too; runs of blanks and line breaks become one blank."""
    return _escape(re.sub(r"\s+", " ", words), quote=True)


def isolated(name: str) -> str:
    """A name of the seed as HTML: `bdi` keeps its direction apart, and tells the check of wording that it is no word
    of the briefing's own.
    """
    return f"<bdi>{escape(name)}</bdi>"


def flat(words: str) -> str:
    """`words` on one line, runs of blanks as one."""
    return re.sub(r"\s+", " ", words).strip()


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 allegation`, `2 allegations`, `no allegations`."""
    shown = "no" if number == 0 else f"{number:,}"
    return f"{shown} {noun if number == 1 else plural or noun + 's'}"


def capital(sentence: str) -> str:
    """`sentence` with its first letter as a capital, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def listed(names: Sequence[str], most: int = 4) -> str:
    """`A`, `A and B`, `A, B and C`; beyond `most` the rest is counted: `A, B and 3 others`."""
    names = list(names)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} others"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(words: str, most: int) -> str:
    """The first `most` characters of `words` on one line, cut between words; `…` stands for the rest."""
    words = flat(words)
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    if " " in cut[most // 2 :]:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:–-") + "…"


def quoted(words: str, most: int = 0) -> str:
    """Words of the text in quotation marks, cut to `most` characters if that is not 0."""
    words = shorten(words, most) if most else flat(words)
    # What was cut out of direct speech brings one of its two marks along: it would read as a typing error.
    for opening, closing in ("“”", "‘’", '""'):
        alone = words.count(closing) % 2 == 1 if opening == closing else (opening in words) != (closing in words)
        if alone and words.startswith(opening):
            words = words[1:]
        elif alone and closing != "’":  # which is an apostrophe, too
            if words.endswith(closing):
                words = words[:-1]
            elif opening in words and not words.endswith("…"):
                words += closing
    return f"“{words}”"


def cited(words: str, most: int = 0) -> str:
    """Words of the text in quotation marks for a sentence of the briefing: double marks inside become single ones."""
    inside = quoted(words, most)[1:-1].replace("“", "‘").replace("”", "’")
    return f"“{inside}”"


def markup(sentence: str, linked: bool = False) -> str:
    """A sentence of the briefing as HTML, with what it cites as quotations; the page draws the marks.

    With `linked`, `No. 3` leads to the card of the third allegation.
    """
    made = re.sub("“([^“”]*)”", r"<q>\1</q>", escape(sentence))
    parts = re.split(r"(<q>.*?</q>)", made)  # what is cited is left as it is
    link = r'<a href="#allegation-\1">No. \1</a>'
    return "".join(p if p.startswith("<q>") or not linked else re.sub(r"\bNo\. (\d+)", link, p) for p in parts)


def wrap(words: str, width: int, lines: int = 2) -> str:
    """`words` in at most `lines` lines of about `width` characters, with plotly's line break; `…` for what is cut."""
    out: list[str] = []
    rest = flat(words).split(" ")
    while rest and len(out) < lines:
        line = rest.pop(0)
        while rest and len(line) + 1 + len(rest[0]) <= width:
            line += " " + rest.pop(0)
        out.append(shorten(line, width + 4))
    if rest and out:
        out[-1] = out[-1].rstrip("…") + "…"
    return "<br>".join(label(line) for line in out)


def label(words: str) -> str:
    """`words` for a plotly text, which reads a little HTML: a `<` of the seed must not start a tag there."""
    return flat(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def long_date(iso: str) -> str:
    """`2026-01-08` as `8 January 2026`; `2026-01` and `2026` likewise, anything else as it is."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    if len(parts) == 3:
        day = date(int(parts[0]), int(parts[1]), int(parts[2]))
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else iso
