"""Exact F1 of source, cue and content on PolNeAR dev: `python -m benchmarks.attribution DATA_DIR [--model FOLDER] [--changed]`.

DATA_DIR holds `polnear.tar.xz` (PolNeAR 1.0, published by its authors; `dev/corenlp.jsonl` holds text, tokens, attributions). The
shipped engine reads the bare text. Gold and found spans are laid on the corpus' own tokens; a span is a maximal run of
tokens of one attribution's source, cue or content, and counts when it is right to the token. Token F1 beside it, and the 95 %
interval of exact F1 over the articles. With --changed the same text is read again in capitals, in the case of headlines, and with
its quotation marks blotted out.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.estimate import Estimate, estimate
from briefing.language.document import attributions
from briefing.language.engine import MODEL, Engine

KINDS = ("source", "cue", "content")
QUOTATION_MARKS = str.maketrans(dict.fromkeys('"“”„«»', " "))
#: Ways to change a text without moving a character.
CHANGES: dict[str, Callable[[str], str]] = {
    "in capitals": lambda text: "".join(c.upper() if len(c.upper()) == 1 else c for c in text),
    "in the case of headlines": lambda text: re.sub(r"\b[a-z]", lambda m: m[0].upper(), text),
    "without quotation marks": lambda text: text.translate(QUOTATION_MARKS),
}
Runs = set[tuple[int, int]]
Counts = tuple[int, int, int]  # right, found, wanted


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


def measure(
    engine: Engine, data: Path, change: Callable[[str], str] = str
) -> tuple[dict[str, dict[str, Estimate]], float]:
    """Per cent of exact precision, recall, F1 and token F1 for each kind; and words a second. `change` keeps all lengths."""
    sources = documents(data)
    clock = time.perf_counter()
    docs = engine.annotate([change(str(s["text"])) for s in sources])
    speed = sum(len(d) for d in docs) / (time.perf_counter() - clock)
    exact: dict[str, list[Counts]] = {k: [] for k in KINDS}
    token: dict[str, list[Counts]] = {k: [] for k in KINDS}
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
            exact[kind].append(_counts(gold[kind], found[kind]))
            token[kind].append(_counts(flat_gold, flat_found))
    table = {}
    for kind in KINDS:
        table[kind] = {
            "precision": estimate([(hit, found) for hit, found, _ in exact[kind]]),
            "recall": estimate([(hit, wanted) for hit, _, wanted in exact[kind]]),
            "F1": estimate([(2 * hit, found + wanted) for hit, found, wanted in exact[kind]]),
            "token F1": estimate([(2 * hit, found + wanted) for hit, found, wanted in token[kind]]),
        }
    return table, speed


def _counts(gold: set[Any], found: set[Any]) -> Counts:
    return len(gold & found), len(found), len(gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--changed", action="store_true", help="also with the text changed")
    args = parser.parse_args()
    engine = Engine(args.model)
    for change, make in {"as written": str, **(CHANGES if args.changed else {})}.items():
        table, speed = measure(engine, args.data, make)
        print(f"{change}: {speed:.0f} words a second")
        for kind, row in table.items():
            print(f"    {kind:9}" + "   ".join(f"{name} {figure}" for name, figure in row.items()))


if __name__ == "__main__":
    main()
