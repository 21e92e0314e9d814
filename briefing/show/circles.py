"""Circles inside one document: chains that come back to where they were, and origins that the text ties together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from briefing.lineage import OUTLET_KEY
from briefing.schema import Tie
from briefing.show.evidence import Quote
from briefing.show.terms import RELATION
from briefing.show.view import View
from briefing.show.words import capital, count, listed


@dataclass(frozen=True)
class Circle:
    """A sentence that says what runs in a circle, and the words of the text that show it (None for a chain)."""

    sentence: str
    words: Quote | None


def circles(v: View) -> tuple[Circle, ...]:
    """Every circle: a source twice on one chain, the outlet as its own source, an accuser tied to another or accused.

    Two origins that the text ties together count as two names, and as one possible root (Independent roots is a lower
    bound for this reason).
    """
    return (*_returning(v), *_tied(v))


def _returning(v: View) -> list[Circle]:
    twice: dict[str, list[str]] = {}
    own: list[str] = []
    outlet = (v.outlet or "").casefold()
    for number, claim in enumerate(v.analysis.allegations, start=1):
        for way in v.lineage.ways(claim):
            keys = [step.key for step in way]
            for step in way:
                if keys.count(step.key) > 1:
                    twice.setdefault(v.source(step).phrase, []).append(str(number))
                if step.key != OUTLET_KEY and outlet and step.name.casefold() == outlet:
                    own.append(str(number))
    found = [
        Circle(f"A chain comes back to {name}: No. {listed(list(dict.fromkeys(numbers)), 12)}.", None)
        for name, numbers in twice.items()
    ]
    if own:
        numbers = listed(list(dict.fromkeys(own)), 12)
        found.append(Circle(f"{capital(v.article)} cites its own reporting as a source: No. {numbers}.", None))
    return found


def _tied(v: View) -> list[Circle]:
    begin = {step.key for claim in v.analysis.allegations for step in (way[-1] for way in v.lineage.ways(claim))}
    found = []
    for one, other in combinations([actor for actor in v.analysis.actors if actor.id in begin], 2):
        for left, right in ((one, other), (other, one)):
            tie = next((tie for tie in left.ties if tie.to == right.id), None)
            if tie:
                found.append(
                    Circle(
                        f"Two origins are tied: the text calls {v.short(left.id)} {RELATION[tie.relation]} "
                        f"{v.short(right.id)}, so they count as possibly one.",
                        _words(v, tie),
                    )
                )
    against: dict[tuple[str, str], list[int]] = {}
    for number, claim in enumerate(v.analysis.allegations, start=1):
        for key in {way[-1].key for way in v.lineage.ways(claim)} & set(v.actors):
            for accused in claim.accused:
                if key == accused or any(tie.to == accused for tie in v.actors[key].ties):
                    against.setdefault((key, accused), []).append(number)
    for (key, accused), numbers in against.items():
        tie = next((tie for tie in v.actors[key].ties if tie.to == accused), None)
        which = f"{count(len(numbers), 'allegation')} (No. {listed([str(n) for n in numbers], 12)})"
        if tie is None:
            found.append(Circle(f"{capital(v.short(key))} is origin and accused at once in {which}.", None))
        else:
            said = f"{RELATION[tie.relation]} {v.short(accused)}"
            found.append(
                Circle(f"{capital(v.short(key))}, {said}, is the origin of {which} against it.", _words(v, tie))
            )
    return found


def _words(v: View, tie: Tie) -> Quote:
    return v.quote("a tie", tie.start, tie.end)
