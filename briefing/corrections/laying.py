"""All entries of a file, in a fixed order, on one analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from briefing.corrections import actors, allegations, judging
from briefing.corrections.draft import Draft
from briefing.corrections.file import Corrections
from briefing.schema import Analysis, Analyst

T = TypeVar("T")


def lay(analysis: Analysis, corrections: Corrections) -> Analysis:
    """The analysis as the analyst wants it; `Analysis.analyst` says what was changed, graded and noted.

    First actors (split, merge, rename, kind), then allegations (reject, edit, add), then grades and notes; each list in
    the order of the file. A file without entries changes nothing, and laying the same file again changes nothing.
    Raises CorrectionError with every entry that points at nothing, at more than one thing, or that another entry undoes;
    ValueError for an analysis that another file was laid on.
    """
    entries = corrections.entries
    if analysis.analyst is not None:
        if analysis.analyst.sha256 == corrections.sha256:
            return analysis
        raise ValueError("other corrections were laid on this analysis already; lay them on the program's own")
    if entries.empty:
        return analysis
    draft = Draft(analysis, corrections)
    _each(draft, "split", entries.split, actors.split)
    _each(draft, "merge", entries.merge, actors.merge)
    _each(draft, "rename", entries.rename, actors.rename)
    _each(draft, "kind", entries.kind, actors.kind)
    _each(draft, "reject", entries.reject, allegations.reject)
    _each(draft, "edit", entries.edit, allegations.edit)
    _each(draft, "add", entries.add, allegations.add)
    reliability = _each(draft, "sources", entries.sources, judging.source_grade)
    credibility = _each(draft, "claims", entries.claims, judging.claim_grade)
    notes = _each(draft, "notes", entries.notes, judging.remark)
    return draft.finish(
        Analyst(
            sha256=corrections.sha256,
            corrections=tuple(draft.log),
            reliability=reliability,
            credibility=credibility,
            notes=notes,
            rejected=tuple(draft.rejected.values()),
        )
    )


def _each(draft: Draft, kind: str, entries: Iterable[Any], work: Callable[[Draft, Any], T]) -> tuple[T, ...]:
    """What `work` makes of each entry that is not refused."""
    found = []
    for number, entry in enumerate(entries, start=1):
        with draft.entry(kind, number):
            found.append(work(draft, entry))
    return tuple(found)
