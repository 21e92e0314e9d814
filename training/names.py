"""Train the head that finds names: `python -m training.names WORK_DIR [--model FOLDER] [--epochs N]`.

The encoder stays as it is shipped (FOLDER/encoder.onnx): its words are computed once and kept in WORK_DIR/names-PART.npz, so
an epoch takes minutes on two cores. On top of them the head reads what the encoder, which knows no case, cannot: the letters of
each word, by a convolution (Ma and Hovy 2016), then the window both ways by an LSTM (Lample et al. 2016). Needs
WORK_DIR/{train,dev,test}.jsonl (training.prepare). Prints F1 on the dev parts after each epoch; writes FOLDER/names.onnx.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from briefing.language.decode import bio_transitions, spans, viterbi
from briefing.language.engine import MODEL
from briefing.language.features import BREAK, CHARACTERS, KNOWN, encode
from briefing.language.labels import NAME_LABELS, PARTIAL
from briefing.language.windows import cut, feed, letters
from training.train import allowed_names
from training.windows import CLASSES

#: Share of the training documents that is read once more, in the letters of a headline or an old telegram.
RESET = 0.12
STYLES = (str.upper, str.upper, str.title, str.lower)
CORPORA = ("worldwide", "conll")


@dataclass(frozen=True)
class Example:
    """One window of W words: encoder's words [W, D], letters [W, CHARACTERS], classes [W]."""

    corpus: str
    words: NDArray[np.float16]
    letters: NDArray[np.int64]
    classes: NDArray[np.int64]


class Reader:
    """The encoder of a model folder."""

    def __init__(self, folder: Path) -> None:
        self.encoder = InferenceSession(str(folder / "encoder.onnx"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))


def windows(reader: Reader, document: dict[str, Any], style: Any = None) -> list[Example]:
    """The windows of one training document as the engine reads them at run time."""
    coded = encode(reader.tokenizer, [style(w) if style else w for w in document["words"]], document["gaps"])
    good = [g == BREAK or s == 1 for g, s in zip(document["gaps"], document["starts"], strict=True)]
    dates = document["corpus"] == "worldwide"  # the only corpus that marks them
    classes = np.array([CLASSES.index(n if n != "O" or dates else "O|DATE") for n in document["names"]])
    found = []
    for w in cut(0, [len(p) for p in coded.pieces], good):
        (words,) = reader.encoder.run(["words"], feed(coded, w))
        part = classes[w.begin : w.end]
        found.append(Example(document["corpus"], words[0].astype(np.float16), letters(coded, w)[0], part))
    return found


def examples(reader: Reader, work: Path, part: str) -> list[Example]:
    """Every window of a part, from WORK_DIR/names-PART.npz if it is there."""
    kept = work / f"names-{part}.npz"
    if not kept.exists():
        rng = random.Random(3)
        jobs: list[tuple[dict[str, Any], Any]] = []
        with (work / f"{part}.jsonl").open(encoding="utf-8") as lines:
            for document in (d for d in map(json.loads, lines) if d["words"] and d["corpus"].startswith(CORPORA)):
                jobs.append((document, None))
                if part == "train" and rng.random() < RESET:
                    jobs.append((document, rng.choice(STYLES)))
        with ThreadPoolExecutor(torch.get_num_threads()) as pool:
            found = [e for several in pool.map(lambda job: windows(reader, *job), jobs) for e in several]
        np.savez(kept, corpus=[e.corpus for e in found], size=[len(e.words) for e in found],
                 **{k: np.concatenate([getattr(e, k) for e in found]) for k in ("words", "letters", "classes")})  # fmt: skip
    stored = np.load(kept)
    corpora, ends = stored["corpus"].tolist(), np.cumsum(stored["size"])[:-1]
    columns = (np.split(stored[k], ends) for k in ("words", "letters", "classes"))
    return [Example(*row) for row in zip(corpora, *columns, strict=True)]


class Names(nn.Module):
    """Scores of NAME_LABELS for each word of a window."""

    def __init__(self, width: int, hidden: int = 200) -> None:
        super().__init__()
        self.letter = nn.Embedding(KNOWN + 4, 32)
        self.word = nn.Conv1d(32, 96, 3, padding=1)
        self.join = nn.Linear(width + 96, 384)
        self.norm = nn.LayerNorm(384)
        self.both_ways = nn.LSTM(384, hidden, bidirectional=True, batch_first=True)
        self.out = nn.Linear(2 * hidden + 384, len(NAME_LABELS))
        self.drop = nn.ModuleList(map(nn.Dropout, (0.2, 0.3, 0.3, 0.4)))

    def forward(self, words: Tensor, letters: Tensor) -> Tensor:
        """Words [B, W, D], letters [B, W, CHARACTERS]; returns [B, W, labels]."""
        b, w, n = letters.shape
        spelt = torch.relu(self.word(self.letter(letters.view(b * w, n)).transpose(1, 2))).amax(2).view(b, w, -1)
        x = torch.cat([self.drop[0](words), self.drop[1](spelt)], -1)
        x = self.drop[2](torch.relu(self.norm(self.join(x))))
        return self.out(torch.cat([self.drop[3](self.both_ways(x)[0]), x], -1))


def padded(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Words, letters, classes and where there is a word."""
    width = max(len(e.words) for e in batch)
    words = torch.zeros(len(batch), width, batch[0].words.shape[1])
    spelt = torch.zeros(len(batch), width, CHARACTERS, dtype=torch.long)
    classes = torch.zeros(len(batch), width, dtype=torch.long)
    on = torch.zeros(len(batch), width, dtype=torch.bool)
    for i, e in enumerate(batch):
        n = len(e.words)
        words[i, :n], spelt[i, :n] = torch.from_numpy(e.words.astype(np.float32)), torch.from_numpy(e.letters)
        classes[i, :n], on[i, :n] = torch.from_numpy(e.classes), True
    return words, spelt, classes, on


def batches(data: list[Example], rng: random.Random, size: int = 16) -> Iterator[list[Example]]:
    """Windows of similar length together, in random order."""
    order = sorted(data, key=lambda e: len(e.words) + rng.random() * 20)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    yield from found


@torch.no_grad()
def evaluate(network: Names, data: list[Example]) -> dict[str, float]:
    """F1 in per cent a corpus, dates apart; where MISC and NORP are one in a corpus, they are one here."""
    network.eval()
    count: Counter[str] = Counter()
    rules = bio_transitions(NAME_LABELS)
    for batch in batches(data, random.Random(0)):
        words, spelt, _, _ = padded(batch)
        scores = network(words, spelt).numpy()
        for row, e in enumerate(batch):
            path = viterbi(scores[row : row + 1, : len(e.words)], *rules)[0].tolist()
            gold = [NAME_LABELS.index(PARTIAL.get(CLASSES[c], (CLASSES[c],))[0]) for c in e.classes]
            fold = {} if e.corpus == "worldwide" else {"NORP": "MISC"}
            want, found = (
                {(a, b, fold.get(k, k)) for a, b, k in spans(p, NAME_LABELS) if k != "DATE"} for p in (gold, path)
            )
            count[e.corpus] += 2 * len(want & found)
            count[e.corpus + "/"] += len(want) + len(found)
    network.train()
    return {k: round(100 * count[k] / max(1, count[k + "/"]), 1) for k in sorted(count) if not k.endswith("/")}


def export(network: Names, path: Path) -> None:
    """Write the graph, int8 as the encoder's is: words [1, W, D], characters [1, W, CHARACTERS] to names [1, W, labels]."""
    inputs = (torch.zeros(1, 7, network.join.in_features - 96), torch.ones(1, 7, CHARACTERS, dtype=torch.long))
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter is deprecated, yet the only one that keeps the axis free
        plain = Path(scratch) / "names.onnx"
        torch.onnx.export(network.eval(), inputs, str(plain), input_names=["words", "characters"], output_names=["names"],
                          dynamic_axes={k: {1: "width"} for k in ("words", "characters", "names")}, opset_version=17,
                          dynamo=False)  # fmt: skip
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                         op_types_to_quantize=["MatMul", "LSTM"])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_flush_denormal(True)  # the LSTM's tiny gradients make an epoch several times slower otherwise
    rng = random.Random(0)
    reader = Reader(args.model)
    train, dev = (examples(reader, args.work, part) for part in ("train", "dev"))
    network, table = Names(train[0].words.shape[1]), allowed_names()
    optimizer = torch.optim.AdamW(network.parameters(), lr=1.5e-3, weight_decay=0.01)
    total = args.epochs * len(list(batches(train, rng)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 100) * max(0.02, 1 - s / total))
    clock = time.time()
    for number in range(args.epochs):
        for batch in batches(train, rng):
            words, spelt, classes, on = padded(batch)
            scores = network(words, spelt)[on].log_softmax(-1)
            optimizer.zero_grad()
            (-torch.logsumexp(scores + table[classes[on]], -1).mean()).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(
            json.dumps({"epoch": number + 1, "seconds": round(time.time() - clock), **evaluate(network, dev)}),
            flush=True,
        )
    export(network, args.model / "names.onnx")


if __name__ == "__main__":
    main()
