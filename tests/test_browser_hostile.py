"""150 hostile seeds: their pages run no script, ask for nothing, say nothing in the console, and keep their layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser
from hostile import TRICKS, seeds
from pages import page_of

pytestmark = pytest.mark.browser
# What an honest page of the same article has: one of each, and the parts in their order.
SHAPE = """(() => {
  const all = (s) => [...document.querySelectorAll(s)];
  const sections = all('.body > section');
  return {
    hit: window.hit === undefined,
    heads: all('h1').length === 1 && all('main').length === 1 && all('main > .body').length === 1,
    sections: sections.length,
    cards: all('.body > section .bf-card').length,
    marks: all('.marking').every((m) => m.getClientRects().length === 1),
    shown: sections.every((s) => getComputedStyle(s).display !== 'none' && s.getBoundingClientRect().height > 40),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    foreign: all('body img, body iframe, body object, body embed, body form, body base, body [onerror], body [onload],'
      + ' body [onfocus], body [onmouseover], body a:not([href^="#"]):not(.bf-back), body style, body textarea').length,
    scripts: all('script').length,
    switches: all('.bf-switch').length,
    nodes: all('svg .bf-node text').length >= 5 && all('svg *').every((e) => e.namespaceURI.endsWith('svg')),
  };
})()"""


def test_hostile_seeds_do_nothing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    page = browser.page()
    wrong, number = [], 0
    for name, analysis, parameters in seeds():
        number += 1
        file.write_text(page_of(analysis, **parameters), encoding="utf-8", newline="\n")
        page.requests.clear()
        page.messages.clear()
        page.open(file, width=320 if number % 2 else 1280)
        shape = page.run(SHAPE)
        page.press("Tab", 3)
        expected = {"hit": True, "heads": True, "sections": 8, "cards": 2, "marks": True, "shown": True, "overflow": 0,
                    "foreign": 0, "scripts": 1, "switches": 3, "nodes": True}  # fmt: skip
        found = {key: value for key, value in shape.items() if value != expected[key]}
        asked = [url for url in page.requests if not url.startswith("file:///")]
        if found or asked or page.messages or page.run("window.hit !== undefined"):
            wrong.append((name, found, asked, page.messages[:2]))
    assert not wrong, "\n".join(map(str, wrong))
    assert number == 150 and len(TRICKS) == 30
