"""HTML from notebook outputs, reduced to what a page may hold: an allow-list of elements and attributes.

The seed's words end up in these outputs, and a notebook opened by hand may hold anything. The page's content security
policy already keeps scripts and styles from running; here they are taken out, with every address, so that nothing is
even asked for. What comes out is balanced: a block cannot close the section it stands in.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from briefing.render.controls import visible, without

_ELEMENTS = frozenset(
    "a abbr article aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption"
    " figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li mark nav ol p pre q s samp section small span strong sub"
    " summary sup table tbody td tfoot th thead time tr u ul var wbr"
    " svg g path line rect circle ellipse polyline polygon text tspan title desc defs marker".split()
)
_VOID = frozenset(("br", "col", "hr", "wbr"))
_DROPPED = frozenset("script style iframe object embed template noscript textarea select math head".split())
_ATTRIBUTES = frozenset(
    "class id lang dir title role tabindex open hidden scope colspan rowspan headers span datetime start value reversed"
    " abbr href"
    " viewbox preserveaspectratio width height x y x1 y1 x2 y2 cx cy r rx ry d points transform fill stroke"
    " stroke-width stroke-dasharray stroke-linecap stroke-linejoin fill-opacity stroke-opacity opacity text-anchor"
    " dominant-baseline dx dy font-size font-weight marker-end marker-start markerwidth markerheight refx refy"
    " orient".split()
)
_CASE = {
    "viewbox": "viewBox",
    "preserveaspectratio": "preserveAspectRatio",
    "markerwidth": "markerWidth",
    "markerheight": "markerHeight",
    "refx": "refX",
    "refy": "refY",
}
_WORDS = ("aria-", "data-", "title")  # what these hold is never loaded
_PAINTS = frozenset("fill stroke marker-end marker-start".split())  # read as CSS, where \75rl is url
_LOADS = re.compile(r"url\s*\(\s*['\"]?(?!#)", re.IGNORECASE)


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.open: list[str] = []
        self.dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropping += 1
        elif not self.dropping and tag in _ELEMENTS:
            self.out.append(f"<{tag}{_attributes(attrs)}>")
            if tag not in _VOID:
                self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.dropping and tag in _ELEMENTS:
            self.out.append(f"<{tag}{_attributes(attrs)}>" + ("" if tag in _VOID else f"</{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self.dropping = max(0, self.dropping - 1)
        elif not self.dropping and tag in self.open:
            while True:
                last = self.open.pop()
                self.out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            words = escape(data, quote=False)
            # an element of HTML inside of a drawing would end the drawing
            self.out.append(without(words) if "svg" in self.open else visible(words))

    def result(self) -> str:
        self.close()
        self.out += [f"</{tag}>" for tag in reversed(self.open)]
        return "".join(self.out)


def clean(html: str) -> str:
    """The allowed part of a piece of HTML, balanced, without scripts, styles, event handlers and addresses."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    return cleaner.result()


def _attributes(attrs: list[tuple[str, str | None]]) -> str:
    kept: dict[str, str | None] = {}
    for name, found in attrs:
        value = found if found is None else without(found)
        if name not in _ATTRIBUTES and not name.startswith(("aria-", "data-")):
            continue
        if name == "href" and not (value or "").startswith("#"):
            continue  # only places on the page itself
        loads = value and (_LOADS.search(value) or (name in _PAINTS and "\\" in value))
        if loads and not name.startswith(_WORDS):
            continue
        kept.setdefault(_CASE.get(name, name), value)
    return "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept.items())
