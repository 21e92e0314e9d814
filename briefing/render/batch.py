"""Many briefings: each seed analysed once, notebooks run side by side, a folder swapped in whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import BriefingError
from briefing.evidence import verify
from briefing.files import write_atomically
from briefing.params import ROOT_VARIABLE, Job
from briefing.render import index
from briefing.render.execute import NotebookError, Outcome, Task, execute, warm_up
from briefing.render.facts import PageFacts
from briefing.render.page import make_page
from briefing.schema import Analysis

NOTEBOOKS = ("01-seed", "02-actors", "03-allegations", "04-attribution-chain", "05-briefing")
PAGE_OF = "05-briefing"
PAGE = "briefing.html"
BYTES_LIMIT = 3_000_000

Analyse = Callable[[Path, str], Analysis]


class RenderError(BriefingError):
    """A briefing that could not be made; its folder is as it was before."""


class Progress:
    """What a batch tells as it goes; the methods do nothing, a display overrides those that it wants."""

    def analysing(self, name: str) -> None:
        """The seed of briefing `name` is being read and analysed."""

    def running(self, name: str, notebooks: int) -> None:
        """The notebooks of a briefing are handed to the workers."""

    def ran(self, name: str, notebook: str, ok: bool) -> None:
        """One notebook of a briefing has ended."""

    def done(self, name: str, page: Path | None) -> None:
        """A briefing is in its place, or (`page` is None) has failed."""


@dataclass
class Report:
    """What came of a batch: the pages that were made, and for every failed briefing its errors."""

    pages: dict[str, Path] = field(default_factory=dict)
    errors: dict[str, list[BriefingError]] = field(default_factory=dict)
    noise: dict[str, list[str]] = field(default_factory=dict)


def render(
    jobs: Sequence[Job],
    out: Path,
    analyse: Analyse,
    workers: int = 2,
    progress: Progress | None = None,
    cell_timeout: int = 300,
) -> Report:
    """Make a briefing of every job in `out`/NAME and the index in `out`; a failing one does not stop the others.

    A briefing appears in its folder whole: executed notebooks, `analysis.json` and `briefing.html`. One that fails
    leaves what was there before, plus NOTEBOOK.partial.ipynb for each notebook that did not run to its end.
    `analyse(path, outlet)` gives the verified analysis of a seed. Raises RenderError if `out` cannot be written to.
    """
    progress = progress or Progress()
    report = Report()
    out = out.resolve()
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=out, prefix=".making-"))
    except OSError as error:
        problem = error.strerror or str(error)
        raise RenderError(f"{out}: cannot be written to ({problem}). Name another folder with -o.") from error
    try:
        with _pool(workers) as pool:
            waiting = []
            for job in jobs:
                progress.analysing(job.name)
                try:
                    waiting.append((job, *_submit(job, staging / job.name, analyse, pool, cell_timeout)))
                except BriefingError as error:
                    report.errors[job.name] = [error]
                    progress.done(job.name, None)
                else:
                    progress.running(job.name, len(NOTEBOOKS))
            for job, analysis, futures in waiting:
                errors = _collect(job, futures, report, progress)
                try:
                    if not errors:
                        _finish(job, analysis, staging / job.name, out / job.name)
                except BriefingError as error:
                    errors = [error]
                if errors:
                    for stale in (out / job.name).glob("*.partial.ipynb"):
                        stale.unlink()
                    report.errors[job.name] = [_keep_partial(error, staging, out, job.name) for error in errors]
                else:
                    report.pages[job.name] = out / job.name / PAGE
                progress.done(job.name, report.pages.get(job.name))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    write_atomically(out / "index.html", index.make_index(out, PAGE))
    return report


def _submit(
    job: Job, folder: Path, analyse: Analyse, pool: ProcessPoolExecutor, cell_timeout: int
) -> tuple[Analysis, list[Future[Outcome]]]:
    analysis = verify(analyse(job.seed, job.parameters.outlet))
    folder.mkdir()
    (folder / "analysis.json").write_text(analysis.to_json(), encoding="utf-8", newline="\n")
    notebooks = notebook_folder(job)
    environment = {ROOT_VARIABLE: str(job.root)}
    parameters = job.parameters.model_dump()
    tasks = [
        Task(notebooks / f"{name}.ipynb", folder / f"{name}.ipynb", parameters, environment, cell_timeout)
        for name in NOTEBOOKS
    ]
    missing = [str(task.source) for task in tasks if not task.source.is_file()]
    if missing:
        raise RenderError(f"{job.file}: the notebook {missing[0]} is not there. Take it from the project again.")
    return analysis, [pool.submit(execute, task) for task in tasks]


def notebook_folder(job: Job) -> Path:
    """The notebooks of the job's project; of this package's checkout where it has none."""
    for root in (job.root, Path(__file__).resolve().parents[2]):
        if (root / "notebooks").is_dir():
            return root / "notebooks"
    raise RenderError(f"{job.file}: no notebooks/ in {job.root}. Keep params/ and notebooks/ in one project folder.")


def _collect(job: Job, futures: list[Future[Outcome]], report: Report, progress: Progress) -> list[BriefingError]:
    errors: list[BriefingError] = []
    for name, future in zip(NOTEBOOKS, futures, strict=True):
        try:
            outcome = future.result()
        except BrokenProcessPool:
            outcome = Outcome(name, NotebookError(f"{name}.ipynb", 0, "", "its process was killed (out of memory?)"))
        progress.ran(job.name, name, outcome.error is None)
        if outcome.error:
            errors.append(outcome.error)
        report.noise.setdefault(job.name, []).extend(f"{name}: {text.strip()}" for text in outcome.noise)
    return errors


def _finish(job: Job, analysis: Analysis, folder: Path, target: Path) -> None:
    """Make the page and swap the whole folder in."""
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
    )
    page = make_page((folder / f"{PAGE_OF}.ipynb").read_text(encoding="utf-8"), facts)
    size = len(page.encode())
    if size > BYTES_LIMIT:
        raise RenderError(f"{job.file}: the page has {size:,} bytes, more than {BYTES_LIMIT:,}. Brief a shorter seed.")
    (folder / PAGE).write_text(page, encoding="utf-8", newline="\n")
    old = folder.with_name(f"{folder.name}.old")
    try:
        if target.exists():
            os.replace(target, old)
        os.replace(folder, target)
    except OSError as error:
        if old.exists() and not target.exists():
            os.replace(old, target)
        raise RenderError(f"{target}: cannot be replaced ({error.strerror}). Close what holds it open.") from error


def _keep_partial(error: BriefingError, staging: Path, out: Path, name: str) -> BriefingError:
    """Put the partial copy of a failed notebook beside what is there, and say where it is."""
    if not isinstance(error, NotebookError):
        return error
    partial = staging / name / error.notebook
    if not partial.is_file():
        return error
    kept = out / name / f"{partial.stem}.partial.ipynb"
    kept.parent.mkdir(exist_ok=True)
    os.replace(partial, kept)
    return NotebookError(error.notebook, error.cell, error.source, error.problem, str(kept))


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that have papermill imported; they start at once, while the seeds are analysed."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=max(1, workers), mp_context=context, initializer=warm_up)
    for _ in range(workers):
        pool.submit(warm_up)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
