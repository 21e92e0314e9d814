"""PDF: reading order, paragraphs, what is left out, and files that cannot be read. All texts are invented."""

from __future__ import annotations

import re
import textwrap
import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import stories
from pdf_writer import Words, assemble, column, stream, write
from stories import parts

from briefing import read

LEAD = (
    "The port authority of Varnholm paid a shell company for dredging that was never done, an audit seen by this "
    "newspaper says. The money went through three accounts, all of them opened on one day in the spring of 2023."
)
SECOND = (
    "The authority rejects the finding. Its director says that the work was delayed by two winters of storms and that "
    "every invoice was checked by people who have been in the harbour for longer than the auditors can count."
)
THIRD = (
    "Two officials of the ministry, who asked not to be named, said that the police had been told in April and that "
    "nothing had come of it. The police did not reply to questions that were sent to them on Monday."
)

seed_of = partial(stories.seed_of, name="report.pdf")
error_of = partial(stories.error_of, name="report.pdf")


def wrapped(text: str, width: int = 80) -> list[str]:
    return textwrap.wrap(text, width)


def test_headline_paragraphs_and_heading(tmp_path: Path) -> None:
    page = [
        Words(72, 780, "Audit finds ghost dredging", 22, bold=True),
        Words(72, 756, "in the port of Varnholm", 22, bold=True),
        Words(72, 730, "By Ada Lindqvist"),
        *column(wrapped(LEAD), top=700),
        Words(72, 640, "What the audit says", 11, bold=True),
        *column([*wrapped(SECOND), "", *wrapped(THIRD)], top=620),
    ]
    seed = seed_of(tmp_path, write([page], title="Microsoft Word - draft.doc"))
    assert parts(seed) == [
        ("headline", "Audit finds ghost dredging in the port of Varnholm"),
        ("byline", "By Ada Lindqvist"),
        ("paragraph", LEAD),
        ("heading", "What the audit says"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]
    assert (seed.name, seed.media_type) == ("report", "application/pdf")


@pytest.mark.parametrize("shift", [0, 5], ids=["lines-side-by-side", "lines-between-each-other"])
@pytest.mark.parametrize("by_row", [False, True], ids=["column-by-column", "row-by-row"])
def test_two_columns_below_a_headline(tmp_path: Path, shift: float, by_row: bool) -> None:
    left, right = wrapped(LEAD + " " + SECOND, 38), wrapped(THIRD + " " + LEAD, 38)
    words = [*column(left, 72, 700), *column(right, 320, 700 + shift)]
    if by_row:
        words.sort(key=lambda w: (-round(w.y / 13.5), w.x))
    page = [Words(72, 760, "Audit finds ghost dredging in the port of Varnholm", 20), *words]
    found = parts(seed_of(tmp_path, write([page])))
    assert [kind for kind, _ in found] == ["headline", "paragraph", "paragraph"]
    assert [words for _, words in found[1:]] == [LEAD + " " + SECOND, THIRD + " " + LEAD]


def test_paragraph_goes_on_over_columns_and_pages(tmp_path: Path) -> None:
    text = wrapped(" ".join([LEAD, SECOND, THIRD, LEAD.replace("audit", "paper"), SECOND]), 38)
    cut = [text[:11], text[11:19], text[19:]]
    assert not any(re.search(r"[.]$", piece[-1]) for piece in cut[:2])
    pages = [[*column(cut[0], 72, 700), *column(cut[1], 320, 700)], column(cut[2], 72, 760)]
    assert parts(seed_of(tmp_path, write(pages))) == [("paragraph", " ".join(text))]


def test_running_heads_and_page_numbers_are_no_story(tmp_path: Path) -> None:
    pages = [
        [
            Words(72, 815, f"Varnholm Courier, special report {number}"),
            *column(wrapped(text)),
            Words(290, 30, f"Page {number} of 3"),
        ]
        for number, text in enumerate([LEAD, SECOND, THIRD], start=1)
    ]
    assert parts(seed_of(tmp_path, write(pages))) == [
        ("paragraph", LEAD),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
        ("boilerplate", "Varnholm Courier, special report 1"),
        ("boilerplate", "Varnholm Courier, special report 2"),
        ("boilerplate", "Varnholm Courier, special report 3"),
    ]


def test_footnotes_come_last_and_their_marks_go(tmp_path: Path) -> None:
    lines = column(wrapped(LEAD))
    page = [
        *lines[:-1],
        replace(lines[-1], mark="1"),
        *column(wrapped(SECOND), top=700),
        *column(
            ["1 Interview with an auditor, 3 March.", "2 Records of the port, box 12."], top=80, size=8, leading=10
        ),
    ]
    assert parts(seed_of(tmp_path, write([page]))) == [
        ("paragraph", LEAD),
        ("paragraph", SECOND),
        ("boilerplate", "1 Interview with an auditor, 3 March."),
        ("boilerplate", "2 Records of the port, box 12."),
    ]


def test_words_cut_at_line_ends_are_whole_again(tmp_path: Path) -> None:
    lines = [
        "The state-owned firm denied that the govern-",
        "ment knew of it. An official of the state-",
        "owned firm spoke of a smear by anti-",
        "Varnholm papers and of a well-",
        "funded campaign.",
    ]
    [(_, words)] = parts(seed_of(tmp_path, write([column(lines)])))
    assert words == (
        "The state-owned firm denied that the government knew of it. An official of the state-owned firm spoke of a smear "
        "by anti-Varnholm papers and of a well-funded campaign."
    )


def test_ligatures_are_spelt_out(tmp_path: Path) -> None:
    [(_, words)] = parts(seed_of(tmp_path, write([column(["The ofﬁcial conﬁrmed that the ﬁrm was paid twice."])])))
    assert words == "The official confirmed that the firm was paid twice."


def test_list_table_contents_and_caption(tmp_path: Path) -> None:
    page = [
        *column(["The audit ............................ 3", "The reply ............................ 9"], top=780),
        *column(wrapped(LEAD), top=740),
        *[w for i, y in enumerate((660, 646)) for w in (Words(72, y, "•"), Words(90, y, f"point {i} of the audit is new"))],
        *[w for i, y in enumerate((600, 586, 572, 558)) for w in (Words(72, y, str(2020 + i)), Words(300, y, f"{i} million euros"))],
        Words(72, 520, "Figure 2: The dredger Hilma at rest in May", 9),
    ]  # fmt: skip
    assert parts(seed_of(tmp_path, write([page]))) == [
        ("boilerplate", "The audit ............................ 3"),
        ("boilerplate", "The reply ............................ 9"),
        ("paragraph", LEAD),
        ("paragraph", "• point 0 of the audit is new"),
        ("paragraph", "• point 1 of the audit is new"),
        *[("paragraph", f"{2020 + i} | {i} million euros") for i in range(4)],
        ("caption", "Figure 2: The dredger Hilma at rest in May"),
    ]


def test_same_bytes_same_text_under_any_name(tmp_path: Path) -> None:
    data = write([column(wrapped(LEAD))])
    (tmp_path / "report.txt").write_bytes(data)
    assert read(tmp_path / "report.txt").text == seed_of(tmp_path, data).text


def test_pages_are_limited(tmp_path: Path) -> None:
    data = write([column(wrapped(LEAD)) for _ in range(4)])
    error = error_of(tmp_path, data, max_pages=3)
    assert "has 4 pages, more than the 3" in error.problem
    assert seed_of(tmp_path, data, max_pages=4).text


def test_bytes_are_limited(tmp_path: Path) -> None:
    data = write([column(wrapped(LEAD))])
    assert f"holds {len(data):,} bytes, more than the 500" in error_of(tmp_path, data, max_bytes=500).problem


def test_locked(tmp_path: Path) -> None:
    key = "00" * 32
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{key}>/U<{key}>>>/ID[<{key}><{key}>]"
    error = error_of(tmp_path, write([column(["nothing to see"])], extra=lock))
    assert "locked with a password" in error.problem
    assert "password" in error.remedy


def test_scan(tmp_path: Path) -> None:
    picture = stream(
        b"\x80" * 16, "/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    drawn = stream(b"q 595 0 0 842 0 0 cm /I Do Q", "")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</I 4 0 R>>>>>>"
    pages = b"<</Type/Pages/Count 2/Kids[5 0 R 5 0 R]>>"
    error = error_of(tmp_path, assemble([b"<</Type/Catalog/Pages 2 0 R>>", pages, drawn, picture, page]))
    assert "pictures of pages and no text (a scan)" in error.problem
    assert "ocrmypdf" in error.remedy


def test_letters_that_cannot_be_told(tmp_path: Path) -> None:
    # a font whose letters are numbers without a meaning
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>]>>"
    )
    text = stream(b"BT /F 12 Tf 72 700 Td <" + b"E001E002E003E004" * 20 + b"> Tj ET", "")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    pages = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    error = error_of(tmp_path, assemble([b"<</Type/Catalog/Pages 2 0 R>>", pages, text, font, page]))
    assert "does not say which letters" in error.problem
    assert "recognise" in error.remedy


@pytest.mark.parametrize(
    "kids",
    ["2 0 R", "2 0 R 2 0 R", "3 0 R", "9 0 R", "1 0 R"],
    ids=["itself", "itself-twice", "no-page", "nothing", "root"],
)
def test_loops_and_holes_in_the_page_tree(tmp_path: Path, kids: str) -> None:
    pages = f"<</Type/Pages/Count 3/Kids[{kids}]/Parent 2 0 R>>".encode()
    error = error_of(
        tmp_path, assemble([b"<</Type/Catalog/Pages 2 0 R>>", pages, b"<</Length 3 0 R>>stream\n\nendstream"])
    )
    assert error.remedy.endswith(".")


def test_damaged(tmp_path: Path) -> None:
    data = write([column(wrapped(LEAD))])
    assert "damaged" in error_of(tmp_path, data[: len(data) // 4]).problem
    assert "damaged" in error_of(tmp_path, b"%PDF-1.7\n").problem


def test_bomb(tmp_path: Path) -> None:
    """Half a megabyte that unpacks to a gigabyte ends the process that reads it, and not this one."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 1_000_000) for _ in range(1000)) + packer.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[3 0 R 3 0 R 3 0 R]>>"
    pages = b"<</Type/Pages/Count 1/Kids[4 0 R]>>"
    data = assemble([b"<</Type/Catalog/Pages 2 0 R>>", pages, stream(content, "/Filter/FlateDecode"), page])
    assert len(data) < 1_500_000
    assert "could not be taken apart" in error_of(tmp_path, data).problem


def test_report_of_many_pages(tmp_path: Path) -> None:
    texts = [f"{LEAD} This is said on page {n}." for n in range(40)]
    pages = [[Words(72, 815, "A report"), *column(wrapped(text))] for text in texts]
    assert [words for kind, words in parts(seed_of(tmp_path, write(pages))) if kind == "paragraph"] == texts
