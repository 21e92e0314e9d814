"""Reading a notebook's cells: sources, tags, outputs."""

from __future__ import annotations

import html
import re
from typing import Any

FIGURE_MIME = "application/vnd.plotly.v1+json"
HIDDEN_TAGS = frozenset(("remove-cell", "remove-output", "remove_cell", "remove_output"))


def joined(value: str | list[str]) -> str:
    """A multi-line text of a notebook file, which may be one string or a list of lines."""
    return value if isinstance(value, str) else "".join(value)


def tags(cell: dict[str, Any]) -> set[str]:
    """The tags of a cell."""
    return set(cell.get("metadata", {}).get("tags", ()))


def plain(markup: str) -> str:
    """The words of a piece of HTML on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())
