"""`briefing analyse`: seeds in, `analysis.json` out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.errors import BriefingError

_EXAMPLES = """
Examples:

  briefing analyse seeds/iskp-memri.txt -o build

  briefing analyse seeds/*.txt -o analyses
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(analyse)


def analyse(
    seeds: Annotated[
        list[Path],
        typer.Argument(metavar="SEED...", help="Text, Markdown, HTML, PDF, Word (.docx) or mail (.eml) files."),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder for NAME/analysis.json.")],
) -> None:
    """Analyse seeds: write DIR/NAME/analysis.json for each, NAME being the file's name without its ending.

    A seed that fails is reported and the others go on; the exit code is then 1.
    """
    _refuse_twins(seeds)
    from briefing.files import write_atomically
    from briefing.pipeline import analyse_file

    failed = 0
    for seed in seeds:
        target = out / seed.stem / "analysis.json"
        try:
            analysis = analyse_file(seed)
            write_atomically(target, analysis.to_json())
        except BriefingError as error:
            failed += 1
            typer.echo(f"error: {error}", err=True)
        except OSError as error:
            failed += 1
            typer.echo(f"error: {target}: cannot be written ({error.strerror}). Name another folder with -o.", err=True)
        else:
            counts = f"{len(analysis.actors)} actors, {len(analysis.allegations)} allegations"
            typer.echo(f"{target}: {counts}")
    if failed:
        typer.echo(f"{failed} of {len(seeds)} seeds failed.", err=True)
        raise typer.Exit(1)


def _refuse_twins(seeds: list[Path]) -> None:
    """Two seeds of one name would share an output folder: refused before anything is written."""
    taken: dict[str, Path] = {}
    twins = 0
    for seed in seeds:
        other = taken.setdefault(seed.stem.casefold(), seed)
        if other is not seed:
            twins += 1
            typer.echo(f"error: {seed}: has the name of {other}, both would fill {seed.stem}/. Rename one.", err=True)
    if twins:
        raise typer.Exit(2)
