"""What holds for all tests: which notebooks are tests, and what a browser test does where there is no browser.

`BROWSER_TESTS=required` (set by .ci/run) turns every skipped browser test into a failure.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.chromium import find_chromium

if TYPE_CHECKING:
    from browser import Browser

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
# The notebooks that nbval runs: the clean ones (nothing to compare, so any result passes) and the golden ones.
NOTEBOOK_TESTS = (ROOT / "notebooks", TESTS / "golden")
NO_BROWSER = "no Chromium was found (Debian: apt-get install chromium)"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave notebooks that tests use as material to those tests."""
    if collection_path.suffix == ".ipynb" and collection_path.parent not in NOTEBOOK_TESTS:
        return True
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests where there is no browser."""
    if find_chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped browser test as failed where browser tests are required."""
    report = yield
    if report.skipped and item.get_closest_marker("browser") and os.environ.get("BROWSER_TESTS") == "required":
        report.outcome = "failed"
        report.longrepr = f"browser tests are required here, and this one was skipped: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one plain line how many browser tests were skipped."""
    skipped = [r for r in terminalreporter.stats.get("skipped", ()) if NO_BROWSER in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests skipped: {NO_BROWSER}")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for the tests of a module."""
    from browser import Browser  # its client is no package that all tests need

    program = find_chromium()
    assert program is not None
    with Browser(program, tmp_path_factory.mktemp("chromium")) as running:
        yield running
