"""An executed notebook -> one self-contained page: what its cells show, never what they are.

The page holds everything it needs: plotly.js once (compressed), its own style and script, the figures as data. A strict
content security policy, by hashes, lets nothing else run and nothing be loaded.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from briefing.errors import BriefingError
from briefing.render import wording
from briefing.render.assets import ASSETS, hash_source, stylesheet, template
from briefing.render.cells import FIGURE_MIME, HIDDEN_TAGS, joined, plain, tags
from briefing.render.controls import visible, without
from briefing.render.facts import PageFacts, facts_of
from briefing.render.figures import figure_html, figure_json, plotly_js, roomy
from briefing.render.outline import Outline
from briefing.render.sanitise import clean

_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


class PageError(BriefingError):
    """A notebook that no page can be made of."""


def make_page(source: str, facts: PageFacts | None = None) -> str:
    """The page of an executed notebook, given as the text of its file.

    Without `facts` (export by hand) they are taken from the notebook's parameters. Raises PageError if the notebook
    is not run to its end, if a figure or its description is missing, or if quoted words are not those of the seed,
    and WordingError if a sentence of the briefing's own breaks a rule of wording.
    """
    notebook = json.loads(source)
    facts = facts or facts_of(notebook)
    outline = Outline()
    figures: list[dict[str, Any]] = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "markdown" and not tags(cell) & HIDDEN_TAGS:
            outline.markdown(joined(cell["source"]))
        elif cell["cell_type"] == "code":
            _cell(cell, number, bool(tags(cell) & HIDDEN_TAGS), outline, figures)
    if facts.changes is not None:
        _changes(facts.changes, outline)
    body = outline.html()
    _check(notebook, body, figures, facts)
    wording.check(f"{_own_title(facts)}{outline.head}{body}")
    return _assemble(facts, outline, body, figures)


def _cell(cell: dict[str, Any], number: int, hidden: bool, outline: Outline, figures: list[dict[str, Any]]) -> None:
    """Add what a code cell shows."""
    if joined(cell["source"]).strip() and cell.get("execution_count") is None:
        raise PageError(f"cell {number} has not been run. Run the whole notebook, then export it.")
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            raise PageError(f"cell {number} ended with {output['ename']}: {output['evalue']}. Mend it and run again.")
        if hidden or output["output_type"] == "stream":
            continue
        data = output["data"]
        told = output.get("metadata", {}).get("briefing", {})
        if FIGURE_MIME in data:
            if not (told.get("alt") or joined(data.get("text/plain", ""))).strip():
                raise PageError(f"cell {number}: a figure has no description in words. Show it with `briefing.show`.")
            figures.append(figure_json(data[FIGURE_MIME]))
            outline.block(figure_html(len(figures), data, told))
        elif told.get("kind") == "style":
            continue  # the look of the notebook; the page has its own
        elif told.get("name") == "masthead":
            outline.masthead(clean(joined(data["text/html"])))
        elif "text/html" in data:
            outline.block(roomy(clean(joined(data["text/html"]))))
        elif "text/plain" in data:
            outline.block(f"<pre>{html.escape(joined(data['text/plain']), quote=False)}</pre>")


def _changes(lines: Sequence[str], outline: Outline) -> None:
    """Add what is different from an earlier run: a line begins with the kind of change, then come words of the seeds."""
    outline.markdown("## What changed\n\nSince the earlier run that this one was compared with.")
    parts = [line.partition(": ") for line in lines]
    items = "".join(
        f"<li>{html.escape(kind)}{colon}<bdi>{html.escape(what)}</bdi></li>"
        if colon
        else f"<li>{html.escape(kind)}</li>"
        for kind, colon, what in parts
    )
    outline.block(clean(f'<ul class="bf-changes">{items}</ul>'))


def _check(notebook: dict[str, Any], body: str, figures: Sequence[Any], facts: PageFacts) -> None:
    """Nothing that the notebook shows is missing, and quoted words are those of the seed."""
    shown = sum(
        FIGURE_MIME in output.get("data", {})
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and not tags(cell) & HIDDEN_TAGS
        for output in cell["outputs"]
    )
    drawn = body.count('<div class="bf-plot"')
    if not shown == drawn == len(figures):
        raise PageError(f"the notebook has {shown} figures and the page {drawn}: nothing was written.")
    if not re.search(r"<(p|table|li|blockquote)\b", body):
        raise PageError("the notebook shows nothing. Run it whole, then export it.")
    ids = set(re.findall(r'\bid="([^"]*)"', body))
    for target in re.findall(r'\bhref="#([^"]*)"', body):
        if target not in ids:
            raise PageError(f"the page has a link to #{target}, and no such place: nothing was written.")
    if facts.text:
        for start, end, words in _spans(body):
            found = " ".join(without(facts.text[start:end]).split())
            if not _same(words, found):
                raise PageError(
                    f"the page quotes {words!r} as characters {start} to {end} of the seed, where it has {found!r}: "
                    "nothing was written."
                )


def _own_title(facts: PageFacts) -> str:
    """The title as HTML if it is the briefing's own; one that stands in the seed is a quotation."""
    own = facts.title and facts.title.strip() not in facts.text
    return f"<p>{html.escape(facts.title)}</p>" if own else ""


_SPAN = re.compile(r'<(q|mark)\b[^>]*\bdata-span="(\d+)-(\d+)"[^>]*>(.*?)</\1>', re.DOTALL)


def _spans(body: str) -> list[tuple[int, int, str]]:
    """Every quotation that says where it stands: start, end, and its words as the page prints them."""
    return [(int(start), int(end), plain(words)) for _, start, end, words in _SPAN.findall(body)]


def _same(shown: str, found: str) -> bool:
    """Whether `shown` is `found`: whole, or cut short with an ellipsis, or without a quotation mark at its ends."""
    bare = found.strip("“”\"'‘’ ")
    if shown.endswith("…") and not found.endswith("…"):
        return bare.startswith(shown[:-1].strip("“”\"'‘’ ")) and len(shown) > 1
    return shown.strip("“”\"'‘’ ") == bare


def _assemble(facts: PageFacts, outline: Outline, body: str, figures: Sequence[dict[str, Any]]) -> str:
    """Put the page together and close it with its content security policy."""
    style = stylesheet(facts.tlp)
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    plots = (ASSETS / "plots.js").read_text(encoding="utf-8") if figures else ""
    library, library_hash = plotly_js() if figures else ("", "")
    scripts = [hash_source(script), *([hash_source(plots), library_hash] if figures else [])]
    policy = (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src {hash_source(style)} {_EMPTY_STYLE}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    card = {key: value for key, value in asdict(facts).items() if key not in ("text", "changes")}
    title = facts.title or outline.title or outline.kind or facts.name
    cited = bool(facts.text) and title.strip() in facts.text
    heading = visible(html.escape(title, quote=False))
    return template("page.html.j2").render(
        facts=facts,
        title=without(title),
        heading=Markup(f"<q>{heading}</q>" if cited else heading),
        cited=cited,
        name=Markup(visible(html.escape(facts.name, quote=False))),
        kind=outline.kind or "Briefing",
        policy=policy,
        card=without(json.dumps(card, ensure_ascii=False, sort_keys=True)),
        style=Markup(style),
        script=Markup(script),
        plots=Markup(plots),
        masthead=Markup(outline.head),
        body=Markup(body),
        entries=outline.entries,
        library=Markup(library),
        figures=Markup(_json(figures)),
    )


def _json(value: Any) -> str:
    """JSON that can stand in a script element."""
    text = without(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
