"""Plain text: kept as it is; the layout says where its blocks begin and end."""

from __future__ import annotations

from pathlib import Path

from briefing.reading.decoding import decode
from briefing.reading.layout import blocks
from briefing.reading.limits import Limits
from briefing.reading.page import Page


def read_text(data: bytes, path: Path, limits: Limits) -> Page:
    """Decode plain text and find its blocks. Raises ReadingError (see `decode`, and beyond the limits)."""
    text = decode(data, path)
    limits.check_text(path, len(text))
    return Page(text, blocks(text))
