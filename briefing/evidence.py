"""Evidence or nothing: an analysis is passed on only if every part of it is tied to characters of its seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefing.errors import BriefingError
from briefing.schema import OUTLET, UNATTRIBUTED, Analysis


class EvidenceError(BriefingError):
    """An analysis that points at characters or ids that are not there; `problems` names each of them."""

    def __init__(self, name: str, problems: tuple[str, ...]) -> None:
        super().__init__(name, problems)
        self.name = name
        self.problems = problems

    def __str__(self) -> str:
        more = f", and {len(self.problems) - 5} more" if len(self.problems) > 5 else ""
        return (
            f"{self.name}: the analysis is not tied to the seed ({'; '.join(self.problems[:5])}{more}). "
            "Nothing was written; this is a fault of the program, please report it with the seed."
        )


def verify(analysis: Analysis) -> Analysis:
    """Give the analysis back if everything in it is tied to the seed; raise EvidenceError, naming all that is not.

    Every span lies in the text and holds more than blanks; every id resolves and is used once; every actor has a
    mention, every allegation a statement and an accused; every chain starts at the outlet, and every rung
    that has a source shows its words; attributions do not stand within themselves.
    """
    problems = tuple(_problems(analysis))
    if problems:
        raise EvidenceError(analysis.seed.name, problems)
    return analysis


def _problems(analysis: Analysis) -> Iterator[str]:
    text = analysis.seed.text
    for label, start, end in _spans(analysis):
        if not 0 <= start < end <= len(text):
            yield f"{label} goes from {start} to {end} in {len(text)} characters"
        elif not text[start:end].strip():
            yield f"{label} holds no words"

    actors = {actor.id for actor in analysis.actors}
    attributions = {item.id: item for item in analysis.attributions}
    uses = Counter(item.id for part in (analysis.actors, analysis.attributions, analysis.allegations) for item in part)
    yield from (f"the id {name} is used {count} times" for name, count in sorted(uses.items()) if count > 1)

    for actor in analysis.actors:
        if not actor.mentions:
            yield f"{actor.id} has no mention"
        yield from (f"{actor.id} is tied to the unknown {tie.to}" for tie in actor.ties if tie.to not in actors)
    for item in analysis.attributions:
        if item.source and item.source.actor is not None and item.source.actor not in actors:
            yield f"{item.id} has the unknown source {item.source.actor}"
        above, seen = item.within, {item.id}
        while above is not None and above in attributions and above not in seen:
            seen.add(above)
            above = attributions[above].within
        if above is not None:
            yield f"{item.id} stands within {'itself' if above in attributions else f'the unknown {above}'}"
    for claim in analysis.allegations:
        if not claim.statements or not claim.accused:
            yield f"{claim.id} has no {'accused' if claim.statements else 'statement'}"
        ways = (claim.chain, *claim.ways)
        for name in (*claim.accused, *claim.others, *(rung.actor for way in ways for rung in way if rung.actor)):
            if name not in actors:
                yield f"{claim.id} names the unknown actor {name}"
        for statement in claim.statements:
            if statement.attribution is not None and statement.attribution not in attributions:
                yield f"{claim.id} rests on the unknown attribution {statement.attribution}"
        for way in ways:
            if not way or way[0].label != OUTLET:
                yield f"the chain of {claim.id} does not start at the outlet"
            for rung in way[1:]:
                if rung.label != UNATTRIBUTED and (rung.start is None or rung.end is None):
                    yield f"the rung {rung.label!r} of {claim.id} shows no words"


def _spans(analysis: Analysis) -> Iterator[tuple[str, int, int]]:
    """Every span of an analysis: a name for messages, start, end."""
    if analysis.seed.dateline:
        yield "the dateline", analysis.seed.dateline.start, analysis.seed.dateline.end
    yield from ((f"a {section.kind}", section.start, section.end) for section in analysis.seed.sections)
    for actor in analysis.actors:
        yield from ((f"a mention of {actor.id}", mention.start, mention.end) for mention in actor.mentions)
        if actor.kind_evidence:
            yield f"the kind of {actor.id}", actor.kind_evidence.start, actor.kind_evidence.end
        yield from ((f"a tie of {actor.id}", tie.start, tie.end) for tie in actor.ties)
    for item in analysis.attributions:
        if item.source:
            yield f"the source of {item.id}", item.source.start, item.source.end
        if item.cue:
            yield f"the cue of {item.id}", item.cue.start, item.cue.end
        yield from ((f"the content of {item.id}", span.start, span.end) for span in item.content)
    for claim in analysis.allegations:
        spans_of = {
            "statement": claim.statements,
            "hedge": claim.hedges,
            "response": claim.responses,
            "time": claim.when,
            "place": claim.where,
        }
        for kind, spans in spans_of.items():
            yield from ((f"a {kind} of {claim.id}", span.start, span.end) for span in spans)
        for rung in (rung for way in (claim.chain, *claim.ways) for rung in way):
            if rung.start is not None and rung.end is not None:
                yield f"the rung {rung.label!r} of {claim.id}", rung.start, rung.end
            for span in (*rung.evidence, *rung.interest):
                yield f"what shows the rung {rung.label!r} of {claim.id}", span.start, span.end
