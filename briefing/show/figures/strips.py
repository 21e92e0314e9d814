"""Three plain figures: whose words each paragraph is, who is named where, and what rests on each source."""

from __future__ import annotations

import re
from typing import Any

from briefing.show import tables, theme
from briefing.show.figure import Figure, Missing, source_line
from briefing.show.table import Column, table
from briefing.show.tables import Subject
from briefing.show.view import View, view
from briefing.show.words import capital, count, label, listed, wrap

MOST_ACTORS = 18
MOST_SOURCES = 20


def voices(subject: Subject) -> Figure | Missing:
    """How many words of each paragraph are somebody else's, by the contents of the attributions."""
    v = view(subject)
    blocks = [block for block in v.places.blocks if block.number]
    inside = _covered(v)
    words = [[m.start() for m in re.finditer(r"\S+", v.text[b.start : b.end])] for b in blocks]
    attributed = [sum(inside[b.start + at] for at in found) for b, found in zip(blocks, words, strict=True)]
    own = [len(found) - part for found, part in zip(words, attributed, strict=True)]
    total = sum(attributed) + sum(own)
    if not total:
        return Missing("voices", "The text has no paragraphs.")
    share = round(100 * sum(attributed) / total)
    title = f"{share} % of the words are laid at somebody’s door, {100 - share} % are the outlet’s own"
    names = [block.name for block in blocks]
    data = [
        {"type": "bar", "orientation": "h", "y": names, "x": values, "marker": {"color": colour}, "hoverinfo": "skip",
         "text": [str(value) if value else "" for value in values], "textposition": "inside",
         "insidetextanchor": "middle",
         "textangle": 0, "textfont": {"color": letters, "size": 11}, "constraintext": "inside"}
        for values, colour, letters in ((attributed, theme.SOURCING, "#ffffff"), (own, theme.FAINT, "#1a1a1a"))
    ]  # fmt: skip
    layout = theme.layout(
        title,
        max((26 if len(blocks) <= 25 else 17) * len(blocks), 60) + 60,
        barmode="stack",
        bargap=0.25,
        xaxis={"title": {"text": "words: attributed (dark), in the outlet’s own voice (pale)", "standoff": 4,
                         "font": {"size": 11, "color": theme.GREY}}, "fixedrange": True},
        yaxis={"autorange": "reversed", "type": "category", "fixedrange": True},
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {"paragraph": name, "attributed": a, "own": o} for name, a, o in zip(names, attributed, own, strict=True)
    ]
    columns = (
        Column("paragraph", "Paragraph", "head"),
        Column("attributed", "Words attributed", "number"),
        Column("own", "Words of the outlet", "number"),
    )
    return Figure(
        "voices", data, layout, title,
        source_line("Words within the content of an attribution, by paragraph."),
        f"Bars of the words of {count(len(blocks), 'paragraph')}: {sum(attributed)} of {total} words are attributed.",
        table(v, rows, columns, "Words by paragraph and voice"),
    )  # fmt: skip


def mentions(subject: Subject) -> Figure | Missing:
    """Where each of the most mentioned actors is named: a mark a paragraph, larger for more mentions."""
    v = view(subject)
    order = {actor.id: place for place, actor in enumerate(v.analysis.actors)}
    ranked = sorted(v.analysis.actors, key=lambda actor: (-len(actor.mentions), order[actor.id]))
    ranked = [actor for actor in ranked if actor.mentions]
    if not ranked:
        return Missing("mentions", "No actor was found in this text.")
    shown = ranked[:MOST_ACTORS]
    accused = {reply.actor for reply in v.lineage.replies()}
    blocks = list(v.places.blocks)
    counts: dict[tuple[str, int], int] = {}
    for actor in shown:
        for mention in actor.mentions:
            place = (actor.id, blocks.index(v.places.block(mention.start)))
            counts[place] = counts.get(place, 0) + 1
    row = {actor.id: len(shown) - 1 - place for place, actor in enumerate(shown)}
    colours = [theme.ACCUSATION if actor in accused else theme.GREY for actor, _ in counts]
    data: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "markers", "x": [x for _, x in counts], "y": [row[actor] for actor, _ in counts],
         "marker": {"symbol": [theme.shape(v.actors[actor].kind) for actor, _ in counts], "color": colours,
                    "opacity": 1,
                    "size": [7 + min(3 * number, 15) for number in counts.values()],
                    "line": {"width": 2, "color": colours}},
         "hovertext": [label(f"{v.short(actor)}, {blocks[x].name}: {count(number, 'mention')}")
                       for (actor, x), number in counts.items()], "hoverinfo": "text"}
    ]  # fmt: skip
    step = max(1, len(blocks) // 14)
    ticks = [place for place in range(0, len(blocks), step)]
    top = shown[0]
    title = f"Named most: {capital(v.short(top.id))}, {count(len(top.mentions), 'time')} in {_where(v, top.id)}"
    layout = theme.layout(
        title,
        28 * len(shown) + 70,
        xaxis={"tickmode": "array", "tickvals": ticks, "ticktext": [blocks[place].name for place in ticks],
               "range": [-0.6, len(blocks) - 0.4], "fixedrange": True, "tickangle": 0 if len(blocks) < 3 else -40,
               "title": {"text": "part of the text", "standoff": 4, "font": {"size": 11, "color": theme.GREY}}},
        yaxis={"tickmode": "array", "tickvals": list(row.values()), "range": [-0.7, len(shown) - 0.3],
               "ticktext": [_name(wrap(v.short(actor.id), 30), actor.id in accused) for actor in shown], "ticks": "", "fixedrange": True},
    )  # fmt: skip
    left_out = len(ranked) - len(shown)
    return Figure(
        "mentions", data, layout, title,
        source_line("Larger marks: more mentions. Orange, names in bold: accused somewhere in the text.",
                    f"{capital(count(left_out, 'actor'))} with fewer mentions left out." if left_out else ""),
        f"Marks by actor and part of the text; most mentioned are {listed([v.short(a.id) for a in shown], 5)}.",
        tables.actors(v),
    )  # fmt: skip


def bearing(subject: Subject) -> Figure | Missing:
    """For every source behind the outlet: how many allegations fall if it is discounted."""
    v = view(subject)
    found = v.lineage.bearings()
    total = len(v.analysis.allegations)
    if not found:
        text = (
            "No allegation was found, so none rests on a source."
            if not total
            else (f"No source stands behind {v.article}: {count(total, 'allegation')} in its own voice or nobody’s.")
        )
        return Missing("bearing", text)
    shown = found[:MOST_SOURCES]
    short = [v.source(item.source).short for item in shown]
    falls = len(shown[0].falls)
    what = "every allegation falls" if falls == total else f"{falls} of {total} allegations fall"
    title = f"Discount {short[0]}, and {what}"
    names = [wrap(name, 30) for name in short]
    values = [len(item.falls) for item in shown]
    data: list[dict[str, Any]] = [
        {"type": "bar", "orientation": "h", "y": list(range(len(shown))), "x": [total] * len(shown),
         "hoverinfo": "skip",
         "marker": {"color": theme.FAINT, "opacity": 0.35}, "width": 0.6},
        {"type": "bar", "orientation": "h", "y": list(range(len(shown))), "x": values,
         "hoverinfo": "skip", "width": 0.6,
         "marker": {"color": theme.SOURCING}, "text": [str(value) for value in values], "textposition": "inside",
         "insidetextanchor": "end", "textangle": 0, "textfont": {"color": "#ffffff", "size": 11}},
    ]  # fmt: skip
    layout = theme.layout(
        title,
        32 * len(shown) + 60,
        barmode="overlay",
        xaxis={"range": [0, total], "fixedrange": True, "nticks": min(total + 1, 8), "tickformat": "d",
               "title": {"text": f"allegations that fall without it, of {total}", "standoff": 4,
                         "font": {"size": 11, "color": theme.GREY}}},
        yaxis={"tickmode": "array", "tickvals": list(range(len(shown))), "ticktext": names, "autorange": "reversed",
               "ticks": "", "fixedrange": True},
    )  # fmt: skip
    left_out = len(found) - len(shown)
    return Figure(
        "bearing", data, layout, title,
        source_line("An allegation falls when a source that every way to it passes through is discounted.",
                    f"{capital(count(left_out, 'source'))} that carry less left out." if left_out else ""),
        "Bars of what rests on each source: "
        + listed([f"{name} {value}" for name, value in zip(short, values, strict=True)], 6) + f", of {total}.",
        tables.bearing(v),
    )  # fmt: skip


def _covered(v: View) -> bytearray:
    """For every character of the text, 1 if it stands within the content of an attribution."""
    inside = bytearray(len(v.text))
    for item in v.analysis.attributions:
        for span in item.content:
            inside[span.start : span.end] = b"\x01" * (span.end - span.start)
    return inside


def _where(v: View, actor_id: str) -> str:
    parts = {v.places.block(mention.start).start for mention in v.actors[actor_id].mentions}
    return f"{len(parts)} of {count(len(v.places.blocks), 'part')} of the text"


def _name(words: str, accused: bool) -> str:
    """A name at an axis; that of somebody accused is bold, so that the colour of the marks is not needed to tell."""
    return f"<b>{words}</b>" if accused else words
