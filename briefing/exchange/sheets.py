"""Tables out: CSV, Parquet and Excel.

A cell of text that begins with `=`, `+`, `-`, `@` (wide forms too), a tab or a line break could be run as a formula by a
spreadsheet. In CSV such a cell gets an apostrophe before it (the OWASP rule against CSV injection), in Excel it is text
with the quote-prefix mark, so that its value stays as it is; Parquet holds typed values and needs nothing.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.exchange.tables import Cell, Table

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Limits of Excel: characters of a cell, rows of a sheet.
_CELL = 32_767
_ROWS = 1_048_576
_CUT = " […]"


def is_formula(cell: Cell) -> bool:
    """Whether a spreadsheet could take a cell for a formula."""
    return isinstance(cell, str) and cell.startswith(_DANGEROUS)


def csv_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """One CSV file a table (RFC 4180, UTF-8): `actors.csv` and so on. An empty cell is an empty field."""
    return {f"{table.name}.csv": _csv(table) for table in tables}


def _csv(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([f"'{cell}" if is_formula(cell) else cell for cell in row] for row in table.rows)
    return stream.getvalue().encode()


def parquet_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """One Parquet file a table: integers as INT32, text as UTF-8 strings, empty cells as nulls."""
    import duckdb

    quiet: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 1}
    found = {}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=quiet) as database:
        for table in tables:
            file = Path(folder) / f"{table.name}.parquet"
            kinds = ("INTEGER" if name in table.integers else "VARCHAR" for name in table.columns)
            columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(table.columns, kinds, strict=True))
            database.execute(f'CREATE TABLE "{table.name}" ({columns})')
            if table.rows:
                marks = ", ".join("?" for _ in table.columns)
                database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', [list(row) for row in table.rows])
            target = str(file).replace("'", "''")
            database.execute(f"COPY \"{table.name}\" TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
            found[file.name] = file.read_bytes()
    return found


def workbook(tables: Sequence[Table], created: str) -> bytes:
    """One Excel workbook, one sheet a table, headers frozen and filtered. `created` (ISO date) stands in its properties.

    A text longer than a cell may be is cut and says so. ValueError for more rows than a sheet holds.
    """
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime.fromisoformat(created), "author": "briefing"})
    head = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    for table in tables:
        if len(table.rows) >= _ROWS:
            raise ValueError(f"{table.name} has {len(table.rows)} rows, more than a sheet of Excel holds")
        sheet = book.add_worksheet(table.name)
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, _width(table, column))
        for line, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell, plain)
                elif cell:
                    text = cell if len(cell) <= _CELL else cell[: _CELL - len(_CUT)] + _CUT
                    sheet.write_string(line, column, text, quoted if is_formula(text) else plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    book.close()
    return stream.getvalue()


def _width(table: Table, column: int) -> int:
    """A width in characters at which most cells can be read, no wider than a line of text."""
    longest = max([len(table.columns[column]), *(len(str(row[column] or "")) for row in table.rows)])
    return min(60, max(8, longest + 2))
