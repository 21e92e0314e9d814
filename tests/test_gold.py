"""The whole way, from the first seed's file to its analysis, against what a careful analyst took from it.

`gold/` holds the analyst's reading of the first seed and the program that compares. The thresholds are floors for one
article; how good the extractor is in general is measured on many (benchmarks/).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import briefing
from briefing.analysis import analyse
from briefing.schema import Analysis

TESTS = Path(__file__).resolve().parent
GOLD = TESTS / "gold"
SEED = TESTS.parent / "seeds" / "iskp-memri.txt"


def comparison() -> ModuleType:
    """`gold/score.py` as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(briefing.read(SEED))


@pytest.fixture(scope="module")
def figures(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("gold")
    (folder / "iskp-memri.json").write_text(analysis.to_json(), encoding="utf-8")
    scored: dict[str, Any] = comparison().score(GOLD, folder)
    return scored


def test_gold_article_is_the_seed() -> None:
    assert (GOLD / "articles" / "iskp-memri.txt").read_bytes() == SEED.read_bytes()


def test_comparison_sees_nothing_in_nothing(tmp_path: Path) -> None:
    figures = comparison().score(GOLD, tmp_path)
    assert figures["articles"] == {"n": 1, "without_analysis": ["iskp-memri"]}
    assert figures["actors"]["f1"] == figures["allegations"]["f1"] == figures["chains"]["share"] == 0


@pytest.mark.parametrize(
    ("figure", "measure", "floor"),
    [
        ("actors", "f1", 88),
        ("allegations", "f1", 75),
        ("accused", "f1", 72),
        ("chains", "share", 60),
    ],
)
def test_analysis_of_the_first_seed_reaches(figures: dict[str, Any], figure: str, measure: str, floor: float) -> None:
    assert figures["articles"]["without_analysis"] == []
    assert figures[figure][measure] >= floor


def test_dateline_and_outlet_are_those_of_the_gold(analysis: Analysis) -> None:
    gold = comparison().yaml.safe_load((GOLD / "iskp-memri.yaml").read_text(encoding="utf-8"))
    assert analysis.seed.outlet == gold["outlet"]
    assert analysis.seed.dateline is not None
    assert analysis.seed.dateline.place == gold["dateline"]["place"]
    assert analysis.seed.dateline.date == gold["dateline"]["date"].isoformat()


def test_analysis_survives_writing_and_reading(analysis: Analysis) -> None:
    assert Analysis.from_json(analysis.to_json()) == analysis


def test_analysis_is_the_same_twice(analysis: Analysis) -> None:
    assert analyse(briefing.read(SEED)).to_json() == analysis.to_json()
