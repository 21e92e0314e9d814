"""Fragments on a page -> lines in reading order: columns one after the other, what spans them before and after.

The method is the recursive X-Y cut (Nagy and Seth, 1984): a region of the page is cut along a gutter, a strip of white from
its top to its bottom; where it has none, into bands of lines that share one. What cannot be cut is read line by line.
Coordinates are points from the lower left corner.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# A gutter is at least so wide, in line heights.
_GUTTER = 0.7
# Columns have at least so many lines, one of two at least; less is a line with a gap in it.
_FEWEST_LINES = 3
# In a table one column has no more words than this in its middle cell.
_CELL_WORDS = 3
_BULLET = re.compile(r"(?:[•▪●◦‣·*§o–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]|\d{1,2}(?:\.\d{1,2})*\.?)$")


@dataclass(frozen=True)
class Line:
    """Words on one line of a page or column; `size` is the height of its type, `column` the left and right edge around it.

    A line break at the end of `words` says that the hyphen before it stands where the line was broken.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    words: str
    column: tuple[float, float] = (0.0, 0.0)
    row: bool = False  # a row of a table


def reading_order(lines: Sequence[Line]) -> list[list[Line]]:
    """The columns of one page in reading order, each a list of lines from top to bottom."""
    return _cut(_with_bullets(lines), depth=0)


def _with_bullets(lines: Sequence[Line]) -> list[Line]:
    """A bullet or number that stands apart belongs to the words to its right."""
    found = []
    for band in _bands(lines):
        waiting: Line | None = None
        for line in sorted(band, key=lambda line: line.left):
            if waiting is not None:
                if _beside(waiting, line) and 0 <= line.left - waiting.right <= 4 * waiting.size:
                    line, waiting = _joined([waiting, line]), None
                else:
                    found.append(waiting)
                    waiting = None
            if _BULLET.match(line.words):
                waiting = line
            else:
                found.append(line)
        if waiting is not None:
            found.append(waiting)
    return found


def _cut(lines: list[Line], depth: int) -> list[list[Line]]:
    if len(lines) < 2 * _FEWEST_LINES or depth > 12:
        return [_rows(lines)] if lines else []
    gutter = _gutter(lines)
    if gutter is not None:
        left = [line for line in lines if line.right <= gutter[0]]
        right = [line for line in lines if line.left >= gutter[1]]
        if _is_table(left, right):
            return [_rows(lines, table=True)]
        return _cut(left, depth + 1) + _cut(right, depth + 1)
    regions = _regions(lines)
    if len(regions) == 1:
        return [_rows(lines)]
    return [column for region in regions for column in _cut(region, depth + 1)]


def _gutter(lines: Sequence[Line]) -> tuple[float, float] | None:
    """The widest strip of white that has lines enough on both of its sides; None if there is none."""
    columns = _covered(lines, _GUTTER * median(line.size for line in lines))
    gutters = [(left[1], right[0]) for left, right in pairwise(columns)]
    for start, end in sorted(gutters, key=lambda gutter: gutter[0] - gutter[1]):
        counts = sorted((sum(line.right <= start for line in lines), sum(line.left >= end for line in lines)))
        if counts[0] >= 2 and counts[1] >= _FEWEST_LINES:
            return start, end
    return None


def _regions(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines from top to bottom in regions of one layout: bands that have a gutter in common, and bands that have none."""
    least = _GUTTER * median(line.size for line in lines)
    regions: list[list[list[Line]]] = []
    covered: list[tuple[float, float]] = []
    split = False
    for band in _bands(lines):
        here = _covered(band, least)
        both = _merged([*covered, *here], least)
        if regions and (len(both) > 1 if split else len(here) == 1):
            regions[-1].append(band)
            covered = both
            continue
        top = [band]
        while regions and not split and len(here) > 1 and regions[-1] and _close(regions[-1][-1], top[0]):
            above = _merged([*_covered(regions[-1][-1], least), *here], least)
            if len(above) == 1:
                break
            top.insert(0, regions[-1].pop())  # one column may begin a line above the other
            here = above
        regions.append(top)
        covered, split = here, len(here) > 1
    # a single line with a gap in it is no layout of its own
    found: list[list[Line]] = []
    plain = False
    for region in ([line for band in bands for line in band] for bands in regions if bands):
        columned = len(region) >= 2 * _FEWEST_LINES - 1 and _gutter(region) is not None
        if found and plain and not columned:
            found[-1] += region
        else:
            found.append(region)
        plain = not columned
    return found


def _covered(band: Sequence[Line], least: float) -> list[tuple[float, float]]:
    return _merged([(line.left, line.right) for line in band], least)


def _close(band: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the lines of two bands follow each other as in one paragraph."""
    return min(line.bottom for line in band) - max(line.top for line in below) < 0.6 * below[0].size


def _merged(spans: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    """The spans from left to right, those joined that lie closer together than `least`."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _bands(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that overlap in height, from top to bottom."""
    bands: list[list[Line]] = []
    floor = 0.0
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if bands and line.top > floor + 0.2 * line.size:
            bands[-1].append(line)
            floor = min(floor, line.bottom)
        else:
            bands.append([line])
            floor = line.bottom
    return bands


def _beside(one: Line, other: Line) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > 0.6 * min(one.top - one.bottom, other.top - other.bottom)


def _is_table(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two columns are those of a table: cells side by side, the words of one side few."""
    fewer, more = sorted((left, right), key=len)
    tops = sorted(more, key=lambda line: line.top)
    paired = 0
    for line in fewer:
        at = bisect_left(tops, line.top, key=lambda other: other.top)
        paired += any(_beside(line, other) for other in tops[max(0, at - 2) : at + 2])
    words = min(median(len(line.words.split()) for line in side) for side in (left, right))
    return paired >= 0.8 * len(fewer) and words <= _CELL_WORDS


def _rows(lines: Sequence[Line], table: bool = False) -> list[Line]:
    """Lines from top to bottom, what stands side by side on one line joined."""
    edges = (min(line.left for line in lines), max(line.right for line in lines))
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if rows and _beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda line: line.left), edges, table) for row in rows]


def _joined(parts: Sequence[Line], column: tuple[float, float] = (0.0, 0.0), table: bool = False) -> Line:
    first = parts[0]
    return Line(
        first.page,
        min(part.left for part in parts),
        min(part.bottom for part in parts),
        max(part.right for part in parts),
        max(part.top for part in parts),
        max(part.size for part in parts),
        all(part.bold for part in parts),
        (" | " if table else " ").join(part.words for part in parts),
        column,
        table,
    )
