"""The documentation: it builds without a warning, needs no network, and leaves out no command and no public name."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from briefing.cli import app

ROOT = Path(__file__).resolve().parent.parent
_SPEC = importlib.util.spec_from_file_location("build_docs", ROOT / "docs" / "build.py")
assert _SPEC is not None and _SPEC.loader is not None
docs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(docs)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs") / "site"
    assert docs.build(out) == 0
    return out


def packages() -> Iterator[str]:
    """The modules of the package that have `__all__`, found by importing what the reference lists."""
    for name in docs.modules():
        if hasattr(importlib.import_module(name), "__all__"):
            yield name


def test_every_command_is_in_it(site: Path) -> None:
    text = (site / "commands.html").read_text(encoding="utf-8")
    for name in typer.main.get_command(app).commands:  # type: ignore[attr-defined]
        assert f'<span class="pre">briefing</span> <span class="pre">{name}</span>' in text, name


def test_every_public_class_and_function_is_in_it(site: Path) -> None:
    found = list(packages())
    assert {"briefing", "briefing.reading", "briefing.analysis", "briefing.show", "briefing.exchange"} <= set(found)
    for name in found:
        text = (site / "reference" / f"{name}.html").read_text(encoding="utf-8")
        documented = set(re.findall(r'<span class="sig-name descname"><span class="pre">(\w+)</span>', text))
        module = importlib.import_module(name)
        wanted = {public for public in module.__all__ if callable(getattr(module, public))}
        assert wanted - documented == set(), name


def test_every_notebook_is_in_it_with_what_it_shows(site: Path) -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        text = (site / "notebooks" / f"{path.stem}.html").read_text(encoding="utf-8")
        assert 'class="bf"' in text, path.name


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loads = re.compile(r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']([^"']+)|<link[^>]*\shref=["']([^"']+)""")
    for path in site.rglob("*.html"):
        for found in loads.findall(path.read_text(encoding="utf-8")):
            assert not re.match(r"(?:https?:)?//", "".join(found)), (path.name, found)
    for path in site.rglob("*.css"):
        assert not re.search(r"""(?:@import|url\()\s*["']?(?:https?:)?//""", path.read_text(encoding="utf-8")), (
            path.name
        )
