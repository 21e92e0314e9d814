"""Files that cannot be read, and the encodings of those that can. All texts are invented."""

from __future__ import annotations

import codecs
import os
import pickle
from pathlib import Path

import pytest

from briefing import BriefingError, read
from briefing.errors import ReadingError

TEXT = (
    "Audit finds ghost dredging in Varnholm\n\nThe “port authority” paid €4 million – or more – to a firm of Zoë"
    " Müller’s, an audit says. Señora Núñez, who signed for it, denies that.\n\n"
    "The harbour café, it found, was paid too.\n"
)
RUSSIAN = (
    "Проверка нашла фиктивные работы в порту\n\nПортовое управление заплатило фирме за работы, которых не было, "
    "говорится в отчёте проверки. Директор управления отрицает это и говорит, что работы задержались из-за штормов.\n"
)
JAPANESE = (
    "港で架空工事、監査で判明\n\n"
    "港湾局は行われなかった工事の代金を会社に支払っていたと監査報告書は述べている。"
    "局長はこれを否定し、冬の嵐で工事が遅れたと説明した。監査は来月公表される見通しだ。\n"
)


def kept(tmp_path: Path, data: bytes, name: str = "story.txt") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encoding_is_detected(tmp_path: Path, encoding: str) -> None:
    assert kept(tmp_path, TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE], ids=["utf-16-be", "utf-32-be"])
def test_big_endian_with_a_mark(tmp_path: Path, mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert kept(tmp_path, mark + TEXT.encode(encoding)) == TEXT


def test_latin_1(tmp_path: Path) -> None:
    text = "Ghost dredging\n\nThe firm of Zoë Müller was paid £4 million, an audit says. Señora Núñez denies it.\n"
    assert kept(tmp_path, text.encode("latin-1")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")],
    ids=["cp1251", "koi8-r", "shift_jis", "euc_jp"],
)
def test_other_encodings_are_worked_out(tmp_path: Path, text: str, encoding: str) -> None:
    assert kept(tmp_path, text.encode(encoding)) == text


def test_declared_encoding_of_a_page(tmp_path: Path) -> None:
    body = "<p>Wójt gminy zaprzecza, że wziął łapówkę od spółki, która miała pogłębić port w zeszłym roku.</p>" * 3
    head = '<meta charset="iso-8859-2"><title>Port</title>'
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    assert "łapówkę" in kept(tmp_path, page.encode("iso-8859-2"), "story.html")


def test_offsets_count_characters_not_bytes(tmp_path: Path) -> None:
    text = (
        "Ghost dredging in Varnholm\n\n“Ünder 🚢 oath”, he said – twice. The authority has not answered to that yet.\n"
    )
    path = tmp_path / "story.txt"
    path.write_text(text, encoding="utf-16")
    seed = read(path)
    assert [s.of(seed.text) for s in seed.sections] == [line for line in text.splitlines() if line]


def error_of(path: Path) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(path)
    error = caught.value
    assert isinstance(error, BriefingError)
    assert error.path == path
    assert str(error) == f"{path}: {error.problem}. {error.remedy}"
    assert error.remedy.endswith(".")
    return error


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\r\n \xc2\xa0 ", "nothing but white space"),
        ("a.txt", "\ufeff\n".encode("utf-16"), "nothing but white space"),
        ("a.md", b"\n\n", "nothing but white space"),
        ("a.md", b"---\ntitle: ''\n---\n", "no text of an article"),
        ("a.md", b"<!-- nothing -->\n", "no text of an article"),
        ("a.html", b"<html><head></head><body></body></html>", "no article"),
        ("a.html", b"<!-- -->", "no article"),
        ("a.txt", bytes(range(256)) * 8, "binary file"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "binary file"),
        ("a.html", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", "binary file"),
        ("a.txt", b"\xff\xfeA\x00B", "breaks off at byte"),
        ("a.txt", b"%PDF-1.7\n...", "its structure is damaged"),
        ("a.pdf", b"not even a PDF", "is no .pdf file"),
        ("a.docx", b"PK\x03\x04 word/ ...", "damaged Word document"),
        ("a.docx", b"PK\x03\x04...", "a ZIP archive"),
        ("a.docx", b"plain words", "is no .docx file"),
        ("a.odt", b"PK\x03\x04...mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        ("a.zip", b"PK\x03\x04 xl/workbook.xml", "an Excel workbook"),
        ("a", b"\xd0\xcf\x11\xe0....", "old Word"),
        ("a.rtf", b"{\\rtf1 ...}", "rich-text"),
        ("a.eml", b"Subject: hello", "has no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.tif", b"II*\0....", "a picture"),
        ("a.msg", b"....", "an Outlook mail"),
        (
            "a.txt",
            b"From ida@leaf.example  Mon Mar  2 09:30:00 2026\nSubject: mill\n\nIt burned.\n",
            "a mailbox of many",
        ),
        ("a.mbox", b"From somewhere", "a mailbox of many"),
        ("a.csv", b"name,value", "unknown format (.csv)"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert problem in error_of(path).problem


def test_a_text_that_begins_as_a_mailbox_does_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("From Monday on the mill at Orsk will stand still.\n", encoding="utf-8")
    assert read(path).text.startswith("From Monday on")


def test_bytes_of_no_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x81\x8d\x8f\x90\x9d\xff\xfe\xc0\xc1" * 40)
    assert "could not be worked out" in error_of(path).problem or "binary" in error_of(path).problem


@pytest.mark.parametrize(
    ("name", "remedy"), [("a.rtf", ".docx"), ("a.doc", ".docx"), ("a.msg", ".eml"), ("a.mht", "HTML")]
)
def test_formats_that_are_not_read_say_what_helps(tmp_path: Path, name: str, remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"whatever is in it")
    error = error_of(path)
    assert "not read" in error.problem
    assert remedy in error.remedy


def test_missing_and_folder(tmp_path: Path) -> None:
    assert "no such file" in error_of(tmp_path / "none.txt").problem
    assert "is a folder" in error_of(tmp_path).problem
    assert "cannot be read" in error_of(tmp_path / ("long" * 200)).problem


def test_not_a_plain_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "not a plain file" in error_of(pipe).problem


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read everything

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "read_bytes", refuse)
    error = error_of(path)
    assert "may not be read" in error.problem
    assert "chmod" in error.remedy


def test_errors_pass_between_processes() -> None:
    error = ReadingError("a.txt", "is empty", "Save it again.")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.path, again.remedy, again.exit_code) == (str(error), error.path, error.remedy, 2)
