"""Search in a store: passages, statements and actors that hold all the words, with the places of the words.

Words are compared folded (no case, no accents) and by their beginnings: `bomb` finds *bombed*. Words in quotation marks
are found only in this order and whole. It is a scan of DuckDB over a folded column; its own full-text index is an
extension that would have to be downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from briefing.across.store import StoreError
from briefing.across.tables import searchable
from briefing.across.words import fold
from briefing.comparison import Hit

Where = Literal["text", "statements", "actors"]
_QUERY = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')
# Words that are shown, place of them in the paper (None for an actor: it has many), and the folded column of each table.
_TABLES: dict[Where, tuple[str, str, str]] = {
    "text": ("passages", "t.words", "t.start, t.stop"),
    "statements": ("allegations", "t.statement", "t.start, t.stop"),
    "actors": ("actors", "array_to_string(list_prepend(t.name, t.aliases), ' · ')", "NULL, NULL"),
}


class Asked(Protocol):
    """What answers a query: a store, or a shelf."""

    def query(self, sql: str, values: Sequence[object] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names of the columns and rows of a SELECT over the tables of `tables.SCHEMA`."""


def search(asked: Asked, query: str, where: Where = "text", most: int = 20) -> tuple[Hit, ...]:
    """The hits with most of the words for their length first, then the earliest.

    Raises StoreError if the query has no word.
    """
    needles = _needles(query)
    table, shown, place = _TABLES[where]
    conditions = " AND ".join("contains(t.folded, ?)" for _ in needles)
    weight = " + ".join("len(string_split(t.folded, ?)) - 1" for _ in needles)
    sql = (
        f"SELECT t.paper, p.outlet, p.date, {shown}, {place} FROM {table} t JOIN papers p USING (paper) "
        f"WHERE {conditions} ORDER BY ({weight}) / len(t.folded) DESC, p.date, t.paper, 5 LIMIT {int(most)}"
    )
    _, found = asked.query(sql, (*needles, *needles))
    return tuple(
        Hit(
            paper=paper,
            outlet=outlet or "",
            date=str(date) if date else "",
            words=words,
            start=start,
            end=end,
            marks=_marks(words, needles),
        )
        for paper, outlet, date, words, start, end in found
    )


def _needles(query: str) -> tuple[str, ...]:
    """What must stand in the folded text: a word with the blank before it, a phrase with both."""
    found = []
    for straight, curly, word in _QUERY.findall(query):
        phrase = searchable(straight or curly or word)
        if phrase.strip():
            found.append(phrase if straight or curly else phrase.rstrip())
    if not found:
        raise StoreError(f'{query!r}: holds no word to search for. Write words, or "a phrase" in quotation marks.')
    return tuple(dict.fromkeys(found))


def _marks(words: str, needles: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The places of the needles in the words as they are printed."""
    tokens = [(match.start(), match.end(), fold(match.group())) for match in re.finditer(r"[^\W_]+", words)]
    found = set()
    for needle in needles:
        parts = needle.split()
        whole = needle.endswith(" ")
        for at in range(len(tokens) - len(parts) + 1):
            here = [token[2] for token in tokens[at : at + len(parts)]]
            ends = here[-1] == parts[-1] if whole else here[-1].startswith(parts[-1])
            if here[:-1] == parts[:-1] and ends:
                found.add((tokens[at][0], tokens[at + len(parts) - 1][1]))
    return tuple(sorted(found))
