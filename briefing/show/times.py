"""The three times of an allegation: when it is said to have happened, when it was said, when that was published.

Each is in words of the text, or follows from its dateline; what the text does not say stays open. No clock is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefing.schema import Allegation
from briefing.show.dates import Stated, filed, stated
from briefing.show.evidence import Quote
from briefing.show.view import View
from briefing.show.words import long_date

STALE_DAYS = 365


@dataclass(frozen=True)
class Triple:
    """`happened` and `said` are words of the text, None where it has none; `published` is the filing date.

    `note` says in a sentence how far apart they lie, "" if that cannot be worked out or is less than a year.
    """

    happened: tuple[Quote, ...]
    said: Quote | None
    published: date | None
    note: str


def triple(v: View, claim: Allegation) -> Triple:
    """The three times of an allegation."""
    happened = tuple(v.quote("a time", span.start, span.end) for span in claim.when)
    found = stated(v)
    return Triple(happened, _said(v, claim, found), filed(v), _note(v, claim, found))


def _said(v: View, claim: Allegation, found: tuple[Stated, ...]) -> Quote | None:
    """A date beside the words that attribute a statement: in its sentence, outside of what is said."""
    inside = [span for item in v.analysis.attributions for span in item.content]
    inside += [*claim.when, *claim.statements]
    for statement in claim.statements:
        if statement.attribution is None:
            continue
        carrier = v.attributions[statement.attribution]
        near = carrier.cue or carrier.source
        if near is None:
            continue
        start, end = v.places.sentence(near.start, near.end)
        for item in found:
            if start <= item.start < end and not any(span.start <= item.start < span.end for span in inside):
                return v.quote("a date", item.start, item.end)
    return None


def _note(v: View, claim: Allegation, found: tuple[Stated, ...]) -> str:
    """How long before the filing date the act lies, where both are known and it is more than a year."""
    day = filed(v)
    ends = [item.last for span in claim.when for item in found if span.start <= item.start < span.end and item.last]
    if day is None or not ends:
        return ""
    years = (day - max(ends)).days // STALE_DAYS
    if years < 1:
        return ""
    return f"What is alleged lies {'more than a year' if years == 1 else f'about {years} years'} before publication."


def published(times: Triple) -> str:
    """The filing date in words."""
    return long_date(times.published.isoformat()) if times.published else "not stated"
