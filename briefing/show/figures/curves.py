"""Lines between two points of a map, as few points as a smooth curve needs. All in data coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def link(start: Point, end: Point, steps: int = 9) -> tuple[list[float | None], list[float | None]]:
    """A line that leaves and arrives level, as in a Sankey diagram; closed by a gap.

    Between points of one column it bends to the right, the more the further apart they are.
    """
    (x0, y0), (x1, y1) = start, end
    if x0 == x1:
        bulge = 0.3 + 0.03 * abs(y1 - y0)
        handles = ((x0 + min(bulge, 0.45), y0), (x1 + min(bulge, 0.45), y1))
    else:
        middle = (x1 - x0) * 0.62
        handles = ((x0 + middle, y0), (x1 - middle, y1))
    xs: list[float | None] = []
    ys: list[float | None] = []
    for place in range(steps + 1):
        t = place / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        xs.append(round(a * x0 + b * handles[0][0] + c * handles[1][0] + d * x1, 3))
        ys.append(round(a * y0 + b * handles[0][1] + c * handles[1][1] + d * y1, 3))
    return [*xs, None], [*ys, None]


def step(
    start: Point, end: Point, first: float = 0.16, last: float = 0.7
) -> tuple[list[float | None], list[float | None]]:
    """A line that changes its height in the middle of a column and runs level before and after.

    So it crosses no name that stands above a mark at either side. `first` and `last` are where the change begins and
    ends, in columns.
    """
    if start[1] == end[1]:
        return [start[0], end[0], None], [start[1], end[1], None]
    xs, ys = link((start[0] + first, start[1]), (start[0] + last, end[1]))
    return [start[0], *xs[:-1], end[0], None], [start[1], *ys[:-1], end[1], None]


def through(points: Sequence[Point]) -> tuple[list[float | None], list[float | None]]:
    """A line through several points, level at each of them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for start, end in pairwise(points):
        more_x, more_y = link(start, end)
        xs += more_x[bool(xs) : -1]
        ys += more_y[bool(ys) : -1]
    return [*xs, None], [*ys, None]


def spread(weights: Sequence[float]) -> list[float]:
    """The middles of stacked slots of these heights, centred on 0, the first on top."""
    at, middles = sum(weights) / 2, []
    for weight in weights:
        middles.append(round(at - weight / 2, 3))
        at -= weight
    return middles
