"""Word documents. All texts are invented."""

from __future__ import annotations

import io
import zipfile
from functools import partial
from pathlib import Path

import docx
import pytest
import stories
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from stories import parts

LEAD = "The port authority of Varnholm paid a shell company for dredging that was never done, an audit says."
SECOND = "The authority rejects the finding and says that the work was delayed by two winters of storms."
NAMESPACES = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

seed_of = partial(stories.seed_of, name="report.docx")
error_of = partial(stories.error_of, name="report.docx")


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one entry in the place of another, or beside the others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return stream.getvalue()


def simple() -> bytes:
    document = docx.Document()
    document.add_paragraph(LEAD)
    return saved(document)


def body(xml: bytes) -> bytes:
    """A document with this before its one paragraph."""
    data = simple()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = archive.read("word/document.xml")
    return with_part(data, "word/document.xml", old.replace(b"<w:body>", b"<w:body>" + xml))


def test_styles_lists_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Ghost dredging"
    document.add_heading("Audit finds ghost dredging", 0)
    document.add_paragraph("By Ada Lindqvist")
    document.add_paragraph(f"VARNHOLM, March 4, 2025 — {LEAD}")
    document.add_heading("What the audit says", 1)
    document.add_paragraph(SECOND)
    document.add_paragraph("first item of the list", style="List Bullet")
    document.add_paragraph("The dredger Hilma at rest", style="Caption")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["year", "paid", "2023", "4 million"], strict=True):
        cell.text = text
    document.add_paragraph("Nobody was charged, the police said on Monday.")
    seed = seed_of(tmp_path, saved(document))
    assert parts(seed) == [
        ("headline", "Audit finds ghost dredging"),
        ("byline", "By Ada Lindqvist"),
        ("dateline", "VARNHOLM, March 4, 2025"),
        ("paragraph", LEAD),
        ("heading", "What the audit says"),
        ("paragraph", SECOND),
        ("paragraph", "first item of the list"),
        ("caption", "The dredger Hilma at rest"),
        ("paragraph", "year | paid"),
        ("paragraph", "2023 | 4 million"),
        ("paragraph", "Nobody was charged, the police said on Monday."),
    ]
    assert seed.title == "Audit finds ghost dredging"
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == ("VARNHOLM", "2025-03-04")


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The authority ")
    for change in (
        '<w:del {} w:id="1" w:author="x"><w:r><w:delText>secretly </w:delText></w:r></w:del>',
        '<w:moveFrom {} w:id="2" w:author="x"><w:r><w:t>moved away </w:t></w:r></w:moveFrom>',
        '<w:ins {} w:id="3" w:author="x"><w:r><w:t xml:space="preserve">firmly </w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(change.format(nsdecls("w"))))
    paragraph.add_run("rejects the finding of the audit.")
    paragraph.add_run(" Do not print.").font.hidden = True
    field = f"<w:r {nsdecls('w')}><w:instrText> HYPERLINK somewhere </w:instrText></w:r>"
    paragraph._p.append(parse_xml(field))
    assert "firmly rejects" in parts(seed_of(tmp_path, saved(document)))[0][1]
    assert seed_of(tmp_path, saved(document)).text == "The authority firmly rejects the finding of the audit.\n"


def test_headers_and_footers_come_last(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    document.sections[0].header.paragraphs[0].text = "RESTRICTED"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 9"
    assert parts(seed_of(tmp_path, saved(document)))[1:] == [("boilerplate", "RESTRICTED")]


def test_footnotes_come_last(tmp_path: Path) -> None:
    data = simple()
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Interview, 3 March.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kinds = archive.read("[Content_Types].xml")
        links = archive.read("word/_rels/document.xml.rels")
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = b'<Relationship Id="rId99" Type="' + office + b'" Target="footnotes.xml"/></Relationships>'
    data = with_part(data, "word/footnotes.xml", notes.encode())
    data = with_part(data, "word/_rels/document.xml.rels", links.replace(b"</Relationships>", link))
    kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/xml"/></Types>'
    data = with_part(data, "[Content_Types].xml", kinds.replace(b"</Types>", kind))
    assert parts(seed_of(tmp_path, data))[1:] == [("boilerplate", "Interview, 3 March.")]


def test_text_box_is_read_once_and_a_pull_quote_is_none(tmp_path: Path) -> None:
    def boxed(text: str) -> str:
        box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
        choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        both = f"{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        return f"<w:r {NAMESPACES}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"

    document = docx.Document()
    document.add_heading("Ghost dredging", 0)
    paragraph = document.add_paragraph(LEAD)
    paragraph._p.append(parse_xml(boxed("A box beside the text says something of its own here.")))
    paragraph._p.append(parse_xml(boxed("“the work was delayed by two winters of storms”")))
    document.add_paragraph(SECOND)
    assert parts(seed_of(tmp_path, saved(document)))[1:] == [
        ("paragraph", LEAD),
        ("paragraph", "A box beside the text says something of its own here."),
        ("boilerplate", "“the work was delayed by two winters of storms”"),
        ("paragraph", SECOND),
    ]


def test_a_table_that_only_arranges_text_is_text(tmp_path: Path) -> None:
    document = docx.Document()
    cells = document.add_table(1, 2)._cells
    cells[0].text = "\n".join([LEAD, SECOND] * 2)
    for _ in range(3):
        cells[0].add_paragraph(SECOND)
    cells[1].text = "In short"
    assert parts(seed_of(tmp_path, saved(document)))[-1] == ("paragraph", "In short")


def test_locked(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password" in error_of(tmp_path, data).problem


def test_bomb(tmp_path: Path) -> None:
    data = with_part(simple(), "word/media/picture.bin", bytes(60_000_000))
    assert len(data) < 200_000
    error = error_of(tmp_path, data)
    assert "unpacks to" in error.problem
    assert "max_bytes" in error.problem


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "yyyyyyyyyy"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    data = body(b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = archive.read("word/document.xml")
    data = with_part(data, "word/document.xml", old.replace(b"?>", b"?>" + entities, 1))
    assert "yyyy" not in seed_of(tmp_path, data).text


@pytest.mark.parametrize(
    "data",
    [
        body(b"<w:sdt><w:sdtContent>" * 5000 + b"</w:sdtContent></w:sdt>" * 5000),
        body(b"<w:p>"),
        with_part(simple(), "_rels/.rels", b"<x/>"),
        with_part(simple(), "[Content_Types].xml", b""),
        simple()[:2000] + b"word/",
    ],
    ids=["deep", "not-closed", "no-relations", "no-types", "cut-off"],
)
def test_damaged(tmp_path: Path, data: bytes) -> None:
    assert "damaged Word document" in error_of(tmp_path, data).problem


def test_text_is_limited(tmp_path: Path) -> None:
    data = body(b"<w:p><w:r><w:t>Again and again and again.</w:t></w:r></w:p>" * 500)
    assert "more text than 3 pages" in error_of(tmp_path, data, max_pages=3).problem
    assert seed_of(tmp_path, data).text


def test_document_without_words(tmp_path: Path) -> None:
    assert "no text of an article" in error_of(tmp_path, saved(docx.Document())).problem
