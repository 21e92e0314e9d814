"""One notebook through papermill, in a worker process."""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from briefing.child import Overtime
from briefing.errors import BriefingError
from briefing.render.cells import joined


class NotebookError(BriefingError):
    """A notebook that did not run to its end.

    `cell` is the execution count of the cell, 0 if none ran; `source` its code, or what the kernel last wrote;
    `problem` what it raised; `where` the copy of the notebook as far as it came, once that is in its place; `signal` the
    name of the signal that killed it.
    """

    def __init__(
        self, notebook: str, cell: int, source: str, problem: str, where: str = "", signal: str = ""
    ) -> None:  # fmt: skip
        super().__init__(notebook, cell, source, problem, where, signal)
        self.notebook, self.cell, self.source, self.problem, self.where = notebook, cell, source, problem, where
        self.signal = signal

    def __str__(self) -> str:
        lines = self.source.strip().splitlines()
        shown = lines if len(lines) <= 10 else [*lines[:9], f"... ({len(lines) - 9} more lines)"]
        cell = f", In [{self.cell}]" if self.cell else ""
        parts = [f"{self.notebook}{cell}: {self.problem}", *(f"    {line}" for line in shown)]
        if self.where:
            parts.append(f"  The notebook as far as it came: {self.where}")
        return "\n".join(parts)

    def kept_at(self, where: str) -> NotebookError:
        """The same error with the place of the copy."""
        return NotebookError(self.notebook, self.cell, self.source, self.problem, where, self.signal)


@dataclass(frozen=True)
class Task:
    """A notebook to run: `source` and `target` are files, `parameters` is injected, `environment` set for it.

    `engine` is `kernel` (a kernel process, on any system), or `briefing`: in this process, which then is good for
    nothing else. The kernel's cells may run for `seconds` each; whoever runs a task keeps an eye on the whole.
    """

    source: Path
    target: Path
    parameters: dict[str, Any]
    environment: dict[str, str]
    engine: str = "kernel"
    seconds: float = 300


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
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None is documented

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

    from briefing.render.kernel import Kernels
    from briefing.render.normalise import normalise

    name = task.source.name
    os.environ.update(task.environment)
    in_process = task.engine == "briefing"
    with Kernels() as kernels:
        options: dict[str, Any] = (
            {"engine_name": "briefing", "request_save_on_cell_execute": False, "partial": str(task.target)}
            if in_process
            else {
                "kernel_manager_class": kernels.manager,
                "shutdown_kernel": "immediate",
                "execution_timeout": task.seconds,
            }
        )
        try:
            notebook = papermill.execute_notebook(
                _literal(task.source),
                _literal(task.target),
                parameters=task.parameters,
                cwd=str(task.target.parent),
                progress_bar=False,
                kernel_name="python3",
                **options,
            )
        except PapermillExecutionError as error:
            problem = f"{error.ename}: {error.evalue}"
            if error.ename == Overtime.__name__:
                problem = overtime(task.seconds)
            failure = NotebookError(name, int(error.exec_count or 0), error.source, problem)
        except (CellTimeoutError, Overtime):
            failure = NotebookError(name, *reached(task.target), overtime(task.seconds))
        except DeadKernelError:
            tail = kernels.log_tail()
            failure = NotebookError(name, *reached(task.target), f"the kernel died here{': ' if tail else ''}{tail}")
        except Exception as error:  # a kernel that does not start, a file that is no notebook: the batch goes on
            failure = NotebookError(name, 0, kernels.log_tail(), f"{type(error).__name__}: {error}")
        else:
            clean, noise = normalise(notebook)
            task.target.write_text(_text(clean), encoding="utf-8", newline="\n")
            return Outcome(name, None, tuple(noise))
    return Outcome(name, failure)


def overtime(seconds: float) -> str:
    """What is said of a notebook whose time was over."""
    return f"still ran after {seconds:g} seconds and was stopped. Allow more with --timeout"


def reached(partial: Path) -> tuple[int, str]:
    """Number and source of the cell at which a notebook was stopped, from the copy that was written meanwhile."""
    try:
        cells = json.loads(partial.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return 0, ""
    count = 0
    for cell in cells:
        if cell["cell_type"] == "code":
            count += 1
            if "shell.execute_reply" not in cell["metadata"].get("execution", {}):
                return count, joined(cell["source"])
    return 0, ""


def _literal(path: Path) -> str:
    """A path for papermill, which takes braces in it for parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _text(notebook: Any) -> str:
    """The bytes of a notebook's file."""
    import nbformat

    return str(nbformat.writes(notebook)) + "\n"
