"""The matrix of accusers and accused: one mark an allegation, its shape the certainty, a ring the reply."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from briefing.schema import Allegation
from briefing.show import theme
from briefing.show.figure import Figure, Missing, source_line
from briefing.show.sentences import main_statement
from briefing.show.table import Column, Table, table
from briefing.show.tables import RESPONSE_NAME, Subject
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import View, view
from briefing.show.words import capital, count, label, listed, quoted, wrap

MOST_ROWS = 16
MOST_COLUMNS = 12
ROW = 46
_MARK = 16 / 540  # room of a mark, as a share of the width of all columns on a page of 700 px


@dataclass(frozen=True)
class Cross:
    """Allegations by (accuser, accused), the accuser being the origin of a way to it; keys, most first, and names."""

    cells: dict[tuple[str, str], list[Allegation]]
    names: dict[str, str]
    accusers: tuple[str, ...]
    accused: tuple[str, ...]


def cross(v: View) -> Cross:
    """Who accuses whom of what; claims of nobody stand last among the accusers."""
    names: dict[str, str] = {}
    cells: dict[tuple[str, str], list[Allegation]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for claim in v.analysis.allegations:
        for origin in {way[-1].key: way[-1] for way in v.ways(claim)}.values():
            names[origin.key] = capital(origin.short)
            total[origin.key] += len(claim.accused)
            for actor in claim.accused:
                cells[origin.key, actor].append(claim)
    accusers = sorted(dict.fromkeys(key for key, _ in cells), key=lambda key: (key == "nobody", -total[key]))
    return Cross(dict(cells), names, tuple(accusers), tuple(reply.actor for reply in v.lineage.replies()))


def matrix(subject: Subject) -> Figure | Missing:
    """Who accuses whom; an accuser is the origin of a chain. A line of text instead if there is no allegation."""
    v = view(subject)
    claims = v.analysis.allegations
    if not claims:
        return Missing("matrix", "No allegation was found, so nobody stands accused here.")
    crossed = cross(v)
    names, cells = crossed.names, crossed.cells
    rows, columns = list(crossed.accusers), list(crossed.accused)
    out = len(rows[MOST_ROWS:]) + len(columns[MOST_COLUMNS:])
    rows, columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    shown = {place: found for place, found in cells.items() if place[0] in rows and place[1] in columns}
    across = _across(columns)
    deepest = {row: max(-(-len(shown.get((row, c), [])) // across) for c in columns) for row in rows}
    tops = _tops(rows, deepest)
    height = sum(max(1.0, 0.55 * deepest[row] + 0.2) for row in rows)
    title = finding(v, crossed)
    slanted = len(columns) > 7
    heads = 100 if slanted else 58
    width = 18 if slanted else max(9, 80 // len(columns))
    layout = theme.layout(
        title,
        int(ROW * height) + heads,
        xaxis={"side": "top", "range": [-0.5, len(columns) - 0.5], "tickmode": "array", "fixedrange": True,
               "tickvals": list(range(len(columns))), "tickangle": -40 if slanted else 0, "ticks": "",
               "ticktext": [wrap(v.short(actor), width, 2 if slanted else 3) for actor in columns]},
        yaxis={"range": [-height, 0], "tickmode": "array", "fixedrange": True, "ticks": "",
               "tickvals": [tops[row] - max(1.0, 0.55 * deepest[row] + 0.2) / 2 for row in rows],
               "ticktext": [wrap(names[row], 22) for row in rows]},
        annotations=[theme.note("accuser ↓  accused →", 0, 1, xref="paper", yref="paper", xanchor="right",
                                yanchor="bottom", xshift=-6, yshift=6)],
        shapes=[_rule(-0.5, len(columns) - 0.5, tops[row]) for row in rows],
    )  # fmt: skip
    layout["margin"]["t"] += heads
    caption = source_line(
        "One mark an allegation: filled where put flatly, open where hedged, a cross where negated; ringed where the "
        "accused is recorded to have answered. The accuser is the origin of the chain.",
        f"{capital(count(out, 'less frequent name'))} left out; the table has all." if out else "",
    )
    data = [trace for trace in (_rings(v, shown, rows, columns, tops, deepest), _marks(v, shown, rows, columns, tops,
                                                                                       deepest)) if trace]  # fmt: skip
    return Figure("matrix", data, layout, title, caption, _alt(v, names, cells), _table(v))


def _tops(rows: list[str], deepest: dict[str, int]) -> dict[str, float]:
    """The upper edge of each row; rows grow with the marks in their fullest cell."""
    tops, at = {}, 0.0
    for row in rows:
        tops[row] = at
        at -= max(1.0, 0.55 * deepest[row] + 0.2)
    return tops


def _across(columns: list[str]) -> int:
    """How many marks fit side by side into a cell."""
    return max(1, min(4, int(0.9 / (_MARK * len(columns)))))


def _spots(
    shown: dict[tuple[str, str], list[Allegation]],
    rows: list[str],
    columns: list[str],
    tops: dict[str, float],
    deepest: dict[str, int],
) -> list[tuple[float, float, Allegation]]:
    """Where each mark stands: in rows of as many as fit, centred in the cell."""
    found = []
    most = _across(columns)
    apart = min(_MARK * len(columns), 0.2)
    for (row, column), claims in shown.items():
        lines = -(-len(claims) // most)
        middle = tops[row] - max(1.0, 0.55 * deepest[row] + 0.2) / 2
        for place, claim in enumerate(claims):
            line, across = divmod(place, most)
            inside = min(most, len(claims) - line * most)
            x = columns.index(column) + (across - (inside - 1) / 2) * apart
            found.append((round(x, 4), round(middle + ((lines - 1) / 2 - line) * 0.5, 4), claim))
    return found


def _marks(v: View, *place: Any) -> dict[str, Any]:
    spots = _spots(*place)
    hover = []
    for _, _, claim in spots:
        lines = [
            f"{capital(listed([s.short for s in v.chain(claim)[1:]], 6) or v.article)} on {listed(v.accused(claim))}",
            quoted(main_statement(v, claim).words, 70),
            CERTAINTY_NAME[claim.certainty],
            reply_words(claim),
        ]
        hover.append("<br>".join(label(line) for line in lines))
    return {
        "type": "scatter", "mode": "markers", "x": [x for x, _, _ in spots], "y": [y for _, y, _ in spots],
        "marker": {"symbol": [theme.CERTAINTY_MARK[c.certainty] for _, _, c in spots], "size": 11,
                   "color": theme.ACCUSATION, "line": {"width": 2, "color": theme.ACCUSATION}},
        "customdata": [claim.id for _, _, claim in spots], "hovertext": hover, "hoverinfo": "text",
    }  # fmt: skip


def _rings(v: View, *place: Any) -> dict[str, Any] | None:
    spots = [spot for spot in _spots(*place) if spot[2].responses]
    if not spots:
        return None
    return {
        "type": "scatter", "mode": "markers", "x": [x for x, _, _ in spots], "y": [y for _, y, _ in spots],
        "hoverinfo": "skip",
        "marker": {"symbol": "circle-open", "size": 20, "color": theme.REPLY,
                   "line": {"width": 2, "color": theme.REPLY}},
    }  # fmt: skip


def _rule(x0: float, x1: float, y: float) -> dict[str, Any]:
    return {"type": "line", "x0": x0, "x1": x1, "y0": y, "y1": y, "layer": "below",
            "line": {"color": theme.FAINT, "width": 0.5}}  # fmt: skip


def reply_words(claim: Allegation) -> str:
    """What the accused are recorded to have answered, or that nothing is."""
    kinds = list(dict.fromkeys(RESPONSE_NAME[response.kind] for response in claim.responses))
    return f"accused {listed(kinds)}" if kinds else "no reply recorded"


def finding(v: View, crossed: Cross) -> str:
    """What the matrix shows, as a sentence without its full stop."""
    names, cells = crossed.names, crossed.cells
    accusers: dict[str, set[str]] = defaultdict(set)
    for row, column in cells:
        accusers[column].add(row)
    most = max(len(rows) for rows in accusers.values())
    top = [column for column in accusers if len(accusers[column]) == most]
    if most == 1:
        return (
            "Nobody is accused by more than one origin"
            if len(cells) > 1
            else (f"One origin and one accused: {next(iter(names.values()))}, {v.short(top[0])}")
        )
    named = capital(listed([v.short(column) for column in top], 3))
    return f"Accused from most sides: {named}, by {most} origins{' each' if len(top) > 1 else ''}"


def _alt(v: View, names: dict[str, str], cells: dict[tuple[str, str], list[Allegation]]) -> str:
    parts = [f"{names[row]} against {v.short(column)} ({len(found)})" for (row, column), found in
             sorted(cells.items(), key=lambda item: -len(item[1]))[:5]]  # fmt: skip
    more = f"; and {count(len(cells) - 5, 'further pair')}" if len(cells) > 5 else ""
    return f"Matrix of accusers and accused. {'; '.join(parts)}{more}."


def _table(v: View) -> Table:
    rows: list[dict[str, object]] = []
    for number, claim in enumerate(v.analysis.allegations, start=1):
        rows.append(
            {
                "number": number,
                "accuser": capital(v.chain(claim)[-1].short),
                "accused": listed(v.accused(claim)),
                "certainty": CERTAINTY_NAME[claim.certainty],
                "reply": reply_words(claim),
            }
        )
    columns = (
        Column("number", "No.", "head"),
        Column("accuser", "Accuser"),
        Column("accused", "Accused"),
        Column("certainty", "Certainty"),
        Column("reply", "Reply"),
    )
    return table(v, rows, columns, "The marks of the matrix")
