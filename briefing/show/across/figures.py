"""Figures of a comparison that count: echo, days, and who carries what. All of them keep their size at a thousand papers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from briefing.comparison import Claim, Comparison
from briefing.schema import Certainty
from briefing.show import theme
from briefing.show.across import tables
from briefing.show.across.sentences import Names
from briefing.show.figure import Figure, Missing, source_line
from briefing.show.words import capital, count, label, listed, long_date, quoted, shorten, wrap

MOST = 12
_ROW = 46


def echo(comparison: Comparison) -> Figure | Missing:
    """For the most carried allegations: papers, outlets and independent origins on one axis."""
    claims = comparison.claims[:MOST]
    if not claims:
        return Missing("echo", "No allegation was found in these papers.")
    names = Names(comparison)
    rows = list(range(len(claims)))
    sizes = (
        ("papers", [len(claim.carriers) for claim in claims], theme.FAINT, "circle"),
        ("outlets", [claim.outlets for claim in claims], theme.GREY, "triangle-up"),
        ("origins", [claim.least for claim in claims], theme.SOURCING, "square"),
    )
    data: list[dict[str, Any]] = []
    for claim, row in zip(claims, rows, strict=True):
        data.append({"type": "scatter", "mode": "lines", "x": [claim.least, len(claim.carriers)], "y": [row, row],
                     "hoverinfo": "skip", "line": {"color": theme.FAINT, "width": 2}})  # fmt: skip
        if claim.most > claim.least:
            data.append({"type": "scatter", "mode": "lines", "x": [claim.least, claim.most], "y": [row, row],
                         "hoverinfo": "skip", "line": {"color": theme.SOURCING, "width": 3, "dash": "dot"}})  # fmt: skip
    for what, values, colour, symbol in sizes:
        hover = [f"{value} {what}" for value in values]
        data.append({"type": "scatter", "mode": "markers", "x": values, "y": rows, "hovertext": hover, "hoverinfo": "text",
                     "marker": {"symbol": symbol, "size": 13, "color": colour, "line": {"width": 1, "color": colour}}})  # fmt: skip
    readable = {theme.FAINT: theme.GREY}
    notes = [theme.note(what, values[0], -0.55, yanchor="bottom", font={"size": 11, "color": readable.get(colour, colour)})
             for what, values, colour, _ in _apart(sizes)]  # fmt: skip
    most = max(max(values) for _, values, _, _ in sizes)
    layout = theme.layout(
        _echo_title(claims[0]),
        _ROW * len(claims) + 90,
        xaxis={"range": [-most * 0.02, most * 1.06], "tickformat": "d", "nticks": min(most + 1, 8), "fixedrange": True,
               "ticks": "outside", "ticklen": 4, "tickcolor": theme.FAINT,
               "title": {"text": "number", "standoff": 4, "font": {"size": 11, "color": theme.GREY}}},
        yaxis={"tickmode": "array", "tickvals": rows, "ticktext": [_tick(names, claim) for claim in claims],
               "range": [len(claims) - 0.4, -1.1], "ticks": "", "fixedrange": True},
        annotations=notes,
    )  # fmt: skip
    caption = source_line(
        "Square: independent origins, dotted as far as unknown ones would add to them if each were another.",
        "Triangle: outlets. Circle: papers.",
        _left_out(len(comparison.claims) - len(claims), "allegation"),
    )
    alt = (
        "Dots of papers, outlets and origins: "
        + listed([f"{claim.id} {tables.told(claim)}" for claim in claims], 6)
        + "."
    )
    return Figure("echo", data, layout, _echo_title(claims[0]), caption, alt, tables.claims(comparison))


def _apart(sizes: tuple[tuple[str, list[int], str, str], ...]) -> list[tuple[str, list[int], str, str]]:
    """The names of the marks of the first row; of equal ones, which would lie over each other, the first."""
    seen: set[int] = set()
    kept = []
    for size in reversed(sizes):
        if size[1][0] not in seen:
            kept.append(size)
        seen.add(size[1][0])
    return kept


def _echo_title(claim: Claim) -> str:
    papers = "one paper" if len(claim.carriers) == 1 else f"{len(claim.carriers):,} papers"
    origins = "no origin" if not claim.roots else "one origin" if claim.most == 1 else f"{tables.bounds(claim)} origins"
    return f"The most carried allegation stands in {papers} of {count(claim.outlets, 'outlet')} and has {origins}"


def days(comparison: Comparison) -> Figure | Missing:
    """When each of the most carried allegations was printed, by day, month or year as the span asks for."""
    claims = [claim for claim in comparison.claims[:MOST] if claim.first]
    if not claims:
        return Missing("days", "No paper that carries an allegation has a date.")
    names = Names(comparison)
    dates = {paper.id: paper.date for paper in comparison.papers if paper.date}
    step = _step(min(dates.values()), max(dates.values()))
    data: list[dict[str, Any]] = []
    ticks = []
    for row, claim in enumerate(claims):
        ticks.append(_tick(names, claim))
        found = Counter(dates[carrier.paper][: len(step)] + step[len(dates[carrier.paper][: len(step)]) :]
                        for carrier in claim.carriers if carrier.paper in dates)  # fmt: skip
        when = sorted(found)
        answers = {dates[c.paper][: len(step)] for c in claim.carriers if c.answers and c.paper in dates}
        hover = [f"{_period(day, step)}: {count(found[day], 'paper')}" for day in when]
        xs = [_position(day, step) for day in when]
        data.append({"type": "scatter", "mode": "lines", "x": [xs[0], xs[-1]], "y": [row, row], "hoverinfo": "skip",
                     "line": {"color": theme.FAINT, "width": 2}})  # fmt: skip
        data.append({"type": "scatter", "mode": "markers", "x": xs, "y": [row] * len(xs), "hovertext": hover,
                     "hoverinfo": "text",
                     "marker": {"color": theme.ACCUSATION, "size": [min(8 + 4 * found[day] ** 0.5, 34) for day in when],
                                "line": {"width": 0}}})  # fmt: skip
        marked = [x for x, day in zip(xs, when, strict=True) if day in answers]
        if marked:
            data.append({"type": "scatter", "mode": "markers", "x": marked, "y": [row + 0.3] * len(marked),
                         "hovertext": ["a reply is printed"] * len(marked), "hoverinfo": "text",
                         "marker": {"symbol": "diamond", "size": 9, "color": theme.REPLY}})  # fmt: skip
    first = min(claims, key=lambda claim: (claim.first or "", claim.id))
    carrier = min(first.carriers, key=lambda c: (dates.get(c.paper, "9999"), int(c.paper[1:])))
    title = f"First seen with {names.outlet(carrier.paper)} on {long_date(first.first or '')}"
    layout = theme.layout(
        title,
        _ROW * len(claims) + 70,
        xaxis={"type": "date", "ticks": "outside", "ticklen": 4, "showline": True, "linecolor": theme.FAINT, "nticks": 7,
               "tickformat": {10: "%-d %b %Y", 7: "%b %Y", 4: "%Y"}[len(step)],
               "title": {"text": "published", "standoff": 4, "font": {"size": 11, "color": theme.GREY}}},
        yaxis={"tickmode": "array", "tickvals": list(range(len(claims))), "ticktext": ticks, "ticks": "",
               "range": [len(claims) - 0.4, -0.6], "fixedrange": True},
    )  # fmt: skip
    if len(step) == 10:
        layout["xaxis"] |= {"tickmode": "linear", "dtick": 86_400_000 * _spacing(dates)}
    caption = source_line(
        f"A mark is a {'day' if len(step) == 10 else 'month' if len(step) == 7 else 'year'}, its area the papers of it. "
        "Green: a reply of the accused is printed.",
        _left_out(len(comparison.claims) - len(claims), "allegation"),
    )
    alt = f"Days on which allegations were printed, the first {_period(first.first or '', step)}."
    return Figure("days", data, layout, title, caption, alt, tables.claims(comparison))


def _step(first: str, last: str) -> str:
    """A pattern as long as the part of an ISO date that one mark stands for."""
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return "0000-00-00" if span <= 90 else "0000-00" if span <= 3 * 366 else "0000"


def _spacing(dates: dict[str, str]) -> int:
    """Days between the ticks: every day where there are few."""
    span = (date.fromisoformat(max(dates.values())) - date.fromisoformat(min(dates.values()))).days
    return max(1, -(-span // 7))


def _position(day: str, step: str) -> str:
    return day if len(step) == 10 else f"{day}-15" if len(step) == 7 else f"{day}-07-01"


def _period(day: str, step: str) -> str:
    return long_date(day[: len(step)])


def carried(comparison: Comparison) -> Figure | Missing:
    """Outlets by allegations: who carries what, how firmly, and who prints a reply."""
    claims = comparison.claims[:MOST]
    if not claims or len(comparison.desks) < 2:
        return Missing("carried", "There are no outlets to set side by side.")
    names = Names(comparison)
    ranked = sorted(comparison.desks, key=lambda desk: (-len(desk.claims), -len(desk.papers)))
    desks = ranked[:MOST]
    place = {desk.outlet: row for row, desk in enumerate(desks)}
    by_name = {names.party(desk.outlet): desk.outlet for desk in desks}
    cells: dict[Certainty, list[tuple[int, int, str]]] = {certainty: [] for certainty in theme.DASH}
    replies = []
    for column, claim in enumerate(claims):
        firmest: dict[str, tuple[Certainty, int]] = {}
        for carrier in claim.carriers:
            outlet = by_name.get(names.outlet(carrier.paper))
            if outlet is None:
                continue
            best = firmest.get(outlet, (carrier.certainty, 0))
            order = list(theme.DASH)
            firmest[outlet] = (min(best[0], carrier.certainty, key=order.index), best[1] + 1)
            if carrier.answers:
                replies.append((column, place[outlet]))
        for outlet, (certainty, papers) in firmest.items():
            told = f"{names.party(outlet)}, {claim.id}: {theme.CERTAINTY_NAME[certainty]}, {count(papers, 'paper')}"
            cells[certainty].append((column, place[outlet], told))
    data: list[dict[str, Any]] = []
    for certainty, found in cells.items():
        if found:
            data.append({"type": "scatter", "mode": "markers", "x": [x for x, _, _ in found], "y": [y for _, y, _ in found],
                         "hovertext": [label(told) for _, _, told in found], "hoverinfo": "text",
                         "marker": {"symbol": theme.CERTAINTY_MARK[certainty], "size": 14, "color": theme.ACCUSATION,
                                    "line": {"width": 2, "color": theme.ACCUSATION}}})  # fmt: skip
    if replies:
        data.append({"type": "scatter", "mode": "markers", "x": [x + 0.22 for x, _ in replies], "y": [y for _, y in replies],
                     "hovertext": ["prints a reply"] * len(replies), "hoverinfo": "text",
                     "marker": {"symbol": "diamond", "size": 9, "color": theme.REPLY}})  # fmt: skip
    title = _carried_title(comparison, names)
    layout = theme.layout(
        title,
        34 * len(desks) + 130,
        xaxis={"side": "top", "tickmode": "array", "tickvals": list(range(len(claims))), "ticks": "", "fixedrange": True,
               "ticktext": [f"<b>{claim.id}</b><br>{wrap(names.parties(claim.accused, 1), 14)}" for claim in claims],
               "range": [-0.6, max(len(claims), 4) - 0.4]},
        yaxis={"tickmode": "array", "tickvals": list(range(len(desks))), "ticks": "", "fixedrange": True,
               "ticktext": [label(shorten(names.party(desk.outlet), 28)) for desk in desks],
               "range": [len(desks) - 0.4, -0.6]},
    )  # fmt: skip
    caption = source_line(
        "Filled: put flatly. Open: hedged. Cross: negated. Green: a reply is printed.",
        _left_out(len(comparison.claims) - len(claims), "allegation"),
        _left_out(len(ranked) - len(desks), "outlet"),
    )
    alt = f"Grid of {count(len(desks), 'outlet')} by {count(len(claims), 'allegation')}: who carries what."
    return Figure("carried", data, layout, title, caption, alt, tables.desks(comparison))


def _carried_title(comparison: Comparison, names: Names) -> str:
    alone = [(desk, desk.replies) for desk in comparison.desks if desk.replies]
    if alone:
        desk, claims = max(alone, key=lambda item: (len(item[1]), -int(item[0].outlet[1:])))
        accused = {claim.id: claim.accused for claim in comparison.claims}
        whose = listed(list(dict.fromkeys(names.parties(accused[claim], 1) for claim in claims)), 3)
        return f"{names.party(desk.outlet)} alone prints the reply of {whose}"
    full = [desk for desk in comparison.desks if len(desk.claims) == len(comparison.claims)]
    if full:
        verb = "carry" if len(full) > 1 else "carries"
        return f"{capital(names.parties(tuple(desk.outlet for desk in full), 3))} {verb} every allegation"
    return "No outlet carries every allegation"


def _tick(names: Names, claim: Claim) -> str:
    return f"<b>{label(shorten(names.parties(claim.accused, 2), 34))}</b><br>{label(quoted(claim.act, 40))}"


def _left_out(number: int, what: str) -> str:
    return f"{capital(count(number, what))} left out; the table has more." if number > 0 else ""
