"""The measured error of the extractor, as the model's card states it. Where there is no card, nothing is claimed."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

CARD = "language/model/card.json"
# The card's part that holds figures goes by one of these names; the rest of a card is prose and settings.
_SECTIONS = ("measured", "figures", "metrics", "evaluation", "scores")


@lru_cache(maxsize=1)
def figures() -> tuple[tuple[str, str], ...]:
    """Name and value of every figure on the model's card, in the card's order; empty if nothing was measured."""
    card = files("briefing").joinpath(CARD)
    if not card.is_file():
        return ()
    try:
        content = json.loads(card.read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        return ()
    return tuple(read(content))


def read(content: Any) -> list[tuple[str, str]]:
    """The figures of a card's content: numbers under a section of figures, their keys joined by `, `."""
    if not isinstance(content, dict):
        return []
    found: list[tuple[str, str]] = []
    for section in _SECTIONS:
        if section in content:
            _walk("", content[section], found)
    return found


def _walk(name: str, value: Any, found: list[tuple[str, str]]) -> None:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        found.append((name, f"{value:.1f}" if isinstance(value, float) else str(value)))
    elif isinstance(value, dict):
        for key, item in value.items():
            _walk(f"{name}, {key}" if name else str(key).replace("_", " "), item, found)
