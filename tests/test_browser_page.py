"""The page of the first seed in Debian's Chromium without a network: what a reader sees, in every light."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser import Browser, Page, find

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
DRAWN = "document.documentElement.dataset.figures === 'drawn'"
# Elements that stick out of the window to the right, other than inside something that scrolls.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the first seed."""
    out = tmp_path_factory.mktemp("build")
    environment = {"BRIEFING_CACHE": str(out / ".cache"), **os.environ}
    code = "from briefing.cli import app; app(prog_name='briefing')"
    command = [sys.executable, "-c", code, "render", ROOT / "params" / "iskp-memri.yaml", "-o", out]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=540)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def html(built: Path) -> Path:
    return built / "iskp-memri" / "briefing.html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = find()
    assert program is not None
    with Browser(program, tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.page()
    yield page
    browser.discard(page)


@pytest.fixture(scope="module")
def shared(browser: Browser, html: Path) -> Iterator[Page]:
    page = browser.page()
    page.open(html)
    page.wait_for(DRAWN)
    yield page
    browser.discard(page)


@pytest.fixture
def opened(shared: Page) -> Page:
    """The page, open and drawn, by day on a desk; loaded once, because each load costs seconds."""
    shared.resize(1280)
    shared.media()
    shared.wait_for(f"!matchMedia('(prefers-color-scheme: dark)').matches && {DRAWN}")
    return shared


def loaded_from_elsewhere(page: Page, html: Path) -> list[str]:
    """The addresses asked for, other than the page itself and what it holds."""
    return [url for url in page.requests if url != html.resolve().as_uri() and not url.startswith(("data:", "blob:"))]


def test_every_figure_is_drawn_without_a_request_or_a_word_in_the_console(page: Page, html: Path) -> None:
    page.open(html)
    page.wait_for(DRAWN)
    figures = len(re.findall(r'<figure class="bf-figure"', html.read_text(encoding="utf-8")))
    assert figures >= 3
    marks = page.run(
        "[...document.querySelectorAll('.bf-plot')]"
        ".map(p => p.querySelectorAll('svg.main-svg path, svg.main-svg text').length)"
    )
    assert len(marks) == figures
    assert all(number > 5 for number in marks), marks
    assert loaded_from_elsewhere(page, html) == []
    assert page.messages == []


def test_the_policy_holds(page: Page, html: Path) -> None:
    """Scripts and requests that a page might be made to contain do nothing."""
    page.open(html)
    page.wait_for(DRAWN)
    page.run("""(() => {
      const s = document.createElement('script'); s.textContent = 'window.injected = 1'; document.body.append(s);
      const d = document.createElement('div'); d.innerHTML = '<img src="x" onerror="window.injected = 2">';
      document.body.append(d);
      const i = new Image(); i.src = 'http://example.org/pixel.png'; document.body.append(i);
      return fetch('http://example.org/').catch(() => 0); })()""")
    page.run("new Promise((done) => setTimeout(done, 300))")
    assert page.run("window.injected === undefined")
    assert "http://example.org/pixel.png" in page.blocked
    assert {url for url in page.requests if url.startswith("http")} <= set(page.blocked)
    assert sum("Content Security Policy" in message for message in page.messages) >= 3


def test_no_way_out_to_a_server_in_the_toolbar(opened: Page) -> None:
    titles = opened.run("[...document.querySelectorAll('.modebar-btn')].map(b => b.dataset.title || '')")
    assert titles
    assert not [title for title in titles if re.search(r"share|cloud|studio|edit", title, re.IGNORECASE)]


@pytest.mark.parametrize("width", [320, 768, 1280, 2560])
def test_nothing_sticks_out(opened: Page, width: int) -> None:
    opened.resize(width)
    opened.wait_for(f"innerWidth === {width} && {OVERFLOW} <= 0", 30)
    assert opened.run("getComputedStyle(document.querySelector('.contents')).position") == (
        "sticky" if width >= 1280 else "static"
    )
    measure = opened.run("Math.max(...[...document.querySelectorAll('.bf-sentence')].map(p => p.clientWidth"
                       " / parseFloat(getComputedStyle(p).fontSize)))")  # fmt: skip
    assert measure < 40  # in em: about twice that in characters


def test_structure_for_screen_readers_and_keyboard(opened: Page) -> None:
    count = "document.querySelectorAll('{}').length"
    for selector in ("h1", "main", "body > header", "footer", "nav"):
        assert opened.run(count.format(selector)) == 1, selector
    assert opened.run("document.documentElement.lang") == "en"
    assert opened.run(count.format("figure:not(:has(figcaption))")) == 0
    assert opened.run(count.format(".bf-plot:not([role=img][aria-label])")) == 0
    assert opened.run(count.format("th:not([scope])")) == 0
    assert opened.run(count.format("table:not(:has(caption))")) == 0
    ids = opened.run("[...document.querySelectorAll('[id]')].filter(e => !e.closest('svg')).map(e => e.id)")
    assert len(ids) == len(set(ids))
    levels = opened.run("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    links = opened.run("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)

    opened.run("document.body.tabIndex = -1, document.body.focus()")
    opened.call("Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert opened.run("document.activeElement.className") == "skip"
    assert opened.run("document.activeElement.getBoundingClientRect().left") >= 0
    for element in ("summary", ".bf-scroll", ".table-room"):
        assert opened.run(f"document.querySelector('{element}').tabIndex") == 0, element


def contrast(page: Page, selector: str) -> float:
    """Contrast of an element's letters against the page's paper."""
    return float(
        page.run(f"""(() => {{
      const light = (c) => {{ const v = c.match(/[\\d.]+/g).slice(0, 3).map((x) => x / 255)
        .map((x) => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; }};
      const a = light(getComputedStyle(document.querySelector('{selector}')).color);
      const b = light(getComputedStyle(document.body).backgroundColor);
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }})()""")
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_light_and_dark_are_readable(opened: Page, dark: bool) -> None:
    opened.media(dark=dark)
    for selector in ("body", "h2", ".bf-caption", "summary", ".bf-place", "thead th", ".bf-step b"):
        assert contrast(opened, selector) >= 4.5, selector
    letters = ".bf-plot .xtick text, .bf-plot .annotation-text, .bf-plot .textpoint text"
    fill = f"getComputedStyle(document.querySelector('{letters}')).fill.match(/\\d+/g).slice(0, 3)"
    bright = f"{fill}.reduce((sum, shade) => sum + +shade, 0) > 3 * 128"
    opened.wait_for(bright if dark else f"!({bright})")  # the figures follow, without a new load
    assert opened.messages == []


def test_without_scripts_words_and_numbers_stay(page: Page, html: Path) -> None:
    page.scripts(on=False)
    page.open(html)
    text = page.call("DOM.getDocument", depth=0)["root"]["nodeId"]
    shown = page.call("DOM.getOuterHTML", nodeId=text)["outerHTML"]
    assert 'class="js' not in shown
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    names = " ".join(str(node.get("name", {}).get("value", "")) for node in tree if not node.get("ignored"))
    assert "scripts are off" in names
    assert "The numbers as a table" in names
    assert "ISKP" in names
    assert page.messages == []


def test_a_link_to_the_evidence_leads_to_the_words(opened: Page) -> None:
    target = opened.run("document.querySelector('a.bf-place').hash")
    opened.run("document.querySelector('a.bf-place').click()")
    opened.wait_for(f"location.hash === '{target}'")
    opened.wait_for("(() => { const y = document.querySelector(':target').getBoundingClientRect().top;"
                  " return y >= 0 && y < innerHeight; })()")  # fmt: skip


def test_it_prints_on_a4_with_everything_open(opened: Page) -> None:
    pdf = opened.pdf()
    assert pdf.startswith(b"%PDF-")
    assert 20_000 < len(pdf) < 5_000_000
    sizes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)}
    assert sizes == {(0, 0, 595, 842)}
    opened.media("print")
    opened.wait_for("[...document.querySelectorAll('details')].every(d => d.open)")
    opened.wait_for("[...document.querySelectorAll('.bf-plot')].every(p => p.clientWidth <= 660)")
    opened.media("")
    opened.wait_for("[...document.querySelectorAll('details')].every(d => !d.open)")


def test_the_index_leads_to_the_page(page: Page, built: Path) -> None:
    page.open(built / "index.html")
    assert page.run("document.querySelectorAll('.index li').length") == 1
    assert page.messages == []
    assert loaded_from_elsewhere(page, built / "index.html") == []
    assert page.run("document.querySelector('.index a').getAttribute('href')") == "iskp-memri/briefing.html"
    assert page.run(OVERFLOW) <= 0
