"""Find the entries of a lexicon in a text: single lemmas, phrasal verbs, set phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Doc, Span, Token

Entry = dict[str, Any]
#: Free words that `*` stands for in a pattern.
GAP = 3


class Index:
    """Entries by the first word of their lemma; the longest entry that fits at a word wins."""

    def __init__(self, entries: Iterable[Entry | str], key: str = "lemma") -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in entries:
            record = {key: entry} if isinstance(entry, str) else entry
            words = tuple(str(record[key]).split())
            self._by_first.setdefault(words[0], []).append((words, record))
        for found in self._by_first.values():
            found.sort(key=lambda f: -len(f[0]))

    def verb(self, token: Token) -> Entry | None:
        """The entry of a verb with its particle, object or phrase ("blow up", "carry out", "set fire")."""
        for words, entry in self._by_first.get(token.lemma_.lower(), ()):
            if len(words) == 1 or _near(token, words[1:]):
                return entry
        return None

    def noun(self, token: Token) -> Entry | None:
        """The entry of a noun or adjective; a compound ("death squad") stands at its last word."""
        for lemma in (token.lemma_.lower(), token.lower_):
            if entry := self._exact(lemma):
                return entry
        return None

    def compound(self, token: Token) -> Entry | None:
        """The entry of the words that end at `token`, two or three of them, else of the word itself."""
        for size in (3, 2):
            if token.i >= size - 1:
                words = [t.lower_ for t in token.doc[token.i - size + 1 : token.i]] + [token.lemma_.lower()]
                if entry := self._exact(" ".join(words)):
                    return entry
        return self.noun(token)

    def _exact(self, phrase: str) -> Entry | None:
        words = tuple(phrase.split())
        return next((e for w, e in self._by_first.get(words[0], ()) if w == words), None) if words else None

    def phrases(self, span: Doc | Span, lemmas: bool) -> list[tuple[Span, Entry]]:
        """Every place in `span` where an entry's words stand (`*` for up to three free words), longest first, no overlaps."""
        tokens = [t for t in span if not t.is_space]
        forms = [(t.lower_, t.lemma_.lower()) if lemmas else (t.lower_,) for t in tokens]
        found: list[tuple[int, int, Entry]] = []
        for i in range(len(tokens)):
            for first in dict.fromkeys(forms[i]):
                for words, entry in self._by_first.get(first, ()):
                    end = _follow(forms, i + 1, words[1:])
                    if end:
                        found.append((i, end, entry))
        taken: set[int] = set()
        out = []
        for a, b, entry in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
            if not taken & set(range(a, b)):
                taken |= set(range(a, b))
                out.append((tokens[a].doc[tokens[a].i : tokens[b - 1].i + 1], entry))
        return sorted(out, key=lambda f: f[0].start)


def _near(token: Token, words: Sequence[str]) -> bool:
    """Whether the rest of a verb's entry stands close behind it, in order."""
    place = token.i + 1
    for word in words:
        end = min(place + GAP + 1, len(token.doc))
        place = next(
            (i + 1 for i in range(place, end) if word in {token.doc[i].lower_, token.doc[i].lemma_.lower()}), 0
        )
        if not place:
            return False
    return True


def _follow(forms: Sequence[Sequence[str]], place: int, words: Sequence[str]) -> int:
    """Index after the last word if `words` stand from `place` on, else 0."""
    if not words:
        return place
    if words[0] == "*":
        for skip in range(GAP + 1):
            if place + skip <= len(forms) and (end := _follow(forms, place + skip, words[1:])):
                return end
        return 0
    if place < len(forms) and words[0] in forms[place]:
        return _follow(forms, place + 1, words[1:])
    return 0


def disjoint(spans: list[Span]) -> list[Span]:
    """The spans without those that lie inside another."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out
