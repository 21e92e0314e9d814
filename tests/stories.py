"""Stories as files, for the tests of reading: written, read, and the places of their sections checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import Seed, read
from briefing.errors import ReadingError


def seed_of(folder: Path, story: str | bytes, name: str = "story.txt", **limits: int) -> Seed:
    """What is read of a story in a file of this name; `limits` are those of `read`."""
    path = folder / name
    path.write_bytes(story.encode() if isinstance(story, str) else story)
    seed = read(path, **limits)
    check_sections(seed)
    return seed


def check_sections(seed: Seed) -> None:
    """The places of every section are right: in order, apart from each other, no white space at the ends."""
    before = 0
    for section in seed.sections:
        words = section.of(seed.text)
        assert words == words.strip() != ""
        assert section.start >= before
        before = section.end
    assert before <= len(seed.text)


def parts(seed: Seed) -> list[tuple[str, str]]:
    """Kind and words of every section."""
    return [(section.kind, section.of(seed.text)) for section in seed.sections]


def error_of(folder: Path, story: str | bytes, name: str = "story.txt", **limits: int) -> ReadingError:
    """Why a story cannot be read."""
    with pytest.raises(ReadingError) as caught:
        seed_of(folder, story, name, **limits)
    return caught.value
