"""What the analyst does in a notebook, as an entry of the corrections file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.corrections import CorrectionError
from briefing.corrections.pointing import actor_pointers, claim_pointers, source_pointers
from briefing.corrections.starting import starting_file
from briefing.corrections.writing import Written, write_entry
from briefing.errors import Problem
from briefing.params import CORRECTIONS, anchors, find_corrections, find_seed
from briefing.pipeline import Briefing, analyse_file

# What is done -> the list of the file, the key of the pointer, the key of the value ("": there is none).
_ACTOR = {"name": ("rename", "actor", "name"), "kind": ("kind", "actor", "kind"), "note": ("notes", "actor", "text")}
_SOURCE = {"reliability": ("sources", "source", "grade")}
_CLAIM = {
    "certainty": ("edit", "allegation", "certainty"),
    "credibility": ("claims", "allegation", "grade"),
    "reject": ("reject", "allegation", ""),
    "note": ("notes", "allegation", "text"),
}


class Corrector:
    """Writes to the corrections file that a briefing goes by, or would go by if there were one."""

    def __init__(self, briefing: Briefing) -> None:
        """Find the file. Raises FileNotFoundError if the seed or the file of known actors is gone."""
        self._briefing = briefing
        places = anchors()
        self._seed, root = find_seed(briefing.parameters.seed, places)
        known = briefing.parameters.known_actors
        self._known = find_seed(known, places)[0] if known else None
        found = find_corrections(briefing.parameters.corrections, self._seed, places)
        self.file = found or root / "params" / f"{self._seed.stem}{CORRECTIONS}"
        self.name = self.file.relative_to(root).as_posix() if self.file.is_relative_to(root) else str(self.file)
        self._last: Written | None = None

    def write(self, target: str, action: str, value: str = "", note: str = "") -> str:
        """Write one correction of an actor, source or allegation; gives the entry. Raises CorrectionError."""
        analysis = self._briefing.analysis
        claims = {claim.id for claim in analysis.allegations}
        actors = {actor.id for actor in analysis.actors}
        if target in claims:
            kinds, pointers = _CLAIM, claim_pointers(analysis, target)
        elif action in _SOURCE:
            kinds, pointers = _SOURCE, source_pointers(analysis, target)
        else:
            kinds, pointers = _ACTOR, actor_pointers(analysis, target) if target in actors else iter(())
        if action not in kinds:
            problem = Problem(self.name, action, repr(target), "cannot be done to this", "Write the entry by hand.")
            raise CorrectionError([problem])
        kind, pointing, field = kinds[action]
        machine = analyse_file(self._seed, self._briefing.parameters.outlet, known=self._known)
        start = starting_file(machine, self._seed.stem, self._briefing.parameters.seed)
        made = _entries(pointers, pointing, field, value.strip(), note.strip())
        self._last = write_entry(self.file, machine, kind, made, target, start)
        return f"{kind}: {self._last.entry}"

    def take_back(self) -> None:
        """Put the file back as it was before the last correction. Raises CorrectionError if it was changed since."""
        if self._last is None:
            problem = Problem(self.name, "", "", "was not written to from here", "Open it and correct it by hand.")
            raise CorrectionError([problem])
        self._last.take_back()
        self._last = None


def _entries(pointers: Iterator[Any], pointing: str, field: str, value: str, note: str) -> Iterator[dict[str, Any]]:
    """The same entry with each of the pointers; a note's text needs no note."""
    for pointer in pointers:
        entry = {pointing: pointer} | ({field: value} if field else {})
        yield entry | ({"note": note} if note and field != "text" else {})
