"""`briefing new`: the parameters of a seed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.options import AS_JSON
from briefing.errors import BriefingError

_EXAMPLES = """
Examples:

  briefing new seeds/article.txt

  briefing new seeds/*.pdf --force

Exit codes: 0 all written; 1 some seeds cannot be read, or their parameters are there already.
"""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog=_EXAMPLES)(new)


def new(
    seeds: Annotated[list[Path], typer.Argument(metavar="SEED...", help="Files to brief.")],
    force: Annotated[bool, typer.Option("--force", help="Write over parameters that are there.")] = False,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Write the parameters of seeds: params/NAME.yaml, every parameter with its meaning in a comment.

    The folder params/ is that of the project around the working folder, else of the working folder itself.
    """
    written: dict[str, str] = {}
    failed = 0
    for seed in seeds:
        try:
            written[str(seed)] = str(_write(seed, force))
        except BriefingError as error:
            failed += 1
            typer.echo(f"error: {error}", err=True)
        except OSError as error:
            failed += 1
            typer.echo(f"error: {error.filename}: cannot be written ({error.strerror}).", err=True)
    if as_json:
        typer.echo(json.dumps({"failed": failed, "written": written}, ensure_ascii=False, indent=2))
    else:
        for file in written.values():
            typer.echo(file)
    if failed:
        raise typer.Exit(1)


def _write(seed: Path, force: bool) -> Path:
    from briefing.draft import draft
    from briefing.errors import ReadingError
    from briefing.files import write_atomically
    from briefing.params import project_root, unfit_name
    from briefing.reading import read

    read_seed = read(seed)
    root = project_root(Path.cwd()) or Path.cwd()
    path = seed.resolve()
    named = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    file = root / "params" / f"{seed.stem}.yaml"
    if problem := unfit_name(seed.stem):
        raise ReadingError(seed, f"its name {problem}", "Rename the file.")
    if file.exists() and not force:
        raise ReadingError(seed, f"{file} is there already", "Edit it, or write it afresh with --force.")
    write_atomically(file, draft(read_seed, named, file.relative_to(root)))
    return file
