"""Acts that predicates and titles tell: `responsible for the attacks`, `is a terrorist`, `the accused trafficker X`."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.meaning import Meaning
from briefing.analysis.vocabulary import NOMINAL
from briefing.analysis.wording import Entry

#: Words before a deed-name that make a title of a charge.
_STYLES = {
    "accused", "alleged", "suspected", "convicted", "indicted", "wanted", "reputed", "confessed", "self-confessed",
}  # fmt: skip
#: What says of a deed whose it is: flatly, or by its traces.
_WORKS, _MARKS = {"work", "handiwork", "doing"}, {"hallmark", "fingerprint", "trademark", "signature"}


class Predicates:
    """Finds the charges that predicates and titles of one document make."""

    def __init__(self, doc: Doc, means: Meaning) -> None:
        self._doc, self._means = doc, means

    def find(self, token: Token) -> Act | None:
        """The charge that `token` makes, or None."""
        entry = self._means.lists.adjectives.noun(token)
        if entry is not None and token.pos_ in {"ADJ", "ADV", "ADP", "VERB"}:
            return self._adjective(token, entry)
        return (self._authorship(token) or self._at_large(token) or self._noun(token)) if token.pos_ == "NOUN" else None

    def _authorship(self, noun: Token) -> Act | None:
        """`the raid was the work of the front`, `bore the hallmarks of the front`: a deed with its doer in the predicate."""
        word = noun.lemma_.lower()
        marks = word in _MARKS and noun.dep_ == "obj" and noun.head.lemma_ in {"bear", "have", "carry", "show"}
        if (not marks and not (word in _WORKS and g.children(noun, "cop"))) or g.is_negated(noun):
            return None
        deeds = [d for d in g.subjects(noun.head if marks else noun) if self._means.is_act(d) or self._means.harm(d)]
        doers = [n for p, n in g.complements(noun) if p == "of" and self._means.party(n)]
        if not deeds or not doers:
            return None
        hedge = self._doc[noun.i : noun.i + 1] if marks else None
        return Act(
            deeds[0],
            self._means.category_of(deeds[0]) or "violence",
            tuple(doers),
            (),
            g.core(noun.head if marks else noun),
            hedge,
        )

    def _at_large(self, noun: Token) -> Act | None:
        """`X is on the run`, `Y, on the run since`: who hides from the law."""
        if noun.lemma_.lower() not in {"run", "lam"} or g.preposition(noun) != "on":
            return None
        accused = (
            g.subjects(noun) if g.children(noun, "cop") else [noun.head] if noun.dep_ == "nmod" else g.agents(noun.head)
        )
        accused = [
            a for a in accused if a.ent_type_ == "PERSON" or a.lower_ in {"he", "she", "who"} or self._means.is_known(a)
        ]
        return Act(noun, "crime", tuple(accused), (), g.core(noun)) if accused else None

    def _adjective(self, token: Token, entry: Entry) -> Act | None:
        """`X, responsible for the attacks`, `X is behind the fraud`."""
        preps = entry.get("preps", [])
        after = [n for p, n in g.complements(token) if not preps or p in preps]
        gerunds = [c for c in g.children(token, "advcl", "xcomp", "ccomp") if not preps or g.marker(c) in preps]
        if token.pos_ == "ADP" and token.dep_ == "case":  # "X is behind the attack": the noun is the predicate
            noun = token.head
            if not g.children(noun, "cop") or not (self._means.is_act(noun) or self._means.hostile(noun)):
                return None
            return Act(
                token,
                str(entry["category"]),
                tuple(a for a in g.subjects(noun) if self._means.can_act(a)),
                (),
                g.core(noun),
            )
        if preps and not (after or gerunds):
            return None
        if (
            str(entry["category"]) in {"other", "complicity"}
            and not entry.get("bare")
            and not any(
                self._means.is_act(n) or self._means.hostile(n) or self._means.harm(n) for n in [*after, *gerunds]
            )
        ):
            return None
        accused = g.subjects(token) or (
            [token.head] if token.dep_ in {"acl", "amod", "appos"} and token.head.pos_ in NOMINAL else []
        )
        if token.dep_ == "amod" and not (after or gerunds):
            return None
        accused = [a for a in accused if self._means.can_act(a)]
        return Act(
            token,
            str(entry["category"]),
            tuple(accused),
            tuple(n for n in after if self._means.party(n)),
            g.core(token),
        )

    def _noun(self, token: Token) -> Act | None:
        """`X is a terrorist`, `X, a sponsor of gangs`, `alleged smuggler X`."""
        entry = self._means.lists.relations.compound(token) or self._means.lists.hostile.compound(token)
        if entry is not None and not self._means.party(token):
            return None  # "it was cocaine" blames nobody
        if entry is None and (tie := self._means.lists.links.noun(token)) is not None:  # "a sponsor of terrorists"
            of = [n for p, n in g.complements(token) if p in {*tie["preps"], "of"}]
            entry = tie if any(self._means.hostile(n) or self._means.is_act(n) for n in of) else None
        if entry is None and token.lemma_.lower() == "suspect":
            entry = {
                "category": next(
                    (c for x in g.children(token, "compound", "amod") if (c := self._means.category_of(x))), "other"
                )
            }
        if entry is None:
            return None
        if g.children(token, "cop"):
            accused = [a for a in g.agents(token) if self._means.can_act(a)]
            return Act(token, str(entry["category"]), tuple(accused), (), g.core(token))
        return self._styled(token, str(entry["category"]))

    def _styled(self, noun: Token, category: str) -> Act | None:
        """`accused trafficker X`, `X, a convicted fraudster`, `bombing suspect X`: a name with a charge for a title."""
        words = [c for c in g.children(noun, "amod", "compound") if c.lower_ in _STYLES]
        if noun.lemma_.lower() == "suspect":
            words = [noun] if g.children(noun, "compound", "amod", "nmod") else []
        names = (
            [noun.head]
            if noun.dep_ in {"compound", "appos", "flat"} or (noun.dep_ == "nmod" and not g.preposition(noun))
            else []
        )
        # not a name in front: "the accused Kesh Marathon bombers" names what was bombed
        beside = g.children(noun, "appos", "flat", "compound", "nmod")
        names += [n for n in beside if n.i > noun.i and not g.children(n, "case")]
        if noun.dep_ in g.SUBJECTS and noun.i + 1 < len(self._doc) and self._doc[noun.i + 1].head == noun.head:
            names.append(self._doc[noun.i + 1])  # a name that the parser hung beside its title
        names = [n for n in names if n.ent_type_ in {"PERSON", "ORG"}]
        bare = not words and noun.lemma_.lower() != "suspect" and self._means.lists.relations.compound(noun) is not None
        if not names or not (words or bare):
            return None
        if bare:  # "Ilse Draven, the assassin"
            span = g.extent([noun, *g.children(noun, "compound", "amod"), names[0]], self._doc)
            return Act(noun, category, (names[0],), (), span, styled=True, bare=True)
        ruled = words[0].lower_ in {"convicted", "confessed", "self-confessed"}
        span = g.extent([noun, *words, names[0], *(t for t in names[0].subtree if t.dep_ == "flat")], self._doc)
        return Act(
            noun,
            category,
            (names[0],),
            (),
            span,
            None if ruled else self._doc[words[0].i : words[0].i + 1],
            None,
            words[0],
            ruled,
            styled=True,
        )
