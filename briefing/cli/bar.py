"""How far a long command is, on a terminal: how many of how many, how fast, and the time that is left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Say = Callable[[str, bool], None]


@contextmanager
def bar(total: int) -> Iterator[Say]:
    """A function to be called when one more thing is done: it prints a line ("" none; True: on stderr) and moves the bar.

    The bar is drawn on stderr if that is a terminal, and is gone at the end.
    """
    if not sys.stderr.isatty() or total < 2:
        yield _print
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("gone,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    console = Console(stderr=True, markup=False, highlight=False)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bars:
        task = bars.add_task("", total=total, rate="")

        def say(line: str, err: bool) -> None:
            if line and (err or sys.stdout.isatty()):
                bars.console.print(line)
            elif line:
                _print(line, False)
            speed = bars.tasks[0].speed
            bars.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")

        yield say


def _print(line: str, err: bool) -> None:
    if line:
        typer.echo(line, err=err)
