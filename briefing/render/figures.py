"""Figures and tables of a notebook as they stand on the page."""

from __future__ import annotations

import base64
import gzip
import html
import re
from functools import lru_cache
from typing import Any

from briefing.render.assets import hash_source
from briefing.render.cells import joined, plain
from briefing.render.sanitise import clean

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)


def roomy(markup: str) -> str:
    """Tables in a room of their own, which scrolls sideways where the window is narrow, also by keyboard."""

    def room(match: re.Match[str]) -> str:
        caption = _CAPTION.search(match.group())
        name = plain(caption.group(1)) if caption else "Table"
        return (
            f'<div class="table-room" tabindex="0" role="group" aria-label="{html.escape(name)}">{match.group()}</div>'
        )

    return _TABLE.sub(room, markup)


def figure_json(value: dict[str, Any]) -> dict[str, Any]:
    """Data, layout and settings for the page: the title is printed above the figure, so the room for it goes."""
    layout = dict(value.get("layout", {}))
    layout.pop("template", None)
    title = layout.pop("title", None)
    margin = dict(layout.get("margin", {}))
    if title and "t" in margin and "height" in layout:
        lines = str(title.get("text", "") if isinstance(title, dict) else title).count("<br>") + 1
        spared = min(margin["t"] - 16, 14 + 20 * lines)
        if spared > 0:
            margin["t"] -= spared
            layout["height"] -= spared
            layout["margin"] = margin
    return {"data": value.get("data", []), "layout": layout, "config": _config(value.get("config", {}))}


def _config(given: dict[str, Any]) -> dict[str, Any]:
    """Settings of a figure, with plotly's ways out to a server closed whatever the notebook says."""
    return {**given, "showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False, "responsive": True,
            "showLink": False, "topojsonURL": ""}  # fmt: skip


def figure_html(number: int, data: dict[str, Any], told: dict[str, Any]) -> str:
    """A figure's place on the page: its finding, the drawing, the source line, the numbers as a table."""
    alt = told.get("alt") or joined(data.get("text/plain", ""))
    table = roomy(clean(joined(data.get("text/html", ""))))
    title = told.get("title", "")
    parts = [
        f'<figure class="bf-figure" id="figure-{number}">',
        f'<figcaption id="figure-{number}-title"><span class="bf-figure-number"></span> '
        f'<strong class="bf-finding">{html.escape(title or alt)}</strong></figcaption>',
        f'<div class="bf-scroll" tabindex="0" role="group" aria-labelledby="figure-{number}-title">'
        f'<div class="bf-plot" role="img" aria-label="{html.escape(alt)}" data-figure="{number}">'
        "</div></div>",
        '<noscript><p class="bf-noscript">This figure is drawn by a script, and scripts are off. '
        f"{html.escape(alt)}</p></noscript>",
    ]
    if told.get("caption"):
        parts.append(f'<p class="bf-caption">{html.escape(told["caption"])}</p>')
    if table:
        parts.append(f'<details class="bf-data"><summary>The numbers as a table</summary>{table}</details>')
    return "".join([*parts, "</figure>"])


@lru_cache(maxsize=1)
def plotly_js() -> tuple[str, str]:
    """plotly.js, compressed and as base64, and the policy's hash of its text. Made once a process."""
    from plotly.offline import get_plotlyjs

    text = get_plotlyjs()
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode(), hash_source(text)
