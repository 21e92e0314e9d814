"""The parameters of a briefing: one schema, checked before anything runs, every error of every file at once.

A parameters file is a small YAML mapping. Its keys are the notebooks' parameters and nothing else, so that
`papermill notebooks/03-allegations.ipynb out.ipynb -f params/NAME.yaml` works by hand with the same file.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from briefing.errors import Problem, ProblemsError, meant, shown
from briefing.yamlfile import Unusable, kind_of, load_mapping

Tlp = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
TLP_LABELS: tuple[str, ...] = get_args(Tlp)
DEFAULT_SEED = "seeds/iskp-memri.txt"
ROOT_VARIABLE = "BRIEFING_ROOT"
ANALYSIS_VARIABLE = "BRIEFING_ANALYSIS"  # set for the notebooks of a batch: the analysis that they all show
CORRECTIONS = ".corrections.yaml"

_LONGEST_NAME = 200  # bytes; systems allow 255, and some are needed for what is written beside it
_TAKEN = ("index.html", "summary.json")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # of Windows


class Parameters(BaseModel):
    """What a briefing is made of. Types are strict: a number or a date without quotes is not text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    seed: str = Field(DEFAULT_SEED, description="the file to brief, relative to the project's folder")
    title: str = Field("", description="title of the page; empty: the seed's headline")
    outlet: str = Field("", description="who published the seed; empty: as the seed says, if it does")
    tlp: Tlp = Field("TLP:CLEAR", description="TLP 2.0 marking in header and footer")
    as_of: str = Field("", description="date of the briefing, YYYY-MM-DD; empty: none is printed")
    corrections: str = Field("", description="the analyst's corrections; empty: NAME.corrections.yaml, if there is one")
    known_actors: str = Field("", description="actors known before, a CSV file or STIX bundle; empty: none")

    @field_validator("seed")
    @classmethod
    def _named(cls, value: str) -> str:
        if not value.strip():
            raise PydanticCustomError("empty", "names no file")
        return value

    @field_validator("title", "outlet", "corrections", "known_actors")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if any(not character.isprintable() for character in value):
            raise PydanticCustomError("one_line", "has line breaks or control characters")
        return value

    @field_validator("as_of")
    @classmethod
    def _iso(cls, value: str) -> str:
        if value:
            try:
                exact = date.fromisoformat(value).isoformat() == value
            except ValueError:
                exact = False
            if not exact:
                raise PydanticCustomError("iso_date", "is not a date of the calendar, written YYYY-MM-DD")
        return value


class ParameterError(ProblemsError):
    """Parameters that do not fit the schema; `problems` holds all of them, of all files."""


@dataclass(frozen=True)
class Job:
    """A parameters file that passed: `name` names its folder in the build, `seed` is the seed's absolute path,
    `root` the folder at which relative paths are anchored, `corrections` the file that is laid over the analysis,
    `known` the file of the actors that are known before.
    """

    name: str
    file: Path
    parameters: Parameters
    seed: Path
    root: Path
    corrections: Path | None = None
    known: Path | None = None

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files whose bytes the briefing depends on."""
        return tuple(file for file in (self.seed, self.corrections, self.known) if file is not None)


def project_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `notebooks/` and either `pyproject.toml` or `params/`, or None."""
    start = start.resolve()
    for folder in (start, *start.parents):
        marked = (folder / "pyproject.toml").is_file() or (folder / "params").is_dir()
        if marked and (folder / "notebooks").is_dir():
            return folder
    return None


def anchors(file: Path | None = None) -> tuple[Path, ...]:
    """The folders in which a relative seed path is looked for, in this order.

    With a parameters file: the project it lies in, else its own folder and the one above. Without (a notebook):
    the folder named by BRIEFING_ROOT, the project around the working directory, that directory itself, and the
    checkout that this package runs from.
    """
    if file is not None:
        folder = file.resolve().parent
        root = project_root(folder)
        return (root,) if root else (folder.parent, folder)
    named = os.environ.get(ROOT_VARIABLE, "")
    found = [Path(named)] if named else []
    here = Path.cwd()
    found += [folder for folder in (project_root(here), here, project_root(Path(__file__).parent)) if folder]
    return tuple(dict.fromkeys(folder.resolve() for folder in found))


def find_seed(seed: str, places: Iterable[Path]) -> tuple[Path, Path]:
    """The seed's path and the folder that it was anchored at: the first of `places` that has the file.

    An absolute path is anchored at the first place. Raises FileNotFoundError, whose message says where it looked.
    """
    tried = []
    for place in places:
        path = place / Path(seed).expanduser()
        if path.is_file():
            return path.resolve(), place
        tried.append(str(path))
    raise FileNotFoundError(" or ".join(dict.fromkeys(tried)))


def find_corrections(named: str, seed: Path, places: Sequence[Path], file: Path | None = None) -> Path | None:
    """The corrections of a briefing, None if there are none.

    `named` (a path relative to one of `places`, or "") comes first, then NAME.corrections.yaml beside the parameters
    file NAME.yaml, then params/SEED.corrections.yaml in one of `places`, SEED being the seed's name without its ending.
    Raises FileNotFoundError, whose message says where it looked, if `named` is nowhere.
    """
    if named:
        return find_seed(named, places)[0]
    beside = [] if file is None else [file.with_name(file.stem + CORRECTIONS)]
    for path in (*beside, *(place / "params" / f"{seed.stem}{CORRECTIONS}" for place in places)):
        if path.is_file():
            return path.resolve()
    return None


def check(values: dict[str, Any], file: str = "parameters") -> Parameters:
    """Parameters from plain values; raises ParameterError with every problem. Does not look for the seed file."""
    problems = _problems(values, file)
    if problems:
        raise ParameterError(problems)
    return Parameters(**values)


def read_all(files: Sequence[Path]) -> tuple[Job, ...]:
    """Read and check all parameters files, and see that their seeds are there; touches nothing.

    Raises ParameterError with every problem of every file. Two files of one name are a problem: they would
    share a folder in the build.
    """
    problems: list[Problem] = []
    jobs: list[Job] = []
    taken: dict[str, Path] = {}
    for file in files:
        if file.name.endswith(CORRECTIONS):  # `params/*.yaml` names them too; they belong to a briefing and are none
            problems += _without_briefing(file)
            continue
        name = file.stem
        if unfit := unfit_name(name):
            problems.append(
                Problem(str(file), "", "", f"{name!r} {unfit}, so no folder can have it", "Rename the file.")
            )
            continue
        if name.casefold() in taken:
            problems.append(
                Problem(str(file), "", "", f"has the name of {taken[name.casefold()]}, both would fill {name}/",
                        "Rename one of the two.")
            )  # fmt: skip
            continue
        taken[name.casefold()] = file
        found = _read(file)
        if isinstance(found, Job):
            jobs.append(found)
        else:
            problems += found
    if problems:
        raise ParameterError(problems)
    return tuple(jobs)


def unfit_name(name: str) -> str:
    """Why a briefing cannot have this name, which is that of its folder; "" if it can."""
    if not name.strip() or name.startswith("."):
        return "starts with a full stop or is empty"
    if not name.isprintable():
        return "holds control characters or bytes that are no text"
    if re.search(r'[/\\:*?"<>|]|[. ]$', name) or len(name.encode()) > _LONGEST_NAME:
        return "is too long, or holds characters that some systems do not allow in names"
    if name.casefold() in _TAKEN or _DEVICES.fullmatch(name):
        return "is taken"
    return ""


def _read(file: Path) -> Job | list[Problem]:
    try:
        values, _ = load_mapping(file, "seed: seeds/iskp-memri.txt")
    except Unusable as error:
        return [Problem(str(file), "", "", str(error), error.remedy)]
    problems = _problems(values, str(file))
    seed = values.get("seed", DEFAULT_SEED)
    if any(problem.key == "seed" for problem in problems) or not isinstance(seed, str):
        return problems
    try:
        path, root = find_seed(seed, anchors(file))
    except (OSError, ValueError) as error:
        looked = str(error) if isinstance(error, FileNotFoundError) else seed
        remedy = f"Looked for {looked}: put the file there or correct the path."
        return [*problems, Problem(str(file), "seed", repr(seed), "there is no such file", remedy)]
    if any(problem.key in ("corrections", "known_actors") for problem in problems):
        return problems
    named, key = values.get("corrections", ""), "corrections"
    try:
        corrections = find_corrections(named, path, (root,), file)
        named, key = values.get("known_actors", ""), "known_actors"
        known = find_seed(named, (root,))[0] if named else None
    except (OSError, ValueError) as error:
        remedy = f"Looked for {error}: put the file there, correct the path, or leave the key out."
        return [*problems, Problem(str(file), key, repr(named), "there is no such file", remedy)]
    if problems:
        return problems
    if corrections is not None:  # the notebooks do not know the parameters file, so they are told
        inside = corrections.is_relative_to(root)
        values["corrections"] = corrections.relative_to(root).as_posix() if inside else str(corrections)
    return Job(file.stem, file, Parameters(**values), path, root, corrections, known)


def _without_briefing(file: Path) -> list[Problem]:
    """What is wrong with a corrections file beside which there is no parameters file of its name."""
    name = file.name.removesuffix(CORRECTIONS)
    if file.with_name(f"{name}.yaml").is_file():
        return []
    others = [other.stem for other in sorted(file.parent.glob("*.yaml")) if not other.name.endswith(CORRECTIONS)]
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.6)
    remedy = (
        f"Did you mean {close[0]}{CORRECTIONS}?" if close else f"Name it as the parameters file: NAME{CORRECTIONS}."
    )
    return [Problem(str(file), "", "", f"corrects a briefing {name!r}, and there is no {name}.yaml beside it", remedy)]


def _problems(values: dict[str, Any], file: str) -> list[Problem]:
    try:
        Parameters.model_validate(values)
    except ValidationError as error:
        return [_problem(detail, file) for detail in error.errors(include_url=False)]
    return []


def _problem(detail: Any, file: str) -> Problem:
    """One pydantic error in plain words."""
    key = str(detail["loc"][0]) if detail["loc"] else ""
    value, kind = detail["input"], detail["type"]
    if kind == "extra_forbidden":
        known = Parameters.model_fields
        hint = meant(key.casefold(), known, f"Known are {', '.join(known)}.")
        return Problem(file, key, shown(value), "unknown parameter", hint)
    if kind == "literal_error":
        hint = f"{meant(str(value).upper(), TLP_LABELS, '', 0.5)} Write one of {', '.join(TLP_LABELS)}.".lstrip()
        return Problem(file, key, shown(value), "is no TLP 2.0 label", hint)
    if kind == "string_type":
        what = "is nothing" if value is None else f"is {kind_of(value)}, not text"
        remedy = 'Write "" or leave the key out.' if value is None else f'Put it in quotes: {key}: "{value}".'
        if isinstance(value, list | dict):
            remedy = "Write one text."
        return Problem(file, key, shown(value), what, remedy)
    remedies = {
        "empty": "Write the path of a seed file, or leave the key out for the first seed.",
        "one_line": "Write it on one line.",
        "iso_date": 'Write it as "2026-01-08", or leave the key out.',
    }
    return Problem(file, key, shown(value), str(detail["msg"]), remedies.get(kind, "Correct the value."))
