"""Who published a story, where a dateline, a byline or a title names them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

# A name with one of these words is an outlet's, not a place's or a person's.
_OUTLET_WORDS = re.compile(
    r"\b(?:agency|agence|broadcasting|bulletin|chronicle|courier|daily|dispatch|editorial|express|gazette|globe|guardian|"
    r"herald|independent|inquirer|journal|ledger|mail|magazine|media|mirror|monitor|news|newspaper|newswire|observer|post|"
    r"press|radio|record|review|service|standard|star|sun|telegraph|television|times|today|tribune|tv|weekly|wire)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s+(?:editorial|opinion|staff|exclusive|report|reporters?|writers?|correspondents?)$", re.IGNORECASE
)


def agency(form: str) -> str | None:
    """Our name of the agency that `form` (as in a dateline) stands for; None if it is none that we know."""
    return _forms().get(_key(form))


def outlet_named(words: str) -> str | None:
    """The outlet that `words` name: an agency, or a name with a word such as Times or Herald; else None."""
    words = words.strip(" ,|/-–—()[]")
    known = agency(words)
    if known:
        return known
    if _OUTLET_WORDS.search(words) and words[:1].isupper() and len(words.split()) <= 6:
        return _ROLE.sub("", words)
    return None


def agency_forms() -> tuple[str, ...]:
    """All forms of all agencies, the longest first, for use in patterns."""
    return tuple(sorted(_table_forms(), key=lambda f: (-len(f), f)))


def _key(form: str) -> str:
    return " ".join(form.replace(".", "").replace("-", " ").casefold().split())


@cache
def _table() -> dict[str, list[str]]:
    source = files("briefing.reading").joinpath("agencies.yaml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = yaml.safe_load(source)
    return table


def _table_forms() -> list[str]:
    return [form for forms in _table().values() for form in forms]


@cache
def _forms() -> dict[str, str]:
    return {_key(form): name for name, forms in _table().items() for form in forms}
