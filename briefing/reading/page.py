"""What every format hands over: the kept text, cut into blocks, and what the file says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockHint = Literal["headline", "heading", "byline", "dateline", "caption", "boilerplate"]


@dataclass(frozen=True)
class Block:
    """Characters `start` to `end` of the kept text that stand together; no white space at either end.

    `hint` is set where the markup of the file already says what the block is.
    """

    start: int
    end: int
    hint: BlockHint | None = None


@dataclass(frozen=True)
class Page:
    """A file after its format is taken off: `text` is kept, offsets count in it, `blocks` follow each other in it.

    `title`, `outlet` and `date` (ISO) are what the file's own metadata says, None where it says nothing.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    date: str | None = None


@dataclass
class PageBuilder:
    """Puts blocks one below the other, a blank line between them, and counts their offsets."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, hint: BlockHint | None = None) -> None:
        """Append one block; white space around it is dropped, and so is a block of nothing else."""
        text = text.strip()
        if not text:
            return
        if self.parts:
            self.length += 2
        self.parts.append(text)
        self.blocks.append(Block(self.length, self.length + len(text), hint))
        self.length += len(text)

    def page(self, title: str | None = None, outlet: str | None = None, date: str | None = None) -> Page:
        """The finished page."""
        text = "\n\n".join(self.parts)
        return Page(text + "\n" if text else "", tuple(self.blocks), title or None, outlet or None, date)
