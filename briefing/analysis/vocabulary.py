"""The word lists that the rules for acts read, indexed, and what a name or noun is by them."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.lexicon import load
from briefing.analysis.wording import Index

NOMINAL = {"NOUN", "PROPN", "PRON"}
NAME_TYPES = {"PERSON", "ORG", "NORP", "LOC"}
#: Nouns for several deeds or one of them: who made the series made what it is a series of.
GATHERING = {
    "series", "wave", "string", "spate", "campaign", "number", "act", "pattern", "rash", "slew", "barrage", "flurry", "succession",
    "case", "incident", "instance", "kind", "form", "round", "dozen", "hundred", "thousand", "score", "policy", "practice", "array",
    "litany", "catalogue", "catalog", "history", "range", "spree", "hail", "burst", "cycle", "orgy", "reign", "type", "lot",
}  # fmt: skip
#: What everybody does, and what befalls the accused in court.
IDLE = {
    "be", "have", "live", "work", "meet", "arrive", "return", "come", "go", "remain", "stay", "appear", "plead", "face", "serve", "stand",
    "cooperate", "co-operate", "deserve", "need", "want", "know", "die", "receive", "await", "get", "hold", "become", "continue", "help",
    "surrender", "sit", "look", "see", "hear", "agree", "turn", "play", "undergo", "feel", "think", "believe", "hope", "expect", "leave",
}  # fmt: skip


class Lists:
    """The word lists of acts, accusations, criticism and speakers, indexed once."""

    def __init__(self) -> None:
        acts, accusation = load("acts"), load("accusation")
        self.verbs, self.nouns = Index(acts["verbs"]), Index(acts["nouns"])
        self.links, self.adjectives = Index(acts["link_nouns"]), Index(acts["adjectives"])
        self.hostile, self.relations = Index(acts["hostile_nouns"]), Index(acts["relation_nouns"])
        self.duty = Index(acts["duty_verbs"])
        self.things = {
            "weapon_object": Index(acts["weapon_nouns"]), "norm_object": Index(acts["norm_nouns"]),
            "waste_object": Index(acts["waste_nouns"]), "money_object": Index(acts["money_nouns"]),
            "victim_object": Index(acts["victim_nouns"]), "about_wrong": Index(acts["problem_nouns"]),
            "harm_object": Index(acts["harm_nouns"]), "good_object": Index(acts["good_nouns"]),
            "peaceful_object": Index(acts["peaceful_nouns"]), "secret_object": Index(acts["secret_nouns"]),
            "property_object": Index(acts["property_nouns"]),
        }  # fmt: skip
        criticism = load("criticism")
        self.faults = Index([*criticism["adjectives"], *criticism["nouns"]])
        self.fault_words = frozenset(str(w) for w in criticism["adjectives"])
        self.characters = Index(criticism["characters"])
        self.fault_nouns, self.virtues = Index(criticism["nouns"]), Index(criticism["virtues"])
        self.manners, self.slights = Index(criticism["manners"]), Index(criticism["slights"])
        self.dealings, self.pretexts = Index(criticism["dealings"]), Index(criticism["pretexts"])
        self.accuse, self.accusations = Index(accusation["verbs"]), Index(accusation["nouns"])
        self.accusers = Index(accusation["accusers"])
        sources = load("sources")
        self.bodies = Index([*sources["bodies"], *sources["persons"], *sources["person_sets"]])


@cache
def lists() -> Lists:
    """The word lists, loaded once a process."""
    return Lists()


@cache
def _states() -> frozenset[str]:
    return frozenset(n.lower() for c in load("kinds")["countries"] for n in [c["name"], *c.get("variants", [])])


def is_state(noun: Token) -> bool:
    """Whether a place name is that of a country, which can act; `the Mumbai attacks` are not the doing of Mumbai."""
    start, end = noun.i, noun.i + 1
    while start > 0 and noun.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(noun.doc) and noun.doc[end].ent_iob_ == "I":
        end += 1
    name = noun.doc[start:end].text
    return name.lower().removeprefix("the ") in _states()


def named(word: Token) -> bool:
    """Whether a word before a noun names whose it is: a people, a body, a country (`Velmoran raids`)."""
    return word.ent_type_ in {"NORP", "ORG"} or (word.ent_type_ == "LOC" and is_state(word))


def whole(noun: Token) -> Token:
    """The noun that counts or gathers the deeds: `series` of `a series of raids`; else the noun itself."""
    while (
        noun.dep_ == "nmod" and g.preposition(noun) == "of" and {noun.head.lemma_.lower(), noun.head.lower_} & GATHERING
    ):
        noun = noun.head
    return noun
