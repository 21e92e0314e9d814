"""Scores to structures: label sequences, spans and trees. Plain numpy, shared by training's evaluation and run time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def viterbi(emissions: Scores, transitions: Scores, start: Scores) -> NDArray[np.int64]:
    """The best label sequence of a linear-chain model, for many sequences at once.

    emissions [R, W, K], transitions [K, K] (from, to), start [K]; returns [R, W]. All R sequences have length W.
    """
    rows, width, labels = emissions.shape
    into = np.ascontiguousarray(transitions.T)  # [to, from]: the maximum is taken over the last axis
    steps = np.ascontiguousarray(emissions.transpose(1, 0, 2))
    best = steps[0] + start
    back = np.empty((width, rows, labels), dtype=np.int64)
    for i in range(1, width):
        scores = best[:, None, :] + into
        scores.argmax(2, out=back[i])
        best = scores.max(2) + steps[i]
    path = np.empty((width, rows), dtype=np.int64)
    path[-1] = best.argmax(1)
    each = np.arange(rows)
    for i in range(width - 1, 0, -1):
        path[i - 1] = back[i, each, path[i]]
    return np.ascontiguousarray(path.T)


def bio_transitions(labels: tuple[str, ...]) -> tuple[Scores, Scores]:
    """Transition [K, K] and start [K] scores that forbid an I- label that continues nothing; all else is free."""
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    start = np.zeros(len(labels), dtype=np.float32)
    for j, label in enumerate(labels):
        if label.startswith("I"):
            start[j] = -1e4
            for i, before in enumerate(labels):
                if before == "O" or before[1:] != label[1:]:
                    transitions[i, j] = -1e4
    return transitions, start


def spans(path: list[int], labels: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Half-open runs (first, last + 1, name) of a BIO label sequence; an I- without its B- starts a run."""
    found: list[tuple[int, int, str]] = []
    begin, name = -1, ""
    for i, index in enumerate([*path, 0]):
        label = labels[index]
        if begin >= 0 and (label[0] != "I" or label[2:] != name):
            found.append((begin, i, name))
            begin = -1
        if label[0] == "B" or (label[0] == "I" and begin < 0):
            begin, name = i, label[2:]
    return found


def tree(arcs: Scores) -> list[int]:
    """Heads of one sentence: `arcs[i, j]` scores word j as head of word i, `arcs[i, i]` word i as root.

    The highest-scoring tree with one root (Chu-Liu/Edmonds), returned as a head index a word (a root is its own head).
    """
    n = len(arcs)
    if n == 1:
        return [0]
    greedy = arcs.argmax(1)
    roots = [i for i in range(n) if greedy[i] == i]
    if len(roots) == 1 and not _cycle(greedy.tolist(), roots[0]):
        return [int(x) for x in greedy]
    candidates = np.argsort(-np.diag(arcs), kind="stable")[:3]
    best: tuple[float, list[int]] | None = None
    for root in candidates:
        heads = _arborescence(arcs, int(root))
        score = float(sum(arcs[i, heads[i]] for i in range(n)))
        if best is None or score > best[0] + 1e-6:
            best = (score, heads)
    assert best is not None
    return best[1]


def _cycle(heads: list[int], root: int) -> list[int]:
    """The words of one cycle in `heads`, or an empty list."""
    state = [0] * len(heads)
    state[root] = 2
    for first in range(len(heads)):
        path = []
        i = first
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if state[i] == 1:
            return path[path.index(i) :]
        for j in path:
            state[j] = 2
    return []


def _arborescence(arcs: Scores, root: int) -> list[int]:
    """Best heads with `root` as the only root: cycles are contracted and solved again (Edmonds 1967)."""
    n = len(arcs)
    scores = arcs.astype(np.float64).copy()
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads.tolist(), root)
    if not cycle:
        return [int(x) for x in heads]
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outer = [i for i in range(n) if not inside[i]]
    m = len(outer)
    small = np.full((m + 1, m + 1), -1e9)
    small[:m, :m] = scores[np.ix_(outer, outer)]
    kept = scores[cycle, heads[cycle]]
    enter = scores[np.ix_(cycle, outer)] - kept[:, None]
    enter_word = enter.argmax(0)
    small[m, :m] = enter.max(0)
    leave = scores[np.ix_(outer, cycle)]
    leave_word = leave.argmax(1)
    small[:m, m] = leave.max(1)
    solved = _arborescence(small, outer.index(root))
    result = heads.copy()
    for i, word in enumerate(outer):
        if word == root:
            continue
        result[word] = cycle[leave_word[i]] if solved[i] == m else outer[solved[i]]
    entry = solved[m]
    result[cycle[enter_word[entry]]] = outer[entry]
    result[root] = root
    return [int(x) for x in result]
