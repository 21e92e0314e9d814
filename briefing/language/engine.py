"""Run the model: texts in, annotated documents out. No torch, no network; the weights lie beside this file."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from briefing.language.decode import bio_transitions, spans, tree, viterbi
from briefing.language.document import Attribution
from briefing.language.features import BREAK, JOINED, SPACE, Encoded, encode
from briefing.language.labels import CUE_LABELS, DEPS, NAME_LABELS, ROLE_LABELS, UPOS
from briefing.language.lemmas import Lemmas
from briefing.language.windows import Window, cut, feed, letters

MODEL = Path(__file__).parent / "model"
FILES = ("encoder.onnx", "names.onnx", "roles.onnx", "tokenizer.json", "model.json")
THREADS_VARIABLE = (
    "BRIEFING_THREADS"  # windows that a process reads at the same time; unset or 0: as many as there are cores
)
HEADS = ("words", "starts", "cue", "upos", "arcs", "relations")
#: Added to the scores of O, B, I: fewer and longer cues than the bare scores give (chosen on PolNeAR dev).
CUE_BIAS = np.array([0.6, 0.0, 0.8], dtype=np.float32)

Blocks = Sequence[tuple[int, int]]
#: A name does not end with one of these: *the union of miners and*.
_NO_END = {"CCONJ", "DET"}
_ENDS = {".", "!", "?", '"', "”", "…"}
#: Cues that the roles graph reads at once: each takes memory for all pairs of words of its window.
_CUES = 4
#: Windows that may be read ahead of the text that is put together, for each thread: bounds the memory of long texts.
_AHEAD = 3
#: Different words after which a text gets a new vocabulary: spaCy's keeps every word that it ever saw, and so its lemmatiser.
_VOCABULARY = 20_000


class _Read(NamedTuple):
    """What the model says of one window of W words; role paths come with the half-open words of their cue."""

    starts: NDArray[np.float32]
    names: NDArray[np.float32]
    upos: NDArray[np.int64]
    arcs: NDArray[np.float32]
    deps: NDArray[np.int64]
    roles: list[tuple[int, int, NDArray[np.int64]]]


class _Text:
    """One text on its way through the model: its words, their features, and one array a head, filled window by window."""

    def __init__(self, doc: Doc, blocks: Blocks, tokenizer: Tokenizer) -> None:
        self.doc = doc
        self.tokens = [t.i for t in doc if not t.is_space]
        starts = sorted(a for a, _ in blocks)
        self.gaps: list[int] = []
        end, block = 0, 0
        for i in self.tokens:
            token = doc[i]
            fresh = not self.gaps
            while block < len(starts) and starts[block] <= token.idx:
                fresh, block = True, block + 1
            self.gaps.append(BREAK if fresh else SPACE if token.idx > end else JOINED)
            end = token.idx + len(token)
        self.coded: Encoded = encode(tokenizer, [doc[i].text for i in self.tokens], self.gaps)
        n = len(self.tokens)
        self.starts = np.full(n, -1e9, dtype=np.float32)
        self.names = np.zeros((n, len(NAME_LABELS)), dtype=np.float32)
        self.upos = np.zeros(n, dtype=np.int64)
        self.heads = np.arange(n)
        self.deps = np.zeros(n, dtype=np.int64)
        self.roles: list[tuple[int, int, NDArray[np.int64], int]] = []
        self.done = 0  # words that are settled

    def windows(self, document: int) -> list[Window]:
        sizes = [len(p) for p in self.coded.pieces]
        words = [self.doc[i].text for i in self.tokens]
        good = [g == BREAK or (i > 0 and words[i - 1] in _ENDS) for i, g in enumerate(self.gaps)]
        return cut(document, sizes, good)


def default_blocks(text: str) -> list[tuple[int, int]]:
    """Blocks that no sentence crosses when the caller names none: runs of lines without an empty line between them."""
    return [m.span() for m in re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL)]


class Engine:
    """The model of one folder: FILES."""

    def __init__(self, folder: Path = MODEL, threads: int = 0) -> None:
        """Load the model; `threads` windows are read at the same time, 0 means as many as there are cores.

        Raises FileNotFoundError naming the file that is missing. The model itself keeps no threads, so a process that
        has loaded it can be forked.
        """
        for name in FILES:
            if not (folder / name).is_file():
                raise FileNotFoundError(
                    f"{folder / name}: part of the language model is missing; reinstall the package"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # windows side by side keep the cores busier
        self._threads = threads or _cores()
        options.log_severity_level = 3
        # Windows differ in length, so memory planned for one is of no use to the next, and would only be kept.
        options.enable_mem_pattern = options.enable_cpu_mem_arena = False
        run = ["CPUExecutionProvider"]
        self._encoder, self._names, self._roles = (
            onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), options, providers=run)
            for name in ("encoder", "names", "roles")
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        mine = {"cue": CUE_LABELS, "names": NAME_LABELS, "upos": UPOS, "deps": DEPS, "roles": ROLE_LABELS}
        if {k: tuple(v) for k, v in meta["labels"].items()} != mine:
            raise ValueError(
                f"{folder / 'model.json'}: labels differ from briefing.language.labels; export the model again"
            )
        self._transitions = np.array(meta["role_transitions"], dtype=np.float32)
        self._start = np.array(meta["role_start"], dtype=np.float32)
        self._nlp = _tokeniser()
        self._lemmas = Lemmas(self._nlp.vocab)

    def annotate(self, texts: Sequence[str], blocks: Sequence[Blocks] | None = None) -> list[Doc]:
        """Annotate texts; see `briefing.language.annotate`."""
        if blocks is None:
            blocks = [default_blocks(t) for t in texts]
        if len(self._nlp.vocab) > _VOCABULARY:
            self._nlp = _tokeniser()
            self._lemmas.vocab = self._nlp.vocab
            self._lemmas.cache.clear()
            gc.collect()  # the old one is full of circles
        return list(self.stream(zip((self._nlp.make_doc(t) for t in texts), blocks, strict=True)))

    def stream(self, docs: Iterable[tuple[Doc, Blocks]]) -> Iterator[Doc]:
        """Annotated copies of tokenised documents, in order, each with its blocks; see `briefing.language.annotate`.

        Documents are taken and given one after the other, so memory does not grow with their number. What a document
        held besides its words is not carried over.
        """
        with ThreadPoolExecutor(self._threads) as pool:
            # (text, window, its reading) in order; a text without a word has no window
            waiting: deque[tuple[_Text, Window | None, Future[_Read] | None]] = deque()
            parts: list[tuple[Window, _Read]] = []
            for item, window in self._jobs(docs):
                # One window a call: activations are quantised over a whole call, so a batch would make a text's results
                # depend on its neighbours.
                waiting.append((item, window, pool.submit(self._run, item.coded, window) if window else None))
                while len(waiting) > self._threads * _AHEAD:
                    yield from self._take(*waiting.popleft(), parts)
            while waiting:
                yield from self._take(*waiting.popleft(), parts)

    def _jobs(self, docs: Iterable[tuple[Doc, Blocks]]) -> Iterator[tuple[_Text, Window | None]]:
        """Every window of every text, in order; a text is only prepared when its turn comes."""
        for number, (doc, blocks) in enumerate(docs):
            item = _Text(doc, blocks, self._tokenizer)
            windows = item.windows(number)
            yield from ((item, window) for window in windows)
            if not windows:
                yield item, None

    def _take(
        self, item: _Text, window: Window | None, future: Future[_Read] | None, parts: list[tuple[Window, _Read]]
    ) -> Iterator[Doc]:
        """Wait for one window, settle what it settles, and give the document if it was the last of its text."""
        last = window is None or window.end == len(item.tokens)
        if window is not None and future is not None:
            parts.append((window, future.result()))
            self._settle(item, parts, last)
        if last:
            yield self._document(item)

    def _run(self, coded: Encoded, w: Window) -> _Read:
        """All heads for one window."""
        words, starts, cue, upos, arcs, relations = self._encoder.run(HEADS, feed(coded, w))
        (names,) = self._names.run(None, {"words": words, "characters": letters(coded, w)})
        path = viterbi(cue + CUE_BIAS, *bio_transitions(CUE_LABELS))[0].tolist()
        cues = [(a, b) for a, b, _ in spans(path, CUE_LABELS)]
        roles: list[tuple[int, int, NDArray[np.int64]]] = []
        for few in (cues[i : i + _CUES] for i in range(0, len(cues), _CUES)):
            begin, end = (np.array([c[k] for c in few], dtype=np.int64) for k in range(2))
            on = np.ones(words.shape[:2], dtype=bool)
            cue_feed = {"words": words, "mask": on, "row": begin * 0, "begin": begin, "end": end}
            paths = viterbi(self._roles.run(None, cue_feed)[0], self._transitions, self._start)
            roles += [(a, b, path) for (a, b), path in zip(few, paths, strict=True)]
        return _Read(starts[0], names[0], upos[0].argmax(1), arcs[0], relations[0].argmax(1), roles)

    def _settle(self, item: _Text, parts: list[tuple[Window, _Read]], last: bool) -> None:
        """Enter into the text what is settled: all but the newest of `parts`, or all of them if it is the `last`."""
        while len(parts) > 1:
            w, r = parts.pop(0)
            following, other = parts[0]
            lo = max(following.begin, item.done + 1)
            both = r.starts[lo - w.begin :] + other.starts[lo - following.begin : w.end - following.begin]
            both = both + np.array([1e3 * (g == BREAK) for g in item.gaps[lo : w.end]], dtype=np.float32)
            # where both windows best see a sentence start; the later half has more context in the next window
            self._enter(item, w, r, lo + int(both.argmax()) if len(both) else w.end)
        if last:
            w, r = parts.pop()
            self._enter(item, w, r, w.end)

    def _enter(self, item: _Text, w: Window, r: _Read, end: int) -> None:
        """Enter what window `w` says of the words from where the text is done up to `end`."""
        begin = item.done
        own = slice(begin - w.begin, end - w.begin)
        item.starts[begin:end] = r.starts[own]
        item.names[begin:end] = r.names[own]
        item.upos[begin:end] = r.upos[own]
        item.deps[begin:end] = r.deps[own]
        item.starts[begin] = max(item.starts[begin], 1.0)
        self._parse(item, w, r.arcs, begin, end)
        item.roles += [
            (a + w.begin, b + w.begin, path, w.begin) for a, b, path in r.roles if begin <= a + w.begin < end
        ]
        item.done = end

    @staticmethod
    def _parse(item: _Text, w: Window, arcs: NDArray[np.float32], begin: int, end: int) -> None:
        firsts = [i for i in range(begin, end) if i == begin or item.starts[i] > 0 or item.gaps[i] == BREAK]
        for a, b in zip(firsts, [*firsts[1:], end], strict=True):
            heads = tree(arcs[a - w.begin : b - w.begin, a - w.begin : b - w.begin])
            item.heads[a:b] = np.array(heads) + a

    def _document(self, item: _Text) -> Doc:
        doc, n = item.doc, len(item.tokens)
        place = {i: k for k, i in enumerate(item.tokens)}
        root = DEPS.index("root")
        other = DEPS.index("dep")
        heads: list[int] = []
        deps: list[str] = []
        pos: list[str] = []
        starts: list[bool | int | None] = []
        for token in doc:
            k = place.get(token.i)
            if k is None:  # white space hangs on the word before it, within that word's sentence
                heads.append(max(token.i - 1, 0))
                deps.append("dep" if token.i else "ROOT")
                pos.append("SPACE")
                starts.append(token.i == 0)
                continue
            head = int(item.heads[k])
            heads.append(item.tokens[head])
            dep = int(item.deps[k])
            if head == k:
                deps.append("ROOT")
            else:
                deps.append(DEPS[other if dep == root else dep])
            pos.append(UPOS[item.upos[k]])
            starts.append(k == 0 or item.starts[k] > 0 or item.gaps[k] == BREAK)
        if n and not starts[0]:
            starts[0] = True
        names: list[tuple[int, int, str]] = []
        if n:
            path = viterbi(item.names[None], *bio_transitions(NAME_LABELS))[0].tolist()
            for a, b, name in spans(path, NAME_LABELS):
                cuts = [i for i in range(a + 1, b) if item.gaps[i] == BREAK]  # a name ends with its line
                for x, y in zip([a, *cuts], [*cuts, b], strict=True):
                    while y > x + 1 and UPOS[item.upos[y - 1]] in _NO_END:
                        y -= 1
                    names.append((x, y, name))
        out = Doc(
            doc.vocab,
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            heads=heads,
            deps=deps,
            pos=pos,
            sent_starts=starts,
        )
        out.set_ents([_span(out, item, a, b, name) for a, b, name in names])
        if len(out):
            self._lemmas(out)
        found = []
        for a, b, path, offset in sorted(item.roles, key=lambda r: r[:2]):
            parts: dict[str, list[Any]] = {"source": [], "content": []}
            for x, y, kind in spans(path.tolist(), ROLE_LABELS):
                parts[kind].append(_span(out, item, x + offset, y + offset))
            if parts["content"] or parts["source"]:
                found.append(Attribution(_span(out, item, a, b), tuple(parts["source"]), tuple(parts["content"])))
        out._.attributions = tuple(found)
        return out


def _tokeniser() -> Language:
    """An English tokeniser with a vocabulary of its own."""
    nlp = spacy.blank("en")
    nlp.max_length = 1 << 31  # the tokeniser's work is linear; windows bound the model's
    return nlp


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _span(doc: Doc, item: _Text, a: int, b: int, label: str = "") -> Any:
    """The spaCy span of words a..b (half-open, white space not counted)."""
    first, last = item.tokens[a], item.tokens[b - 1]
    return doc.char_span(doc[first].idx, doc[last].idx + len(doc[last]), label=label)


@lru_cache(maxsize=2)
def fingerprint(folder: Path = MODEL) -> str:
    """SHA-256 (hexadecimal) over the files of the model, by name and content: which model made an analysis."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".onnx", ".json"} and p.name != "card.json"):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def engine(folder: Path = MODEL) -> Engine:
    """The engine of a folder, loaded once a process."""
    return Engine(folder, int(os.environ.get(THREADS_VARIABLE, 0)))
