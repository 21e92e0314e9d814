"""Acts that nouns tell: deeds (`the killing of X by Y`) and ties (`X's role in`, `support from X`)."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.meaning import Meaning
from briefing.analysis.vocabulary import NAME_TYPES, NOMINAL, is_state
from briefing.analysis.wording import Entry

#: Ties that speak for themselves in a sentence about a hostile party ("exposed further Agency connections").
_BARE_TIES = {"link", "tie", "connection", "involvement", "role", "complicity", "support", "backing", "collusion"}


#: Who has a tie, and not the tie.
_ALLIES = {"ally", "accomplice", "patron"}
#: Adjectives of these categories make a wrong of the deed that they describe.
_WRONGS = {"crime", "corruption", "deceit", "abuse", "breach"}


class Nominal:
    """Finds the deeds and ties that nouns of one document hold against their doers."""

    def __init__(self, doc: Doc, means: Meaning) -> None:
        self._doc, self._means = doc, means

    def find(self, token: Token) -> Act | None:
        """The act that the noun `token` names, or None."""
        return self._deed(token) or self._tie(token)

    def _deed(self, token: Token) -> Act | None:
        """Nouns: `Israeli strikes on`, `the killing of X by Y`, `X's violations of`, `a massacre carried out by`."""
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            return None
        entry = self._means.lists.nouns.compound(token) or self._wrong(token)
        if entry is None or not self._means.holds(entry, token):
            return None
        doers, others = self._means.doers(token, entry)
        if not doers:
            return None
        return Act(token, self._means.category(entry, token), tuple(doers), tuple(others), self._span(token, doers))

    def _wrong(self, noun: Token) -> Entry | None:
        """An entry for a deed that an adjective makes a wrong: `the illegal printing of money by the bank`, `his fraudulent filings`."""
        if noun.ent_type_ or self._means.party(noun) or not self._means.can_act(noun):
            return None
        words = [
            c for c in g.children(noun, "amod", "det") if c.lower_ != "criminal"
        ]  # "criminal law", "a criminal case"
        if any(c.lower_ in {"such", "this", "these", "those"} for c in words):
            return None  # told before
        found = (self._means.lists.adjectives.noun(c) for c in words)
        entry = next((e for e in found if e is not None and not e.get("preps") and e["category"] in _WRONGS), None)
        return {"lemma": noun.lemma_.lower(), "category": entry["category"], "of": "victim"} if entry else None

    def _tie(self, token: Token) -> Act | None:
        """Ties: `Pakistan's role in`, `links between X and the cartel`, `support from the agency`, `the firm's ties with`."""
        entry = self._means.lists.links.noun(token) if token.pos_ == "NOUN" else None
        person = entry is not None and (token.lemma_.lower().endswith(("er", "or")) or entry["lemma"] in _ALLIES)
        if entry is None or (person and g.children(token, "cop")):
            return None  # "is a sponsor of": who is said to be it, not whose it is
        holders: list[Token] = []
        partners: list[Token] = []
        for preposition, other in g.complements(token):
            if preposition == "from" or preposition == "by":
                holders += [other] if other.ent_type_ in NAME_TYPES else []
            elif preposition == "between":
                holders += [
                    other,
                    *(n for n in g.children(token, "nmod") if n.i > other.i and not g.children(n, "case")),
                ]
            elif preposition == "of" and "of" not in entry["preps"] and not self._means.lists.bodies.noun(token):
                holders += [other] if other.ent_type_ in NAME_TYPES or self._means.party(other) else []
            elif preposition in entry["preps"]:
                partners.append(other)
        for child in g.children(token, "nmod:poss", "compound", "amod", "nmod"):
            owner = child.dep_ == "nmod:poss" and child.pos_ in NOMINAL
            named = child.ent_type_ in {"PERSON", "ORG", "NORP"} or (child.ent_type_ == "LOC" and is_state(child))
            named = named or (child.pos_ == "PROPN" and child.ent_type_ != "LOC" and self._means.is_known(child))
            if owner or (named and not g.children(child, "case")):
                holders.append(child)
        if (
            not holders
            and token.dep_ == "obj"
            and token.head.lemma_
            in {"have", "play", "maintain", "provide", "give", "offer", "take", "establish", "forge", "deny"}
        ):
            holders += [s for s in g.agents(token.head) if self._means.can_act(s)]
        bare = partners if entry.get("bare") else []
        adverse = [*bare, *(n for n in [*partners, *holders] if self._means.hostile(n) or self._means.is_act(n))]
        clauses = [
            c
            for c in g.children(token, "acl", "advcl")
            if self._means.is_act(c) or any(self._means.hostile(t) for t in g.objects(c))
        ]
        sentence = any(self._means.hostile(t) for t in token.sent if t.pos_ in NOMINAL and t.i != token.i)
        if not holders or not (adverse or clauses or (not partners and sentence and entry["lemma"] in _BARE_TIES)):
            return None
        span = self._span(token, holders)
        return Act(token, str(entry["category"]), tuple(holders), tuple(partners), span, bare=g.is_denied(token))

    def _span(self, noun: Token, doers: list[Token]) -> Span:
        own = set(noun.subtree)
        if noun.head.pos_ == "VERB" and not own & set(doers) and set(g.agents(noun.head)) & set(doers):
            return g.core(noun.head)  # "launched a raid on the camp"
        tokens = [noun, *(d for d in doers if d.sent == noun.sent and (noun.dep_ != "conj" or d.i > noun.i))]
        for child in noun.children:
            if child.dep_ in {"det", "amod", "compound", "nmod", "nmod:poss", "acl", "nummod"}:
                tokens += [t for t in child.subtree if t.dep_ != "acl:relcl"]
        ends = [c.left_edge.i for t in tokens for c in g.children(t, "conj") if self._means.is_act(c)]
        return g.extent([t for t in tokens if t.i <= noun.i or t.i < min(ends, default=len(self._doc))], self._doc)
