"""Options that several commands have, in the same words."""

from __future__ import annotations

from typing import Any

import typer

JOBS: Any = typer.Option(
    "-j", "--jobs", min=0, max=512, help="Steps run at the same time; 0: as many as there are cores."
)
TIMEOUT: Any = typer.Option(
    "--timeout", min=0.1, help="Seconds that one notebook, or the analysis of one seed, may take."
)
MAX_MEMORY: Any = typer.Option(
    "--max-memory", min=0, help="Megabytes that one notebook, or the analysis of one seed, may need; 0: no limit."
)
MAX_BYTES: Any = typer.Option(
    "--max-bytes",
    min=0,
    help="Bytes of a seed that are read, packed and unpacked; 0: 50 million. A larger seed is refused.",
)
MAX_PAGES: Any = typer.Option(
    "--max-pages", min=0, help="Pages of a seed that are read, of 3,000 characters where it has none; 0: 500."
)
AS_JSON: Any = typer.Option("--json", help="Print the summary as JSON.")
