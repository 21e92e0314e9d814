"""Whether a noun is somebody: who can do a deed, suffer one, is hostile, or is a court."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.describing import kind_of
from briefing.analysis.phrases import phrase
from briefing.analysis.vocabulary import GATHERING, NAME_TYPES, NOMINAL, lists

_ACTING_PRONOUNS = {
    "he", "she", "they", "it", "we", "i", "who", "that", "which", "them", "him", "her", "you", "those",
    "these", "some", "others", "many", "both",
}  # fmt: skip
#: What happens to be somebody's, and does nothing in his stead: `the mayor's lead`, `the issues between the two`.
_QUALITIES = {
    "advantage", "lead", "popularity", "rating", "success", "victory", "win", "defeat", "loss", "age", "health", "death", "birth", "issue",
    "difference", "dispute", "tension", "problem", "name", "surname", "reputation", "share", "size", "wealth", "poll", "election", "race",
    "fate", "future", "history", "background", "absence", "arrival", "departure", "injury", "interest", "need", "right",
}  # fmt: skip
_MISSILES = {
    "fire", "shell", "bullet", "explosive", "blast", "explosion", "shrapnel", "bomb", "rocket", "missile", "mortar",
    "gas",
}  # fmt: skip
_COURTS = {"court", "judge", "tribunal", "jury", "magistrate", "justice", "bench", "panel", "arbitrator", "referee"}
#: To use a word for a thing, or to speak of it, is not to do it.
_WORDS = {
    "word", "phrase", "term", "name", "label", "expression", "question", "issue", "topic", "debate", "law", "bill",
    "policy",
}  # fmt: skip

#: "criminal" before these is a word of law, and calls nobody one.
_JUSTICE = {
    "case", "law", "court", "code", "procedure", "investigation", "inquiry", "probe", "charge", "justice", "proceeding", "trial",
    "complaint", "record", "liability", "lawyer", "attorney", "defence", "defense", "prosecution", "division", "statute", "matter",
}  # fmt: skip


class Parties:
    """Tells parties from deeds and things, by the word lists and the names of one document.

    `is_armed(head)` says whether a noun phrase is a known armed group, `is_known(head)` whether it is any known party.
    """

    def __init__(self, is_armed: Callable[[Token], bool], is_known: Callable[[Token], bool]) -> None:
        self.is_armed, self.is_known, self.lists = is_armed, is_known, lists()

    def hostile(self, noun: Token) -> bool:
        """Whether the noun phrase is of terrorists, gangs, malware and the like, or a known armed group."""
        if noun.lemma_.lower() in _WORDS:
            return False
        words = [noun, *g.children(noun, "amod", "compound", "appos")]
        if noun.lemma_.lower() in _JUSTICE:
            words = [w for w in words if w.lower_ != "criminal"]
        words += [c for c in g.children(noun, "nmod") if g.preposition(c) in {"", "of"}]  # not "the war on terror"
        return any(self.lists.hostile.compound(w) and not _countering(w) for w in words) or self.is_armed(noun)

    def party(self, noun: Token) -> bool:
        """Whether a noun can suffer or do a deed: a name, a body, a known party, a victim noun, somebody."""
        if noun.ent_type_ in NAME_TYPES or noun.pos_ == "PROPN":
            return True
        if noun.pos_ == "PRON":
            return noun.lower_ in {"him", "her", "them", "us", "me", "people", "someone", "others"}
        if any(i.compound(noun) is not None for i in (self.lists.bodies, self.lists.relations)) or self.is_known(noun):
            return True
        if self.lists.hostile.compound(noun) is not None and kind_of(phrase(noun)) is not None:
            return True  # "the smuggling ring"
        if {noun.lemma_.lower(), noun.lower_} & GATHERING and (of := [n for p, n in g.complements(noun) if p == "of"]):
            return any(self.party(n) for n in of if n.i > noun.i)  # "dozens of protesters"
        return self.lists.things["victim_object"].compound(noun) is not None or kind_of(phrase(noun)) is not None

    def can_act(self, noun: Token) -> bool:
        """Acts and things are no culprits: `the attack killed nine` says nothing of who attacked."""
        if noun.pos_ == "PRON":
            return noun.lower_ in _ACTING_PRONOUNS
        if noun.text.isupper() and self.lists.things["weapon_object"].noun(noun) is not None:
            return False  # "an IED", which looks like a body's name
        if noun.ent_type_ in NAME_TYPES:
            return True
        if noun.ent_type_ in {"MISC", "DATE"} and noun.pos_ != "NOUN":
            return False
        if {noun.lemma_.lower(), noun.lower_} & GATHERING and (of := [n for p, n in g.complements(noun) if p == "of"]):
            return all(self.can_act(n) for n in of)  # "dozens of strikes"
        if (
            self.lists.things["weapon_object"].compound(noun) is not None
            or noun.lemma_.lower() in _MISSILES | _QUALITIES
        ):
            return False
        if self.lists.bodies.noun(noun) is not None:
            return True  # a supporter, a backer: who has the tie, not the tie
        charge = self.lists.accusations.noun(noun)
        if charge is not None and "self" not in charge.get("accused", []) and not charge.get("denied"):
            return False
        return noun.pos_ in NOMINAL and self.lists.nouns.compound(noun) is None and self.lists.links.noun(noun) is None

    def rules(self, noun: Token) -> bool:
        """Whether a noun names a court: what it does to the parties is procedure, and no act that is held against it."""
        return any(w.lemma_.lower() in _COURTS for w in (noun, *g.children(noun, "compound")))

    def harm(self, noun: Token) -> bool:
        """Whether a noun names a harm or an event that somebody may be responsible for."""
        return noun.pos_ in {"NOUN", "VERB"} and self.lists.things["harm_object"].noun(noun) is not None


def _countering(word: Token) -> bool:
    """Whether a word is what its phrase is against: `terrorist` of `the anti-terrorist coalition`."""
    before = word.doc[max(0, word.i - 2) : word.i]
    return any(t.lower_ in {"anti", "counter", "antiterror", "counterterror"} for t in before)
