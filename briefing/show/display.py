"""Into the notebook: one mimebundle an output, with metadata from which the page is made.

IPython's `display` is given the finished bundle (`raw=True`), so that plotly's own display code, which takes a second
to import, is never reached. A figure is one output with three forms of the same: plotly's JSON, the numbers as an HTML
table, a sentence. JupyterLab shows the first of these that it knows, by its own order, and plotly stands before HTML.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from briefing.show.figure import MIME, Figure, Missing
from briefing.show.table import Table
from briefing.show.words import escape


def emit(bundle: dict[str, Any], metadata: dict[str, Any]) -> None:
    """Display one output; outside of IPython, print its plain text."""
    from IPython.core.getipython import get_ipython

    if get_ipython() is None:
        print(bundle["text/plain"])  # noqa: T201 - the plain form of what was asked to be displayed
        return
    from IPython.display import display

    display(bundle, raw=True, metadata={"briefing": metadata})


def figure(item: Figure | Missing) -> None:
    """Display a figure, or the line that stands in its place."""
    if isinstance(item, Missing):
        block(item.name, f'<p class="bf-empty">{escape(item.text)}</p>', item.text, kind="text")
        return
    emit(
        {MIME: item.json(), "text/html": _wrapped(item.table.html()), "text/plain": item.alt},
        {"kind": "figure", "name": item.name, "title": item.title, "caption": item.caption, "alt": item.alt},
    )


def table(name: str, item: Table, linked: bool = False) -> None:
    """Display a table."""
    block(name, item.html(linked), item.text(), kind="table")


def block(name: str, html: str, text: str, kind: str = "block") -> None:
    """Display a piece of HTML with its plain text. `kind`: table, block or text."""
    emit({"text/html": _wrapped(html), "text/plain": text}, {"kind": kind, "name": name})


def style() -> None:
    """Display the stylesheet for JupyterLab, once a notebook; the page has its own and leaves this out."""
    css = files("briefing.show").joinpath("style.css").read_text(encoding="utf-8")
    emit({"text/html": f"<style>\n{css}</style>", "text/plain": ""}, {"kind": "style", "name": "style"})


def _wrapped(html: str) -> str:
    return f'<div class="bf">{html}</div>'
