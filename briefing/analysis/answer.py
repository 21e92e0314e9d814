"""The record of an answer, who gives it, and how far its words reach."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g


@dataclass(frozen=True)
class Answer:
    """An answer: its clause, its kind, and the draft ids of who gives it, or for whom it is given (empty: not said).

    `charge`: it names what it answers, or calls it a charge. `blanket`: it speaks of `the allegations`, those just told, `pointing`: of
    `that`, the last one.
    `against`: whom a counter-accusation accuses. `free`: words without a set phrase, an answer only where they speak of
    what is alleged. `reply`: words in reply, an answer only to what stands before. `heads`: the nouns that name who gives it.
    """

    span: Span
    kind: str
    who: tuple[str, ...]
    charge: bool = False
    against: tuple[str, ...] = ()
    free: bool = False
    reply: bool = False
    blanket: bool = False
    pointing: bool = False
    about: str = ""
    heads: tuple[Token, ...] = ()


def extent(verb: Token, words: Span) -> Span:
    """The clause of the answer: subject, verb and what it governs."""
    top = verb if verb.pos_ in {"VERB", "AUX"} else g.clause(verb)
    tokens = [t for c in top.children if c.dep_ not in {"conj", "parataxis", "punct", "cc", "advcl"} for t in c.subtree]
    return g.extent([top, *words, *(t for t in tokens if t.sent == top.sent)], verb.doc)
