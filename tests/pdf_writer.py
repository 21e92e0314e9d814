"""The least that makes a PDF: words at places on pages, in the standard fonts. For tests; every text in them is invented."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
FONTS = {"F1": "Times-Roman", "F2": "Times-Bold"}


@dataclass(frozen=True)
class Words:
    """Words that begin at `x`, `y` (points from the lower left corner)."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    mark: str = ""  # raised and small, behind the words


def column(
    lines: Sequence[str], x: float = 72, top: float = 760, size: float = 11, leading: float = 13.5, bold: bool = False
) -> list[Words]:
    """Lines one below the other; an empty line is a gap."""
    return [Words(x, top - i * leading, line, size, bold) for i, line in enumerate(lines) if line]


def write(pages: Sequence[Sequence[Words]], title: str = "", extra: str = "") -> bytes:
    """A PDF with these pages; `extra` goes into the trailer."""
    return drawn(["\n".join(map(_shown, words)).encode("latin-1") for words in pages], title, extra)


def drawn(pages: Sequence[bytes], title: str = "", extra: str = "") -> bytes:
    """The same, of pages in PDF's language of drawing."""
    objects: list[bytes] = [b"", b""]
    for name in FONTS.values():
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/StandardEncoding>>".encode())
    fonts = " ".join(f"/{key} {3 + i} 0 R" for i, key in enumerate(FONTS))
    kids = []
    for content in pages:
        objects.append(stream(zlib.compress(content), "/Filter/FlateDecode"))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {len(objects)} 0 R"
            f"/Resources<</Font<<{fonts}>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects.append(f"<</Title({title})>>".encode())
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return assemble(objects, f"/Info {len(objects)} 0 R {extra}")


def stream(content: bytes, entries: str) -> bytes:
    """A stream object."""
    return f"<</Length {len(content)}{entries}>>stream\n".encode() + content + b"\nendstream"


def assemble(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    data = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    tail = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R {trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + table.encode() + tail.encode()


def _shown(words: Words) -> str:
    # two signs where StandardEncoding has them
    text = (
        words.text.replace("ﬁ", "\xae")
        .replace("•", "\xb7")
        .replace("\\", r"\\")
        .replace("(", r"\(")
        .replace(")", r"\)")
    )
    font = "F2" if words.bold else "F1"
    raised = f" /{font} {0.6 * words.size} Tf {0.35 * words.size} Ts ({words.mark}) Tj" if words.mark else ""
    return f"BT /{font} {words.size} Tf {words.x} {words.y} Td ({text}) Tj{raised} ET"
