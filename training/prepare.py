"""Corpora to training documents: `python -m training.prepare DATA_DIR WORK_DIR` (data: see training/README.md).

Reads the archives of DATA_DIR (`polnear.tar.xz`, `ud.tar.xz`, `worldwide-newswire.tar.xz`, `conll2003.tar.xz`,
`conllpp.tar.xz`) without unpacking them to disk and writes WORK_DIR/{train,dev}.jsonl, one document a line:

    corpus    name of the corpus
    words     tokens; gaps: 0 joined to the word before, 1 space before, 2 line break before
    starts    1 where a sentence starts                                    (absent: not annotated)
    upos, heads, deps   universal tags and tree; the head of a root is itself (absent: not annotated)
    names     label a word: an entry of labels.NAME_LABELS, or a partial one of labels.PARTIAL (absent: not annotated)
    attributions   [[cue words], [source words], [content words]]           (absent: not annotated)

Text with offsets (PolNeAR) is split into words by the same tokeniser that reads a seed at run time; corpora that come
as words keep their own.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy

from briefing.language.features import BREAK, JOINED, SPACE
from briefing.language.labels import DEPS, UPOS

Document = dict[str, Any]

#: GUM genres under licences without a non-commercial clause (its LICENSE.txt); transcripts of talk are left out.
GUM_GENRES = {"academic", "bio", "court", "interview", "news", "reddit", "speech", "textbook", "voyage"}
WORLDWIDE = {
    "Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "NORP", "Misc": "MISC",
    "Product": "MISC", "Date": "DATE", "Money": "O",
}  # fmt: skip
CONLL = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC|NORP"}


def members(data: Path, archive: str) -> Iterator[tuple[str, str]]:
    """Name and text of every file in DATA/archive.tar.xz, in the order of their names."""
    files: dict[str, str] = {}
    with tarfile.open(data / f"{archive}.tar.xz", "r|xz") as tar:  # one pass: seeking back unpacks from the start
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() else None
            if handle is not None:
                files[member.name] = handle.read().decode("utf-8", "replace")
    for name in sorted(files):
        yield name, files[name].replace("\r\n", "\n")


def tokenise(nlp: spacy.Language, text: str) -> tuple[list[str], list[int], list[tuple[int, int]]]:
    """Words, gaps and offsets of a text; white space is no word."""
    words, gaps, spans = [], [], []
    end = 0
    for token in nlp.make_doc(text):
        if token.is_space:
            continue
        between = text[end : token.idx]
        gaps.append(BREAK if not words or "\n" in between else SPACE if between else JOINED)
        words.append(token.text)
        spans.append((token.idx, token.idx + len(token.text)))
        end = spans[-1][1]
    return words, gaps, spans


def polnear(data: Path, part: str) -> Iterator[Document]:
    """PolNeAR: attributions by characters, sentences by CoreNLP."""
    nlp = spacy.blank("en")
    for name, text in members(data, "polnear"):
        if not name.endswith(f"{part}/corenlp.jsonl"):
            continue
        for line in text.splitlines():
            source = json.loads(line)
            words, gaps, spans = tokenise(nlp, source["text"])

            def inside(pieces: list[list[int]], spans: list[tuple[int, int]] = spans) -> list[int]:
                return [i for i, (a, b) in enumerate(spans) if any(a < e and b > s for s, e in pieces)]

            first_chars = {source["toks"][a][0] for a, _ in source["sents"]}
            starts = [int(any(c in first_chars for c in range(a, b))) for a, b in spans]
            attributions = [[inside(x.get(k, [])) for k in ("cue", "source", "content")] for x in source["ann"]]
            yield {
                "corpus": "polnear", "id": source["id"], "words": words, "gaps": gaps, "starts": starts,
                "attributions": [a for a in attributions if a[0] and a[2]],
            }  # fmt: skip


def conllu(name: str, text: str) -> Iterator[Document]:
    """Universal Dependencies: one document for each `# newdoc`, words as annotated, spaces from SpaceAfter."""
    document: Document = {}
    gap = BREAK
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if not rows:
            continue
        fresh = any(line.startswith("# newdoc") for line in comments)
        if fresh or not document:
            if document:
                yield document
            document = {"corpus": "ud", "id": f"{name}#{comments[0] if comments else ''}"}
            document |= {k: [] for k in ("words", "gaps", "starts", "upos", "heads", "deps")}
        if fresh or any(line.startswith("# newpar") for line in comments):
            gap = BREAK
        offset = len(document["words"])
        inner = {row[0]: row for row in rows if row[0].isdigit()}
        order = {number: i for i, number in enumerate(inner)}
        joined_until = 0  # words of one orthographic token (do+n't) have no space between them
        after = {int(row[0].split("-")[1]): row for row in rows if "-" in row[0]}
        ranges = [tuple(map(int, row[0].split("-"))) for row in rows if "-" in row[0]]
        for number, row in inner.items():
            document["words"].append(row[1])
            document["gaps"].append(gap)
            document["starts"].append(int(order[number] == 0))
            document["upos"].append(UPOS.index(row[3]))
            head = order[number] if row[6] == "0" else order[row[6]]
            document["heads"].append(offset + head)
            document["deps"].append(DEPS.index(row[7] if row[7] in DEPS else row[7].split(":")[0]))
            for a, b in ranges:
                if a <= int(number) <= b:
                    joined_until = b
            last = after.get(int(number), row)
            spaced = "SpaceAfter=No" not in last[9]
            gap = SPACE if spaced and int(number) >= joined_until else JOINED
        gap = SPACE if gap == JOINED and "SpaceAfter=No" not in rows[-1][9] else gap
    if document:
        yield document


def guess_gaps(words: list[str]) -> list[int]:
    """Gaps for text that came as bare words: English punctuation is set as printers set it."""
    gaps, open_quote, after_open = [], False, False
    for i, word in enumerate(words):
        joined = after_open or word in {",", ".", ";", ":", "!", "?", ")", "]", "%", "’s", "'s", "n't", "n’t", "”", "'"}
        after_open = word in {"(", "[", "“", "$"}
        if word == '"':
            joined, after_open, open_quote = open_quote, not open_quote, not open_quote
        gaps.append(BREAK if i == 0 else JOINED if joined else SPACE)
    return gaps


def name_rows(lines: list[str], corpus: str, mapping: dict[str, str], column: int) -> Iterator[Document]:
    """One word a line, an empty line after a sentence, IOB tags in `column`: documents of up to 15 sentences."""
    words: list[str] = []
    names: list[str] = []
    starts: list[int] = []
    count, fresh, previous = 0, True, "O"
    for line in [*lines, "-DOCSTART-"]:
        fields = line.split("\t" if "\t" in line else " ")
        if line.startswith("-DOCSTART-") or (not line.strip() and count >= 15):
            if words:
                yield {
                    "corpus": corpus, "id": f"{corpus}-{len(words)}", "words": words, "gaps": guess_gaps(words),
                    "starts": starts, "names": names,
                }  # fmt: skip
            words, names, starts, count, fresh, previous = [], [], [], 0, True, "O"
            continue
        if not line.strip():
            count, fresh, previous = count + (not fresh), True, "O"
            continue
        tag = fields[column].strip() if len(fields) > abs(column) else "O"
        label = mapping.get(tag[2:], "O") if "-" in tag else "O"
        begins = tag.startswith("B-") or previous[2:] != tag[2:]
        previous = tag
        if not fields[0].strip() or fields[0].startswith(("http://", "https://")):
            continue
        words.append(fields[0].strip())
        names.append("O" if label == "O" else ("B-" if begins else "I-") + label)
        starts.append(int(fresh))
        fresh = False
    return


def worldwide(data: Path) -> Iterator[tuple[str, Document]]:
    """Part (train, dev or test: every 10th article each) and document of the Worldwide Newswire corpus."""
    files = [
        (n, t) for n, t in members(data, "worldwide-newswire") if "processed_annotated" in n and n.endswith(".tsv")
    ]
    for i, (name, text) in enumerate(files):
        part = {8: "dev", 9: "test"}.get(i % 10, "train")
        for document in name_rows(text.splitlines(), "worldwide", WORLDWIDE, 1):
            yield part, document | {"id": Path(name).name}


def documents(data: Path) -> Iterator[tuple[str, Document]]:
    """Every document with the part it belongs to."""
    for part in ("train", "dev"):
        for document in polnear(data, part):
            yield part, document
    gum = 0
    for name, text in members(data, "ud"):
        stem = Path(name).name
        if stem in {"en_ewt-ud-train.conllu", "en_ewt-ud-dev.conllu", "en_pud-ud-test.conllu"}:
            part = {"train": "train", "dev": "dev", "test": "test"}[stem.rsplit("-", 1)[1].split(".")[0]]
            yield from ((part, d) for d in conllu(stem, text))
        elif "/gum/dep/" in name and stem.split("_")[1] in GUM_GENRES:
            gum += 1
            yield from (("dev" if gum % 15 == 0 else "train", d) for d in conllu(stem, text))
    yield from worldwide(data)
    for name, text in members(data, "conll2003"):
        part = {"eng.train": "train", "eng.testa": "dev"}.get(Path(name).name)
        if part:
            rows = text.splitlines()
            yield from ((part, d) for d in name_rows(rows, "conll", CONLL, 3))
    for name, text in members(data, "conllpp"):
        if name.endswith("conllpp_test.txt"):
            yield from (("test", d) for d in name_rows(text.splitlines(), "conllpp", CONLL, 3))


def main() -> None:
    data, work = Path(sys.argv[1]), Path(sys.argv[2])
    work.mkdir(parents=True, exist_ok=True)
    counts: dict[tuple[str, str], list[int]] = {}
    with (
        (work / "train.jsonl").open("w", encoding="utf-8") as train,
        (work / "dev.jsonl").open("w", encoding="utf-8") as dev,
        (work / "test.jsonl").open("w", encoding="utf-8") as test,
    ):
        files = {"train": train, "dev": dev, "test": test}
        for part, document in documents(data):
            files[part].write(json.dumps(document, ensure_ascii=False) + "\n")
            count = counts.setdefault((document["corpus"], part), [0, 0])
            count[0] += 1
            count[1] += len(document["words"])
    for (corpus, part), (n, words) in sorted(counts.items()):
        print(f"{corpus:10} {part:6} {n:6} documents {words:8} words")


if __name__ == "__main__":
    main()
