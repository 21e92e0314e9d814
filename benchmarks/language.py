"""Names, tags and trees of the shipped engine: `python -m benchmarks.language DATA_DIR [--model FOLDER] [--limit N]`.

DATA_DIR holds `ud.tar.xz` (Universal Dependencies English: PUD test), `conllpp.tar.xz` (CoNLL++ test) and
`worldwide-newswire.tar.xz` (English Worldwide Newswire; every tenth article). Text is put together from each corpus' words
and read as any text is; a gold word that the engine splits otherwise counts as wrong. Names: exact spans, F1; a CoNLL MISC
name may be MISC or NORP here; DATE is not scored. CoNLL++ is read in capitals as well. On the Worldwide Newswire persons,
organisations and places are also scored without the rest (a facility is a place), and so is the share that is found of the names
whose words stand nowhere in the training part. Sentences of PUD are read one at a time. In brackets: 95 % interval over documents.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.estimate import Estimate, estimate
from briefing.language.engine import MODEL, Engine
from briefing.language.features import BREAK, JOINED
from briefing.language.labels import DEPS, UPOS
from training.prepare import CONLL, conllu, members, name_rows, worldwide

Document = dict[str, Any]
Names = set[tuple[int, int, str]]
Read = tuple[str, Names, Names]
THREE = frozenset({"PERSON", "ORG", "LOC"})


def text_of(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """The text of words and gaps, and where each word stands in it."""
    text, spans = "", []
    for k, (word, gap) in enumerate(zip(document["words"], document["gaps"], strict=True)):
        text += "" if gap == JOINED or not k else "\n\n" if gap == BREAK else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def names_of(document: Document, spans: list[tuple[int, int]]) -> set[tuple[int, int, str]]:
    """Gold names as (start, end, label) in characters; MISC and NORP are one where the corpus does not tell them apart."""
    found: list[list[Any]] = []
    for (start, end), label in zip(spans, document["names"], strict=True):
        if label.startswith("B-"):
            found.append([start, end, label[2:]])
        elif label.startswith("I-") and found:
            found[-1][1] = end
    return {(a, b, label) for a, b, label in found if label != "DATE"}


def read(engine: Engine, documents: list[Document]) -> list[Read]:
    """Each document with the names that it holds and those that the engine finds, in characters."""
    texts = [text_of(d) for d in documents]
    found = []
    for document, (text, spans), doc in zip(documents, texts, engine.annotate([t for t, _ in texts]), strict=True):
        fold = {"MISC": "MISC|NORP", "NORP": "MISC|NORP"} if document["corpus"].startswith("conll") else {}
        names = {(e.start_char, e.end_char, fold.get(e.label_, e.label_)) for e in doc.ents if e.label_ != "DATE"}
        found.append((text, names_of(document, spans), names))
    return found


def score_names(documents: list[Read], kinds: frozenset[str] | None = None) -> Estimate:
    """F1 of the names, or of those of some kinds."""
    counts = []
    for _, *both in documents:
        gold, found = ({n for n in names if kinds is None or n[2] in kinds} for names in both)
        counts.append((2 * len(gold & found), len(gold) + len(found)))
    return estimate(counts)


def score_unseen(documents: list[Read], seen: list[Document]) -> Estimate:
    """Share found, whole and of the right kind, of the names that no document of `seen` holds as a name."""
    known = {name for d in seen for name in surfaces(d)}
    counts = []
    for text, gold, found in documents:
        new = {n for n in gold if text[n[0] : n[1]] not in known}
        counts.append((len(new & found), len(new)))
    return estimate(counts)


def surfaces(document: Document) -> list[str]:
    """The names of a document as they stand in its text."""
    text, spans = text_of(document)
    return [text[a:b] for a, b, _ in names_of(document, spans)]


def score_trees(engine: Engine, documents: list[Document]) -> dict[str, Estimate]:
    """Tags, heads, and heads with relations that are right, in per cent of the gold words."""
    sentences: list[Document] = []
    for d in documents:
        starts = [i for i, s in enumerate(d["starts"]) if s]
        for a, b in zip(starts, [*starts[1:], len(d["words"])], strict=True):
            part = {k: d[k][a:b] for k in ("words", "gaps", "upos", "deps")}
            sentences.append(part | {"heads": [h - a for h in d["heads"][a:b]]})
    texts = [text_of(s) for s in sentences]
    docs = engine.annotate([t for t, _ in texts])
    counts: list[Counter[str]] = []
    for sentence, (_, spans), doc in zip(sentences, texts, docs, strict=True):
        count: Counter[str] = Counter()
        counts.append(count)
        place = {(t.idx, t.idx + len(t)): t for t in doc}
        for k, span in enumerate(spans):
            count["words"] += 1
            token = place.get(span)
            if token is None:
                continue
            head = (token.head.idx, token.head.idx + len(token.head))
            right = head == spans[sentence["heads"][k]]
            relation = "root" if token.dep_ == "ROOT" else token.dep_
            count["tags"] += token.pos_ == UPOS[sentence["upos"][k]]
            count["UAS"] += right
            count["LAS"] += right and relation == DEPS[sentence["deps"][k]]
    return {k: estimate([(count[k], count["words"]) for count in counts]) for k in ("tags", "UAS", "LAS")}


def measure(engine: Engine, data: Path, limit: int | None = None) -> dict[str, dict[str, Estimate]]:
    """By corpus: names F1 on CoNLL++ and Worldwide Newswire, tags, UAS and LAS on PUD."""
    pud = [d for n, t in members(data, "ud") if n.endswith("pud-ud-test.conllu") for d in conllu("pud", t)]
    plus = [
        d
        for n, t in members(data, "conllpp")
        if n.endswith("conllpp_test.txt")
        for d in name_rows(t.splitlines(), "conllpp", CONLL, 3)
    ]
    parts: dict[str, list[Document]] = {}
    for part, d in worldwide(data):
        parts.setdefault(part, []).append(d)
    world = read(engine, parts["test"][:limit])
    capitals = [d | {"words": [w.upper() for w in d["words"]]} for d in plus]
    return {
        "CoNLL++ test": {
            "names F1": score_names(read(engine, plus[:limit])),
            "names F1 in capitals": score_names(read(engine, capitals[:limit])),
        },
        "Worldwide Newswire test": {
            "names F1": score_names(world),
            "persons, organisations, places F1": score_names(world, THREE),
            "names not in training found": score_unseen(world, parts["train"]),
        },
        "PUD test": score_trees(engine, pud[:limit]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--limit", type=int, default=0, help="at most so many documents of each corpus")
    args = parser.parse_args()
    for corpus, row in measure(Engine(args.model), args.data, args.limit or None).items():
        print(f"{corpus:26} " + "   ".join(f"{k} {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
