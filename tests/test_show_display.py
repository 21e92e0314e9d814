"""What a notebook displays: bundles and metadata as the page expects them, without plotly's slow import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from show_samples import EVERY_CASE, as_briefing, first_seed

from briefing import show
from briefing.show import display
from briefing.show.figure import MIME

FIGURES = ("actor_map", "matrix", "ladder", "timeline", "voices", "mentions", "bearing")
VERBS = [name for name in show.__all__ if name not in ("style", "EvidenceMismatch")]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    outputs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    monkeypatch.setattr(display, "emit", lambda bundle, metadata: outputs.append((bundle, metadata)))
    return outputs


@pytest.mark.parametrize("case", EVERY_CASE)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_shows_one_output_for_any_article(
    verb: str, case: str, shown: list[tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    assert getattr(show, verb)(as_briefing(EVERY_CASE[case]())) is None
    [(bundle, metadata)] = shown
    assert bundle["text/plain"].strip() and bundle["text/html"].startswith('<div class="bf">')
    assert metadata["kind"] in ("figure", "table", "block", "text") and metadata["name"]
    if MIME in bundle:
        assert metadata["kind"] == "figure" and verb in FIGURES
        assert set(metadata) == {"kind", "name", "title", "caption", "alt"}
        assert bundle["text/plain"] == metadata["alt"]
        assert "<table" in bundle["text/html"]
        assert bundle[MIME]["config"] == {
            "showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False, "responsive": True,
        }  # fmt: skip


@pytest.mark.parametrize("verb", FIGURES)
def test_the_first_seed_has_every_figure(verb: str, shown: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    getattr(show, verb)(first_seed())
    assert MIME in shown[0][0]


def test_the_style_is_marked_so_that_the_page_leaves_it_out(shown: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    show.style()
    [(bundle, metadata)] = shown
    assert metadata["kind"] == "style" and bundle["text/html"].startswith("<style>")
    rules = [line for line in bundle["text/html"].splitlines() if line.endswith("{") and not line.startswith(" ")]
    assert rules and all(".bf" in line for line in rules)


def test_every_class_in_the_html_has_a_meaning_in_the_style() -> None:
    """Marks in the text are what the reader must be able to tell apart, so each needs a rule."""
    from briefing.show.snippets import LAYERS

    css = Path(display.__file__).with_name("style.css").read_text(encoding="utf-8")
    assert [layer for layer in LAYERS if f".bf-m-{layer}" not in css] == []
    assert "http" not in css and "@import" not in css


def test_outside_of_a_notebook_the_plain_text_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    show.load_bearing(first_seed())
    assert capsys.readouterr().out == "All 14 allegations pass through MEMRI: discount it, and none is left.\n"


def test_showing_a_figure_imports_neither_plotly_nor_nbformat() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from show_samples import first_seed\n"
        "from briefing import show\n"
        "show.actor_map(first_seed()); show.timeline(first_seed())\n"
        "print(sorted({'plotly', 'nbformat', 'jsonschema'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.splitlines()[-1] == "[]"
