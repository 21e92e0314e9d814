"""What came of a batch: the fate of every briefing, as text and as `summary.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from briefing.errors import BriefingError
from briefing.version import __version__

SUMMARY = "summary.json"
Fate = Literal["made", "unchanged", "failed"]


@dataclass
class Briefed:
    """The fate of one briefing.

    `page` is where it is (None if it failed), `facts` its counts, `errors` each failed step with its error, `noise`
    what its notebooks wrote to stderr.
    """

    name: str
    fate: Fate = "failed"
    page: Path | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    errors: list[tuple[str, BriefingError]] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The fate as it stands in the summary."""
        errors = [
            {"step": step, "problem": str(error), "signal": getattr(error, "signal", "")} for step, error in self.errors
        ]
        page = f"{self.name}/{self.page.name}" if self.page else None
        return {"name": self.name, "fate": self.fate, "page": page, "errors": errors, "notes": self.noise, **self.facts}


@dataclass
class Report:
    """The fates of a batch in the order of its jobs, and what went wrong with the folder as a whole."""

    briefings: list[Briefed] = field(default_factory=list)
    errors: list[BriefingError] = field(default_factory=list)

    @property
    def succeeded(self) -> bool:
        """Whether every briefing is in its place, and the list of them too."""
        return not self.errors and all(item.fate != "failed" for item in self.briefings)

    def count(self, fate: Fate) -> int:
        """How many briefings had this fate."""
        return sum(item.fate == fate for item in self.briefings)

    def as_json(self) -> str:
        """The summary: keys and briefings sorted, nothing in it that differs from run to run of the same batch."""
        counts = {fate: self.count(fate) for fate in ("made", "unchanged", "failed")}
        summary = {
            "version": __version__,
            "counts": counts,
            "briefings": [item.as_json() for item in sorted(self.briefings, key=lambda item: item.name)],
            "errors": [str(error) for error in self.errors],
        }
        return json.dumps(summary, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
