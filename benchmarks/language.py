"""Names, tags and trees of the shipped engine: `python -m benchmarks.language DATA_DIR [--model FOLDER] [--limit N]`.

DATA_DIR holds `ud.tar.xz` (Universal Dependencies English: PUD test), `conllpp.tar.xz` (CoNLL++ test) and
`worldwide-newswire.tar.xz` (English Worldwide Newswire; every tenth article). Text is put together from each corpus' words
and read as any text is; a gold word that the engine splits otherwise counts as wrong. Names: exact spans, F1; a CoNLL MISC
name may be MISC or NORP here; DATE is not scored. Sentences of PUD are read one at a time.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.language.engine import MODEL, Engine
from briefing.language.features import BREAK, JOINED
from briefing.language.labels import DEPS, UPOS
from training.prepare import CONLL, conllu, members, name_rows, worldwide

Document = dict[str, Any]


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


def score_names(engine: Engine, documents: list[Document]) -> float:
    """F1 in per cent."""
    texts = [text_of(d) for d in documents]
    docs = engine.annotate([t for t, _ in texts])
    hit = predicted = wanted = 0
    for document, (_, spans), doc in zip(documents, texts, docs, strict=True):
        gold = names_of(document, spans)
        coarse = document["corpus"].startswith("conll")
        fold = {"MISC": "MISC|NORP", "NORP": "MISC|NORP"} if coarse else {}
        found = {(e.start_char, e.end_char, fold.get(e.label_, e.label_)) for e in doc.ents if e.label_ != "DATE"}
        hit, predicted, wanted = hit + len(gold & found), predicted + len(found), wanted + len(gold)
    return 200 * hit / max(1, predicted + wanted)


def score_trees(engine: Engine, documents: list[Document]) -> dict[str, float]:
    """Tags, heads, and heads with relations that are right, in per cent of the gold words."""
    sentences: list[Document] = []
    for d in documents:
        starts = [i for i, s in enumerate(d["starts"]) if s]
        for a, b in zip(starts, [*starts[1:], len(d["words"])], strict=True):
            part = {k: d[k][a:b] for k in ("words", "gaps", "upos", "deps")}
            sentences.append(part | {"heads": [h - a for h in d["heads"][a:b]]})
    texts = [text_of(s) for s in sentences]
    docs = engine.annotate([t for t, _ in texts])
    count: Counter[str] = Counter()
    for sentence, (_, spans), doc in zip(sentences, texts, docs, strict=True):
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
    return {k: 100 * count[k] / count["words"] for k in ("tags", "UAS", "LAS")}


def measure(engine: Engine, data: Path, limit: int | None = None) -> dict[str, dict[str, float]]:
    """Per cent, by corpus: names F1 on CoNLL++ and Worldwide Newswire, tags, UAS and LAS on PUD."""
    pud = [d for n, t in members(data, "ud") if n.endswith("pud-ud-test.conllu") for d in conllu("pud", t)]
    plus = [
        d
        for n, t in members(data, "conllpp")
        if n.endswith("conllpp_test.txt")
        for d in name_rows(t.splitlines(), "conllpp", CONLL, 3)
    ]
    world = [d for part, d in worldwide(data) if part == "test"]
    return {
        "CoNLL++ test": {"names F1": score_names(engine, plus[:limit])},
        "Worldwide Newswire test": {"names F1": score_names(engine, world[:limit])},
        "PUD test": score_trees(engine, pud[:limit]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--limit", type=int, default=0, help="at most so many documents of each corpus")
    args = parser.parse_args()
    for corpus, row in measure(Engine(args.model), args.data, args.limit or None).items():
        print(f"{corpus:26} " + "   ".join(f"{k} {v:.1f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
