"""The notebooks in the tools of others: papermill's command, nbclient, jupytext pairing, nbdime, JupyterLab."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbdime
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GOLDEN = [path for path in NOTEBOOKS if (ROOT / "tests" / "golden" / path.name).is_file()]
STORY = "MARLOW, March 3, 2031 — The mayor accused Orin Vale of taking bribes. Vale denied it.\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels keep their analyses in the test's own folder unless the environment names another."""
    if not os.environ.get("BRIEFING_CACHE"):
        monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))


def load(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def ids(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_nbformat_finds_it_valid_with_one_cell_of_parameters(path: Path) -> None:
    notebook = load(path)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"  # the name that every installation of ipykernel has
    tagged = [n for n, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    code = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    assert tagged == code[:1]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
@pytest.mark.parametrize("form", ["py:percent", "md:myst"])
def test_jupytext_pairs_it_without_loss(path: Path, form: str) -> None:
    notebook = load(path)
    text = jupytext.writes(notebook, fmt=form)
    assert "parameters" in text
    back = jupytext.reads(text, fmt=form)
    assert [(cell.cell_type, cell.source) for cell in back.cells] == [(c.cell_type, c.source) for c in notebook.cells]
    assert [cell.metadata.get("tags") for cell in back.cells] == [c.metadata.get("tags") for c in notebook.cells]


@pytest.mark.parametrize("path", GOLDEN, ids=ids)
def test_nbdime_sees_outputs_and_nothing_else_between_clean_and_executed(path: Path) -> None:
    clean, golden = load(path), load(ROOT / "tests" / "golden" / path.name)
    changed = set()
    for change in nbdime.diff_notebooks(clean, golden):
        if change.key != "cells":
            changed.add(change.key)
            continue
        for cell in change.diff:
            if cell.op == "addrange":  # papermill's own cell
                assert [made.metadata.tags for made in cell.valuelist] == [["injected-parameters"]]
            else:
                assert cell.op == "patch"
                changed |= {part.key for part in cell.diff}
    assert changed <= {"outputs", "execution_count", "metadata"}
    assert "outputs" in changed
    assert nbdime.patch_notebook(clean, nbdime.diff_notebooks(clean, golden)) == golden


def test_nbdime_merges_a_changed_text_with_a_changed_cell() -> None:
    base = load(NOTEBOOKS[0])
    mine, theirs = copy.deepcopy(base), copy.deepcopy(base)
    mine.cells[0].source += "\nMine."
    theirs.cells[-1].source += "  # theirs"
    merged, decisions = nbdime.merge_notebooks(base, mine, theirs)
    assert not [decision for decision in decisions if decision.conflict]
    assert merged.cells[0].source.endswith("Mine.")
    assert merged.cells[-1].source.endswith("# theirs")


def test_nbclient_runs_one_in_the_folder_of_the_notebooks(cache: None) -> None:
    notebook = load(NOTEBOOKS[0])
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert not [output for output in outputs if output.output_type == "error"]


def test_papermills_own_command_runs_one_with_a_parameters_file_from_any_folder(tmp_path: Path, cache: None) -> None:
    (tmp_path / "quay.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "quay.yaml").write_text(f"seed: {json.dumps(str(tmp_path / 'quay.txt'))}\n", encoding="utf-8")
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-f", "quay.yaml"]
    source = ROOT / "notebooks" / "03-allegations.ipynb"
    done = subprocess.run([*command, source, "out.ipynb"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = load(tmp_path / "out.ipynb")
    assert "Orin Vale" in json.dumps([cell.outputs for cell in made.cells if cell.cell_type == "code"])
    [injected] = [cell for cell in made.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert "quay.txt" in injected.source
