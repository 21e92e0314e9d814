"""Which allegations an answer answers."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Span

from briefing.analysis.actors import Cast
from briefing.analysis.answer import Answer
from briefing.analysis.claim import Claim
from briefing.analysis.sides import accused, client, counsel, kinds, mouthpiece, shared, words_of
from briefing.analysis.vocabulary import lists

#: Tokens between an answer and a statement that stand near each other.
_NEAR = 120
#: Tokens between a statement and words in reply to it.
_REPLY = 240
#: Words for what is answered before a court.
_TRIED = {"plead", "charge", "count", "indictment", "plea"}
#: Tokens between an answer by nobody in particular and the statement before it: the same or the next sentence.
_NEXT = 45


def tie(found: list[Claim], answers: list[Answer], cast: Cast) -> None:
    """Tie each answer to the allegations against whoever answers, or against those of his side before it.

    The near ones come before all others, and of these the ones that share a word with it. A counter-accusation answers only
    what its target says; a denial without set words only what it speaks of. An answer by nobody in particular is tied to
    the last allegation stated just before it, in a headline to the first one; one by somebody who is accused of nothing is
    none, unless it speaks of `the allegations`, and so is one by a *she* who was not found.
    """
    against: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        for party in claim.accused:
            against[party].append(claim)
    stated = sorted(((p.start, k) for k, c in enumerate(found) for p, _ in c.places), reverse=True)
    last: Answer | None = None
    for answer in answers:
        own = list({id(c): c for party in answer.who for c in against[party]}.values())
        own = [c for c in own if _answered(c, answer)] or [
            c for c in _of_his_side(found, answer, cast) if _answered(c, answer)
        ]
        if not own and answer.reply and last is not None and _goes_on(answer, last):
            own = [c for c in found if last in c.answers]
        if own:
            last = answer
            near = [c for c in own if any(abs(p.start - answer.span.start) < _NEAR for p, _ in c.places)] or own
            if answer.kind in {"no_comment", "not_reached"}:  # silence on one charge is silence on all
                near = own
            if answer.pointing:
                near = _last(near, answer.span)
            for claim in _speaks_to(_open(near, answer), answer):
                claim.answers.append(answer)
            continue
        if answer.against or answer.free or answer.reply or answer.kind == "admission" or _known(answer):
            continue  # who is accused of nothing has nothing to answer
        if answer.kind in {"denial", "rejection"} and answer.heads and not answer.charge and not answer.who:
            continue  # "the victims were innocent"
        if any(t.lower_ in {"he", "she"} for t in answer.heads):
            continue  # somebody, though it is not known who
        if stated and answer.span.end < stated[-1][0] < answer.span.end + _NEXT:
            found[stated[-1][1]].answers.append(answer)  # a headline
            continue
        before = next(
            (found[k] for start, k in stated if answer.span.start - _NEXT - 40 < start <= answer.span.end), None
        )
        if before is not None and any(answer.span.start - p.end < _NEXT for p, _ in before.places):
            before.answers.append(answer)


def _open(found: list[Claim], answer: Answer) -> list[Claim]:
    """Those of the allegations that an answer to charges can be to.

    A plea answers no conviction where there is a charge to answer; `the allegations` are those told before, if any were.
    """
    if answer.blanket:
        found = [c for c in found if any(p.start < answer.span.start for p, _ in c.places)] or found
    if answer.kind == "denial" and any(t.lemma_.lower() in _TRIED for t in answer.span):
        found = [c for c in found if not c.act.ruled] or found
    return found


def _speaks_to(found: list[Claim], answer: Answer) -> list[Claim]:
    """Those that share a word with an answer, or all where none does.

    A denial that is itself the only place of a charge (`denies two counts of assault`) is one of its like told elsewhere, too.
    """
    said = [c for c in found if _shared(c, answer.span)]
    own = [c for c in said if any(p.start < answer.span.end and answer.span.start < p.end for p, _ in c.places)]
    if said == own and any(t.lemma_.lower() in _TRIED for t in answer.span):
        said += [c for c in found if c not in said and any(c.act.category == o.act.category for o in own)]
    return said or found


def _answered(claim: Claim, answer: Answer) -> bool:
    """Whether an answer by one of the accused speaks to this allegation; set phrases do."""
    if ({s.actor for s in claim.chain} | set(claim.others)) & set(answer.against):
        return True
    if not (answer.free or answer.reply):
        return not answer.against
    if claim.chain[-1].actor in answer.who:  # nobody answers himself, but to charge oneself is to admit
        return answer.kind == "admission" and any(
            p.start < answer.span.end and answer.span.start < p.end for p, _ in claim.places
        )
    if answer.about:
        words = {t.lemma_.lower() for p, _ in claim.places for t in p.sent}
        return answer.about in words and _just_before(claim, answer.span)
    return _shared(claim, answer.span) if answer.free else _just_before(claim, answer.span)


def _last(found: list[Claim], span: Span) -> list[Claim]:
    """Those of the allegations that are stated last before an answer, or all where none is."""
    ends = [max((p.end for p, _ in c.places if p.end <= span.start), default=-1) for c in found]
    return [c for c, end in zip(found, ends, strict=True) if end == max(ends)]


def _of_his_side(found: list[Claim], answer: Answer, cast: Cast) -> list[Claim]:
    """The allegations just before against a party of whose side the answer's giver is by his description.

    Counsel of nobody named answers the last charge, a spokeswoman of nobody named the last allegation against a body.
    """
    if any(counsel(h) or accused(h) or client(h) for h in answer.heads):
        charged = [c for c in found if c.act.accusation is not None and c.places[0][0].start < answer.span.start]
        return [c for c in charged if c.accused == charged[-1].accused]
    if any(mouthpiece(h) for h in answer.heads):
        near = [c for c in found if _just_before(c, answer.span)]
        kind = frozenset().union(*(kinds(h) for h in answer.heads))
        near = [c for c in near if any(cast.is_body(i) and kind <= cast.described(i) for i in c.accused)]
        return _last(near, answer.span)[:1]
    words = words_of(answer.heads)
    near = [c for c in found if c.chain[-1].actor not in answer.who]
    near = [
        c for c in near if _just_before(c, answer.span) or (answer.free and c.places[0][0].start < answer.span.start)
    ]
    return [c for c in near if shared(words, answer.who, c.accused, cast)]


def _goes_on(answer: Answer, last: Answer) -> bool:
    """Whether an answer goes on with the one before it, by the same people and a few words further."""
    return bool(set(answer.who) & set(last.who)) and 0 <= answer.span.start - last.span.end < _NEXT


def _known(answer: Answer) -> bool:
    """Whether it is clear who answers, somebody else than a pronoun, and not that he answers what was just told."""
    return bool(answer.who) and not answer.blanket and not any(h.pos_ == "PRON" for h in answer.heads)


def _just_before(claim: Claim, span: Span) -> bool:
    return any(0 <= span.start - p.end < _REPLY for p, _ in claim.places)


def _shared(claim: Claim, span: Span) -> bool:
    """Whether an answer and a statement speak of the same thing by a noun or verb of their own."""
    return bool(_words(span) & {w for p, _ in claim.places for w in _words(p)})


def _words(span: Span) -> set[str]:
    words = {
        t.lemma_.lower() for t in span if t.pos_ in {"NOUN", "VERB", "ADJ"} and not t.ent_type_ and len(t.lemma_) > 3
    }
    weapons = lists().things["weapon_object"]
    return words | {"weapon" for t in span if t.pos_ == "NOUN" and weapons.compound(t) is not None}
