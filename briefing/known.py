"""Actors that an analyst knows before a text is read, from a CSV file or a STIX 2.1 bundle.

CSV: a header with `name`, and if wanted `kind` (of this package, or empty) and `aliases` (with `|` between); other columns
are passed over, so the `actors.csv` of `briefing export` can be given again. STIX: `identity`, `threat-actor` and
`intrusion-set` objects with their names and aliases; an individual is a person, a threat actor or intrusion set an armed
group, unless a label names a kind; what is revoked is passed over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from briefing.errors import ReadingError, meant
from briefing.schema import ActorKind, KnownActor

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_LARGEST = 50_000_000  # bytes
_TYPES = ("identity", "threat-actor", "intrusion-set")


def read_known(path: Path) -> tuple[KnownActor, ...]:
    """The known actors of a file, in its order. Raises ReadingError, which names the line or object and the value."""
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise ReadingError(path, f"cannot be read ({error.strerror})", "Check the path and its permissions.") from error
    if data is None:
        raise ReadingError(path, f"is larger than {_LARGEST // 1_000_000} MB", "Keep the actors that matter.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadingError(path, f"is not UTF-8 text (byte {error.start})", "Save it as UTF-8.") from error
    return tuple(_stix(path, text) if text.lstrip().startswith("{") else _csv(path, text))


def _csv(path: Path, text: str) -> Iterator[KnownActor]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = [column.strip() for column in rows.fieldnames or ()]
        if "name" not in columns:
            hint = meant("name", map(str.casefold, columns), "Write a first line `name,kind,aliases`.")
            raise ReadingError(path, "has no column `name`", f"{hint} A STIX bundle begins with {{.")
        rows.fieldnames = columns
        for row in rows:
            name = _plain(row["name"])
            if not name:
                raise ReadingError(path, f"line {rows.line_num}: the name is empty", "Write one, or take the line out.")
            aliases = (_plain(alias) for alias in (row.get("aliases") or "").split("|"))
            kind = (row.get("kind") or "").strip()
            yield _actor(name, aliases, _kind(path, f"line {rows.line_num}", kind) if kind else None)
    except csv.Error as error:
        raise ReadingError(path, f"line {rows.line_num + 1}: {error}", "Mend the line.") from error


def _stix(path: Path, text: str) -> Iterator[KnownActor]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingError(path, f"is no JSON ({error})", "Export the bundle again.") from error
    objects = content.get("objects")
    if content.get("type") != "bundle" or not isinstance(objects, list):
        raise ReadingError(path, "is no STIX bundle", 'It needs "type": "bundle" and a list "objects".')
    for number, item in enumerate(objects):
        if not isinstance(item, dict) or item.get("type") not in _TYPES or item.get("revoked") is True:
            continue
        place = f"object {number} ({item.get('id', item['type'])})"
        name, aliases, labels = item.get("name"), item.get("aliases", []), item.get("labels", [])
        if not isinstance(name, str) or not _plain(name):
            raise ReadingError(path, f"{place}: has no name", "Give it one, or take the object out.")
        for field, value in (("aliases", aliases), ("labels", labels)):
            if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
                raise ReadingError(path, f"{place}: {field} is no list of texts", "Mend the object.")
        yield _actor(_plain(name), map(_plain, aliases), _kind_of(item, labels))


def _actor(name: str, aliases: Iterator[str] | map[str], kind: ActorKind | None) -> KnownActor:
    others = dict.fromkeys(alias for alias in aliases if alias and alias != name)
    return KnownActor(name=name, aliases=tuple(others), kind=kind)


def _plain(value: str | None) -> str:
    """A name on one line; the apostrophe that protects a cell from being a formula is taken off."""
    return re.sub(r"^'(?=[=+\-@＝＋－＠])", "", " ".join((value or "").split()))


def _kind(path: Path, place: str, value: str) -> ActorKind:
    for kind in KINDS:
        if kind == value:
            return kind
    hint = meant(value.casefold().replace(" ", "_"), KINDS, f"Known are {', '.join(KINDS)}.", 0.5)
    raise ReadingError(path, f"{place}: {value!r} is no kind of actor", hint)


def _kind_of(item: dict[str, Any], labels: list[str]) -> ActorKind | None:
    """The kind of a STIX object: a label that names one, else what its type says."""
    for label in labels:
        for kind in KINDS:
            if label.replace("-", "_") == kind:
                return kind
    if item["type"] != "identity":
        return "armed_group"
    return "person" if item.get("identity_class") == "individual" else None
