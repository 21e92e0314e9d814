"""CSV, Parquet and Excel, each read back by a program of its own: every row has its words, no cell is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest
from exchange_samples import rich

from briefing.exchange import files
from briefing.exchange.sheets import csv_files, is_formula, parquet_files, workbook
from briefing.exchange.tables import Table, tables
from briefing.params import Parameters

PARAMETERS = Parameters(tlp="TLP:GREEN", as_of="2031-04-01")
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    'a"b',
    "a,b\nc",
    "'=1",
    " plain",
    "ünïcode",
    "",
]


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("table", tables(rich(), PARAMETERS), ids=lambda table: table.name)
def test_every_row_has_the_words_of_its_offsets(table: Table) -> None:
    if "start" not in table.columns:
        assert table.name in ("seed", "actors", "attributions", "allegations", "analyst")
        return
    start, end, words = (table.columns.index(name) for name in ("start", "end", "words"))
    for row in table.rows:
        if row[start] is None:
            assert (table.name, row[end], row[words]) == ("steps", None, None)
        else:
            assert rich().seed.text[slice(row[start], row[end])] == row[words]


def test_the_tables_tell_the_allegations() -> None:
    found = {name.removesuffix(".csv"): read_csv(data) for name, data in csv_files(tables(rich(), PARAMETERS)).items()}
    assert (found["seed"][0]["tlp"], found["seed"][0]["known_actors"]) == ("TLP:GREEN", "1" * 64)
    bribes = next(row for row in found["allegations"] if row["act"] == "took bribes")
    assert (bribes["accused"], bribes["others"], bribes["chain"]) == (
        "Orin Vale",
        "Red Tide",
        "Marlow Gazette > A clerk",
    )
    assert (bribes["certainty"], bribes["hedges"], bribes["responses"]) == ("hedged", "reportedly", "denial")
    assert bribes["credibility"] == "6"
    shelled = [row for row in found["steps"] if row["allegation"] == "c1"]
    assert [(row["way"], row["step"], row["name"], row["access"], row["reliability"]) for row in shelled] == [
        ("0", "0", "Marlow Gazette", "unstated", ""),
        ("0", "1", "Ada Kern", "saw", "B"),
        ("1", "0", "Marlow Gazette", "unstated", ""),
        ("1", "1", "a leaked memo", "unstated", ""),
    ]
    assert {row["detail"] for row in found["allegation_details"]} == {"not_reached", "hedge", "denial", "admission"}
    assert [row["entry"] for row in found["analyst"]] == [
        "rename",
        "reliability",
        "credibility",
        "credibility",
        "note",
        "note",
    ]


def test_no_cell_of_csv_is_a_formula_and_no_other_cell_is_changed() -> None:
    table = Table("t", ("text", "number"), tuple((text, -1) for text in HOSTILE), frozenset({"number"}))
    rows = read_csv(csv_files([table])["t.csv"])
    assert [row["text"] for row in rows] == [f"'{text}" if is_formula(text) else text for text in HOSTILE]
    assert sum(map(is_formula, HOSTILE)) == 8
    assert not any(is_formula(row["text"]) for row in rows)
    assert {row["number"] for row in rows} == {"-1"}


def test_excel_holds_text_as_text_with_its_value_unchanged() -> None:
    table = Table("t", ("text", "number"), tuple((text, -1) for text in HOSTILE), frozenset({"number"}))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([table], "2031-03-03")))["t"]
    for text, cell in zip(HOSTILE, sheet["A"][1:], strict=True):
        assert (cell.value or "") == text.replace("\r", "\n") or "\r" in text
        assert cell.data_type in ("s", "n" if not text else "s")
        assert bool(cell.quotePrefix) == is_formula(text)
    assert {cell.value for cell in sheet["B"][1:]} == {-1}


def test_excel_sheets_hold_every_row_of_every_table() -> None:
    made = openpyxl.load_workbook(io.BytesIO(files(rich(), PARAMETERS, "xlsx")["tables.xlsx"]))
    for table in tables(rich(), PARAMETERS):
        rows = [tuple(row) for row in made[table.name].iter_rows(values_only=True)]
        assert rows[0] == table.columns
        # an empty text is an empty cell
        assert rows[1:] == [tuple(None if cell == "" else cell for cell in row) for row in table.rows], table.name


def test_a_text_too_long_for_a_cell_says_that_it_is_cut_and_too_many_rows_are_refused() -> None:
    long = Table("t", ("text",), (("x" * 40_000,),))
    cell = openpyxl.load_workbook(io.BytesIO(workbook([long], "2031-03-03")))["t"]["A2"].value
    assert len(cell) == 32_767
    assert cell.endswith("x […]")
    with pytest.raises(ValueError, match="t has 1048576 rows"):
        workbook([Table("t", ("n",), ((1,),) * 1_048_576, frozenset({"n"}))], "2031-03-03")


def test_excel_holds_no_time_of_the_clock() -> None:
    data = files(rich(), PARAMETERS, "xlsx")["tables.xlsx"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2031-03-03T00:00:00Z" in archive.read("docProps/core.xml")


def test_parquet_is_read_back_with_types_and_nulls(tmp_path: Path) -> None:
    made = tables(rich(), PARAMETERS)
    for name, data in parquet_files(made).items():
        (tmp_path / name).write_bytes(data)
    for table in made:
        found = duckdb.sql(f"SELECT * FROM '{tmp_path / table.name}.parquet'")
        assert tuple(found.columns) == table.columns
        kinds = dict(zip(found.columns, map(str, found.types), strict=True))
        assert {name for name, kind in kinds.items() if kind == "INTEGER"} == table.integers
        assert tuple(found.fetchall()) == table.rows


def test_arrow_reads_the_parquet_too() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: make test-peers")
    made = parquet_files(tables(rich(), PARAMETERS))
    for table in tables(rich(), PARAMETERS):
        found = parquet.read_table(io.BytesIO(made[f"{table.name}.parquet"]))
        assert tuple(found.column_names) == table.columns
        assert [tuple(row.values()) for row in found.to_pylist()] == list(table.rows)
