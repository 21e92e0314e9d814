"""The tables: actors, allegations, attributions, chains, replies, sources. Each takes a View and gives a Table."""

from __future__ import annotations

from briefing.schema import Analysis
from briefing.show.evidence import Quote
from briefing.show.sentences import main_statement
from briefing.show.table import Column, Table, table
from briefing.show.theme import CERTAINTY_NAME, KIND_NAME
from briefing.show.view import BriefingLike, View, view
from briefing.show.words import flat, listed

RESPONSE_NAME = {
    "denial": "denies",
    "rejection": "rejects",
    "no_comment": "declines to comment",
    "not_reached": "was not reached",
    "admission": "says it was so",
}

Subject = BriefingLike | Analysis | View


def actors(subject: Subject, most: int = 0) -> Table:
    """Every actor: kind, how often named, in how many allegations accused, for how many the origin or a carrier.

    With `most`, only so many, those accused and those that carry allegations first; the caption counts the others.
    """
    v = view(subject)
    accused = {reply.actor: len(reply.allegations) for reply in v.lineage.replies()}
    carried = {bearing.source.key: len(bearing.falls) for bearing in v.lineage.bearings()}
    order = {actor.id: place for place, actor in enumerate(v.analysis.actors)}

    def weight(actor_id: str) -> tuple[int, int, int]:
        actor = v.actors[actor_id]
        return (-accused.get(actor_id, 0) - carried.get(actor_id, 0), -len(actor.mentions), order[actor_id])

    rows: list[dict[str, object]] = []
    for actor_id in sorted(v.actors, key=weight):
        actor = v.actors[actor_id]
        first = min(actor.mentions, key=lambda m: (m.form not in ("name", "alias"), m.start), default=None)
        rows.append(
            {
                "actor": actor.name,
                "kind": KIND_NAME[actor.kind],
                "also": ", ".join(actor.aliases),
                "mentions": len(actor.mentions),
                "accused": accused.get(actor_id, 0),
                "carries": carried.get(actor_id, 0),
                "first": first.of(v.text) if first else "",
                "start": first.start if first else -1,
                "end": first.end if first else -1,
                "target": actor_id,
            }
        )
    columns = (
        Column("actor", "Actor", "head"),
        Column("kind", "Kind"),
        Column("also", "Also called", "name"),
        Column("mentions", "Mentions", "number"),
        Column("accused", "Accused in", "number"),
        Column("carries", "Source of", "number"),
        Column("first", "First named", "evidence"),
    )
    caption = "Actors, those accused and those that carry allegations first"
    return table(v, rows, columns, caption, "No actor was found in this text.", most)


def allegations(subject: Subject) -> Table:
    """Every allegation in the order of the text: accused, who says so, certainty, replies, and the statement."""
    v = view(subject)
    rows: list[dict[str, object]] = []
    for number, claim in enumerate(v.analysis.allegations, start=1):
        statement = main_statement(v, claim)
        rows.append(
            {
                "number": number,
                "accused": listed(v.accused(claim)),
                "category": claim.act.category.replace("_", " "),
                "statement": statement.words,
                "start": statement.start,
                "end": statement.end,
                "chain": chain_words(v, claim.id),
                "certainty": CERTAINTY_NAME[claim.certainty],
                "reply": listed(list(dict.fromkeys(RESPONSE_NAME[r.kind] for r in claim.responses))) or "not recorded",
                "target": claim.id,
            }
        )
    columns = (
        Column("number", "No.", "head"),
        Column("accused", "Accused", "name"),
        Column("statement", "Statement", "evidence"),
        Column("chain", "Who says so, from the reader inwards", "name"),
        Column("certainty", "Certainty"),
        Column("reply", "Reply"),
    )
    return table(v, rows, columns, "Allegations in the words of the text", "No allegation was found in this text.")


def attributions(subject: Subject) -> Table:
    """Every attribution: source, the words that say so, and the beginning of what is said."""
    v = view(subject)
    rows: list[dict[str, object]] = []
    for item in v.analysis.attributions:
        place = min((span for span in item.content), key=lambda span: span.start, default=item.cue or item.source)
        if place is None:
            continue
        rows.append(
            {
                "source": flat(item.source.of(v.text)) if item.source else "not named",
                "cue": flat(item.cue.of(v.text)) if item.cue else "",
                "manner": item.manner,
                "depth": _depth(v, item.id),
                "content": place.of(v.text),
                "start": place.start,
                "end": place.end,
                "id": item.id,
            }
        )
    columns = (
        Column("source", "Source", "head"),
        Column("cue", "Words that say so", "name"),
        Column("manner", "Speech"),
        Column("depth", "Nesting", "number"),
        Column("content", "What is said", "evidence"),
    )
    return table(v, rows, columns, "Attributions in the order of the text", "No attribution was found in this text.")


def chains(subject: Subject) -> Table:
    """One row for every step of every chain, with the words that show it."""
    v = view(subject)
    rows: list[dict[str, object]] = []
    for number, claim in enumerate(v.analysis.allegations, start=1):
        for step, (rung, source) in enumerate(zip(claim.chain, v.chain(claim), strict=True)):
            rows.append(
                {
                    "number": number,
                    "accused": listed(v.accused(claim)),
                    "step": step,
                    "source": source.name,
                    "kind": source.kind,
                    "basis": rung.basis.replace("_", " "),
                    **_words(source.quote),
                    "target": source.key,
                    "id": claim.id,
                }
            )
    columns = (
        Column("number", "No.", "head"),
        Column("accused", "Accused", "name"),
        Column("step", "Step", "number"),
        Column("source", "Source", "name"),
        Column("basis", "Known by"),
        Column("words", "Words that show it", "evidence"),
    )
    return table(
        v, rows, columns, "Chains, step by step from the reader inwards", "No allegation was found, so no chain."
    )


def responses(subject: Subject) -> Table:
    """The right-of-reply ledger: every accused, and each answer of theirs or `not recorded`."""
    v = view(subject)
    rows: list[dict[str, object]] = []
    for reply in v.lineage.replies():
        base: dict[str, object] = {
            "accused": v.name(reply.actor),
            "allegations": len(reply.allegations),
            "answered": len(reply.answered),
            "target": reply.actor,
        }
        if not reply.responses:
            rows.append({**base, "reply": "not recorded", "words": "", "start": -1, "end": -1})
        for response in reply.responses:
            rows.append({**base, "reply": RESPONSE_NAME[response.kind], "words": response.of(v.text),
                         "start": response.start, "end": response.end})  # fmt: skip
    columns = (
        Column("accused", "Accused", "head"),
        Column("allegations", "Allegations", "number"),
        Column("answered", "Answered", "number"),
        Column("reply", "Reply"),
        Column("words", "In the words of the text", "evidence"),
    )
    caption = f"Right of reply, as far as this text goes ({v.places.paragraphs} paragraphs)"
    return table(v, rows, columns, caption, "Nobody is accused in this text, so nobody is owed a reply.")


def bearing(subject: Subject) -> Table:
    """Every source behind the outlet: how many allegations begin with it, and how many fall without it."""
    v = view(subject)
    total = len(v.analysis.allegations)
    rows: list[dict[str, object]] = [
        {
            "source": source.name,
            "kind": source.kind,
            "origin": len(item.origin_of),
            "falls": len(item.falls),
            "left": total - len(item.falls),
            **_words(source.quote),
            "target": source.key,
        }
        for item in v.lineage.bearings()
        for source in (v.source(item.source),)
    ]
    columns = (
        Column("source", "Source", "head"),
        Column("kind", "Kind"),
        Column("origin", "Origin of", "number"),
        Column("falls", "Fall without it", "number"),
        Column("left", "Left without it", "number"),
        Column("words", "First shown by", "evidence"),
    )
    return table(v, rows, columns, f"Sources, and what rests on them ({total} allegations)",
                 "No source stands behind the outlet in any chain.")  # fmt: skip


def unnamed(subject: Subject) -> Table:
    """The register of sources without a name, and of claims laid at nobody's door."""
    v = view(subject)
    numbers = {claim.id: number for number, claim in enumerate(v.analysis.allegations, start=1)}
    rows: list[dict[str, object]] = []
    for step, ids in v.lineage.unnamed():
        source = v.source(step)
        rows.append(
            {
                "source": source.name,
                "allegations": len(ids),
                "numbers": ", ".join(str(numbers[claim_id]) for claim_id in ids),
                **_words(source.quote),
                "target": source.key,
            }
        )
    columns = (
        Column("source", "Source as described", "head"),
        Column("allegations", "Allegations", "number"),
        Column("numbers", "Which (No.)"),
        Column("words", "Words that show it", "evidence"),
    )
    return table(v, rows, columns, "Sources without a name", "Every source in these chains has a name.")


def _words(quote: Quote | None) -> dict[str, object]:
    """The columns of an evidence cell: the words and their place, empty where there are none."""
    return (
        {"words": quote.words, "start": quote.start, "end": quote.end}
        if quote
        else {"words": "", "start": -1, "end": -1}
    )


def chain_words(v: View, claim_id: str) -> str:
    """A chain on one line: `MEMRI ← classified Indian dossier`; the outlet's own voice is said to be so."""
    claim = next(item for item in v.analysis.allegations if item.id == claim_id)
    behind = [source.short for source in v.chain(claim)[1:]]
    return " ← ".join(behind) if behind else "the outlet in its own voice"


def _depth(v: View, attribution: str) -> int:
    """In how many other attributions this one stands."""
    depth, seen, above = 0, {attribution}, v.attributions[attribution].within
    while above is not None and above in v.attributions and above not in seen:
        seen.add(above)
        depth += 1
        above = v.attributions[above].within
    return depth
