"""An analysis as rows of tables, with the words that its spans mark, so that a query needs no offsets.

`paper` is the same in all tables: the name that the analysis is kept under.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from briefing.across.words import fold, sentences
from briefing.lineage import Lineage
from briefing.schema import Analysis, Span

Row = dict[str, object]
_WORD = re.compile(r"[^\W_]+")

# Every table with its columns and their types in DuckDB; the order is that of the files.
SCHEMA: dict[str, dict[str, str]] = {
    "papers": {
        "paper": "VARCHAR", "title": "VARCHAR", "outlet": "VARCHAR", "date": "DATE", "place": "VARCHAR",
        "words": "INTEGER", "actors": "INTEGER", "allegations": "INTEGER", "sha256": "VARCHAR", "version": "VARCHAR",
    },
    "actors": {
        "paper": "VARCHAR", "actor": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "aliases": "VARCHAR[]",
        "mentions": "INTEGER", "folded": "VARCHAR",
    },
    "attributions": {
        "paper": "VARCHAR", "attribution": "VARCHAR", "source": "VARCHAR", "actor": "VARCHAR", "cue": "VARCHAR",
        "content": "VARCHAR", "manner": "VARCHAR", "within": "VARCHAR", "start": "INTEGER", "stop": "INTEGER",
    },
    "allegations": {
        "paper": "VARCHAR", "allegation": "VARCHAR", "accused": "VARCHAR[]", "others": "VARCHAR[]",
        "category": "VARCHAR", "certainty": "VARCHAR", "statement": "VARCHAR", "start": "INTEGER", "stop": "INTEGER",
        "origin": "VARCHAR", "origin_kind": "VARCHAR", "depth": "INTEGER", "replies": "INTEGER", "folded": "VARCHAR",
    },
    "chains": {
        "paper": "VARCHAR", "allegation": "VARCHAR", "way": "INTEGER", "step": "INTEGER", "source": "VARCHAR",
        "kind": "VARCHAR", "actor": "VARCHAR", "access": "VARCHAR", "inspectable": "VARCHAR",
        "start": "INTEGER", "stop": "INTEGER",
    },
    "replies": {
        "paper": "VARCHAR", "allegation": "VARCHAR", "kind": "VARCHAR", "words": "VARCHAR",
        "start": "INTEGER", "stop": "INTEGER",
    },
    "passages": {
        "paper": "VARCHAR", "start": "INTEGER", "stop": "INTEGER", "words": "VARCHAR", "folded": "VARCHAR",
    },
}  # fmt: skip


def rows(paper: str, analysis: Analysis) -> Iterator[tuple[str, Row]]:
    """Every row of an analysis, with the name of its table."""
    seed, text = analysis.seed, analysis.seed.text
    lineage = Lineage(analysis)
    names = {actor.id: actor.name for actor in analysis.actors}
    yield (
        "papers",
        {
            "paper": paper,
            "title": seed.title,
            "outlet": seed.outlet,
            "date": seed.dateline.date if seed.dateline else None,
            "place": seed.dateline.place if seed.dateline else None,
            "words": len(text.split()),
            "actors": len(analysis.actors),
            "allegations": len(analysis.allegations),
            "sha256": seed.sha256,
            "version": analysis.provenance.version,
        },
    )
    for actor in analysis.actors:
        yield (
            "actors",
            {
                "paper": paper,
                "actor": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "aliases": list(actor.aliases),
                "mentions": len(actor.mentions),
                "folded": searchable(" · ".join((actor.name, *actor.aliases))),
            },
        )
    for item in analysis.attributions:
        place = item.content[0] if item.content else item.cue or item.source
        yield (
            "attributions",
            {
                "paper": paper,
                "attribution": item.id,
                "source": _flat(item.source, text),
                "actor": names.get(item.source.actor or "") if item.source else None,
                "cue": _flat(item.cue, text),
                "content": " ".join(" ".join(span.of(text).split()) for span in item.content) or None,
                "manner": item.manner,
                "within": item.within,
                "start": place.start if place else None,
                "stop": place.end if place else None,
            },
        )
    for claim in analysis.allegations:
        statement = max(claim.statements, key=lambda s: (s.end - s.start, -s.start))
        words = _flat(statement, text) or ""
        origin = lineage.chain(claim)[-1]
        yield (
            "allegations",
            {
                "paper": paper,
                "allegation": claim.id,
                "accused": [names[actor] for actor in claim.accused],
                "others": [names[actor] for actor in claim.others],
                "category": claim.act.category,
                "certainty": claim.certainty,
                "statement": words,
                "start": statement.start,
                "stop": statement.end,
                "origin": origin.name,
                "origin_kind": origin.kind,
                "depth": lineage.depth(claim),
                "replies": len(claim.responses),
                "folded": searchable(words),
            },
        )
        for way, steps in enumerate(lineage.ways(claim)):
            for number, step in enumerate(steps):
                yield (
                    "chains",
                    {
                        "paper": paper,
                        "allegation": claim.id,
                        "way": way,
                        "step": number,
                        "source": step.name,
                        "kind": step.kind,
                        "actor": step.rung.actor,
                        "access": step.rung.access,
                        "inspectable": step.rung.inspectable,
                        "start": step.rung.start,
                        "stop": step.rung.end,
                    },
                )
        for reply in claim.responses:
            yield (
                "replies",
                {
                    "paper": paper,
                    "allegation": claim.id,
                    "kind": reply.kind,
                    "words": _flat(reply, text),
                    "start": reply.start,
                    "stop": reply.end,
                },
            )
    for section in seed.sections:
        for start, end in sentences(text, section.start, section.end):
            words = " ".join(text[start:end].split())
            yield "passages", {"paper": paper, "start": start, "stop": end, "words": words, "folded": searchable(words)}


def lay_out(folder: Path, analyses: Iterable[tuple[str, Analysis]]) -> dict[str, str]:
    """Write all rows below `folder`; for each table the SELECT with which DuckDB reads its rows, typed by `SCHEMA`."""
    files = {table: folder / f"{table}.ndjson" for table in SCHEMA}
    with ExitStack() as stack:
        streams = {table: stack.enter_context(file.open("w", encoding="utf-8")) for table, file in files.items()}
        for paper, analysis in analyses:
            for table, row in rows(paper, analysis):
                streams[table].write(json.dumps(row, ensure_ascii=False) + "\n")
    found = {}
    for table, file in files.items():
        kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in SCHEMA[table].items())
        how = f"columns={{{kinds}}}, format='newline_delimited', maximum_object_size=134217728"
        found[table] = f"SELECT * FROM read_json('{quoted(file)}', {how})"
    return found


def quoted(path: Path | str) -> str:
    """A path inside a literal of SQL."""
    return str(path).replace("'", "''")


def searchable(words: str) -> str:
    """Words as search compares them: folded, one blank for all that is no letter or digit, a blank at either end."""
    return f" {' '.join(_WORD.findall(fold(words)))} "


def _flat(span: Span | None, text: str) -> str | None:
    return " ".join(span.of(text).split()) if span else None
