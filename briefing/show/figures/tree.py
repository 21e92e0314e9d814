"""The attribution ladder: every chain from the outlet inwards, merged where chains run together.

One row an allegation. The line from the origin to the accused is drawn as certain as the words are.
"""

from __future__ import annotations

from typing import Any

from briefing.schema import Allegation
from briefing.show import theme
from briefing.show.figure import Figure, Missing, source_line
from briefing.show.figures.curves import step
from briefing.show.sentences import main_statement
from briefing.show.table import Column, Table, table
from briefing.show.tables import Subject, chain_words
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import Source, View, view
from briefing.show.words import capital, count, label, listed, quoted, shorten, wrap

MOST = 60
ROW = 44  # pixels: two lines of letters
Way = tuple[str, ...]


def ladder(subject: Subject) -> Figure | Missing:
    """The chains of all allegations, or of the first 60; a line of text instead if there is none."""
    v = view(subject)
    if not v.analysis.allegations:
        return Missing("ladder", "No allegation was found, so there is no chain to draw.")
    claims = _ordered(v)[:MOST]
    deepest = max(len(v.chain(claim)) for claim in claims) - 1
    rows = {claim.id: -float(place) for place, claim in enumerate(claims)}
    sources, heights = _nodes(v, claims, rows)
    title = finding(v)
    left_out = len(v.analysis.allegations) - len(claims)
    data = [*_sourcing(v, claims, heights), *_accusing(v, claims, rows, heights, deepest),
            *_marks(v, sources, heights), *_leaves(v, claims, rows, deepest)]  # fmt: skip
    heads = [wrap(capital(v.chain(claims[0])[0].short), 16), "says that", *["citing"] * (deepest - 1)][: deepest + 1]
    notes = [
        theme.note(f"<b>{head}</b>", x, 0.85, yanchor="bottom", xanchor="left" if x in (0, deepest + 1) else "center")
        for x, head in enumerate([*heads, "accuses"])
    ]
    layout = theme.layout(
        title,
        ROW * (len(claims) + 2),
        xaxis=theme.bare_axis(range=[-0.12, (deepest + 1) * 1.72 + 0.35]),
        yaxis=theme.bare_axis(range=[-len(claims) + 0.35, 1.6]),
        annotations=notes,
    )
    caption = source_line(
        "Read from left to right: who passes on whose words, down to the origin, and whom it accuses.",
        "The last line is solid where the origin puts it flatly, dashed where hedged, dotted where negated.",
        f"{capital(count(left_out, 'allegation'))} left out; the table has all." if left_out else "",
    )
    return Figure("ladder", data, layout, title, caption, _alt(v), _table(v))


def _ordered(v: View) -> list[Allegation]:
    """Allegations so that equal beginnings of chains stand together, each group where the text first has it."""
    claims = list(v.analysis.allegations)
    first: dict[Way, int] = {}
    ways = {claim.id: tuple(source.key for source in v.chain(claim)) for claim in claims}
    for place, claim in enumerate(claims):
        way = ways[claim.id]
        for length in range(1, len(way) + 1):
            first.setdefault(way[:length], place)
    return sorted(
        claims, key=lambda c: ([first[ways[c.id][:n]] for n in range(1, len(ways[c.id]) + 1)], claims.index(c))
    )


def _nodes(
    v: View, claims: list[Allegation], rows: dict[str, float]
) -> tuple[dict[Way, Source], dict[Way, tuple[float, float]]]:
    """Every source on its way from the outlet, at the mean height of the allegations behind it."""
    sources: dict[Way, Source] = {}
    below: dict[Way, list[float]] = {}
    for claim in claims:
        chain = v.chain(claim)
        way: Way = ()
        for source in chain:
            way = (*way, source.key)
            sources[way] = source
            below.setdefault(way, []).append(rows[claim.id])
    return sources, {way: (float(len(way) - 1), sum(ys) / len(ys)) for way, ys in below.items()}


def _sourcing(v: View, claims: list[Allegation], heights: dict[Way, tuple[float, float]]) -> list[dict[str, Any]]:
    number: dict[Way, int] = {}
    for claim in claims:
        way = tuple(source.key for source in v.chain(claim))
        for length in range(2, len(way) + 1):
            number[way[:length]] = number.get(way[:length], 0) + 1
    traces = []
    for way, many in number.items():
        xs, ys = step(heights[way[:-1]], heights[way])
        traces.append(
            {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
             "line": {"color": theme.SOURCING, "width": min(1 + 0.45 * many, 7)}}
        )  # fmt: skip
    return traces


def _accusing(
    v: View, claims: list[Allegation], rows: dict[str, float], heights: dict[Way, tuple[float, float]], deepest: int
) -> list[dict[str, Any]]:
    traces = []
    for certainty in theme.DASH:
        xs: list[float | None] = []
        ys: list[float | None] = []
        for claim in claims:
            if claim.certainty == certainty:
                way = tuple(source.key for source in v.chain(claim))
                more_x, more_y = step(heights[way], (float(deepest + 1), rows[claim.id]))
                xs += more_x
                ys += more_y
        if xs:
            traces.append(
                {"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
                 "line": {"color": theme.ACCUSATION, "width": 1.6, "dash": theme.DASH[certainty]}}
            )  # fmt: skip
    return traces


def _marks(v: View, sources: dict[Way, Source], heights: dict[Way, tuple[float, float]]) -> list[dict[str, Any]]:
    ways = sorted(sources, key=len)  # the outlet first: its name stands at the head of the column
    symbols, hover = [], []
    for way in ways:
        source = sources[way]
        actor = v.actors.get(source.key)
        if source.kind in ("unnamed", "nobody"):
            symbols.append("circle-open")
        else:
            symbols.append("triangle-up" if source.kind == "outlet" else theme.shape(actor.kind if actor else None))
        shown = f"{quoted(source.quote.words, 60)} {v.places.name(source.quote.start)}" if source.quote else ""
        hover.append("<br>".join(label(part) for part in (source.name, shown) if part))
    colours = [theme.GREY if sources[way].kind in ("nobody", "outlet") else theme.SOURCING for way in ways]
    return [
        {"type": "scatter", "mode": "markers", "x": [heights[w][0] for w in ways], "y": [heights[w][1] for w in ways],
         "marker": {"symbol": symbols, "size": 11, "color": colours, "line": {"width": 2, "color": colours}},
         "hovertext": hover, "hoverinfo": "text"},
        {"type": "scatter", "mode": "text", "x": [heights[w][0] for w in ways[1:]],
         "y": [heights[w][1] + 0.16 for w in ways[1:]], "hoverinfo": "skip", "cliponaxis": False,
         "text": [wrap(sources[w].short, 16) for w in ways[1:]], "textfont": {"size": 11},
         "textposition": "top center"},
    ]  # fmt: skip


def _leaves(v: View, claims: list[Allegation], rows: dict[str, float], deepest: int) -> list[dict[str, Any]]:
    text, hover = [], []
    for claim in claims:
        statement = main_statement(v, claim)
        text.append(f"<b>{label(shorten(listed(v.accused(claim), 3), 46))}</b><br>{label(quoted(statement.words, 48))}")
        lines = [wrap(quoted(statement.words), 70, 5), label(f"{CERTAINTY_NAME[claim.certainty]}, "
                                                             f"{v.places.name(statement.start)}")]  # fmt: skip
        hover.append("<br>".join(lines))
    ys = [rows[claim.id] for claim in claims]
    return [
        {"type": "scatter", "mode": "markers", "x": [deepest + 1] * len(ys), "y": ys, "hovertext": hover,
         "hoverinfo": "text", "customdata": [claim.id for claim in claims],
         "marker": {"symbol": [theme.CERTAINTY_MARK[claim.certainty] for claim in claims], "size": 9,
                    "color": theme.ACCUSATION, "line": {"width": 2, "color": theme.ACCUSATION}}},
        {"type": "scatter", "mode": "text", "x": [deepest + 1 + 0.06 * (deepest + 1)] * len(ys), "y": ys, "text": text,
         "textposition": "middle right", "textfont": {"size": 11}, "hoverinfo": "skip", "cliponaxis": False},
    ]  # fmt: skip


def finding(v: View) -> str:
    """The finding that stands above the ladder, as a sentence without its full stop."""
    total = len(v.analysis.allegations)
    found = v.lineage.bearings()
    if not found:
        return "No source stands behind the outlet in any chain"
    best, falls = v.source(found[0].source).short, len(found[0].falls)
    if falls == total:
        return f"Every allegation passes through {best}" if total > 1 else f"The one allegation passes through {best}"
    return (
        f"{falls} of {total} allegations rest on {best}, more than on any other source"
        if (len(found) == 1 or len(found[1].falls) < falls)
        else f"No single source carries more than {falls} of {total} allegations"
    )


def _alt(v: View) -> str:
    deepest = max(v.analysis.allegations, key=lambda claim: len(v.chain(claim)))
    return (
        f"Tree of {count(len(v.analysis.allegations), 'chain')} of attribution. The deepest runs through "
        f"{listed([source.name for source in v.chain(deepest)], 6)} and accuses {listed(v.accused(deepest))}."
    )


def _table(v: View) -> Table:
    rows: list[dict[str, object]] = []
    for number, claim in enumerate(v.analysis.allegations, start=1):
        statement = main_statement(v, claim)
        rows.append(
            {
                "number": number,
                "chain": chain_words(v, claim.id),
                "accused": listed(v.accused(claim)),
                "certainty": CERTAINTY_NAME[claim.certainty],
                "statement": statement.words,
                "start": statement.start,
                "end": statement.end,
            }
        )
    columns = (
        Column("number", "No.", "head"),
        Column("chain", "Who says so, from the reader inwards"),
        Column("accused", "Accused"),
        Column("certainty", "Certainty"),
        Column("statement", "Statement", "evidence"),
    )
    return table(v, rows, columns, "The chains of the ladder")
