"""The timeline: dates that the text prints, as long as their words leave them open, and the day it was filed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from briefing.schema import Allegation
from briefing.show import theme
from briefing.show.dates import Stated, filed, stated
from briefing.show.figure import Figure, Missing, source_line
from briefing.show.table import Column, Table, table
from briefing.show.tables import Subject
from briefing.show.view import View, view
from briefing.show.words import capital, count, flat, label, listed, long_date, shorten, wrap

MOST = 24
ROW = 34


def timeline(subject: Subject) -> Figure | Missing:
    """The dates of the text on an axis; a line of text instead if it prints none that can be placed."""
    v = view(subject)
    found = _distinct(v)
    day = filed(v)
    if not found:
        told = f" It was filed on {long_date(day.isoformat())}." if day else " It does not say when it was filed."
        return Missing("timeline", f"The text prints no date that can be placed.{told}")
    shown = sorted(found, key=lambda item: (item.first, item.last, item.start))[-MOST:]
    rows = {item.start: place for place, item in enumerate(reversed(shown))}
    ends = [item.first for item in shown if item.first] + [item.last for item in shown if item.last]
    low, high = min([*ends, *([day] if day else [])]), max([*ends, *([day] if day else [])])
    pad = max(timedelta(days=3), (high - low) * 0.04)
    title = _title(v, shown, day)
    shapes, notes = [], []
    if day:
        shapes.append({"type": "line", "x0": day.isoformat(), "x1": day.isoformat(), "yref": "paper", "y0": 0, "y1": 1,
                       "line": {"color": theme.SOURCING, "width": 1, "dash": "solid"}})  # fmt: skip
        notes.append(theme.note(f"filed {long_date(day.isoformat())}", day.isoformat(), 1, yref="paper",
                                yanchor="bottom", xanchor="right" if (day - low) * 2 > high - low else "left",
                                font={"size": 11, "color": theme.SOURCING}))  # fmt: skip
    layout = theme.layout(
        title,
        ROW * len(shown) + 70,
        xaxis={"type": "date", "range": [(low - pad).isoformat(), (high + pad).isoformat()], "ticks": "outside",
               "ticklen": 4, "showline": True, "linecolor": theme.FAINT, "nticks": 7,
               "title": {"text": "date", "standoff": 4, "font": {"size": 11, "color": theme.GREY}}},
        yaxis={"tickmode": "array", "tickvals": list(rows.values()), "range": [-0.7, len(shown) - 0.3],
               "ticktext": [_tick(v, item) for item in reversed(shown)], "ticks": "", "fixedrange": True},
        shapes=shapes,
        annotations=notes,
    )  # fmt: skip
    open_dates = [item for item in stated(v) if item.first is None]
    caption = source_line(
        "Bars are as long as the words leave the date open. Orange and thick: in a sentence that accuses. Open marks: worked out "
        "from the filing date, not printed.",
        f"{capital(count(len(found) - len(shown), 'earlier date'))} left out." if len(found) > len(shown) else "",
        f"{capital(count(len(open_dates), 'date'))} without a year has no place here." if open_dates else "",
    )
    return Figure("timeline", _bars(v, shown, rows), layout, title, caption, _alt(v, shown, day), _table(v))


def claims_at(v: View, item: Stated) -> list[Allegation]:
    """The allegations whose statement, or its sentence, holds the date."""
    found = []
    for claim in v.analysis.allegations:
        for statement in claim.statements:
            start, end = v.places.sentence(statement.start, statement.end)
            if min(start, statement.start) <= item.start < max(end, statement.end):
                found.append(claim)
                break
    return found


def _distinct(v: View) -> list[Stated]:
    """Dates that can be placed; of the same date in the same paragraph only the first."""
    kept: dict[tuple[date, date, int], Stated] = {}
    for item in stated(v):
        if item.first and item.last:
            kept.setdefault((item.first, item.last, v.places.block(item.start).start), item)
    return list(kept.values())


def _bars(v: View, shown: list[Stated], rows: dict[int, int]) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    for inside, colour in ((False, theme.GREY), (True, theme.ACCUSATION)):
        items = [item for item in shown if bool(claims_at(v, item)) is inside]
        if not items:
            continue
        xs: list[str | None] = []
        ys: list[int | None] = []
        for item in items:
            xs += [str(item.first), str(item.last), None]
            ys += [rows[item.start], rows[item.start], None]
        traces.append({"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
                       "line": {"color": colour, "width": 6 if inside else 2}})  # fmt: skip
        hover = ["<br>".join((label(_when(item)), wrap(_context(v, item, 200), 60, 4))) for item in items]
        middles = [str(item.first + (item.last - item.first) / 2) for item in items if item.first and item.last]
        symbols = ["diamond-open" if item.basis == "worked out" else "diamond" for item in items]
        traces.append(
            {"type": "scatter", "mode": "markers", "x": middles, "y": [rows[item.start] for item in items],
             "marker": {"symbol": symbols, "size": 10, "color": colour, "line": {"width": 2, "color": colour}},
             "hovertext": hover, "hoverinfo": "text"}
        )  # fmt: skip
    return traces


def _when(item: Stated) -> str:
    """A date in words, at its own precision."""
    if item.first is None or item.last is None:
        return "year not stated"
    if item.first == item.last:
        return long_date(item.first.isoformat())
    if (item.first.month, item.last.month) == (1, 12):
        return str(item.first.year)
    return long_date(item.first.isoformat()[:7])


def _context(v: View, item: Stated, most: int) -> str:
    """The words around a date: what follows it to the end of its sentence, or what comes before."""
    start, end = v.places.sentence(item.start, item.end)
    sentence = flat(v.text[start:end])
    if len(sentence) <= most:
        return sentence
    before, after = flat(v.text[start : item.start]), flat(v.text[item.start : end])
    if len(before) > most // 2:
        before = "…" + before[-(most // 2) :].split(" ", 1)[-1]
    return shorten(f"{before} {after}".strip(), most)


def _tick(v: View, item: Stated) -> str:
    return f"<b>{label(_when(item))}</b><br>{label(shorten(_context(v, item, 60), 46))}"


def _title(v: View, shown: list[Stated], day: date | None) -> str:
    first, last = _when(shown[0]), _when(shown[-1])
    inside = sum(bool(claims_at(v, item)) for item in shown)
    dated = f"{inside} of {len(shown)} in a sentence that accuses" if inside else "none in a sentence that accuses"
    span = f"run from {first} to {last}" if first != last else f"are of {first}"
    return f"The dates in the text {span}, {dated}" + ("" if day else "; when it was filed is not known")


def _alt(v: View, shown: list[Stated], day: date | None) -> str:
    parts = [_when(item) for item in shown]
    told = f"filed on {long_date(day.isoformat())}" if day else "filing date not known"
    return f"Timeline of the dates in the text: {listed(parts, 8)}; {told}."


def _table(v: View) -> Table:
    numbers = {claim.id: number for number, claim in enumerate(v.analysis.allegations, start=1)}
    rows: list[dict[str, object]] = [
        {
            "when": _when(item),
            "basis": {"printed": "as printed", "worked out": "worked out from the filing date", "open": "no year"}[
                item.basis
            ],
            "words": v.text[item.start : item.end],
            "start": item.start,
            "end": item.end,
            "allegations": ", ".join(str(numbers[claim.id]) for claim in claims_at(v, item)),
        }
        for item in stated(v)
    ]
    columns = (
        Column("when", "Date", "head"),
        Column("basis", "Read"),
        Column("words", "In the words of the text", "evidence"),
        Column("allegations", "In allegation No."),
    )
    return table(v, rows, columns, "Dates that the text prints", "The text prints no date.")
