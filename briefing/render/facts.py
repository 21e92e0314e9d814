"""What a page says of itself: title, marking, date, counts."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.render.cells import joined, tags


@dataclass(frozen=True)
class PageFacts:
    """What the page says of itself.

    `text` is the seed's text, with which quoted words are compared; "" if it is not known. `changes` says in sentences
    what is different from an earlier run, None if it was not compared with one.
    """

    name: str
    title: str
    tlp: str = "TLP:CLEAR"
    as_of: str = ""
    text: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    dated: str | None = None
    outlet: str = ""
    changes: tuple[str, ...] | None = None


def facts_of(notebook: dict[str, Any]) -> PageFacts:
    """Title, marking and date from the notebook's own (or injected) parameters."""
    values: dict[str, str] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and tags(cell) & {"parameters", "injected-parameters"}:
            values |= _assignments(joined(cell["source"]))
    name = Path(values.get("seed", "briefing")).stem
    return PageFacts(
        name=name,
        title=values.get("title", ""),
        tlp=values.get("tlp", "") or "TLP:CLEAR",
        as_of=values.get("as_of", ""),
        outlet=values.get("outlet", ""),
    )


def _assignments(code: str) -> dict[str, str]:
    """Names that are given a literal text in a piece of code."""
    found = {}
    for node in ast.parse(code).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, value = node.target.id, node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        else:
            continue
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            found[name] = value.value
    return found
