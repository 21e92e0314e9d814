"""Words to numbers: what the encoder sees of a text. Training and run time share this module, so they cannot drift.

A word is a string plus its *gap* (what stands before it). The encoder reads word pieces without case; case, quotation
and layout reach it through three small integers a word: shape, quote, gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

SHAPES = ("none", "digit", "upper", "title", "mixed", "lower", "camel")
QUOTES = ("outside", "mark", "inside")
GAPS = ("joined", "space", "break")
JOINED, SPACE, BREAK = range(3)

#: Characters that the names head sees of a word: longer words are seen by their two ends.
CHARACTERS = 16
#: Characters below this number (Latin letters with their accents) are told apart, the rest only by what they are.
KNOWN = 0x180

#: Longer words (links, base64) are cut: a word is found by its first piece, and a window has to end somewhere.
MAX_PIECES_PER_WORD = 8

_OPEN = {"“": "”", "«": "»", "„": "“", "``": "''"}
_PLAIN = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "``": '"',
    "''": '"',
    "’": "'",
    "‘": "'",
    "–": "-",
    "—": "-",
}


@dataclass(frozen=True)
class Encoded:
    """A run of words: `pieces[i]` are the ids of word i; `shapes`, `quotes`, `gaps` one integer a word."""

    words: list[str]
    pieces: list[list[int]]
    shapes: list[int]
    quotes: list[int]
    gaps: list[int]


def shape(word: str) -> int:
    """Index into SHAPES of one word."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 1 if any(c.isdigit() for c in word) else 0
    if all(c.isupper() for c in letters):
        return 2 if len(letters) > 1 else 3
    if letters[0].isupper():
        return 3 if not any(c.isupper() for c in letters[1:]) else 4
    return 6 if any(c.isupper() for c in letters) else 5


def characters(word: str) -> list[int]:
    """CHARACTERS numbers from 0 (nothing) to KNOWN + 3: the letters of one word, case and accents kept."""
    half = CHARACTERS // 2
    seen = word if len(word) <= CHARACTERS else word[:half] + word[-half:]
    kinds = (str.isupper, str.islower, str.isalpha)
    other = [next((i for i, is_kind in enumerate(kinds) if is_kind(c)), 3) for c in seen]
    codes = [max(ord(c), 1) if ord(c) < KNOWN else KNOWN + kind for c, kind in zip(seen, other, strict=True)]
    return codes + [0] * (CHARACTERS - len(codes))


def quote_states(words: Sequence[str], gaps: Sequence[int]) -> list[int]:
    """Index into QUOTES for each word: outside, a mark, or inside a quotation.

    A quotation that is open at a line break goes on only if the next line opens with a mark again, as printers set
    quotations of several paragraphs. A straight mark opens when nothing is open and closes otherwise.
    """
    states: list[int] = []
    closer: str | None = None
    for i, word in enumerate(words):
        opens_here = word in _OPEN or word == '"'
        if gaps[i] == BREAK:
            closer = None
        if closer is not None and (word == closer or (closer in {"”", "''"} and word == '"')):
            closer = None
            states.append(1)
        elif closer is None and opens_here:
            closer = _OPEN.get(word, '"')
            states.append(1)
        elif (
            closer is None and word in {"'", "‘"} and gaps[i] != JOINED and i + 1 < len(words) and gaps[i + 1] == JOINED
        ):
            closer = "'" if word == "'" else "’"
            states.append(1)
        else:
            states.append(2 if closer is not None else 0)
    return states


def encode(tokenizer: Tokenizer, words: Sequence[str], gaps: Sequence[int]) -> Encoded:
    """Word pieces and features of `words`; `gaps[i]` is JOINED, SPACE or BREAK before word i. Both of one length."""
    if len(words) != len(gaps):
        raise ValueError(f"{len(words)} words but {len(gaps)} gaps")
    pieces: list[list[int]] = [[] for _ in words]
    if words:
        encoding = tokenizer.encode([_PLAIN.get(w, w) for w in words], is_pretokenized=True, add_special_tokens=False)
        for word_id, piece in zip(encoding.word_ids, encoding.ids, strict=True):
            if word_id is not None and len(pieces[word_id]) < MAX_PIECES_PER_WORD:
                pieces[word_id].append(piece)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    return Encoded(
        words=list(words),
        pieces=[p or [unknown] for p in pieces],
        shapes=[shape(w) for w in words],
        quotes=quote_states(words, gaps),
        gaps=list(gaps),
    )
