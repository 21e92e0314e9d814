"""One allegation, many statements: which statements say that the same party did the same.

Two statements are one allegation where the accused agree and so does the deed: by its word, by its object, by its victim, or
because one of them only refers to it (`the attack`, `the allegations against him`). A party that the lead leaves unnamed
(`two officers were charged with`) is the named one of whom the same is said later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.chain import further, says_more
from briefing.analysis.claim import Claim
from briefing.analysis.wording import disjoint

#: Deeds that are told more than once by the same people in one breath: who was hit, and with what outcome.
_OUTCOMES = {"violence", "abuse"}


#: Victims that two deeds may have in common by chance.
_ANYBODY = {
    "people", "person", "man", "woman", "child", "civilian", "victim", "other", "member", "soldier", "police", "policeman", "officer",
    "resident", "villager", "worker", "dozen", "hundred", "thousand", "day", "week", "month", "year", "home", "area", "it", "they",
}  # fmt: skip


@dataclass(frozen=True)
class _Deed:
    """What identifies a deed: the beginning of its word, the lemmas of what it is done to or with and their names, its sentence."""

    stem: str
    things: frozenset[str]
    names: frozenset[str]
    sentence: int
    category: str
    accuser: int | None


class Told:
    """The allegations told so far; `named(id)` says whether the text gives a party a name."""

    def __init__(self, named: Callable[[str], bool]) -> None:
        self._named = named
        self._claims: list[Claim] = []
        self._deeds: dict[int, list[_Deed]] = {}
        self._by_accused: dict[str, list[Claim]] = defaultdict(list)
        self._by_stem: dict[str, list[Claim]] = defaultdict(list)

    def claims(self) -> list[Claim]:
        """The allegations in order of their first statement."""
        return self._claims

    def add(self, claim: Claim) -> None:
        """Add a statement: to the allegation that it restates, or as a new one."""
        deed = _deed(claim)
        known = self._known(claim, deed)
        if known is None:
            known = claim
            self._claims.append(claim)
        else:
            self._merge(known, claim)
        self._deeds.setdefault(id(known), []).append(deed)
        self._by_stem[deed.stem].append(known)
        for actor in claim.accused:
            self._by_accused[actor].append(known)

    def _known(self, claim: Claim, deed: _Deed) -> Claim | None:
        own = {id(c): c for i in claim.accused for c in self._by_accused[i]}
        for known in own.values():
            if any(self._same(known, told, claim, deed) for told in self._deeds[id(known)]):
                return known
        alike = {id(c): c for c in self._by_stem[deed.stem] if id(c) not in own}
        for known in alike.values():
            if any(self._lead(known, told, claim, deed) for told in self._deeds[id(known)]):
                return known
        return None

    def _same(self, known: Claim, told: _Deed, claim: Claim, deed: _Deed) -> bool:
        """Whether two statements with an accused in common are of one deed."""
        mine, other = set(known.accused), set(claim.accused)
        if mine == other and any(_overlap(x, claim.act.span) for x, _ in known.places):
            return True
        if not (mine <= other or other <= mine):
            return False
        shared = set(known.others) & set(claim.others)
        if told.stem == deed.stem:
            same = not told.things or not deed.things or told.sentence == deed.sentence or _alike(told, deed)
            return bool(same or shared)
        if told.category != deed.category or mine != other:
            return False
        if (
            told.category in _OUTCOMES
            and told.sentence == deed.sentence
            and _joined(known.act.trigger, claim.act.trigger)
        ):
            return True
        if told.accuser is not None and told.accuser == deed.accuser and not (told.things and deed.things):
            return True
        return told.category in _OUTCOMES and any(self._named(i) for i in shared)

    def _lead(self, known: Claim, told: _Deed, claim: Claim, deed: _Deed) -> bool:
        """Whether an unnamed party of one statement is the party of the other: the same deed, told with the same things."""
        if told.category != deed.category or (self._all_named(known) and self._all_named(claim)):
            return False
        if (told.things & deed.things) - _ANYBODY:
            return True
        return (
            known.act.accusation is not None and claim.act.accusation is not None and not (told.things and deed.things)
        )

    def _all_named(self, claim: Claim) -> bool:
        return all(self._named(i) for i in claim.accused)

    def _merge(self, known: Claim, other: Claim) -> None:
        """Add a restatement. The chain that says more about where the claim comes from stands; firmness is its own."""
        known.places += [
            p for p in other.places if all(p[0].start != q.start or p[0].end != q.end for q, _ in known.places)
        ]
        known.firmness = other.firmness | known.firmness
        known.others = tuple(dict.fromkeys([*known.others, *other.others]))
        if not set(known.accused) & set(other.accused) and not self._all_named(known):
            known.accused = other.accused  # who is described first is named later
        ways = (known.chain, other.chain, *known.ways, *other.ways)
        if says_more(other.chain) > says_more(known.chain):
            known.chain, known.certainty = other.chain, other.certainty
            known.act = other.act
        elif says_more(other.chain) == says_more(known.chain) and other.certainty == "hedged":
            known.certainty = "hedged"
        known.ways = further(known.chain, ways)
        known.when = tuple(disjoint([*known.when, *other.when]))
        known.where = tuple(disjoint([*known.where, *other.where]))
        known.hedges = disjoint([*known.hedges, *other.hedges])


def _deed(claim: Claim) -> _Deed:
    trigger = claim.act.trigger
    accuser = claim.act.accuser
    things = _things(claim.act)
    names = frozenset(m.text for t in things for m in t.children if m.dep_ == "compound" and m.text[0].isupper())
    return _Deed(trigger.lemma_.lower()[:5], frozenset(t.lemma_.lower() for t in things), names, trigger.sent.start,
                 claim.act.category, accuser.i if accuser is not None else None)  # fmt: skip


def _things(act: Act) -> list[Token]:
    """What a verb is done to or with: `provided weapons` and `provided cover` are two deeds."""
    trigger = act.trigger
    if trigger.pos_ != "VERB":
        return []
    return [*g.objects(trigger), *(n for _, n in g.complements(trigger))]


def _alike(one: _Deed, other: _Deed) -> bool:
    """Whether two deeds are done to one thing: by the same word, or by one name and a word that is the other's last part.

    `The Lyra line` is `the Lyra pipeline`: what is written in one word is a kind of its last part.
    """
    if one.things & other.things:
        return True
    return bool(one.names & other.names) and any(
        a.endswith(b) or b.endswith(a) for a in one.things for b in other.things
    )


def _joined(a: Token, b: Token) -> bool:
    """Whether one verb is joined to the other: `killed nine and wounded twenty`, `hit the market, killing nine`."""
    return (a in g.ancestors(b) and b.dep_ in {"conj", "advcl", "xcomp"}) or b in g.ancestors(a)


def _overlap(a: Span, b: Span) -> bool:
    return bool(a.start < b.end and b.start < a.end)
