"""The parts of the language engine that need no model: features, windows, decoding."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from briefing.language.decode import bio_transitions, spans, tree, viterbi
from briefing.language.features import (
    BREAK,
    CHARACTERS,
    JOINED,
    KNOWN,
    SPACE,
    characters,
    quote_states,
    shape,
)
from briefing.language.labels import NAME_LABELS, ROLE_LABELS
from briefing.language.windows import cut


@pytest.mark.parametrize(
    ("word", "expected"),
    [("the", 5), ("The", 3), ("NATO", 2), ("A", 3), ("McKay", 4), ("iPhone", 6), ("2026", 1), ("--", 0), ("G7", 3)],
)
def test_shape(word: str, expected: int) -> None:
    assert shape(word) == expected


def test_the_letters_of_a_word_keep_case_and_accents_and_a_long_word_its_ends() -> None:
    assert characters("São")[:4] == [ord("S"), ord("ã"), ord("o"), 0]
    assert len(characters("")) == len(characters("x" * 100)) == CHARACTERS
    assert characters("a" * 50 + "z" * 50) == [ord("a")] * 8 + [ord("z")] * 8
    upper, lower, letter, other = (characters(c)[0] for c in "Жж中€")
    assert [upper, lower, letter, other] == [KNOWN, KNOWN + 1, KNOWN + 2, KNOWN + 3]


def test_quote_marks_open_and_close() -> None:
    words = ["“", "We", "left", ",", "”", "he", "said", "."]
    gaps = [BREAK, JOINED, SPACE, JOINED, JOINED, SPACE, SPACE, JOINED]
    assert quote_states(words, gaps) == [1, 2, 2, 2, 1, 0, 0, 0]


def test_a_quotation_does_not_outlive_its_line() -> None:
    words = ['"', "Never", "closed", "Next", "line"]
    assert quote_states(words, [BREAK, JOINED, SPACE, BREAK, SPACE]) == [1, 2, 2, 0, 0]


def test_windows_cover_every_word_once_or_more_and_stay_small() -> None:
    sizes = [1 + i % 4 for i in range(1000)]
    windows = cut(0, sizes, [i % 17 == 0 for i in range(1000)], limit=120, overlap=40)
    assert windows[0].begin == 0
    assert windows[-1].end == 1000
    for before, after in itertools.pairwise(windows):
        assert before.begin < after.begin <= before.end < after.end
    assert all(sum(sizes[w.begin : w.end]) <= 120 for w in windows)


def test_viterbi_forbids_what_continues_nothing() -> None:
    transitions, start = bio_transitions(NAME_LABELS)
    emissions = np.zeros((1, 3, len(NAME_LABELS)), dtype=np.float32)
    emissions[0, 0, NAME_LABELS.index("I-ORG")] = 5.0
    emissions[0, 1, NAME_LABELS.index("I-ORG")] = 5.0
    labels = [NAME_LABELS[i] for i in viterbi(emissions, transitions, start)[0]]
    assert labels[0] != "I-ORG"
    assert labels[:2] == ["B-ORG", "I-ORG"]


def test_viterbi_is_the_best_of_all_paths() -> None:
    rng = np.random.default_rng(7)
    emissions = rng.normal(size=(3, 5, 4)).astype(np.float32)
    transitions = rng.normal(size=(4, 4)).astype(np.float32)
    start = rng.normal(size=4).astype(np.float32)

    def score(row: int, path: tuple[int, ...]) -> float:
        steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
        return float(start[path[0]] + steps + sum(emissions[row, i, k] for i, k in enumerate(path)))

    found = viterbi(emissions, transitions, start)
    for row in range(3):
        best = max(itertools.product(range(4), repeat=5), key=lambda p: score(row, p))
        assert tuple(found[row]) == best


def test_spans_of_labels() -> None:
    path = [ROLE_LABELS.index(x) for x in ("O", "B-source", "I-source", "B-content", "O", "B-content")]
    assert spans(path, ROLE_LABELS) == [(1, 3, "source"), (3, 4, "content"), (5, 6, "content")]


@pytest.mark.parametrize("seed", range(12))
def test_tree_is_the_best_tree_with_one_root(seed: int) -> None:
    n = 5
    arcs = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)

    def whole(heads: tuple[int, ...]) -> bool:
        if sum(h == i for i, h in enumerate(heads)) != 1:
            return False
        for i in range(n):
            steps = 0
            while heads[i] != i and steps <= n:
                i, steps = heads[i], steps + 1
            if steps > n:
                return False
        return True

    def score(heads: tuple[int, ...]) -> float:
        return float(sum(arcs[i, h] for i, h in enumerate(heads)))

    best = max((h for h in itertools.product(range(n), repeat=n) if whole(h)), key=score)
    found = tuple(tree(arcs))
    assert whole(found)
    roots = np.argsort(-np.diag(arcs))[:3]
    if next(i for i, h in enumerate(best) if h == i) in roots:  # only the three likeliest roots are tried
        assert score(found) == pytest.approx(score(best), abs=1e-4)
