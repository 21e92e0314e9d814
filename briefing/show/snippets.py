"""The seed's own words as HTML: the whole text, highlighted, and a quotation in its sentence. Nothing is left out.

Spans may overlap in any way, so the text is cut at every edge, and each piece carries the classes of all spans over it
and their names in `data-spans`. Before a piece stands an empty anchor for every span that begins there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from briefing.show.dates import stated
from briefing.show.evidence import EvidenceMismatch
from briefing.show.view import View
from briefing.show.words import count

# Class of the highlight -> what the legend calls it. Actors that are accused are marked as such.
LAYERS = {
    "actor": "actor",
    "accused": "accused",
    "allegation": "allegation",
    "cue": "words that attribute",
    "source": "source",
    "hedge": "hedge",
    "reply": "reply",
    "time": "time or place",
    "known": "how a source would know",
}


def spans(view: View) -> Iterator[tuple[int, int, str, str]]:
    """Every span of the analysis that the text shows: start, end, class, and words for the tooltip."""
    analysis = view.analysis
    accused = {actor for claim in analysis.allegations for actor in claim.accused}
    numbers = {claim.id: number for number, claim in enumerate(analysis.allegations, start=1)}
    for actor in analysis.actors:
        for mention in actor.mentions:
            yield mention.start, mention.end, "accused" if actor.id in accused else "actor", actor.name
    for item in analysis.attributions:
        if item.cue:
            yield item.cue.start, item.cue.end, "cue", "says so"
        if item.source:
            yield item.source.start, item.source.end, "source", "source"
        for part in item.content:
            yield part.start, part.end, "", ""  # a place to lead to; marked, it would cover most of the text
    for claim in analysis.allegations:
        name = f"allegation {numbers[claim.id]}"
        for statement in claim.statements:
            yield statement.start, statement.end, "allegation", name
        for hedge in claim.hedges:
            yield hedge.start, hedge.end, "hedge", f"hedge of {name}"
        for response in claim.responses:
            yield response.start, response.end, "reply", f"reply to {name}"
        for span in (*claim.when, *claim.where):
            yield span.start, span.end, "time", f"time or place of {name}"
        for rung in (rung for way in (claim.chain, *claim.ways) for rung in way):
            if rung.start is not None and rung.end is not None:
                yield rung.start, rung.end, "source", f"source of {name}"
            for span in (*rung.evidence, *rung.interest):
                yield span.start, span.end, "known", f"what the text says of a source of {name}"
    for actor in analysis.actors:
        for tie in actor.ties:
            yield tie.start, tie.end, "", ""
    for day in stated(view):
        yield day.start, day.end, "", ""


def text(view: View, linked: bool = False) -> str:
    """The whole text, section by section, as HTML with anchors `s-START-END`.

    With `linked`, every statement and reply leads back to the card of its allegation.
    Raises EvidenceMismatch if the pieces, put together again, are not the text of the seed.
    """
    found = sorted(set(spans(view)))
    anchored: set[tuple[int, int]] = set()
    back = _back(view) if linked else {}
    parts, shown = [], []
    for block in view.places.blocks:
        pieces = []
        at = block.start
        for piece, words in _pieces(view, found, block.start, block.end, anchored):
            pieces.append(piece)
            shown.append(words)
            at += len(words)
            pieces += [_reference(number) for end in list(back) if end <= at for number in back.pop(end)]
        number = f' data-paragraph="{block.number}"' if block.number else ""
        parts.append(f'<p class="bf-{block.kind}"{number}>{"".join(pieces)}</p>')
    if "".join("".join(shown).split()) != "".join(view.text.split()):
        seed = view.analysis.seed.name
        raise EvidenceMismatch(seed, "the whole text", 0, len(view.text), "the pieces shown do not make up the text")
    return f'<div class="bf-seed">{"".join(parts)}</div>'


def _back(view: View) -> dict[int, list[int]]:
    """Where statements and replies end, in the order of the text, and the numbers of their allegations."""
    ends: dict[int, list[int]] = defaultdict(list)
    for number, claim in enumerate(view.analysis.allegations, start=1):
        for span in (*claim.statements, *claim.responses):
            if number not in ends[span.end]:
                ends[span.end].append(number)
    return dict(sorted(ends.items()))


def _reference(number: int) -> str:
    """A link back to a card; its number is drawn by the page, so that it is no part of the text."""
    return f'<a class="bf-ref" href="#allegation-{number}" data-number="{number}" aria-label="Allegation {number}"></a>'


def legend(view: View) -> str:
    """What the highlights mean, with how many of each there are, as an HTML list; empty if there are none."""
    number: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for start, end, layer, _ in spans(view):
        number[layer].add((start, end))
    items = [
        f'<li><span class="bf-mark bf-m-{layer}">{escape(name)}</span> {count(len(number[layer]), "place")}</li>'
        for layer, name in LAYERS.items()
        if number[layer]
    ]
    return f'<ul class="bf-legend">{"".join(items)}</ul>' if items else ""


def in_sentence(view: View, start: int, end: int, around: int = 220) -> str:
    """A span in its sentence, as HTML: the span marked, at most `around` characters of the sentence at each side."""
    quote = view.quote("evidence", start, end)
    first, last = view.places.sentence(start, end)
    before, after = view.text[min(first, start) : start], view.text[end : max(last, end)]
    if len(before) > around:
        before = "…" + before[-around:].split(" ", 1)[-1]
    if len(after) > around:
        after = after[:around].rsplit(" ", 1)[0] + "…"
    return (
        f'<q class="bf-context">{escape(before.lstrip())}<mark class="bf-mark bf-m-allegation" data-span="{start}-{end}">'
        f"{escape(quote.words)}</mark>{escape(after.rstrip())}</q>"
    )


def _pieces(
    view: View, found: list[tuple[int, int, str, str]], start: int, end: int, anchored: set[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """The pieces of one block as (HTML, the words in it), cut at every edge of a span."""
    here = [span for span in found if span[0] < end and span[1] > start]
    edges = sorted({start, end, *(edge for s, e, _, _ in here for edge in (s, e) if start < edge < end)})
    for left, right in pairwise(edges):
        words = view.text[left:right]
        over = [span for span in here if span[0] < right and span[1] > left]
        anchors = ""
        for s, e, _, _ in over:
            if s <= left and (s, e) not in anchored:
                anchored.add((s, e))
                anchors += f'<span class="bf-anchor" id="s-{s}-{e}"></span>'
        if not over:
            yield escape(words), words
            continue
        layers = [layer for layer in LAYERS if any(span[2] == layer for span in over)]
        names = list(dict.fromkeys(span[3] for span in over if span[3]))
        places = " ".join(dict.fromkeys(f"{s}-{e}" for s, e, _, _ in over))
        classes = "".join(f" bf-m-{layer}" for layer in layers)
        title = f' title="{escape("; ".join(names[:6]), quote=True)}"' if names else ""
        yield f'{anchors}<span class="bf-mark{classes}" data-spans="{places}"{title}>{escape(words)}</span>', words
