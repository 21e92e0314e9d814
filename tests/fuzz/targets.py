"""What is fuzzed: functions that take any bytes, raise nothing but the errors that are theirs, and keep their promises.

`python tests/fuzz/run.py NAME` lets atheris look for bytes that break one; the pytest in `tests/test_fuzz.py` runs every
file of the corpus, and every find, through its function.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pdf_writer
import trafilatura.external

from briefing.corrections import CorrectionError, lay, read_corrections
from briefing.errors import ReadingError
from briefing.evidence import verify
from briefing.params import ParameterError, Parameters, check
from briefing.reading import pdf_pages
from briefing.reading.formats import recognise
from briefing.reading.limits import Limits
from briefing.reading.story import tell
from briefing.render.cells import plain
from briefing.render.outline import Outline
from briefing.render.sanitise import clean
from briefing.schema import Analysis, Seed
from briefing.yamlfile import Unusable, load_mapping

_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # files that never reach a disk
_FOLDER = Path(tempfile.mkdtemp(prefix="briefing-fuzz-", dir=_MEMORY))
_LIMITS = Limits(max_bytes=200_000, max_pages=20)


def _read(name: str, data: bytes) -> None:
    """A seed of these bytes is refused in words, or its parts lie in its text, in order and side by side."""
    path = Path(name)
    try:
        form = recognise(path, data)
        page = form.read(data, path, _LIMITS)
        _LIMITS.check_text(path, len(page.text))
    except ReadingError as error:
        assert str(error).startswith(name) and error.remedy
        return
    if not page.blocks:
        return
    story = tell(page)
    seed = Seed(
        name="a", text=page.text, title=story.title or "a", outlet=story.outlet, dateline=story.dateline,
        sha256="0" * 64, media_type=form.media_type, sections=story.sections,
    )  # fmt: skip
    end = 0
    for section in seed.sections:
        assert end <= section.start < section.end <= len(seed.text), (section, end, len(seed.text))
        assert seed.text[section.start : section.end].strip(), section
        end = section.end
    if seed.dateline:
        assert seed.text[seed.dateline.start : seed.dateline.end].strip()
    assert "\r" not in seed.text
    seed.model_dump_json().encode()


def text(data: bytes) -> None:
    """A plain text."""
    _read("a.txt", data)


def markdown(data: bytes) -> None:
    """A Markdown file."""
    _read("a.md", data)


def html(data: bytes) -> None:
    """A web page; of the frequent words of all languages that trafilatura hands to justext at each call only a few."""
    with patch.object(trafilatura.external, "JT_STOPLIST", ("a", "and", "of", "the", "to")):
        _read("a.html", data)


def mail(data: bytes) -> None:
    """A mail."""
    _read("a.eml", data)


def word(data: bytes) -> None:
    """A Word document."""
    _read("a.docx", data)


_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = {"document": "document.main", "styles": "styles", "footnotes": "footnotes", "header": "header"}
_PART_BREAK = re.compile(rb"\n*^=+\n", re.MULTILINE)


def word_parts(data: bytes) -> None:
    """A Word document of these parts, each after a line of `=`: text, styles, footnotes, header. The file around them is sound."""
    parts = dict(zip(_PARTS, _PART_BREAK.split(data), strict=False))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            _xml(
                "Types",
                "package/2006/content-types",
                (
                    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
                    *(
                        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}{_PARTS[part]}+xml"/>'
                        for part in parts
                    ),
                ),
            ),
        )
        archive.writestr("_rels/.rels", _relationships({"document": "officeDocument"}, "word/"))
        archive.writestr("word/_rels/document.xml.rels", _relationships({p: p for p in parts if p != "document"}, ""))
        for part, content in parts.items():
            archive.writestr(f"word/{part}.xml", content)
    _read("a.docx", stream.getvalue())  # fmt: skip


def _relationships(kinds: dict[str, str], folder: str) -> str:
    entries = (f'<Relationship Id="r{i}" Type="{_RELATIONS}{kind}" Target="{folder}{part}.xml"/>'
               for i, (part, kind) in enumerate(kinds.items()))  # fmt: skip
    return _xml("Relationships", "package/2006/relationships", tuple(entries))


def _xml(root: str, namespace: str, content: tuple[str, ...]) -> str:
    return f'<{root} xmlns="http://schemas.openxmlformats.org/{namespace}">{"".join(content)}</{root}>'


def pdf(data: bytes) -> None:
    """A PDF, taken apart in this process, where the reader has another do it."""
    with patch("briefing.reading.pdf._taken_apart", _taken_apart):
        _read("a.pdf", data)


def _taken_apart(data: bytes, limits: Limits) -> Any:
    return json.loads(json.dumps(pdf_pages.read(data, limits.max_pages)))


def pdf_pages_of(data: bytes) -> None:
    """A PDF with these pages, in PDF's language of drawing, a form feed between them. The file around them is sound."""
    pages = data.split(b"\f")[: _LIMITS.max_pages + 1]
    pdf(pdf_writer.drawn(pages))


def _written(data: bytes) -> Path:
    file = _FOLDER / "a.yaml"
    file.write_bytes(data)
    return file


def parameters(data: bytes) -> None:
    """A parameters file is refused in words, or gives texts that hold no line break and go through JSON unchanged."""
    try:
        values, _ = load_mapping(_written(data), "seed: a.txt")
    except Unusable as error:
        assert str(error) and error.remedy
        return
    try:
        found = check(values).model_dump()
    except ParameterError as error:
        assert all(problem.problem and problem.remedy for problem in error.problems)
        return
    assert set(found) == set(Parameters.model_fields)
    assert json.loads(json.dumps(found)) == found
    for key, value in found.items():
        assert isinstance(value, str), key
        assert key == "seed" or value.isprintable()


def corrections(data: bytes) -> None:
    """A corrections file is refused in words, or gives an analysis that is whole, and the same when laid again."""
    analysis = _machine()
    try:
        read = read_corrections(_written(data))
        made = lay(analysis, read)
    except CorrectionError as error:
        assert error.problems and all(problem.problem and problem.remedy for problem in error.problems)
        return
    assert verify(made) == lay(made, read) == lay(analysis, read)
    assert Analysis.from_json(made.to_json()) == made


@lru_cache(maxsize=1)
def _machine() -> Analysis:
    from test_corrections import machine

    return machine()


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "style", "iframe", "object", "embed", "meta", "link", "base", "form"), tag
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("style", "src", "srcset", "action"), name
            assert name != "href" or (value or "").startswith("#"), value
        if tag not in ("br", "col", "hr", "wbr"):
            self.depth.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "col", "hr", "wbr"):
            assert self.depth and self.depth.pop() == tag


def output(data: bytes) -> None:
    """HTML of a notebook's output: what is left is balanced and holds nothing that runs or loads; again, it stays so."""
    made = clean(data.decode("utf-8", errors="replace"))
    seen = _Seen()
    seen.feed(made)
    seen.close()
    assert seen.depth == []
    assert clean(made) == made
    assert "<" not in plain(re.sub("&lt;", "", made)) or "&" in made


def prose(data: bytes) -> None:
    """Markdown of a notebook: the page's part of it holds nothing that runs or loads."""
    outline = Outline()
    outline.markdown(data.decode("utf-8", errors="replace"))
    seen = _Seen()
    seen.feed(outline.html())
    seen.close()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "mail": mail,
    "word": word,
    "word-parts": word_parts,
    "pdf": pdf,
    "pdf-pages": pdf_pages_of,
    "parameters": parameters,
    "corrections": corrections,
    "output": output,
    "prose": prose,
}
