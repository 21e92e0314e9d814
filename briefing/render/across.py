"""The page across seeds: the analyses in a folder, the notebook run over them, the page made of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from briefing.files import write_atomically
from briefing.params import ROOT_VARIABLE
from briefing.render.execute import Task, execute
from briefing.render.facts import PageFacts
from briefing.render.folder import RenderError
from briefing.render.page import make_page
from briefing.schema import Analysis

NOTEBOOK = "06-across-seeds.ipynb"
PAGE = "across.html"
PAPERS = "papers"


def render_across(
    analyses: Sequence[Analysis], notebooks: Path, out: Path, title: str, tlp: str, as_of: str, words: str
) -> Path:
    """Write `out`/across.html with the executed notebook and, below papers/, the analyses that it was made of; its path.

    `notebooks` is the folder that holds the notebook, `words` what its search looks for. What was in `out`/papers before is
    replaced. Raises NotebookError, PageError, and RenderError where something cannot be written.
    """
    out = out.resolve()
    try:
        out.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=out, prefix=".making-"))
    except OSError as error:
        raise RenderError(f"{out}: cannot be written to ({error.strerror}). Name another folder with -o.") from error
    try:
        for name, analysis in _named(analyses):
            write_atomically(making / PAPERS / name / "analysis.json", analysis.to_json())
        parameters = {"papers": f"{PAPERS}/*/analysis.json", "words": words, "title": title, "tlp": tlp, "as_of": as_of}
        outcome = execute(Task(notebooks / NOTEBOOK, making / NOTEBOOK, parameters, {ROOT_VARIABLE: str(making)}))
        if outcome.error is not None:
            raise outcome.error
        source = (making / NOTEBOOK).read_text(encoding="utf-8")
        page = make_page(source, PageFacts("across", title, tlp, as_of, counts={"papers": len(analyses)}))
        shutil.rmtree(out / PAPERS, ignore_errors=True)
        os.replace(making / PAPERS, out / PAPERS)
        write_atomically(out / NOTEBOOK, source)
        write_atomically(out / PAGE, page)
    except OSError as error:
        raise RenderError(f"{out}: cannot be written to ({error.strerror}). Name another folder with -o.") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return out / PAGE


def _named(analyses: Sequence[Analysis]) -> list[tuple[str, Analysis]]:
    """Each analysis with a name for its folder: that of its seed, with a number where another has it."""
    taken: set[str] = set()
    found = []
    for analysis in analyses:
        name, number = analysis.seed.name, 2
        while name.casefold() in taken:
            name, number = f"{analysis.seed.name}-{number}", number + 1
        taken.add(name.casefold())
        found.append((name, analysis))
    return found
