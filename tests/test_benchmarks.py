"""The page of benchmarks is what the template makes of the figures; no corpus is needed for that."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import actors, analysis, chains, documents, length, memory, page, processes, scale, scale_plot, speed
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


def test_documents_are_cut_at_paragraphs_and_none_comes_twice(tmp_path: Path) -> None:
    folder = tmp_path / "polnear" / "dev" / "text"
    folder.mkdir(parents=True)
    paragraph = " ".join(f"word{n}" for n in range(90))
    for name in ("one", "same"):
        (folder / f"{name}.txt").write_text(
            f"{paragraph} a.\n\n{paragraph} b.\n\n{paragraph} c.\n\n{paragraph} d.\n\nEnd.\n"
        )
    found = documents.documents(tmp_path)
    assert sorted(len(text.split()) for text in found) == [92, 273]
    counts = documents.write(found, 3, tmp_path / "seeds")
    written = [path.read_text() for path in sorted((tmp_path / "seeds").iterdir())]
    assert written[2] == f"Edition 2.\n\n{written[0]}" and len(set(written)) == 3
    assert counts == [len(text.split()) for text in written]
    with pytest.raises(FileNotFoundError, match="holds none of"):
        documents.documents(folder)


def test_a_control_is_spread_over_the_lengths() -> None:
    chosen = scale._spread(["x" * (1 + n * 37 % 1000) for n in range(1000)])
    assert [len(text) for text in chosen] == list(range(1, 1000, 10))


def test_a_family_is_stopped_and_goes_on_and_its_time_is_counted() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass'])"
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    try:
        while len(processes.family(process.pid)) < 2 or processes.cpu(process.pid) < 0.1:
            time.sleep(0.01)
        assert processes.memory(process.pid) > 1e6
        processes.tell(process.pid, signal.SIGSTOP)
        while any(processes._stat(pid)[0] != "T" for pid in processes.family(process.pid)):
            time.sleep(0.01)
        before = processes.cpu(process.pid)
        time.sleep(0.1)
        assert processes.cpu(process.pid) == before
        processes.tell(process.pid, signal.SIGCONT)
        while processes.cpu(process.pid) == before:
            time.sleep(0.01)
    finally:
        processes.tell(process.pid, signal.SIGKILL)
        process.wait()


def test_scale_shows_each_size_and_draws_the_steps() -> None:
    row = {
        "documents": 1000, "documents_per_second": 9.5, "as_commands": 1.1, "against_controls_cpu": 0.98, "last_step_cpu": 0.97,
        "peak_megabytes": 700.0, "late_over_early": 1.02, "rerun_share": 0.031, "queries": [5.0, 40.0], "searches": [70.0, 60.0],
        "errors": ["error: n000001.txt"], "steps": [{"to": 500, "against_controls_cpu": 1.0}, {"to": 1000, "against_controls_cpu": 0.97}],
        "memory": [(0, 300.0), (500, 690.0), (1000, 700.0)],
    }  # fmt: skip
    shown = scale.table({"different": 900, "words_each": 210.4, "sizes": [row]}).splitlines()
    assert shown[2] == "| 1,000 | 9.50 | 1.10 | 0.98 | 0.97 | 700 | 1.02 | 3.1% | 40 | 70 |"
    assert "1 could not be analysed" in shown[-1]
    drawn = ElementTree.fromstring(scale_plot.plot(row))
    assert len(drawn.findall("{*}circle")) == 2
    assert "97% of the speed of a fresh run" in "".join(drawn.itertext())
