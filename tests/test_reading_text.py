"""Plain text: blocks, sections and offsets. All texts are invented."""

from __future__ import annotations

import hashlib
import textwrap
from pathlib import Path

import pytest
from stories import check_sections, parts, seed_of

from briefing import Seed, read

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
LONG = (
    "The port authority of Varnholm paid a shell company for dredging that was never done, an audit seen by this"
    " newspaper says."
)
SECOND = "The authority rejects the finding and says that the work was delayed by two winters of storms."


def kinds(seed: Seed) -> list[str]:
    return [section.kind for section in seed.sections]


def test_first_seed_one_line_a_paragraph() -> None:
    path = SEEDS / "iskp-memri.txt"
    seed = read(path)
    check_sections(seed)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [words for _, words in parts(seed)] == [line.strip() for line in lines]
    assert kinds(seed) == ["kicker", "headline", "dateline", *["paragraph"] * 9]
    assert seed.name == "iskp-memri"
    assert seed.title == lines[1]
    assert seed.outlet is None
    assert seed.dateline is not None
    assert seed.text[seed.dateline.start : seed.dateline.end] == "Washington, Jan 8"
    assert (seed.dateline.place, seed.dateline.date) == ("Washington", "2026-01-08")
    assert seed.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert seed.media_type == "text/plain"
    assert seed.text == path.read_text(encoding="utf-8")


def test_plain_text_is_kept_but_for_line_ends(tmp_path: Path) -> None:
    text = "Audit finds ghost dredging in Varnholm\r\n\r\n\t" + LONG + "  \r\rSecond  line\u00a0here, it says.\n\n"
    seed = seed_of(tmp_path, text)
    assert seed.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert parts(seed)[1] == ("paragraph", LONG)


def test_headline_and_one_long_paragraph(tmp_path: Path) -> None:
    dump = " ".join([LONG, SECOND] * 12)
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{dump}")
    assert parts(seed) == [("headline", "Audit finds ghost dredging in Varnholm"), ("paragraph", dump)]
    assert seed.title == "Audit finds ghost dredging in Varnholm"
    assert seed.dateline is None


@pytest.mark.parametrize("gap", ["\n\n", "\n   "], ids=["blank-lines", "indentation"])
def test_hard_wrapped_paragraphs_span_lines(tmp_path: Path, gap: str) -> None:
    paragraphs = [" ".join([LONG, SECOND] * 2), "A third storm came, it says. " + SECOND, LONG * 2]
    wrapped = [textwrap.fill(p, 70) for p in paragraphs]
    seed = seed_of(tmp_path, "Audit finds ghost dredging in Varnholm\n\n   " + gap.join(wrapped) + "\n")
    assert [words.replace("\n", " ") for kind, words in parts(seed) if kind == "paragraph"] == [
        " ".join(w.split("\n")) for w in wrapped
    ]
    assert all("\n" in words for kind, words in parts(seed) if kind == "paragraph")


def test_hard_wrapped_head_without_blank_lines(tmp_path: Path) -> None:
    body = textwrap.fill(" ".join([LONG, SECOND] * 3), 66)
    seed = seed_of(tmp_path, f"Audit finds ghost dredging\nBy Ada Lindqvist\nVARNHOLM, March 4, 2025\n{body}\n")
    assert parts(seed)[:3] == [
        ("headline", "Audit finds ghost dredging"),
        ("byline", "By Ada Lindqvist"),
        ("dateline", "VARNHOLM, March 4, 2025"),
    ]
    assert kinds(seed)[3:] == ["paragraph"]


def test_broken_line_inside_a_sentence_is_joined(tmp_path: Path) -> None:
    seed = seed_of(
        tmp_path, f"Ghost dredging\n\n{LONG}\n\nThe mayor called it a lie,\na smear and a fraud on the\nport.\n"
    )
    assert parts(seed)[-1] == ("paragraph", "The mayor called it a lie,\na smear and a fraud on the\nport.")


def test_kicker_needs_a_headline_below(tmp_path: Path) -> None:
    assert kinds(seed_of(tmp_path, f"Europe\nAudit finds ghost dredging in Varnholm\n{LONG}\n{SECOND}\n")) == [
        "kicker", "headline", "paragraph", "paragraph",
    ]  # fmt: skip
    assert kinds(seed_of(tmp_path, f"Ghost dredging\n{LONG}\n{SECOND}\n")) == ["headline", "paragraph", "paragraph"]
    assert kinds(seed_of(tmp_path, f"Ghost dredging\nVarnholm, March 4, 2025\n{LONG}\n")) == [
        "headline", "dateline", "paragraph",
    ]  # fmt: skip


def test_story_without_headline_takes_the_files_name(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, f"TALLINN, March 4, 2025 (BNS) -- {LONG}\n\n{SECOND}\n", "cable 17.txt")
    assert seed.title == seed.name == "cable 17"
    assert kinds(seed) == ["dateline", "paragraph", "paragraph"]


def test_one_sentence_alone_is_a_paragraph(tmp_path: Path) -> None:
    assert parts(seed_of(tmp_path, LONG)) == [("paragraph", LONG)]


@pytest.mark.parametrize(
    "line",
    ["By Ada Lindqvist", "BY ADA LINDQVIST and Jo Berg", "Ada Lindqvist", "Reuters", "Staff and agencies",
     "By Ada Lindqvist in Tallinn", "Our correspondent in Tallinn", "Author: AFP [ MARCH 4, 2025 6:28:05 PM ]"],
)  # fmt: skip
def test_bylines(tmp_path: Path, line: str) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{line}\n\n{LONG}\n\n{SECOND}\n")
    assert parts(seed)[1] == ("byline", line)
    assert kinds(seed)[2:] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("line", ["By then the harbour bank had failed.", "Key findings", "By noon, it was over"])
def test_no_bylines(tmp_path: Path, line: str) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{line}\n\n{LONG}\n")
    assert "byline" not in kinds(seed)


@pytest.mark.parametrize(
    "line",
    ["Read more: The harbour that ate a budget", "Advertisement", "Continue reading the main story",
     "This article has been adapted from its original source.", "Last updated 4 March 2025", "© Varnholm Courier",
     "Contributing: Jo Berg", "(Reporting by Ada Lindqvist; Editing by Jo Berg)", "[words indistinct]", "___"],
)  # fmt: skip
def test_boilerplate(tmp_path: Path, line: str) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{LONG}\n\n{line}\n\n{SECOND}\n")
    assert parts(seed) == [
        ("headline", "Audit finds ghost dredging in Varnholm"), ("paragraph", LONG), ("boilerplate", line),
        ("paragraph", SECOND),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["Photo: The dredger Hilma at rest in May.", "The dredger Hilma at rest in May. Credit: Jo Berg",
     "The dredger Hilma at rest.  Credit Jo Berg/Agence France-Presse — Getty Images",
     "The dredger Hilma at rest in May. (AP Photo/Jo Berg)", "The dredger Hilma at rest. REUTERS/Jo Berg",
     "The dredger Hilma in 2019 [File: Jo Berg]"],
)  # fmt: skip
def test_captions(tmp_path: Path, line: str) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{line}\n\n{LONG}\n\n{SECOND}\n")
    assert parts(seed)[1] == ("caption", line)
    assert seed.title == "Audit finds ghost dredging in Varnholm"


def test_byline_and_date_below_a_standfirst(tmp_path: Path) -> None:
    byline = "By Ada Lindqvist and Jo Berg · Varnholm Courier · Published 14 May 2026, updated 15 May 2026"
    head = f"Audit finds ghost dredging in Varnholm\n\nPort rejects the draft as stolen\n\n{byline}"
    seed = seed_of(tmp_path, f"{head}\n\nVARNHOLM, May 14 — {LONG}\n\n{SECOND}\n")
    assert parts(seed)[2:4] == [("byline", byline), ("dateline", "VARNHOLM, May 14")]
    assert seed.outlet == "Varnholm Courier"
    assert seed.dateline is not None
    assert seed.dateline.date == "2026-05-14"


def test_no_caption(tmp_path: Path) -> None:
    line = "He holds shares of Northern Credit Co. worth between two and four million, his filing for 2024 says."
    assert ("paragraph", line) in parts(seed_of(tmp_path, f"Ghost dredging in Varnholm\n\n{LONG}\n\n{line}\n"))


def test_headings_stand_among_paragraphs(tmp_path: Path) -> None:
    text = f"Audit finds ghost dredging in Varnholm\n\n{LONG}\n\nWhat the audit says\n\n{SECOND}\n\nHe left\n"
    seed = seed_of(tmp_path, text)
    assert kinds(seed) == ["headline", "paragraph", "heading", "paragraph", "paragraph"]


def test_invented_texts_say_so_above_the_headline(tmp_path: Path) -> None:
    first = "[Invented text for demonstration: no person, company or place named here exists.]"
    seed = seed_of(tmp_path, f"{first}\n\nEurope\n\nAudit finds ghost dredging in Varnholm\n\n{LONG}\n\n{SECOND}\n")
    assert parts(seed)[0] == ("boilerplate", first)
    assert kinds(seed) == ["boilerplate", "kicker", "headline", "paragraph", "paragraph"]


def test_invented_text_without_brackets(tmp_path: Path) -> None:
    first = "INVENTED TEXT - written for tests. Every person, firm and event in it is made up."
    seed = seed_of(tmp_path, f"{first}\n\nAudit finds ghost dredging in Varnholm\n\n{LONG}\n")
    assert kinds(seed) == ["boilerplate", "headline", "paragraph"]


def test_headline_is_freed_of_outlet_and_remarks(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging  | Varnholm Courier\n\n{LONG}\n")
    assert (seed.title, seed.outlet) == ("Audit finds ghost dredging", "Varnholm Courier")
    assert parts(seed)[:2] == [("headline", "Audit finds ghost dredging"), ("boilerplate", "| Varnholm Courier")]
    seed = seed_of(tmp_path, f"Audit finds ghost dredging (ATTENTION - ADDS denial ///)\n\n{LONG}\n")
    assert seed.title == "Audit finds ghost dredging"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.txt", "a"), ("a.b.TXT", "a.b"), ("x.0407.txt", "x.0407"), ("21.33.22-7140", "21.33.22-7140"), ("n", "n")],
)
def test_name_is_the_files_name_without_ending(tmp_path: Path, name: str, expected: str) -> None:
    assert seed_of(tmp_path, LONG, name).name == expected


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    first = seed_of(tmp_path, f"Ghost dredging in Varnholm\n\n{LONG}\n")
    assert read(str(tmp_path / "story.txt")) == first
