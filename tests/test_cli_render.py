"""What `briefing render` adds to pages: other forms beside them, and what changed since an earlier batch."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import page_of
from show_samples import flat_source, full
from typer.testing import CliRunner

from briefing.cli import app
from briefing.cli.render import _also, changed
from briefing.render import paste
from briefing.render.report import Briefed, Report


@pytest.fixture
def report(tmp_path: Path) -> Report:
    page = tmp_path / "briefing.html"
    page.write_text(page_of(full()), encoding="utf-8")
    return Report([Briefed("full", "made", page), Briefed("failed")])


def test_forms_that_are_asked_for_stand_beside_the_page(report: Report, tmp_path: Path) -> None:
    assert not _also(report, {"pdf": False, "docx": True, "markdown": True}, as_json=True)
    assert {path.name for path in tmp_path.iterdir()} == {"briefing.html", "briefing.docx", "briefing.md"}


def test_a_form_that_cannot_be_made_is_reported_and_the_others_are(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paste, "find_chromium", lambda: None)
    assert _also(report, {"pdf": True, "docx": False, "markdown": True}, as_json=True)
    assert "no Chromium was found" in capsys.readouterr().err
    assert (tmp_path / "briefing.md").is_file() and not (tmp_path / "briefing.pdf").exists()


def test_changes_between_two_runs_are_sentences(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    analysis = flat_source()
    new.write_text(analysis.to_json(), encoding="utf-8")
    old.write_text(analysis.model_copy(update={"allegations": analysis.allegations[:1]}).to_json(), encoding="utf-8")
    [line] = [line for line in changed(old, new) if line.startswith("New: ")]
    assert "Orbis Mills hid the reports" in line


def test_an_earlier_folder_that_is_not_there_is_an_error_before_anything_runs(tmp_path: Path) -> None:
    parameters = tmp_path / "params" / "a.yaml"
    parameters.parent.mkdir()
    (tmp_path / "a.txt").write_text("Head\nText said Bob.", encoding="utf-8")
    parameters.write_text("seed: a.txt\n", encoding="utf-8")
    done = CliRunner().invoke(
        app, ["render", str(parameters), "-o", str(tmp_path / "out"), "--since", str(tmp_path / "no")]
    )
    assert done.exit_code == 2 and "there is no such folder" in done.output
    assert not (tmp_path / "out").exists()
