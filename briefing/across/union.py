"""The chains of one claim over all papers, joined: who has it from whom, where it begins, and what only looks like more.

Each way of each paper gives links `taker has it from giver`. Joined, they lead further than any paper alone: a source
that one paper takes for the origin is shown by another to pass on somebody else's words. Links are laid in the order of
the dates; one that would lead back to its own taker closes a circle and is kept apart, so the rest has no circle and
every way ends. Whether two lineages are independent is read from the dominators of the joined graph: if no single party
stands in every way to the known origins, there are two ways that share none (Menger 1927; Lengauer and Tarjan 1979).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from briefing.across.claims import Item
from briefing.across.parties import Parties
from briefing.comparison import Circle, Common, Limit, Link, Root
from briefing.lineage import Step

Way = tuple[str, ...]
_READER, _KNOWN = "reader", "known origins"  # no party has such an id


@dataclass(frozen=True)
class Lines:
    """What the joined chains of a claim give; `ways` holds each item's own ways, `origins` where they end."""

    ways: tuple[tuple[Way, ...], ...]
    origins: tuple[Way, ...]
    links: tuple[Link, ...]
    roots: tuple[Root, ...]
    common: tuple[Common, ...]
    circles: tuple[Circle, ...]
    limit: Limit

    @property
    def least(self) -> int:
        """Independent origins at least: the known ones, or one if only unknown ones are there."""
        return sum(root.known for root in self.roots) or int(bool(self.roots))

    @property
    def most(self) -> int:
        """Independent origins at most: every root for itself."""
        return len(self.roots)


def join(items: Sequence[Item], parties: Parties, originals: dict[str, str]) -> Lines:
    """Join the chains of one claim; `items` stand in the order of their papers, `originals` leads a copy to its original.

    Ways that end with the accused are the accused's own words and carry nothing.
    """
    accused = frozenset().union(*(item.accused for item in items))
    here = {item.source.id for item in items}
    graph = nx.DiGraph()
    links: dict[tuple[str, str], Link] = {}
    circles: list[Circle] = []
    ways: list[tuple[Way, ...]] = []
    ends: list[list[Way]] = []  # every way as far as no link of it closes a circle
    for item in items:
        made: list[Way] = []
        cut: list[Way] = []
        for way, steps in _ways(item, parties, originals, here):
            if way in made:
                continue
            made.append(way)
            if way[-1] in accused and len(way) > 1:
                continue
            cut.append(_lay(way, steps, item, graph, links, circles))
        ways.append(tuple(made))
        ends.append(cut)
    origins = [tuple(dict.fromkeys(root for way in cut for root in _roots(graph, way[-1]))) for cut in ends]
    roots = _found(items, origins, parties)
    common = _common(items, ends, graph, roots)
    limit = _limit(ends, graph, roots, parties)
    return Lines(tuple(ways), tuple(origins), tuple(links.values()), roots, common, tuple(circles), limit)


def _ways(
    item: Item, parties: Parties, originals: dict[str, str], here: set[str]
) -> list[tuple[Way, tuple[Step | None, ...]]]:
    """The ways of an allegation as parties, repeats cut out; through the outlet of the original, where it is a copy."""
    paper = item.source.id
    found = []
    for steps in item.source.lineage.ways(item.claim):
        way: list[str] = [parties.outlet(paper)]
        shown: list[Step | None] = [None]
        above = originals.get(paper)
        if above in here and parties.outlet(above) != way[0]:
            way.append(parties.outlet(above))
            shown.append(None)
        for step in steps[1:]:
            party = parties.step(paper, step)
            if party not in way:
                way.append(party)
                shown.append(step)
        found.append((tuple(way), tuple(shown)))
    return found


def _lay(
    way: Way,
    steps: tuple[Step | None, ...],
    item: Item,
    graph: nx.DiGraph,
    links: dict[tuple[str, str], Link],
    circles: list[Circle],
) -> Way:
    """Lay the links of a way into the graph; the way up to the first link that would close a circle."""
    paper = item.source.id
    graph.add_node(way[0])
    for place, (taker, giver) in enumerate(pairwise(way), start=1):
        step = steps[place]
        rung = step.rung if step else None
        link = Link(
            taker=taker,
            giver=giver,
            paper=paper,
            start=rung.start if rung else None,
            end=rung.end if rung else None,
            basis="chain" if rung else "copy",
        )
        if graph.has_edge(taker, giver):
            continue
        if giver in graph and taker in graph and nx.has_path(graph, giver, taker):
            path = (taker, *nx.shortest_path(graph, giver, taker))
            if len(path) > 3 or item.source.paper.outlet:
                circles.append(Circle(path=path, closing=link))
            return way[:place]
        graph.add_edge(taker, giver)
        links[taker, giver] = link
    return way


def _roots(graph: nx.DiGraph, party: str) -> tuple[str, ...]:
    """Where the ways from a party end, the party itself if it has nothing from anybody."""
    seen, found, todo = {party}, [], [party]
    while todo:
        at = todo.pop(0)
        givers = list(graph.successors(at))
        if not givers:
            found.append(at)
        todo += [giver for giver in givers if giver not in seen]
        seen.update(givers)
    return tuple(found)


def _found(items: Sequence[Item], origins: Sequence[Way], parties: Parties) -> tuple[Root, ...]:
    """The roots in the order in which the papers reach them."""
    papers: dict[str, dict[str, None]] = defaultdict(dict)
    for item, found in zip(items, origins, strict=True):
        for root in found:
            papers[root][item.source.id] = None
    return tuple(
        # An outlet that does not say where it has it from is no origin that can be told from others.
        Root(party=root, known=not parties[root].unknown and parties[root].kind != "outlet", papers=tuple(seen))
        for root, seen in papers.items()
    )


def _common(
    items: Sequence[Item], ends: Sequence[list[Way]], graph: nx.DiGraph, roots: Sequence[Root]
) -> tuple[Common, ...]:
    """Origins that several papers name differently: the last sources of their own ways, all of which lead to one root."""
    outlets = {way[0] for cut in ends for way in cut}
    last = dict.fromkeys(way[-1] for cut in ends for way in cut if len(way) > 1 and way[-1] not in outlets)
    found = []
    for root in roots:
        paths = [
            tuple(nx.shortest_path(graph, party, root.party)) for party in last if root.party in _roots(graph, party)
        ]
        if len(paths) > 1:
            apparent = tuple(path[0] for path in paths)
            found.append(Common(root=root.party, apparent=apparent, paths=tuple(p for p in paths if len(p) > 1)))
    return tuple(found)


def _limit(ends: Sequence[list[Way]], graph: nx.DiGraph, roots: Sequence[Root], parties: Parties) -> Limit:
    """Grade 1 needs two ways from the reader to known origins that share no party."""
    known = [root.party for root in roots if root.known]
    if not known:
        if not roots:
            return Limit(refused=True, why="Nobody but the accused speaks of it.", rung=None)
        names = ", ".join(_name(parties, root.party) for root in roots)
        return Limit(refused=True, why=f"No origin is known: {names}.", rung=None)
    joined = graph.copy()
    joined.add_edges_from((_READER, way[0]) for cut in ends for way in cut)
    joined.add_edges_from((root, _KNOWN) for root in known)
    above = nx.immediate_dominators(joined, _READER)
    stands = above[_KNOWN]
    if stands != _READER:
        how = "ends with" if stands in known else "passes through"
        why = f"Every way to a known origin {how} {_name(parties, stands)}."
        return Limit(refused=True, why=why, rung=stands)
    return Limit(
        refused=False,
        why="Two ways to known origins share no party; what that is worth is the analyst's to judge.",
        rung=None,
    )


def _name(parties: Parties, party: str) -> str:
    found = parties[party]
    return "nobody named" if found.kind == "nobody" else found.name
