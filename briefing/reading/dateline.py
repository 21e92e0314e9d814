"""Where and when a story was filed: `Washington, Jan 8` alone on a line, `BEIRUT (Reuters) -` before the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.reading.agencies import agency, agency_forms, outlet_named
from briefing.reading.dates import DATE, WEEKDAY, PrintedDate, printed_date, weekday_number
from briefing.reading.places import is_place

_WORD = rf"(?!(?i:{WEEKDAY})(?:,|\s+\d))[^\W\d_a-z][\w'’.-]*"  # begins with a letter that is not small ASCII
_LINK = r"(?:de|del|la|las|el|al|of|the|and|an|on|upon)"
_NAME = rf"{_WORD}(?:\s+(?:{_LINK}\s+)?{_WORD}){{0,4}}"
_PLACE = rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME})*(?:\s*\([^()\d]{{2,30}}\)(?=,)|,\s+{_NAME})?)"
_DATED = rf"(?:[,.]?\s+|\s*\()(?:(?P<weekday>(?i:{WEEKDAY})),?\s+)?(?i:{DATE})\)?"
_BRACKETED = r"\s*(?:(?:--+|[-–—])\s*)?\((?P<agency>[^()]{2,60})\)"
_DASH = r"(?:--+|[-–—―]|:(?=\s))"
# Words that begin sentences, not places; and labels that stand before a dash in the place of one.
_NOT_PLACES = frozenset(
    """
    a after all an analysis and as at before breaking but by during editorial exclusive explainer factbox
    first for from he how if in interview it its live no not now on opinion photo photos press profile q&a
    read she since some special that the these they this those timeline to today until update updated video
    views watch we what when where while who why with yesterday
    """.split()
)
_LEAD_IN = r"(?:(?:first\s+)?(?:published|posted|filed|issued|dated?)\b\s*(?:on|at)?\s*:?\s*)"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*[+-]\d{4})?(?:\s*\(?[A-Z]{2,4}\)?)?)"


@dataclass(frozen=True)
class Filed:
    """A dateline as printed: its characters, what it says, and where the story goes on after it."""

    start: int
    end: int
    place: str | None
    day: PrintedDate | None
    weekday: int | None
    outlet: str | None
    body: int


def dateline_before(text: str, start: int, end: int) -> Filed | None:
    """The dateline at the head of the paragraph `text[start:end]`, None if there is none.

    A place that stands alone must be one on the map, and in capitals or before a long dash.
    """
    part = text[start : min(end, start + 240)]
    for pattern in _inline():
        match = pattern.match(part)
        if match:
            found = _filed(match, start)
            if found and found.body < end:
                return found
    return None


def dateline_alone(text: str, start: int, end: int) -> Filed | None:
    """The dateline that is all of `text[start:end]`: place or outlet with a date, a date, a place with an agency."""
    part = text[start:end]
    if len(part) > 120:
        return None
    match = next((m for pattern in _alone() if (m := pattern.fullmatch(part))), None)
    if not match:
        return None
    groups = match.groupdict()
    day = _shifted(printed_date(match), start)
    named = groups.get("agency")
    lead, tail = groups.get("lead") or groups.get("tail"), groups.get("tail")
    if day is None and not (named and lead and agency(named)):
        return None
    if lead and not _may_be_place(lead):
        return None
    outlet = outlet_named(lead) if lead else None
    place = lead if lead and outlet is None else None
    if named:
        outlet = agency(named) or named.strip()
    elif tail:
        outlet = outlet or outlet_named(tail)
    return Filed(start, end, _one_line(place), day, _weekday(match), outlet, end)


def _filed(match: re.Match[str], start: int) -> Filed | None:
    groups = match.groupdict()
    place, named = groups["place"], groups.get("agency") or groups.get("bare")
    day = printed_date(match) if "m1" in groups else None
    if not _may_be_place(place):
        return None
    if named and (re.search(r"\d", named) or not (agency(named) or place.isupper() or day or groups.get("day"))):
        return None
    if day is None and not named:
        capitals = _in_capitals(place) or (
            groups["dash"] in ("--", "–", "—") and match.string[match.end() :][:1].isupper()
        )
        if not (capitals and _on_the_map(place)):
            return None
    outlet = (agency(named) or named.strip()) if named else None
    return Filed(
        start,
        start + match.end("dateline"),
        _one_line(place),
        _shifted(day, start),
        _weekday(match),
        outlet,
        start + match.end(),
    )


def _may_be_place(words: str) -> bool:
    firsts = [w.strip(".,'’").casefold() for w in re.split(r"[\s/]+", words)]
    if firsts[0] in _NOT_PLACES or len(words) > 60:
        return False
    return not any(re.fullmatch(rf"(?i:{WEEKDAY})", w) for w in firsts)


def _in_capitals(place: str) -> bool:
    first = re.split(r"[,(]", place)[0]
    return first.isupper() and sum(c.isalpha() for c in first) >= 3


def _on_the_map(place: str) -> bool:
    return any(is_place(part) for part in re.split(r"[,/()]", place) if part.strip())


def _weekday(match: re.Match[str]) -> int | None:
    word = match.groupdict().get("weekday")
    return weekday_number(word) if word else None


def _shifted(day: PrintedDate | None, by: int) -> PrintedDate | None:
    return None if day is None else PrintedDate(day.start + by, day.end + by, day.month, day.day, day.year)


def _one_line(place: str | None) -> str | None:
    if place is None:
        return None
    # monitored broadcasts say so when they have no date
    place = re.sub(r",\s*no date$", "", " ".join(place.split()), flags=re.IGNORECASE)
    last = place.split()[-1]
    # "MOSCOW." closes with a full stop, "St. Louis, Mo." and "Washington, D.C." with an abbreviation
    return place[:-1] if "," not in place and last.endswith(".") and last.count(".") == 1 else place


@cache
def _inline() -> tuple[re.Pattern[str], ...]:
    bare = "|".join(re.escape(form) for form in agency_forms())
    dash = rf"\s*{_DASH}\s*"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # BEIJING, Feb 21 (AFP) -   MOSCOW. Feb 21 (Interfax) -   Srinagar, May 7:   Osaka, Dec. 7 Kyodo --
            rf"(?P<dateline>{_PLACE}{_DATED}(?:{_BRACKETED}|,?\s+(?P<bare>(?i:{bare}))(?=\s*[-–—―]))?){dash}",
            # Brasilia, 16 (Agencia Brasil) -
            rf"(?P<dateline>{_PLACE},\s+(?P<day>[0-3]?\d){_BRACKETED}){dash}",
            # SALONICA (A.A) - 15.04.2002 -
            rf"(?P<dateline>{_PLACE}{_BRACKETED}{dash}(?i:{DATE})){dash}",
            # MOSCOW/KIEV (REUTERS) -
            rf"(?P<dateline>{_PLACE}{_BRACKETED}){dash}",
            # VANCOUVER, British Columbia --
            rf"(?P<dateline>{_PLACE})\s*(?P<dash>{_DASH})\s*",
        )
    )


@cache
def _alone() -> tuple[re.Pattern[str], ...]:
    role = r"(?:\s+(?:editorial|opinion|staff))?"
    lead = rf"(?:(?P<lead>{_NAME}{role}(?:\s?/\s?{_NAME})*(?:,\s+{_NAME})?)(?:\s*[,|:–—-]\s*|\s+))"
    tail = rf"(?:\s*[,|–—-]\s*(?P<tail>{_NAME}))"
    when = rf"(?:(?P<weekday>(?i:{WEEKDAY})),?\s+)?(?i:{DATE}){_CLOCK}?"
    named = r"(?:\s*\((?P<agency>[^()\d]{2,60})\))"
    patterns = (rf"(?i:{_LEAD_IN})?{lead}?\(?{when}\)?{named}?{tail}?", rf"{lead}{named}")
    return tuple(re.compile(rf"(?:{pattern})[\s.:–—-]*") for pattern in patterns)
