"""Reading, on any words: the words stay, in their order, whatever holds them; and places point at them."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import seed_of

from briefing.schema import Seed

# Letters of several scripts, without those that fold into others; a story of three paragraphs and more.
WORD = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=2, max_size=9)
PARAGRAPH = st.lists(WORD, min_size=12, max_size=40).map(" ".join)
STORY = st.lists(PARAGRAPH, min_size=3, max_size=6, unique=True)
EASY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def kept(seed: Seed) -> list[str]:
    """The words of all sections, in order; each section lies in the text, behind the one before it."""
    words: list[str] = []
    end = 0
    for section in seed.sections:
        assert end <= section.start < section.end <= len(seed.text)
        words += seed.text[section.start : section.end].split()
        end = section.end
    return words


@given(STORY)
@EASY
def test_plain_text_loses_no_word(tmp_path: Path, story: list[str]) -> None:
    seed = seed_of(tmp_path, "\n\n".join(story).encode(), "a.txt")
    assert kept(seed) == " ".join(story).split() == seed.text.split()


@given(STORY)
@EASY
def test_a_web_page_loses_no_word_of_its_article(tmp_path: Path, story: list[str]) -> None:
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in story)
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'></head><body><article>{paragraphs}</article></body></html>"
    )
    seed = seed_of(tmp_path, page.encode(), "a.html")
    assert kept(seed) == " ".join(story).split()


@given(STORY)
@EASY
def test_markdown_loses_no_word(tmp_path: Path, story: list[str]) -> None:
    seed = seed_of(tmp_path, "\n\n".join(f"{text[:4]}*{text[4:9]}*{text[9:]}" for text in story).encode(), "a.md")
    assert "".join(kept(seed)).replace("*", "") == "".join("".join(story).split())


@given(STORY, st.sampled_from(["\r\n", "\r"]))
@EASY
def test_line_ends_make_no_difference(tmp_path: Path, story: list[str], end: str) -> None:
    text = "\n\n".join(story)
    one = seed_of(tmp_path, text.encode(), "a.txt")
    other = seed_of(tmp_path, text.replace("\n", end).encode(), "a.txt")
    assert (one.text, one.sections, one.title) == (other.text, other.sections, other.title)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@given(story=STORY)
@EASY
def test_unicode_encodings_make_no_difference(tmp_path: Path, story: list[str], encoding: str) -> None:
    text = "\n\n".join(story)
    marks = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}
    one = seed_of(tmp_path, text.encode(), "a.txt")
    other = seed_of(tmp_path, (marks.get(encoding, "") + text).encode(encoding), "a.txt")
    assert (one.text, one.sections) == (other.text, other.sections)


def test_a_file_of_a_million_lines(tmp_path: Path) -> None:
    """Within the limits it is read, and soon; beyond them refused."""
    from briefing.errors import ReadingError

    data = b"Somebody said something.\n" * 1_000_000
    with pytest.raises(ReadingError, match=r"more text than 500 pages"):
        seed_of(tmp_path, data, "a.txt")
    seed = seed_of(tmp_path, data[: 25 * 50_000], "b.txt")
    assert seed.text.count("\n") >= 49_999
