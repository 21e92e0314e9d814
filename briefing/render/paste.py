"""A briefing in other forms: PDF by Chromium, Word by python-docx, Markdown. Each is made of the finished page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from briefing.chromium import PROGRAMS, find_chromium
from briefing.errors import BriefingError
from briefing.files import write_atomically
from briefing.render.blocks import Block, Plain, read_page

_SECONDS = 120
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP file can hold: the same bytes on every day
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


class PasteError(BriefingError):
    """A form of the briefing that could not be made; the page itself is in its place."""


def markdown(page: Path) -> Path:
    """Write the Markdown of a page beside it; its path."""
    target = page.with_suffix(".md")
    write_atomically(target, as_markdown(read_page(page.read_text(encoding="utf-8"))))
    return target


def docx(page: Path) -> Path:
    """Write the Word document of a page beside it; its path. The same page gives the same bytes."""
    target = page.with_suffix(".docx")
    temporary = target.with_suffix(".docx.tmp")
    temporary.write_bytes(as_docx(read_page(page.read_text(encoding="utf-8"))))
    temporary.replace(target)
    return target


def pdf(page: Path) -> Path:
    """Print a page to PDF beside it, by the Chromium on PATH; its path.

    Raises PasteError if there is none, or if it does not print. A PDF holds the time when it was printed, so its
    bytes differ from run to run.
    """
    program = find_chromium()
    if program is None:
        raise PasteError(
            f"{page}: no PDF, because no Chromium was found (looked for {', '.join(PROGRAMS)}). "
            "Install one (Debian: apt-get install chromium), or print the page from your browser."
        )
    target = page.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "page.pdf"
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-background-networking", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
                   f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={made}",
                   page.resolve().as_uri()]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise PasteError(f"{page}: no PDF, {program} did not end in {_SECONDS} seconds. Try again.") from error
        if not made.is_file():
            told = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            raise PasteError(f"{page}: no PDF, {program} failed ({told[0][:200]}). Print the page from your browser.")
        shutil.copyfile(made, target)
    return target


FORMS = {"pdf": pdf, "docx": docx, "markdown": markdown}


def as_markdown(plain: Plain) -> str:
    """A page as Markdown, with its marking first and last."""
    parts = [f"**{plain.marking}**"]
    before = None
    for block in plain.blocks:
        written = _markdown(block)
        together = block.kind == "item" and before is not None and before.kind == "item"
        parts.append(f"{'' if together else chr(10)}{written}")
        before = block
    return "\n".join([*parts, "", f"**{plain.marking}**", ""])


def _markdown(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {_escaped(block.text)}"
    if block.kind == "item":
        return f"{'  ' * block.level}- {_escaped(block.text)}"
    if block.kind == "paragraph":
        # A line that begins like a list or a heading would become one.
        return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", _escaped(block.text)))
    width = max(len(row) for row in block.rows)
    rows = [f"| {' | '.join([*map(_escaped, row), *[''] * (width - len(row))])} |" for row in block.rows]
    caption = [f"*{_escaped(block.text)}*", ""] if block.text else []
    return "\n".join([*caption, rows[0], f"|{' --- |' * width}", *rows[1:]])


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def as_docx(plain: Plain) -> bytes:
    """A page as a Word document, with its marking in the header and footer of every sheet."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for part in (section.header, section.footer):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(plain.marking).bold = True
    for block in plain.blocks:
        if block.kind == "heading":
            document.add_heading(block.text, level=0 if block.level == 1 else block.level - 1)
        elif block.kind == "item":
            document.add_paragraph(
                block.text, style=("List Bullet", "List Bullet 2", "List Bullet 3")[min(block.level, 2)]
            )
        elif block.kind == "paragraph":
            document.add_paragraph(block.text)
        else:
            if block.text:
                document.add_paragraph().add_run(block.text).bold = True
            table = document.add_table(len(block.rows), max(len(row) for row in block.rows), style="Table Grid")
            for cells, row in zip(table.rows, block.rows, strict=True):
                for cell, words in zip(cells.cells, row, strict=False):
                    cell.text = words
                    for run in cell.paragraphs[0].runs:
                        run.font.size = Pt(9)
    about = document.core_properties
    about.title, about.author, about.comments = plain.title[:255], "", ""
    about.created = about.modified = datetime(*_EPOCH)
    made = io.BytesIO()
    document.save(made)
    return _same_bytes(made.getvalue())


def _same_bytes(archive: bytes) -> bytes:
    """A ZIP file with the same content and no time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(entry, _EPOCH), source.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
