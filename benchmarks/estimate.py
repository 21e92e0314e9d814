"""A figure with its 95 % interval: how far it would move with other documents of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Estimate(NamedTuple):
    """Per cent; `low` and `high` bound 95 % of the resamples."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.1f} ({self.low:.1f} to {self.high:.1f})"


def estimate(counts: Sequence[tuple[float, float]], resamples: int = 1000) -> Estimate:
    """The ratio of the sums of (numerator, denominator) a document, in per cent; F1 is (2 x hits, found + wanted).

    The interval is the percentile bootstrap over documents (Efron 1979), since errors of one document hang together; its
    seed is fixed.
    """
    table = np.array(counts, dtype=float).reshape(-1, 2)
    drawn = np.random.default_rng(0).integers(0, len(table), (resamples, len(table)))
    sums = table[drawn].sum(1)
    low, high = np.percentile(100 * sums[:, 0] / np.maximum(1, sums[:, 1]), (2.5, 97.5))
    top, bottom = table.sum(0)
    return Estimate(100 * top / max(1, bottom), float(low), float(high))
