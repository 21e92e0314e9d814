"""A correction into the analyst's file: only if the whole file, with it, can still be laid, and it changes what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.corrections.appending import appended, line, replaced
from briefing.corrections.file import EXAMPLE, CorrectionError, checked
from briefing.corrections.laying import lay
from briefing.corrections.model import Entries
from briefing.corrections.quoting import Refusal
from briefing.errors import Problem
from briefing.files import write_atomically
from briefing.schema import Analysis, Analyst
from briefing.yamlfile import Unusable, mapping_of

_LISTS = tuple(Entries.model_fields)
_SINGLE = ("rename", "kind", "sources", "claims")


@dataclass(frozen=True)
class Written:
    """What was written: the list and the entry, and the file's bytes before (None: there was no file) and after."""

    file: Path
    kind: str
    entry: str
    before: bytes | None
    after: bytes

    def take_back(self) -> None:
        """Put the file back as it was. Raises CorrectionError if somebody has changed it since."""
        if _bytes(self.file) != self.after:
            remedy = "Open it and take the entry out by hand."
            raise CorrectionError([Problem(str(self.file), "", "", "was changed after this entry was written", remedy)])
        if self.before is None:
            self.file.unlink()
        else:
            write_atomically(self.file, self.before)


def write_entry(
    file: Path, machine: Analysis, kind: str, entries: Iterable[Mapping[str, Any]], target: str, start: str = ""
) -> Written:
    """Put the first of `entries` that changes `target` into the list `kind` of a corrections file.

    A name, a kind or a grade that the file gives the target already is replaced; everything else is added.

    `machine` is the program's own analysis, `target` the id of an actor or allegation, the key of a source, or "" for
    the whole; `start` is what a file that is not there yet begins with. `entries` say the same with different pointers.
    Nothing is written, and CorrectionError raised, if the file is not sound, if none of the entries leads to the target,
    or if the file was changed meanwhile.
    """
    before = _bytes(file)
    data = start.encode() if before is None else before
    name = str(file)
    try:
        old = _judged(machine, name, data)
        refused: CorrectionError | None = None
        for entry in entries:
            try:
                number = _number(old, kind, target)
                made = appended(data, kind, entry) if number is None else replaced(data, kind, number, entry)
                new = _judged(machine, name, made)
            except CorrectionError as error:
                refused = refused or error
                continue
            wanted = Counter({(kind, target): 1}) if number is None else Counter[tuple[str, str]]()
            if _targets(new) - _targets(old) == wanted and not _targets(old) - _targets(new):
                if _bytes(file) != before:
                    raise Refusal(file.name, "was changed while the entry was made", "Do it again.")
                write_atomically(file, made)
                return Written(file, kind, line(entry), before, made)
    except Unusable as error:
        raise CorrectionError([Problem(name, "", "", str(error), error.remedy)]) from error
    except Refusal as error:
        raise CorrectionError([Problem(name, kind, error.value, error.problem, error.remedy)]) from error
    if refused is not None:
        raise refused
    remedy = "Write the entry by hand, with words that lead to it."
    raise CorrectionError([Problem(name, kind, "", "no words of the text point at this one alone", remedy)])


def _judged(machine: Analysis, name: str, data: bytes) -> Analyst | None:
    return lay(machine, checked(name, mapping_of(data, EXAMPLE), data)).analyst


def _targets(layer: Analyst | None) -> Counter[tuple[str, str]]:
    """What a layer changes: lists of the file with ids, each as often as there are changes."""
    return Counter((kind, target) for kind in _LISTS for target in _changed(layer, kind))


def _number(layer: Analyst | None, kind: str, target: str) -> int | None:
    """Which entry of a list, from 0, sets the only such thing of the target; None if there is none."""
    changed = _changed(layer, kind) if kind in _SINGLE else []
    return changed.index(target) if target in changed else None


def _changed(layer: Analyst | None, kind: str) -> list[str]:
    """The targets of a list of the file, in its order; one an entry for every list but `edit`, `merge` and `split`."""
    if layer is None:
        return []
    if kind == "sources":
        return [grade.source for grade in layer.reliability]
    if kind == "claims":
        return [grade.allegation for grade in layer.credibility]
    if kind == "notes":
        return [note.target for note in layer.notes]
    return [item.target for item in layer.corrections if item.entry == kind]


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
