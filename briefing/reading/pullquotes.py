"""Pull quotes: words of the story set once more, large, between its paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from briefing.reading.page import Block, Page

_FEWEST_WORDS = 6
_MOST_WORDS = 45
_MOST_PLACES = 50  # that begin alike; a page made of one line has them by the thousand
# Quotation marks around it all, and who said it below or behind.
_QUOTED = re.compile(r"[\"“«‘'](?P<words>.+)[\"”»’'][\s—–-]*[^\"“”]{0,80}", re.DOTALL)
_OTHER = re.compile(r"\W+")


def pull_quotes(page: Page) -> frozenset[Block]:
    """The short blocks whose words stand word by word in another block, which says more.

    The name of the speaker below a quotation may be added to it. What the markup calls a headline, heading or the like is
    none. Time and memory grow linearly with the page.
    """
    plain = {block: _words(page.text[block.start : block.end]) for block in page.blocks}
    short = {block: _quotation(page.text[block.start : block.end]) for block in page.blocks if block.hint is None}
    short = {block: words for block, words in short.items() if _FEWEST_WORDS <= len(words) <= _MOST_WORDS}
    beginnings = Counter(words[:_FEWEST_WORDS] for words in short.values())
    elsewhere: dict[tuple[str, ...], list[tuple[Block, int]]] = {}
    for block, words in plain.items():
        for i in range(len(words) - _FEWEST_WORDS + 1):
            start = words[i : i + _FEWEST_WORDS]
            if start in beginnings:
                places = elsewhere.setdefault(start, [])
                if len(places) < _MOST_PLACES:
                    places.append((block, i))
    found = set()
    for words in set(short.values()):
        length = len(words)
        for block, i in elsewhere[words[:_FEWEST_WORDS]]:
            if len(plain[block]) > length and short.get(block) != words and plain[block][i : i + length] == words:
                found.add(words)
                break
    return frozenset(block for block, words in short.items() if words in found)


def _quotation(text: str) -> tuple[str, ...]:
    quoted = _QUOTED.fullmatch(text) if len(text) < 1000 else None
    return _words(quoted["words"] if quoted else text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_OTHER.sub(" ", text).casefold().split())
