"""A table: a pandas frame for the analyst, semantic HTML for the page. Evidence cells are compared with the seed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from briefing.show.evidence import quote, recheck
from briefing.show.view import View
from briefing.show.words import escape, isolated, quoted

CellKind = Literal["text", "number", "evidence", "head", "name", "quote"]


@dataclass(frozen=True)
class Column:
    """One column of the page's table: the frame's column, the words at its head, and how its cells are made.

    `evidence` cells hold words of the seed; the frame then has their place in the columns `start` and `end` (empty
    where there is no evidence), and the words are compared with the seed when the cell is made. `head` cells are the
    row's header; they and `name` cells hold names of the seed.
    """

    name: str
    title: str
    kind: CellKind = "text"


@dataclass(frozen=True)
class Table:
    """`frame` in plain values, and what is needed to print it. In JupyterLab, the last line of a cell shows it.

    `view` is None for a table about several papers, which has no evidence cells.
    """

    view: View | None
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    caption: str
    empty: str

    def html(self, linked: bool = False) -> str:
        """The table as HTML: caption, column and row headers with scope, evidence with its place in the story.

        With `linked`, evidence leads to the highlighted text. Raises EvidenceMismatch if the frame's words are not
        those of the seed.
        """
        if self.frame.empty:
            return f'<p class="bf-empty">{escape(self.empty)}</p>'
        head = "".join(f'<th scope="col"{_number(column.kind)}>{escape(column.title)}</th>' for column in self.columns)
        rows = "".join(
            f"<tr{_target(row)}>{''.join(self._cell(column, row, linked) for column in self.columns)}</tr>"
            for row in self.frame.to_dict("records")
        )
        return (
            f'<table class="bf-table"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def text(self) -> str:
        """The table in plain text, for a screen without HTML."""
        if self.frame.empty:
            return self.empty
        shown = self.frame[[column.name for column in self.columns]]
        shown.columns = pd.Index([column.title for column in self.columns])
        return f"{self.caption}\n{shown.to_string(index=False, max_colwidth=60)}"

    def _repr_html_(self) -> str:
        return f'<div class="bf">{self.html()}</div>'

    def _cell(self, column: Column, row: Mapping[Hashable, object], linked: bool) -> str:
        value = row[column.name]
        if column.kind == "head":
            return f'<th scope="row">{isolated(str(value))}</th>'
        if column.kind == "evidence" and value and self.view:
            start, end = int(str(row["start"])), int(str(row["end"]))
            return f"<td>{evidence(self.view, start, end, str(value), linked)}</td>"
        if column.kind == "quote" and value:  # words of a seed that is not at hand
            return f'<td><q class="bf-quote">{escape(str(value).removeprefix("“").removesuffix("”"))}</q></td>'
        if column.kind == "name" and value:
            return f"<td>{isolated(str(value))}</td>"
        return f"<td{_number(column.kind)}>{escape(str(value))}</td>"


def evidence(view: View, start: int, end: int, words: str = "", linked: bool = False, most: int = 160) -> str:
    """Words of the seed as HTML: quoted, cut to `most` characters, with their place in the story.

    `words`, if given, must be what stands there; EvidenceMismatch otherwise.
    """
    seed = view.analysis.seed
    found = quote(seed.name, view.text, "evidence", start, end)
    if words:
        recheck(seed.name, view.text, "evidence", start, end, words)
    shown = escape(quoted(found.words, most))
    return f'<q class="bf-quote" data-span="{start}-{end}">{shown[1:-1]}</q> {place(view, start, end, linked)}'


def place(view: View, start: int, end: int, linked: bool = False) -> str:
    """Where a span stands, `¶3`, as HTML; with `linked`, leading to it in the highlighted text."""
    name = escape(view.places.name(start))
    if linked:
        number = view.places.block(start).number
        spoken = f' aria-label="paragraph {number} of the text"' if number else ""
        return f'<a class="bf-place" href="#s-{start}-{end}" data-span="{start}-{end}"{spoken}>{name}</a>'
    return f'<span class="bf-place">{name}</span>'


def table(
    view: View | None,
    rows: Sequence[dict[str, object]],
    columns: Sequence[Column],
    caption: str,
    empty: str = "Nothing of the kind was found in this text.",
    most: int = 0,
) -> Table:
    """A Table of plain rows; the frame has the columns that are printed and any others that the rows have.

    `empty` is what stands in its place without rows. With `most`, only so many rows; the caption counts the others.
    """
    names = list(rows[0]) if rows else [column.name for column in columns]
    shown = rows[:most] if most else rows
    if len(shown) < len(rows):
        caption += f" ({len(rows) - len(shown):,} more left out)"
    return Table(view, pd.DataFrame(list(shown), columns=names), tuple(columns), caption, empty)


def _target(row: Mapping[Hashable, object]) -> str:
    return f' data-target="{escape(str(row["target"]))}"' if row.get("target") else ""


def _number(kind: CellKind) -> str:
    return ' class="bf-number"' if kind == "number" else ""
