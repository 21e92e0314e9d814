"""Sources switched off: which allegations fall, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.schema import Analysis
from briefing.show.view import view
from briefing.show.words import count, listed


@dataclass(frozen=True)
class Fall:
    """The ids of the allegations that fall, and what is said of it."""

    ids: tuple[str, ...]
    sentence: str


def fall(analysis: Analysis, off: Sequence[str]) -> Fall:
    """What falls when the sources with the keys `off` are not counted on, as `Lineage.fallen` has it."""
    v = view(analysis)
    total = len(analysis.allegations)
    ids = v.lineage.fallen(off)
    if not off:
        return Fall((), f"All sources are on: {count(total, 'allegation')} {'stands' if total == 1 else 'stand'}.")
    steps = {step.key: step for claim in analysis.allegations for way in v.lineage.ways(claim) for step in way}
    names = [v.source(steps[key]).name for key in dict.fromkeys(off) if key in steps]
    without = listed(names) if len(names) < 4 else f"{len(names)} sources"
    if not ids:
        return Fall((), f"Without {without}: nothing falls, every allegation can be reached another way.")
    left = [f"No. {i}" for i, claim in enumerate(analysis.allegations, start=1) if claim.id not in ids]
    rest = "none is left" if not left else f"{len(left)} are left" if len(left) > 12 else f"left: {listed(left)}"
    verb = "falls" if len(ids) == 1 else "fall"
    return Fall(ids, f"Without {without}: {len(ids)} of {count(total, 'allegation')} {verb}; {rest}.")
