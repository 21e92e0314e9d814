"""Datelines and outlets, and years that are not printed. All texts are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from stories import seed_of

from briefing.reading.dates import resolve_year

STORY = "Two officials took money from the dredging firm, according to an audit that has not been published."
MORE = "Both deny it, and the firm did not answer questions."


@pytest.mark.parametrize(
    ("printed", "rest", "place", "date", "outlet"),
    [
        ("BEIRUT (Reuters)", " – ", "BEIRUT", None, "Reuters"),
        ("MOSCOW/KIEV (REUTERS)", " - ", "MOSCOW/KIEV", None, "Reuters"),
        ("LONDON", " — ", "LONDON", None, None),
        ("LONDON", ": ", "LONDON", None, None),
        ("Brussels", " -- ", "Brussels", None, None),
        ("CHICO, Calif.", " — ", "CHICO, Calif.", None, None),
        ("VANCOUVER, British Columbia", " -- ", "VANCOUVER, British Columbia", None, None),
        ("CAPE TOWN - (AP)", " -- ", "CAPE TOWN", None, "AP"),
        ("PARIS, Aug 31, 2016 (Reuters)", " - ", "PARIS", "2016-08-31", "Reuters"),
        ("San Salvador, 28 Nov 88 (TCS Television)", " -- ", "San Salvador", "1988-11-28", "TCS Television"),
        ("HAMBURG (WEST GERMANY), 20 JUL 89 (DPA)", " -- ", "HAMBURG (WEST GERMANY)", "1989-07-20", "DPA"),
        ("MOSCOW. Feb 21, 2002 (Interfax)", " - ", "MOSCOW", "2002-02-21", "Interfax"),
        ("SALONICA (A.A) - 15.04.2002", " - ", "SALONICA", "2002-04-15", "Anadolu Agency"),
        ("Osaka, Dec. 7, 2001 Kyodo", " -- ", "Osaka", "2001-12-07", "Kyodo"),
        ("Srinagar, May 7, 2002", ": ", "Srinagar", "2002-05-07", None),
        ("Varnholm, Tuesday, 4 March 2025", " – ", "Varnholm", "2025-03-04", None),
        ("Lima, 2025-03-04 (Agence France-Presse)", " — ", "Lima", "2025-03-04", "AFP"),
        ("Brasilia, 16 (Agencia Brasil)", " - ", "Brasilia", None, "Agencia Brasil"),
        ("JERUSALEM, June 31 (AFP)", " - ", "JERUSALEM", None, "AFP"),
    ],
)
def test_dateline_in_the_first_paragraph(
    tmp_path: Path, printed: str, rest: str, place: str, date: str | None, outlet: str | None
) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{printed}{rest}{STORY}\n\n{MORE}\n")
    assert seed.dateline is not None, "no dateline found"
    assert (seed.dateline.place, seed.dateline.date, seed.outlet) == (place, date, outlet)
    assert [(s.kind, s.of(seed.text)) for s in seed.sections] == [
        ("headline", "Audit finds ghost dredging in Varnholm"),
        ("dateline", printed),
        ("paragraph", STORY),
        ("paragraph", MORE),
    ]
    assert (seed.dateline.start, seed.dateline.end) == (seed.sections[1].start, seed.sections[1].end)


@pytest.mark.parametrize(
    "sentence",
    [
        "EXCLUSIVE: Two officials took money, an audit says.",
        "ANALYSIS — Two officials took money, an audit says.",
        "On Friday, May 7 - a holiday - two officials took money.",
        "The audit - all of it - was withheld.",
        "Pakistan-based firms took part - or so the audit says.",
        "BANGLADESH stands at a crossroads (again) - and knows it.",
        "Ada Lindqvist (Greens) - a member of the port's board - resigned.",
        "In Varnholm, March 4, 2025 - a Tuesday - is remembered.",
    ],
)
def test_no_dateline(tmp_path: Path, sentence: str) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n\n{sentence} {STORY}\n\n{MORE}\n")
    assert seed.dateline is None
    assert seed.sections[1].of(seed.text) == f"{sentence} {STORY}"


@pytest.mark.parametrize(
    ("line", "place", "date", "outlet"),
    [
        ("Varnholm, March 4, 2025", "Varnholm", "2025-03-04", None),
        ("VARNHOLM, 4 March 2025 (AFP)", "VARNHOLM", "2025-03-04", "AFP"),
        ("Courier editorial, May 15, 2025", None, "2025-05-15", "Courier"),
        ("Published: 4 March 2025, 10:15", None, "2025-03-04", None),
        ("Tuesday, March 4, 2025", None, "2025-03-04", None),
        ("March 4, 2025 | Varnholm", "Varnholm", "2025-03-04", None),
        ("2025-03-04", None, "2025-03-04", None),
        ("Varnholm (Reuters)", "Varnholm", None, "Reuters"),
        ("Varnholm Times, March 4, 2025", None, "2025-03-04", "Varnholm Times"),
        ("Varnholm, 4 March 2025 — The Varnholm Post", "Varnholm", "2025-03-04", "The Varnholm Post"),
    ],
)
def test_dateline_on_a_line_of_its_own(
    tmp_path: Path, line: str, place: str | None, date: str | None, outlet: str | None
) -> None:
    seed = seed_of(tmp_path, f"Audit finds ghost dredging in Varnholm\n{line}\n\n{STORY}\n\n{MORE}\n")
    assert seed.dateline is not None, "no dateline found"
    assert (seed.dateline.place, seed.dateline.date, seed.outlet) == (place, date, outlet)
    assert seed.text[seed.dateline.start : seed.dateline.end] == line
    assert [s.kind for s in seed.sections] == ["headline", "dateline", "paragraph", "paragraph"]


def test_marks_of_a_monitored_broadcast(tmp_path: Path) -> None:
    seed = seed_of(
        tmp_path, f"BULLETIN 17\n\n   LIMA, 28 JUL 89 (RADIO NORTE) -- [REPORT] [ANA DIAZ] [TEXT] {STORY}\n\n{MORE}"
    )
    assert [(s.kind, s.of(seed.text)) for s in seed.sections][1:4] == [
        ("dateline", "LIMA, 28 JUL 89 (RADIO NORTE)"),
        ("boilerplate", "[REPORT] [ANA DIAZ] [TEXT]"),
        ("paragraph", STORY),
    ]


def test_place_and_date_that_stand_apart_come_together(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, f"Ghost dredging in Varnholm\n\nPublished: 4 March 2025\n\nLONDON — {STORY}\n\n{MORE}\n")
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == ("LONDON", "2025-03-04")


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("By Ada Lindqvist, Reuters", "Reuters"),
        ("By Ada Lindqvist | Varnholm Times", "Varnholm Times"),
        ("By ADA LINDQVIST (AP)", "AP"),
        ("By Reuters", "Reuters"),
        ("Author:     AGENCIES, AFP", "AFP"),
        ("By Ada Lindqvist", None),
        ("By Ada Lindqvist in Tallinn", None),
    ],
)
def test_outlet_in_the_byline(tmp_path: Path, byline: str, outlet: str | None) -> None:
    assert seed_of(tmp_path, f"Ghost dredging in Varnholm\n\n{byline}\n\n{STORY}\n\n{MORE}\n").outlet == outlet


@pytest.mark.parametrize("sign", [" (Reuters)", " — Reuters", "\n\n— Reuters", "\n\n(Reuters)"])
def test_outlet_signed_at_the_end(tmp_path: Path, sign: str) -> None:
    seed = seed_of(tmp_path, f"Ghost dredging in Varnholm\n\n{STORY}\n\n{MORE}{sign}\n")
    assert seed.outlet == "Reuters"
    assert [(s.kind, s.of(seed.text)) for s in seed.sections][-2:] == [("paragraph", MORE), ("byline", sign.strip())]


YEAR = "The arrest in late December 2025 was the third. A report said on Thursday that more would follow."


@pytest.mark.parametrize(
    ("month", "day", "text", "year"),
    [
        (1, 8, YEAR, 2026),  # 8 January 2026 is a Thursday, two weeks after the last month that is named
        (1, 9, YEAR, None),  # a Friday
        (12, 30, YEAR, None),  # a Tuesday in 2025
        (1, 8, YEAR.replace("on Thursday", "last Thursday"), None),  # a Thursday before that day
        (1, 8, YEAR.replace("December 2025", "autumn"), None),  # no year anywhere
        (1, 8, YEAR.replace("late December 2025", "the winter of 2025"), None),  # a year alone is too little
        (1, 8, YEAR.replace("December 2025", "December 2019"), None),  # 8 January 2020 is a Wednesday
        (1, 8, YEAR + " Elections are due by March 2031.", 2026),  # what lies ahead does not count
        (8, 31, "He was killed on Friday (Aug 31). On 2 August 2018 he had been warned.", 2018),
        (9, 1, "He was killed on Friday (Aug 31). On 2 August 2018 he had been warned.", 2018),
        (8, 31, "He was killed on Monday (Aug 31). On 2 August 2018 he had been warned.", None),
        (2, 29, "It was said on Thursday. The strike of January 2024 went on.", 2024),
        (2, 29, "It was said on Thursday. The strike of January 2023 went on.", None),
    ],
)
def test_year_from_weekday_and_context(month: int, day: int, text: str, year: int | None) -> None:
    assert resolve_year(month, day, text) == year


def test_year_from_the_weekday_printed_with_the_date(tmp_path: Path) -> None:
    body = f"{STORY} The first payment was made in November 2024.\n\n{MORE}\n"
    seed = seed_of(tmp_path, f"Ghost dredging in Varnholm\nVarnholm, Tuesday, March 4\n\n{body}")
    assert seed.dateline is not None
    assert seed.dateline.date == "2025-03-04"
    seed = seed_of(tmp_path, f"Ghost dredging in Varnholm\nVarnholm, Monday, March 4\n\n{body}")
    assert seed.dateline is not None
    assert seed.dateline.date is None


def test_year_from_a_date_beside(tmp_path: Path) -> None:
    assert resolve_year(12, 31, "", known="2026-01-01") == 2025
    assert resolve_year(7, 1, "", known="2026-01-01") is None
    head = "Ghost dredging in Varnholm\nPublished: 1 January 2026"
    seed = seed_of(tmp_path, f"{head}\n\nVARNHOLM, Dec 31 (AP) — {STORY}\n\n{MORE}\n")
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == ("VARNHOLM", "2025-12-31")
