"""Many seeds -> their analyses in a folder, each made in a child process, so that no seed ends the others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from briefing.child import Limits, cores
from briefing.children import Children
from briefing.errors import BriefingError
from briefing.files import write_atomically
from briefing.pipeline import analyse_file, corrections_of
from briefing.version import __version__

FILE = "analysis.json"
THREADS_VARIABLE = "BRIEFING_THREADS"  # read by briefing.language.engine, which takes too long to import here
_AHEAD = 4  # calls that wait for each process


class BulkError(BriefingError):
    """A seed whose analysis has no place to go."""


@dataclass(frozen=True)
class Task:
    """A seed, the folder for its `analysis.json`, and limits of reading (0: those of `briefing.read`)."""

    seed: Path
    folder: Path
    max_bytes: int = 0
    max_pages: int = 0


@dataclass(frozen=True)
class Analysed:
    """The fate of one seed: the file that was written, how much is in it and what corrected it, or the error."""

    seed: Path
    file: Path | None = None
    actors: int = 0
    allegations: int = 0
    error: BriefingError | None = None
    corrections: Path | None = None


def analyse_all(
    tasks: Sequence[Task], workers: int, limits: Limits, tell: Callable[[Analysed], None]
) -> list[Analysed]:
    """Analyse all seeds, `workers` at a time, each within `limits`; their fates, in order. `tell` hears them in that
    order too, each as soon as those before it are known.
    """
    fates: list[Analysed] = []
    waiting: dict[int, Analysed] = {}
    width = max(1, min(workers, len(tasks)))
    numbers = iter(range(len(tasks)))
    with Children(width, {"analysis": width}) as children, _threads(cores() // width):

        def queue(most: int) -> None:
            for number in islice(numbers, most):
                children.call(number, analyse, tasks[number], limits, "analysis")

        queue(_AHEAD * width)  # few at a time: a call holds more than its task
        for ended in children.ended():
            fate = ended.value or Analysed(tasks[ended.key].seed, error=ended.error)
            queue(1)
            waiting[ended.key] = fate
            while len(fates) in waiting:
                fates.append(waiting.pop(len(fates)))
                tell(fates[-1])
    return fates


@contextmanager
def _threads(number: int) -> Iterator[None]:
    """Let each process read so many windows at the same time, unless the user has said how many."""
    if THREADS_VARIABLE in os.environ:
        yield
        return
    os.environ[THREADS_VARIABLE] = str(max(1, number))
    try:
        yield
    finally:
        del os.environ[THREADS_VARIABLE]


def analyse(task: Task) -> Analysed:
    """Analyse one seed, with the corrections that its project has for it, and write the file.

    Raises ReadingError, CorrectionError, EvidenceError, BulkError.
    """
    corrections = corrections_of(task.seed)
    analysis = analyse_file(task.seed, "", task.max_bytes, task.max_pages, corrections)
    file = task.folder / FILE
    if task.folder.is_symlink() or file.is_symlink():
        raise BulkError(
            f"{task.folder}: leads elsewhere by a link, and nothing is written through it. Remove the link."
        )
    try:
        write_atomically(file, analysis.to_json())
    except OSError as error:
        problem = error.strerror or str(error)
        raise BulkError(f"{file}: cannot be written ({problem}). Name another folder with -o.") from error
    return Analysed(task.seed, file, len(analysis.actors), len(analysis.allegations), corrections=corrections)


def summary(fates: Sequence[Analysed]) -> str:
    """The fates as JSON; keys sorted."""
    failed = sum(fate.error is not None for fate in fates)
    seeds = [
        {
            "seed": os.fspath(fate.seed),
            "fate": "failed" if fate.error else "analysed",
            "analysis": os.fspath(fate.file) if fate.file else None,
            "actors": fate.actors,
            "allegations": fate.allegations,
            "corrections": os.fspath(fate.corrections) if fate.corrections else None,
            "problem": str(fate.error) if fate.error else "",
            "signal": getattr(fate.error, "signal", ""),
        }
        for fate in fates
    ]
    counts = {"analysed": len(fates) - failed, "failed": failed}
    return json.dumps({"version": __version__, "counts": counts, "seeds": seeds}, indent=2, sort_keys=True) + "\n"
