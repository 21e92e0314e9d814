"""`briefing render`: parameters in, briefings out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.app import fail
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.render.batch import Report

_EXAMPLES = """
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


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(render)


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
        fail(error)
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
