"""`briefing diff`: what changed between two analyses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import fail
from briefing.errors import BriefingError

_EXAMPLES = """
Examples:

  briefing diff old/analysis.json new/analysis.json

  briefing diff old/analysis.json new/analysis.json --json

Exit codes: 0 compared, whatever has changed; 2 a file cannot be read.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(diff)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="analysis.json of the earlier run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="analysis.json of the later run.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """Say what changed from OLD to NEW: new, withdrawn, hardened and softened allegations, sources and actors."""
    from briefing.across import changes
    from briefing.gathering import read_analysis
    from briefing.show.across.sentences import change_lines

    try:
        change = changes(read_analysis(old), read_analysis(new))
    except BriefingError as error:
        fail(error)
    typer.echo(change.to_json() if as_json else "\n".join(change_lines(change)) + "\n", nl=False)
