"""An executed notebook -> one self-contained page: what its cells show, never what they are.

The page holds everything it needs: plotly.js once (compressed), its own style and script, the figures as data. A strict
content security policy, by hashes, lets nothing else run and nothing be loaded.
"""

from __future__ import annotations

import ast
import base64
import gzip
import html
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefing.errors import BriefingError
from briefing.render.assets import ASSETS, hash_source, stylesheet, template
from briefing.render.outline import Outline
from briefing.render.sanitise import clean

FIGURE_MIME = "application/vnd.plotly.v1+json"
HIDDEN_TAGS = frozenset(("remove-cell", "remove-output", "remove_cell", "remove_output"))
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


class PageError(BriefingError):
    """A notebook that no page can be made of."""


@dataclass(frozen=True)
class PageFacts:
    """What the page says of itself. `text` is the seed's text, against which quoted spans are compared ("" if unknown)."""

    name: str
    title: str
    tlp: str = "TLP:CLEAR"
    as_of: str = ""
    text: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    dated: str | None = None
    outlet: str = ""


def make_page(source: str, facts: PageFacts | None = None) -> str:
    """The page of an executed notebook, given as the text of its file.

    Without `facts` (export by hand) they are taken from the notebook's parameters. Raises PageError if the notebook
    is not run to its end, if a figure or its description is missing, or if quoted words are not those of the seed.
    """
    notebook = json.loads(source)
    facts = facts or facts_of(notebook)
    outline = Outline()
    figures: list[dict[str, Any]] = []
    for number, cell in enumerate(notebook["cells"], start=1):
        tags = set(cell.get("metadata", {}).get("tags", ()))
        if cell["cell_type"] == "markdown" and not tags & {"remove-cell", "remove_cell"}:
            outline.markdown(_joined(cell["source"]))
        elif cell["cell_type"] == "code":
            _cell(cell, number, bool(tags & HIDDEN_TAGS), outline, figures)
    body = outline.html()
    _check(notebook, body, figures, facts)
    return _assemble(facts, outline, body, figures)


def facts_of(notebook: dict[str, Any]) -> PageFacts:
    """Title, marking and date from the notebook's own (injected) parameters; the title may stand in its first heading."""
    values: dict[str, str] = {}
    for cell in notebook["cells"]:
        tags = cell.get("metadata", {}).get("tags", ())
        if cell["cell_type"] == "code" and ("parameters" in tags or "injected-parameters" in tags):
            values |= _assignments(_joined(cell["source"]))
    name = Path(values.get("seed", "briefing")).stem
    return PageFacts(
        name=name,
        title=values.get("title", "") or name,
        tlp=values.get("tlp", "") or "TLP:CLEAR",
        as_of=values.get("as_of", ""),
        outlet=values.get("outlet", ""),
    )


def _assignments(code: str) -> dict[str, str]:
    """Names that are given a literal text in a piece of code."""
    found = {}
    for node in ast.parse(code).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, value = node.target.id, node.value
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        else:
            continue
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            found[name] = value.value
    return found


def _cell(cell: dict[str, Any], number: int, hidden: bool, outline: Outline, figures: list[dict[str, Any]]) -> None:
    """Add what a code cell shows."""
    if _joined(cell["source"]).strip() and cell.get("execution_count") is None:
        raise PageError(f"cell {number} has not been run. Run the whole notebook, then export it.")
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            raise PageError(f"cell {number} ended with {output['ename']}: {output['evalue']}. Mend it and run again.")
        if hidden or output["output_type"] == "stream":
            continue
        data = output["data"]
        told = output.get("metadata", {}).get("briefing", {})
        if FIGURE_MIME in data:
            figures.append(_figure(data[FIGURE_MIME]))
            outline.block(_figure_html(len(figures), data, told, number))
        elif told.get("kind") == "style":
            continue  # the look of the notebook; the page has its own
        elif "text/html" in data:
            outline.block(_roomy(clean(_joined(data["text/html"]))))
        elif "text/plain" in data:
            outline.block(f"<pre>{html.escape(_joined(data['text/plain']), quote=False)}</pre>")


_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)


def _roomy(markup: str) -> str:
    """Tables in a room of their own, which scrolls sideways where the window is narrow, also by keyboard."""

    def room(match: re.Match[str]) -> str:
        caption = _CAPTION.search(match.group())
        name = _plain(caption.group(1)) if caption else "Table"
        return f'<div class="table-room" tabindex="0" role="region" aria-label="{html.escape(name)}">{match.group()}</div>'

    return _TABLE.sub(room, markup)


def _plain(markup: str) -> str:
    """The words of a piece of HTML on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def _figure(value: dict[str, Any]) -> dict[str, Any]:
    """Data, layout and settings for the page: the title is printed above the figure, so the room for it goes."""
    layout = dict(value.get("layout", {}))
    layout.pop("template", None)
    title = layout.pop("title", None)
    margin = dict(layout.get("margin", {}))
    if title and "t" in margin and "height" in layout:
        lines = str(title.get("text", "") if isinstance(title, dict) else title).count("<br>") + 1
        spared = min(margin["t"] - 16, 14 + 20 * lines)
        if spared > 0:
            margin["t"] -= spared
            layout["height"] -= spared
            layout["margin"] = margin
    return {"data": value.get("data", []), "layout": layout, "config": _config(value.get("config", {}))}


def _config(given: dict[str, Any]) -> dict[str, Any]:
    """Settings of a figure, with plotly's ways out to a server closed whatever the notebook says."""
    return {**given, "showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False, "responsive": True,
            "showLink": False, "topojsonURL": ""}  # fmt: skip


def _figure_html(number: int, data: dict[str, Any], told: dict[str, Any], cell: int) -> str:
    """A figure's place on the page: its finding, the drawing, the source line, the numbers as a table."""
    alt = told.get("alt") or _joined(data.get("text/plain", ""))
    table = _roomy(clean(_joined(data.get("text/html", ""))))
    title = told.get("title", "")
    if not alt.strip():
        raise PageError(f"cell {cell}: the figure has no description in words. Show it with `briefing.show`.")
    height = int(dict(data[FIGURE_MIME].get("layout", {})).get("height", 420))
    parts = [
        f'<figure class="bf-figure" id="figure-{number}">',
        f'<figcaption id="figure-{number}-title"><span class="bf-figure-number">Figure {number}</span> '
        f'<strong class="bf-finding">{html.escape(title or alt)}</strong></figcaption>',
        f'<div class="bf-scroll" tabindex="0" role="region" aria-labelledby="figure-{number}-title">'
        f'<div class="bf-plot" role="img" aria-label="{html.escape(alt)}" data-figure="{number}" data-height="{height}">'
        "</div></div>",
        '<noscript><p class="bf-noscript">This figure is drawn by a script, and scripts are off. '
        f"{html.escape(alt)}</p></noscript>",
    ]
    if told.get("caption"):
        parts.append(f'<p class="bf-caption">{html.escape(told["caption"])}</p>')
    if table:
        parts.append(f'<details class="bf-data"><summary>The numbers as a table</summary>{table}</details>')
    return "".join([*parts, "</figure>"])


def _check(notebook: dict[str, Any], body: str, figures: Sequence[Any], facts: PageFacts) -> None:
    """Nothing that the notebook shows is missing, and quoted words are those of the seed."""
    shown = sum(
        FIGURE_MIME in output.get("data", {})
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and not set(cell.get("metadata", {}).get("tags", ())) & HIDDEN_TAGS
        for output in cell["outputs"]
    )
    drawn = body.count('<div class="bf-plot"')
    if not shown == drawn == len(figures):
        raise PageError(f"the notebook has {shown} figures and the page {drawn}: nothing was written.")
    if not re.search(r"<(p|table|li|blockquote)\b", body):
        raise PageError("the notebook shows nothing. Run it whole, then export it.")
    if facts.text:
        for start, end, words in _spans(body):
            found = " ".join(facts.text[start:end].split())
            if not _same(words, found):
                raise PageError(
                    f"the page quotes {words!r} as characters {start} to {end} of the seed, where it has {found!r}: "
                    "nothing was written."
                )


_SPAN = re.compile(r'<q\b[^>]*\bdata-span="(\d+)-(\d+)"[^>]*>(.*?)</q>', re.DOTALL)


def _spans(body: str) -> list[tuple[int, int, str]]:
    """Every quotation that says where it stands: start, end, and its words as the page prints them."""
    return [
        (int(start), int(end), _plain(words))
        for start, end, words in _SPAN.findall(body)
    ]


def _same(shown: str, found: str) -> bool:
    """Whether `shown` is `found`: whole, or cut short with an ellipsis, or without a quotation mark at its ends."""
    bare = found.strip("“”\"'‘’ ")
    if shown.endswith("…") and not found.endswith("…"):
        return bare.startswith(shown[:-1].strip("“”\"'‘’ ")) and len(shown) > 1
    return shown.strip("“”\"'‘’ ") == bare


def _assemble(facts: PageFacts, outline: Outline, body: str, figures: Sequence[dict[str, Any]]) -> str:
    """Put the page together and close it with its content security policy."""
    style = stylesheet(facts.tlp)
    script = (ASSETS / "page.js").read_text(encoding="utf-8") if figures else ""
    library, library_hash = plotly_js() if figures else ("", "")
    scripts = f"{hash_source(script)} {library_hash}" if figures else "'none'"
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {hash_source(style)} {_EMPTY_STYLE}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    card = {key: value for key, value in asdict(facts).items() if key != "text"}
    return template("page.html.j2").render(
        facts=facts,
        title=outline.title or facts.title,
        policy=policy,
        card=json.dumps(card, ensure_ascii=False, sort_keys=True),
        style=Markup(style),
        script=Markup(script),
        body=Markup(body),
        entries=outline.entries,
        library=Markup(library),
        figures=Markup(_json(figures)),
    )


@lru_cache(maxsize=1)
def plotly_js() -> tuple[str, str]:
    """plotly.js, compressed and as base64, and the policy's hash of its text. Made once a process."""
    from plotly.offline import get_plotlyjs

    text = get_plotlyjs()
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode(), hash_source(text)


def _json(value: Any) -> str:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)
