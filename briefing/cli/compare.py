"""`briefing compare`: many papers side by side, as text, JSON and page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.app import fail
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.comparison import Comparison
    from briefing.schema import Analysis

_EXAMPLES = """
Examples:

  briefing compare params/lyra-pipeline/*.yaml

  briefing compare build/*/analysis.json --json > comparison.json

  briefing compare params/lyra-pipeline/*.yaml -o build/lyra

Exit codes: 0 compared; 2 a paper cannot be read, or there are less than two.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(compare)


def compare(
    papers: Annotated[
        list[Path], typer.Argument(metavar="PAPERS...", help="Parameters files, or analysis.json files.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="Folder for the page, the notebook and the JSON.")
    ] = None,
    words: Annotated[str, typer.Option(metavar="WORDS", help="Words that the page looks for in all papers.")] = "",
    title: Annotated[str, typer.Option(metavar="TITLE", help="Title of the page.")] = "",
    tlp: Annotated[
        str, typer.Option(metavar="LABEL", help="TLP 2.0 marking; a stricter one of a paper wins.")
    ] = "TLP:CLEAR",
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Date of the briefing, YYYY-MM-DD.")] = "",
) -> None:
    """Set papers side by side: who really said it first, what is copy, echo or circle, and who alone says what.

    Prints a report, or with --json all of it. With -o, writes DIR/across.html, the executed notebook, comparison.json and
    the analyses instead.
    """
    from briefing.gathering import compare as set_side_by_side
    from briefing.gathering import gather, strictest
    from briefing.params import check

    try:
        check({"title": title, "tlp": tlp, "as_of": as_of}, "options")
        analyses, marking = gather(papers)
        comparison = set_side_by_side(analyses)
        if out is not None:
            _write(out, comparison, analyses, (title, strictest((tlp, marking)), as_of, words))
            return
    except BriefingError as error:
        fail(error)
    from briefing.show.across.sentences import report

    typer.echo(comparison.to_json() if as_json else report(comparison), nl=False)


def _write(out: Path, comparison: Comparison, analyses: list[Analysis], facts: tuple[str, str, str, str]) -> None:
    """The page with all that it was made of, and what it says in numbers."""
    from briefing.files import write_atomically
    from briefing.gathering import notebook_folder
    from briefing.render.across import render_across

    page = render_across(analyses, notebook_folder(), out, *facts)
    write_atomically(out / "comparison.json", comparison.to_json())
    typer.echo(
        f"{page.relative_to(Path.cwd()) if page.is_relative_to(Path.cwd()) else page}: {page.stat().st_size / 1e6:.1f} MB"
    )
