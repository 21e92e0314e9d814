"""Exact F1 of source, cue and content on PolNeAR dev: `python -m benchmarks.attribution DATA_DIR [--model FOLDER]`.

DATA_DIR holds `polnear.tar.xz` (PolNeAR 1.0, published by its authors; `dev/corenlp.jsonl` holds text, tokens, attributions). The
shipped engine reads the bare text. Gold and found spans are laid on the corpus' own tokens; a span is a maximal run of
tokens of one attribution's source, cue or content, and counts when it is right to the token. Token F1 beside it.
"""

from __future__ import annotations

import argparse
import json
import tarfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefing.language.document import attributions
from briefing.language.engine import MODEL, Engine

KINDS = ("source", "cue", "content")
Runs = set[tuple[int, int]]


def documents(data: Path) -> list[dict[str, Any]]:
    """The dev articles with their tokens and attributions."""
    with tarfile.open(data / "polnear.tar.xz", "r|xz") as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.endswith("dev/corenlp.jsonl") else None
            if handle is not None:
                return [json.loads(line) for line in handle.read().decode("utf-8").splitlines()]
    raise FileNotFoundError(f"{data / 'polnear.tar.xz'} holds no dev/corenlp.jsonl")


def runs(tokens: list[tuple[int, int]], pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open maximal runs of tokens that any of the character spans touches."""
    pieces = list(pieces)
    inside = [i for i, (a, b) in enumerate(tokens) if any(a < e and b > s for s, e in pieces)]
    found: list[tuple[int, int]] = []
    for i in inside:
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def measure(engine: Engine, data: Path) -> tuple[dict[str, dict[str, float]], float]:
    """Per cent of exact precision, recall, F1 and token F1 for each kind; and words a second."""
    sources = documents(data)
    clock = time.perf_counter()
    docs = engine.annotate([str(s["text"]) for s in sources])
    speed = sum(len(d) for d in docs) / (time.perf_counter() - clock)
    exact = {k: [0, 0, 0] for k in KINDS}
    token = {k: [0, 0, 0] for k in KINDS}
    for source, doc in zip(sources, docs, strict=True):
        tokens = [(t[0], t[1]) for t in source["toks"]]
        gold: dict[str, Runs] = {k: set() for k in KINDS}
        found: dict[str, Runs] = {k: set() for k in KINDS}
        for a in source["ann"]:
            if a.get("cue") and a.get("content"):
                for kind in KINDS:
                    gold[kind] |= set(runs(tokens, [tuple(x) for x in a.get(kind, [])]))
        for b in attributions(doc):
            parts = {"source": b.source, "cue": (b.cue,), "content": b.content}
            for kind in KINDS:
                found[kind] |= set(runs(tokens, [(s.start_char, s.end_char) for s in parts[kind]]))
        for kind in KINDS:
            flat_gold = {i for x, y in gold[kind] for i in range(x, y)}
            flat_found = {i for x, y in found[kind] for i in range(x, y)}
            _add(exact[kind], gold[kind], found[kind])
            _add(token[kind], flat_gold, flat_found)
    table = {}
    for kind in KINDS:
        hit, predicted, wanted = exact[kind]
        h, p, w = token[kind]
        table[kind] = {
            "precision": 100 * hit / max(1, predicted),
            "recall": 100 * hit / max(1, wanted),
            "F1": 200 * hit / max(1, predicted + wanted),
            "token F1": 200 * h / max(1, p + w),
        }
    return table, speed


def _add(table: list[int], gold: set[Any], found: set[Any]) -> None:
    for k, n in enumerate((len(gold & found), len(found), len(gold))):
        table[k] += n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    table, speed = measure(Engine(args.model), args.data)
    print(f"{'':9}{'exact P':>9}{'R':>7}{'F1':>7}{'token F1':>10}")
    for kind, row in table.items():
        print(f"{kind:9}{row['precision']:9.1f}{row['recall']:7.1f}{row['F1']:7.1f}{row['token F1']:10.1f}")
    print(f"{speed:.0f} words a second")


if __name__ == "__main__":
    main()
