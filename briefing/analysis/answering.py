"""Which allegations an answer answers."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Span

from briefing.analysis.claim import Claim
from briefing.analysis.responses import Answer

#: Tokens between an answer and a statement that stand near each other.
_NEAR = 120
#: Tokens between an answer by nobody in particular and the statement before it: the same or the next sentence.
_NEXT = 45


def tie(found: list[Claim], answers: list[Answer]) -> None:
    """Tie each answer to the allegations against whoever answers, the near ones before all others.

    A counter-accusation answers only what its target says; a denial without set words only what it speaks of. An answer
    whose giver is not among the accused is tied to the last allegation stated just before it, and else left out: an unclear
    answer is no reply of record.
    """
    against: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        for party in claim.accused:
            against[party].append(claim)
    stated = sorted(((p.start, k) for k, c in enumerate(found) for p, _ in c.places), reverse=True)
    for answer in answers:
        own = list({id(c): c for party in answer.who for c in against[party]}.values())
        if answer.against:
            own = [c for c in own if {s.actor for s in c.chain} & set(answer.against)]
        elif answer.free:
            own = [c for c in own if c.chain[-1].actor not in answer.who and _shared(c, answer.span)]
        elif answer.reply:
            own = [c for c in own if c.chain[-1].actor not in answer.who and _just_before(c, answer.span)]
        if own:
            near = [c for c in own if any(abs(p.start - answer.span.start) < _NEAR for p, _ in c.places)]
            for claim in near or own:
                claim.answers.append(answer)
            continue
        if answer.against or answer.free or answer.reply or answer.kind == "admission":
            continue
        if answer.who and (answer.kind in {"no_comment", "not_reached"} or not answer.charge):
            continue  # nobody is asked for another, and who denies something else does not answer
        before = next(
            (found[k] for start, k in stated if answer.span.start - _NEXT - 40 < start <= answer.span.end), None
        )
        if before is not None and any(answer.span.start - p.end < _NEXT for p, _ in before.places):
            before.answers.append(answer)


def _just_before(claim: Claim, span: Span) -> bool:
    return any(0 <= span.start - p.end < _NEAR for p, _ in claim.places)


def _shared(claim: Claim, span: Span) -> bool:
    """Whether an answer and a statement speak of the same thing by a noun or verb of their own."""
    return bool(_words(span) & {w for p, _ in claim.places for w in _words(p)})


def _words(span: Span) -> set[str]:
    return {
        t.lemma_.lower() for t in span if t.pos_ in {"NOUN", "VERB", "ADJ"} and not t.ent_type_ and len(t.lemma_) > 3
    }
