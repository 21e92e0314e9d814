"""Who a pronoun cannot be, and who it most likely is, by the grammar of its own sentence."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import grammar as g

_CORE = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"}
#: Relations of a phrase or clause that may stand before the subject of its clause.
_FRONTED = {"obl", "advcl", "nmod", "acl", "advmod", "obl:npmod", "xcomp"}
_CLAUSAL = {"ccomp", "advcl", "xcomp", "parataxis", "acl", "acl:relcl", "advcl:relcl", "conj"}


def barred(pronoun: Token) -> frozenset[int]:
    """Positions of the heads of phrases that a pronoun is not: the other parties of its verb, also where the verb borrows its
    subject from another clause (`Draven met Reis before introducing him`: not Draven), and whatever the pronoun stands inside.

    The second principle of binding theory (N. Chomsky, Lectures on Government and Binding, 1981).
    """
    found = {pronoun.i}
    if pronoun.dep_ == "nmod:poss":
        return frozenset(found)
    found |= {a.i for a in g.ancestors(pronoun) if a.pos_ in {"NOUN", "PROPN"} and _inside(pronoun, a)}
    verb = pronoun.head
    if pronoun.dep_ in _CORE and not pronoun.lower_.endswith(("self", "selves")):
        found |= {c.i for c in verb.children if c.dep_ in _CORE}
        if pronoun.dep_ not in g.SUBJECTS:
            found |= {t.i for s in g.subjects(verb) for t in g.coordinated(s)}
    return frozenset(found)


def _inside(pronoun: Token, noun: Token) -> bool:
    """Whether the pronoun stands in the noun phrase itself, not in a clause that hangs on it."""
    step = pronoun
    while step.i != noun.i:
        if step.dep_ in _CLAUSAL:
            return False
        step = step.head
    return True


def governing(pronoun: Token) -> frozenset[int]:
    """Positions of the subjects of the clauses around a pronoun (`Draven said she`, `Draven sold her house`)."""
    found: set[int] = set()
    step = pronoun
    for _ in range(12):
        if step.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in step.children):
            found |= {s.i for s in g.children(step, "nsubj", "nsubj:pass")}
        if step.head.i == step.i:
            break
        step = step.head
    return frozenset(found)


def first_of_pair(pronoun: Token) -> Token | None:
    """`Draven` for `her` in `Draven and her brother`; else None."""
    noun = pronoun.head
    joined = pronoun.dep_ == "nmod:poss" and noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}
    return noun.head if joined else None


def ahead(pronoun: Token) -> Token | None:
    """The subject behind a pronoun in a phrase or clause that stands before it: `In her speech, Draven`, `When he left, Reis`."""
    step = pronoun
    for _ in range(8):
        head = step.head
        if head.i == step.i:
            return None
        if head.pos_ in {"VERB", "ADJ", "NOUN", "AUX"} and step.dep_ in _FRONTED and step.i < head.i:
            subjects = [s for s in g.children(head, "nsubj", "nsubj:pass") if s.i > step.i and s.i > pronoun.i]
            own = [s for s in g.children(head, "nsubj", "nsubj:pass") if s.i < pronoun.i]
            if own:
                return None
            if subjects:
                return subjects[0]
        step = head
    return None
