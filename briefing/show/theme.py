"""The look of the figures: three hues with one meaning each, certainty as line, kinds as shapes.

The same hues stand in `style.css` for the text. They are told apart under every common colour blindness (after Okabe
and Ito's set, darkened until small letters in them are readable on white), and never carry a meaning alone: accusation
has arrowheads, certainty has dashes, kinds have shapes. Printed in grey they are alike, all but `FAINT`; where two areas
meet and nothing else tells them apart, one of them is `FAINT`.

Figures carry no template, because plotly's would add 6 kB to each. The few settings that all of them need are given by
`layout`; they leave the colour of paper and letters to whoever draws them (a dark page sets `paper_bgcolor`,
`plot_bgcolor` and `font.color`, and every other colour follows or is readable on both).
"""

from __future__ import annotations

from typing import Any

from briefing.schema import ActorKind, Certainty
from briefing.show.words import wrap

SOURCING = "#1d69ac"
ACCUSATION = "#c2500a"
REPLY = "#0b7f5e"
GREY = "#6d6d6d"
FAINT = "#b9b9b9"
CLEAR = "rgba(0,0,0,0)"

SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
TITLE_WIDTH = 80  # characters of a title's line, at 15 px in a column of 700 px

DASH: dict[Certainty, str] = {"asserted": "solid", "hedged": "dash", "negated": "dot"}
CERTAINTY_MARK: dict[Certainty, str] = {"asserted": "circle", "hedged": "circle-open", "negated": "x-thin"}
CERTAINTY_NAME: dict[Certainty, str] = {"asserted": "put flatly", "hedged": "hedged", "negated": "negated"}

_SHAPES: dict[ActorKind, str] = {
    "person": "circle",
    "armed_group": "diamond",
    "state": "square",
    "state_agency": "square",
    "court": "square",
    "party": "pentagon",
    "civil_society": "pentagon",
    "company": "hexagon2",
    "international_body": "hexagon2",
    "outlet": "triangle-up",
    "research_body": "triangle-up",
    "group": "circle-open",
    "unnamed_person": "circle-open",
    "place": "cross",
}
KIND_NAME: dict[ActorKind, str] = {
    "person": "person",
    "armed_group": "armed group",
    "state": "state",
    "state_agency": "state agency",
    "international_body": "international body",
    "outlet": "outlet",
    "research_body": "research body",
    "company": "company",
    "party": "party",
    "civil_society": "civil society body",
    "court": "court",
    "group": "unnamed group",
    "unnamed_person": "unnamed person",
    "place": "place",
}
CONFIG: dict[str, Any] = {
    # Without the first two, plotly's toolbar offers to send the data of a figure to a server.
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "responsive": True,
}


def shape(kind: ActorKind | None) -> str:
    """Marker symbol of a kind of actor; a source that is no actor (a document) is a bow-tie."""
    return "bowtie" if kind is None else _SHAPES[kind]


def layout(title: str, height: int, **more: Any) -> dict[str, Any]:
    """What every figure's layout shares: the finding as its title, plain axes, no grid, letters at 12 px."""
    lines = wrap(title, TITLE_WIDTH, 3)
    breaks = lines.count("<br>")
    top = 54 + 20 * breaks
    shared: dict[str, Any] = {
        "title": {"text": lines, "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
                  "yanchor": "top", "pad": {"t": 10 + 18 * breaks, "b": 0, "l": 10, "r": 0}, "font": {"size": 15}},
        "height": height + top,
        "autosize": True,
        "margin": {"l": 10, "r": 10, "t": top, "b": 10},
        "font": {"family": SANS, "size": 12, "color": "#333333"},
        "showlegend": False,
        "hovermode": "closest",
        # What stays of the toolbar is the camera; the rest would lie over the title and is of no use on a map.
        "modebar": {"remove": ["zoom", "pan", "select", "lasso", "zoomin", "zoomout", "autoscale", "resetscale"]},
        "hoverlabel": {"align": "left", "font": {"family": SANS, "size": 12}},
        "xaxis": axis(),
        "yaxis": axis(),
    }  # fmt: skip
    for key, value in more.items():
        shared[key] = (
            {**shared[key], **value} if isinstance(value, dict) and isinstance(shared.get(key), dict) else value
        )
    return shared


def axis(**more: Any) -> dict[str, Any]:
    """An axis without grid and zero line."""
    return {"showgrid": False, "zeroline": False, "automargin": True, **more}


def bare_axis(**more: Any) -> dict[str, Any]:
    """An axis that is not drawn at all: for maps, whose directions are explained in words."""
    return axis(visible=False, fixedrange=True, automargin=False, **more)


def note(text: str, x: float | str, y: float, **more: Any) -> dict[str, Any]:
    """A small grey annotation without an arrow, in data coordinates unless told."""
    base = {"text": text, "x": x, "y": y, "showarrow": False, "font": {"size": 11, "color": GREY}}
    return {**base, **more}


def register() -> None:
    """Register the look as plotly's template `briefing`, for figures that an analyst draws in addition."""
    import plotly.graph_objects as go
    import plotly.io as pio

    plain = layout("", 300)
    keep = {key: plain[key] for key in ("font", "hovermode", "hoverlabel", "xaxis", "yaxis")}
    pio.templates["briefing"] = go.layout.Template(layout={**keep, "colorway": [SOURCING, ACCUSATION, REPLY, GREY]})
