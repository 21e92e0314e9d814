"""The colours of the figures, as people see them who do not see all colours, and as a grey printer prints them.

Colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes (2009) at full severity, in linear RGB;
differences are distances in CIELAB (CIE 1976), of which about 2 can just be seen side by side.
"""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from show_samples import first_seed

from briefing.schema import ActorKind
from briefing.show import figures, theme

SIGHT = {
    "all colours": np.eye(3),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]),
}  # fmt: skip
HUES = {"sourcing": theme.SOURCING, "accusation": theme.ACCUSATION, "reply": theme.REPLY}
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> Any:
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: Any) -> Any:
    x = _XYZ @ np.clip(light, 0, 1) / np.array([0.9505, 1, 1.089])
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    """WCAG's ratio."""
    light = sorted(float(_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_the_simulation_is_one() -> None:
    """Red and green of one lightness are apart for most people and nearly one for those who lack green."""
    red, green = "#d0453a", "#6e8b1f"
    seen = {name: float(np.linalg.norm(lab(m @ linear(red)) - lab(m @ linear(green)))) for name, m in SIGHT.items()}
    assert seen["all colours"] > 80 and seen["deuteranopia"] < 30


@pytest.mark.parametrize("sight", ["all colours", "deuteranopia", "protanopia"])
def test_the_three_hues_are_told_apart(sight: str) -> None:
    for (one, a), (other, b) in combinations(HUES.items(), 2):
        distance = float(np.linalg.norm(lab(SIGHT[sight] @ linear(a)) - lab(SIGHT[sight] @ linear(b))))
        assert distance > 25, f"{one} and {other} with {sight}: {distance:.0f}"


def test_accusation_is_told_from_the_rest_whatever_the_sight() -> None:
    for sight, matrix in SIGHT.items():
        for other in (theme.SOURCING, theme.REPLY, theme.GREY):
            distance = float(np.linalg.norm(lab(matrix @ linear(theme.ACCUSATION)) - lab(matrix @ linear(other))))
            assert distance > 25, f"{other} with {sight}"


def test_letters_can_be_read_on_white_and_areas_are_told_apart_in_grey() -> None:
    for colour in (*HUES.values(), theme.GREY):
        assert contrast(colour, "#ffffff") >= 4.5, colour
        assert abs(lab(linear(colour))[0] - lab(linear(theme.FAINT))[0]) > 20, colour


def test_the_tables_have_the_same_hues_as_the_figures() -> None:
    css = files("briefing.show").joinpath("style.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--bf-(source|accuse|reply|grey): (#\w+);", css.split("}", 1)[0]))
    assert named == {"source": theme.SOURCING, "accuse": theme.ACCUSATION, "reply": theme.REPLY, "grey": theme.GREY}


def test_certainty_and_kinds_do_without_colour() -> None:
    assert len(set(theme.DASH.values())) == len(theme.DASH)
    assert len(set(theme.CERTAINTY_MARK.values())) == len(theme.CERTAINTY_MARK)
    kinds: tuple[ActorKind, ...] = ("person", "armed_group", "state", "company", "outlet", "group")
    assert len({theme.shape(kind) for kind in kinds}) == 6


def test_every_figure_has_the_theme_a_finding_and_a_source_line() -> None:
    made = [
        getattr(figures, name)(first_seed())
        for name in ("actor_map", "matrix", "ladder", "timeline", "voices", "mentions", "bearing")
    ]
    known = {*HUES.values(), theme.GREY, theme.FAINT, theme.CLEAR, "#ffffff", "#1a1a1a", "#333333"}
    for figure in made:
        assert figure.layout["font"]["family"] == theme.SANS
        assert (
            len(figure.title.split()) >= 4
            and not figure.title[0].islower()
            and figure.alt
            and figure.caption.endswith(".")
        )
        assert set(re.findall(r"#[0-9a-fA-F]{6}", str(figure.json()))) <= known, figure.name


def test_paragraphs_of_two_voices_are_told_apart_in_grey() -> None:
    attributed, own = (trace["marker"]["color"] for trace in figures.voices(first_seed()).data)
    assert abs(lab(linear(attributed))[0] - lab(linear(own))[0]) > 20
