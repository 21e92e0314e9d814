"""What a command works on: a name, a parameters file, or an `analysis.json`; all of them found and checked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import Problem, ProblemsError, meant
from briefing.gathering import read_analysis
from briefing.params import CORRECTIONS, Job, Parameters, check, project_root, read_all
from briefing.pipeline import JobAnalyser
from briefing.schema import Analysis


class TargetError(ProblemsError):
    """Something named on the command line that is not there or is no analysis; `problems` names each."""


@dataclass(frozen=True)
class Target:
    """One thing to work on: the folder name it gets, its parameters, and where its analysis is or comes from."""

    name: str
    parameters: Parameters
    origin: Job | Path

    def analysis(self) -> Analysis:
        """The verified analysis: read from its file, or made of the seed. Raises BriefingError."""
        if isinstance(self.origin, Path):
            return read_analysis(self.origin)
        return JobAnalyser()(self.origin)


def find(words: Sequence[str], changes: dict[str, str]) -> tuple[Target, ...]:
    """The targets that are named, each `NAME` (params/NAME.yaml), `FILE.yaml` or `FILE.json`.

    `changes` are parameters that stand for those of the files, where they are not empty. Raises TargetError or
    ParameterError with every problem of every target.
    """
    changed = {key: value for key, value in changes.items() if value}
    problems: list[Problem] = []
    yamls: list[Path] = []
    jsons: list[Path] = []
    for word in words:
        path = Path(word)
        if path.suffix in (".yaml", ".yml"):
            yamls.append(path)
        elif path.suffix == ".json":
            jsons.append(path)
        elif found := _by_name(word):
            yamls.append(found)
        else:
            problems.append(_unknown(word))
    for path in jsons:
        if not path.is_file():
            problems.append(Problem(str(path), "", "", "there is no such file", "Check the path."))
    if problems:
        raise TargetError(problems)
    base = check(changed, "options")
    targets = [Target(_name(path), base, path) for path in jsons]
    targets += [
        Target(job.name, job.parameters.model_copy(update=changed), job) for job in read_all(list(dict.fromkeys(yamls)))
    ]
    _refuse_twins(targets)
    return tuple(targets)


def _folder() -> Path:
    return (project_root(Path.cwd()) or Path.cwd()) / "params"


def _by_name(word: str) -> Path | None:
    if "/" in word or "\\" in word:
        return None
    file = _folder() / f"{word}.yaml"
    return file if file.is_file() else None


def _unknown(word: str) -> Problem:
    known = sorted(file.stem for file in _folder().glob("*.yaml") if not file.name.endswith(CORRECTIONS))
    listed = f"Known in {_folder()}: {', '.join(known)}." if known else f"{_folder()} holds no parameters."
    hint = meant(word, known, f"{listed} A file needs its ending, .yaml or .json.")
    return Problem(word, "", "", "there is no such name", hint)


def _name(path: Path) -> str:
    """The name of the folder that an `analysis.json` stands in, as `briefing render` makes them; else that of the file."""
    path = path.resolve()
    return path.parent.name if path.name == "analysis.json" and path.parent.name else path.stem


def _refuse_twins(targets: Sequence[Target]) -> None:
    taken: set[str] = set()
    twins = []
    for target in targets:
        key = target.name.casefold()
        if key in taken:
            problem = f"two of what was named have this name, both would fill {target.name}/"
            twins.append(Problem(target.name, "", "", problem, "Export them apart, or rename one."))
        taken.add(key)
    if twins:
        raise TargetError(twins)
