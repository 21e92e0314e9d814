"""What follows from the chains alone: who carries what, independent origins, distance to evidence, who was heard.

No look at the language and none at the page: notebooks, exports and the comparison of seeds count with the same numbers.
Everything is worked out from `analysis.json`, so it follows the analyst's corrections.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from briefing.schema import OUTLET, UNATTRIBUTED, Allegation, Analysis, Inspectable, Response, Rung

StepKind = Literal["outlet", "named", "unnamed", "document", "nobody"]

OUTLET_KEY = "outlet"
NOBODY_KEY = "nobody"
_UNNAMED_KINDS = ("unnamed_person", "group")
_WITHIN_REACH: frozenset[Inspectable] = frozenset({"public", "published_elsewhere"})
_PUBLISHER = Rung(label=OUTLET, actor=None, start=None, end=None, basis="publisher")


@dataclass(frozen=True)
class Step:
    """Somebody or something that a chain passes through; `key` is the same for the same source in every chain.

    `kind`: outlet (the publisher), named, unnamed (described, but without a name), document, nobody (a claim laid at
    nobody's door). `name` is the actor's, else the words of the rung.
    """

    key: str
    kind: StepKind
    name: str
    rung: Rung

    @property
    def unknown(self) -> bool:
        """Whether this may be the same person as any other unknown."""
        return self.kind in ("unnamed", "nobody")


Way = tuple[Step, ...]


@dataclass(frozen=True)
class Bearing:
    """How much one source carries: ids of the allegations that begin with it, and of those that fall without it."""

    source: Step
    origin_of: tuple[str, ...]
    falls: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """One accused: the ids of the allegations held against them, and every answer of theirs in the text."""

    actor: str
    allegations: tuple[str, ...]
    answered: tuple[str, ...]
    responses: tuple[Response, ...]


@dataclass(frozen=True)
class Origins:
    """Where allegations begin. `least` and `most` bound the number of independent origins.

    Origins without a name may all be the same person, so together they add nothing to the lower bound unless there is
    no other origin; the upper bound takes every description and every unattributed claim for an origin of its own.
    """

    named: tuple[Step, ...]
    documents: tuple[Step, ...]
    unnamed: tuple[Step, ...]
    own_voice: int
    unattributed: int

    @property
    def known(self) -> int:
        """Origins that can be told apart: named sources, documents, and the outlet's own voice as one."""
        return len(self.named) + len(self.documents) + (self.own_voice > 0)

    @property
    def least(self) -> int:
        """Independent origins at least."""
        return self.known or int(bool(self.unnamed or self.unattributed))

    @property
    def most(self) -> int:
        """Independent origins at most."""
        return self.known + len(self.unnamed) + self.unattributed


@dataclass(frozen=True)
class Distance:
    """How far a reader can follow a chain.

    `nearest` is the innermost step that a reader could inspect (the article itself at worst), `beyond` the number of
    steps behind it: 0 when the origin itself lies open.
    """

    nearest: Step
    beyond: int


class Lineage:
    """The chains of one analysis, with what can be counted in them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._actors = {actor.id: actor for actor in analysis.actors}
        self._ways = {
            claim.id: tuple(
                tuple(self.step(rung) for rung in way or (_PUBLISHER,)) for way in (claim.chain, *claim.ways)
            )
            for claim in analysis.allegations
        }

    def step(self, rung: Rung) -> Step:
        """The source that a rung stands for."""
        if rung.label == OUTLET or rung.basis == "publisher":
            return Step(OUTLET_KEY, "outlet", self.analysis.seed.outlet or OUTLET, rung)
        if rung.label == UNATTRIBUTED or rung.basis == "unattributed":
            return Step(NOBODY_KEY, "nobody", UNATTRIBUTED, rung)
        actor = self._actors.get(rung.actor) if rung.actor is not None else None
        if actor is not None:
            return Step(actor.id, "unnamed" if actor.kind in _UNNAMED_KINDS else "named", actor.name, rung)
        kind: StepKind = "document" if rung.basis == "document" else "unnamed" if nameless(rung.label) else "named"
        return Step(f"label {rung.label.casefold()}", kind, rung.label, rung)

    def chain(self, claim: Allegation) -> Way:
        """The steps of an allegation's chain, from the reader inwards; the first is the outlet."""
        return self._ways[claim.id][0]

    def ways(self, claim: Allegation) -> tuple[Way, ...]:
        """All chains by which the text carries an allegation; the first is the one that stands for it."""
        return self._ways[claim.id]

    def depth(self, claim: Allegation) -> int:
        """Steps behind the outlet: 0 when the outlet speaks itself."""
        return len(self.chain(claim)) - 1

    def origins(self, claims: Collection[Allegation] | None = None) -> Origins:
        """The origins of allegations (all of them by default), each group in the order of the text."""
        found: dict[StepKind, dict[str, Step]] = defaultdict(dict)
        own = unattributed = 0
        for claim in self.analysis.allegations if claims is None else claims:
            for way in self.ways(claim):
                last = way[-1]
                own += last.kind == "outlet"
                unattributed += last.kind == "nobody"
                found[last.kind].setdefault(last.key, last)
        named, documents, unnamed = (tuple(found[kind].values()) for kind in ("named", "document", "unnamed"))
        return Origins(named, documents, unnamed, own, unattributed)

    def bearings(self) -> tuple[Bearing, ...]:
        """Every source behind the outlet with what falls when it is discounted; most first, then by order of the text.

        An allegation falls with a source that stands on every way to it: its dominators in the graph of the chains.
        """
        falls: dict[str, list[str]] = defaultdict(list)
        begins: dict[str, list[str]] = defaultdict(list)
        sources: dict[str, Step] = {}
        for claim in self.analysis.allegations:
            ways = self.ways(claim)
            for step in (step for way in ways for step in way):
                sources.setdefault(step.key, step)
            for key in dict.fromkeys(way[-1].key for way in ways):
                begins[key].append(claim.id)
            for key in dict.fromkeys(step.key for step in ways[0]):
                if all(any(step.key == key for step in way) for way in ways[1:]):
                    falls[key].append(claim.id)
        order = {key: place for place, key in enumerate(sources)}
        ranked = sorted(
            (key for key in sources if key not in (OUTLET_KEY, NOBODY_KEY)), key=lambda k: (-len(falls[k]), order[k])
        )
        return tuple(Bearing(sources[key], tuple(begins[key]), tuple(falls[key])) for key in ranked)

    def fallen(self, off: Collection[str]) -> tuple[str, ...]:
        """Ids of the allegations that no way carries any more when the sources with the keys `off` are discounted."""
        return tuple(
            claim.id
            for claim in self.analysis.allegations
            if all(any(step.key in off for step in way) for way in self.ways(claim))
        )

    def distance(self, claim: Allegation) -> Distance:
        """How far a reader can follow an allegation, on the way that leads to the most open ground.

        The outlet's own words lie open. A step counts as open if its rung is public or published elsewhere; what the
        text says nothing of does not.
        """
        found = []
        for way in self.ways(claim):
            nearest = max(i for i, step in enumerate(way) if i == 0 or step.rung.inspectable in _WITHIN_REACH)
            found.append(Distance(way[nearest], len(way) - 1 - nearest))
        return min(found, key=lambda distance: distance.beyond)

    def replies(self) -> tuple[Reply, ...]:
        """Every accused with the answers in the text; most accused first, then by order of the text."""
        against: dict[str, list[Allegation]] = defaultdict(list)
        for claim in self.analysis.allegations:
            for actor in claim.accused:
                against[actor].append(claim)
        order = {actor: place for place, actor in enumerate(against)}
        found = []
        for actor in sorted(against, key=lambda key: (-len(against[key]), order[key])):
            claims = against[actor]
            responses = {(r.start, r.end, r.kind): r for claim in claims for r in claim.responses}
            found.append(
                Reply(
                    actor,
                    tuple(claim.id for claim in claims),
                    tuple(claim.id for claim in claims if claim.responses),
                    tuple(responses[key] for key in sorted(responses)),
                )
            )
        return tuple(found)

    def unnamed(self) -> tuple[tuple[Step, tuple[str, ...]], ...]:
        """Sources without a name, and claims of nobody: the step and the ids of the allegations through it."""
        found: dict[str, tuple[Step, list[str]]] = {}
        for claim in self.analysis.allegations:
            for step in (step for way in self.ways(claim) for step in way):
                if step.unknown:
                    found.setdefault(step.key, (step, []))[1].append(claim.id)
        return tuple((step, tuple(dict.fromkeys(ids))) for step, ids in found.values())


def nameless(label: str) -> bool:
    """Whether a label describes rather than names: no word of it has a capital, or it begins like a description."""
    return bool(re.match(r"(an?|some|several|other|many)\b", label, re.IGNORECASE)) or not any(
        word[:1].isupper() for word in label.split()
    )
