"""`briefing export`: a briefing's analysis in the forms of other tools."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.app import fail
from briefing.cli.options import AS_JSON
from briefing.errors import BriefingError, meant

# Named here too, so that the help need not import them.
FORMATS = ("stix", "ftm", "prov", "prov-ttl", "graphml", "gexf", "csv", "parquet", "xlsx")
_EXAMPLES = """
Examples:

  briefing export iskp-memri --to stix -o build

  briefing export params/*.yaml --to csv --to xlsx -o exports

  briefing export build/iskp-memri/analysis.json --to prov-ttl --tlp TLP:GREEN -o .

Formats: stix (STIX 2.1), ftm (FollowTheMoney), prov and prov-ttl (W3C PROV as JSON and Turtle), graphml and gexf
(networks for Gephi), csv, parquet and xlsx (tables with the words of every row). The files are the same, byte for byte,
for the same analysis; dates are the seed's or the briefing's, never today's.

Exit codes: 0 all written; 1 some failed, the others are written; 2 wrong use, nothing written.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(export)


def export(
    what: Annotated[
        list[str],
        typer.Argument(metavar="WHAT...", help="Names (params/NAME.yaml), parameters files or analysis.json."),
    ],
    to: Annotated[
        list[str], typer.Option("--to", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}; may be repeated.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder for DIR/NAME/.")],
    tlp: Annotated[str, typer.Option(metavar="LABEL", help="TLP 2.0 marking; else that of the parameters.")] = "",
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Date of the briefing; else that of the parameters.")] = "",
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Export analyses: to STIX, FollowTheMoney, PROV, GraphML, GEXF, CSV, Parquet or Excel, below DIR/NAME/."""
    _check_formats(to)
    from briefing.cli.targets import find
    from briefing.exchange import export as write

    try:
        targets = find(what, {"tlp": tlp, "as_of": as_of})
    except BriefingError as error:
        fail(error)
    written: dict[str, list[str]] = {}
    failed = 0
    for target in targets:
        try:
            analysis = target.analysis()
            files = write(analysis, target.parameters, to, out / target.name)
        except BriefingError as error:
            failed += 1
            typer.echo(f"error: {error}", err=True)
        except OSError as error:
            failed += 1
            place = out / target.name
            typer.echo(f"error: {place}: cannot be written ({error.strerror}). Name another folder with -o.", err=True)
        else:
            written[target.name] = [str(file) for file in files]
    if as_json:
        typer.echo(json.dumps({"files": written, "failed": failed}, ensure_ascii=False, indent=2))
    else:
        for names in written.values():
            typer.echo("\n".join(names))
    if failed:
        typer.echo(f"{failed} of {len(targets)} exports failed.", err=True)
        raise typer.Exit(1)


def _check_formats(to: Sequence[str]) -> None:
    unknown = [form for form in to if form not in FORMATS]
    for form in unknown:
        hint = meant(form.casefold(), FORMATS, f"Known are {', '.join(FORMATS)}.", 0.5)
        typer.echo(f"error: --to {form}: there is no such format. {hint}", err=True)
    if unknown:
        raise typer.Exit(2)
