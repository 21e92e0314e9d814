"""`briefing init`: a folder of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import AS_JSON

_EXAMPLES = """
Examples:

  briefing init briefings

  briefing init .

Exit codes: 0 the folder is complete; 1 it cannot be written.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; made if it is not there.")],
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Start a folder of your own: notebooks/, params/, seeds/ with an example, README.md.

    A file that is there already is left as it is, so the command also completes a folder.
    """
    from briefing.starter import start

    try:
        written, kept = start(folder)
    except OSError as error:
        typer.echo(f"error: {folder}: cannot be written ({error.strerror}). Name another folder.", err=True)
        raise typer.Exit(1) from error
    if as_json:
        found = {"kept": [str(file) for file in kept], "written": [str(file) for file in written]}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for file in written:
        typer.echo(str(file))
    if kept:
        typer.echo(f"{len(kept)} files were there and stay as they are.", err=True)
