"""The page's template, style and script, and the hashes by which its policy knows them."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2

ASSETS = Path(__file__).parent


def hash_source(text: str) -> str:
    """The source expression of a content security policy that allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def template(name: str) -> jinja2.Template:
    """A template of this folder; values are escaped unless they are Markup, and a missing one is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["tlp"] = lambda label: label.lower().replace(":", "-").replace("+", "-")
    return environment.get_template(name)


def stylesheet(marking: str) -> str:
    """The style of a page, with its marking for the margins of paper."""
    return (ASSETS / "page.css").read_text(encoding="utf-8").replace("TLP:MARKING", marking)
