"""Acts and attributions to allegations: one for each distinct (accused, act), with all its statements and its chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.certainty import hedges
from briefing.analysis.chain import Step, chain
from briefing.analysis.report import Report
from briefing.analysis.reports import Reports
from briefing.analysis.responses import Answer
from briefing.analysis.speakers import bearer, is_document
from briefing.analysis.wording import Entry


@dataclass
class Claim:
    """An allegation before actors have their final ids; `places` are its statements with the attribution of each."""

    act: Act
    accused: tuple[str, ...]
    others: tuple[str, ...]
    chain: tuple[Step, ...]
    certainty: str
    places: list[tuple[Span, Report | None]]
    hedges: list[Span]
    answers: list[Answer] = field(default_factory=list)


def unanswered(acts: list[Act], found: list[tuple[Span, Entry]]) -> list[Act]:
    """The acts without those that are words of an answer (`pleaded not guilty`, `did not respond to requests`)."""
    closed = {t.i for words, entry in found if entry["kind"] != "admission" for t in words}
    return [a for a in acts if a.accusation is not None or a.trigger.i not in closed]


def claims(acts: list[Act], cast: Cast, reports: Reports, publisher: str | None) -> list[Claim]:
    """The allegations of a text, in order of their first statement; restatements are merged."""
    found: list[Claim] = []
    for act in acts:
        # who calls a man "accused trafficker X" in reported speech is mostly the writer
        covering = reports.covering(act.trigger) if not act.styled else []
        if not _stated(act, covering):
            continue
        accused = _ids(act.accused, cast, create=True)
        if not accused:
            continue
        others = tuple(i for i in _ids(act.others, cast, create=False) if i not in accused)
        inner = covering[-1] if covering else None
        weak = hedges(act, inner, reports.cues)
        steps = chain(covering, publisher, weak)
        if act.accusation is not None and act.accuser not in act.accused:  # nobody but who admits it charges himself
            steps = tuple(s for s in steps if s.actor not in accused)
        claim = Claim(
            act,
            accused,
            others,
            steps,
            "hedged" if any(h.certain for h in weak) else "asserted",
            [(act.span, inner)],
            [h.span for h in weak],
        )
        known = next((c for c in found if _same(c, claim, cast.is_named)), None)
        if known is None:
            found.append(claim)
        else:
            _merge(known, claim)
    return found


def _ids(heads: tuple[Token, ...], cast: Cast, create: bool) -> tuple[str, ...]:
    """Draft ids of the parties that noun phrases name; a thing is led back to who has it (`havens within Pakistan`)."""
    found: list[str] = []
    for head in heads:
        if any(c.lower_ in {"no", "any", "every"} for c in g.children(head, "det")) or g.children(head, "cop"):
            continue  # nobody, or nobody in particular; a predicate is no party
        if is_document(head):
            continue
        ids = cast.resolve(bearer(head), create=create)
        if not ids and create and head.pos_ == "NOUN":
            owners = g.children(head, "nmod:poss")
            owners += [t for t in g.phrase(head) if t.ent_type_ in {"ORG", "LOC", "PERSON"} and t.i != head.i]
            ids = next((i for o in owners if (i := cast.resolve(o, create=True))), ())
        found += ids
    return tuple(dict.fromkeys(found))


#: "found no links", "played no role": negated, these say that the deed is not there; "cannot ignore its role" does not.
_HAVING = {"have", "play", "be", "find", "see", "show", "commit", "carry", "take", "establish", "prove", "involve"}


def _stated(act: Act, covering: list[Report]) -> bool:
    """Whether the text states the act: no forecast, wish, condition or question, and no negation."""
    verbal = act.trigger.pos_ in {"VERB", "ADJ"} and act.accusation is None
    if verbal and (g.is_unreal(act.trigger) or (g.is_negated(act.trigger) and not act.omission)):
        return False
    word = act.accusation
    if word is not None and word.pos_ == "VERB" and (g.is_negated(word) or g.is_unreal(word)):
        return False
    predicate = g.clause(act.trigger)
    if not verbal and predicate is act.trigger and g.is_negated(predicate) and not act.omission:
        return False
    if not verbal and predicate is not act.trigger and g.is_negated(predicate):
        own = {t.i for t in g.agents(predicate)} & {t.i for t in act.accused}
        if own or predicate.lemma_ in _HAVING:
            return False
    if act.opinion and not covering:
        return False
    return not (verbal and covering and not covering[-1].stated)


def _disjoint(spans: list[Span]) -> list[Span]:
    """The spans without those that lie inside another."""
    out: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _stem(act: Act) -> str:
    return act.trigger.lemma_.lower()[:5]


def _things(act: Act) -> set[str]:
    """Lemmas of what a verb is done to or with: `provided weapons` and `provided cover` are two deeds."""
    if act.trigger.pos_ != "VERB":
        return set()
    return {t.lemma_.lower() for t in [*g.objects(act.trigger), *(n for _, n in g.complements(act.trigger))]}


def _same(a: Claim, b: Claim, named: Callable[[str], bool]) -> bool:
    """Whether two statements make one allegation: the same accused, and the same deed by its words, its object or its victim.

    `named(id)`: whether the text gives a party a name. Two unnamed sets that do the same to the same victim (`gunmen`, `three
    attackers`) are taken for one.
    """
    mine, other = set(a.accused), set(b.accused)
    if not mine & other:
        nameless = not any(named(i) for i in mine | other)
        return nameless and a.act.category == b.act.category and bool(set(a.others) & set(b.others))
    overlap = any(x.start < b.act.span.end and b.act.span.start < x.end for x, _ in a.places)
    if overlap and mine == other:
        return True
    if not (mine <= other or other <= mine):
        return False
    shared = bool(set(a.others) & set(b.others))
    if _stem(a.act) == _stem(b.act):
        things, more = _things(a.act), _things(b.act)
        return not things or not more or bool(things & more) or shared or a.act.trigger.sent == b.act.trigger.sent
    if a.act.category != b.act.category or mine != other:
        return False
    return shared and a.act.category in {"violence", "abuse"} and any(named(i) for i in set(a.others) & set(b.others))


def _merge(known: Claim, other: Claim) -> None:
    """Add a restatement. The chain that says more about where the claim comes from stands; firmness is its own."""
    known.places += [
        p for p in other.places if all(p[0].start != q.start or p[0].end != q.end for q, _ in known.places)
    ]
    known.others = tuple(dict.fromkeys([*known.others, *other.others]))
    if len(other.chain) > len(known.chain):
        known.chain, known.certainty = other.chain, other.certainty
        known.act = other.act
    elif len(other.chain) == len(known.chain) and other.certainty == "hedged":
        known.certainty = "hedged"
    known.hedges = _disjoint([*known.hedges, *other.hedges])


def tie(found: list[Claim], answers: list[Answer]) -> None:
    """Tie each answer to what it answers: the allegations against whoever answers, the nearest before it first.

    An answer whose giver is not among the accused is tied to the last allegation stated before it in the same or the
    preceding sentence, and else left out: an unclear answer is no reply of record.
    """
    for answer in answers:
        own = [c for c in found if set(c.accused) & set(answer.who)]
        if own:
            near = [c for c in own if any(abs(p.start - answer.span.start) < 120 for p, _ in c.places)]
            for claim in near or own:
                claim.answers.append(answer)
            continue
        if answer.kind == "admission" or (answer.who and answer.kind in {"no_comment", "not_reached"}):
            continue  # nobody admits for another, nor is asked for another
        before = [
            c for c in found if any(p.start <= answer.span.end and answer.span.start - p.end < 45 for p, _ in c.places)
        ]
        if before:
            max(before, key=lambda c: max(p.start for p, _ in c.places if p.start <= answer.span.end)).answers.append(
                answer
            )
