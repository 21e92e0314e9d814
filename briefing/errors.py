"""The one base class of the errors that this package raises on purpose, and the errors of reading.

An error of ours says which file, what is wrong with it, and what to do; the command line prints it in one line and
ends with `exit_code`. Anything else that escapes is a bug and keeps its traceback. Errors pass between processes, so
each rebuilds itself from its arguments.
"""

from __future__ import annotations

from pathlib import Path


class BriefingError(Exception):
    """Base of every error that a user can cause and mend. `str(error)` is a whole, plain message."""

    exit_code = 1


class ReadingError(BriefingError):
    """A seed file that cannot be read.

    `path` is the file, `problem` what is wrong with it, `remedy` what the user can do about it.
    """

    exit_code = 2

    def __init__(self, path: Path | str, problem: str, remedy: str) -> None:
        super().__init__(path, problem, remedy)
        self.path = Path(path)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}. {self.remedy}"
