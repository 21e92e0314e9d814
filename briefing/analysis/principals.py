"""For whom a source speaks: the client of a lawyer, the body of a spokesman, the party of its officials."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.lexicon import load
from briefing.analysis.wording import Index

#: `lawyer for the men`, `spokesman of the force`, `representative from the firm`
_FOR = {"for", "of", "from", "to", "with", "at", "in"}
_REPRESENTING = {"represent", "defend"}


@cache
def _roles() -> Index:
    return Index(load("responses")["speaking_for"])


def principals(source: Token, cast: Cast) -> tuple[str, ...]:
    """Draft ids of those for whom the person or office headed by `source` speaks; () where it speaks for itself alone."""
    found: list[Token] = []
    for noun in [source, *g.children(source, "appos", "flat", "nmod", "compound")]:
        if g.preposition(noun) and noun.i != source.i:
            continue
        if _roles().compound(noun) is not None:
            found += g.children(noun, "nmod:poss", "compound")
            found += [c for c in g.children(noun, "nmod") if g.preposition(c) in _FOR | {""}]
            found += [c for c in g.children(noun, "amod") if c.ent_type_]
        for clause in g.children(noun, "acl:relcl", "acl"):
            if clause.lemma_.lower() in _REPRESENTING and not g.is_passive(clause):
                found += g.objects(clause)
    ids = [i for token in found for i in cast.resolve(token)]
    return tuple(dict.fromkeys(ids))
