"""Whole chains on MPQA 2.0 by depth: `python -m benchmarks.chains MPQA_DIR [--part dev|test] [--errors] [--json FILE]`.

MPQA_DIR holds the corpus as its authors publish it (`docs/`, `man_anns/`). A speech event there bears its nested source,
`w, X, Y`: the writer says that X says that Y says it; depth counts the writer, and an agent that
quotes itself once. Events of speech are the annotated ones whose
words hold a verb of saying (below) or `according to`; implicit ones are left out. Documents go to dev or test by the first hex
digit of the SHA-1 of their name (even: dev). A chain is right when it is as deep as the gold one and every rung is the
same agent: our source, or another mention of its actor, overlaps a phrase that the corpus marks as that agent; `implicit` is
matched by a source that is not named. Found: an attribution whose cue overlaps the event's words. `given the cue` is the share of
right chains among those found, `end to end` among all.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.tables import Figures, finish, markdown
from briefing.analysis import analyse
from briefing.language.engine import default_blocks
from briefing.schema import Analysis, Attribution, Section, Seed

ANNOTATIONS = "gateman.mpqa.lre.2.0"
SAYING = re.compile(
    r"\b(say|says|said|saying|tells?|told|telling|reported|reporting|stat(?:e|es|ed|ing)|add(?:s|ed|ing)|"
    r"announc(?:e|es|ed|ing)|claim(?:s|ed|ing)?|declar(?:e|es|ed|ing)|explain(?:s|ed|ing)?|not(?:es|ed|ing)|quot(?:e|es|ed|ing)|"
    r"cit(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|alleg(?:e|es|ed|ing)|argu(?:e|es|ed|ing)|insist(?:s|ed|ing)?|den(?:y|ies|ied|ying)|"
    r"admit(?:s|ted|ting)?|warn(?:s|ed|ing)?|reveal(?:s|ed|ing)?|confirm(?:s|ed|ing)?|assert(?:s|ed|ing)?|stress(?:es|ed|ing)?|"
    r"point(?:s|ed|ing)? out|according to)\b",
    re.IGNORECASE,
)
Extent = tuple[int, int]


@dataclass(frozen=True)
class Event:
    """A speech event of the corpus: the characters of its words, and the ids of its nested source, the writer left out."""

    at: Extent
    chain: tuple[str, ...]


def documents(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    """Name and text of each annotated news document of a part, in order. Latin-1, so that bytes are characters."""
    for path in sorted((folder / "docs").glob("2*/*")):
        name = path.relative_to(folder / "docs").as_posix()
        even = int(hashlib.sha1(name.encode()).hexdigest()[0], 16) % 2 == 0
        if (folder / "man_anns" / name / ANNOTATIONS).is_file() and even == (part == "dev"):
            yield name, path.read_bytes().decode("latin-1")


def gold(folder: Path, name: str, text: str) -> tuple[list[Event], dict[str, list[Extent]]]:
    """The speech events of a document, and where each agent is marked."""
    events, agents = [], defaultdict(list)
    for line in (folder / "man_anns" / name / ANNOTATIONS).read_text(encoding="latin-1").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 5:
            continue
        start, end = (int(n) for n in fields[1].split(","))
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', fields[4]))
        chain = tuple(i.strip() for i in values.get("nested-source", "").split(","))
        if fields[3] == "GATE_agent" and end > start:
            for agent in {values.get("id", ""), chain[-1]} - {""}:
                agents[agent].append((start, end))
        speech = fields[3] in {"GATE_direct-subjective", "GATE_objective-speech-event"} and "implicit" not in values
        if speech and len(chain) > 1 and SAYING.search(text[start:end]):
            events.append(Event((start, end), tuple(i for i, _ in groupby(chain[1:]))))
    return events, agents


def seed_of(name: str, text: str) -> Seed:
    """The text as a seed of paragraphs, untouched, so that the corpus' offsets hold."""
    sections = tuple(Section(start=a, end=b, kind="paragraph") for a, b in default_blocks(text))
    return Seed(name=name, text=text, title="", outlet=None, dateline=None, media_type="text/plain", sections=sections,
                sha256=hashlib.sha256(text.encode()).hexdigest())  # fmt: skip


def meets(a: Extent, b: Extent) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def nested(analysis: Analysis, event: Event) -> list[Attribution] | None:
    """The attributions from the outermost in to the one whose cue the event is; None where there is none."""
    by_id = {a.id: a for a in analysis.attributions}
    found = [a for a in analysis.attributions if a.cue is not None and meets((a.cue.start, a.cue.end), event.at)]
    if not found:
        return None
    chain = _up(max(found, key=lambda a: len(_up(a, by_id))), by_id)[::-1]
    who = [a.id if a.source is None or a.source.actor is None else a.source.actor for a in chain]
    return [a for k, a in enumerate(chain) if k == 0 or who[k] != who[k - 1]]


def _up(attribution: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    chain = [attribution]
    while chain[-1].within is not None:
        chain.append(by_id[chain[-1].within])
    return chain


def same(analysis: Analysis, rung: Attribution, agent: str, agents: dict[str, list[Extent]]) -> bool:
    """Whether the source of an attribution is the agent that the corpus means."""
    if rung.source is None:
        return agent == "implicit"
    places = [(rung.source.start, rung.source.end)]
    if rung.source.actor is not None:
        places += [(m.start, m.end) for m in analysis.actor(rung.source.actor).mentions]
    return any(meets(p, q) for p in places for q in agents.get(agent, ()))


def measure(folder: Path, part: str, errors: bool) -> dict[str, tuple[int, int, int]]:
    """Events, events found and whole chains right, by depth (`2`, `3`, `4+`, `all`)."""
    table: dict[str, list[int]] = {k: [0, 0, 0] for k in ("2", "3", "4+", "all")}
    for name, text in documents(folder, part):
        analysis = analyse(seed_of(name, text))
        events, agents = gold(folder, name, text)
        for event in events:
            found = nested(analysis, event)
            right = found is not None and len(found) == len(event.chain)
            right = right and all(same(analysis, r, a, agents) for r, a in zip(found or [], event.chain, strict=False))
            depth = len(event.chain) + 1
            for row in (table[str(depth) if depth < 4 else "4+"], table["all"]):
                for k, n in enumerate((1, found is not None, right)):
                    row[k] += n
            if errors and not right:
                rungs = (
                    "no cue"
                    if found is None
                    else [text[r.source.start : r.source.end] if r.source else None for r in found]
                )
                print(f"{name} {' '.join(text[max(0, event.at[0] - 150) : event.at[1] + 150].split())!r}\n"
                      f"    event {text[slice(*event.at)]!r} gold {list(event.chain)}, found {rungs}")  # fmt: skip
    return {k: (v[0], v[1], v[2]) for k, v in table.items()}


def table(figures: Figures) -> str:
    """Shares by depth, in per cent."""
    rows = []
    for depth, (events, found, right) in figures["depths"].items():
        shares = (100 * found / max(1, events), 100 * right / max(1, found), 100 * right / max(1, events))
        rows.append([depth, f"{events:,}", *(f"{share:.1f} %" for share in shares)])
    return markdown(["depth", "events", "cue found", "right, given the cue", "end to end"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=["dev", "test"], default="test")
    parser.add_argument("--errors", action="store_true", help="print every event whose chain is wrong (dev only)")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    args = parser.parse_args()
    depths = measure(args.folder, args.part, args.errors and args.part == "dev")
    found = {"part": args.part, "depths": depths}
    finish(found, table(found), args.json)


if __name__ == "__main__":
    main()
