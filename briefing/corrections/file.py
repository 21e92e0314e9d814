"""The corrections file -> entries, or every problem of it at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefing.corrections.model import Entries
from briefing.errors import Problem, ProblemsError, meant, shown
from briefing.yamlfile import Unusable, kind_of, load_mapping

EXAMPLE = 'notes: [{text: "..."}]'
_REMEDIES = {
    "missing": "Add it.",
    "string_too_short": "Write the words, or take the entry out.",
    "greater_than_equal": "Occurrences are counted from 1.",
    "several": "Name two or more.",
    "nothing": "Say what is to be changed, or take the entry out.",
    "nobody": "Name somebody, or reject the allegation.",
    "one_target": "Write two notes.",
    "int_parsing": "Write a number.",
}


class CorrectionError(ProblemsError):
    """Corrections that do not fit their schema or the analysis; `problems` holds all of them."""


@dataclass(frozen=True)
class Corrections:
    """A corrections file that fits the schema: its path as named in messages, its entries, its bytes' SHA-256."""

    file: str
    entries: Entries
    sha256: str


def read_corrections(file: Path) -> Corrections:
    """Read a corrections file; an empty one corrects nothing. Raises CorrectionError with every problem."""
    try:
        values, data = load_mapping(file, EXAMPLE)
    except Unusable as error:
        raise CorrectionError([Problem(str(file), "", "", str(error), error.remedy)]) from error
    return checked(str(file), values, data)


def checked(file: str, values: dict[str, Any], data: bytes) -> Corrections:
    """The corrections that a file holds: its mapping `values`, its bytes `data`. Raises CorrectionError with every problem."""
    # a key whose examples were left as comments has no value, and asks for nothing
    values = {key: () if value is None else value for key, value in values.items()}
    try:
        entries = Entries.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise CorrectionError([_problem(file, detail) for detail in details]) from error
    return Corrections(file, entries, hashlib.sha256(data).hexdigest())


def place(kind: str, number: int, *fields: object) -> str:
    """How messages name a place in the file: `merge, entry 2, actors 1`; numbers count from 1."""
    inner = "".join(f" {field + 1}" if isinstance(field, int) else f", {field}" for field in fields)
    return f"{kind}, entry {number}{inner}"


def _problem(file: str, detail: Any) -> Problem:
    """One pydantic error in plain words."""
    where: tuple[Any, ...] = detail["loc"]
    key = str(where[0]) if len(where) < 2 else place(str(where[0]), int(where[1]) + 1, *where[2:])
    value, kind = detail["input"], detail["type"]
    if kind == "extra_forbidden":
        known = _known(where)
        return Problem(file, key, shown(value), "unknown key", _meant(where[-1], known))
    if kind == "literal_error":
        known = [str(word) for word in detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")]
        return Problem(file, key, shown(value), "is none of the known words", _meant(value, known))
    if kind == "missing":
        return Problem(file, key, "", "is missing", _REMEDIES[kind])
    if kind == "string_type":
        remedy = f'Put it in quotes: "{value}".' if isinstance(value, int | float) else "Write words in quotes."
        return Problem(file, key, shown(value), f"is {kind_of(value)}, not text", remedy)
    if kind in ("tuple_type", "model_type", "model_attributes_type"):
        wanted = "a list" if kind == "tuple_type" else "a mapping or text"
        return Problem(
            file, key, shown(value), f"is {kind_of(value)}, not {wanted}", "Write it as docs/corrections.md shows it."
        )
    return Problem(file, key, shown(value), str(detail["msg"]), _REMEDIES.get(kind, "Correct the value."))


def _known(where: tuple[Any, ...]) -> list[str]:
    """The keys that could stand at a place of the file."""
    model: Any = Entries
    for part in where[:-1]:
        if isinstance(part, str):
            model = _model_of(model.model_fields[part].annotation)
    return list(model.model_fields)


def _model_of(annotation: Any) -> Any:
    """The class of entries within an annotation such as `tuple[Annotated[Quote, ...], ...] | None`."""
    if hasattr(annotation, "model_fields"):
        return annotation
    inner = (*getattr(annotation, "__args__", ()), getattr(annotation, "__origin__", None))
    return next((found for part in inner if part is not None and (found := _model_of(part))), None)


def _meant(word: object, known: Sequence[str]) -> str:
    return meant(str(word).casefold(), known, f"Known are {', '.join(known)}.")
