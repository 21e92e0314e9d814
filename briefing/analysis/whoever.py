"""Parties that are nobody in particular: `those who attack reporters`, `leftists known to be close to the rebels`.

What is said of whoever does a thing is held against no identifiable actor. Who did it once (`those who attacked the
convoy`) is one, described by the deed.
"""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import grammar as g

#: Heads that stand for whoever fits the clause behind them.
_ANYBODY = {
    "those",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "people",
    "persons",
    "individuals",
    "citizens",
    "others",
}
_MANNERS = {"do", "can", "may", "might", "would", "will"}


def is_whoever(noun: Token, trigger: Token) -> bool:
    """Whether `noun`, of which the deed `trigger` is told, is whoever does it: the deed only says who is meant."""
    if g.children(trigger, "cop") and _is_bare(noun) and noun.lower_ in _ANYBODY:
        return any(_is_habit(c) for c in g.children(noun, "acl:relcl"))  # "people who bribe judges are criminals"
    step = trigger if trigger.pos_ in {"VERB", "ADJ"} else g.clause(trigger)
    while step.dep_ in {"xcomp", "conj"} and step.head.i > noun.i:
        step = step.head
    if step.dep_ not in {"acl", "acl:relcl"} or step.head != noun or not _is_bare(noun):
        return False
    if step.dep_ == "acl":  # "leftists known to be close to the rebels"
        perfect = any(c.lemma_ == "have" for c in g.children(trigger, "aux"))
        return step.lemma_ == "know" and g.marker(trigger) == "to" and not perfect and noun.lower_ != noun.lemma_
    return noun.lower_ in _ANYBODY and _is_habit(step)


def _is_bare(noun: Token) -> bool:
    """Whether nothing narrows down whom a noun means: no article, owner, number, name."""
    narrowing = g.children(noun, "nmod:poss", "nummod", "nmod", "appos")
    narrowing += [c for c in g.children(noun, "det", "amod", "compound") if c.pos_ == "DET" or c.ent_type_]
    return not noun.ent_type_ and noun.pos_ in {"NOUN", "PRON", "PROPN"} and not narrowing


def _is_habit(verb: Token) -> bool:
    """Whether a verb stands in the simple present, or with what one does, can or may do."""
    helpers = {c.lower_ for c in g.children(verb, "aux", "aux:pass", "cop")}
    return verb.pos_ == "VERB" and verb.lower_ == verb.lemma_.lower() and helpers <= _MANNERS
