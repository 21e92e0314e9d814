"""Many briefings: each step of each in a child process, a folder swapped in whole or not at all, unchanged ones left."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.child import Limits, StepError
from briefing.children import CAN_FORK, Children, Ended
from briefing.errors import BriefingError
from briefing.files import write_atomically
from briefing.params import ANALYSIS_VARIABLE, ROOT_VARIABLE, Job
from briefing.render import index, steps
from briefing.render.execute import NotebookError, Outcome, Task, execute, reached
from briefing.render.folder import Folder, RenderError
from briefing.render.key import key
from briefing.render.report import SUMMARY, Briefed, Report
from briefing.render.steps import ANALYSIS, PAGE, Analyse, AnalysisTask, Compare, Found, PageTask
from briefing.starter import starter_folder

NOTEBOOKS = ("01-seed", "02-actors", "03-allegations", "04-attribution-chain", "05-briefing")
ENGINES = ("briefing", "kernel")
_ANALYSIS, _PAGE = "analysis", "page"  # the steps that are no notebooks
_FIRST, _THEN, _LAST = range(3)  # a briefing that was begun is finished before the next is analysed


class Progress:
    """What a batch tells as it goes; the methods do nothing, a display overrides those that it wants."""

    def analysing(self, name: str) -> None:
        """The seed of briefing `name` is waiting to be read and analysed."""

    def running(self, name: str, notebooks: int) -> None:
        """The notebooks of a briefing are handed to the workers."""

    def ran(self, name: str, notebook: str, ok: bool) -> None:
        """One notebook of a briefing has ended."""

    def done(self, name: str, page: Path | None) -> None:
        """A briefing is in its place, or (`page` is None) has failed."""


@dataclass(frozen=True)
class Settings:
    """How a batch runs.

    `workers` steps run at the same time, each within its `limits`. `engine` is `briefing` (children forked from a
    process that has imported `preload`; Linux) or `kernel` (papermill's own, a kernel process each). With `force`
    unchanged briefings are made again. `since` is the folder of an earlier batch: what has changed since then is told
    on the pages of the briefings that are in both, in the words of `compare`.
    """

    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    engine: str = "briefing" if CAN_FORK else "kernel"
    force: bool = False
    preload: tuple[str, ...] = ()
    since: Path | None = None
    compare: Compare | None = None


def render(
    jobs: Sequence[Job],
    out: Path,
    analyse: Analyse,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make a briefing of every job in `out`/NAME, the index and the summary in `out`; a failing one stops no other.

    A briefing appears in its folder whole: executed notebooks, `analysis.json`, `briefing.html`, and `made.json` by
    which it is known to be unchanged. One that fails leaves what was there before, plus NOTEBOOK.partial.ipynb for each
    notebook that did not run to its end. `analyse(job)` gives the analysis of a job's seed, in a process of its own, so it must be a
    thing that pickle knows. Raises RenderError if `out` cannot be written to or another batch is writing there.
    """
    with Folder(out) as folder:
        batch = _Batch(folder, analyse, settings or Settings(), progress or Progress())
        report = batch.run(jobs)
        try:
            write_atomically(folder.out / "index.html", index.make_index(folder.out, PAGE))
            write_atomically(folder.out / SUMMARY, report.as_json())
        except OSError as error:
            problem = f"{folder.out}: the list of briefings cannot be written ({error.strerror}). Make room there."
            report.errors.append(RenderError(problem))
    return report


@dataclass
class _Work:
    """A briefing in the making."""

    job: Job
    fate: Briefed
    folder: Path
    key: str
    left: set[str]
    found: Found | None = None


class _Batch:
    def __init__(self, folder: Folder, analyse: Analyse, settings: Settings, progress: Progress) -> None:
        self._folder, self._analyse, self._settings, self._progress = folder, analyse, settings, progress
        self._works: dict[str, _Work] = {}

    def run(self, jobs: Sequence[Job]) -> Report:
        report = Report([Briefed(job.name) for job in jobs])
        for job, fate in zip(jobs, report.briefings, strict=True):
            try:
                self._begin(job, fate)
            except BriefingError as error:
                self._fail(fate, "", error)
            except OSError as error:
                self._fail(fate, "", RenderError(f"{error.filename}: {error.strerror}. Check the path and its rights."))
        if not self._works:
            return report
        workers = self._settings.workers
        lanes = {_ANALYSIS: max(1, workers // 2), "kernel": workers}
        preload = ("briefing.render.warm", *self._settings.preload) if self._settings.engine == "briefing" else ()
        with Children(workers, lanes, preload) as children:
            for work in self._works.values():
                task = AnalysisTask(work.job, self._analyse, work.folder)
                children.call((work.job.name, _ANALYSIS), steps.analyse, task, self._settings.limits, _ANALYSIS, _LAST)
            for ended in children.ended():
                name, step = ended.key
                work = self._works[name]
                try:
                    self._go_on(work, step, ended, children)
                except BriefingError as error:
                    self._fail(work.fate, step, error, work)
                except OSError as error:
                    problem = f"{error.filename}: {error.strerror}. Make room there, or name another folder with -o."
                    self._fail(work.fate, step, RenderError(problem), work)
        return report

    def _begin(self, job: Job, fate: Briefed) -> None:
        """See whether the briefing has to be made."""
        made_of = self._key(job)
        facts = None if self._settings.force else self._folder.unchanged(job.name, made_of)
        if facts is not None:
            self._folder.drop_partials(job.name)
            fate.fate, fate.page, fate.facts = "unchanged", self._folder.out / job.name / PAGE, facts
            self._progress.done(job.name, fate.page)
            return
        self._works[job.name] = _Work(job, fate, self._folder.start(job.name), made_of, set(NOTEBOOKS))
        self._progress.analysing(job.name)

    def _key(self, job: Job) -> str:
        """What the briefing is made of at this moment."""
        notebooks = notebook_folder(job)
        sources = [notebooks / f"{name}.ipynb" for name in NOTEBOOKS]
        missing = [str(path) for path in sources if not path.is_file()]
        if missing:
            raise RenderError(f"{job.file}: the notebook {missing[0]} is not there. Take it from the project again.")
        earlier = self._earlier(job)
        return key(job, [*sources, *([earlier] if earlier else [])])

    def _go_on(self, work: _Work, step: str, ended: Ended, children: Children) -> None:
        """Take what a step gave, and queue what comes after it."""
        if step == _ANALYSIS:
            if ended.error:
                raise ended.error
            work.found = ended.value
            self._progress.running(work.job.name, len(NOTEBOOKS))
            lane = "" if self._settings.engine == "briefing" else "kernel"
            for name in NOTEBOOKS:
                children.call(
                    (work.job.name, name), execute, self._task(work, name), self._settings.limits, lane, _THEN
                )
        elif step == _PAGE:
            if ended.error:
                raise ended.error
            self._put(work)
        else:
            self._ran(work, step, ended)
            if work.left:
                return
            if work.fate.errors:
                self._fail_notebooks(work)
            else:
                lane = "" if self._settings.engine == "briefing" else _ANALYSIS
                page = PageTask(work.job, work.folder, self._earlier(work.job), self._settings.compare)
                children.call((work.job.name, _PAGE), steps.finish, page, self._settings.limits, lane, _FIRST)

    def _task(self, work: _Work, name: str) -> Task:
        source = notebook_folder(work.job) / f"{name}.ipynb"
        environment = {ROOT_VARIABLE: str(work.job.root), ANALYSIS_VARIABLE: str(work.folder / ANALYSIS)}
        return Task(
            source, work.folder / source.name, work.job.parameters.model_dump(), environment,
            self._settings.engine, self._settings.limits.seconds,
        )  # fmt: skip

    def _earlier(self, job: Job) -> Path | None:
        """The analysis of this job in the earlier batch, None if there is none or no comparison is wanted."""
        path = self._settings.since / job.name / ANALYSIS if self._settings.since else None
        return path if path and path.is_file() else None

    def _ran(self, work: _Work, name: str, ended: Ended) -> None:
        """Note what came of a notebook."""
        work.left.discard(name)
        if isinstance(ended.error, StepError):
            where = reached(work.folder / f"{name}.ipynb")
            error = NotebookError(f"{name}.ipynb", *where, str(ended.error), signal=ended.error.signal)
            outcome = Outcome(f"{name}.ipynb", error)
        else:
            outcome = ended.value
        if outcome.error:
            work.fate.errors.append((name, outcome.error))
        work.fate.noise += [f"{name}: {text.strip()}" for text in outcome.noise]
        self._progress.ran(work.job.name, name, outcome.error is None)

    def _put(self, work: _Work) -> None:
        """Swap a finished briefing in, if it is still made of what it was begun with."""
        found = work.found
        assert found is not None
        if self._key(work.job) != work.key:
            names = ", ".join(path.name for path in work.job.inputs)
            raise RenderError(f"{work.job.file}: {names} or a notebook was changed meanwhile. Run this again.")
        facts = {"actors": found.actors, "allegations": found.allegations}
        target = self._folder.put(work.job.name, work.key, facts)
        work.fate.fate, work.fate.page, work.fate.facts = "made", target / PAGE, facts
        self._progress.done(work.job.name, work.fate.page)

    def _fail_notebooks(self, work: _Work) -> None:
        """Keep the copies of the notebooks that did not end, and say where they are."""
        self._folder.drop_partials(work.job.name)
        for number, (name, error) in enumerate(work.fate.errors):
            kept = self._folder.keep(work.job.name, work.folder / f"{name}.ipynb")
            if kept and isinstance(error, NotebookError):
                work.fate.errors[number] = (name, error.kept_at(str(kept)))
        self._end(work)

    def _fail(self, fate: Briefed, step: str, error: BriefingError, work: _Work | None = None) -> None:
        fate.errors.append((step, error))
        if work:
            self._end(work)
        else:
            self._progress.done(fate.name, None)

    def _end(self, work: _Work) -> None:
        """Give back the room that a failed briefing took, for the next ones."""
        shutil.rmtree(work.folder, ignore_errors=True)
        self._progress.done(work.job.name, None)


def notebook_folder(job: Job) -> Path:
    """The notebooks of the job's project; those that come with this package where it has none."""
    for root in (job.root, starter_folder()):
        if (root / "notebooks").is_dir():
            return root / "notebooks"
    raise RenderError(f"{job.file}: no notebooks/ in {job.root}. Keep params/ and notebooks/ in one project folder.")
