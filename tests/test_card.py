"""The figures of the card: their intervals, and the pages that cite them."""

import json

from benchmarks import cited
from benchmarks.estimate import estimate
from briefing.language.engine import MODEL


def test_a_ratio_of_sums_lies_within_its_interval() -> None:
    figure = estimate([(1, 2), (3, 4), (0, 1), (5, 5)])
    assert figure.value == 75.0
    assert figure.low < 75.0 < figure.high


def test_documents_that_are_alike_leave_no_room() -> None:
    assert estimate([(4, 5)] * 20) == (80.0, 80.0, 80.0)


def test_more_documents_tell_more() -> None:
    few, many = (estimate([(1, 1), (0, 1)] * n) for n in (10, 1000))
    assert many.high - many.low < (few.high - few.low) / 5


def test_nothing_to_find_is_no_error() -> None:
    assert estimate([(0, 0)]).value == 0.0


def test_pages_cite_the_card() -> None:
    card = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))
    for name, text in cited.pages(card).items():
        assert (cited.ROOT / name).read_text(encoding="utf-8") == text, f"run: python -m benchmarks.cited ({name})"
