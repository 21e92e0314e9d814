"""What follows from the chains alone: depth, origins, what rests on whom, who was heard. No look at the language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx

from briefing.schema import Allegation, Response
from briefing.show.view import Source, View


@dataclass(frozen=True)
class Bearing:
    """How much one source carries: the ids of the allegations that end in it and of those that fall without it."""

    source: Source
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
    """Where the allegations begin. `least` and `most` bound the number of independent origins.

    Origins without a name may all be the same person, so together they add nothing to the lower bound unless there is
    no other origin; the upper bound takes every description and every unattributed claim for an origin of its own.
    """

    named: tuple[Source, ...]
    documents: tuple[Source, ...]
    unnamed: tuple[Source, ...]
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


def depth(view: View, claim: Allegation) -> int:
    """Steps behind the outlet: 0 when the outlet speaks itself."""
    return len(view.chain(claim)) - 1


def origins(view: View) -> Origins:
    """The origins of all allegations, each group in the order of the text."""
    found: dict[str, dict[str, Source]] = defaultdict(dict)
    own = unattributed = 0
    for claim in view.analysis.allegations:
        last = view.chain(claim)[-1]
        own += last.kind == "outlet"
        unattributed += last.kind == "nobody"
        found[last.kind].setdefault(last.key, last)

    def group(kind: str) -> tuple[Source, ...]:
        return tuple(found[kind].values())

    return Origins(group("named"), group("document"), group("unnamed"), own, unattributed)


def chain_graph(view: View) -> nx.DiGraph:
    """The chains as one graph from the outlet to the allegations.

    A node is a source on one particular way from the outlet (the tuple of keys up to it), or an allegation's id.
    Sources are not merged across ways: X quoted directly and X quoted by Y are two, else a chain through Y would seem
    to survive without Y because X is also quoted elsewhere.
    """
    graph = nx.DiGraph()
    graph.add_node(("outlet",))
    for claim in view.analysis.allegations:
        way = tuple(source.key for source in view.chain(claim))
        for length in range(1, len(way)):
            graph.add_edge(way[:length], way[: length + 1])
        graph.add_edge(way, claim.id)
    return graph


def bearings(view: View) -> tuple[Bearing, ...]:
    """Every source behind the outlet with what falls when it is discounted; most first, then by order of the text.

    An allegation falls with a source that dominates it in `chain_graph`: with one standing on every way to it.
    """
    graph = chain_graph(view)
    root = ("outlet",)
    dominator = nx.immediate_dominators(graph, root)
    falls: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, Source] = {}
    for claim in view.analysis.allegations:
        for source in view.chain(claim):
            sources.setdefault(source.key, source)
        ends[view.chain(claim)[-1].key].append(claim.id)
        node: str | tuple[str, ...] = claim.id
        seen: set[str] = set()
        while node != root:
            node = tuple(dominator[node])
            if node[-1] not in seen:
                falls[node[-1]].append(claim.id)
                seen.add(node[-1])
    order = {key: place for place, key in enumerate(sources)}
    ranked = sorted(
        (key for key in sources if key not in ("outlet", "nobody")), key=lambda k: (-len(falls[k]), order[k])
    )
    return tuple(Bearing(sources[key], tuple(ends[key]), tuple(falls[key])) for key in ranked)


def replies(view: View) -> tuple[Reply, ...]:
    """Every accused with the answers in the text; most accused first, then by order of the text."""
    against: dict[str, list[Allegation]] = defaultdict(list)
    for claim in view.analysis.allegations:
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


def unnamed(view: View) -> dict[str, tuple[Source, tuple[str, ...]]]:
    """Sources without a name, and claims of nobody: key -> the source and the ids of the allegations through it."""
    found: dict[str, tuple[Source, list[str]]] = {}
    for claim in view.analysis.allegations:
        for source in view.chain(claim):
            if source.kind in ("unnamed", "nobody"):
                found.setdefault(source.key, (source, []))[1].append(claim.id)
    return {key: (source, tuple(dict.fromkeys(ids))) for key, (source, ids) in found.items()}
