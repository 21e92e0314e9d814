"""`briefing correct`: a file to correct a briefing with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import fail
from briefing.cli.options import AS_JSON
from briefing.errors import BriefingError

_EXAMPLES = """
Examples:

  briefing correct params/iskp-memri.yaml

  briefing correct iskp-memri

Exit codes: 0 the file is written, or it is there and its entries fit; 1 it cannot be written; 2 wrong use, or an entry
does not fit.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(correct)


def correct(
    briefing: Annotated[str, typer.Argument(metavar="PARAMS", help="A parameters file, or its name in params/.")],
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Write PARAMS.corrections.yaml: a commented file that lists the actors and allegations found, to be filled in.

    A file that is there is never changed: then its entries are checked, and what it does not list yet is printed.
    """
    from briefing.params import CORRECTIONS, read_all

    file = _parameters_file(briefing)
    try:
        [job] = read_all([file])
    except BriefingError as error:
        fail(error)

    from briefing.corrections import lay, read_corrections
    from briefing.corrections.starting import news, starting_file
    from briefing.pipeline import analyse_file

    target = job.corrections or file.with_name(file.stem + CORRECTIONS)
    try:
        analysis = analyse_file(job.seed, job.parameters.outlet, known=job.known)
        written = not target.exists()
        if written:
            _write(target, starting_file(analysis, job.name, job.parameters.seed))
        fresh = [] if written else news(analysis, target.read_text(encoding="utf-8-sig", errors="replace"))
        if as_json:
            found = {"file": str(target), "new": fresh, "written": written}
            typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        elif written:
            counts = f"{len(analysis.actors)} actors and {len(analysis.allegations)} allegations"
            typer.echo(f"{target}: {counts} to look at")
        else:
            typer.echo(f"{target} is there and was not changed. {_count(fresh)}")
            for line in fresh:
                typer.echo(f"new: {line}")
        if not written:
            lay(analysis, read_corrections(target))
    except BriefingError as error:
        fail(error)


def _parameters_file(named: str) -> Path:
    """The file itself, or params/NAME.yaml of the project around the working directory."""
    from briefing.params import project_root

    file = Path(named)
    if file.suffix in (".yaml", ".yml") or file.is_file():
        return file
    return (project_root(Path.cwd()) or Path.cwd()) / "params" / f"{named}.yaml"


def _write(target: Path, text: str) -> None:
    """Write a new file; one that appeared in the meantime is left as it is."""
    try:
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        typer.echo(f"error: {target}: cannot be written ({error.strerror}).", err=True)
        raise typer.Exit(1) from error


def _count(fresh: list[str]) -> str:
    return (
        f"It does not list {len(fresh)} of the actors and allegations yet." if fresh else "It lists all that was found."
    )
