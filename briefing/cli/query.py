"""`briefing query` and `briefing search`: ask a folder of analyses."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.app import fail
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.across.store import Store
    from briefing.comparison import Hit

_QUERY_EXAMPLES = """
Examples:

  briefing query "SELECT origin, count(*) AS n FROM allegations GROUP BY origin ORDER BY n DESC LIMIT 10"

  briefing query "SELECT paper, statement FROM allegations WHERE certainty = 'hedged'" --store analyses --format csv

Tables: papers, actors, attributions, allegations, chains, replies, passages; `briefing query "DESCRIBE chains"` lists
the columns of one. `start` and `stop` are character offsets into the text of the seed.

Exit codes: 0 answered; 2 no such folder, or the question cannot be answered.
"""
_SEARCH_EXAMPLES = """
Examples:

  briefing search pipeline bomb

  briefing search '"the traces we hold" prove' --in text

A word is found by its beginning, without regard to case and accents; words in quotation marks only as they stand.

Exit codes: 0 found; 1 nothing was found; 2 no such folder.
"""


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Where(StrEnum):
    """What is searched."""

    TEXT = "text"
    STATEMENTS = "statements"
    ACTORS = "actors"


Folder = Annotated[
    Path, typer.Option("-s", "--store", metavar="DIR", help="Folder with NAME/analysis.json, as `-o DIR` filled it.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog=_QUERY_EXAMPLES)(query)
    app.command(epilog=_SEARCH_EXAMPLES)(search)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT over the tables.")],
    store: Folder = Path("build"),
    form: Annotated[Format, typer.Option("--format", help="How the rows are printed.")] = Format.TABLE,
) -> None:
    """Ask all analyses in DIR at once, in SQL. New and changed ones are taken in first; the tables stand in DIR/.store."""
    try:
        columns, rows = _opened(store).query(sql)
    except BriefingError as error:
        fail(error)
    if form is Format.JSON:
        typer.echo(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str))
    elif form is Format.CSV:
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows([columns, *rows])
        typer.echo(stream.getvalue(), nl=False)
    else:
        _table(columns, rows)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must stand in the place.")],
    store: Folder = Path("build"),
    where: Annotated[Where, typer.Option("--in", help="What is searched.")] = Where.TEXT,
    most: Annotated[int, typer.Option("-n", "--most", min=1, help="Places shown.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print the places as JSON.")] = False,
) -> None:
    """Find sentences, statements of allegations or actors by their words; exit code 1 if there is none."""
    from briefing.across.search import search as find

    try:
        hits = find(_opened(store), " ".join(words), where.value, most)
    except BriefingError as error:
        fail(error)
    if as_json:
        typer.echo(json.dumps([hit.model_dump() for hit in hits], ensure_ascii=False, indent=2))
    else:
        _show(hits)
    if not hits:
        raise typer.Exit(1)


def _opened(folder: Path) -> Store:
    """The store, brought up to date; what changed is told on stderr."""
    from briefing.across.store import Store, StoreError

    store = Store(folder)
    try:
        done = store.update()
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written to ({error.strerror}). Copy it to where it can.") from error
    if done.added or done.changed or done.gone or done.repaired:
        typer.echo(f"{folder}: {done}", err=True)
    return store


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Rows as a table on the screen; plain columns where the output is no screen."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        numbers = any(isinstance(row[columns.index(name)], int | float) for row in rows)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    wide = None if sys.stdout.isatty() else 1_000_000
    Console(markup=False, highlight=False, width=wide).print(table)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _show(hits: Sequence[Hit]) -> None:
    """Each hit with its paper, and its words with those that were looked for in bold."""
    from rich.console import Console
    from rich.text import Text

    console = Console(markup=False, highlight=False)
    for hit in hits:
        place = f" {hit.start}–{hit.end}" if hit.start is not None else ""
        about = ", ".join(part for part in (hit.outlet, hit.date) if part)
        console.print(Text(f"{hit.paper}{place}{f' ({about})' if about else ''}", style="dim"))
        words = Text(hit.words)
        for start, end in hit.marks:
            words.stylize("bold underline", start, end)
        console.print(words)
    if not hits:
        typer.echo("Nothing was found.", err=True)
