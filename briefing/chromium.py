"""The browser that prints pages to PDF: any Chromium on PATH."""

from __future__ import annotations

import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find_chromium() -> str | None:
    """The path of the first of PROGRAMS that is on PATH, or None."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)
