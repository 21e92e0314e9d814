"""The command line from end to end: what it prints, how it exits, what it leaves on disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing import __version__
from briefing.cli import app
from briefing.render.batch import NOTEBOOKS
from briefing.schema import Analysis

ROOT = Path(__file__).resolve().parent.parent
STORY = "PARIS, Jan 8 — The Société Générale audit said Acme bribed officials. Acme denied the claim.\n"


def invoke(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.stdout, result.stderr


def run(cwd: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it, in a process of its own."""
    code = "from briefing.cli import app; app(prog_name='briefing')"
    command = [sys.executable, "-W", "error::DeprecationWarning:briefing", "-c", code, *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=540)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Analyses are kept in the test's own folder unless the environment names another."""
    if not os.environ.get("BRIEFING_CACHE"):
        monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))


def test_help_has_examples_and_version_is_printed() -> None:
    for command in ("analyse", "render"):
        code, out, _ = invoke(command, "--help")
        assert code == 0
        assert f"briefing {command} " in out
    assert invoke("--version") == (0, f"briefing {__version__}\n", "")


def test_help_is_quick() -> None:
    """Nothing that takes long is imported before a command runs."""
    heavy = "{'pandas', 'plotly', 'spacy', 'papermill', 'nbformat', 'numpy', 'pydantic'}"
    code = f"import sys, briefing.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_analyse_bad_files_are_reported_one_by_one_and_the_good_one_is_written(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "empty.txt").touch()
    (seeds / "blank.txt").write_text(" \n\n\t\n")
    (seeds / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (seeds / "folder.txt").mkdir()
    (seeds / "latin.txt").write_bytes(STORY.encode("cp1252"))
    out = tmp_path / "out"
    names = ("empty.txt", "blank.txt", "binary.txt", "folder.txt", "missing.txt", "latin.txt")
    done = run(tmp_path, "analyse", *(seeds / name for name in names), "-o", out)
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert [Path(line.removeprefix("error: ").split(": ")[0]).name for line in errors] == list(names[:-1])
    assert "5 of 6 seeds failed." in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in out.iterdir()] == ["latin"]
    analysis = Analysis.from_json((out / "latin" / "analysis.json").read_text(encoding="utf-8"))
    assert "Société Générale" in analysis.seed.text


def test_analyse_refuses_two_seeds_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.md").write_text(STORY)
    code, _, errors = invoke("analyse", tmp_path / "a.txt", tmp_path / "a.md", "-o", tmp_path / "out")
    assert code == 2
    assert "both would fill a/. Rename one." in errors
    assert not (tmp_path / "out").exists()


def test_analyse_where_nothing_can_be_written_and_with_limits(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(STORY)
    (tmp_path / "big.txt").write_text(STORY * 20)
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "a").touch()
    (tmp_path / "out" / "b").symlink_to(tmp_path / "elsewhere")
    seeds = [tmp_path / f"{name}.txt" for name in ("a", "b", "big")]
    done = run(tmp_path, "analyse", *seeds, "-o", "out", "--max-bytes", "1000", "--jobs", "1", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["counts"] == {"analysed": 0, "failed": 3}
    problems = [item["problem"] for item in told["seeds"]]
    assert "cannot be written (" in problems[0] and "Name another folder with -o." in problems[0]
    assert "leads elsewhere by a link" in problems[1]
    assert "more than the 1,000 that are read (max_bytes)" in problems[2]
    assert [item["seed"] for item in told["seeds"]] == [str(seed) for seed in seeds]
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["..txt", "...txt", "con.txt", "a\nb.txt", "a .txt", "summary.json.txt"])
def test_names_that_no_folder_can_have_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(STORY)
    code, _, errors = invoke("analyse", tmp_path / name, "-o", tmp_path / "out")
    assert code == 2
    assert "so no folder can have it. Rename the file." in errors
    parameters = tmp_path / name.replace(".txt", ".yaml")
    parameters.write_text("seed: x.txt")
    code, _, errors = invoke("render", parameters, "-o", tmp_path / "out")
    assert code == 2
    assert "so no folder can have it. Rename the file." in errors
    assert not (tmp_path / "out").exists()


def test_render_bad_parameters_write_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("seed: none.txt\ntpl: x\n")
    (tmp_path / "b.yaml").write_text("tlp: red\nas_of: 2026-01-08\n")
    code, out, errors = invoke("render", tmp_path / "a.yaml", tmp_path / "b.yaml", "-o", tmp_path / "out")
    assert code == 2
    assert out == ""
    lines = errors.splitlines()
    assert len(lines) == 5
    assert all(line.startswith(f"error: {tmp_path}") for line in lines)
    assert any("tpl: 'x': unknown parameter. Did you mean 'tlp'?" in line for line in lines)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 20], ids=["empty", "binary"])
def test_render_of_a_seed_that_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (tmp_path / "a.yaml").write_text("seed: a.txt\n")
    code, _, errors = invoke("render", tmp_path / "a.yaml", "-o", tmp_path / "out")
    assert code == 1
    assert f"error: a: {tmp_path / 'a.txt'}: " in errors
    assert "1 of 1 briefings failed." in errors
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"index.html", "summary.json", ".lock"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project as it is cloned: notebooks, the first seed and its parameters."""
    root = tmp_path / "project"
    for folder in ("notebooks", "params", "seeds"):
        (root / folder).mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in NOTEBOOKS:
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", root / "notebooks")
    shutil.copy(ROOT / "seeds" / "iskp-memri.txt", root / "seeds")
    shutil.copy(ROOT / "params" / "iskp-memri.yaml", root / "params")
    return root


def test_render_the_first_seed_and_then_break_a_notebook(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run(elsewhere, "render", project / "params" / "iskp-memri.yaml")
    assert done.returncode == 0, done.stderr
    out = elsewhere / "build"
    good = {path.name: path.read_bytes() for path in (out / "iskp-memri").iterdir()}
    assert set(good) == {"analysis.json", "briefing.html", "made.json", *(f"{name}.ipynb" for name in NOTEBOOKS)}
    assert len(good["briefing.html"]) < 3_000_000
    assert "iskp-memri/briefing.html" in (out / "index.html").read_text()
    analysis = Analysis.from_json(good["analysis.json"].decode())
    assert analysis.allegations
    assert done.stderr == ""

    broken = project / "notebooks" / "04-attribution-chain.ipynb"
    notebook = json.loads(broken.read_text())
    notebook["cells"].append(
        {"cell_type": "code", "id": "bad", "metadata": {}, "execution_count": None, "outputs": [],
         "source": "missing = analysis_of_nothing"}
    )  # fmt: skip
    broken.write_text(json.dumps(notebook))
    done = run(elsewhere, "render", project / "params" / "iskp-memri.yaml")
    assert done.returncode == 1
    assert "04-attribution-chain.ipynb, In [" in done.stderr
    assert "NameError: name 'analysis_of_nothing' is not defined" in done.stderr
    assert "    missing = analysis_of_nothing" in done.stderr
    assert "Traceback" not in done.stderr
    now = {path.name: path.read_bytes() for path in (out / "iskp-memri").iterdir()}
    assert "NameError" in now.pop("04-attribution-chain.partial.ipynb").decode()
    assert now == good
