"""The steps of a briefing as they run in child processes: the analysis, then the notebooks, then the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefing.evidence import verify
from briefing.params import Job
from briefing.render.facts import PageFacts
from briefing.render.folder import RenderError
from briefing.schema import Analysis

PAGE_OF = "05-briefing"
PAGE = "briefing.html"
ANALYSIS = "analysis.json"
BYTES_LIMIT = 2_500_000

Analyse = Callable[[Job], Analysis]
Compare = Callable[[Path, Path], tuple[str, ...]]  # two analysis.json, earlier and later: what changed, in sentences


@dataclass(frozen=True)
class Found:
    """How much was found in a seed."""

    actors: int
    allegations: int


@dataclass(frozen=True)
class AnalysisTask:
    """A job, the function that analyses it, and the folder for its `analysis.json`."""

    job: Job
    analyse: Analyse
    folder: Path


@dataclass(frozen=True)
class PageTask:
    """A job and the folder that holds its analysis and its executed notebooks; with `earlier`, an analysis of it that
    was made before, and the function that compares the two.
    """

    job: Job
    folder: Path
    earlier: Path | None = None
    compare: Compare | None = None


def analyse(task: AnalysisTask) -> Found:
    """Write the verified analysis of a job. Raises ReadingError, EvidenceError, OSError."""
    analysis = verify(task.analyse(task.job))
    (task.folder / ANALYSIS).write_text(analysis.to_json(), encoding="utf-8", newline="\n")
    return Found(len(analysis.actors), len(analysis.allegations))


def finish(task: PageTask) -> int:
    """Write the page of a job; its size in bytes. Raises PageError, RenderError, OSError."""
    from briefing.render.page import make_page  # the process that analyses has no use for it

    job, folder = task.job, task.folder
    analysis = Analysis.from_json((folder / ANALYSIS).read_text(encoding="utf-8"))
    parameters = job.parameters
    facts = PageFacts(
        name=job.name,
        title=parameters.title or analysis.seed.title or analysis.seed.name,
        tlp=parameters.tlp,
        as_of=parameters.as_of,
        text=analysis.seed.text,
        counts={"actors": len(analysis.actors), "allegations": len(analysis.allegations)},
        dated=analysis.seed.dateline.date if analysis.seed.dateline else None,
        outlet=analysis.seed.outlet or "",
        changes=task.compare(task.earlier, folder / ANALYSIS) if task.compare and task.earlier else None,
    )
    page = make_page((folder / f"{PAGE_OF}.ipynb").read_text(encoding="utf-8"), facts)
    size = len(page.encode())
    if size > BYTES_LIMIT:
        raise RenderError(f"{job.file}: the page has {size:,} bytes, more than {BYTES_LIMIT:,}. Brief a shorter seed.")
    (folder / PAGE).write_text(page, encoding="utf-8", newline="\n")
    return size
