"""A long text in pieces that the encoder can read: overlapping windows, and which word is read in which window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Word pieces in a window; training used windows of up to 300.
LIMIT = 300
#: Word pieces that neighbouring windows share.
OVERLAP = 90


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
