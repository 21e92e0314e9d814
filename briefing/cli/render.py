"""`briefing render`: parameters in, briefings out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.child import MEGABYTE, Limits, cores
from briefing.cli.app import fail
from briefing.cli.options import AS_JSON, JOBS, MAX_BYTES, MAX_MEMORY, MAX_PAGES, TIMEOUT
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.render.report import Report

_EXAMPLES = """
Examples:

  briefing render params/iskp-memri.yaml

  briefing render params/*.yaml -o build --jobs 2

  briefing render params/iskp-memri.yaml --pdf --docx --markdown

  briefing render params/*.yaml --since build

A parameters file is a small YAML mapping; every key may be left out:

  seed: seeds/iskp-memri.txt      the file to brief, relative to the project's folder

  title: "..."                    title of the page; else the seed's headline

  outlet: "..."                   who published the seed; else as the seed says

  tlp: "TLP:CLEAR"                TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN or TLP:CLEAR

  as_of: "2026-01-08"             date of the briefing; else none is printed

  corrections: "..."              the analyst's corrections; else PARAMS.corrections.yaml, if it is there

  known_actors: "..."             actors known before, a CSV file (name,kind,aliases) or a STIX bundle; else none
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(render)


def render(
    params: Annotated[list[Path], typer.Argument(metavar="PARAMS...", help="YAML files with the parameters.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder for the briefings.")] = Path("build"),
    jobs: Annotated[int, JOBS] = 0,
    timeout: Annotated[float, TIMEOUT] = 300,
    max_memory: Annotated[int, MAX_MEMORY] = 4000,
    max_bytes: Annotated[int, MAX_BYTES] = 0,
    max_pages: Annotated[int, MAX_PAGES] = 0,
    engine: Annotated[
        str, typer.Option(help="How notebooks run: `briefing` (fast; Linux) or `kernel` (papermill's own).")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Make unchanged briefings again.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also print each page to briefing.pdf, by Chromium.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Also write each page as briefing.docx, for Word.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Also write each page as briefing.md.")] = False,
    since: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of an earlier batch: pages say what changed since.")
    ] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Render briefings: DIR/NAME/briefing.html, the executed notebooks and analysis.json, and DIR/index.html.

    All parameters are checked before anything runs (exit code 2). A briefing of which nothing has changed since it was
    made is left as it is. One that fails is reported, keeps its good page of an earlier run, and the others go on; the
    exit code is then 1. DIR/summary.json says what came of each.
    """
    from briefing.params import read_all

    try:
        checked = read_all(params)
    except BriefingError as error:
        fail(error)

    from briefing.pipeline import JobAnalyser
    from briefing.render.batch import ENGINES, Settings
    from briefing.render.batch import render as render_batch
    from briefing.render.progress import shown

    default = Settings().engine
    if engine and (engine not in ENGINES or (engine == "briefing" and default != "briefing")):
        typer.echo(f"error: --engine {engine}: there is no such engine here. Write {default}.", err=True)
        raise typer.Exit(2)
    if since is not None and not since.is_dir():
        typer.echo(
            f"error: --since {since}: there is no such folder. Name one that `briefing render` has filled.", err=True
        )
        raise typer.Exit(2)
    limits = Limits(timeout, max_memory * MEGABYTE)
    preload = ("briefing.warm", __name__)
    settings = Settings(jobs or cores(), limits, engine or default, force, preload, since, changed)
    try:
        with shown(sys.stderr) as progress:
            report = render_batch(checked, out, JobAnalyser(max_bytes, max_pages), settings, progress)
    except BriefingError as error:
        fail(error)
    failed = _also(report, {"pdf": pdf, "docx": docx, "markdown": markdown}, as_json)
    _print(report, out, as_json)
    if failed:
        raise typer.Exit(1)


def changed(old: Path, new: Path) -> tuple[str, ...]:
    """What changed from one `analysis.json` to a later one, in sentences. Raises GatheringError for a file that is none."""
    from briefing.across import changes
    from briefing.gathering import read_analysis
    from briefing.show.across.sentences import change_lines

    return tuple(change_lines(changes(read_analysis(old), read_analysis(new))))


def _also(report: Report, wanted: dict[str, bool], as_json: bool) -> bool:
    """Write the other forms of every page beside it; whether one of them could not be made."""
    from briefing.render.paste import FORMS

    failed = False
    for form in (name for name, asked in wanted.items() if asked):
        for page in (item.page for item in report.briefings if item.page):
            try:
                made = FORMS[form](page)
            except BriefingError as error:
                failed = True
                typer.echo(f"error: {error}", err=True)
            else:
                if not as_json:
                    typer.echo(str(made))
    return failed


def _print(report: Report, out: Path, as_json: bool) -> None:
    for item in report.briefings:
        if item.page and not as_json:
            size = f"{item.page.stat().st_size / 1e6:.1f} MB"
            typer.echo(f"{item.page}: {size}{', unchanged' if item.fate == 'unchanged' else ''}")
        for text in item.noise:
            typer.echo(f"note: {item.name}: a notebook wrote to stderr: {text}", err=True)
        for _, error in item.errors:
            typer.echo(f"error: {item.name}: {error}", err=True)
    for error in report.errors:
        typer.echo(f"error: {error}", err=True)
    if as_json:
        typer.echo(report.as_json(), nl=False)
    else:
        typer.echo(f"{out / 'index.html'}: the list of briefings")
    if not report.succeeded:
        typer.echo(f"{report.count('failed')} of {len(report.briefings)} briefings failed.", err=True)
        raise typer.Exit(1)
