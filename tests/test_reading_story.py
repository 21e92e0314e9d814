"""What belongs to the page and not to the story, and files made to do harm. All texts are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories import parts, seed_of

from briefing.errors import ReadingError

LEAD = "The port authority of Varnholm paid a shell company for dredging that was never done, an audit says."
SECOND = "The authority rejects the finding and says that the work was delayed by two winters of storms."
HEADLINE = "Audit finds ghost dredging in Varnholm"


@pytest.mark.parametrize(
    "quote",
    [
        "the work was delayed by two winters of storms",
        "“The work was delayed by two winters of storms”",
        "“The work was delayed by two winters of storms.” — the port authority",
    ],
)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_pull_quote_is_no_statement_of_its_own(tmp_path: Path, quote: str, before: bool) -> None:
    blocks = [HEADLINE, LEAD, quote, SECOND, LEAD.upper() + " Again."]
    if not before:
        blocks[2], blocks[3] = blocks[3], blocks[2]
    kinds = {words: kind for kind, words in parts(seed_of(tmp_path, "\n\n".join(blocks)))}
    assert kinds[SECOND] == "paragraph"
    assert [kind for words, kind in kinds.items() if words in quote] == ["boilerplate"]


def test_a_sentence_that_two_paragraphs_say_alone_stays(tmp_path: Path) -> None:
    found = parts(seed_of(tmp_path, "\n\n".join([HEADLINE, SECOND, LEAD, SECOND])))
    assert [kind for kind, _ in found] == ["headline", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "words",
    [
        "Home | World | Europe | Varnholm",
        "Home > World > Europe",
        "News · Sport · Weather · Shop",
        "Skip to main content",
        "Unsubscribe from this list",
        "View this email in your browser",
        "This e-mail and any attachments are confidential.",
    ],
)
def test_navigation_is_boilerplate(tmp_path: Path, words: str) -> None:
    assert ("boilerplate", words) in parts(seed_of(tmp_path, f"{HEADLINE}\n\n{LEAD}\n\n{words}\n\n{SECOND}\n"))


@pytest.mark.parametrize("words", ["Either way / or / neither of it.", "The vote was 12 / 3 / 4 at last."])
def test_a_sentence_with_strokes_is_none(tmp_path: Path, words: str) -> None:
    assert ("paragraph", words) in parts(seed_of(tmp_path, f"{HEADLINE}\n\n{LEAD}\n\n{words}\n\n{SECOND}\n"))


@pytest.mark.parametrize(
    "words", ["Figure 3: Payments by year", "Table 1. What was paid", "Map 2: The port of Varnholm"]
)
def test_numbered_captions(tmp_path: Path, words: str) -> None:
    assert ("caption", words) in parts(seed_of(tmp_path, f"{HEADLINE}\n\n{LEAD}\n\n{words}\n\n{SECOND}\n"))


def test_sources_of_a_report_are_cited_and_not_claimed(tmp_path: Path) -> None:
    text = f"# {HEADLINE}\n\n{LEAD}\n\n## References\n\nHolm, B.: How the minister stole the port. 2019.\n\n## Annex\n\n{SECOND}\n"
    assert parts(seed_of(tmp_path, text, "story.md"))[2:] == [
        ("heading", "References"),
        ("boilerplate", "Holm, B.: How the minister stole the port. 2019."),
        ("heading", "Annex"),
        ("paragraph", SECOND),
    ]


def test_plain_dump_without_paragraphs(tmp_path: Path) -> None:
    text = " ".join([LEAD, SECOND] * 400)
    seed = seed_of(tmp_path, text)
    assert parts(seed) == [("paragraph", text)]
    assert seed.title == "story"


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"words\0words", "byte 5 is NUL"),
        ("a.txt", b"a\n" * 1_000_000, "more text than 500 pages"),
        ("a.md", b"a\n" * 1_000_000, "more text than 500 pages"),
        ("a.html", b"<html><body>" + b"<div>" * 5000 + b"hello", "nested deeper"),
    ],
    ids=["nul", "million-lines", "million-lines-of-markdown", "deep-html"],
)
def test_harmful_files_are_refused(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    with pytest.raises(ReadingError, match=problem):
        seed_of(tmp_path, data, name)


def test_entities_of_a_page_are_not_expanded(tmp_path: Path) -> None:
    kinds = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "yyyyyyyyyy">{kinds}]>'
    text = f"{head}<html><body><article><h1>{HEADLINE}</h1><p>{LEAD}</p><p>{SECOND} &a9;</p></article></body></html>"
    assert len(seed_of(tmp_path, text, "a.xhtml").text) < 1000


def test_limits_are_the_callers(tmp_path: Path) -> None:
    text = "\n\n".join([LEAD, SECOND] * 20)
    assert seed_of(tmp_path, text, max_pages=2, max_bytes=5000).text == text
    with pytest.raises(ReadingError, match="max_pages"):
        seed_of(tmp_path, text, max_pages=1)
    with pytest.raises(ReadingError, match="max_bytes"):
        seed_of(tmp_path, text, max_bytes=3000)
    with pytest.raises(ValueError, match="max_pages is 0"):
        seed_of(tmp_path, text, max_pages=0)
