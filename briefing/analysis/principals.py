"""For whom a source speaks: the client of a lawyer, the body of a spokesman, the party of its officials."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.lexicon import load
from briefing.analysis.report import Report
from briefing.analysis.wording import Index

#: `lawyer for the men`, `spokesman of the force`, `representative from the firm`
_FOR = {"for", "of", "from", "to", "with", "at", "in"}
_REPRESENTING = {"represent", "defend"}


@cache
def _roles() -> Index:
    return Index(load("responses")["speaking_for"])


class Principals:
    """Who speaks for whom in a text: `Draven, a lawyer for the guards` speaks for them also where he is only `Draven`."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        """Read what the text tells of its people. Time grows linearly with the text."""
        self._cast = cast
        self._clients: dict[str, tuple[str, ...]] = {}
        for token in doc:
            if token.pos_ not in {"NOUN", "PROPN"} or not self._is_person(token):
                continue
            clients = self._told(token)
            for person in cast.resolve(token) if clients else ():
                self._clients[person] = tuple(dict.fromkeys([*self._clients.get(person, ()), *clients]))

    def of(self, source: Token) -> tuple[str, ...]:
        """Draft ids of those for whom the person or office headed by `source` speaks; () where it speaks for itself alone."""
        known = [i for person in self._cast.resolve(source) for i in self._clients.get(person, ())]
        return tuple(dict.fromkeys([*self._told(source), *known]))

    def givers(self, heads: list[Token]) -> tuple[str, ...]:
        """Draft ids of the parties that `heads` lead to, and of those for whom they speak."""
        return tuple(dict.fromkeys(i for h in heads for i in (*self._cast.resolve(h), *self.of(h))))

    def speakers(self, report: Report) -> tuple[str, ...]:
        """Draft ids of the source of a report, and of those for whom it speaks."""
        known = [i for person in report.actors for i in self._clients.get(person, ())]
        told = self.of(report.source) if report.source is not None else ()
        return tuple(dict.fromkeys([*report.actors, *told, *known]))

    @staticmethod
    def _is_person(token: Token) -> bool:
        near = [token, *g.children(token, "appos", "flat", "compound", "nmod")]
        return token.dep_ not in {"flat", "compound"} and any(t.ent_type_ == "PERSON" for t in near)

    def _told(self, source: Token) -> tuple[str, ...]:
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
        own = self._cast.resolve(source)
        return tuple(dict.fromkeys(i for token in found for i in self._cast.resolve(token) if i not in own))
