"""Words as they are compared across papers: tokens with their places, folded forms, stems, sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s+[\"“‘(\[]?[A-Z0-9])|\n\s*\n|\n(?=\s*$)")
# Words that carry the grammar of a sentence and nothing of its subject.
FUNCTION_WORDS = frozenset(
    """a about above after again against all also although am among an and any are as at be because been before being
    below between both but by can cannot could did do does doing down during each few for from further had has have
    having he her here hers herself him himself his how i if in into is it its itself just may me might more most must
    my no nor not now of off on once one only or other our ours out over own said same say says saying she should so
    some such than that the their theirs them then there these they this those through to told too under until up upon
    us very was we were what when where which while who whom whose why will with would yet you your""".split()
)
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Token:
    """A word of a text: its characters `start` to `end` and its folded form."""

    start: int
    end: int
    word: str


def fold(words: str) -> str:
    """`words` without case, accents and typographic apostrophes."""
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a part of a text, a genitive 's cut off."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = fold(match.group())
        found.append(Token(match.start(), match.end(), word.removesuffix("'s")))
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded English word (Porter2)."""
    return str(_STEMMER.stemWord(word))


def stems(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The stems of the words that carry a subject, in order."""
    return [stem(token.word) for token in tokens(text, start, end) if token.word not in FUNCTION_WORDS]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The places of the sentences of a part of a text, by their marks and by blank lines; blanks around them cut off."""
    end = len(text) if end is None else end
    found, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        found.append((at, match.end()))
        at = match.end()
    found.append((at, end))
    trimmed = []
    for first, last in found:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            trimmed.append((first, last))
    return trimmed
