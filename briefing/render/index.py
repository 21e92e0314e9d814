"""The list of briefings in a build folder: one line each, from what their pages say of themselves."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefing.params import TLP_LABELS
from briefing.render.assets import hash_source, stylesheet, template

_CARD = re.compile(r'<meta name="briefing" content="([^"]*)">')
_HEAD = 200_000  # characters of a page in which its card is looked for


def make_index(out: Path, page: str) -> str:
    """The index page of all briefings in `out`: folders with a `page` that carries a card; sorted by name."""
    cards = [card for folder in sorted(out.iterdir()) if (card := _card(folder, page)) is not None]
    marking = next((label for label in TLP_LABELS if any(card["tlp"] == label for card in cards)), "TLP:CLEAR")
    style = stylesheet(marking)
    policy = f"default-src 'none'; style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"
    return template("index.html.j2").render(cards=cards, marking=marking, policy=policy, style=Markup(style), page=page)


def _card(folder: Path, page: str) -> dict[str, Any] | None:
    if folder.name.startswith("."):
        return None
    try:
        with (folder / page).open(encoding="utf-8") as stream:
            found = _CARD.search(stream.read(_HEAD))
        card = json.loads(html.unescape(found.group(1))) if found else None
    except (OSError, ValueError):
        return None
    return {**card, "folder": folder.name} if isinstance(card, dict) else None
