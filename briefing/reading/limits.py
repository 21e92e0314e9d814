"""How much a seed may hold: so that no file, whatever it was made for, takes the machine down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ReadingError

MAX_BYTES = 50_000_000
MAX_PAGES = 500
#: What counts as one page where a format has no pages of its own.
CHARACTERS_A_PAGE = 3_000
_PART = "Save the part that matters as a file of its own, or allow more pages."


@dataclass(frozen=True)
class Limits:
    """The most that is read: `max_bytes` of the file and of what it unpacks to, `max_pages` of its text.

    Pages are those of a PDF; in every other format 3,000 characters of the kept text count as one.
    """

    max_bytes: int = MAX_BYTES
    max_pages: int = MAX_PAGES

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_pages"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be 1 or more")

    def check_bytes(self, path: Path, size: int, what: str = "holds") -> None:
        """Raise ReadingError if `size` bytes are too many; `what` says how the file came by them."""
        if size > self.max_bytes:
            raise ReadingError(
                path,
                f"{what} {size:,} bytes, more than the {self.max_bytes:,} that are read (max_bytes)",
                "Save the article alone, without pictures, or allow more bytes.",
            )

    def check_pages(self, path: Path, pages: int) -> None:
        """Raise ReadingError if `pages` are too many."""
        if pages > self.max_pages:
            raise ReadingError(
                path,
                f"has {pages:,} pages, more than the {self.max_pages:,} that are read (max_pages)",
                _PART,
            )

    def check_text(self, path: Path, length: int) -> None:
        """Raise ReadingError if a text of `length` characters has too many pages."""
        if length > self.max_pages * CHARACTERS_A_PAGE:
            raise ReadingError(
                path,
                f"holds more text than {self.max_pages:,} pages of {CHARACTERS_A_PAGE:,} characters (max_pages)",
                _PART,
            )
