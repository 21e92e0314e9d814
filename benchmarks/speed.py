"""Words a second of the language engine: `python -m benchmarks.speed DATA_DIR [--articles 18] [--rounds 5] [--json FILE]`.

DATA_DIR holds `polnear.tar.xz`; its first dev articles are read. The shipped int8 model is measured against torch in fp32 with the
same weights (benchmarks.fp32; needs `pip install 'briefing[training]'`, and is left out without it), each with as many
windows side by side as there are cores; and against what the machine could do if there were nothing but the encoder's
products with its weights and its attention (benchmarks.arithmetic). All are measured in turn, round after round, and the best
round of each counts, since other programs can only slow one down. Words are what white space separates.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.arithmetic import ONE_THREAD, operations
from benchmarks.attribution import documents
from benchmarks.tables import Figures, finish, markdown
from briefing.language.engine import MODEL, Engine


class Counting:
    """A session that notes how many word pieces each window has."""

    def __init__(self, session: Any) -> None:
        self.session, self.pieces = session, []

    def run(self, names: Any, feed: Any) -> Any:
        """What the session gives."""
        self.pieces.append(feed["ids"].size)
        return self.session.run(names, feed)


def engines(folder: Path) -> dict[str, Engine]:
    """The engine as shipped, and where torch is installed one that asks it."""
    found = {"int8": Engine(folder)}
    if all(importlib.util.find_spec(name) for name in ("torch", "onnx")):
        from benchmarks import fp32

        found["fp32"] = Engine(folder)
        found["fp32"]._encoder, found["fp32"]._roles = fp32.sessions(folder)
    return found


def alike(first: list[Any], second: list[Any]) -> float:
    """The share of words that two readings of the same texts give the same head, relation and tag."""
    pairs = [(a, b) for x, y in zip(first, second, strict=True) for a, b in zip(x, y, strict=True)]
    return float(np.mean([(a.head.i, a.dep_, a.pos_) == (b.head.i, b.dep_, b.pos_) for a, b in pairs]))


def figures(data: Path, articles: int, rounds: int, folder: Path = MODEL) -> Figures:
    """Words a second by engine, and those that the machine's arithmetic would allow."""
    texts = [str(document["text"]) for document in documents(data)[:articles]]
    words = sum(len(text.split()) for text in texts)
    tried = engines(folder)
    counting = Counting(tried["int8"]._encoder)
    tried["int8"]._encoder = counting
    read = {name: engine.annotate(texts) for name, engine in tried.items()}  # warms up as well
    tried["int8"]._encoder = counting.session
    seconds: dict[str, list[float]] = {name: [] for name in tried}
    speed = 0.0
    rows = str(round(median(counting.pieces)))
    for _ in range(rounds):
        for name, engine in tried.items():
            clock = time.perf_counter()
            engine.annotate(texts)
            seconds[name].append(time.perf_counter() - clock)
        command = [sys.executable, "-m", "benchmarks.arithmetic", rows]
        done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, capture_output=True, text=True, check=True)
        speed = max(speed, json.loads(done.stdout)[rows])
    needed = sum(map(operations, counting.pieces)) / 1e9
    return {
        "articles": len(texts),
        "words": words,
        "pieces": sum(counting.pieces),
        "windows": len(counting.pieces),
        "words_per_second": {name: words / min(times) for name, times in seconds.items()},
        "gflops": speed,
        "gflop_per_word": needed / words,
        "limit": words / needed * speed,
        "alike": alike(read["int8"], read["fp32"]) if "fp32" in read else None,
    }


def table(figures: Figures) -> str:
    """Words a second of each, and the shipped engine's against it."""
    speeds = figures["words_per_second"]
    rows = [("`annotate()`, int8 as shipped", f"{speeds['int8']:,.0f}", "")]
    if "fp32" in speeds:
        rows.append((
            "the same with torch, fp32, the same weights", f"{speeds['fp32']:,.0f}",
            f"{speeds['int8'] / speeds['fp32']:.2f} times as fast",
        ))  # fmt: skip
    rows.append((
        f"limit: the encoder's products alone, fp32, at {figures['gflops']:.0f} GFLOP/s",
        f"{figures['limit']:,.0f}", f"{speeds['int8'] / figures['limit']:.0%} of it",
    ))  # fmt: skip
    return markdown(("", "words a second", "int8 as shipped"), rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=18)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    args = parser.parse_args()
    found = figures(args.data, args.articles, args.rounds)
    finish(found, table(found), args.json)


if __name__ == "__main__":
    main()
