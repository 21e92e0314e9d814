"""The one base class of the errors that this package raises on purpose, and the two forms that most of them have.

An error of ours says which file, what is wrong with it, and what to do; the command line prints it in one line and
ends with `exit_code`. Anything else that escapes is a bug and keeps its traceback. Errors pass between processes, so
each rebuilds itself from its arguments.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


class BriefingError(Exception):
    """Base of every error that a user can cause and mend. `str(error)` is a whole, plain message."""

    exit_code = 1


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what a user wrote: `file` is where, `key` the place in it, "" where the whole file is meant."""

    file: str
    key: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}: {self.value}" if self.key else self.file
        return f"{place}: {self.problem}. {self.remedy}"


class ProblemsError(BriefingError):
    """Everything that is wrong with what a user wrote, told at once: `problems`, one a line of the message."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


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


def shown(value: object) -> str:
    """A value that a user wrote, as a message shows it: cut where it is long."""
    words = repr(value)
    return words if len(words) <= 60 else words[:57] + "..."


def meant(word: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    """What a message says of a word that is not `known`: the one that may have been meant, else `otherwise`.

    `cutoff` is how alike the two must be, from 0 to 1 (difflib's ratio).
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"Did you mean {close[0]!r}?" if close else otherwise
