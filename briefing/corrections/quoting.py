"""Words -> places in the text: how entries point, so that they survive every rerun."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.errors import meant
from briefing.schema import Span

# What a keyboard writes for what an article prints.
_ALIKE = {
    "'": "['’‘ʼ]",
    "’": "['’‘ʼ]",
    '"': '["“”„]',
    "“": '["“”„]',
    "”": '["“”„]',
    "-": "[-‐‑–—]",
    "–": "[-‐‑–—]",
    "—": "[-‐‑–—]",
}


class Refusal(Exception):
    """A pointer that leads nowhere, or to more than one place: the value, what is wrong, what to do."""

    def __init__(self, value: str, problem: str, remedy: str) -> None:
        super().__init__(value, problem, remedy)
        self.value = value
        self.problem = problem
        self.remedy = remedy


def places(words: str, text: str) -> list[Span]:
    """Every place where `words` stand in `text`; white space, kinds of quotation marks and dashes may differ.

    They are whole words: `port` does not stand in `report`. Empty for words that are nothing but blanks.
    """
    parts = ["".join(_ALIKE.get(c, re.escape(c)) for c in part) for part in words.split()]
    if not parts:
        return []
    pattern = r"\s+".join(parts)
    before = r"(?<!\w)" if re.match(r"\w", words.split()[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", words.split()[-1]) else ""
    return [Span(start=m.start(), end=m.end()) for m in re.finditer(before + pattern + after, text)]


def locate(words: str, occurrence: int | None, text: str) -> list[Span]:
    """The places that a pointer means: the one that `occurrence` counts, else all. Raises Refusal if there is none."""
    found = places(words, text)
    if not found:
        raise Refusal(repr(words), "the text does not hold these words", nearest(words, _windows(words, text)))
    if occurrence is None:
        return found
    if occurrence > len(found):
        times = "once" if len(found) == 1 else f"{len(found)} times"
        raise Refusal(
            f"occurrence {occurrence} of {words!r}", f"these words stand in the text {times}", "Correct the number."
        )
    return [found[occurrence - 1]]


def locate_one(words: str, occurrence: int | None, text: str) -> Span:
    """The one place that a pointer means. Raises Refusal if there is none, or more than one."""
    found = locate(words, occurrence, text)
    if len(found) > 1:
        raise Refusal(
            repr(words),
            f"these words stand in the text {len(found)} times",
            f"Add `occurrence:` with a number from 1 to {len(found)}, or quote more words.",
        )
    return found[0]


def nearest(words: str, known: Iterable[str]) -> str:
    """A remedy for words that are not there: the ones that may have been meant."""
    return meant(words, known, "Quote words as the text has them, or take the entry out.")


def _windows(words: str, text: str) -> list[str]:
    """Stretches of the text as long as `words` that share a word with them."""
    tokens = [(m.start(), m.end(), m[0].casefold()) for m in re.finditer(r"\S+", text)]
    wanted = {word for word in words.casefold().split() if len(word) > 3}
    length = len(words.split())
    starts = {
        max(0, i - shift) for i, (_, _, word) in enumerate(tokens) if word in wanted for shift in range(min(length, 40))
    }
    ends = len(tokens)
    found = [text[tokens[i][0] : tokens[min(i + length, ends) - 1][1]] for i in sorted(starts)[:2000]]
    return [" ".join(stretch.split()).strip(".,;:!?()") for stretch in found]
