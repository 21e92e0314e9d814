"""How well actors are matched across documents: `python -m benchmarks.across DATA_DIR [--json FILE]`.

DATA_DIR holds `coref.tar.xz` (with MEANTIME, Minard et al. 2016, as parsed for cross-document coreference) and
`newswcl50.tar.xz` (NewsWCL50, Hamborg et al. 2019). Within a document the gold says which mentions are one actor; what is
measured is which actors of different documents are taken for one. Scores are over mentions, of all documents of a
corpus at once: MUC, B3 and CEAF-e, and their mean, CoNLL F1 (Pradhan et al. 2012). Beside it a baseline that takes actors for one
when their longest names are the same string in lower case, and one that takes none for another.

Mentions that are pronouns or have no capital are scored and are no names. NewsWCL50 gives no texts, only the mentions; its
codes keep `PRK\\Kim` and `PRK\\Jong Un` apart, which caps what can be reached.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.tables import Figures, finish, markdown
from briefing.across.actors import match
from briefing.across.papers import sources
from briefing.schema import Actor, ActorKind, Analysis, Mention, Provenance, Seed

Key = tuple[str, str]  # a document and a gold chain in it
Clusters = list[set[Key]]
_KINDS: dict[str, ActorKind] = {
    "ORG": "company",
    "PER": "person",
    "LOC": "state",
    "ACTOR": "person",
    "COUNTRY": "state",
}
_CHAIN = re.compile(r"[A-Z]{3}\d+$")


def rows(data: Path, archive: str, member: str) -> list[dict[str, str]]:
    """The rows of a CSV file in an archive; a first line `sep=,` is skipped."""
    with tarfile.open(data / archive, "r|xz") as tar:
        for item in tar:
            handle = tar.extractfile(item) if item.name.endswith(member) else None
            if handle is not None:
                text = handle.read().decode("utf-8-sig").removeprefix("sep=,").lstrip()
                return list(csv.DictReader(io.StringIO(text)))
    raise FileNotFoundError(f"{data / archive} holds no {member}")


def meantime(data: Path) -> tuple[list[Analysis], dict[Key, str], Counter[Key]]:
    """Analyses made of the gold of each document, the gold cluster of each actor, and its mentions."""
    folder = "meantime/output_data/en/"
    mentions: dict[Key, list[str]] = defaultdict(list)
    gold: dict[Key, str] = {}
    for row in rows(data, "coref.tar.xz", f"{folder}all_mentions.csv"):
        found = _CHAIN.search(row["coref_chain"])
        if row["mention_full_type"] == "ENTITY_MENTION" and row["mention_type"] in _KINDS and found:
            key = (row["doc_id"].split("_")[0], found.group())
            mentions[key].append(row["tokens_str"])
            gold[key] = found.group()
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows(data, "coref.tar.xz", f"{folder}conll.csv"):
        texts[row["topic/subtopic_name"].split("/")[-1]].append(row["token"])
    joined = {document: " ".join(words) for document, words in texts.items()}
    return analyses(mentions, joined, lambda key: _KINDS[key[1][:3]]), gold, counted(mentions)


def newswcl50(data: Path) -> tuple[list[Analysis], dict[Key, str], Counter[Key]]:
    """The same for the actors and countries of NewsWCL50."""
    mentions: dict[Key, list[str]] = defaultdict(list)
    gold: dict[Key, str] = {}
    kinds: dict[str, ActorKind] = {}
    for row in rows(data, "newswcl50.tar.xz", "Annotations.csv"):
        if row["code_type"] == "ACTOR":
            key = (f"{row['event_id']}-{row['publisher_id']}", row["code_name"])
            mentions[key].append(row["code_mention"])
            gold[key] = row["code_name"]
            kinds[row["code_name"]] = _KINDS[row["code_type"]]
    texts: dict[str, list[str]] = defaultdict(list)
    for (document, _), words in mentions.items():
        texts[document] += words
    joined = {document: ". ".join(words) for document, words in texts.items()}
    return analyses(mentions, joined, lambda key: kinds[key[1]]), gold, counted(mentions)


def counted(mentions: dict[Key, list[str]]) -> Counter[Key]:
    return Counter({key: len(words) for key, words in mentions.items()})


def analyses(mentions: dict[Key, list[str]], texts: dict[str, str], kind: Callable[[Key], ActorKind]) -> list[Analysis]:
    """An analysis for every document, with an actor for every gold chain; its id is the chain's."""
    actors: dict[str, list[Actor]] = defaultdict(list)
    for (document, chain), words in mentions.items():
        names = list(dict.fromkeys(word for word in words if any(map(str.isupper, word)) and len(word.split()) < 8))
        names.sort(key=lambda name: -len(name))
        text_kind: ActorKind = kind((document, chain)) if names else "group"
        name, *aliases = names or [max(words, key=len)]
        actors[document].append(
            Actor(
                id=chain,
                name=name,
                kind=text_kind,
                aliases=tuple(aliases),
                mentions=(Mention(start=0, end=1, form="name"),),
            )
        )
    return [
        Analysis(
            seed=Seed(name=document, text=texts.get(document) or " ", title="", outlet=None, dateline=None, sha256="0" * 64,
                      media_type="text/plain", sections=()),
            actors=tuple(found),
            attributions=(),
            allegations=(),
            provenance=Provenance(version="0", model=""),
        )
        for document, found in sorted(actors.items())
    ]  # fmt: skip


def matched(documents: list[Analysis]) -> Clusters:
    """What the package takes for one."""
    papers = sources(documents)
    names = {source.id: source.paper.name for source in papers}
    return [{(names[paper], actor) for paper, actor in cluster.keys} for cluster in match(papers)]


def by_string(documents: list[Analysis]) -> Clusters:
    """The baseline: the same longest name in lower case."""
    return grouped((item.seed.name, actor.id, actor.name.lower()) for item in documents for actor in item.actors)


def alone(documents: list[Analysis]) -> Clusters:
    """Every actor for itself."""
    return [{(item.seed.name, actor.id)} for item in documents for actor in item.actors]


def grouped(items: Iterable[tuple[str, str, Hashable]]) -> Clusters:
    found: dict[Hashable, set[Key]] = defaultdict(set)
    for document, actor, group in items:
        found[group].add((document, actor))
    return list(found.values())


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def size(cluster: Iterable[Key], weight: Counter[Key]) -> int:
    return sum(weight[key] for key in cluster)


def b3(gold: Clusters, found: Clusters, weight: Counter[Key]) -> tuple[float, float]:
    """Precision and recall, mention by mention (Bagga and Baldwin 1998)."""

    def half(one: Clusters, other: Clusters) -> float:
        where = {key: number for number, cluster in enumerate(other) for key in cluster}
        total = 0.0
        for cluster in one:
            parts: Counter[int] = Counter()
            for key in cluster:
                parts[where[key]] += weight[key]
            total += sum(part * part for part in parts.values()) / size(cluster, weight)
        return total / weight.total()

    return half(found, gold), half(gold, found)


def muc(gold: Clusters, found: Clusters, weight: Counter[Key]) -> tuple[float, float]:
    """Precision and recall by links (Vilain et al. 1995)."""

    def half(one: Clusters, other: Clusters) -> float:
        where = {key: number for number, cluster in enumerate(other) for key in cluster}
        kept = sum(size(c, weight) - len({where[key] for key in c}) for c in one)
        return kept / max(sum(size(c, weight) - 1 for c in one), 1)

    return half(found, gold), half(gold, found)


def ceaf(gold: Clusters, found: Clusters, weight: Counter[Key]) -> tuple[float, float]:
    """Precision and recall of the best one-to-one alignment of clusters (Luo 2005, phi4)."""
    table = np.zeros((len(gold), len(found)))
    where = {key: number for number, cluster in enumerate(found) for key in cluster}
    for row, cluster in enumerate(gold):
        for key in cluster:
            table[row, where[key]] += weight[key]
    sizes = [np.array([size(cluster, weight) for cluster in side]) for side in (gold, found)]
    table = 2 * table / (sizes[0][:, None] + sizes[1][None, :])
    best = float(table[linear_sum_assignment(-table)].sum())
    return best / len(found), best / len(gold)


def figures(data: Path) -> Figures:
    """Scores in per cent, by corpus and system."""
    found: Figures = {}
    for corpus, load in (("MEANTIME", meantime), ("NewsWCL50", newswcl50)):
        documents, chains, weight = load(data)
        gold = grouped((document, chain, group) for (document, chain), group in chains.items())
        systems = {}
        for name, system in (("briefing", matched), ("same string", by_string), ("none", alone)):
            scores = [metric(gold, system(documents), weight) for metric in (muc, b3, ceaf)]
            single = [100 * f1(*score) for score in scores]
            systems[name] = {
                "MUC": single[0],
                "B3 precision": 100 * scores[1][0],
                "B3 recall": 100 * scores[1][1],
                "B3": single[1],
                "CEAF-e": single[2],
                "CoNLL F1": sum(single) / 3,
            }
        found[corpus] = {"documents": len(documents), "actors": len(chains), "systems": systems}
    return found


def table(figures: Figures) -> str:
    """The scores; a corpus' name stands in its first line."""
    rows = []
    for corpus, found in figures.items():
        title = f"{corpus}, {found['documents']} documents"
        for system, scores in found["systems"].items():
            rows.append([title, system, *(f"{value:.1f}" for value in scores.values())])
            title, names = "", list(scores)
    return markdown(["corpus", "system", *names], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    options = parser.parse_args()
    found = figures(options.data)
    finish(found, table(found), options.json)


if __name__ == "__main__":
    main()
