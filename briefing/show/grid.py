"""The matrix of the page: accusers by accused, and in the cell every act with its certainty and its reply.

The accuser is the origin of the chain. The side with more names goes down the page, because a page scrolls that way.
"""

from __future__ import annotations

from briefing.schema import Allegation
from briefing.show.figures.accusations import MOST_COLUMNS, MOST_ROWS, cross, finding, reply_words
from briefing.show.sentences import main_statement
from briefing.show.table import evidence
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import View
from briefing.show.words import capital, count, escape, isolated, listed

WIDEST = 5  # columns that fit side by side; more are turned into rows


def html(v: View, linked: bool = False) -> str:
    """The matrix as HTML; a line of text instead if there is no allegation."""
    claims = v.analysis.allegations
    if not claims:
        return '<p class="bf-empty">No allegation was found, so nobody stands accused here.</p>'
    crossed = cross(v)
    names = crossed.names | {actor: v.short(actor) for actor in crossed.accused if actor not in crossed.names}
    numbers = {claim.id: number for number, claim in enumerate(claims, start=1)}
    accusers, accused = crossed.accusers, crossed.accused
    down = len(accused) > max(len(accusers), WIDEST)
    rows, columns = (accused, accusers) if down else (accusers, accused)
    out = len(rows[MOST_ROWS:]) + len(columns[MOST_COLUMNS:])
    rows, columns = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    corner = "Accused ↓ accuser →" if down else "Accuser ↓ accused →"
    sides = ("bf-side-accuser", "bf-side-accused")
    head = "".join(
        f'<th scope="col" class="{sides[not down]}">{isolated(capital(names[column]))}</th>' for column in columns
    )
    body = "".join(
        f'<tr><th scope="row" class="{sides[down]}">{isolated(capital(names[row]))}</th>'
        + "".join(
            f"<td>{_cell(v, crossed.cells.get((column, row) if down else (row, column), []), numbers, linked)}</td>"
            for column in columns
        )
        + "</tr>"
        for row in rows
    )
    left = f" {capital(count(out, 'less frequent name'))} left out; the cards have all." if out else ""
    return (
        '<figure class="bf-figure bf-matrix" id="accusations"><figcaption><span class="bf-figure-number"></span> '
        f'<strong class="bf-finding">{escape(finding(v, crossed))}</strong></figcaption>'
        f'<table class="bf-table"><caption>Who accuses whom, how firmly, and what is answered</caption><thead><tr>'
        f'<th scope="col">{corner}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
        '<p class="bf-caption">The accuser is the origin of a chain, not the outlet that prints it. The rule beside an '
        f"entry is solid where put flatly, dashed where hedged, dotted where negated.{left}</p></figure>"
    )


def text(v: View) -> str:
    """The matrix in plain text, one line an entry."""
    lines = [
        f"{capital(v.chain(claim)[-1].short)} against {listed(v.accused(claim))}: No. {number}, "
        f"{CERTAINTY_NAME[claim.certainty]}, {reply_words(claim)}"
        for number, claim in enumerate(v.analysis.allegations, start=1)
    ]
    return "\n".join(lines) or "No allegation was found, so nobody stands accused here."


def _cell(v: View, found: list[Allegation], numbers: dict[str, int], linked: bool) -> str:
    if not found:
        return '<span class="bf-none">–</span>'
    entries = []
    for claim in found:
        number = numbers[claim.id]
        statement = main_statement(v, claim)
        label = f'<a href="#allegation-{number}">No. {number}</a>' if linked else f"No. {number}"
        quote = evidence(v, statement.start, statement.end, linked=linked, most=64)
        answered = " bf-answered" if claim.responses else ""
        entries.append(
            f'<li class="bf-act bf-{claim.certainty}" data-allegation="{escape(claim.id)}">{label} '
            f'<span class="bf-category">{escape(claim.act.category.replace("_", " "))}</span> {quote} '
            f'<span class="bf-state">{CERTAINTY_NAME[claim.certainty]}</span> · '
            f'<span class="bf-state bf-reply-state{answered}">{reply_words(claim)}</span></li>'
        )
    return f'<ul class="bf-acts">{"".join(entries)}</ul>'
