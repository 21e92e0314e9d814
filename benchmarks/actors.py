"""Which names are one actor, and who a pronoun is: `python -m benchmarks.actors FOLDER [--sample N] [--seed N] [--json FILE]`.

FOLDER holds corpora as their authors publish them, one folder each; every one that is there and known below is measured.

`newswcl50` (Hamborg and others, 2019): fifty articles in which every mention of an actor is annotated. The texts are not
distributed, so only the step that groups names is measured, on the annotated names of persons (mentions in capitals, titles taken
off) in their order. Countries are left out: the annotators put every agency and official of a state under its name.
F1 over pairs of different names of one actor; baseline: two names are one if one holds the other's words, or both end in one word.
`wikievents` (Li and others, 2021; dev and test): whole articles. B-cubed over the annotated mentions of persons, organisations
and countries (names and nouns, no pronouns) that the analysis leads to an actor; baseline: mentions of the same words are one.
`gap` (Webster and others, 2018; validation): F1 over the two candidates of each pronoun, by the official rule, for masculine and
feminine pronouns; baseline: the candidate that stands nearest before the pronoun.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.tables import Figures, finish, markdown
from briefing.analysis.assemble import assemble
from briefing.analysis.cleaning import Name
from briefing.analysis.kinds import kinds
from briefing.analysis.merging import merge
from briefing.analysis.names import SMALL, key, words
from briefing.language import annotate
from briefing.schema import Analysis, Provenance, Seed

#: Mentions that are left out: they say nothing of names.
PRONOUNS = set(
    "he him his himself she her hers herself it its itself they them their theirs who whom whose which that "
    "i me my we us our you your".split()
)
Pair = frozenset[str]
Groups = Iterable[Iterable[str]]


def pairs(groups: Groups) -> set[Pair]:
    """Pairs of different names in one group, names as they are compared."""
    return {frozenset(two) for group in groups for two in combinations(sorted({key(n) for n in group} - {""}), 2)}


def matched(names: Iterable[str]) -> set[Pair]:
    """The baseline: pairs of names of which one holds the other's words, or that end in the same word."""
    found = set()
    for a, b in combinations(sorted({key(n) for n in names} - {""}), 2):
        x, y = words(a), words(b)
        if set(x) <= set(y) or set(y) <= set(x) or x[-1] == y[-1]:
            found.add(frozenset((a, b)))
    return found


def scored(rows: list[tuple[set[Pair], set[Pair]]]) -> Figures:
    """Precision, recall and F1 of (predicted, gold) over all articles together."""
    hit = sum(len(p & g) for p, g in rows)
    return _of_counts(hit, sum(len(p) for p, _ in rows), sum(len(g) for _, g in rows))


def _of_counts(hit: int, predicted: int, gold: int) -> Figures:
    return _scores(hit / max(1, predicted), hit / max(1, gold), f"{gold:,}")


def _scores(p: float, r: float, over: str) -> Figures:
    """Per cent; `over` says what of."""
    return {"precision": 100 * p, "recall": 100 * r, "F1": 200 * p * r / max(1e-9, p + r), "over": over}


def is_name(text: str) -> bool:
    """Whether a mention is written like a name: capitals, but for small words."""
    parts = re.findall(r"[^\W_]+", text)
    if kinds().demonym(text) and not kinds().country(text):
        return False
    return bool(parts) and parts[0][0].isupper() and all(p[0].isupper() or p.lower() in SMALL | {"s"} for p in parts)


def untitled(name: str) -> str:
    """A name without the titles in front of it, empty if it is nothing else."""
    parts = name.split()
    for i in range(len(parts), 0, -1):
        if kinds().title(words(" ".join(parts[:i]))):
            return " ".join(parts[i:])
    return name


def newswcl50(folder: Path, sample: int, seed: int) -> dict[str, Figures]:
    text = (folder / "Annotations.csv").read_text(encoding="utf-8").split("\n", 1)[1]
    articles: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        row["code_mention"] = untitled(row["code_mention"])
        if row["code_type"] == "ACTOR" and is_name(row["code_mention"]):
            articles[row["event_id"] + row["publisher_id"]].append(row)
    ours, base = [], []
    for rows in articles.values():
        gold: dict[str, set[str]] = defaultdict(set)
        names = []
        for i, row in enumerate(sorted(rows, key=lambda r: (int(r["paragraph"]), int(r["sentence"]), int(r["start"])))):
            gold[row["code_name"]].add(row["code_mention"])
            names.append(Name(i, i + 1, "PERSON", row["code_mention"], key(row["code_mention"]), i))
        wanted = pairs(gold.values())
        ours.append((pairs([n.text for n in group] for group in merge(names, {n.start for n in names})), wanted))
        base.append((matched(n.text for n in names), wanted))
    return {"newswcl50": {"analysis": scored(ours), "baseline": scored(base)}}


def analysed(texts: list[str]) -> Iterator[Analysis]:
    """Analyses of plain texts, one after the other."""
    provenance = Provenance(version="benchmark", model="0" * 64)
    for text, doc in zip(texts, annotate(texts), strict=True):
        seed = Seed(
            name="x",
            text=text,
            title="x",
            outlet=None,
            dateline=None,
            sha256="0" * 64,
            media_type="text/plain",
            sections=(),
        )
        yield assemble(seed, doc, provenance)


def cubed(ours: dict[str, str], gold: dict[str, int]) -> tuple[float, float]:
    """Sums of the B-cubed precision and recall of mentions (Bagga and Baldwin, 1998)."""
    mine, theirs = defaultdict(set), defaultdict(set)
    for mention, cluster in ours.items():
        mine[cluster].add(mention)
        theirs[gold[mention]].add(mention)
    common = {m: len(mine[ours[m]] & theirs[gold[m]]) for m in ours}
    return sum(common[m] / len(mine[ours[m]]) for m in ours), sum(common[m] / len(theirs[gold[m]]) for m in ours)


def wikievents(folder: Path, sample: int, seed: int) -> dict[str, Figures]:
    articles = []
    for split in ("dev", "test"):
        found = [json.loads(line) for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()]
        lines = (folder / "coref" / f"{split}.jsonlines").read_text(encoding="utf-8").splitlines()
        clusters = {c["doc_key"]: c["clusters"] for c in map(json.loads, lines)}
        articles += [(a, clusters[a["doc_id"]]) for a in found if a["doc_id"] in clusters]
    articles = random.Random(seed).sample(articles, min(sample, len(articles)))
    sums = {"analysis": [0.0, 0.0], "baseline": [0.0, 0.0]}
    mentions_in_all = led = 0
    for (article, clusters), analysis in zip(articles, analysed([_text(a) for a, _ in articles]), strict=True):
        ends = _ends(article)
        entities = {m["id"]: m for m in article["entity_mentions"]}
        gold, ours, base = {}, {}, {}
        for k, cluster in enumerate(clusters):
            known = [entities[i] for i in cluster if i in entities]
            for m in known if known and known[0]["entity_type"] in {"PER", "ORG", "GPE"} else ():
                if m["text"].lower() in PRONOUNS:
                    continue
                mentions_in_all += 1
                end = ends[m["end"] - 1]
                over = [(x.end - x.start, a.id) for a in analysis.actors for x in a.mentions if x.start < end <= x.end]
                if over:
                    gold[m["id"]], ours[m["id"]], base[m["id"]] = k, min(over)[1], key(m["text"])
        led += len(gold)
        for method, groups in (("analysis", ours), ("baseline", base)):
            p, r = cubed(groups, gold)
            sums[method][0] += p
            sums[method][1] += r
    over = f"{led:,} of {mentions_in_all:,}"
    return {"wikievents": {method: _scores(p / max(1, led), r / max(1, led), over) for method, (p, r) in sums.items()}}


def _text(article: dict[str, Any]) -> str:
    return " ".join(" ".join(s[1].split("\n")) for s in article["sentences"])


def _ends(article: dict[str, Any]) -> list[int]:
    """Where each token of an article ends in `_text`."""
    ends, base = [], 0
    for tokens, sentence in article["sentences"]:
        ends += [base + t[2] - tokens[0][1] for t in tokens]
        base += len(sentence) + 1
    return ends


def gap(folder: Path, sample: int, seed: int) -> dict[str, Figures]:
    rows = list(csv.DictReader((folder / "gap-validation.tsv").open(encoding="utf-8"), delimiter="\t"))
    rows = random.Random(seed).sample(rows, min(sample, len(rows)))
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row, analysis in zip(rows, analysed([r["Text"] for r in rows]), strict=True):
        at = int(row["Pronoun-offset"])
        sex = "masculine" if row["Pronoun"].lower() in {"he", "him", "his"} else "feminine"
        who = [a for a in analysis.actors if any(m.start == at and m.form == "pronoun" for m in a.mentions)]
        spans = {c: (int(row[f"{c}-offset"]), int(row[f"{c}-offset"]) + len(row[c])) for c in "AB"}
        before = [c for c in "AB" if spans[c][0] < at]
        near = max(before or "AB", key=lambda c: spans[c][0])
        for c, (start, end) in spans.items():
            gold = row[f"{c}-coref"].upper() == "TRUE"
            said = any(m.form != "pronoun" and m.start < end and start < m.end for a in who for m in a.mentions)
            for method, yes in (("analysis", said), ("baseline", c == near)):
                for group in (sex, "all"):
                    tally = counts[method, group]
                    tally[0] += yes and gold
                    tally[1] += yes
                    tally[2] += gold
    return {
        f"gap, {group}": {m: _of_counts(*map(int, counts[m, group])) for m in ("analysis", "baseline")}
        for group in ("all", "masculine", "feminine")
    }


def table(figures: Figures) -> str:
    """The scores of each corpus, in per cent, beside its baseline."""
    rows = []
    for corpus, methods in figures.items():
        for method, row in methods.items():
            rows.append([corpus, method, *(f"{row[name]:.1f}" for name in ("precision", "recall", "F1")), row["over"]])
    return markdown(["corpus", "method", "precision", "recall", "F1", "over"], rows)


CORPORA: dict[str, Callable[[Path, int, int], dict[str, Figures]]] = {
    "newswcl50": newswcl50,
    "wikievents": wikievents,
    "gap": gap,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--sample", type=int, default=400, help="articles or snippets of a corpus at most (default 400)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the sample")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    args = parser.parse_args()
    known = [name for name in CORPORA if (args.folder / name).is_dir()]
    if not known:
        parser.error(f"{args.folder} holds none of these folders: {', '.join(CORPORA)}")
    found: Figures = {}
    for name in known:
        found |= CORPORA[name](args.folder / name, args.sample, args.seed)
    finish(found, table(found), args.json)


if __name__ == "__main__":
    main()
