"""The intervals that stand beside the benchmarks' figures."""

from benchmarks.estimate import estimate


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
