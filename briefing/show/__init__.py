"""From an analysis to what an analyst sees: tables, figures, snippets of the text, sentences.

The functions here are the verbs of the notebooks: each takes a briefing (or a bare `Analysis`), displays one thing and
returns nothing. What they display is made by the modules beside this one, whose functions give objects instead:
`tables.actors(briefing).frame` is a pandas frame, `figures.actor_map(briefing).plotly()` a figure of plotly.
"""

from __future__ import annotations

from briefing.show import card, display, drawn, figures, grid, parts, snippets, tables, tree, weighing
from briefing.show.evidence import EvidenceMismatch
from briefing.show.tables import Subject
from briefing.show.ties import ties as tie_table
from briefing.show.view import view

__all__ = [
    "EvidenceMismatch",
    "accusations",
    "actor_map",
    "actor_table",
    "allegation_table",
    "analyst",
    "attribution_table",
    "bearing",
    "bearing_table",
    "bottom_line",
    "cards",
    "cast",
    "chain_table",
    "chains",
    "drawn_map",
    "drift",
    "key",
    "ladder",
    "load_bearing",
    "masthead",
    "matrix",
    "mentions",
    "method",
    "numbers",
    "questions",
    "reading",
    "replies",
    "roots",
    "seed_facts",
    "silences",
    "sources",
    "style",
    "text",
    "ties",
    "timeline",
    "unnamed",
    "voices",
]


def style() -> None:
    """Give JupyterLab the look of the tables and the text; once a notebook, in its set-up cell."""
    display.style()


def masthead(briefing: Subject) -> None:
    """Show the marking, the title, and where the text comes from."""
    _part(parts.masthead(briefing))


def seed_facts(briefing: Subject) -> None:
    """Show what is known of the seed's file."""
    _part(parts.seed_facts(briefing))


def bottom_line(briefing: Subject, linked: bool = False) -> None:
    """Show two to four sentences for a reader in a hurry."""
    _part(parts.bottom_line(briefing, linked))


def numbers(briefing: Subject, linked: bool = False) -> None:
    """Show three numbers: allegations, independent origins, named sources."""
    _part(parts.numbers(briefing, linked))


def load_bearing(briefing: Subject, linked: bool = False) -> None:
    """Show in one sentence which source carries most, and what is left without it."""
    _part(parts.load_bearing(briefing, linked))


def cast(briefing: Subject) -> None:
    """Show in one sentence how many actors of which kinds there are."""
    _part(parts.cast(briefing))


def silences(briefing: Subject, linked: bool = False) -> None:
    """Show what the document does not say."""
    _part(parts.silences(briefing, linked))


def questions(briefing: Subject, linked: bool = False) -> None:
    """Show what to ask next."""
    _part(parts.questions(briefing, linked))


def method(briefing: Subject) -> None:
    """Show how this was made, its limits and the measured error."""
    _part(parts.method(briefing))


def actor_map(briefing: Subject) -> None:
    """Show who passes on whose words, and who is accused by whom."""
    display.figure(figures.actor_map(briefing))


def matrix(briefing: Subject) -> None:
    """Show accusers by accused, with certainty and reply in the cell."""
    display.figure(figures.matrix(briefing))


def ladder(briefing: Subject) -> None:
    """Show every chain from the outlet inwards."""
    display.figure(figures.ladder(briefing))


def timeline(briefing: Subject) -> None:
    """Show the dates that the text prints and the day it was filed."""
    display.figure(figures.timeline(briefing))


def voices(briefing: Subject) -> None:
    """Show how much of each paragraph is somebody else's words."""
    display.figure(figures.voices(briefing))


def mentions(briefing: Subject) -> None:
    """Show who is named where in the text."""
    display.figure(figures.mentions(briefing))


def bearing(briefing: Subject) -> None:
    """Show how many allegations fall with each source."""
    display.figure(figures.bearing(briefing))


def actor_table(briefing: Subject, most: int = 0, linked: bool = False) -> None:
    """Show the table of actors, or the `most` that matter most.

    With `linked`, evidence leads to the text, which the notebook must show as well.
    """
    display.table("actors", tables.actors(briefing, most), linked)


def ties(briefing: Subject) -> None:
    """Show who is part of whom, leads, speaks for or is backed by whom, with the words that say so."""
    display.table("ties", tie_table(briefing))


def allegation_table(briefing: Subject, linked: bool = False) -> None:
    """Show the table of allegations."""
    display.table("allegations", tables.allegations(briefing), linked)


def attribution_table(briefing: Subject, linked: bool = False) -> None:
    """Show the table of attributions."""
    display.table("attributions", tables.attributions(briefing), linked)


def chain_table(briefing: Subject, linked: bool = False) -> None:
    """Show every step of every chain with the words that show it."""
    display.table("chains", tables.chains(briefing), linked)


def bearing_table(briefing: Subject, linked: bool = False) -> None:
    """Show the sources and what rests on them."""
    display.table("bearing", tables.bearing(briefing), linked)


def replies(briefing: Subject, linked: bool = False) -> None:
    """Show the right-of-reply ledger."""
    display.table("replies", tables.responses(briefing), linked)


def unnamed(briefing: Subject, linked: bool = False) -> None:
    """Show the register of sources without a name."""
    display.table("unnamed", tables.unnamed(briefing), linked)


def cards(briefing: Subject, linked: bool = False) -> None:
    """Show a card an allegation: statement, chain, hedges, certainty, replies."""
    v = view(briefing)
    display.block("cards", card.cards(v, linked), card.text(v))


def text(briefing: Subject, linked: bool = False) -> None:
    """Show the whole text, with all that was read in it marked; evidence elsewhere leads here.

    With `linked`, statements lead back to the cards, which the notebook must show as well.
    """
    v = view(briefing)
    display.block("text", snippets.legend(v) + snippets.text(v, linked), v.text, kind="text")


def drawn_map(briefing: Subject) -> None:
    """Show who passes on whose words and who is accused by whom, as a drawing that needs no script."""
    v = view(briefing)
    display.block("drawn-map", drawn.actor_map(v), drawn.text(v))


def accusations(briefing: Subject, linked: bool = False) -> None:
    """Show accusers by accused with every act in its cell."""
    v = view(briefing)
    display.block("accusations", grid.html(v, linked), grid.text(v))


def chains(briefing: Subject, linked: bool = False) -> None:
    """Show all chains as one tree; on the page every source in it can be switched off."""
    v = view(briefing)
    display.block("chains", tree.html(v, linked), tree.text(v))


def roots(briefing: Subject, linked: bool = False) -> None:
    """Show the independent roots, and what runs in a circle."""
    _part(weighing.roots(briefing, linked))


def drift(briefing: Subject, linked: bool = False) -> None:
    """Show how firmly headline, lead and body state the same allegation."""
    _part(weighing.drift(briefing, linked))


def sources(briefing: Subject, linked: bool = False) -> None:
    """Show the source summary statement and every source with its descriptor and grade."""
    _part(weighing.sources(briefing, linked))


def reading(briefing: Subject, linked: bool = False) -> None:
    """Show what this reading takes for granted, and how the text can be read otherwise."""
    _part(weighing.reading(briefing, linked))


def analyst(briefing: Subject) -> None:
    """Show what the analyst corrected, graded and noted."""
    _part(weighing.analyst(briefing))


def key(briefing: Subject) -> None:
    """Show how reported, assumed and judged are told apart."""
    _part(weighing.voice_key(briefing))


def _part(part: parts.Part) -> None:
    display.block(part.name, part.html, part.text)
