"""One notebook, several ways to run it, the same outputs: papermill, the kernel that JupyterLab starts, and nbval's copy.

The golden copies are what nbval compares with, output by output, on every run of `pytest --nbval`. Here the other two ways
are compared with the same copies. tests/test_browser_lab.py does it in JupyterLab itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
PARAMETERS = {"seed": "seeds/iskp-memri.txt", "as_of": "2026-01-12"}  # those of tests/golden/update.py
NAMES = ("02-actors", "04-attribution-chain")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels keep their analyses in the test's own folder unless the environment names another."""
    if not os.environ.get("BRIEFING_CACHE"):
        monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))


def outputs(notebook: Any) -> list[Any]:
    """What the cells show: mimetypes, their values and metadata; the message stream of a kernel is no part of it."""
    found = json.loads(json.dumps([cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]))
    for output in (output for cell in found for output in cell):
        output.pop("transient", None)
        output["data"] = {mime: "".join(v) if isinstance(v, list) else v for mime, v in output["data"].items()}
    return list(found)


def golden(name: str) -> list[Any]:
    return outputs(json.loads((GOLDEN / f"{name}.ipynb").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_the_kernel_of_jupyterlab_shows_what_the_golden_copy_holds(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other packages, at import
        from papermill.iorw import load_notebook_node
        from papermill.parameterize import parameterize_notebook
    notebook = parameterize_notebook(load_notebook_node(str(ROOT / "notebooks" / f"{name}.ipynb")), PARAMETERS)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    assert outputs(notebook) == golden(name)
    # The companion spoke to its front end all the same: its state is that of a widget without a view.
    [state] = [
        model["state"]
        for model in notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
        if model["model_module"] == "anywidget"
    ]
    assert state["state"]["targets"]


@pytest.mark.parametrize("engine", [None, "briefing"])
def test_papermill_shows_what_the_golden_copy_holds(engine: str | None, tmp_path: Path) -> None:

    name = NAMES[-1]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "papermill",
        "--no-progress-bar",
        *(["--engine", engine] if engine else []),
    ]
    command += [item for key, value in PARAMETERS.items() for item in ("-r", key, value)]
    done = subprocess.run(
        [*command, str(ROOT / "notebooks" / f"{name}.ipynb"), str(tmp_path / "out.ipynb")],
        cwd=ROOT / "notebooks", capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert outputs(json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))) == golden(name)
