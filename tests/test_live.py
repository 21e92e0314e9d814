"""The companion of a notebook, without a browser: what it knows, what it answers, and that nothing else is shown."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from show_samples import first_seed
from test_corrections import TEXT, machine

from briefing import live
from briefing.corrections import CorrectionError, lay, read_corrections
from briefing.lineage import Lineage
from briefing.live import attaching
from briefing.live.companion import Companion
from briefing.live.falling import fall
from briefing.live.state import ACTIONS, key, state
from briefing.params import Parameters
from briefing.pipeline import Briefing
from briefing.schema import Analysis
from briefing.show import tables


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose seed was analysed by hand."""
    for part in ("notebooks", "params", "seeds"):
        (tmp_path / part).mkdir()
    (tmp_path / "seeds" / "port.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setenv("BRIEFING_ROOT", str(tmp_path))
    monkeypatch.setattr("briefing.live.correcting.analyse_file", lambda path, outlet, known: machine())
    return tmp_path


@pytest.fixture
def companion(project: Path) -> Companion:
    return Companion(Briefing(Parameters(seed="seeds/port.txt"), machine()))


def said(companion: Companion, monkeypatch: pytest.MonkeyPatch, **question: Any) -> dict[str, Any]:
    """What the companion answers to a message of the script."""
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(companion.voice, "send", sent.append)
    companion._answer(None, {"ticket": 7, **question}, [])
    [answer] = sent
    assert answer["ticket"] == 7
    return answer


def test_every_row_of_a_table_is_about_something_that_the_script_knows() -> None:
    analysis = first_seed()
    known = state(analysis, "f")["targets"]
    for table in (tables.actors, tables.allegations, tables.chains, tables.responses, tables.bearing, tables.unnamed):
        made = table(analysis)
        assert set(made.frame["target"]) <= known.keys()
        assert made.html().count("data-target=") == len(made.frame)


def test_the_script_knows_the_whole_text_by_characters() -> None:
    analysis = first_seed()
    known = state(analysis, "params/a.corrections.yaml")
    json.dumps(known)
    for _, _, start, words in known["blocks"]:
        assert analysis.seed.text[start : start + len(words)] == words
    assert "".join("".join(b[3] for b in known["blocks"]).split()) == "".join(analysis.seed.text.split())
    for name, doing, places in known["targets"].values():
        assert name and set(doing) <= ACTIONS.keys()
        assert all(0 <= start < end <= len(analysis.seed.text) for start, end in places)


@pytest.mark.parametrize("analysis", [machine(), first_seed()], ids=["made", "first seed"])
def test_what_falls_is_what_the_lineage_says(analysis: Analysis) -> None:
    lineage = Lineage(analysis)
    sources = [bearing.source.key for bearing in lineage.bearings()]
    for off in (*combinations(sources, 1), *combinations(sources, 2), tuple(sources)):
        found = fall(analysis, off)
        assert found.ids == lineage.fallen(off)
        number = re.search(r"(\d+) of \d+ allegations? falls?", found.sentence)
        assert (int(number[1]) if number else 0) == len(found.ids)
    assert fall(analysis, ()).ids == ()


def test_sources_switched_off_are_answered(companion: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = said(companion, monkeypatch, ask="off", keys=["a4"])
    assert answer["fallen"] == ["c2"]
    assert answer["said"] == "Without Kestrel: 1 of 3 allegations falls; left: No. 1 and No. 3."


@pytest.mark.parametrize(
    ("target", "action", "value", "entry"),
    [
        ("a4", "name", "Kestrel Audit", 'rename: {actor: "Kestrel", name: "Kestrel Audit", note: "why"}'),
        ("a4", "kind", "research_body", 'kind: {actor: "Kestrel", kind: "research_body", note: "why"}'),
        ("a4", "reliability", "B", 'sources: {source: "Kestrel", grade: "B", note: "why"}'),
        ("a4", "note", "Since 1990.", 'notes: {actor: "Kestrel", text: "Since 1990."}'),
        ("outlet", "reliability", "C", 'sources: {source: "OUTLET", grade: "C", note: "why"}'),
        ("label an audit", "reliability", "E", 'sources: {source: "an audit", grade: "E", note: "why"}'),
        ("c2", "certainty", "hedged",
         'edit: {allegation: "took four million", certainty: "hedged", note: "why"}'),
        ("c2", "credibility", "3", 'claims: {allegation: "took four million", grade: "3", note: "why"}'),
        ("c2", "reject", "", 'reject: {allegation: "took four million", note: "why"}'),
        ("c2", "note", "See annex.", 'notes: {allegation: "took four million", text: "See annex."}'),
    ],
)  # fmt: skip
def test_each_correction_is_written_and_can_be_laid(
    companion: Companion, project: Path, monkeypatch: pytest.MonkeyPatch, target: str, action: str, value: str, entry: str
) -> None:  # fmt: skip
    assert action in state(machine(), "")["targets"][target][1]
    file = project / "params" / "port.corrections.yaml"
    answer = said(companion, monkeypatch, ask="correct", target=target, action=action, value=value, note="why")
    assert answer["ok"], answer["said"]
    assert answer["said"] == f"Written to params/port.corrections.yaml: {entry}. Run all cells to see it."
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Corrections of the briefing port") and entry.split(": ", 1)[1] in text
    assert lay(machine(), read_corrections(file)) != machine()
    assert said(companion, monkeypatch, ask="back")["ok"]
    assert not file.exists()


def test_what_cannot_be_written_is_said(companion: Companion, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project / "params" / "port.corrections.yaml"
    answer = said(companion, monkeypatch, ask="correct", target="a4", action="name", value="Bo Holm", note="")
    assert not answer["ok"] and "Nothing was written." in answer["said"] and "another actor" in answer["said"]
    answer = said(companion, monkeypatch, ask="correct", target="nobody", action="note", value="x", note="")
    assert not answer["ok"]
    answer = said(companion, monkeypatch, ask="back")
    assert not answer["ok"]
    assert not file.exists()
    with pytest.raises(KeyError):
        companion.answer({"ask": "nonsense"})


def test_the_file_is_the_one_that_the_briefing_goes_by(project: Path) -> None:
    mine = project / "mine.yaml"
    mine.write_text("# mine\n", encoding="utf-8")
    made = Companion(Briefing(Parameters(seed="seeds/port.txt", corrections="mine.yaml"), machine()))
    answer = made.answer({"ask": "correct", "target": "c1", "action": "credibility", "value": "2", "note": ""})
    assert answer["said"].startswith("Written to mine.yaml: ")
    assert mine.read_text(encoding="utf-8").startswith("# mine\nclaims:\n")


def test_attaching_shows_a_place_and_nothing_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(attaching.display, "emit", lambda bundle, metadata: shown.append(bundle))
    briefing = Briefing(Parameters(seed="seeds/port.txt"), machine())
    live.attach(briefing)
    assert shown == [{"text/html": f'<div class="bf-live" data-briefing="{key(machine())}"></div>', "text/plain": ""}]
    assert attaching._now == []  # nobody is looking: this is no kernel
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: SimpleNamespace(kernel=object()))
    live.attach(briefing)
    [first] = attaching._now
    live.attach(briefing)
    [second] = attaching._now
    assert first is not second and first.comm is None and len(shown) == 3
    monkeypatch.setenv("BRIEFING_ANALYSIS", "of a batch")
    live.attach(briefing)
    assert attaching._now == [second]
    second.close()
    attaching._now.clear()


def test_corrections_change_the_key(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text('notes: [{text: "n"}]', encoding="utf-8")
    assert key(lay(machine(), read_corrections(file))) != key(machine())


def test_the_script_loads_nothing() -> None:
    for name in ("live.js", "live.css"):
        text = files("briefing.live").joinpath(name).read_text(encoding="utf-8")
        assert not re.search(r"https?:|\bimport\b|\bfetch\b|XMLHttpRequest|url\(|innerHTML|eval\(", text)


def test_a_correction_error_names_what_was_asked(companion: Companion) -> None:
    with pytest.raises(CorrectionError, match="cannot be done to this"):
        companion.answer({"ask": "correct", "target": "c1", "action": "kind", "value": "group", "note": ""})
