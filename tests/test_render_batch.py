"""The batch runner on small notebooks of its own: whole folders or none, failures that explain themselves."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.child import Limits
from briefing.errors import ReadingError
from briefing.params import Job, read_all
from briefing.render import batch, steps
from briefing.render.batch import Settings
from briefing.render.execute import Task, execute
from briefing.render.folder import RenderError
from briefing.render.report import Report
from briefing.schema import Analysis, Provenance, Seed

SHOW = """
from IPython.display import display
plot = {"data": [{"type": "bar", "x": [1, 2], "y": [2, 1]}], "layout": {"height": 200}}
table = "<table><tr><td>1</td></tr></table>"
told = {"kind": "figure", "title": "Bars", "caption": "", "alt": "Two bars"}
bundle = {"application/vnd.plotly.v1+json": plot, "text/plain": "Two bars", "text/html": table}
display(bundle, raw=True, metadata={"briefing": told})
words = {"text/html": f"<p>{seed} {title} {tlp}</p>", "text/plain": ""}
display(words, raw=True, metadata={"briefing": {"kind": "block"}})
"""
PARAMETERS = 'seed: str = "s"\ntitle: str = ""\noutlet: str = ""\ntlp: str = "TLP:CLEAR"\nas_of: str = ""'


def cell(source: str, *tags: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": f"c{abs(hash(source)) % 10**8}", "metadata": {"tags": list(tags)},
            "source": source, "execution_count": None, "outputs": []}  # fmt: skip


def write_notebook(path: Path, *sources: str) -> None:
    heading = {"cell_type": "markdown", "id": "head", "metadata": {}, "source": "# Kind\n\ntext"}
    cells = [heading, cell(PARAMETERS, "parameters"), *map(cell, sources)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two tiny notebooks, two seeds and their parameters; two, which are enough to be told apart."""
    monkeypatch.setattr(batch, "NOTEBOOKS", ("03-allegations", "05-briefing"))
    root = tmp_path / "project"
    for folder in ("notebooks", "params", "seeds"):
        (root / folder).mkdir(parents=True)
    (root / "pyproject.toml").touch()
    for name in batch.NOTEBOOKS:
        write_notebook(root / "notebooks" / f"{name}.ipynb", SHOW if name == steps.PAGE_OF else "print(seed)")
    for name in ("one", "two"):
        (root / "seeds" / f"{name}.txt").write_text(f"Story {name}.")
        (root / "params" / f"{name}.yaml").write_text(f"seed: seeds/{name}.txt\ntitle: Title {name}\ntlp: TLP:GREEN\n")
    return root


def analyse(job: Job) -> Analysis:
    """An analysis without findings: what is tested here is the runner."""
    data = job.seed.read_bytes()
    text = data.decode()
    if not text:
        raise ReadingError(job.seed, "is empty", "Save it again.")
    seed = Seed(name=job.seed.stem, text=text, title=text, outlet=job.parameters.outlet or None, dateline=None,
                sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", sections=())  # fmt: skip
    return Analysis(
        seed=seed, actors=(), attributions=(), allegations=(), provenance=Provenance(version="0", model="0")
    )


def jobs(project: Path, *names: str) -> tuple[Job, ...]:
    return read_all([project / "params" / f"{name}.yaml" for name in names])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def errors(report: Report) -> dict[str, list[str]]:
    return {item.name: [str(error) for _, error in item.errors] for item in report.briefings if item.errors}


def fates(report: Report) -> dict[str, str]:
    return {item.name: item.fate for item in report.briefings}


EXPECTED = {"analysis.json", "briefing.html", "made.json", "03-allegations.ipynb", "05-briefing.ipynb"}
AROUND = {"index.html", "summary.json", ".lock"}


def test_two_briefings_and_their_index_byte_for_byte_again(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = batch.render(jobs(project, "one", "two"), out, analyse)
    assert errors(report) == {}
    assert [item.page for item in report.briefings] == [out / name / "briefing.html" for name in ("one", "two")]
    first = contents(out)
    assert set(first) == {*AROUND, *(f"{name}/{file}" for name in ("one", "two") for file in EXPECTED)}
    assert "seeds/one.txt Title one TLP:GREEN" in (out / "one" / "briefing.html").read_text()

    index = (out / "index.html").read_text()
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', index) == [
        ("one/briefing.html", "Title one"), ("two/briefing.html", "Title two")]  # fmt: skip
    assert "TLP:GREEN" in index
    assert "0 allegations" in index
    assert json.loads((out / "summary.json").read_text())["counts"] == {"made": 2, "unchanged": 0, "failed": 0}

    again = tmp_path / "again"
    batch.render(jobs(project, "two", "one"), again, analyse, Settings(workers=1))
    assert contents(again) == first
    machine = str(tmp_path).encode()
    assert [name for name, data in first.items() if machine in data] == []


def test_papermills_own_engine_makes_the_same_briefing(project: Path, tmp_path: Path) -> None:
    batch.render(jobs(project, "one"), tmp_path / "a", analyse)
    batch.render(jobs(project, "one"), tmp_path / "b", analyse, Settings(engine="kernel"))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_only_what_has_changed_is_made_again(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = jobs(project, "one", "two")
    batch.render(run, out, analyse)
    good = contents(out)
    before = (out / "one" / "briefing.html").stat().st_ino
    assert fates(batch.render(run, out, analyse)) == {"one": "unchanged", "two": "unchanged"}
    assert (out / "one" / "briefing.html").stat().st_ino == before
    assert {**contents(out), "summary.json": b""} == {**good, "summary.json": b""}

    (project / "seeds" / "two.txt").write_text("Story two, corrected.")
    assert fates(batch.render(run, out, analyse)) == {"one": "unchanged", "two": "made"}
    (project / "params" / "one.yaml").write_text("seed: seeds/one.txt\ntitle: Another\n")
    run = jobs(project, "one", "two")
    assert fates(batch.render(run, out, analyse)) == {"one": "made", "two": "unchanged"}
    (out / "two" / "briefing.html").write_text("torn")
    assert fates(batch.render(run, out, analyse)) == {"one": "unchanged", "two": "made"}
    (out / "one" / "analysis.json").unlink()
    assert fates(batch.render(run, out, analyse)) == {"one": "made", "two": "unchanged"}
    write_notebook(project / "notebooks" / "03-allegations.ipynb", "print(title)")
    assert fates(batch.render(run, out, analyse)) == {"one": "made", "two": "made"}
    assert fates(batch.render(run, out, analyse, Settings(force=True))) == {"one": "made", "two": "made"}


def test_a_failing_notebook_leaves_its_copy_and_keeps_the_good_page(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch.render(jobs(project, "one"), out, analyse)
    good = contents(out / "one")

    raising = "x = 1\nif 'one' in seed:\n    raise RuntimeError('no <such> thing')"
    write_notebook(project / "notebooks" / "03-allegations.ipynb", raising)
    report = batch.render(jobs(project, "one", "two"), out, analyse)

    partial = out / "one" / "03-allegations.partial.ipynb"
    assert errors(report) == {"one": [
        "03-allegations.ipynb, In [3]: RuntimeError: no <such> thing\n"
        "    x = 1\n    if 'one' in seed:\n        raise RuntimeError('no <such> thing')\n"
        f"  The notebook as far as it came: {partial}"
    ]}  # fmt: skip
    assert "RuntimeError" in partial.read_text()
    assert {**contents(out / "one"), partial.name: b""} == {**good, partial.name: b""}
    assert fates(report) == {"one": "failed", "two": "made"}
    assert not report.succeeded
    assert set(contents(out / "two")) == EXPECTED
    assert "Title one" in (out / "index.html").read_text()
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == [".lock"]
    told = {item["name"]: item for item in json.loads((out / "summary.json").read_text())["briefings"]}
    assert (told["one"]["fate"], told["one"]["page"]) == ("failed", None)
    assert told["one"]["errors"][0]["step"] == "03-allegations"
    assert told["two"]["page"] == "two/briefing.html"

    write_notebook(project / "notebooks" / "03-allegations.ipynb", "print(seed)")
    assert errors(batch.render(jobs(project, "one"), out, analyse)) == {}
    assert contents(out / "one") == good


def test_a_first_failure_leaves_only_the_copy(project: Path, tmp_path: Path) -> None:
    write_notebook(project / "notebooks" / "05-briefing.ipynb", "1/0")
    report = batch.render(jobs(project, "one"), tmp_path / "out", analyse)
    assert "In [3]: ZeroDivisionError: division by zero" in errors(report)["one"][0]
    assert set(contents(tmp_path / "out")) == {*AROUND, "one/05-briefing.partial.ipynb"}
    assert "No briefing was made here yet" in (tmp_path / "out" / "index.html").read_text()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import time\ntime.sleep(60)", "In [2]: still ran after 4 seconds and was stopped"),
        ("import os\nos._exit(3)", "In [2]: the kernel died here"),
        ("import sys\nsys.exit(4)", "In [2]: SystemExit: 4"),
        ("def broken(:", "In [2]: SyntaxError"),
    ],
)
def test_cells_that_do_not_end_well_in_a_kernel(tmp_path: Path, source: str, message: str) -> None:
    write_notebook(tmp_path / "in.ipynb", source)
    out = tmp_path / "out"
    out.mkdir()
    outcome = execute(Task(tmp_path / "in.ipynb", out / "in.ipynb", {}, {}, seconds=4))
    assert message in str(outcome.error)
    assert source.splitlines()[-1] in str(outcome.error)
    assert (out / "in.ipynb").is_file()


STUBBORN = "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\ntime.sleep(60)"


@pytest.mark.parametrize(
    ("source", "problem", "signal"),
    [
        ("import time\ntime.sleep(60)", "still ran after 2 seconds and was stopped", ""),
        ("import asyncio\nawait asyncio.sleep(60)", "still ran after 2 seconds and was stopped", ""),
        (STUBBORN, "did not stop after 2 seconds and was killed", "SIGKILL"),
        ("import os\nos._exit(3)", "its process ended by itself (exit code 3)", ""),
        ("import os\nos.kill(os.getpid(), 9)", "its process was killed by SIGKILL (out of memory?)", "SIGKILL"),
        ("import ctypes\nctypes.string_at(0)", "its process was killed by SIGSEGV", "SIGSEGV"),
        ("x = bytearray(900_000_000)", "MemoryError", ""),
    ],
)
def test_cells_that_do_not_end_well_end_one_briefing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, problem: str, signal: str
) -> None:
    monkeypatch.setattr("briefing.children.GRACE", 1)
    source = "\n".join(["if 'one' in seed:", *(f"    {line}" for line in source.splitlines())])
    write_notebook(project / "notebooks" / "03-allegations.ipynb", "before = 1", source)
    settings = Settings(limits=Limits(2, 500_000_000))
    report = batch.render(jobs(project, "one", "two"), tmp_path / "out", analyse, settings)
    (error,) = errors(report)["one"]
    assert error.startswith("03-allegations.ipynb, In [4]: ")
    assert problem in error
    assert source.splitlines()[-1] in error
    assert fates(report) == {"one": "failed", "two": "made"}
    (told,) = [item for item in json.loads(report.as_json())["briefings"] if item["name"] == "one"]
    assert told["errors"][0]["signal"] == signal
    partial = json.loads((tmp_path / "out" / "one" / "03-allegations.partial.ipynb").read_text())
    assert any(cell.get("execution_count") == 3 for cell in partial["cells"])


def test_what_is_no_notebook(tmp_path: Path) -> None:
    (tmp_path / "in.ipynb").write_text("{")
    outcome = execute(Task(tmp_path / "in.ipynb", tmp_path / "out.ipynb", {}, {}))
    assert "in.ipynb: " in str(outcome.error)


def test_a_page_that_lost_a_figure_is_not_written(project: Path, tmp_path: Path) -> None:
    write_notebook(project / "notebooks" / "05-briefing.ipynb", SHOW.replace('"Two bars"', '""'))
    report = batch.render(jobs(project, "one"), tmp_path / "out", analyse)
    assert "no description in words" in errors(report)["one"][0]
    assert set(contents(tmp_path / "out")) == AROUND


def test_a_seed_that_cannot_be_read_does_not_stop_the_others(project: Path, tmp_path: Path) -> None:
    (project / "seeds" / "one.txt").write_text("")
    report = batch.render(jobs(project, "one", "two"), tmp_path / "out", analyse)
    assert "one.txt: is empty. Save it again." in errors(report)["one"][0]
    assert fates(report) == {"one": "failed", "two": "made"}


def test_a_missing_notebook_is_named(project: Path, tmp_path: Path) -> None:
    (project / "notebooks" / "03-allegations.ipynb").unlink()
    report = batch.render(jobs(project, "one"), tmp_path / "out", analyse)
    assert "03-allegations.ipynb is not there" in errors(report)["one"][0]


def test_an_output_folder_that_cannot_be_made(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RenderError, match="cannot be written to"):
        batch.render(jobs(project, "one"), tmp_path / "file", analyse)


def test_progress_is_told_and_stderr_of_cells_is_passed_on(project: Path, tmp_path: Path) -> None:
    write_notebook(project / "notebooks" / "03-allegations.ipynb", "import sys\nprint('care' + 'ful', file=sys.stderr)")
    told: list[tuple[Any, ...]] = []

    class Listener(batch.Progress):
        def analysing(self, name: str) -> None:
            told.append(("analysing", name))

        def running(self, name: str, notebooks: int) -> None:
            told.append(("running", name, notebooks))

        def ran(self, name: str, notebook: str, ok: bool) -> None:
            told.append(("ran", notebook, ok))

        def done(self, name: str, page: Path | None) -> None:
            told.append(("done", name, page is not None))

    report = batch.render(jobs(project, "one"), tmp_path / "out", analyse, Settings(workers=1), Listener())
    assert told == [
        ("analysing", "one"), ("running", "one", 2), *(("ran", name, True) for name in batch.NOTEBOOKS),
        ("done", "one", True)]  # fmt: skip
    assert report.briefings[0].noise == ["03-allegations: careful"]
    assert b"careful" not in contents(tmp_path / "out")["one/03-allegations.ipynb"]
