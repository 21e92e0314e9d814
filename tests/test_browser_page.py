"""Pages in Debian's Chromium without a network: what a reader sees and does, by mouse and by keyboard, in every light.

The first seed's page is the one that `briefing render` makes. The others (a flat item of one source, a report of 10,000
words, an article without any allegation, one that has everything) are made of sample analyses.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from browser import Browser, Page
from pages import page_of
from show_samples import flat_source, full, no_allegation, report

from briefing.lineage import OUTLET_KEY, Lineage
from briefing.render.page import make_page
from briefing.schema import Analysis

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js"
DRAWN = "document.documentElement.dataset.figures === 'drawn'"
LIVE = "document.documentElement.classList.contains('live')"
# How far the page sticks out of the window to the right.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SAMPLES = {"flat": flat_source, "report": report, "none": no_allegation, "full": full}
EVERY = ("first", *SAMPLES)


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
def files(built: Path) -> dict[str, Path]:
    """Every page by its name, and `plots`: notebook 04 of the first seed, exported as a page with plotly's figures."""
    found = {"first": built / "iskp-memri" / "briefing.html"}
    for name, sample in SAMPLES.items():
        found[name] = built / f"{name}.html"
        found[name].write_text(page_of(sample(), tlp="TLP:AMBER"), encoding="utf-8")
    found["plots"] = built / "plots.html"
    executed = (built / "iskp-memri" / "04-attribution-chain.ipynb").read_text(encoding="utf-8")
    found["plots"].write_text(make_page(executed), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def analyses(built: Path) -> dict[str, Analysis]:
    first = Analysis.from_json((built / "iskp-memri" / "analysis.json").read_text(encoding="utf-8"))
    return {"first": first, **{name: sample() for name, sample in SAMPLES.items()}}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.page()
    yield page
    browser.discard(page)


@pytest.fixture(scope="module", params=EVERY)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shared(browser: Browser, files: dict[str, Path], name: str) -> Iterator[Page]:
    page = browser.page()
    page.open(files[name])
    page.wait_for(LIVE)
    yield page
    browser.discard(page)


@pytest.fixture
def opened(shared: Page) -> Page:
    """One of the pages, by day on a desk; loaded once."""
    shared.resize(1280)
    shared.media()
    shared.wait_for("!matchMedia('(prefers-color-scheme: dark)').matches")
    return shared


def loaded_from_elsewhere(page: Page, html: Path) -> list[str]:
    """The addresses asked for, other than the page itself and what it holds."""
    return [url for url in page.requests if url != html.resolve().as_uri() and not url.startswith(("data:", "blob:"))]


def axe(page: Page) -> list[str]:
    """What axe-core finds on the page as it is: rule, and the first element that breaks it."""
    page.run(f"{AXE.read_text(encoding='utf-8')}; 0")
    found = page.run(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        ".then((r) => JSON.stringify(r.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}"
        " ${v.nodes[0].failureSummary}`)))"
    )
    return list(json.loads(found))


def test_the_checker_finds_what_is_wrong(page: Page, files: dict[str, Path]) -> None:
    page.open(files["none"])
    page.run("document.documentElement.removeAttribute('lang'), document.querySelector('h1').style.color = '#eee'")
    assert {finding.split(":")[0] for finding in axe(page)} == {"html-has-lang", "color-contrast"}


def test_the_checker_is_the_one_that_its_notice_names() -> None:
    digest = hashlib.sha256(AXE.read_bytes()).hexdigest()
    assert digest in (AXE.parent / "README.md").read_text(encoding="utf-8")


def test_no_request_and_no_word_in_the_console(page: Page, files: dict[str, Path], name: str) -> None:
    page.open(files[name])
    page.wait_for(LIVE)
    assert loaded_from_elsewhere(page, files[name]) == []
    assert page.messages == []


def test_plotly_figures_are_drawn_without_a_request(page: Page, files: dict[str, Path]) -> None:
    page.open(files["plots"])
    page.wait_for(DRAWN)
    figures = len(re.findall(r'<div class="bf-plot"', files["plots"].read_text(encoding="utf-8")))
    assert figures >= 2
    marks = page.run(
        "[...document.querySelectorAll('.bf-plot')]"
        ".map(p => p.querySelectorAll('svg.main-svg path, svg.main-svg text').length)"
    )
    assert len(marks) == figures
    assert all(number > 5 for number in marks), marks
    titles = page.run("[...document.querySelectorAll('.modebar-btn')].map(b => b.dataset.title || '')")
    assert titles
    assert not [title for title in titles if re.search(r"share|cloud|studio|edit", title, re.IGNORECASE)]
    for dark in (False, True):
        page.media(dark=dark)
        letters = "document.querySelector('.bf-plot .xtick text, .bf-plot .annotation-text, .bf-plot .textpoint text')"
        shade = f"getComputedStyle({letters}).fill.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0)"
        page.wait_for(f"{shade} {'>' if dark else '<'} 3 * 128")  # the figures follow, without a new load
    page.media("print")
    page.wait_for("[...document.querySelectorAll('.bf-plot')].every(p => p.clientWidth <= 660)")
    assert loaded_from_elsewhere(page, files["plots"]) == []
    assert page.messages == []


def test_the_policy_holds(page: Page, files: dict[str, Path]) -> None:
    """Scripts and requests that a page might be made to contain do nothing."""
    page.open(files["first"])
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


@pytest.mark.parametrize("width", [320, 768, 1280, 2560, 3840])
def test_nothing_sticks_out(opened: Page, width: int) -> None:
    opened.resize(width)
    opened.wait_for(f"innerWidth === {width} && {OVERFLOW} <= 0", 30)
    assert opened.run("getComputedStyle(document.querySelector('.contents')).position") == (
        "sticky" if width >= 1280 else "static"
    )
    measure = opened.run("Math.max(0, ...[...document.querySelectorAll('.bf-sentence, .bf-line')].map(p => p.clientWidth"
                         " / parseFloat(getComputedStyle(p).fontSize)))")  # fmt: skip
    assert measure < 40  # in em: about twice that in characters


def test_on_a_wide_window_the_text_stands_beside_the_briefing(opened: Page) -> None:
    text = "document.querySelector('.bf-seed').closest('section').getBoundingClientRect()"
    line = "document.querySelector('.bf-line').getBoundingClientRect()"
    opened.resize(2560)
    opened.wait_for(f"{text}.left > {line}.right")
    opened.run("window.scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'})")
    opened.wait_for(f"{text}.top >= 0 && {text}.bottom <= innerHeight + 1")
    opened.run("window.scrollTo({top: 0, behavior: 'instant'})")


def test_structure_for_screen_readers(opened: Page) -> None:
    count = "document.querySelectorAll('{}').length"
    for selector in ("h1", "main", "body > header", "footer", "nav"):
        assert opened.run(count.format(selector)) == 1, selector
    assert opened.run("document.documentElement.lang") == "en"
    assert opened.run(count.format("figure:not(:has(figcaption))")) == 0
    assert opened.run(count.format("th:not([scope])")) == 0
    assert opened.run(count.format("table:not(:has(caption))")) == 0
    ids = opened.run("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    levels = opened.run("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    links = opened.run("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert links
    assert {link.removeprefix("#") for link in links if link} <= set(ids)
    assert opened.run("[...document.querySelectorAll('.marking')].map(m => m.textContent).length") == 2


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(opened: Page, dark: bool, width: int) -> None:
    opened.resize(width)
    opened.media(dark=dark)
    assert axe(opened) == []


def test_axe_finds_nothing_when_sources_are_off(opened: Page, analyses: dict[str, Analysis], name: str) -> None:
    if not Lineage(analyses[name]).bearings():
        assert switches(opened) == []  # nothing stands behind the outlet, so there is nothing to switch off
        return
    opened.click(".bf-switch")
    assert axe(opened) == []
    opened.click(".bf-button")


def test_without_scripts_everything_can_be_read(page: Page, files: dict[str, Path], analyses: dict[str, Analysis],
                                                name: str) -> None:  # fmt: skip
    page.scripts(on=False)
    page.open(files[name])
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    names = " ".join(str(node.get("name", {}).get("value", "")) for node in tree if not node.get("ignored"))
    for actor in analyses[name].actors[:3]:
        assert actor.name in names
    assert "All sources are on" not in names and "Switch all on" not in names
    if analyses[name].allegations:
        assert "Map of who says and who is accused" in names
        assert f"No. {len(analyses[name].allegations)}" in names
    else:
        assert "No allegation was found in this text" in names
    assert page.messages == []


def test_every_allegation_opens_its_place_and_the_place_leads_back(opened: Page, analyses: dict[str, Analysis],
                                                                   name: str) -> None:  # fmt: skip
    number = len(analyses[name].allegations)
    cards = opened.run(
        "[...document.querySelectorAll('.bf-card')].every(c => c.querySelector('.bf-statement a.bf-place'))"
    )
    assert cards
    back = opened.run("[...new Set([...document.querySelectorAll('.bf-seed a.bf-ref')].map(a => a.hash))].length")
    assert back == number


IN_VIEW = "(() => {{ const y = {}.getBoundingClientRect().top; return y >= 0 && y < innerHeight; }})()"


def test_to_the_evidence_and_back_by_mouse(opened: Page, analyses: dict[str, Analysis], name: str) -> None:
    if not analyses[name].allegations:
        assert opened.run("!document.querySelector('.bf-card')")
        return
    link = ".bf-card a.bf-place"
    target = opened.run(f"document.querySelector('{link}').hash")
    opened.click(link)
    opened.wait_for(f"location.hash === '{target}'")
    opened.wait_for(IN_VIEW.format("document.querySelector(':target')"))
    opened.wait_for("!document.querySelector('.bf-back').hidden")
    assert opened.run("document.querySelector('.bf-back').textContent").startswith("Back to 1.")
    opened.click(".bf-back")
    opened.wait_for(IN_VIEW.format(f"document.querySelector('{link}')"))
    opened.wait_for(f"document.activeElement === document.querySelector('{link}')")
    opened.wait_for("document.querySelector('.bf-back').hidden")
    opened.click(".bf-seed a.bf-ref")
    opened.wait_for("location.hash.startsWith('#allegation-')")
    opened.wait_for(IN_VIEW.format("document.querySelector(':target')"))


def test_to_the_evidence_and_back_by_keyboard(opened: Page, analyses: dict[str, Analysis], name: str) -> None:
    if not analyses[name].allegations:
        assert opened.run("!document.querySelector('.bf-card')")
        return
    opened.run("document.querySelector('.bf-card a.bf-place').focus()")
    opened.press("Enter")
    opened.wait_for(IN_VIEW.format("document.querySelector(':target')"))
    # Reading goes on at the words, not at the top.
    opened.wait_for("document.activeElement.closest('.bf-seed') !== null")
    opened.press("Escape")
    opened.wait_for("document.activeElement === document.querySelector('.bf-card a.bf-place')")


def test_the_first_stop_of_the_keyboard_is_the_skip_link(opened: Page) -> None:
    opened.run("document.body.tabIndex = -1, document.body.focus()")
    opened.press("Tab")
    assert opened.run("document.activeElement.className") == "skip"
    assert opened.run("document.activeElement.getBoundingClientRect().left") >= 0
    opened.press("Enter")
    opened.wait_for("location.hash === '#content'")
    opened.run("document.body.removeAttribute('tabindex')")


def press_until(page: Page, key: str, state: str) -> None:
    """Press a key on the first summary; again if the browser, busy with other windows, has lost it."""
    for _ in range(5):
        page.run("document.querySelector('summary').focus()")
        page.press(key)
        with suppress(TimeoutError):
            page.wait_for(state, 3)
            return
    raise AssertionError(f"{key!r} does not bring about {state}")


def test_closed_parts_open_by_keyboard_and_tables_can_be_scrolled(opened: Page) -> None:
    if opened.run("document.querySelector('details') !== null"):
        opened.run("document.querySelector('details').open = false")
        press_until(opened, "Enter", "document.querySelector('details').open")
        press_until(opened, " ", "!document.querySelector('details').open")
    rooms = opened.run("[...document.querySelectorAll('.table-room, .bf-scroll')].map(r => [r.tabIndex, !!r.ariaLabel"
                       " || !!r.getAttribute('aria-labelledby')])")  # fmt: skip
    assert rooms and all(room == [0, True] for room in rooms)
    opened.resize(320)
    room = "[...document.querySelectorAll('.table-room, .bf-scroll')].find(r => r.scrollWidth > r.clientWidth + 40)"
    if opened.run(f"!!{room}"):
        opened.run(f"{room}.focus()")
        opened.press("ArrowRight", 3)
        opened.wait_for(f"{room}.scrollLeft > 0")


def switches(page: Page) -> list[str]:
    """The keys of the sources that have a switch, each once, in the order of the page."""
    found = page.run("[...document.querySelectorAll('.bf-switch')].map(i => i.closest('.bf-branch').dataset.source)")
    return list(dict.fromkeys(found))


def fallen(page: Page) -> set[str]:
    """The allegations that the tree shows as fallen."""
    return set(page.run("[...document.querySelectorAll('.bf-leaf.bf-fallen')].map(l => l.dataset.allegation)"))


def toggle(page: Page, key: str) -> None:
    page.run(f"[...document.querySelectorAll('.bf-branch')].find(b => b.dataset.source === {json.dumps(key)})"
             ".querySelector('.bf-switch').click()")  # fmt: skip


def test_what_falls_is_what_the_lineage_says(opened: Page, analyses: dict[str, Analysis], name: str) -> None:
    """For every source alone, and for pairs: the same allegations as `Lineage.fallen`."""
    lineage = Lineage(analyses[name])
    ways = [way for claim in analyses[name].allegations for way in lineage.ways(claim)]
    assert set(switches(opened)) == {step.key for way in ways for step in way} - {OUTLET_KEY}
    keys = switches(opened)
    for off in [*((key,) for key in keys[:12]), *list(combinations(keys[:5], 2))]:
        for key in off:
            toggle(opened, key)
        assert fallen(opened) == set(lineage.fallen(off)), off
        cards = opened.run("[...document.querySelectorAll('.bf-card.bf-fallen')].map(c => c.dataset.allegation)")
        assert set(cards) == set(lineage.fallen(off))
        for key in off:
            toggle(opened, key)
    assert fallen(opened) == set()


def test_a_source_is_switched_off_by_mouse_and_on_by_keyboard(opened: Page, analyses: dict[str, Analysis],
                                                              name: str) -> None:  # fmt: skip
    keys = switches(opened)
    lineage = Lineage(analyses[name])
    assert bool(keys) == bool(lineage.bearings())
    if not keys:
        return
    status = "document.querySelector('.bf-status').textContent"
    total = len(analyses[name].allegations)
    assert opened.run(status).startswith("All sources are on")
    assert opened.run("document.querySelector('.bf-status').getAttribute('aria-live')") == "polite"
    opened.click(".bf-switch")
    falls = len(lineage.fallen([keys[0]]))
    said = opened.run(status)
    assert (f"{falls} of {total} allegation" in said) if falls else ("nothing falls" in said)
    assert opened.run("document.activeElement.getAttribute('role')") == "switch"
    assert not opened.run("document.activeElement.checked")
    assert opened.run("document.activeElement.getAttribute('aria-label')").startswith("Count on ")
    opened.press(" ")
    assert opened.run(status).startswith("All sources are on") and fallen(opened) == set()
    opened.press(" ")
    assert not opened.run("document.activeElement.checked")
    opened.run("document.querySelector('.bf-button').focus()")
    opened.press("Enter")
    assert opened.run(status).startswith("All sources are on")
    nameless = "[...document.querySelectorAll('.bf-button')][1]"
    if not opened.run(f"{nameless}.hidden"):
        opened.run(f"{nameless}.focus()")
        opened.press("Enter")
        assert fallen(opened) == set(lineage.fallen({step.key for step, _ in lineage.unnamed()}))
        opened.click(".bf-button")


def test_it_prints_on_a4_with_everything_open(opened: Page) -> None:
    pdf = opened.pdf()
    assert pdf.startswith(b"%PDF-")
    assert 15_000 < len(pdf) < 5_000_000
    sizes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)}
    assert sizes == {(0, 0, 595, 842)}
    opened.media("print")
    opened.wait_for("[...document.querySelectorAll('details')].every(d => d.open)")
    opened.media("")
    opened.wait_for("[...document.querySelectorAll('details')].every(d => !d.open)")


def test_an_article_without_an_allegation_says_so_first(page: Page, files: dict[str, Path]) -> None:
    page.open(files["none"])
    first = page.run("document.querySelector('.bf-line').textContent")
    assert first.startswith("No allegation was found in this text")
    assert page.run("document.querySelectorAll('.bf-card, .bf-tree, .bf-map, .bf-switch').length") == 0
    for heading in page.run("[...document.querySelectorAll('section')].map(s => s.innerText.trim())"):
        assert len(heading.split()) > 4, heading  # every section says something


def test_the_index_leads_to_the_page(page: Page, built: Path) -> None:
    page.open(built / "index.html")
    assert page.run("document.querySelectorAll('.index li').length") == 1
    assert page.messages == []
    assert loaded_from_elsewhere(page, built / "index.html") == []
    assert page.run("document.querySelector('.index a').getAttribute('href')") == "iskp-memri/briefing.html"
    assert page.run(OVERFLOW) <= 0
