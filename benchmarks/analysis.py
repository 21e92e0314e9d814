"""Who is accused, and how firmly: `python -m benchmarks.analysis FOLDER [--sample N] [--seed N] [--errors] [--json FILE]`.

FOLDER holds the folder `muc34` as its authors publish it: the test sets tst1 to tst3 of the third and fourth Message
Understanding Conference, terrorism in Latin America, texts in capitals read as they are (nothing is restored). The keys list,
for every incident, individuals and organisations that are held to have done it, and how firmly. Recall is over messages: an
accused of the key, whatever the incident, is found when an accused of ours bears one of its names, whole words in a row. How many
a method accuses stands beside it, since the keys say nothing of who else was rightly accused of what is no terrorism.
Certainty, over the organisations found: `fact` where the outlet itself states an allegation flatly, `claimed` where the accused is
the source, else `suspected`; where the key allows two, both are right. Beside it two baselines: everybody whom the text names
is accused; whoever is named nearest to a verb of violence in its sentence is accused.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.tables import Figures, finish, markdown
from briefing.analysis.assemble import assemble, blocks
from briefing.analysis.vocabulary import lists
from briefing.language import annotate
from briefing.reading import read
from briefing.schema import Actor, Analysis, Provenance

CONFIDENCE = {"REPORTED AS FACT": "fact", "CLAIMED OR ADMITTED": "claimed", "POSSIBLE": "suspected",
              "SUSPECTED OR ACCUSED": "suspected", "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected"}  # fmt: skip
METHODS = ("analysis", "every name", "nearest name")
Names = frozenset[tuple[str, ...]]


@dataclass
class Culprit:
    """One accused of a key: all its names as words, and the certainties that the key allows (none for individuals)."""

    names: Names
    certainty: set[str] = field(default_factory=set)


@dataclass
class Message:
    """A text with those whom its key accuses."""

    name: str
    text: str
    organisations: list[Culprit] = field(default_factory=list)
    individuals: list[Culprit] = field(default_factory=list)


def words(name: str) -> tuple[str, ...]:
    """A name as it is compared: its words, without case, marks and leading article."""
    found = re.findall(r"[^\W_]+", name.lower().replace("'s", ""))
    return tuple(found[1:] if len(found) > 1 and found[0] in {"the", "a", "an"} else found)


def muc_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each message of a set."""
    for name, text in re.findall(r"^((?:TST|DEV)\d-MUC\d-\d{4})\n(.*?)(?=^(?:TST|DEV)\d-MUC\d-\d{4}\n|\Z)", path.read_text("latin-1"),
                                 re.M | re.S):  # fmt: skip
        yield name, text.strip() + "\n"


def muc_key(path: Path) -> dict[str, tuple[list[Culprit], list[Culprit]]]:
    """Organisations and individuals that the key of each message accuses; those of several incidents that share a name are one."""
    found: dict[str, tuple[list[Culprit], list[Culprit]]] = {}
    message, slot = "", ""
    for line in path.read_text("latin-1").splitlines():
        if match := re.match(r"\d+\.\s+([A-Z: ]+?)\s{2,}(.*)", line):
            slot, value = match[1], match[2]
        elif line.startswith(" "):
            value = line
        else:
            continue
        if slot == "MESSAGE: ID":
            message = value.strip()
            found.setdefault(message, ([], []))
            continue
        names = frozenset(words(n) for n in re.findall(r'"((?:[^"\\]|\\.)*)"', value)) - {()}
        if not names or not slot.startswith("PERP: ") or slot == "PERP: INCIDENT CATEGORY":
            continue
        culprits = found[message][slot == "PERP: INDIVIDUAL ID"]
        known = next((c for c in culprits if c.names & names), None)
        if known is None:
            culprits.append(known := Culprit(names))
        known.names |= names
        if slot == "PERP: ORGANIZATION CONFIDENCE":
            known.certainty |= {
                CONFIDENCE[c.strip()]
                for c in value.split(':"')[0].split(': "')[0].split("/")
                if c.strip() in CONFIDENCE
            }
    return found


def muc(folder: Path) -> list[Message]:
    """All messages of tst1 to tst3."""
    messages = []
    for part in ("tst1", "tst2", "tst3"):
        (texts,) = (p for p in (folder / part).iterdir() if p.name.startswith(part))
        (keys,) = (p for p in (folder / part).iterdir() if p.name.startswith("key-"))
        key = muc_key(keys)
        messages += [Message(n, t, *key.get(n, ([], []))) for n, t in muc_texts(texts)]
    return messages


def is_one(actor: Actor, culprit: Culprit) -> bool:
    """Whether a name of the actor and one of the key are the same, or one holds the other as words in a row."""
    for mine in {words(n) for n in (actor.name, *actor.aliases)} - {()}:
        for other in culprit.names:
            short, long = sorted((mine, other), key=len)
            if any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
                return True
    return False


def firmness(analysis: Analysis, actor: str) -> str:
    """`fact`, `claimed` or `suspected`: how the text puts its allegations against an actor, the firmest of them."""
    against = [a for a in analysis.allegations if actor in a.accused]
    if any(a.chain[-1].actor == actor for a in against):
        return "claimed"
    return "fact" if any(len(a.chain) == 1 and a.certainty == "asserted" for a in against) else "suspected"


def accused(text: str) -> tuple[Analysis, dict[str, set[str]]]:
    """The analysis of a text, and the ids of the actors that each method accuses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "message.txt")
        path.write_text(text, encoding="utf-8")
        seed = read(path)
    doc = annotate([seed.text], [blocks(seed)])[0]
    analysis = assemble(seed, doc, Provenance(version="benchmark", model="benchmark"))
    named = [(m.start, a.id) for a in analysis.actors for m in a.mentions if m.form in {"name", "alias"}]
    nearest = set()
    for token in doc:
        entry = lists().verbs.verb(token) if token.pos_ == "VERB" else None
        if entry is not None and entry["category"] == "violence" and not entry.get("needs"):
            sentence = token.sent
            near = [
                (abs(start - token.idx), i) for start, i in named if sentence.start_char <= start < sentence.end_char
            ]
            nearest |= {min(near)[1]} if near else set()
    return analysis, {
        "analysis": {i for a in analysis.allegations for i in a.accused},
        "every name": {i for _, i in named},
        "nearest name": nearest,
    }


def measure_muc(folder: Path, sample: int, seed: int, errors: bool) -> Figures:
    """Counts on muc34: of the keys, and of what each method finds of them."""
    messages = muc(folder)
    if sample:
        messages = sorted(random.Random(seed).sample(messages, min(sample, len(messages))), key=lambda m: m.name)
    found = {m: dict.fromkeys(("organisations", "individuals", "accused", "right", "judged"), 0) for m in METHODS}
    total = {"messages": len(messages), "organisations": 0, "individuals": 0}
    for message in messages:
        analysis, by_method = accused(message.text)
        actors = {a.id: a for a in analysis.actors}
        for kind in ("organisations", "individuals"):
            culprits: list[Culprit] = getattr(message, kind)
            total[kind] += len(culprits)
            for culprit in culprits:
                for method, ids in by_method.items():
                    own = [i for i in sorted(ids) if is_one(actors[i], culprit)]
                    found[method][kind] += bool(own)
                    if errors and method == "analysis" and not own:
                        print(f"{message.name}: not accused: {' / '.join(' '.join(n) for n in sorted(culprit.names))}")
                    if own and culprit.certainty:
                        said = {firmness(analysis, i) for i in own} if method == "analysis" else {"fact"}
                        found[method]["right"] += bool(said & culprit.certainty)
                        found[method]["judged"] += 1
        for method, ids in by_method.items():
            found[method]["accused"] += len(ids)
    return {"keys": total, "methods": found}


def table(figures: Figures) -> str:
    """What each method finds, in per cent of the keys."""
    keys = figures["keys"]
    rows = []
    for method, row in figures["methods"].items():
        shares = [100 * row[kind] / max(1, keys[kind]) for kind in ("organisations", "individuals")]
        rows.append([
            method,
            *(f"{share:.1f} %" for share in shares),
            f"{row['accused'] / max(1, keys['messages']):.1f}",
            f"{100 * row['right'] / max(1, row['judged']):.1f} %",
        ])  # fmt: skip
    counted = (f"{keys[kind]:,} {kind}" for kind in ("organisations", "individuals"))
    head = ["method", *(f"found of {words}" for words in counted), "accused a message", "certainty right"]
    return markdown(head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="messages, drawn at random (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the sample")
    parser.add_argument("--errors", action="store_true", help="print what was missed")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    args = parser.parse_args()
    if not (args.folder / "muc34").is_dir():
        parser.error(f"{args.folder} holds no folder muc34")
    found = measure_muc(args.folder / "muc34", args.sample, args.seed, args.errors)
    finish(found, table(found), args.json)


if __name__ == "__main__":
    main()
