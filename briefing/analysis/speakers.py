"""Who can speak: persons, bodies, papers, and the cues by which they do (`lexicons/sources.yaml`)."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.describing import kind_of
from briefing.analysis.kinds import kinds
from briefing.analysis.lexicon import load
from briefing.analysis.phrases import phrase
from briefing.analysis.wording import Entry, Index

#: Pronouns of people who speak.
PEOPLE = {"he", "she", "they", "some", "many", "others", "those", "i", "we", "most", "several"}

#: Who stands behind these is one of several: `some lawmakers, including Draven`.
AMONG = {"including", "among", "amongst", "notably", "especially"}


@cache
def _documents() -> Index:
    return Index(load("sources")["documents"])


@cache
def cues() -> Index:
    """Verbs of saying and thinking, with their stance."""
    return Index(load("sources")["cues"])


@cache
def cue_nouns() -> Index:
    """Nouns of saying and thinking that take a that-clause, with their stance."""
    return Index(load("sources")["cue_nouns"])


@cache
def bodies() -> Index:
    """Nouns for bodies that can speak."""
    return Index(load("sources")["bodies"])


def is_body(noun: Token) -> bool:
    """Whether a noun stands for a body that one can go back to (`police`, `ministry`), and not for people."""
    if bodies().compound(noun) is not None:
        return True
    return noun.lemma_.lower() in {"government", "regime", "state"}


@cache
def speakers() -> Index:
    """Nouns for persons, sets of persons and bodies that can speak."""
    sources = load("sources")
    return Index([*sources["persons"], *sources["person_sets"], *sources["bodies"]])


@cache
def _outlets() -> Index:
    return Index(load("sources")["outlets_nouns"])


def is_outlet(noun: Token) -> bool:
    """Whether a noun or name stands for a publisher (`state television`, a news agency's name)."""
    for name in (noun.text, " ".join(t.text for t in g.phrase(noun) if t.pos_ == "PROPN")):
        known = kinds().listed(name)
        if known is not None:
            return known[1] == "outlet"
    named = kinds().of_name(noun.text) if noun.pos_ == "PROPN" else None
    return (named is not None and named.kind == "outlet") or _outlets().compound(noun) is not None


def document_entry(noun: Token) -> Entry | None:
    """The entry of a noun for a paper, a recording or a post, or None."""
    return _documents().compound(noun)


def is_document(noun: Token) -> bool:
    """Whether a noun names a paper, a recording or a post that can speak (report, dossier, video)."""
    if any(g.marker(c) == "to" for c in g.children(noun, "acl")):
        return False  # "the decision to ban": a deed
    before = noun.nbor(-1).text if noun.i else ""
    alone = before == ":" and (noun.i + 1 == len(noun.doc) or noun.nbor().is_space)  # "...: Report", whatever its tag
    return (
        (alone or noun.pos_ in {"NOUN", "PROPN"})
        and noun.ent_type_ in {"", "MISC"}
        and document_entry(noun) is not None
    )


def bearer(noun: Token) -> Token:
    """The name that stands with a title or description (`defence minister Ilse Draven`), or the noun itself."""
    if noun.ent_type_ == "":
        for child in g.children(noun, "flat", "appos", "compound", "nmod"):
            near = abs(child.i - noun.i) <= 6 and not g.children(child, "case")
            if near and child.i > noun.i and child.ent_type_ == "PERSON" and not governed(child, noun):
                return child
    return noun


def governed(name: Token, noun: Token) -> bool:
    """Whether a preposition between a noun and a name governs the name and the parser gave it to a word that is no noun:
    `a friend of accused bomber Orsin` does not call Orsin a friend, nor `several friends, including Orsin`. So it is with another
    noun for a person, of whom the name is.
    """
    between = name.doc[noun.i + 1 : name.i]
    if any(t.lower_ in AMONG for t in between):
        return True
    heads = [t.head for t in between if t.dep_ == "case" and t.head.i < name.i]
    lost = any(h.pos_ in {"VERB", "ADJ"} or (h.pos_ == "NOUN" and is_person(h)) for h in heads)
    return lost and not any(t.is_punct for t in between)


def is_person(noun: Token) -> bool:
    """Whether a noun stands for a person or a set of persons."""
    return kind_of(phrase(noun)) in {"unnamed_person", "group"}


def head_of(span: Span) -> Token:
    """The noun that a span of words is about: its root, or the noun under a preposition or cue that crept in."""
    root = span.root
    if root.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} and root.dep_ != "case":
        return root
    nouns = [
        t
        for t in span
        if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.head.i not in {x.i for x in span if x.pos_ in {"NOUN", "PROPN"}}
    ]
    return nouns[0] if nouns else root
