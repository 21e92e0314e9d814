"""The text of a mail, divided: the sender's own words, signature, quoted replies, a forwarded mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from briefing.reading.markup import parse

PartKind = Literal["own", "signature", "quote", "forward"]

_FORWARD = re.compile(r"-*\s*(?:begin )?forwarded (?:message|by\b.*)\s*:?\s*-*", re.IGNORECASE)
_ORIGINAL = re.compile(r"[-_]{3,}\s*original (?:message|appointment)\s*[-_]{3,}", re.IGNORECASE)
_FIELD = re.compile(r"\*?(?P<name>from|sent|date|to|cc|bcc|subject|reply-to)\s*:\*?\s*(?P<value>.*)", re.IGNORECASE)
_WROTE = re.compile(
    r"(?:on|am|le|el)\b.{6,250}\b(?:wrote|writes|schrieb|a écrit|escribió)\s*:", re.IGNORECASE | re.DOTALL
)
_DASHES = re.compile(r"-- ?|_{5,}")
_CLOSING = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|kindest|many)?\s*(?:regards|wishes|thanks)|sincerely(?: yours)?|yours(?: \w+)?|cheers|best|thanks"
    r"|thank you)\s*[,.!]?",
    re.IGNORECASE,
)
_MOST_SIGNATURE = 8  # lines
_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset("head script style title template".split())


@dataclass(frozen=True)
class Part:
    """Lines of a mail that belong together; the head of a forwarded mail apart from its text."""

    kind: PartKind
    text: str
    subject: str = ""
    sender: str = ""
    date: str = ""


def divide(text: str, forwarded: bool) -> Iterator[Part]:
    """The parts of a mail's text in order. `forwarded`: the subject says that a mail below is forwarded, not answered."""
    lines = text.split("\n")
    start = i = 0
    while i < len(lines):
        line = lines[i].strip()
        skip = _intro(lines, i)
        if line.startswith(">") or skip:
            yield from _own(lines[start:i])
            end = i + skip
            bare = bool(skip)
            while end < len(lines) and (
                lines[end].strip().startswith(">") or (not lines[end].strip() and _quoted(lines, end))
            ):
                end, bare = end + 1, False
            end = len(lines) if bare else end  # a reply above a mail that is not marked line by line
            yield Part("quote", "\n".join(lines[i:end]))
            start = i = end
        elif _FORWARD.fullmatch(line) or _ORIGINAL.fullmatch(line) or _fields(lines, i)[1] >= 3:
            yield from _own(lines[start:i])
            yield _below(lines[i:], forwarded or bool(_FORWARD.fullmatch(line)))
            return
        else:
            i += 1
    yield from _own(lines[start:])


def _quoted(lines: list[str], i: int) -> bool:
    """Whether the next line with words is a quoted one."""
    return next((line.strip().startswith(">") for line in lines[i : i + 4] if line.strip()), False)


def _intro(lines: list[str], i: int) -> int:
    """How many lines from `i` say that someone wrote what follows (`On Tuesday Ada wrote:`), 0 if they do not."""
    for length in (1, 2, 3):
        if _WROTE.fullmatch(" ".join(line.strip() for line in lines[i : i + length])):
            return length
    return 0


def _fields(lines: list[str], i: int) -> tuple[dict[str, str], int]:
    """The head of a mail that stands in the text from line `i`, and how many lines it takes."""
    found: dict[str, str] = {}
    end = i
    while end < len(lines) and (field := _FIELD.fullmatch(lines[end].strip())):
        found[field["name"].lower()] = field["value"].strip()
        end += 1
    return found, end - i


def _below(lines: list[str], forwarded: bool) -> Part:
    """A mail below another: a forwarded one with its head, else a quotation."""
    if not forwarded:
        return Part("quote", "\n".join(lines))
    first = next((i for i, line in enumerate(lines) if _FIELD.fullmatch(line.strip())), 0)
    head, length = _fields(lines, first)
    body = "\n".join(re.sub(r"^> ?", "", line) for line in lines[first + length :])
    date = head.get("date") or head.get("sent", "")
    return Part("forward", body, head.get("subject", ""), head.get("from", ""), date)


def _own(lines: list[str]) -> Iterator[Part]:
    """The sender's own words, and the signature below them."""
    lines = "\n".join(lines).rstrip().split("\n")
    signed = next((i for i, line in enumerate(lines) if _DASHES.fullmatch(line)), len(lines))
    last = max(0, signed - _MOST_SIGNATURE)
    signed = next((i for i in range(last, signed) if _CLOSING.fullmatch(lines[i].strip())), signed)
    if any(line.strip() for line in lines[:signed]):
        yield Part("own", "\n".join(lines[:signed]))
    if signed < len(lines):
        yield Part("signature", "\n".join(lines[signed:]))


def plain_of_html(source: str, path: Path) -> str:
    """The words of a mail in HTML: a blank line between blocks, `> ` before what is quoted.

    Raises ReadingError as `parse` does.
    """
    tree = parse(source, path)
    if tree is None:
        return ""
    found: list[str] = []
    words: list[str] = []
    quoted = unseen = 0

    def flush() -> None:
        lines = [" ".join(line.split()) for line in "".join(words).split("\n")]
        words.clear()
        block = "\n".join(("> " if quoted else "") + line for line in lines if line)
        if block:
            found.append(block)

    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            words.append(element.tail or "")
            continue
        opens = event == "start"
        if element.tag in _BLOCKS:
            flush()
        if _is_quote(element):
            quoted += 1 if opens else -1
        unseen += (1 if opens else -1) if element.tag in _UNSEEN else 0
        if not unseen:
            words.append(
                ("\n" if element.tag == "br" else "") + _one_line(element.text) if opens else _one_line(element.tail)
            )
    flush()
    return "\n\n".join(found)


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _is_quote(element: Any) -> bool:
    marks = element.get("class", "").split()
    return element.tag == "blockquote" or "gmail_quote" in marks or "moz-cite-prefix" in marks
