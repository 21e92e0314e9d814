"""What JupyterLab's *Save and Export Notebook As > Briefing* does with each notebook, through nbconvert's own look-up."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_export_names, get_exporter

GOLDEN = Path(__file__).resolve().parent / "golden"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("0[1-5]*.ipynb")), ids=lambda path: str(path.stem))
def test_every_notebook_of_one_seed_exports_as_a_page(path: Path) -> None:
    assert "briefing" in get_export_names()
    exporter = get_exporter("briefing")
    assert exporter.export_from_notebook
    html, _ = exporter().from_notebook_node(nbformat.read(path, as_version=4))
    assert html.count("<h1") == 1 and "Method and limits" in html
    assert "bf-live" not in html and "live.attach" not in html
    assert not re.search(r'(?:src|href)="(?!#|data:)', html)
