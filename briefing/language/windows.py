"""A long text in pieces that the encoder can read: overlapping windows, and which word is read in which window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.language.features import BREAK, Encoded, characters

#: Word pieces in a window; training used windows of up to 300.
LIMIT = 300
#: Word pieces that neighbouring windows share.
OVERLAP = 60
CLS, SEP = 101, 102


@dataclass(frozen=True)
class Window:
    """Half-open word range of one document."""

    document: int
    begin: int
    end: int


def cut(
    document: int, sizes: Sequence[int], good: Sequence[bool], limit: int = LIMIT, overlap: int = OVERLAP
) -> list[Window]:
    """Cover words 0..len(sizes) with windows of at most `limit` pieces; each but the first overlaps the one before.

    `sizes[i]` is the number of pieces of word i, `good[i]` says that a window may well start at word i (a sentence or
    paragraph is likely to start there).
    """
    windows: list[Window] = []
    begin, count = 0, len(sizes)
    while begin < count:
        size, end = 0, begin
        while end < count and size + sizes[end] <= limit:
            size += sizes[end]
            end += 1
        windows.append(Window(document, begin, end))
        if end == count:
            break
        shared, following = 0, end
        while following - 1 > begin and shared + sizes[following - 1] <= overlap:
            following -= 1
            shared += sizes[following]
        starts = [i for i in range(following, end) if good[i]]
        begin = starts[0] if starts else following
    return windows


def feed(coded: Encoded, w: Window) -> dict[str, NDArray[np.int64]]:
    """What the encoder's graph reads of one window of L pieces and W words.

    ids, mask [1, L]; extra [1, 3, L]; first [1, W]: the first piece of each word; breaks [1, W]: 1 where a sentence must start.
    """
    ids, extra, first, breaks = [CLS], [(0, 0, 1)], [], []
    for i in range(w.begin, w.end):
        first.append(len(ids))
        breaks.append(int(coded.gaps[i] == BREAK or i == w.begin))
        ids += coded.pieces[i]
        extra += [(coded.shapes[i], coded.quotes[i], coded.gaps[i])] * len(coded.pieces[i])
    ids.append(SEP)
    extra.append((0, 0, 1))
    return {
        "ids": np.array([ids], dtype=np.int64),
        "extra": np.array([extra], dtype=np.int64).transpose(0, 2, 1),
        "mask": np.ones((1, len(ids)), dtype=np.int64),
        "first": np.array([first], dtype=np.int64),
        "breaks": np.array([breaks], dtype=np.int64),
    }


def letters(coded: Encoded, w: Window) -> NDArray[np.int64]:
    """What the names graph reads of one window besides the encoder's words: the characters of each word, [1, W, CHARACTERS]."""
    return np.array([[characters(word) for word in coded.words[w.begin : w.end]]], dtype=np.int64)
