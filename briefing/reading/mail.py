"""A mail (.eml): subject, sender and date are the head of the story; quoted, forwarded and signed parts are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from briefing.errors import ReadingError
from briefing.reading.decoding import decode
from briefing.reading.layout import blocks
from briefing.reading.limits import Limits
from briefing.reading.mailtext import Part, divide, plain_of_html
from briefing.reading.page import Page, PageBuilder

_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_LOCKED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
# So many words above a forwarded text are a note on it, not the text itself.
_NOTE_WORDS = 60


@dataclass
class _Mail:
    """A mail, or a forwarded one within it: its head, and its text divided."""

    subject: str = ""
    sender: str = ""
    to: str = ""
    date: str = ""
    parts: list[Part] = field(default_factory=list)
    inner: list[_Mail] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)

    def words(self) -> int:
        """How many words are the sender's own."""
        return sum(len(part.text.split()) for part in self.parts if part.kind == "own")


def read_mail(data: bytes, path: Path, limits: Limits) -> Page:
    """Keep the words of a mail: subject, sender and date as headline, byline and dateline, then its text.

    Quoted and forwarded mails and signatures are boilerplate; only where little more than a note stands above a forwarded
    mail is that mail the story and the note boilerplate. Raises ReadingError for a mail that is encrypted or has no text.
    """
    try:
        mail = _mail(message_from_bytes(data), path, limits)
    except RecursionError as error:
        raise ReadingError(path, "is a mail in a mail, too many times over", "Save the innermost as .eml.") from error
    story = _story(mail)
    if not any(part.text.strip() for part in story.parts):
        files = ", ".join(name for name in story.attached if name)
        what = f"has no text of its own, only attachments ({files})" if files else "has no text"
        remedy = "Save the attachment and read that." if files else "Copy the article's words to a .txt file."
        raise ReadingError(path, what, remedy)
    page = PageBuilder()
    title = _PREFIX.sub("", story.subject)
    page.add(title, "headline")
    page.add(story.sender, "byline")
    page.add(story.date, "dateline")
    page.add(f"To: {story.to}" if story.to else "", "boilerplate")
    _add(page, story)
    for other in _others(mail, story):
        for text in (other.subject, other.sender, other.date):
            page.add(text, "boilerplate")
        _add(page, other, silent=True)
    return page.page(title, date=_iso(story.date))


def _add(page: PageBuilder, mail: _Mail, silent: bool = False) -> None:
    for part in mail.parts:
        if part.kind == "own" and not silent:
            for block in blocks(part.text):
                page.add(part.text[block.start : block.end])
        else:
            for words in re.split(r"\n\s*\n", part.text):
                page.add(words, "boilerplate")


def _story(mail: _Mail) -> _Mail:
    """The mail that tells the story: the outer one, or the one that it only forwards."""
    while mail.inner and mail.words() <= min(_NOTE_WORDS, max(inner.words() for inner in mail.inner)):
        mail = max(mail.inner, key=_Mail.words)
    return mail


def _others(mail: _Mail, story: _Mail) -> Iterator[_Mail]:
    if mail is not story:
        yield mail
    for inner in mail.inner:
        yield from _others(inner, story)


def _mail(message: Message, path: Path, limits: Limits) -> _Mail:
    subject, sender, to, date = (_header(message, name) for name in ("Subject", "From", "To", "Date"))
    mail = _Mail(subject, sender, to, date)
    texts: list[str] = []
    _collect(message, mail, texts, path, limits)
    for part in divide(
        "\n\n".join(texts), forwarded=bool(re.match(r"(?:fwd?|wg|tr)\s*:", mail.subject, re.IGNORECASE))
    ):
        if part.kind == "forward":
            mail.inner.append(_Mail(part.subject, part.sender, "", part.date, list(divide(part.text, forwarded=False))))
        else:
            mail.parts.append(part)
    return mail


def _collect(message: Message, mail: _Mail, texts: list[str], path: Path, limits: Limits) -> None:
    """Put the texts of a mail into `texts`, mails attached to it and names of files into `mail`."""
    kind = message.get_content_type()
    if kind in _LOCKED:
        raise ReadingError(path, "is an encrypted mail", "Decrypt it in the mail program and save it as .eml again.")
    if kind == "message/rfc822":
        inner = message.get_payload()
        mail.inner += [
            _mail(part, path, limits)
            for part in (inner if isinstance(inner, list) else [])
            if isinstance(part, Message)
        ]
    elif kind == "multipart/alternative":
        choices: list[list[str]] = []
        for part in _parts(message):
            found: list[str] = []
            _collect(part, mail, found, path, limits)
            choices.append(found)
        texts += next((found for found in choices if any(text.strip() for text in found)), [])
    elif message.is_multipart():
        for part in _parts(message):
            _collect(part, mail, texts, path, limits)
    elif message.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
        mail.attached.append(message.get_filename() or "")
    else:
        text = _text(message, path)
        limits.check_text(path, sum(map(len, texts)) + len(text))
        texts.append(plain_of_html(text, path) if kind == "text/html" else text)


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _text(message: Message, path: Path) -> str:
    """The text of a part, its transfer encoding and its character set undone."""
    payload = message.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    return decode(payload, path, message.get_content_charset())


def _header(message: Message, name: str) -> str:
    """A header in one line of plain text, "" if there is none."""
    value = message.get(name)
    if value is None:
        return ""
    try:
        coded = decode_header(value if isinstance(value, Header) else str(value))
    except HeaderParseError:  # encoded, and damaged: as it stands
        return " ".join(str(value).split())
    parts = []
    for words, charset in coded:
        if isinstance(words, str):
            parts.append(words)
            continue
        try:
            parts.append(words.decode(charset if charset and charset != "unknown-8bit" else "utf-8", errors="replace"))
        except (LookupError, ValueError):  # no such character set, or no name of one
            parts.append(words.decode("latin-1"))
    return " ".join("".join(parts).split())


def _iso(date: str) -> str | None:
    """The day of a date header; None if it is none."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, OverflowError):  # no such day; a number that no clock holds
        return None
