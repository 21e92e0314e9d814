"""What accusers say of the accused: in the mouth of a prosecutor or an indictment, what a suspect did is part of the charge.

The same holds for whoever accuses a party outright somewhere in the text. Only of a party that the text accuses in so many
words, and only what that party is said to have done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.report import Report
from briefing.analysis.speakers import cues
from briefing.analysis.vocabulary import IDLE, lists


def denounced(
    doc: Doc, acts: list[Act], reports: list[Report], parties: Callable[[Token], tuple[str, ...]]
) -> list[Act]:
    """The further acts that accusers lay at the door of the accused. `parties`: the named parties that a noun leads to."""
    accused = {i for a in acts if not a.opinion for t in a.accused for i in parties(t)}
    against: dict[str, set[str]] = defaultdict(set)  # accuser -> whom it accuses outright
    for act in acts:
        for i in parties(act.accuser) if act.accuser is not None else ():
            against[i] |= {j for t in act.accused for j in parties(t)} - {i}
    taken = {i for a in acts for i in (*range(a.span.start, a.span.end), a.trigger.i)}
    found = []
    for report in reports:
        if report.source is None or not report.stated:
            continue
        office = lists().accusers.compound(report.source) is not None
        charged = accused if office else {j for i in report.actors for j in against.get(i, ())}
        if not charged:
            continue
        for place in sorted(report.content - taken):
            verb = doc[place]
            if (
                verb.pos_ != "VERB"
                or verb.dep_ not in {"ccomp", "ROOT", "conj", "parataxis"}
                or verb.lemma_.lower() in IDLE
            ):
                continue
            if verb.dep_ == "ccomp" and verb.head.i in report.content:
                continue  # what the accused is said to say
            doers = [a for a in g.agents(verb) if charged & set(parties(a))]
            if doers and cues().verb(verb) is None and not g.is_negated(verb):
                taken.add(place)
                found.append(Act(verb, "other", tuple(doers), (), g.core(verb)))
    return found
