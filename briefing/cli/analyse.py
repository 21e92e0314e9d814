"""`briefing analyse`: seeds in, `analysis.json` out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.child import MEGABYTE, Limits, cores
from briefing.cli.app import fail
from briefing.cli.options import AS_JSON, JOBS, MAX_BYTES, MAX_MEMORY, MAX_PAGES, TIMEOUT
from briefing.errors import BriefingError, ReadingError

_EXAMPLES = """
Examples:

  briefing analyse seeds/iskp-memri.txt -o build

  briefing analyse seeds/*.txt -o analyses

  briefing analyse --cluster tcp://10.0.0.1:8786 seeds/ -o analyses

On several machines: `dask scheduler` on one, `dask worker tcp://HOST:8786 --nthreads 1 --nworkers auto` on each, with
briefing[cluster] of this version on all. --timeout and --max-memory hold there as here, --jobs is for this machine alone.
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
    cluster: Annotated[
        str,
        typer.Option(metavar="tcp://HOST:PORT", help="Dask scheduler whose workers analyse instead of this machine."),
    ] = "",
) -> None:
    """Analyse seeds: write DIR/NAME/analysis.json for each, NAME being the file's name without its ending.

    A folder stands for all files below it. What was analysed before comes from the cache, so a run that was stopped goes on
    where it was.

    A seed of a project is corrected by the project's params/NAME.corrections.yaml, if that is there. A seed that fails
    is reported and the others go on; the exit code is then 1.
    """
    seeds = [file for seed in seeds for file in _files(seed)]
    _check_names(seeds)
    from briefing.bulk import Analysed, Task, analyse_all, summary
    from briefing.cli.bar import bar

    tasks = [Task(seed, out / seed.stem, max_bytes, max_pages) for seed in seeds]
    with bar(len(tasks)) as say:

        def tell(fate: Analysed) -> None:
            if fate.error:
                shown = str(fate.error) if isinstance(fate.error, ReadingError) else f"{fate.seed}: {fate.error}"
                say(f"error: {shown}", True)
            else:
                corrected = f", corrected by {fate.corrections}" if fate.corrections else ""
                line = f"{fate.file}: {fate.actors} actors, {fate.allegations} allegations{corrected}"
                say("" if as_json else line, False)

        limits = Limits(timeout, max_memory * MEGABYTE)
        if cluster:
            from briefing.cluster import analyse_on_cluster

            try:
                fates = analyse_on_cluster(tasks, cluster, limits, tell)
            except BriefingError as error:
                fail(error)
        else:
            fates = analyse_all(tasks, jobs or cores(), limits, tell)
    if as_json:
        typer.echo(summary(fates), nl=False)
    failed = sum(fate.error is not None for fate in fates)
    if failed:
        typer.echo(f"{failed} of {len(seeds)} seeds failed.", err=True)
        raise typer.Exit(1)


def _files(seed: Path) -> list[Path]:
    """A file itself; for a folder, every file below it that is not hidden, in the order of the paths.

    A folder without any stands for itself: reading says what is wrong with it.
    """
    files = (path for path in sorted(seed.rglob("*")) if path.is_file()) if seed.is_dir() else ()
    return [path for path in files if not any(part.startswith(".") for part in path.relative_to(seed).parts)] or [seed]


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
