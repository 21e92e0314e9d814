"""What changed between two runs, and the commands that tell it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from across_samples import Said, Sheet, paper
from typer.testing import CliRunner

from briefing.across import changes
from briefing.cli import app
from briefing.comparison import Change
from briefing.show.across.sentences import change_lines


def before() -> Sheet:
    return paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"], certainty="hedged", tail="Dorn Miller fled.")


def after() -> Sheet:
    """The same with an update: another claim, by another source, and the first one put flatly."""
    sheet = before()
    sheet.said = [Said(sheet.said[0].words, "Red Delta", ["Ford Ministry"])]
    sheet.text += " Update: the Orsk Rangers said that Dorn Miller sold the grain of the poor."
    sheet.actors |= {"Orsk Rangers": "state_agency", "Dorn Miller": "person"}
    sheet.said += [Said("Dorn Miller sold the grain of the poor", "Dorn Miller", ["Orsk Rangers"], category="crime")]
    return sheet


def change(old: Sheet, new: Sheet) -> Change:
    return changes(old.analysis(), new.analysis())


def test_an_update_gives_a_small_difference() -> None:
    assert change_lines(change(before(), after())) == (
        "New: Dorn Miller: “Dorn Miller sold the grain of the poor” (put flatly; Morning Leaf ← Orsk Rangers)",
        "Hardened: Red Delta: “the Red Delta burned the mill at Orsk Ford”: hedged → put flatly",
        "New source: Orsk Rangers",
        "New actor: Orsk Rangers",
    )


def test_backwards_it_is_withdrawn_and_softened() -> None:
    found = change(after(), before())
    assert [len(part) for part in (found.added, found.withdrawn, found.hardened, found.softened)] == [0, 1, 0, 1]
    assert found.sources_withdrawn == ("Orsk Rangers",)


def test_the_same_run_changed_nothing() -> None:
    found = change(before(), before())
    assert found.nothing
    assert change_lines(found) == ("Nothing changed.",)


def test_who_is_only_described_is_the_same_in_both_runs() -> None:
    def told(more: bool) -> Sheet:
        sheet = paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"])
        sheet.text += " The army shelled the church." + (" It left on Friday." if more else "")
        sheet.actors["The army"] = "group"
        sheet.said.append(Said("The army shelled the church", "The army", []))
        return sheet

    assert change_lines(change(told(False), told(True))) == ("Nothing changed, though the seeds differ.",)
    assert [stated.accused for stated in change(before(), told(True)).added] == [("The army",)]


def test_another_chain_and_a_reply_are_told() -> None:
    old = paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"], tail="Red Delta denied it.")
    new = paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry", "Delve Bureau"], tail="Red Delta denied it.",
                reply="denied it")  # fmt: skip
    lines = change_lines(change(old, new))
    assert "Changed chain" in lines[0] and "Morning Leaf < Ford Ministry < Delve Bureau" in lines[0]
    assert lines[1].startswith("Changed replies") and lines[1].endswith("none → denied it")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    made = []
    for name, sheet in (("old", before()), ("new", after())):
        path = tmp_path / name / "analysis.json"
        path.parent.mkdir()
        path.write_text(sheet.analysis().to_json(), encoding="utf-8")
        made.append(path)
    return made[0], made[1]


def test_diff_prints_text_and_json(files: tuple[Path, Path]) -> None:
    paths = [str(path) for path in files]
    shown = CliRunner().invoke(app, ["diff", *paths])
    assert shown.exit_code == 0 and shown.output.startswith("New: Dorn Miller")
    found = json.loads(CliRunner().invoke(app, ["diff", *paths, "--json"]).output)
    assert [item["accused"] for item in found["added"]] == [["Dorn Miller"]]


def test_compare_prints_text_and_json(files: tuple[Path, Path]) -> None:
    paths = [str(path) for path in files]
    shown = CliRunner().invoke(app, ["compare", *paths])
    assert shown.exit_code == 0, shown.output
    assert "Grade 1 is refused. Every way to a known origin" in shown.output
    assert len(json.loads(CliRunner().invoke(app, ["compare", *paths, "--json"]).output)["papers"]) == 2


def test_what_cannot_be_compared_is_told_in_one_line(files: tuple[Path, Path], tmp_path: Path) -> None:
    alone = CliRunner().invoke(app, ["compare", str(files[0])])
    assert alone.exit_code == 2 and "1 paper cannot be compared" in alone.output
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    for path, words in ((broken, "is no analysis.json of this version"), (tmp_path / "none.json", "cannot be read")):
        shown = CliRunner().invoke(app, ["diff", str(path), str(files[0])])
        assert shown.exit_code == 2 and words in shown.output and len(shown.output.splitlines()) == 1
