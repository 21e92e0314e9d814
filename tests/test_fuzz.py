"""The corpus of the fuzzer, and what was found by it or thought of as hostile: refused in words or read, and soon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fuzz import targets

CORPUS = Path(__file__).resolve().parent / "fuzz" / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())

DEEP = {
    "parameters": [b"seed: " + b"[" * 100_000, b"seed: " + b"{a: " * 5000, b"- " * 100_000, b"? " * 20_000,
                   b"title: " + b"9" * 6000, b"title: 1" + b":1" * 5000, b"title: 0x" + b"f" * 100_000,
                   b'title: "\\ud83d"', b'title: "\\ud83c\\udf0d"', b"as_of: 2026-01-08 10:00:00 +99:99",
                   b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(50)), b'seed: "a\\0b"'],
    "corrections": [b"merge: " + b"[" * 10_000, b"add: [{words: " + b"a " * 50_000 + b"}]", b"merge: [{actors: [" + b"VPA," * 5000 + b"]}]",
                    b"notes: [" + b"{text: x}," * 5000 + b"]", b"edit: [{allegation: took four million, act: " + b"9" * 5000 + b"}]"],
    "text": [b"word " * 20_000, b"\n" * 199_000, b"a" * 59_000, b"- " * 29_000, b"\xe2\x80\xa8" * 19_000,
             b"PARIS, Jan 8 " * 4000, b"(" * 59_000, b"1 January 2026 " * 3000, b"A\n\n" * 19_000, b"x\r" * 29_000],
    "markdown": [b"> " * 5000 + b"a", b"[" * 20_000, b"*" * 50_000, b"- " * 3000 + b"a", b"![a](" * 10_000,
                 b"|" * 20_000 + b"\n" + b"|-" * 19_000, b"---\na: &x [*x]\n---\nb",
                 b"---\na: " + b"[" * 5000 + b"\n---\nb", b"---\na: " + b"9" * 5000 + b"\n---\nb"],
    "html": [b"<div>" * 20_000 + b"a", b"<html><body>" + b"<b>" * 10_000 + b"x", b"<!--" * 20_000,
             b"<table>" * 5000 + b"x", b"<html>" + b"&#x10ffff;" * 10_000,
             b"<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><html><p>&b;"],
    "mail": [b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000,
             b"Subject: " + b"=?utf-8?q?a?= " * 5000 + b"\n\nx", b"Content-Type: text/plain; charset=\xff\n\nabc",
             b"Content-Type: text/plain; charset=rot13\n\nabc", b"Content-Transfer-Encoding: base64\n\n====",
             b"Subject: =?utf-8?b?abcde?=\n\nWords of a mail.", b"Subject: =?\0?q?a?=\n\nWords of a mail.",
        b"From: " + b"(" * 5000 + b"\n\nabc"],
    "output": [b"<div>" * 20_000, b"</div>" * 20_000, b"<!" * 10_000, b"<a " + b"a=b " * 20_000 + b">", b"<![CDATA[" * 1000],
    "prose": [b"# " * 10_000, b"> " * 3000 + b"a", b"[" * 20_000, b"*" * 20_000],
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_file_of_the_corpus(path: Path) -> None:
    targets.TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", DEEP)
def test_deep_and_long(name: str) -> None:
    for data in DEEP[name]:
        targets.TARGETS[name](data)


def test_every_target_has_a_corpus_and_the_corpus_stays_small() -> None:
    assert {path.parent.name for path in FILES} == set(targets.TARGETS)
    assert sum(path.stat().st_size for path in FILES) < 200_000


def test_the_tally_counts_every_target() -> None:
    tally = json.loads((CORPUS.parent / "tally.json").read_text(encoding="utf-8"))
    assert list(tally) == list(targets.TARGETS)
    assert all(row["executions"] >= row["finds"] >= 0 for row in tally.values())
