"""One notebook through papermill, in a worker process."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError


class NotebookError(BriefingError):
    """A notebook that did not run to its end.

    `cell` is the execution count of the cell, 0 if none ran; `source` its code, or what the kernel last wrote;
    `problem` what it raised; `where` the copy of the notebook as far as it came, once that is in its place.
    """

    def __init__(self, notebook: str, cell: int, source: str, problem: str, where: str = "") -> None:
        super().__init__(notebook, cell, source, problem, where)
        self.notebook, self.cell, self.source, self.problem, self.where = notebook, cell, source, problem, where

    def __str__(self) -> str:
        lines = self.source.strip().splitlines()
        shown = lines if len(lines) <= 10 else [*lines[:9], f"... ({len(lines) - 9} more lines)"]
        cell = f", In [{self.cell}]" if self.cell else ""
        parts = [f"{self.notebook}{cell}: {self.problem}", *(f"    {line}" for line in shown)]
        if self.where:
            parts.append(f"  The notebook as far as it came: {self.where}")
        return "\n".join(parts)


@dataclass(frozen=True)
class Task:
    """A notebook to run: `source` and `target` are files, `parameters` is injected, `environment` set for it."""

    source: Path
    target: Path
    parameters: dict[str, str]
    environment: dict[str, str]
    cell_timeout: int = 300


@dataclass(frozen=True)
class Outcome:
    """What came of a task: `error` is None if it ran to its end, `noise` what its cells wrote to stderr."""

    notebook: str
    error: NotebookError | None
    noise: tuple[str, ...] = ()


def warm_up() -> None:
    """Import papermill in this process, without the module that takes most of the time.

    jsonschema imports rfc3987_syntax for a format that notebooks do not use, and that compiles 35 grammars. `None`
    in `sys.modules` makes the import fail, which jsonschema expects. Only for a process that does nothing else.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other packages, at import
        import_module("papermill")
        import_module("briefing.render.kernel")
    for name in ("papermill", "traitlets"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def execute(task: Task) -> Outcome:
    """Run one notebook and write it, normalised, to `task.target`; a failed one is written as far as it came."""
    warm_up()
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from briefing.render.kernel import QuietKernelManager
    from briefing.render.normalise import normalise

    name = task.source.name
    started: list[QuietKernelManager] = []

    class Manager(QuietKernelManager):
        def __init__(self, **traits: Any) -> None:
            super().__init__(**traits)
            started.append(self)

    os.environ.update(task.environment)
    try:
        notebook = papermill.execute_notebook(
            str(task.source),
            str(task.target),
            parameters=task.parameters,
            cwd=str(task.target.parent),
            progress_bar=False,
            execution_timeout=task.cell_timeout,
            kernel_name="python3",
            kernel_manager_class=Manager,
            shutdown_kernel="immediate",
        )
    except PapermillExecutionError as error:
        problem = f"{error.ename}: {error.evalue}"
        return Outcome(name, NotebookError(name, int(error.exec_count or 0), error.source, problem))
    except CellTimeoutError:
        cell, source = _running(task.target)
        problem = f"the cell ran longer than {task.cell_timeout} seconds and was stopped"
        return Outcome(name, NotebookError(name, cell, source, problem))
    except DeadKernelError:
        cell, source = _running(task.target)
        tail = started[-1].log_tail() if started else ""
        return Outcome(name, NotebookError(name, cell, source, f"the kernel died here{': ' if tail else ''}{tail}"))
    except Exception as error:  # a kernel that does not start, a file that is no notebook: the batch goes on
        tail = started[-1].log_tail() if started else ""
        return Outcome(name, NotebookError(name, 0, tail, f"{type(error).__name__}: {error}"))
    finally:
        for manager in started:
            manager.discard()
    clean, noise = normalise(notebook)
    task.target.write_text(_text(clean), encoding="utf-8", newline="\n")
    return Outcome(name, None, tuple(noise))


def _text(notebook: Any) -> str:
    """The bytes of a notebook's file."""
    import nbformat

    return str(nbformat.writes(notebook)) + "\n"  # type: ignore[no-untyped-call]


def _running(partial: Path) -> tuple[int, str]:
    """Number and source of the cell at which a notebook was stopped, from the copy that papermill saved."""
    import nbformat

    try:
        cells = nbformat.read(partial, as_version=4).cells  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        return 0, ""
    count = 0
    for cell in cells:
        if cell.cell_type == "code":
            count += 1
            if "shell.execute_reply" not in cell.metadata.get("execution", {}):
                return count, str(cell.source)
    return 0, ""
