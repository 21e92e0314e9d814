"""The joined chains of one allegation: outlets on the left, origins on the right, the circle drawn apart.

Every party is one mark however many papers name it; its line is as thick as the papers that it carries. Beyond the
most carried ones, outlets, sources and origins are drawn as one mark each, so a thousand papers give a picture of the
same size as ten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefing.comparison import Claim, Comparison
from briefing.show import theme
from briefing.show.across import tables
from briefing.show.across.sentences import Names, origins
from briefing.show.figure import Figure, Missing, source_line
from briefing.show.figures.curves import link, spread
from briefing.show.words import count, label, listed, wrap

MOST_OUTLETS, MOST_SOURCES, MOST_ROOTS = 10, 12, 6
_ROW = 58  # pixels


@dataclass
class _Map:
    """Marks by key: name, column, papers; steps by their ends: papers. `apart` holds the steps that close a circle."""

    names: dict[str, str]
    column: dict[str, int]
    papers: Counter[str]
    steps: Counter[tuple[str, str]]
    apart: list[tuple[str, str]]
    roots: dict[str, bool]
    outlets: set[str]
    merged: int


def lineage(comparison: Comparison) -> Figure | Missing:
    """The chains of the allegation that most outlets carry; a line of text if there is none."""
    if not comparison.claims:
        return Missing("lineage", "No allegation was found, so there is no chain to join.")
    claim = comparison.claims[0]
    names = Names(comparison)
    found = _map(comparison, claim, names)
    heights = _heights(found)
    columns = max(found.column.values())
    tall = max(len([k for k in found.column if found.column[k] == at]) for at in range(columns + 1))
    title = _title(claim, names)
    heads = ["Outlets", *["has it from"] * (columns - 1), "Origin"][: columns + 1]
    top = max(y for _, y in heights.values()) + 0.75
    notes = [theme.note(f"<b>{head}</b>", x, top, yanchor="bottom") for x, head in enumerate(heads)]
    low = min(y for _, y in heights.values()) - (1.1 if found.apart else 0.75)
    if found.apart:
        taker, giver = found.apart[0]
        middle = (heights[taker][0] + heights[giver][0]) / 2
        notes.append(theme.note("closes the circle", middle, low + 0.24, yanchor="bottom"))
    data = [*_lines(found, heights), *_closing(found, heights, low + 0.1), *_marks(found, heights)]
    layout = theme.layout(
        title,
        _ROW * (tall + 2),
        xaxis=theme.bare_axis(range=[-0.45, columns + 0.45]),
        yaxis=theme.bare_axis(range=[low, top + 0.45]),
        annotations=notes,
    )
    caption = source_line(
        "Each mark is one outlet or source, whatever papers name it; a line is as thick as the papers behind it.",
        "Open marks on the right have no name or do not say where they have it from.",
        "The dashed line closes a circle and carries nothing." if found.apart else "",
        f"{count(found.merged, 'less carried outlet or source', 'less carried outlets or sources')} drawn together."
        if found.merged
        else "",
    )
    alt = (
        f"Map of who has it from whom: {count(len(found.outlets), 'outlet')} on the left, "
        f"{listed([names.party(root.party) for root in claim.roots], 4)} on the right."
    )
    return Figure("lineage", data, layout, title, caption, alt, tables.links(comparison, 1))


def _title(claim: Claim, names: Names) -> str:
    many = count(claim.outlets, "outlet")
    ends = names.parties(tuple(root.party for root in claim.roots), 3) or "nobody but the accused"
    lead = "One outlet has" if claim.outlets == 1 else f"{many} have"
    return f"{lead} it from {ends}: {origins(claim)}"


def _map(comparison: Comparison, claim: Claim, names: Names) -> _Map:
    """Parties and steps of the joined chains, the less carried ones under a common key."""
    papers: Counter[str] = Counter()
    for carrier in claim.carriers:
        papers.update({party for way in carrier.ways for party in way})
    roots = {root.party: root.known for root in claim.roots}
    outlets = {party.id for party in comparison.parties if party.publishes} & set(papers)
    steps = [(item.taker, item.giver) for item in claim.links]
    kept = _kept(papers, outlets - set(roots), set(roots))
    shown = {party: party if party in kept else _together(party, outlets, roots) for party in papers}
    spread_steps: Counter[tuple[str, str]] = Counter()
    for carrier in claim.carriers:
        walked = {step for way in carrier.ways for step in pairwise(way)}
        for taker, giver in walked & set(steps):
            if shown[taker] != shown[giver]:
                spread_steps[shown[taker], shown[giver]] += 1
    for taker, giver in steps:  # shown by a paper whose own way went on elsewhere
        if taker in shown and giver in shown and shown[taker] != shown[giver]:
            spread_steps[shown[taker], shown[giver]] += 0
    apart = [(shown[c.closing.taker], shown[c.closing.giver]) for c in claim.circles]
    merged: Counter[str] = Counter(key for party, key in shown.items() if party != key)
    what = {"+outlets": "more outlets", "+sources": "more sources", "+roots": "more origins"}
    label_of = {key: f"{merged[key]} {what[key]}" if key in what else names.party(key) for key in shown.values()}
    totals: Counter[str] = Counter()
    for party, number in papers.items():
        totals[shown[party]] += number
    ends = {shown[party]: known for party, known in roots.items()}
    return _Map(label_of, _columns(spread_steps, set(shown.values()), ends), totals, spread_steps, apart, ends,
                {shown[party] for party in outlets}, sum(merged.values()))  # fmt: skip


def _kept(papers: Counter[str], outlets: set[str], roots: set[str]) -> set[str]:
    """The most carried parties of each class."""
    ranked = sorted(papers, key=lambda party: (-papers[party], int(party[1:])))
    classes = (
        ([p for p in ranked if p in outlets], MOST_OUTLETS),
        ([p for p in ranked if p in roots], MOST_ROOTS),
        ([p for p in ranked if p not in outlets and p not in roots], MOST_SOURCES),
    )
    return {party for members, most in classes for party in members[:most]}


def _together(party: str, outlets: set[str], roots: dict[str, bool]) -> str:
    return "+roots" if party in roots else "+outlets" if party in outlets else "+sources"


def _columns(steps: Counter[tuple[str, str]], keys: set[str], roots: dict[str, bool]) -> dict[str, int]:
    """The longest way from the left to each mark; origins stand in the last column. Steps between merged marks may run
    in a circle, so a mark is never moved further than there are marks.
    """
    column = dict.fromkeys(sorted(keys), 0)
    for _ in keys:
        moved = False
        for taker, giver in sorted(steps):
            if column[giver] <= column[taker] < len(keys):
                column[giver] = column[taker] + 1
                moved = True
        if not moved:
            break
    last = max([1, *(at + 1 if key not in roots else at for key, at in column.items())])
    return {key: last if key in roots else min(at, last - 1) for key, at in column.items()}


def _heights(found: _Map) -> dict[str, tuple[float, float]]:
    """Marks of a column one above the other, each near the middle of those that take from it."""
    places: dict[str, tuple[float, float]] = {}
    takers: dict[str, list[str]] = defaultdict(list)
    for taker, giver in sorted(found.steps):
        takers[giver].append(taker)
    for at in range(max(found.column.values()) + 1):
        here = [key for key, column in found.column.items() if column == at]

        def middle(key: str) -> float:
            above = [places[taker][1] for taker in takers[key] if taker in places]
            return sum(above) / len(above) if above else 0.0

        here.sort(key=lambda key: (key.startswith("+"), -middle(key), -found.papers[key], found.names[key]))
        for key, y in zip(here, spread([1.0] * len(here)), strict=True):
            places[key] = (float(at), y)
    return places


def _lines(found: _Map, places: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    traces = []
    for (taker, giver), papers in sorted(found.steps.items()):
        xs, ys = link(places[taker], places[giver])
        traces.append(
            {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "opacity": 0.75,
             "line": {"color": theme.SOURCING, "width": min(1.2 + 0.5 * papers, 8)}}
        )  # fmt: skip
    return traces


def _closing(found: _Map, places: dict[str, tuple[float, float]], low: float) -> list[dict[str, Any]]:
    """The step that closes a circle: dashed, below the others, with an arrowhead that says which way it runs."""
    traces: list[dict[str, Any]] = []
    for taker, giver in dict.fromkeys(found.apart):
        middle = ((places[taker][0] + places[giver][0]) / 2, low)
        xs, ys = link(places[taker], middle)
        more_x, more_y = link(middle, places[giver])
        xs, ys = [*xs[:-1], *more_x[1:]], [*ys[:-1], *more_y[1:]]
        traces.append({"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
                       "line": {"color": theme.GREY, "width": 1.6, "dash": "dash"}})  # fmt: skip
        left = places[giver][0] < places[taker][0]
        traces.append({"type": "scatter", "mode": "markers", "x": [middle[0]], "y": [low], "hoverinfo": "skip",
                       "marker": {"symbol": "triangle-left" if left else "triangle-right", "size": 10,
                                  "color": theme.GREY}})  # fmt: skip
    return traces


def _marks(found: _Map, places: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    keys = sorted(places, key=lambda key: (places[key][0], -places[key][1]))
    symbols, colours, hover, text = [], [], [], []
    for key in keys:
        root = key in found.roots
        symbols.append("triangle-up" if key in found.outlets else "square" if found.roots.get(key) else "circle")
        if root and not found.roots[key]:
            symbols[-1] += "-open"
        colours.append(theme.GREY if key in found.outlets else theme.SOURCING)
        papers = count(found.papers[key], "paper")
        hover.append(f"{label(found.names[key])}<br>{papers}{', an origin' if root else ''}")
        name = wrap(found.names[key], 20)
        text.append(f"<b>{name}</b>" if root else name)
    spots: dict[str, Any] = {"x": [places[key][0] for key in keys]}
    return [
        {"type": "scatter", "mode": "markers", **spots, "y": [places[key][1] for key in keys], "hovertext": hover,
         "hoverinfo": "text",
         "marker": {"symbol": symbols, "size": 12, "color": colours, "line": {"width": 2, "color": colours}}},
        {"type": "scatter", "mode": "text", **spots, "y": [places[key][1] + 0.13 for key in keys], "text": text,
         "textposition": "top center", "textfont": {"size": 11}, "hoverinfo": "skip", "cliponaxis": False},
    ]  # fmt: skip
