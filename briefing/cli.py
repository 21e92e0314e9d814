"""The command line: parses, calls one function, prints. Everything heavy is imported when a command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from briefing import __version__
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.render.batch import Report

_ANALYSE_EXAMPLES = """
Examples:

  briefing analyse seeds/iskp-memri.txt -o build

  briefing analyse seeds/*.txt -o analyses
"""
_RENDER_EXAMPLES = """
Examples:

  briefing render params/iskp-memri.yaml

  briefing render params/*.yaml -o build --jobs 2

A parameters file is a small YAML mapping; every key may be left out:

  seed: seeds/iskp-memri.txt      the file to brief, relative to the project's folder

  title: "..."                    title of the page; else the seed's headline

  outlet: "..."                   who published the seed; else as the seed says

  tlp: "TLP:CLEAR"                TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR

  as_of: "2026-01-08"             date of the briefing; else none is printed
"""

app = typer.Typer(
    name="briefing",
    help="Who is in a report, who is accused of what, who says so and through whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Who is in a report, who is accused of what, who says so and through whom."""


@app.command(epilog=_ANALYSE_EXAMPLES)
def analyse(
    seeds: Annotated[list[Path], typer.Argument(metavar="SEED...", help="Text, Markdown or HTML files.")],
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


@app.command(epilog=_RENDER_EXAMPLES)
def render(
    params: Annotated[list[Path], typer.Argument(metavar="PARAMS...", help="YAML files with the parameters.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder for the briefings.")] = Path("build"),
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, max=64, help="Notebooks run at the same time.")] = 2,
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that one cell of a notebook may run.")] = 300,
) -> None:
    """Render briefings: DIR/NAME/briefing.html, the executed notebooks and analysis.json, and DIR/index.html.

    All parameters are checked before anything runs (exit code 2). A briefing that fails is reported, keeps its good
    page of an earlier run, and the others go on; the exit code is then 1.
    """
    from briefing.params import ParameterError, read_all

    try:
        checked = read_all(params)
    except ParameterError as error:
        for problem in error.problems:
            typer.echo(f"error: {problem}", err=True)
        raise typer.Exit(error.exit_code) from error

    from briefing.pipeline import analyse_file
    from briefing.render.batch import render as render_batch
    from briefing.render.progress import shown

    try:
        with shown(sys.stderr) as progress:
            report = render_batch(checked, out, analyse_file, jobs, progress, timeout)
    except BriefingError as error:
        _fail(error)
    _print(report, len(checked), out)


def _print(report: Report, total: int, out: Path) -> None:
    for page in report.pages.values():
        typer.echo(f"{page}: {page.stat().st_size / 1e6:.1f} MB")
    for name, texts in report.noise.items():
        for text in texts:
            typer.echo(f"note: {name}: a notebook wrote to stderr: {text}", err=True)
    for name, errors in report.errors.items():
        for error in errors:
            typer.echo(f"error: {name}: {error}", err=True)
    if report.errors:
        typer.echo(f"{len(report.errors)} of {total} briefings failed.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{out / 'index.html'}: the list of briefings")


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


def _fail(error: BriefingError) -> NoReturn:
    typer.echo(f"error: {error}", err=True)
    raise typer.Exit(error.exit_code) from error
