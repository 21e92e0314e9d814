"""The page of benchmarks is what the template makes of the figures; no corpus is needed for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import actors, analysis, chains, length, memory, page, speed
from benchmarks.all import BENCHMARKS

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_page_is_made_of_the_figures() -> None:
    for name, text in page.files(page.load(DOCS)).items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, f"run: python -m benchmarks.all --write ({name})"


def test_every_figure_is_of_a_benchmark_that_is_run() -> None:
    assert set(page.load(DOCS)) <= set(BENCHMARKS)
    shown = page.files({})["benchmarks.md"]
    assert all(f"Not measured yet: `python -m benchmarks.{name} --help`." in shown for name in BENCHMARKS)


def test_shares_are_of_what_they_say() -> None:
    assert "| 2 | 40 | 50.0 % | 75.0 % | 37.5 % |" in chains.table({"part": "dev", "depths": {"2": [40, 20, 15]}})
    methods = {"analysis": {"organisations": 5, "individuals": 1, "accused": 9, "right": 3, "judged": 4}}
    keys = {"messages": 3, "organisations": 10, "individuals": 4}
    assert "| analysis | 50.0 % | 25.0 % | 3.0 | 75.0 % |" in analysis.table({"keys": keys, "methods": methods})
    assert actors._of_counts(30, 40, 60) == {"precision": 75.0, "recall": 50.0, "F1": 60.0, "over": "60"}


def test_speeds_stand_beside_torch_and_the_limit() -> None:
    figures = {"words_per_second": {"int8": 4000.0, "fp32": 1000.0}, "gflops": 150.0, "limit": 5000.0}
    rows = speed.table(figures).splitlines()[2:]
    assert [row.split(" | ")[-1] for row in rows] == [" |", "4.00 times as fast |", "80% of it |"]
    del figures["words_per_second"]["fp32"]
    assert "torch" not in speed.table(figures)


def test_a_text_is_put_together_of_whole_paragraphs() -> None:
    made = memory.joined(["One two three.\nFour five.", "Six."], 8)
    assert made == "One two three.\n\nFour five.\n\nSix.\n\nOne two three.\n"


@pytest.mark.parametrize("slow", [1.0, 2.0])
def test_growth_is_the_time_of_a_word(slow: float) -> None:
    def row(words: int, seconds: float) -> dict[str, object]:
        return {"words": words, "seconds": {"read": 0.0, "annotate": seconds, "assemble": 0.0}, "cpu": seconds}

    figures = {"texts": [row(1000, 1.0), row(10_000, 10.0 * slow)]}
    assert length.table(figures).splitlines()[-1].endswith(f"| {slow:.2f} |")
    assert length.plot(figures).count("<path") == 5
