"""`briefing compare`: many papers side by side, as text, JSON and page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import fail
from briefing.errors import BriefingError

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
) -> None:
    """Set papers side by side: who really said it first, what is copy, echo or circle, and who alone says what."""
    from briefing.gathering import compare as set_side_by_side
    from briefing.gathering import gather
    from briefing.show.across.sentences import report

    try:
        analyses, _ = gather(papers)
    except BriefingError as error:
        fail(error)
    comparison = set_side_by_side(analyses)
    typer.echo(comparison.to_json() if as_json else report(comparison), nl=False)
