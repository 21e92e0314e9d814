"""What both pictures of the actor map show, and where: nodes, lines, columns, and the words beside them.

Read from left to right: the outlet, the sources by their distance from it, those who are both heard and accused, the
accused. The place of a node follows from its part in the chains and from the order of the text, so the same analysis
gives the same picture. The most connected are drawn; the caption says how many are left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.schema import Certainty
from briefing.show import theme
from briefing.show.figure import source_line
from briefing.show.figures.curves import Point, spread
from briefing.show.table import Column, Table, table
from briefing.show.theme import CERTAINTY_NAME, KIND_NAME
from briefing.show.view import Source, View
from briefing.show.words import capital, count, listed

MOST_SOURCES = 14
MOST_ACCUSED = 12
ROW = 60  # pixels to one unit of height
_SLOT = 1.0  # what a node takes in its column: two lines of name and a mark
_GAP = 0.45  # what the lines take that pass a column
_HEADINGS = ("Outlet", "Source", "Source’s source", "Third source", "Further source")


@dataclass
class Net:
    """The nodes by key, and the two kinds of edges with how often each occurs."""

    nodes: dict[str, str] = field(default_factory=dict)  # key -> name in the figure
    symbols: dict[str, str] = field(default_factory=dict)
    depth: dict[str, int] = field(default_factory=dict)  # of sources: least distance from the outlet
    accused: Counter[str] = field(default_factory=Counter)
    carried: Counter[str] = field(default_factory=Counter)
    sourcing: Counter[tuple[str, str]] = field(default_factory=Counter)
    accusing: Counter[tuple[str, str, Certainty]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Plan:
    """What a map shows and where: `columns` are headings and keys, `places` also hold where long lines pass."""

    net: Net
    columns: list[tuple[str, list[str]]]
    places: dict[str, Point]
    left_out: list[str]


def plan(v: View) -> Plan:
    """The nodes that are drawn, their columns and places, and the keys of those left out."""
    net = _net(v)
    left_out = _thin(net)
    columns = _columns(net)
    return Plan(net, columns, _plan(net, columns), left_out)


def caption(v: View, made: Plan) -> str:
    """The source line of the map: what its lines mean, and who is left out."""
    net, left_out = made.net, made.left_out
    silent = len(v.actors) - sum(key in v.actors for key in net.nodes) - sum(key in v.actors for key in left_out)
    return source_line(
        "Plain lines: who passes on whose words. Arrows: who is accused by whom, dashed where hedged, dotted where "
        "negated.",
        "Counted from the chains of all allegations.",
        f"{capital(count(len(left_out), 'less connected name'))} left out." if left_out else "",
        f"{capital(count(silent, 'further actor'))}, neither accused nor a source, left out." if silent else "",
    )


def _net(v: View) -> Net:
    net = Net()

    def add(source: Source, depth: int) -> None:
        net.nodes.setdefault(source.key, source.short)
        actor = v.actors.get(source.key)
        unnamed = source.kind in ("nobody", "unnamed")
        symbol = (
            "circle-open"
            if unnamed
            else "triangle-up"
            if source.kind == "outlet"
            else theme.shape(actor.kind if actor else None)
        )
        net.symbols.setdefault(source.key, symbol)
        net.depth[source.key] = min(depth, net.depth.get(source.key, depth))

    for claim in v.analysis.allegations:
        ways = v.ways(claim)
        for way in ways:
            for depth, source in enumerate(way):
                add(source, depth)
        net.carried.update(dict.fromkeys(source.key for way in ways for source in way).keys())
        net.sourcing.update(dict.fromkeys((a.key, b.key) for way in ways for a, b in pairwise(way)).keys())
        origins = dict.fromkeys(way[-1].key for way in ways)
        for actor in claim.accused:
            net.nodes.setdefault(actor, v.short(actor))
            net.symbols.setdefault(actor, theme.shape(v.actors[actor].kind))
            net.accused[actor] += 1
            net.accusing.update((origin, actor, claim.certainty) for origin in origins)
    return net


def _thin(net: Net) -> list[str]:
    """Take out all but the most connected; the keys that were taken out."""
    order = {key: place for place, key in enumerate(net.nodes)}
    sources = sorted(net.depth, key=lambda k: (k != "outlet", -net.carried[k], order[k]))
    accused = sorted(net.accused, key=lambda k: (-net.accused[k], order[k]))
    keep = set(sources[:MOST_SOURCES]) | set(accused[:MOST_ACCUSED])
    out = [key for key in net.nodes if key not in keep]
    for key in out:
        del net.nodes[key]
        net.depth.pop(key, None)
        del net.accused[key]
    net.sourcing = Counter({edge: n for edge, n in net.sourcing.items() if keep.issuperset(edge)})
    net.accusing = Counter({edge: n for edge, n in net.accusing.items() if keep.issuperset(edge[:2])})
    return out


def _columns(net: Net) -> list[tuple[str, list[str]]]:
    """The columns from left to right: heading and keys."""
    both = [key for key in net.nodes if key in net.depth and net.accused[key]]
    columns: list[tuple[str, list[str]]] = []
    for depth in range(max(net.depth.values()) + 1):
        keys = [key for key in net.nodes if net.depth.get(key) == depth and key not in both]
        if keys:
            columns.append((_HEADINGS[min(depth, len(_HEADINGS) - 1)], keys))
    if both:
        columns.append(("Source and accused", both))
    only = [key for key in net.nodes if key not in net.depth]
    if only:
        columns.append(("Accused", only))
    return columns


def _plan(net: Net, columns: list[tuple[str, list[str]]]) -> dict[str, Point]:
    """A place for every node, and for every `via`: where lines that pass a column go through it.

    All long lines of one kind from one node go through the same gap between two nodes, so that they cross no name.
    Each column is ordered by the mean height of what it is joined to on its left.
    """
    column = {key: x for x, (_, keys) in enumerate(columns) for key in keys}
    lines = [("s", a, b) for a, b in net.sourcing] + [("a", a, b) for a, b, _ in net.accusing]
    left: dict[str, list[str]] = {key: [] for key in column}
    members = [list(keys) for _, keys in columns]
    for kind, a, b in dict.fromkeys(lines):
        previous = a
        for x in range(column[a] + 1, column[b]):
            via = _via(kind, a, x)
            if via not in left:
                left[via] = [previous]
                members[x].append(via)
            previous = via
        if column[a] < column[b]:
            left[b].append(previous)
    heights: dict[str, float] = {}
    places: dict[str, Point] = {}
    for x, keys in enumerate(members):
        pull = {key: sum(heights[k] for k in left[key]) / len(left[key]) if left[key] else 0.0 for key in keys}
        keys.sort(key=lambda key: -pull[key])
        for key, y in zip(keys, spread([_SLOT if key in column else _GAP for key in keys]), strict=True):
            heights[key] = y
            places[key] = (float(x), y)
    return places


def _via(kind: str, start: str, x: int) -> str:
    return f"via {kind} {start} {x}"


def way(kind: str, a: str, b: str, places: dict[str, Point]) -> list[Point]:
    """The points of a line: its ends, and the gaps of the columns that it passes."""
    between = range(int(places[a][0]) + 1, int(places[b][0]))
    return [places[a], *(places[_via(kind, a, x)] for x in between), places[b]]


def size(net: Net, key: str) -> int:
    """Diameter of a node in pixels."""
    return 10 + min(max(net.accused[key], net.carried[key] if key in net.depth else 0), 10)


def told(v: View, net: Net, key: str) -> list[str]:
    """What a node says of itself: name and kind, in how many allegations accused, of how many the source."""
    actor = v.actors.get(key)
    kind = KIND_NAME[actor.kind] if actor else "outlet" if key == "outlet" else "source"
    said = [f"{v.name(key) if actor else net.nodes[key]} ({kind})"]
    if net.accused[key]:
        said.append(f"accused in {count(net.accused[key], 'allegation')}")
    if key in net.depth:
        said.append(f"source of {count(net.carried[key], 'allegation')}")
    return said


def finding(v: View) -> str:
    """What the map shows, as a sentence without its full stop."""
    claims = v.analysis.allegations
    found = v.lineage.replies()
    number = len(found[0].allegations)
    top = [reply for reply in found if len(reply.allegations) == number]
    if len(claims) == 1:
        return f"One allegation, against {listed(v.accused(claims[0]))}"
    if len(top) > 3:
        return f"{len(found)} accused, none of them in more than {count(number, 'allegation')}"
    names = capital(listed([v.short(reply.actor) for reply in top]))
    if len(top) > 1:
        return f"Accused most: {names}, in {number} of {len(claims)} allegations each"
    begin = {v.chain(claim)[-1].key for claim in claims if claim.id in top[0].allegations}
    origin = "one origin" if len(begin) == 1 else f"{len(begin)} origins"
    return f"Accused most: {names}, in {number} of {len(claims)} allegations, from {origin}"


def alt(v: View, net: Net) -> str:
    """The map in words."""
    sources = [net.nodes[k] for k in net.depth if k != "outlet"]
    accused = [net.nodes[k] for k, _ in net.accused.most_common()]
    says = f"sources are {listed(sources, 6)}" if sources else "no source stands behind the outlet"
    return f"Map of who says and who is accused: {says}; accused are {listed(accused, 6)}."


def edges(v: View) -> Table:
    """The lines of the map as a table."""
    lines: Counter[tuple[str, str, str]] = Counter()
    for claim in v.analysis.allegations:
        ways = v.ways(claim)
        lines.update(dict.fromkeys((a.short, "passes on", b.short) for way in ways for a, b in pairwise(way)).keys())
        accuses = f"accuses, {CERTAINTY_NAME[claim.certainty]}"
        lines.update(dict.fromkeys((way[-1].short, accuses, v.short(a)) for way in ways for a in claim.accused).keys())
    rows: list[dict[str, object]] = [
        {"from": a, "relation": relation, "to": b, "allegations": number} for (a, relation, b), number in lines.items()
    ]
    columns = (
        Column("from", "From", "head"),
        Column("relation", "Relation"),
        Column("to", "To", "name"),
        Column("allegations", "Allegations", "number"),
    )
    return table(v, rows, columns, "The lines of the map")
