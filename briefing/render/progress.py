"""What a person sees while a batch runs: a line a briefing on a terminal, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from briefing.render.batch import Progress


@contextmanager
def shown(stream: TextIO) -> Iterator[Progress]:
    """A Progress that draws on `stream` if that is a terminal."""
    console = Console(file=stream)
    if not console.is_terminal:
        yield Progress()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[now]}"),
    )
    with Bars(*columns, console=console) as bars:
        yield _Display(bars)


class _Display(Progress):
    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def analysing(self, name: str) -> None:
        self._tasks[name] = self._bars.add_task(name, total=None, now="reading and analysing")

    def running(self, name: str, notebooks: int) -> None:
        self._bars.update(self._tasks[name], total=notebooks, now="running the notebooks")

    def ran(self, name: str, notebook: str, ok: bool) -> None:
        self._bars.update(self._tasks[name], advance=1, now=notebook if ok else f"{notebook} failed")

    def done(self, name: str, page: Path | None) -> None:
        self._bars.update(self._tasks[name], now="done" if page else "failed")
        self._bars.stop_task(self._tasks[name])
