"""`briefing analyse`: seeds in, `analysis.json` out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.child import MEGABYTE, Limits
from briefing.cli.options import AS_JSON, JOBS, MAX_BYTES, MAX_MEMORY, MAX_PAGES, TIMEOUT, cores
from briefing.errors import ReadingError

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
    jobs: Annotated[int, JOBS] = 0,
    timeout: Annotated[float, TIMEOUT] = 300,
    max_memory: Annotated[int, MAX_MEMORY] = 4000,
    max_bytes: Annotated[int, MAX_BYTES] = 0,
    max_pages: Annotated[int, MAX_PAGES] = 0,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Analyse seeds: write DIR/NAME/analysis.json for each, NAME being the file's name without its ending.

    A seed of a project is corrected by the project's params/NAME.corrections.yaml, if that is there. A seed that fails
    is reported and the others go on; the exit code is then 1.
    """
    _check_names(seeds)
    from briefing.bulk import Analysed, Task, analyse_all, summary

    def tell(fate: Analysed) -> None:
        if fate.error:
            shown = str(fate.error) if isinstance(fate.error, ReadingError) else f"{fate.seed}: {fate.error}"
            typer.echo(f"error: {shown}", err=True)
        elif not as_json:
            corrected = f", corrected by {fate.corrections}" if fate.corrections else ""
            typer.echo(f"{fate.file}: {fate.actors} actors, {fate.allegations} allegations{corrected}")

    tasks = [Task(seed, out / seed.stem, max_bytes, max_pages) for seed in seeds]
    fates = analyse_all(tasks, jobs or cores(), Limits(timeout, max_memory * MEGABYTE), tell)
    if as_json:
        typer.echo(summary(fates), nl=False)
    failed = sum(fate.error is not None for fate in fates)
    if failed:
        typer.echo(f"{failed} of {len(seeds)} seeds failed.", err=True)
        raise typer.Exit(1)


def _check_names(seeds: list[Path]) -> None:
    """Names that no folder can have, or that two seeds share: refused before anything is written."""
    from briefing.params import unfit_name

    taken: dict[str, Path] = {}
    wrong = 0
    for seed in seeds:
        problem = unfit_name(seed.stem)
        other = taken.setdefault(seed.stem.casefold(), seed)
        if problem:
            typer.echo(f"error: {seed}: its name {problem}, so no folder can have it. Rename the file.", err=True)
        elif other is not seed:
            typer.echo(f"error: {seed}: has the name of {other}, both would fill {seed.stem}/. Rename one.", err=True)
        wrong += bool(problem) or other is not seed
    if wrong:
        raise typer.Exit(2)
