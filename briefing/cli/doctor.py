"""`briefing doctor`: is the installation whole?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from briefing.cli.options import AS_JSON

_MARKS = {"ok": "ok", "optional": "--", "wrong": "XX"}
_EXAMPLES = """
Examples:

  briefing doctor

  briefing doctor --json

Exit codes: 0 nothing is wrong (-- marks what is missing and can be done without); 1 something is.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(doctor)


def doctor(as_json: Annotated[bool, AS_JSON] = False) -> None:
    """Check the installation: Python, packages, notebooks, language model, kernel, cache, browser; say the remedy."""
    from briefing.checkup import findings, whole

    found = tuple(findings())
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=2))
    else:
        width = max(len(finding.check) for finding in found)
        for finding in found:
            typer.echo(f"{_MARKS[finding.state]}  {finding.check:{width}}  {finding.found}")
            if finding.remedy:
                typer.echo(f"    {'':{width}}  {finding.remedy}")
    if not whole(found):
        raise typer.Exit(1)
