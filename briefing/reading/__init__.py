"""file -> Seed: one small module a format, one registry, one module that finds the parts of a story."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from briefing.errors import ReadingError
from briefing.reading.files import load
from briefing.reading.formats import recognise
from briefing.reading.limits import MAX_BYTES, MAX_PAGES, Limits
from briefing.reading.story import tell
from briefing.schema import Seed

__all__ = ["MAX_BYTES", "MAX_PAGES", "read"]


def read(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES, max_pages: int = MAX_PAGES) -> Seed:
    """Read one article or report: plain text, Markdown, HTML, PDF, Word (.docx) or a mail (.eml).

    `Seed.text` is the kept text: the decoded file with line ends as `\\n` for plain text, the readable words for every
    other format. All offsets count characters of it. `Seed.sha256` is of the file's bytes. The result depends on
    the bytes and the file's name alone. At most `max_bytes` of the file and of what it unpacks to are read, and at most
    `max_pages`: those of a PDF, or 3,000 characters of the text of any other format each.

    Raises ReadingError (file, problem, remedy) when the file is missing, empty, binary, unreadable, of a format that is
    not read, in no encoding that could be worked out, or beyond a limit.
    """
    path = Path(path)
    limits = Limits(max_bytes, max_pages)
    data = load(path, limits)
    form = recognise(path, data)
    page = form.read(data, path, limits)
    limits.check_text(path, len(page.text))
    if not page.blocks:
        raise ReadingError(
            path, "holds no text of an article", "Save the article again, or copy its words to a .txt file."
        )
    story = tell(page)
    name = form.name(path)
    return Seed(
        name=name,
        text=page.text,
        title=story.title or name,
        outlet=story.outlet,
        dateline=story.dateline,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=form.media_type,
        sections=story.sections,
    )
