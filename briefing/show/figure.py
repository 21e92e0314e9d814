"""A figure: plotly's data and layout as plain values, the finding in words, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.show import theme
from briefing.show.table import Table

if TYPE_CHECKING:
    import plotly.graph_objects as go

MIME = "application/vnd.plotly.v1+json"


@dataclass(frozen=True)
class Figure:
    """`title` is the finding as a sentence, `caption` the source line, `alt` what the figure shows, in words."""

    name: str
    data: list[dict[str, Any]]
    layout: dict[str, Any]
    title: str
    caption: str
    alt: str
    table: Table

    def json(self) -> dict[str, Any]:
        """`{data, layout, config}` of plain lists and rounded numbers."""
        return {"data": plain(self.data), "layout": plain(self.layout), "config": dict(theme.CONFIG)}

    def plotly(self) -> go.Figure:
        """The figure as an object of plotly, to be changed by hand; importing plotly costs a fifth of a second."""
        import plotly.graph_objects as go

        return go.Figure(data=self.data, layout=self.layout)


@dataclass(frozen=True)
class Missing:
    """What stands where a figure would be, if there is nothing to draw."""

    name: str
    text: str


def plain(value: Any) -> Any:
    """`value` with every float at 6 significant digits, tuples as lists: bytes that are the same on every machine."""
    if isinstance(value, float):
        rounded = float(f"{value:.6g}")
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def source_line(*parts: str) -> str:
    """The line under a figure: what was counted, and what was left out."""
    return " ".join(part for part in parts if part)
