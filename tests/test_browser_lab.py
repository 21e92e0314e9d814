"""The living notebook in JupyterLab itself, in Debian's Chromium: one notebook, worked with by mouse and by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Page
from lab import Lab

from briefing.chromium import find_chromium
from briefing.corrections import read_corrections
from briefing.params import DEFAULT_SEED

ROOT = Path(__file__).resolve().parent.parent
NAME = "04-attribution-chain"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    seed = ROOT / DEFAULT_SEED
    with Lab(tmp_path_factory.mktemp("lab") / "project", {seed.name: seed.read_text(encoding="utf-8")}) as made:
        notebook = made.folder / "notebooks" / f"{NAME}.ipynb"
        text = notebook.read_text(encoding="utf-8")
        assert 'as_of: str = \\"\\"' in text
        notebook.write_text(
            text.replace('as_of: str = \\"\\"', 'as_of: str = \\"2026-01-12\\"'), encoding="utf-8"
        )  # as golden
        yield made


@pytest.fixture(scope="module")
def page(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The notebook, run from its first cell to its last."""
    program = find_chromium()
    assert program is not None
    with Browser(program, tmp_path_factory.mktemp("chromium"), local=True) as browser:
        page = browser.page()
        lab.open(page, f"notebooks/{NAME}.ipynb")
        lab.run_all(page)
        page.wait_for("document.querySelectorAll('.bf-switch').length > 0")
        yield page


def test_the_outputs_are_those_of_the_golden_copy(page: Page) -> None:
    shown: list[Any] = page.run(
        "jupyterapp.shell.currentWidget.content.model.toJSON().cells.filter(c => c.cell_type === 'code').map(c => c.outputs)"
    )
    golden = json.loads((ROOT / "tests" / "golden" / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    cells = [c for c in golden["cells"] if c["cell_type"] == "code"]
    wanted = [c["outputs"] for c in cells if "injected-parameters" not in c["metadata"].get("tags", [])]
    assert _words(shown) == _words(wanted)


def _words(cells: list[Any]) -> list[Any]:
    """Outputs without plotly's JSON: plotly.js writes ranges and the like into it while it draws. A figure's numbers are in
    its HTML, too.
    """
    return [
        [
            {mime: "".join(value) for mime, value in output["data"].items() if mime.startswith("text/")}
            for output in outputs
        ]
        for outputs in cells
    ]


def test_a_row_shows_its_words_in_the_text(page: Page) -> None:
    page.click("tr.bf-opens[data-target] .bf-quote")
    words = page.run("document.querySelector('tr.bf-opens .bf-quote').textContent")
    box = "document.querySelector('tr.bf-detail .bf-words')"
    marked = page.run(f"[...{box}.querySelectorAll('mark')].map(m => m.textContent).join(' ')")
    assert words.rstrip("…") in marked
    text = page.run(f"{box}.textContent")
    lines = (ROOT / DEFAULT_SEED).read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line.strip() not in text] == []
    in_view = (
        f"(() => {{ const b = {box}.getBoundingClientRect(), m = {box}.querySelector('mark').getBoundingClientRect();"
    )
    assert page.run(f"{in_view} return m.top >= b.top && m.bottom <= b.bottom; }})()")
    assert page.run("document.querySelector('.bf-open').getAttribute('aria-expanded')") == "true"


def test_tables_sort_and_filter_by_keyboard(page: Page) -> None:
    tables = "[...document.querySelectorAll('table.bf-table')]"
    number = page.run(f"{tables}.findIndex(t => t.querySelectorAll('tbody tr.bf-opens').length > 3)")
    table = f"{tables}[{number}]"
    first = f"[...{table}.querySelectorAll('tbody tr:not(.bf-detail) th')].map(c => c.textContent)"
    before = page.run(first)
    cells = page.run("jupyterapp.shell.currentWidget.content.widgets.length")
    page.run(f"{table}.querySelector('.bf-sort').focus()")
    page.press("Enter")
    ascending = page.run(first)
    page.press(" ")
    assert sorted(ascending) == sorted(before) and page.run(first) == list(reversed(ascending))
    assert page.run(f"{table}.querySelector('th').getAttribute('aria-sort')") == "descending"
    page.press("Enter")
    assert page.run(first) == before
    page.run(f"{table}.previousElementSibling.querySelector('input').focus()")
    for key in "dad":  # JupyterLab's own keys for deleting and adding cells
        page.press(key)
    assert page.run(f"[...{table}.querySelectorAll('tbody tr:not(.bf-detail)')].every(r => r.hidden)")
    assert page.run(f"{table}.previousElementSibling.textContent").strip().startswith("0 of ")
    page.run(
        f"(i => {{ i.value = ''; i.dispatchEvent(new Event('input')); }})({table}.previousElementSibling.querySelector('input'))"
    )
    assert page.run("jupyterapp.shell.currentWidget.content.widgets.length") == cells
    page.run(f"{table}.querySelector('.bf-open').focus()")
    page.press("Enter")
    assert page.run("document.activeElement.getAttribute('aria-expanded')") in ("true", "false")
    page.press("Enter")


def test_a_source_is_switched_off_and_on(page: Page) -> None:
    total = page.run("Number(document.querySelector('.bf-tree').dataset.total)")
    page.click(".bf-switch")
    page.wait_for("document.querySelector('.bf-tree .bf-status').textContent.startsWith('Without ')")
    fallen = "new Set([...document.querySelectorAll('.bf-leaf.bf-fallen')].map(l => l.dataset.allegation)).size"
    assert 0 < page.run(fallen) <= total
    assert f"{page.run(fallen)} of {total} allegations" in page.run(
        "document.querySelector('.bf-tree .bf-status').textContent"
    )
    page.run("document.querySelector('.bf-switch').focus()")
    page.press(" ")
    page.wait_for("document.querySelector('.bf-tree .bf-status').textContent.startsWith('All sources are on')")
    assert page.run(fallen) == 0


def test_a_correction_is_written_and_takes_effect(page: Page, lab: Lab) -> None:
    row = "tr.bf-opens[data-target^='a']"
    page.run(
        f"(r => r.nextElementSibling?.matches('.bf-detail') || r.querySelector('.bf-open').click())(document.querySelector({row!r}))"
    )
    form = f"document.querySelector({row!r}).nextElementSibling.querySelector('form')"
    page.wait_for(f"!!{form}")
    page.run(f"{form}.elements.value.focus()")
    for key in "Bureau 9":
        page.press(key)
    page.press("Enter")
    page.wait_for(f"{form}.querySelector('.bf-status').textContent.startsWith('Written to ')")
    file = lab.folder / "params" / f"{Path(DEFAULT_SEED).stem}.corrections.yaml"
    [entry] = read_corrections(file).entries.rename
    assert entry.name == "Bureau 9"
    lab.run_all(page)
    page.wait_for("document.querySelector('.bf-tree')?.textContent.includes('Bureau 9')")
    page.wait_for("document.querySelectorAll('.bf-switch').length > 0")  # the new outputs are alive, too
    assert page.run(f"document.querySelector({row!r}).textContent").count("Bureau 9")


def test_a_parameter_is_changed_and_everything_follows(page: Page, lab: Lab) -> None:
    page.run(
        "(c => c.model.sharedModel.setSource(c.model.sharedModel.getSource().replace('outlet: str = \"\"', "
        "'outlet: str = \"The Quay Gazette\"')))(jupyterapp.shell.currentWidget.content.widgets[1])"
    )
    lab.run_all(page)
    page.wait_for("document.querySelector('.bf-tree')?.textContent.includes('Quay Gazette')")


def test_it_is_exported_as_a_briefing(page: Page, lab: Lab) -> None:
    page.run("jupyterapp.commands.execute('docmanager:save')")
    page.wait_for("!jupyterapp.shell.currentWidget.context.model.dirty")
    listed = json.loads(lab.get("/api/nbconvert"))
    assert listed["briefing"]["output_mimetype"] == "text/html"
    html = lab.get(f"/nbconvert/briefing/notebooks/{NAME}.ipynb?download=true").decode()
    assert "<h1" in html and "Bureau 9" in html and "Quay Gazette" in html


def test_nothing_is_asked_of_the_network(page: Page, lab: Lab) -> None:
    """After all that was done above, by a browser that had nothing but this machine."""
    places = (lab.address, lab.address.replace("http", "ws"), "data:", "blob:", "about:")
    assert [address for address in page.requests if not address.startswith(places)] == []
    wrong = [message for message in page.messages if message.startswith(("exception", "error"))]
    # anywidget's alarm of two seconds; companion.py says how answers arrive all the same
    assert [message for message in wrong if "[anywidget] Failed to initialize model" not in message] == []
