"""What changed between two analyses of one story: allegations and sources that are new, withdrawn, firmer or weaker."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.across.claims import Group, Item
from briefing.across.claims import match as match_claims
from briefing.across.desks import FIRMNESS
from briefing.across.papers import Source, one
from briefing.across.parties import Parties
from briefing.across.words import fold
from briefing.comparison import Altered, Change, Stated
from briefing.schema import Allegation, Analysis


def changes(old: Analysis, new: Analysis) -> Change:
    """The difference of two runs: of a seed that grew, of corrections that were added, of another version.

    Allegations are matched as across papers; a new run may state one in other words or with other offsets. What was only
    described (`the army`) may be somebody else in another paper, but not in another run where the same is said of it.
    """
    papers = (one(old, 1), one(new, 2))
    before, after = papers
    parties = Parties(papers)
    added: list[Stated] = []
    withdrawn: list[Stated] = []
    hardened: list[Altered] = []
    softened: list[Altered] = []
    altered: list[Altered] = []
    for items in _joined(match_claims(papers, parties), before):
        was = [item for item in items if item.source is before]
        now = [item for item in items if item.source is after]
        if not was:
            added += [_stated(item) for item in now]
        elif not now:
            withdrawn += [_stated(item) for item in was]
        else:
            turn = _firmest(now) - _firmest(was)
            if turn:
                (hardened if turn > 0 else softened).append(
                    _altered(now[0], "certainty", _certainty(was), _certainty(now))
                )
            if _chains(was) != _chains(now):
                altered.append(_altered(now[0], "chain", "; ".join(_chains(was)), "; ".join(_chains(now))))
            if _replies(was) != _replies(now):
                altered.append(_altered(now[0], "replies", "; ".join(_replies(was)), "; ".join(_replies(now))))
    return Change(
        old=(old.seed.name, old.seed.sha256),
        new=(new.seed.name, new.seed.sha256),
        added=tuple(added),
        withdrawn=tuple(withdrawn),
        hardened=tuple(hardened),
        softened=tuple(softened),
        altered=tuple(altered),
        sources_added=_only(_sources(after, parties), _sources(before, parties)),
        sources_withdrawn=_only(_sources(before, parties), _sources(after, parties)),
        actors_added=_unread(_only(_actors(after, parties), _actors(before, parties)), before),
        actors_withdrawn=_unread(_only(_actors(before, parties), _actors(after, parties)), after),
    )


def _joined(groups: Iterable[Group], before: Source) -> list[list[Item]]:
    """The allegations of each group; groups of one run alone are one where they say the same words of the same names."""
    joined: list[list[Item]] = []
    withdrawn: dict[tuple[tuple[str, ...], str], list[Item]] = {}
    for group in groups:
        said = [(_accused(item), _statement(item.source, item.claim)) for item in group.items]
        sides = {item.source is before for item in group.items}
        same = next((withdrawn.pop(key) for key in said if key in withdrawn), None) if sides == {False} else None
        if same is not None:
            same += group.items
            continue
        joined.append(list(group.items))
        if sides == {True}:
            withdrawn.update(dict.fromkeys(said, joined[-1]))
    return joined


def _stated(item: Item) -> Stated:
    claim = item.claim
    return Stated(
        allegation=claim.id,
        accused=_accused(item),
        statement=_statement(item.source, claim),
        certainty=claim.certainty,
        chain=tuple(step.name for step in item.source.lineage.chain(claim)),
    )


def _altered(item: Item, what: str, was: str, now: str) -> Altered:
    statement = _statement(item.source, item.claim)
    return Altered.model_validate(
        {"accused": _accused(item), "statement": statement, "what": what, "was": was, "now": now}
    )


def _accused(item: Item) -> tuple[str, ...]:
    return tuple(item.source.actors[actor].name for actor in item.claim.accused)


def _statement(source: Source, claim: Allegation) -> str:
    chosen = max(claim.statements, key=lambda s: (s.end - s.start, -s.start))
    return " ".join(chosen.of(source.text).split())


def _firmest(items: Iterable[Item]) -> int:
    return max(FIRMNESS[item.claim.certainty] for item in items)


def _certainty(items: Iterable[Item]) -> str:
    return max((item.claim.certainty for item in items), key=lambda certainty: FIRMNESS[certainty])


def _chains(items: Iterable[Item]) -> tuple[str, ...]:
    ways = (way for item in items for way in item.source.lineage.ways(item.claim))
    return tuple(sorted({" < ".join(step.name for step in way) for way in ways}))


def _replies(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(sorted({" ".join(r.of(i.source.text).split()) for i in items for r in i.claim.responses}))


def _sources(source: Source, parties: Parties) -> dict[str, str]:
    """Every party that stands behind the outlet in a chain, by its id and with its name here."""
    steps = (s for c in source.analysis.allegations for way in source.lineage.ways(c) for s in way[1:])
    return {parties.step(source.id, step): step.name for step in steps if step.kind != "nobody"}


def _actors(source: Source, parties: Parties) -> dict[str, str]:
    return {parties.actor(source.id, actor.id): actor.name for actor in source.analysis.actors}


def _only(mine: dict[str, str], yours: dict[str, str]) -> tuple[str, ...]:
    """Names of those in `mine` alone; a description of one text that stands word for word in the other is no news."""
    return tuple(dict.fromkeys(name for key, name in mine.items() if key not in yours and name not in yours.values()))


def _unread(names: tuple[str, ...], other: Source) -> tuple[str, ...]:
    """Names whose words the other text does not have: if it has them, only the reading of them changed."""
    text = fold(other.text)
    return tuple(name for name in names if fold(name) not in text)
