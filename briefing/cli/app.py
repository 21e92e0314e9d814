"""The application that the commands are added to, and how a command ends when something is wrong."""

from __future__ import annotations

from typing import Annotated, NoReturn

import typer

from briefing import __version__
from briefing.errors import BriefingError

app = typer.Typer(
    name="briefing",
    help="Who is in a report, who is accused of what, who says so and through whom.",
    no_args_is_help=True,
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


def fail(error: BriefingError) -> NoReturn:
    """Say what is wrong, one line a problem, and end with the exit code of the error."""
    for line in str(error).splitlines():
        typer.echo(f"error: {line}", err=True)
    raise typer.Exit(error.exit_code) from error
