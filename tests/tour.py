"""The pictures of docs/tour.md, from the code as it is: `make tour`.

JupyterLab is started on this machine with the first seed, and worked with in Chromium without a network as the tour tells it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from browser import Browser, Page
from lab import Lab

from briefing.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "iskp-memri.txt"
WIDTH, HEIGHT = 1000, 720
MOST = 250_000  # bytes of a picture


def tour(target: Path) -> list[Path]:
    """Take the pictures and write them to `target`; the paths written."""
    program = find_chromium()
    if program is None:
        raise SystemExit("No Chromium was found (Debian: apt-get install chromium).")
    made: list[Path] = []

    def shoot(name: str) -> None:
        time.sleep(0.6)  # what was clicked is drawn
        made.append(target / f"tour-{name}.png")
        page.screenshot(made[-1], whole=False)

    with tempfile.TemporaryDirectory() as folder:
        seeds = {SEED.name: SEED.read_text(encoding="utf-8")}
        with Lab(Path(folder) / "project", seeds) as lab, Browser(program, Path(folder) / "b", local=True) as browser:
            page = browser.page()
            _open(lab, page, "03-allegations")
            _to(page, ".jp-Notebook .jp-MarkdownCell", "start")
            shoot("parameters")
            page.click("tr.bf-opens[data-target^='c'] .bf-quote")
            _to(page, "tr.bf-detail", "center")
            shoot("row")
            form = "document.querySelector('tr.bf-detail form')"
            page.run(f"(f => {{ f.elements.what.value = 'credibility'; f.elements.what.dispatchEvent(new Event('change')); "
                     f"f.elements.value.value = '3'; f.elements.note.value = 'one paper only'; f.requestSubmit(); }})({form})")  # fmt: skip
            page.wait_for(f"{form}.querySelector('.bf-status').textContent.startsWith('Written to ')")
            _to(page, "tr.bf-detail form", "center")
            shoot("correction")
            _save(page)  # JupyterLab does not let a browser leave what is not saved
            _open(lab, page, "04-attribution-chain")
            _to(page, ".js-plotly-plot", "center")
            shoot("ladder")
            switches = ".bf-branch-document .bf-switch, .bf-branch-unnamed .bf-switch, .bf-switch"
            page.click(switches)
            page.wait_for("document.querySelector('.bf-tree .bf-status').textContent.startsWith('Without ')")
            _to(page, ".bf-tree", "start")
            shoot("switch")
            _save(page)
            html = Path(folder) / "page.html"
            html.write_bytes(lab.get("/nbconvert/briefing/notebooks/04-attribution-chain.ipynb?download=true"))
            page = browser.page()
            page.open(html, WIDTH, HEIGHT)
            shoot("page")
    for path in made:
        if path.stat().st_size > MOST:
            raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {MOST}")
    return made


def _open(lab: Lab, page: Page, name: str) -> None:
    lab.open(page, f"notebooks/{name}.ipynb", WIDTH, HEIGHT)
    page.run("jupyterapp.shell.collapseLeft()")
    lab.run_all(page)
    page.wait_for("document.querySelectorAll('.bf-open').length > 0")


def _save(page: Page) -> None:
    page.run("jupyterapp.commands.execute('docmanager:save')")
    page.wait_for("!jupyterapp.shell.currentWidget.context.model.dirty")


def _to(page: Page, selector: str, block: str) -> None:
    page.run(f"document.querySelector({selector!r}).scrollIntoView({{block: {block!r}, behavior: 'instant'}})")


if __name__ == "__main__":
    for picture in tour(Path(sys.argv[1])):
        sys.stdout.write(f"{picture} ({picture.stat().st_size / 1000:.0f} kB)\n")
