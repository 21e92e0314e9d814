"""Mails. All texts are invented."""

from __future__ import annotations

from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
import stories
from stories import parts

LEAD = (
    "The port authority of Varnholm paid a shell company – Hilma Ltd – for dredging that was never done, an audit says."
)
SECOND = "The authority rejects the finding and says that the work was delayed by two winters of storms."

seed_of = partial(stories.seed_of, name="story.eml")
error_of = partial(stories.error_of, name="story.eml")


def mail(text: str, subject: str = "Audit finds ghost dredging", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Zoë Müller <zoe@courier.example>"
    message["To"] = "desk@courier.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 04 Mar 2025 09:12:00 +0100"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


HEAD = [
    ("headline", "Audit finds ghost dredging"),
    ("byline", "Zoë Müller <zoe@courier.example>"),
    ("dateline", "Tue, 04 Mar 2025 09:12:00 +0100"),
    ("boilerplate", "To: desk@courier.example"),
]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_head_and_text(tmp_path: Path, encoding: str, charset: str) -> None:
    message = mail("")
    message.set_content(f"{LEAD}\n\n{SECOND}\n", charset=charset, cte=encoding)
    seed = seed_of(tmp_path, message.as_bytes())
    assert parts(seed) == [*HEAD, ("paragraph", LEAD), ("paragraph", SECOND)]
    assert (seed.title, seed.outlet, seed.media_type) == ("Audit finds ghost dredging", None, "message/rfc822")
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == (None, "2025-03-04")


def test_dateline_of_the_text_takes_its_year_from_the_mail(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, mail(f"VARNHOLM, March 3 — {LEAD}\n\n{SECOND}\n").as_bytes())
    assert seed.dateline is not None
    assert (seed.dateline.place, seed.dateline.date) == ("VARNHOLM", "2025-03-03")


def test_plain_text_comes_before_html_and_attachments_are_not_read(tmp_path: Path) -> None:
    message = mail(f"{LEAD}\n", html="<p>the same in colours</p>")
    message.add_attachment("something else", filename="notes.txt")
    assert parts(seed_of(tmp_path, message.as_bytes())) == [*HEAD, ("paragraph", LEAD)]


def test_html_alone(tmp_path: Path) -> None:
    message = mail("")
    message.set_content(
        f"<html><head><style>p {{color: red}}</style></head><body><div>{LEAD}</div><p>{SECOND}<br>Nobody\nwas charged, it says."
        f"<!-- no --></p><blockquote>What do <b>they</b> say?</blockquote></body></html>",
        subtype="html",
    )
    assert parts(seed_of(tmp_path, message.as_bytes()))[4:] == [
        ("paragraph", LEAD),
        ("paragraph", SECOND),
        ("paragraph", "Nobody was charged, it says."),
        ("boilerplate", "> What do they say?"),
    ]


def test_quotations_and_signature_are_boilerplate(tmp_path: Path) -> None:
    text = (
        f"{LEAD}\n\n> What do they say?\n> And when?\n\n{SECOND}\n\nBest regards,\nZoë\n\n-- \nZoë Müller\nTel. 123\n\n"
        "On Mon, 3 Mar 2025 at 17:00,\nBo Holm <bo@port.example> wrote:\n> The minister took the money.\n>\n> Bo\n"
    )
    assert parts(seed_of(tmp_path, mail(text, "Re: Audit finds ghost dredging").as_bytes())) == [
        *HEAD,
        ("paragraph", LEAD),
        ("boilerplate", "> What do they say?\n> And when?"),
        ("paragraph", SECOND),
        ("boilerplate", "Best regards,\nZoë"),
        ("boilerplate", "-- \nZoë Müller\nTel. 123"),
        (
            "boilerplate",
            "On Mon, 3 Mar 2025 at 17:00,\nBo Holm <bo@port.example> wrote:\n> The minister took the money.\n>\n> Bo",
        ),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----\nFrom: Bo Holm\nSent: Monday\nSubject: The port\n",
        "From: Bo Holm\nSent: Monday\nTo: Zoë\nSubject: The port\n",
        "On Monday, 3 March 2025, Bo Holm wrote:\n",
    ],
    ids=["original-message", "outlook", "wrote"],
)
def test_everything_below_a_reply_is_quoted(tmp_path: Path, mark: str) -> None:
    text = f"{LEAD}\n\n{mark}\nThe minister took the money.\n\nHe took it twice.\n"
    found = parts(seed_of(tmp_path, mail(text, "RE: Audit finds ghost dredging").as_bytes()))
    assert [words for kind, words in found if kind == "paragraph"] == [LEAD]
    assert found[-1] == ("boilerplate", "He took it twice.")


def forwarded(note: str) -> EmailMessage:
    text = (
        f"{note}\n\n---------- Forwarded message ---------\nFrom: Gulf Herald <news@herald.example>\nDate: Mon, 3 Mar 2025\n"
        f"Subject: Ghost dredging in Varnholm\nTo: <zoe@courier.example>\n\n{LEAD}\n\n{SECOND}\n"
    )
    return mail(text, "Fwd: Ghost dredging in Varnholm")


def test_a_mail_that_is_only_forwarded_is_the_story(tmp_path: Path) -> None:
    seed = seed_of(tmp_path, forwarded("Please look at this, they took money.").as_bytes())
    assert parts(seed)[:5] == [
        ("headline", "Ghost dredging in Varnholm"),
        ("byline", "Gulf Herald <news@herald.example>"),
        ("dateline", "Mon, 3 Mar 2025"),
        ("paragraph", LEAD),
        ("paragraph", SECOND),
    ]
    assert ("boilerplate", "Please look at this, they took money.") in parts(seed)
    assert (seed.outlet, seed.dateline and seed.dateline.date) == ("Gulf Herald", "2025-03-03")


def test_a_forwarded_mail_below_a_text_is_boilerplate(tmp_path: Path) -> None:
    found = parts(seed_of(tmp_path, forwarded(f"{SECOND} {LEAD} " * 3).as_bytes()))
    assert [words for kind, words in found if kind == "paragraph"] == [(f"{SECOND} {LEAD} " * 3).strip()]
    assert found[-1] == ("boilerplate", SECOND)


def test_a_mail_attached_to_a_note_is_the_story(tmp_path: Path) -> None:
    outer = mail("See the mail attached.", "For the desk")
    outer.add_attachment(mail(f"{LEAD}\n\n{SECOND}\n"))
    assert parts(seed_of(tmp_path, outer.as_bytes()))[: len(HEAD) + 2] == [
        *HEAD,
        ("paragraph", LEAD),
        ("paragraph", SECOND),
    ]


def test_a_mail_is_one_under_any_name(tmp_path: Path) -> None:
    data = b"MIME-Version: 1.0\r\n" + mail(f"{LEAD}\n").as_bytes()
    assert seed_of(tmp_path, data, name="story.txt").media_type == "message/rfc822"


def test_odd_heads(tmp_path: Path) -> None:
    data = f"Subject: =?no-such-set?q?Gh=F6st?=\nFrom: <>\nDate: soon\nContent-Type: text/plain; charset=no-such\n\n{LEAD}\n"
    seed = seed_of(tmp_path, data.encode())
    assert seed.title == "Ghöst"
    assert ("boilerplate", "soon") in parts(seed)
    assert ("paragraph", LEAD) in parts(seed)
    assert seed.dateline is None


def test_attachment_alone_is_named(tmp_path: Path) -> None:
    message = mail("")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="report.pdf")
    error = error_of(tmp_path, message.as_bytes())
    assert "only attachments (report.pdf)" in error.problem
    assert "Save the attachment" in error.remedy


def test_encrypted(tmp_path: Path) -> None:
    data = b'Subject: x\nContent-Type: multipart/encrypted; boundary="b"\n\n--b\n\n--b--\n'
    assert "encrypted" in error_of(tmp_path, data).problem


def test_mails_within_mails_without_end(tmp_path: Path) -> None:
    assert "too many times over" in error_of(tmp_path, b"Content-Type: message/rfc822\n\n" * 3000).problem


def test_deep_html(tmp_path: Path) -> None:
    data = b"Subject: x\nContent-Type: text/html\n\n" + b"<div>" * 5000 + b"hello"
    assert "nested deeper" in error_of(tmp_path, data).problem


def test_text_is_limited(tmp_path: Path) -> None:
    assert "more text than 1 page" in error_of(tmp_path, mail(f"{LEAD}\n\n" * 100).as_bytes(), max_pages=1).problem
