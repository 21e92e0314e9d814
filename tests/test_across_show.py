"""What a reader sees of a comparison: it stays small at a thousand papers, and nothing in it is firmer than the papers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from across_samples import Sheet, paper
from typer.testing import CliRunner

from briefing.across import compare
from briefing.cli import app
from briefing.comparison import Comparison
from briefing.gathering import Gathering, GatheringError, load_many, strictest
from briefing.show import across as show
from briefing.show.across import figures, parts, tables
from briefing.show.across.lineage import lineage
from briefing.show.figure import Figure, Missing

DRAWN = (figures.echo, lineage, figures.carried, figures.days)


def some(number: int) -> Comparison:
    """Papers of many outlets that have it from a few offices, which all have it from one bureau."""
    sheets: list[Sheet] = []
    for at in range(number):
        office = f"Office {chr(65 + at % 26)}{chr(65 + at // 26 % 26)} Bureau"
        chain = [office, "Delve Bureau"] if at % 3 == 0 else [office]
        day = f"2026-{1 + at % 12:02}-{1 + at % 28:02}"
        sheets.append(paper(f"n{at:04}", f"Outlet {at % (number // 2 + 1):03} Leaf", day, chain))
    return compare(sheet.analysis() for sheet in sheets)


@pytest.fixture(scope="module")
def many() -> Comparison:
    return some(400)


def marks(figure: Figure) -> int:
    return sum(len(trace["x"]) for trace in figure.data if trace["mode"] == "markers")


@pytest.mark.parametrize("draw", DRAWN)
def test_a_figure_keeps_its_size(draw: Any, many: Comparison) -> None:
    few, lots = draw(some(3)), draw(many)
    assert isinstance(few, Figure) and isinstance(lots, Figure)
    assert lots.layout["height"] < 1400 and marks(lots) <= 160
    assert len(json.dumps(lots.json())) < 60_000
    for found in (few, lots):
        assert found.title and found.alt.endswith(".") and found.table.columns


def test_what_is_drawn_together_is_counted(many: Comparison) -> None:
    drawn = lineage(many)
    assert isinstance(drawn, Figure)
    [number] = re.findall(r"([\d,]+) less carried outlets or sources drawn together", drawn.caption)
    named = [str(text) for trace in drawn.data if trace["mode"] == "text" for text in trace["text"]]
    together = [int(m[1]) for text in named if (m := re.search(r"(\d+) more", text.replace("<br>", " ")))]
    assert sum(together) == int(number.replace(",", "")) > 100
    shown = len(named) - len(together)
    papers = {party for carrier in many.claims[0].carriers for way in carrier.ways for party in way}
    assert shown + sum(together) == len(papers)


@pytest.mark.parametrize(
    "make",
    [tables.claims, tables.roots, tables.links, tables.copies, tables.desks, tables.conflicts, tables.parties,
     tables.ambiguous],
)  # fmt: skip
def test_a_table_is_cut_and_says_so(make: Any, many: Comparison) -> None:
    made = make(many)
    assert len(made.frame) <= 60 and made.html() and made.text()
    if make in (tables.desks, tables.parties, tables.links):
        assert re.search(r"\([\d,]+ more left out\)", made.caption)


def test_the_joined_chains_are_drawn_as_they_are() -> None:
    found = compare(
        sheet.analysis()
        for sheet in (
            paper("a", "Morning Leaf", "2026-01-01", ["Delve Bureau"]),
            paper(
                "b", "Evening Leaf", "2026-01-02", ["Delve Bureau", "Morning Leaf"], kinds={"Morning Leaf": "outlet"}
            ),
        )
    )
    drawn = lineage(found)
    assert isinstance(drawn, Figure)
    lines = [trace for trace in drawn.data if trace["mode"] == "lines"]
    assert [trace["line"].get("dash", "solid") for trace in lines] == ["solid", "solid", "dash"]
    assert "closes a circle" in drawn.caption
    assert drawn.table.frame["what"].tolist() == ["closes a circle", "has it from it", "has it from it"]


def test_nothing_to_draw_is_said() -> None:
    empty = compare([Sheet(name, f"{name} Leaf", "", "A quiet day.", ()).analysis() for name in "ab"])
    for draw in DRAWN:
        assert isinstance(draw(empty), Missing)
    for part in (parts.numbers, parts.routes, parts.quotations, parts.bottom_line):
        assert part(empty).html.startswith("<p")


def test_seed_words_are_escaped() -> None:
    hostile = paper("a", "Leaf <b>", "2026-01-01", ["Ford <i>Ministry"], statement="the Red Delta burned <script>mills")
    found = compare([hostile.analysis(), paper("b", "Evening Leaf", "2026-01-02", ["Ford Ministry"]).analysis()])
    html = "".join(part(found).html for part in (parts.bottom_line, parts.routes, parts.quotations))
    html += "".join(make(found).html() for make in (tables.claims, tables.roots, tables.links, tables.desks))
    html += "".join(str(drawn.json()) for draw in DRAWN if isinstance(drawn := draw(found), Figure)).replace("<b>", "")
    assert not re.search(r"<script|<i>", html)


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for at, chain in enumerate((["Ford Ministry"], ["Orsk Rangers"]), start=1):
        sheet = paper(f"n{at}", f"Outlet {at} Leaf", f"2026-01-0{at}", chain)
        folder = tmp_path / "papers" / sheet.name
        folder.mkdir(parents=True)
        (folder / "analysis.json").write_text(sheet.analysis().to_json(), encoding="utf-8")
    monkeypatch.setenv("BRIEFING_ROOT", str(tmp_path))
    return tmp_path


def test_every_verb_of_the_notebook_shows_something(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = load_many(papers="papers/*/analysis.json", words="mill")
    assert isinstance(found, Gathering) and len(found.hits) == 2
    for name in set(show.__all__) - {"style"}:
        getattr(show, name)(found)
        assert capsys.readouterr().out.strip(), name


def test_a_pattern_without_files_is_told(papers: Path) -> None:
    with pytest.raises(GatheringError, match="names no file"):
        load_many(papers="papers/*/nothing.json")


def test_the_strictest_marking_wins() -> None:
    assert strictest(["TLP:GREEN", "TLP:AMBER+STRICT", "TLP:CLEAR"]) == "TLP:AMBER+STRICT"
    assert strictest([]) == "TLP:CLEAR"


def test_compare_writes_a_page_with_all_it_was_made_of(papers: Path) -> None:
    out = papers / "out"
    files = [str(path) for path in sorted((papers / "papers").glob("*/analysis.json"))]
    for _ in range(2):
        shown = CliRunner().invoke(app, ["compare", *files, "-o", str(out), "--tlp", "TLP:GREEN", "--words", "mill"])
        assert shown.exit_code == 0, shown.output
    page = (out / "across.html").read_text(encoding="utf-8")
    assert "TLP:GREEN" in page and "Grade 1 is not refused" in page and page.count('class="bf-plot"') == 4
    assert sorted(path.name for path in out.iterdir()) == [
        "06-across-seeds.ipynb",
        "across.html",
        "comparison.json",
        "papers",
    ]
    assert Comparison.model_validate_json((out / "comparison.json").read_bytes()).claims
    assert str(papers) not in (out / "06-across-seeds.ipynb").read_text(encoding="utf-8")
