"""What the benchmarks share: their figures as a table in Markdown, and as a file for `benchmarks.all`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def finish(figures: Figures, table: str, file: Path | None) -> None:
    """Print the table, and write the figures to `file` if there is one (`--json`)."""
    print(table)
    if file:
        file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
