"""Dates that the text prints, and what can be worked out from the dateline. Nothing else: no clock, no guess.

A date is kept at the precision of its words: `2008` is a year, `April 2024` a month. Where the year is not printed
(`Jan 8`, `on Thursday`), the last such day at or before the filing date is taken, and said to be worked out; without a
filing date it has no place on a timeline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from briefing.schema import Dateline
from briefing.show.view import View

_MONTHS = {name: number for number, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sept sep", "october oct", "november nov", "december dec"), start=1)
     for name in names.split()}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# `may` and `march` are words too: as names of months they have a capital letter, so the pattern minds the case.
_MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?" \
         r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"  # fmt: skip
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAYS_OF_YEAR = (
    rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]\d)",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}\b",
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? {_YEAR}\b",
        rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_MONTH},?(?: of)? {_YEAR}\b",
        *_DAYS_OF_YEAR,
        r"\b(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
        # A bare number of four digits is a year only after a word that years follow, or before a dash and another.
        rf"\b{_YEAR}(?= (?:to|and|or) (?:19|20)\d\d\b|[–/](?:19|20)?\d\d\b)",
        rf"(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\bby )|(?<=\bfrom )|(?<=\bto )|(?<=\bthe )|(?<=\buntil )"
        rf"|(?<=\bafter )|(?<=\bbefore )|(?<=\bduring )|(?<=\bearly )|(?<=\blate )|(?<=\band )|(?<=\()){_YEAR}\b"
        r"(?![,.]\d|[-–]\w*[a-z]| (?:people|troops|soldiers|men|women|children|dollars|euros)\b"
        r"| (?:tonnes|tons|km|miles|members|pages|copies)\b)",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Stated:
    """A date of the text: its first and last day (equal for a day), its words' place, and how it was read.

    `first` and `last` are None if the year cannot be worked out. `basis`: printed, worked out, or open.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    basis: str


def filed(view: View) -> date | None:
    """The filing date of the dateline, None if there is none."""
    line: Dateline | None = view.analysis.seed.dateline
    return date.fromisoformat(line.date) if line and line.date else None


def day_of_year(view: View) -> str:
    """The words of the dateline that name a day without its year, "" if there are none."""
    line = view.analysis.seed.dateline
    if line is None or line.date:
        return ""
    words = line.start, line.end
    return next((match[0] for pattern in _DAYS_OF_YEAR if (match := re.compile(pattern).search(view.text, *words))), "")


def stated(view: View) -> tuple[Stated, ...]:
    """Every date in the text outside the dateline, in the order of the text; overlapping readings: the longest wins."""
    line = view.analysis.seed.dateline
    return _stated(view.text, (line.start, line.end) if line else None, filed(view))


@lru_cache(maxsize=4)  # every card of a page asks for the dates of the same text
def _stated(text: str, dateline: tuple[int, int] | None, day: date | None) -> tuple[Stated, ...]:
    taken = [dateline] if dateline else []
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            read = _read(match.groupdict(), day)
            taken.append(match.span())  # also of what is no date: `31 June 2012` must not be read again as a month
            if read is None:
                continue
            found.append(Stated(match.start(), match.end(), *read))
    return tuple(sorted(found, key=lambda item: item.start))


def _read(parts: dict[str, str | None], filing: date | None) -> tuple[date | None, date | None, str] | None:
    """First day, last day and basis of one match; None if it is no date after all (31 June)."""
    weekday = parts.get("weekday")
    if weekday:
        if filing is None:
            return None, None, "open"
        back = (filing.weekday() - _WEEKDAYS.index(weekday.casefold())) % 7
        day = filing - timedelta(days=back)
        return day, day, "worked out"
    month = int(parts["number"] or 0) if parts.get("number") else _MONTHS.get((parts.get("month") or "").casefold(), 0)
    year = int(parts.get("year") or 0)
    number = int(parts.get("day") or 0)
    try:
        if year and month and number:
            return date(year, month, number), date(year, month, number), "printed"
        if year and month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "printed"
        if year:
            return date(year, 1, 1), date(year, 12, 31), "printed"
        date(2024, month, number)  # a leap year: is there such a day at all?
        if filing is None:
            return None, None, "open"
        day = date(filing.year, month, number)
        # A day a little ahead of the filing date is more likely one to come than one of last year.
        if day > filing + timedelta(days=60):
            day = date(filing.year - 1, month, number)
    except ValueError:
        return None
    return day, day, "worked out"
