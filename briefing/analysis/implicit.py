"""Acts whose doer the clause leaves out: `the raid killed nine`, `two were shot in the attack`, `they were beaten`.

The doer is the one of the same deed told elsewhere: of an event, whoever is said to have done what is called so (the
nearest telling before, else the first after); of a passive without an agent, whoever did the violence of the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.meaning import Meaning
from briefing.analysis.vocabulary import whole

#: Verbs by which an event is told with what it did: `the blast left nine dead`, `the attack claimed five lives`.
_TOLD = {
    "leave",
    "claim",
    "hit",
    "cause",
    "destroy",
    "damage",
    "target",
    "take",
    "last",
    "begin",
    "continue",
    "increase",
}
#: Words for one violent event that may take each other's place: the attack, the raid, the bombing.
_EVENTS = {
    "attack", "assault", "raid", "strike", "bombing", "bombardment", "shelling", "shooting", "killing", "blast", "explosion",
    "ambush", "massacre", "incursion", "offensive", "stabbing", "airstrike", "rampage", "siege", "invasion", "onslaught", "bomb",
    "murder", "assassination", "abduction", "kidnapping", "hijacking", "clash", "operation", "incident", "violence",
}  # fmt: skip
#: How many acts back the doer of an event is looked for.
_LATELY = 40
_LOWER = {"in", "during", "by", "from", "after"}


class Implicit:
    """Completes the acts that a text tells without their doer; `told` are those that it tells with one."""

    def __init__(self, means: Meaning, told: Sequence[Act]) -> None:
        self._means = means
        self._told = sorted(told, key=lambda a: a.trigger.i)
        self._places = [a.trigger.i for a in self._told]
        self._by_stem: dict[str, list[Act]] = defaultdict(list)
        for act in self._told:
            for stem in {_stem(act.trigger), *(_stem(d) for d in self._deeds(act))}:
                self._by_stem[stem].append(act)

    def complete(self, act: Act) -> Act | None:
        """`act`, whose `accused` is empty, with the doer that the text names elsewhere; None if it names none."""
        event = self._event(act.trigger)
        found = self._teller(event) if event is not None else self._before(act)
        return replace(act, accused=found.accused) if found is not None else None

    def _lately(self, token: Token) -> list[Act]:
        """The last acts told before `token`."""
        place = bisect_left(self._places, token.i)
        return self._told[max(0, place - _LATELY) : place]

    def _deeds(self, act: Act) -> list[Token]:
        """Nouns of the deed inside an act that its trigger is not: `carried out the raid`, `claimed the bombing`."""
        return [t for t in g.objects(act.trigger) if act.trigger.pos_ == "VERB" and t.lemma_.lower() in _EVENTS]

    def _event(self, verb: Token) -> Token | None:
        """The event that did it or in which it happened: `the attack killed`, `were killed in the attack`."""
        if verb.pos_ == "NOUN":
            return verb
        passive = g.is_passive(verb)
        nouns = g.agents(verb) if not passive else []
        nouns = [*nouns, *(n for p, n in g.complements(verb) if p in _LOWER)]
        return next((n for n in nouns if n.pos_ == "NOUN" and self._is_event(n)), None)

    def _is_event(self, noun: Token) -> bool:
        return noun.lemma_.lower() in _EVENTS or self._means.lists.nouns.compound(noun) is not None

    def _teller(self, event: Token) -> Act | None:
        """The act that tells of the same event with its doer: the same word, or a word for such events where it is definite."""
        noun = whole(event)
        if any(c.lower_ in {"a", "an", "another", "some", "several"} for c in g.children(noun, "det", "amod")):
            return None  # a new event
        before = [a for a in self._by_stem.get(_stem(event), ()) if a.trigger.i < event.i]
        if before:
            return before[-1]
        known = any(c.lower_ in {"the", "this", "that", "these", "those"} for c in g.children(noun, "det"))
        if not known or event.lemma_.lower() not in _EVENTS:
            return None
        after = [a for a in self._by_stem.get(_stem(event), ()) if a.trigger.sent != event.sent]
        like = [
            a for a in self._told if a.category == "violence" and _near(a.trigger, event, 4) and a.trigger.i < event.i
        ]
        return like[-1] if like else (after[0] if after else None)

    def _before(self, act: Act) -> Act | None:
        """The violence of the sentence before, in the same paragraph: `Gunmen stormed the farm. Two workers were shot.`"""
        if (
            act.category not in {"violence", "abuse", "crime"}
            or act.trigger.pos_ != "VERB"
            or not g.is_passive(act.trigger)
        ):
            return None
        patients = {t.i for t in act.others}
        near = [a for a in self._lately(act.trigger) if _near(a.trigger, act.trigger, 1)
                and a.category in {"violence", "abuse"} and not a.accusation and not patients & {t.i for t in a.accused}]  # fmt: skip
        # "fired at crowds that had burned cars": not the crowds
        main = [a for a in near if a.trigger.dep_ != "acl:relcl"]
        return (main or near)[-1] if near else None


def _stem(token: Token) -> str:
    return token.lemma_.lower()[:5]


def _near(a: Token, b: Token, sentences: int) -> bool:
    """Whether `a` stands at most so many sentences before `b`."""
    sent, steps = b.sent, 0
    while steps <= sentences:
        if sent.start <= a.i < sent.end:
            return True
        if sent.start == 0:
            return False
        sent, steps = b.doc[sent.start - 1].sent, steps + 1
    return False
