"""The actor map as an interactive figure: who passes on what from whom (sourcing), and who is accused by whom (accusation)."""

from __future__ import annotations

from typing import Any

from briefing.show import theme
from briefing.show.figure import Figure, Missing
from briefing.show.figures.curves import Point, through
from briefing.show.figures.mapping import ROW, Net, alt, caption, edges, finding, plan, size, told, way
from briefing.show.tables import Subject
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import View, view
from briefing.show.words import count, label, wrap


def actor_map(subject: Subject) -> Figure | Missing:
    """The map of all who say or are accused; a line of text instead if there is no allegation."""
    v = view(subject)
    if not v.analysis.allegations:
        return Missing(
            "actor-map", "No allegation was found, so there is nobody to connect: the actors are listed below."
        )
    made = plan(v)
    net, columns, places = made.net, made.columns, made.places
    low, high = min(y for _, y in places.values()), max(y for _, y in places.values())
    title = finding(v)
    last = len(columns) - 1
    data = [*_sourcing(net, places), *_accusing(net, places), *_nodes(v, net, places)]
    notes = [
        theme.note(f"<b>{heading}</b>", x, high + 0.95, yanchor="bottom") for x, (heading, _) in enumerate(columns)
    ]
    bottom, top = low - 0.45, high + 1.35
    layout = theme.layout(
        title,
        int(ROW * (top - bottom)),
        xaxis=theme.bare_axis(range=[-0.45, last + 0.45]),
        yaxis=theme.bare_axis(range=[bottom, top]),
        annotations=notes,
    )
    return Figure("actor-map", data, layout, title, caption(v, made), alt(v, net), edges(v))


def _sourcing(net: Net, places: dict[str, Point]) -> list[dict[str, Any]]:
    traces = []
    for (a, b), number in sorted(net.sourcing.items(), key=lambda item: (item[1], item[0])):
        xs, ys = through(way("s", a, b, places))
        traces.append(
            {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
             "line": {"color": theme.SOURCING, "width": min(1 + 0.4 * number, 6), "shape": "spline"}}
        )  # fmt: skip
    return traces


def _accusing(net: Net, places: dict[str, Point]) -> list[dict[str, Any]]:
    traces = []
    for (a, b, certainty), number in sorted(net.accusing.items(), key=lambda item: (item[1], item[0])):
        # Two lines of different certainty between the same two would lie on each other.
        shift = {"asserted": 0.0, "hedged": 0.08, "negated": -0.08}[certainty]
        xs, ys = through([(x, y + shift) for x, y in way("a", a, b, places)])
        words = f"{net.nodes[a]} → {net.nodes[b]}: {count(number, 'allegation')}, {CERTAINTY_NAME[certainty]}"
        points = len(xs)
        traces.append(
            {"type": "scatter", "mode": "lines+markers", "x": xs, "y": ys,
             "line": {"color": theme.ACCUSATION, "width": min(1 + 0.5 * number, 5), "dash": theme.DASH[certainty],
                         "shape": "spline"},
             "marker": {"symbol": "arrow", "angleref": "previous", "opacity": 1, "color": theme.ACCUSATION,
                        "size": [0] * (points - 2) + [11, 0],
                        "standoff": [0] * (points - 2) + [size(net, b) / 2 + 1, 0]},
             "hovertext": label(words), "hoverinfo": "text"}
        )  # fmt: skip
    return traces


def _nodes(v: View, net: Net, places: dict[str, Point]) -> list[dict[str, Any]]:
    keys = [key for key in places if key in net.nodes]
    hover, colours = [], []
    for key in keys:
        hover.append("<br>".join(label(part) for part in told(v, net, key)))
        colours.append(theme.ACCUSATION if net.accused[key] else theme.GREY if key == "nobody" else theme.SOURCING)
    sizes = [size(net, key) for key in keys]
    return [
        {"type": "scatter", "mode": "markers", "x": [places[k][0] for k in keys], "y": [places[k][1] for k in keys],
         "marker": {"symbol": [net.symbols[k] for k in keys], "size": sizes, "color": colours, "opacity": 1,
                    "line": {"width": 2, "color": colours}},
         "hovertext": hover, "hoverinfo": "text"},
        {"type": "scatter", "mode": "text", "x": [places[k][0] for k in keys],
         "y": [places[k][1] + (size / 2 + 4) / ROW for k, size in zip(keys, sizes, strict=True)],
         "text": [wrap(net.nodes[k], 20) for k in keys], "textposition": "top center", "textfont": {"size": 11},
         "hoverinfo": "skip", "cliponaxis": False},
    ]  # fmt: skip
