"""Who belongs to whom, leads whom, speaks for whom: the ties between actors that the text states."""

from __future__ import annotations

from briefing.show.table import Column, Table, table
from briefing.show.tables import Subject
from briefing.show.terms import RELATION
from briefing.show.view import view


def ties(subject: Subject) -> Table:
    """One row for every tie, in the order of the text, with the words that state it.

    Two sources that are tied are no two independent voices; an accused who is tied to another may be meant with them.
    """
    v = view(subject)
    accused = {actor for claim in v.analysis.allegations for actor in claim.accused}
    found = [(tie.start, tie.end, actor, tie) for actor in v.analysis.actors for tie in actor.ties]
    rows: list[dict[str, object]] = [
        {
            "actor": v.name(actor.id),
            "relation": RELATION[tie.relation],
            "other": v.name(tie.to),
            "accused": "both"
            if {actor.id, tie.to} <= accused
            else "one of them"
            if {actor.id, tie.to} & accused
            else "",
            "words": v.text[start:end],
            "start": start,
            "end": end,
            "target": actor.id,
        }
        for start, end, actor, tie in sorted(found, key=lambda item: (item[0], item[1], item[2].id, item[3].to))
    ]
    columns = (
        Column("actor", "Actor", "head"),
        Column("relation", "Is"),
        Column("other", "Whom", "name"),
        Column("accused", "Accused"),
        Column("words", "In the words of the text", "evidence"),
    )
    return table(v, rows, columns, "Ties between actors", "The text ties no two actors to each other.")
