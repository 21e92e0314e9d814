"""Hedge drift: how firmly headline, lead and body state the same allegation, and where one goes beyond another."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.schema import Allegation, Certainty, Statement
from briefing.show.view import View

PARTS = ("headline", "lead", "body")
_FIRMNESS: dict[Certainty, int] = {"hedged": 1, "asserted": 2}  # a denial is no point on this scale


@dataclass(frozen=True)
class Drift:
    """One allegation: for each part of the text its firmest judged statement, and the parts firmer than a later one."""

    claim: Allegation
    firmest: dict[str, Statement]
    upgrades: tuple[tuple[str, str], ...]


def drifts(v: View) -> tuple[Drift, ...]:
    """The allegations that two parts of the text state, both judged on their own words; those that drift first."""
    found = []
    for claim in v.analysis.allegations:
        firmest: dict[str, Statement] = {}
        for statement in claim.statements:
            if statement.certainty is None:
                continue
            part = part_of(v, statement.start)
            if part not in firmest or _firm(statement) > _firm(firmest[part]):
                firmest[part] = statement
        if len(firmest) > 1:
            order = [part for part in PARTS if part in firmest]
            upgrades = tuple(
                (before, after)
                for place, before in enumerate(order)
                for after in order[place + 1 :]
                if _firm(firmest[before]) > _firm(firmest[after]) > 0
            )
            found.append(Drift(claim, firmest, upgrades))
    return tuple(sorted(found, key=lambda drift: not drift.upgrades))


def judged(v: View) -> bool:
    """Whether any statement was judged on its own words."""
    return any(s.certainty is not None for claim in v.analysis.allegations for s in claim.statements)


def part_of(v: View, start: int) -> str:
    """Headline (with its kicker), lead (the first paragraph) or body."""
    block = v.places.block(start)
    if block.kind in ("headline", "kicker"):
        return "headline"
    return "lead" if block.number == 1 else "body"


def _firm(statement: Statement) -> int:
    return _FIRMNESS.get(statement.certainty, 0) if statement.certainty else 0
