"""The actor map of the page: a drawing (SVG) that needs no script, follows light and dark, and prints sharp.

The same nodes, lines and places as the interactive map (`briefing.show.figures.network`). Lines and marks carry the
keys of their source, so that the page can fade what falls when a source is switched off.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from briefing.schema import Certainty
from briefing.show.figures import mapping
from briefing.show.figures.curves import Point
from briefing.show.figures.mapping import Net, Plan
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import View
from briefing.show.words import capital, count, escape, shorten

Placing = Callable[[Point], Point]  # from the map's columns and rows to the drawing
COLUMN = 200  # units of the drawing between two columns
EDGE = 84  # room at the left and right for names
HEAD = 44  # room above the highest row
_SHIFT: dict[Certainty, float] = {"asserted": 0, "hedged": 5, "negated": -5}  # lines between the same two
_WIDTH = 22  # characters of a name on one line


def actor_map(v: View) -> str:
    """The map as a figure in HTML; a line of text instead if there is no allegation."""
    if not v.analysis.allegations:
        return '<p class="bf-empty">No allegation was found, so there is nobody to connect: the actors are listed below.</p>'
    plan = mapping.plan(v)
    high = max(y for _, y in plan.places.values())
    low = min(y for _, y in plan.places.values())

    def at(place: Point) -> Point:
        return EDGE + place[0] * COLUMN, HEAD + 34 + (high - place[1]) * mapping.ROW

    width = 2 * EDGE + COLUMN * (len(plan.columns) - 1)
    height = HEAD + 34 + (high - low) * mapping.ROW + 30
    heads = "".join(
        f'<text class="bf-map-head" x="{EDGE + x * COLUMN}" y="16" text-anchor="middle">{heading}</text>'
        for x, (heading, _) in enumerate(plan.columns)
    )
    svg = (
        f'<svg class="bf-map" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" role="img" '
        f'aria-label="{escape(mapping.alt(v, plan.net))}">{heads}'
        f"{''.join(_lines(plan, at))}{''.join(_nodes(v, plan, at))}</svg>"
    )
    return (
        '<figure class="bf-figure" id="actor-map"><figcaption id="actor-map-title">'
        f'<span class="bf-figure-number"></span> <strong class="bf-finding">{escape(mapping.finding(v))}</strong>'
        f'</figcaption><div class="bf-scroll" tabindex="0" role="group" aria-labelledby="actor-map-title">{svg}</div>'
        f'<p class="bf-caption">{escape(mapping.caption(v, plan))}</p>'
        f'<details class="bf-data"><summary>The map as a table</summary>{mapping.edges(v).html()}</details></figure>'
    )


def text(v: View) -> str:
    """The map in words."""
    if not v.analysis.allegations:
        return "No allegation was found, so there is nobody to connect."
    return mapping.alt(v, mapping.plan(v).net)


def _lines(plan: Plan, at: Placing) -> list[str]:
    """Sourcing lines, then accusations with their arrow heads."""
    made = []
    for (a, b), number in sorted(plan.net.sourcing.items(), key=lambda item: (item[1], item[0])):
        points = [at(point) for point in mapping.way("s", a, b, plan.places)]
        made.append(
            f'<path class="bf-l-sourcing" data-source="{escape(b)}" d="{_curve(points)}" '
            f'stroke-width="{min(1 + 0.4 * number, 6):.1f}"></path>'
        )
    for (a, b, certainty), number in sorted(plan.net.accusing.items(), key=lambda item: (item[1], item[0])):
        points = [at(point) for point in mapping.way("a", a, b, plan.places)]
        shift = _SHIFT[certainty]
        points = [(x, y + shift) for x, y in points]
        gap = mapping.size(plan.net, b) / 2 + 3
        bend = points[-2][0] == points[-1][0]
        end = (points[-1][0] + (gap if bend else -gap), points[-1][1])
        made.append(
            f'<g class="bf-l-accusing bf-{certainty}" data-source="{escape(a)}">'
            f"<title>{escape(f'{plan.net.nodes[a]} → {plan.net.nodes[b]}')}: {count(number, 'allegation')}, "
            f"{CERTAINTY_NAME[certainty]}</title>"
            f'<path d="{_curve([*points[:-1], end])}" stroke-width="{min(1 + 0.5 * number, 4):.1f}"></path>'
            f'<path class="bf-head" d="{_head(end, bend)}"></path></g>'
        )
    return made


def _curve(points: list[Point]) -> str:
    """A smooth line that leaves and arrives level; between points of one column it bends to the right."""
    (x, y), *rest = points
    parts = [f"M{x:.1f} {y:.1f}"]
    for x1, y1 in rest:
        if abs(x1 - x) < 30:
            bulge = min(60 + 0.1 * abs(y1 - y), 90)
            parts.append(f"C{x + bulge:.1f} {y:.1f} {x1 + bulge:.1f} {y1:.1f} {x1:.1f} {y1:.1f}")
        else:
            handle = (x1 - x) * 0.55
            parts.append(f"C{x + handle:.1f} {y:.1f} {x1 - handle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}")
        x, y = x1, y1
    return "".join(parts)


def _head(end: Point, leftwards: bool) -> str:
    """A small arrow head that points to the right, or to the left where a line comes back to its own column."""
    x, y = end
    back = 8 if leftwards else -8
    return f"M{x:.1f} {y:.1f}l{back} -3.6v7.2z"


def _nodes(v: View, plan: Plan, at: Placing) -> list[str]:
    made = []
    net = plan.net
    for key in (key for key in plan.places if key in net.nodes):
        x, y = at(plan.places[key])
        part = "accused" if net.accused[key] else "nobody" if key in ("nobody", "outlet") else "source"
        radius = mapping.size(net, key) / 2
        lines = _wrapped(net.nodes[key])
        top = y - radius - 6 - 14 * (len(lines) - 1)
        words = "".join(
            f'<text x="{x:.1f}" y="{top + 14 * place:.1f}" text-anchor="middle">{escape(line)}</text>'
            for place, line in enumerate(lines)
        )
        made.append(
            f'<g class="bf-node bf-node-{part}" data-source="{escape(key)}"><title>{escape(", ".join(mapping.told(v, net, key)))}</title>'
            f"{_mark(net, key, x, y, radius)}{words}</g>"
        )
    return made


def _wrapped(name: str) -> list[str]:
    """A name on at most two lines."""
    words = name.split()
    first = words[:1]
    rest = words[1:]
    while rest and len(" ".join([*first, rest[0]])) <= _WIDTH:
        first.append(rest.pop(0))
    return [shorten(capital(" ".join(part)) if place == 0 else " ".join(part), _WIDTH + 2)
            for place, part in enumerate((first, rest)) if part]  # fmt: skip


def _mark(net: Net, key: str, x: float, y: float, r: float) -> str:
    """The mark of a kind, in the shapes of `theme`: filled, or open for those without a name."""
    symbol = net.symbols[key]
    hollow = ' class="bf-open"' if symbol.endswith("-open") else ""
    corners = {"diamond": (4, 0.0), "square": (4, pi / 4), "triangle-up": (3, -pi / 2), "pentagon": (5, -pi / 2),
               "hexagon2": (6, 0.0)}  # fmt: skip
    if symbol in corners:
        number, turn = corners[symbol]
        points = " ".join(
            f"{x + 1.2 * r * cos(turn + 2 * pi * i / number):.1f},{y + 1.2 * r * sin(turn + 2 * pi * i / number):.1f}"
            for i in range(number)
        )
        return f'<polygon points="{points}"></polygon>'
    if symbol == "bowtie":
        points = " ".join(f"{x + a * r:.1f},{y + b * r:.1f}" for a, b in ((-1, -1), (-1, 1), (1, -1), (1, 1)))
        return f'<polygon points="{points}"></polygon>'
    if symbol == "cross":
        return f'<path d="M{x - r:.1f} {y:.1f}h{2 * r:.1f}M{x:.1f} {y - r:.1f}v{2 * r:.1f}"></path>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"{hollow}></circle>'
