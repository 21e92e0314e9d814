"""Training documents to windows of word pieces, and windows to padded tensors."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from briefing.language.features import BREAK, encode
from briefing.language.labels import NAME_LABELS, PARTIAL

IGNORE = -100
CLASSES = (*NAME_LABELS, *PARTIAL)


@dataclass
class Prepared:
    """A document with its pieces and features a word; `source` is the line of train.jsonl."""

    source: dict[str, Any]
    pieces: list[list[int]]
    extra: list[tuple[int, int, int]]
    sentences: list[tuple[int, int]]


def prepare(tokenizer: Tokenizer, source: dict[str, Any]) -> Prepared:
    """Pieces, features and sentences (half-open word ranges) of one document."""
    coded = encode(tokenizer, source["words"], source["gaps"])
    starts = [i for i, s in enumerate(source["starts"]) if s or i == 0]
    sentences = list(zip(starts, [*starts[1:], len(source["words"])], strict=True))
    return Prepared(source, coded.pieces, list(zip(coded.shapes, coded.quotes, coded.gaps, strict=True)), sentences)


def load(tokenizer: Tokenizer, path: Path, corpora: set[str]) -> list[Prepared]:
    """The documents of `path` that belong to `corpora`."""
    with path.open(encoding="utf-8") as lines:
        sources = (json.loads(line) for line in lines)
        return [prepare(tokenizer, s) for s in sources if s["corpus"] in corpora and s["words"]]


def cut(document: Prepared, limit: int, first: int) -> Iterator[tuple[int, int]]:
    """Half-open word ranges of whole sentences, at most `limit` pieces each (the first one `first`)."""
    begin, size, room = 0, 0, first
    for a, b in document.sentences:
        length = sum(len(document.pieces[i]) for i in range(a, b))
        if size and size + length > room:
            yield begin, a
            begin, size, room = a, 0, limit
        size += length
        while size > limit:  # a sentence longer than a window is cut where the window ends
            kept, i = 0, begin
            while kept + len(document.pieces[i]) <= limit:
                kept += len(document.pieces[i])
                i += 1
            yield begin, i
            begin, size = i, size - kept
    if begin < len(document.pieces):
        yield begin, len(document.pieces)


def window(document: Prepared, a: int, b: int, shape: int | None = None) -> dict[str, Any]:
    """One training example of words a..b. `shape` replaces the shape of every word with letters (capital or title text)."""
    s = document.source
    ids, first, extra = [101], [], [(0, 0, 1)]
    for i in range(a, b):
        first.append(len(ids))
        features = document.extra[i]
        if shape is not None and features[0] > 1:
            features = (shape, *features[1:])
        ids += document.pieces[i]
        extra += [features] * len(document.pieces[i])
    ids.append(102)
    extra.append((0, 0, 1))
    out: dict[str, Any] = {
        "ids": ids, "extra": extra, "first": first,
        "starts": s["starts"][a:b],
        "breaks": [int(s["gaps"][i] == BREAK or i == a) for i in range(a, b)],
    }  # fmt: skip
    if "upos" in s:
        out["upos"], out["deps"] = s["upos"][a:b], s["deps"][a:b]
        out["heads"] = [h - a if a <= h < b else IGNORE for h in s["heads"][a:b]]
    if "names" in s:
        dates = s["corpus"] == "worldwide"
        out["names"] = [CLASSES.index(n if n != "O" or dates else "O|DATE") for n in s["names"][a:b]]
    if "attributions" in s:
        cue = [0] * (b - a)
        roles = []
        for words, source, content in s["attributions"]:
            if not a <= words[0] < b:
                continue
            last = words[0]
            while last + 1 in words and last + 1 < b:
                last += 1
            for i in range(words[0], last + 1):
                cue[i - a] = 1 if i == words[0] else 2
            labels = [0] * (b - a)
            for group, begin in ((source, 1), (content, 3)):
                for i in group:
                    if a <= i < b:
                        labels[i - a] = begin + (i - 1 in group and i > a)
            roles.append((words[0] - a, last + 1 - a, labels))
        out["cue"], out["roles"] = cue, roles
    return out


def epoch(documents: list[Prepared], limit: int, rng: random.Random) -> list[dict[str, Any]]:
    """Windows of all documents, cut at another place each time; one in eight is set in capitals or title case."""
    windows = []
    for document in documents:
        for a, b in cut(document, limit, rng.randint(limit // 3, limit)):
            shape = rng.choice((2, 2, 3, 5)) if rng.random() < 0.125 else None
            windows.append(window(document, a, b, shape))
    return windows


def batches(windows: list[dict[str, Any]], pieces: int, rng: random.Random) -> list[list[dict[str, Any]]]:
    """Windows of similar length together, at most `pieces` padded pieces a batch, in random order."""
    order = sorted(windows, key=lambda w: len(w["ids"]) + rng.random() * 20)
    out: list[list[dict[str, Any]]] = [[]]
    for w in order:
        if out[-1] and (len(out[-1]) + 1) * len(w["ids"]) > pieces:
            out.append([])
        out[-1].append(w)
    rng.shuffle(out)
    return out


def tensors(batch: list[dict[str, Any]]) -> dict[str, Tensor]:
    """Padded tensors of a batch; a head that a window has no labels for gets IGNORE everywhere."""
    length = max(len(w["ids"]) for w in batch)
    width = max(len(w["first"]) for w in batch)

    def words(key: str, fill: int) -> Tensor:
        return torch.tensor([[*w.get(key, []), *[fill] * (width - len(w.get(key, [])))] for w in batch])

    out = {
        "ids": torch.tensor([w["ids"] + [0] * (length - len(w["ids"])) for w in batch]),
        "mask": torch.tensor([[1] * len(w["ids"]) + [0] * (length - len(w["ids"])) for w in batch]),
        "extra": torch.tensor([w["extra"] + [(0, 0, 0)] * (length - len(w["extra"])) for w in batch]).transpose(1, 2),
        "first": words("first", 0),
        "on": torch.tensor([[1] * len(w["first"]) + [0] * (width - len(w["first"])) for w in batch]).bool(),
    }
    out |= {k: words(k, IGNORE) for k in ("starts", "upos", "heads", "deps", "names", "cue")}
    out["breaks"] = words("breaks", -1)
    roles = [(row, *role) for row, w in enumerate(batch) for role in w.get("roles", [])]
    out["row"], out["begin"], out["end"] = (torch.tensor([r[i] for r in roles], dtype=torch.long) for i in range(3))
    out["roles"] = torch.tensor([r[3] + [0] * (width - len(r[3])) for r in roles], dtype=torch.long).view(-1, width)
    return out
