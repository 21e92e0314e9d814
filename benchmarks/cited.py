"""Write the card's figures into README.md and docs/model-card.md: `python -m benchmarks.cited`.

What stands between `<!-- figures -->` and `<!-- /figures -->` in either is made of briefing/language/model/card.json, and a test
holds them to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.language.engine import MODEL

ROOT = Path(__file__).resolve().parent.parent
MARKED = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
Card = dict[str, Any]


def for_analysts(card: Card) -> str:
    """The few figures that the README gives, unread articles first."""
    measured = card["measured"]
    unread, read = measured["18 news articles kept aside"], measured["18 news articles"]
    polnear, pud = measured["PolNeAR dev"], measured["PUD test"]
    plus, world = (measured[f"{corpus} test"]["names F1"] for corpus in ("CoNLL++", "Worldwide Newswire"))
    rows = [
        ("measured on", "figure"),
        ("---", "---"),
        (
            "eighteen annotated news articles that nobody read while writing rules",
            f"actors F1 {unread['actors F1']}, their kinds right {unread['kinds right']} %",
        ),
        (
            "",
            f"allegations F1 {unread['allegations F1']} (found {unread['allegations found']} %, "
            f"listed ones right {unread['listed allegations right']} %), the accused F1 {unread['accused F1']}",
        ),
        (
            "",
            f"whole chain right {unread['chains right']} % of all allegations, links F1 {unread['links F1']}; certainty right "
            f"{unread['certainty right']} %; hedges F1 {unread['hedges F1']}, replies F1 {unread['responses F1']}",
        ),
        (
            "eighteen others, with sight of which rules were written",
            f"actors F1 {read['actors F1']}, allegations F1 {read['allegations F1']}, chains {read['chains right']} %",
        ),
        (
            "PolNeAR dev, exact spans",
            ", ".join(f"{kind} {polnear[f'{kind} F1']}" for kind in ("source", "cue", "content")),
        ),
        ("names, F1", f"CoNLL++ {plus}, Worldwide Newswire {world}"),
        ("grammar, PUD", f"tags {pud['tags']}, UAS {pud['UAS']}, LAS {pud['LAS']}"),
    ]
    return "".join(f"| {a} | {b} |\n" if a else f"| | {b} |\n" for a, b in rows).replace("| --- | --- |", "|---|---|")


def in_full(card: Card) -> str:
    """Every figure of the card with its interval where there is one."""
    lines = ["| measured on | per cent |\n", "|---|---|\n"]
    for corpus, row in card["measured"].items():
        bounds = card["intervals"].get(corpus, {})
        cells = [
            f"{name} {value}" + (" ({} to {})".format(*bounds[name]) if name in bounds else "")
            for name, value in row.items()
        ]
        lines.append(f"| {corpus} | {', '.join(cells)} |\n")
    return "".join(lines)


PAGES: dict[str, Callable[[Card], str]] = {"README.md": for_analysts, "docs/model-card.md": in_full}


def pages(card: Card) -> dict[str, str]:
    """Each page as it must be, by its name. Raises ValueError naming a page without its marks."""
    found = {}
    for name, table in PAGES.items():
        parts = MARKED.split((ROOT / name).read_text(encoding="utf-8"))
        if len(parts) != 2:
            raise ValueError(
                f"{name}: one pair of <!-- figures --> and <!-- /figures --> is needed, not {len(parts) - 1}"
            )
        found[name] = table(card).join(parts)
    return found


def main() -> None:
    card = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))
    for name, text in pages(card).items():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
