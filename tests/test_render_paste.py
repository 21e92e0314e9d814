"""The page in other forms: what is pasted says what the page says, marked at head and foot, the same on every day."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pages import page_of
from show_samples import EVERY_CASE, first_seed, full, negated

from briefing.render import paste
from briefing.render.blocks import read_page
from briefing.render.paste import PasteError, as_docx, as_markdown


@pytest.mark.parametrize("case", EVERY_CASE)
def test_every_word_of_the_article_and_every_allegation_is_pasted(case: str) -> None:
    analysis = EVERY_CASE[case]()
    plain = read_page(page_of(analysis, tlp="TLP:AMBER"))
    assert plain.marking == "TLP:AMBER"
    text = "\n".join(block.text for block in plain.blocks)
    for section in analysis.seed.sections:
        words = analysis.seed.text[section.start : section.end].split()
        assert all(word.strip('.,“”"') in text for word in words)
    headings = [block.text for block in plain.blocks if block.kind == "heading" and block.level == 3]
    assert sum(heading.split(".")[0].isdigit() for heading in headings) == len(analysis.allegations)
    assert not any(block.kind != "table" and not block.text for block in plain.blocks)
    assert "  " not in text and "“”" not in text and "undefined" not in text


def test_markdown_is_marked_escaped_and_quotes() -> None:
    text = as_markdown(read_page(page_of(negated(), tlp="TLP:RED")))
    assert text.startswith("**TLP:RED**\n") and text.endswith("\n**TLP:RED**\n")
    assert "\n# “Ministry answers”\n" in text and "\n## Bottom line\n" in text
    assert "\\<b\\>bribes\\</b\\>" in text and "<b>" not in text
    assert "| Accused | Allegations | Answered | Reply | In the words of the text |\n| --- |" in text
    assert "“The Ministry of Works did not pay bribes”" in text
    assert "\n- Certainty: a statement that it did not happen" in text


def test_places_references_and_drawings_are_told_in_words() -> None:
    text = as_markdown(read_page(page_of(first_seed())))
    assert "\\[¶3\\]" in text and "\\[No. 4\\]" in text
    assert "Map of who says and who is accused" in text
    assert "Switch all on" not in text and "Skip to" not in text


def test_what_the_page_sets_apart_by_its_looks_has_marks_between() -> None:
    text = as_markdown(read_page(page_of(first_seed())))
    name = "Middle East Media Research Institute (MEMRI)"
    quoted = "“Middle East Media Research Institute” \\[¶2\\]"
    assert f"| {name}, research body | Described as {quoted}; How it would know" in text
    assert f"\n- {name}, named source {quoted}; knows of it: not stated; open to a reader: not stated\n" in text
    assert f"\n  - {name}, named source {quoted}, 14 allegations\n" in text
    assert "\n- Times: happened: not stated; said: not stated; published: 8 January 2026\n" in text


def test_word_has_headings_tables_and_the_marking_on_every_sheet() -> None:
    from docx import Document

    plain = read_page(page_of(full(), tlp="TLP:AMBER+STRICT"))
    made = as_docx(plain)
    assert made == as_docx(plain)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    document = Document(io.BytesIO(made))
    [section] = document.sections
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "TLP:AMBER+STRICT"
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["“Port chief stole relief fund”"]
    assert "What is missing" in [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(document.tables) == sum(block.kind == "table" for block in plain.blocks) > 4
    assert document.core_properties.author == ""


def test_without_chromium_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paste, "find_chromium", lambda: None)
    with pytest.raises(PasteError, match=r"no Chromium was found .* apt-get install chromium"):
        paste.pdf(tmp_path / "briefing.html")


def test_a_browser_that_fails_is_reported_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho out of order >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(paste, "find_chromium", lambda: str(program))
    with pytest.raises(PasteError, match=r"failed \(out of order\)"):
        paste.pdf(tmp_path / "briefing.html")


@pytest.mark.browser
def test_chromium_prints_the_page(tmp_path: Path) -> None:
    page = tmp_path / "briefing.html"
    page.write_text(page_of(full()), encoding="utf-8")
    made = paste.pdf(page)
    assert made == tmp_path / "briefing.pdf" and made.read_bytes().startswith(b"%PDF-")
    assert {path.name for path in tmp_path.iterdir()} == {"briefing.html", "briefing.pdf"}
