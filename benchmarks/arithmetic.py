"""How fast this machine multiplies matrices of the model's sizes: `python -m benchmarks.arithmetic ROWS...`, as JSON.

For each number of rows (word pieces of a window), a transformer layer's six products are done in fp32 by numpy, as many at
the same time as there are cores, each in one thread. Gives 10^9 additions and multiplications a second, the best of
several rounds; nothing that consists of these products can be faster.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

WIDTH, INNER, LAYERS = 384, 1536, 6
SHAPES = [(WIDTH, WIDTH)] * 4 + [(WIDTH, INNER), (INNER, WIDTH)]
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "MKL", "OMP")}  # to be set before numpy is imported
ROUNDS, REPEATS = 5, 12


def operations(pieces: int) -> int:
    """Additions and multiplications of the encoder for a window of so many word pieces: products with weights, and attention."""
    return LAYERS * (sum(2 * pieces * k * n for k, n in SHAPES) + 4 * pieces * pieces * WIDTH)


def billions(rows: int) -> float:
    """10^9 operations a second."""
    import numpy as np

    cores = len(os.sched_getaffinity(0))
    random = np.random.default_rng(0)
    pairs = [
        [(random.random((rows, k), np.float32), random.random((k, n), np.float32)) for k, n in SHAPES]
        for _ in range(cores)
    ]

    def work(mine: int) -> None:
        for _ in range(REPEATS):
            for a, b in pairs[mine]:
                np.matmul(a, b)

    done = cores * REPEATS * sum(2 * rows * k * n for k, n in SHAPES)
    best = 0.0
    with ThreadPoolExecutor(cores) as pool:
        for _ in range(ROUNDS):
            clock = time.perf_counter()
            list(pool.map(work, range(cores)))
            best = max(best, done / (time.perf_counter() - clock) / 1e9)
    return best


if __name__ == "__main__":
    print(json.dumps({rows: billions(int(rows)) for rows in sys.argv[1:]}))
