"""Dates as news writes them, and the year of a date that is printed without one.

The year is worked out from the text alone, never from the clock or the file's time: a weekday decides between the years
that follow the last year which the text speaks of. Where that does not give exactly one year, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th|d)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d|['’]?\d\d(?=\W|$))"
# A date as one pattern with named groups d1 m1 y1 (Month D), d2 m2 y2 (D Month), y3 m3 d3 (ISO), d4 m4 y4 (dotted).
DATE = (
    r"(?:"
    rf"(?P<m1>{MONTH})\s+{_DAY.format('d1')}\b(?:,?\s+(?P<y1>(?:19|20)\d\d)\b)?"
    rf"|{_DAY.format('d2')}\s+(?P<m2>{MONTH})(?:,?\s+{_YEAR.format('y2')})?"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>[01]\d)-(?P<d3>[0-3]\d)\b"
    r"|(?P<d4>[0-3]?\d)\.(?P<m4>[01]?\d)\.(?P<y4>(?:19|20)\d\d)\b"
    r")"
)

_ANY_DATE = re.compile(rf"\b{DATE}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH})(?:\s+of)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:by|until|till|through|before|beyond|for|next|to|towards?|expires?|scheduled|planned|deadline|due|upcoming"
    r"|will|would|ahead of|election[s]? (?:in|of)?)\W*(?:(?:the|end|early|late|mid|middle|spring|summer|autumn|fall"
    r"|winter|year|fiscal|of|in|at|mid-?)\W+){0,3}$",
    re.IGNORECASE,
)
_DATED_WEEKDAY = re.compile(
    rf"\b(?P<w>{WEEKDAY})(?:,|\s*\(|\s)\s*{DATE}|\b{DATE.replace('?P<', '?P<x')}\s*(?:,|\(|\s)\s*(?P<v>{WEEKDAY})",
    re.IGNORECASE,
)
# Whole names with a capital: "sat" and "sun" are words too.
_WEEKDAY_NAME = re.compile(
    r"\b(?P<before>(?:last|next|every|each|since|following|previous|on the|the|coming|until|by|"
    r"before|after|a|all|this coming)\s+)?(?P<w>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?P<after>s?)"
)
# A story lies no further than this after the latest day that it looks back to.
_RECENT = timedelta(days=200)
# The weekdays of the first lines are those of the story's own days.
_LEAD = 1200


@dataclass(frozen=True)
class PrintedDate:
    """A date as it is printed: `year` is None where none stands with it; `start` and `end` point at the words."""

    start: int
    end: int
    month: int
    day: int
    year: int | None

    @property
    def iso(self) -> str | None:
        """The date as YYYY-MM-DD; None without a year, or if the calendar has no such day."""
        whole = None if self.year is None else _calendar(self.year, self.month, self.day)
        return whole.isoformat() if whole else None


def month_number(word: str) -> int:
    """1 to 12 for the name of a month or its abbreviation; ValueError for anything else."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for the name of a weekday or its abbreviation; ValueError for anything else."""
    return _WEEKDAYS.index(word[:3].lower())


def printed_date(match: re.Match[str], prefix: str = "") -> PrintedDate | None:
    """The date in a match of `DATE`; None if it is none of the calendar (31 June, 45.13.2002)."""
    got = {k.removeprefix(prefix): v for k, v in match.groupdict().items() if v is not None and k.startswith(prefix)}
    for n in "1234":
        if f"m{n}" in got and f"d{n}" in got:
            month = got[f"m{n}"]
            found = PrintedDate(
                min(match.start(f"{prefix}{k}{n}") for k in "dmy" if f"{k}{n}" in got),
                max(match.end(f"{prefix}{k}{n}") for k in "dmy" if f"{k}{n}" in got),
                int(month) if month.isdigit() else month_number(month),
                int(got[f"d{n}"]),
                _full_year(got.get(f"y{n}")),
            )
            # a leap year stands in for an unknown one
            return found if _calendar(found.year or 2000, found.month, found.day) else None
    return None


def dates_in(text: str) -> Iterator[PrintedDate]:
    """Every date of the calendar with at least day and month in `text`, in order."""
    for match in _ANY_DATE.finditer(text):
        found = printed_date(match)
        if found:
            yield found


def resolve_year(month: int, day: int, text: str, weekday: int | None = None, known: str | None = None) -> int | None:
    """The year of the day a story was filed, from its text; None if the text does not settle it.

    `weekday` (0 Monday) is the one printed with the date, if any. `known` is an ISO date from the file's metadata: then
    the year is the one that brings the two closest together, if they are within a month.
    """
    if known:
        published = date.fromisoformat(known)
        near = [d for y in (-1, 0, 1) if (d := _calendar(published.year + y, month, day))]
        best = min(near, key=lambda d: abs(d - published), default=None)
        return best.year if best and abs(best - published) <= timedelta(days=31) else None
    latest = _latest_past(text)
    if latest is None:
        return None
    options = [d for y in (latest.year, latest.year + 1) if (d := _calendar(y, month, day))]
    fitting = [d for d in options if latest <= d <= latest + _RECENT and _weekdays_fit(d, text, weekday)]
    return fitting[0].year if len(fitting) == 1 else None


def _latest_past(text: str) -> date | None:
    """The first day of the latest month, or the latest day, that the text looks back to and names with its year.

    A bare year says too little: a story may look back to nothing later than a year long past.
    """
    seen = [
        date(found.year, found.month, found.day)
        for found in dates_in(text)
        if found.year is not None and not _looks_ahead(text, found.start)
    ]
    seen += [
        date(int(match["year"]), month_number(match["month"]), 1)
        for match in _MONTH_YEAR.finditer(text)
        if not _looks_ahead(text, match.start())
    ]
    return max(seen, default=None)


def _looks_ahead(text: str, start: int) -> bool:
    return _AHEAD.search(text[max(0, start - 60) : start]) is not None


def _weekdays_fit(day: date, text: str, printed: int | None) -> bool:
    """Whether the weekdays of the story speak for its having been filed on `day`, and none against.

    The weekday printed with the date, and the weekdays printed with other dates, must be those of the calendar. Of the
    weekdays in the lead one at least must be that very day's; the others may be those of the two days before it.
    """
    if printed is not None and printed != day.weekday():
        return False
    agreed = printed is not None
    for match in _DATED_WEEKDAY.finditer(text):
        dated = printed_date(match, "" if match["w"] else "x")
        if dated is None or dated.year is not None:
            continue
        near = [d for y in (-1, 0, 1) if (d := _calendar(day.year + y, dated.month, dated.day))]
        there = min(near, key=lambda d: abs(d - day), default=None)
        if there is not None and there.weekday() != weekday_number(match["w"] or match["v"]):
            return False
        agreed = agreed or there is not None
    if agreed:
        return True
    back = [
        (day.weekday() - weekday_number(match["w"])) % 7
        for match in _WEEKDAY_NAME.finditer(text[:_LEAD])
        if not match["before"] and not match["after"]
    ]
    return 0 in back and max(back) <= 2


def _full_year(printed: str | None) -> int | None:
    """1988 for "88" and "'88", 2006 for "06"; four digits as they are."""
    if printed is None:
        return None
    number = int(printed.lstrip("'’"))
    if number >= 100:
        return number
    return number + (1900 if number >= 50 else 2000)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
