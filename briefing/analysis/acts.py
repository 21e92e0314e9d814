"""Where the text says that somebody has done something that is held against him: words, doer, others, extent.

The word lists are `lexicons/acts.yaml` and `lexicons/accusation.yaml`; their heads explain the conditions. Rule families:
verbs (active, passive, relative, participle), nouns (`X's attack on`, `the killing by X`), ties (`X's role in`,
`support from X`), predicates (`responsible for`, `is a terrorist`), accusations (`accused X of`, `X was charged with`,
`allegations against X of`).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.accusations import Accusations
from briefing.analysis.act import Act
from briefing.analysis.conduct import Conduct
from briefing.analysis.implicit import Implicit
from briefing.analysis.meaning import ENDING, NAME_TYPES, NOMINAL, Meaning, is_state

#: Ties that speak for themselves in a sentence about a hostile party ("exposed further Agency connections").
_BARE_TIES = {"link", "tie", "connection", "involvement", "role", "complicity", "support", "backing", "collusion"}
#: Words before a deed-name that make a title of a charge.
_STYLES = {
    "accused",
    "alleged",
    "suspected",
    "convicted",
    "indicted",
    "wanted",
    "reputed",
    "confessed",
    "self-confessed",
}


#: What one refused to do was not done.
_NOT_DONE = {"refuse", "fail", "decline", "hesitate", "neglect", "want", "hope", "wish", "need"}


class Finder:
    """Finds the acts of one document; the two questions are those of `Meaning`."""

    def __init__(self, doc: Doc, is_armed: Callable[[Token], bool], is_known: Callable[[Token], bool]) -> None:
        self._doc, self._means = doc, Meaning(is_armed, is_known)

    def find(self) -> list[Act]:
        """All acts in text order; a word that an accusation already covers gives no act of its own."""
        accusations = Accusations(self._doc, self._means)
        frames = [a for t in self._doc for a in accusations.find(t)]
        covered = {i for f in frames for i in f.covers}
        conduct = Conduct(self._doc, self._means)
        found = list(frames)
        open_acts: list[Act] = []
        for token in self._doc:
            if token.i in covered:
                continue
            act = (
                self._verb(token)
                or self._noun(token)
                or self._link(token)
                or self._predicate(token)
                or conduct.find(token)
            )
            if act is not None and act.accused:
                found.append(act)
            elif token.pos_ == "VERB" and (bare := self._bare(token)) is not None:
                open_acts.append(bare)
        implicit = Implicit(self._means, found)
        found += [a for bare in open_acts if (a := implicit.complete(bare)) is not None]
        return sorted(found, key=lambda a: (a.span.start, a.trigger.i))

    def _verb(self, token: Token) -> Act | None:
        """Verbs: `rebels killed`, `was looted by soldiers`, `officers accused of` is an accusation and not here."""
        if token.pos_ not in {"VERB", "ADJ"} or (token.pos_ == "ADJ" and not token.lower_.endswith(("ed", "ing"))):
            return None
        if token.ent_type_ in {"ORG", "MISC", "PERSON"}:
            return None  # a word of a name or title
        if token.dep_ == "amod" or (token.dep_ == "compound" and token.head.pos_ in NOMINAL):
            return None
        if not self._asserted_form(token):
            return None
        entry = self._means.lists.verbs.verb(token)
        if entry is None or not self._means.holds(entry, token):
            return None
        passive = g.is_passive(token)
        if entry.get("blame") == "object":
            accused, others = g.objects(token), g.agents(token)
        else:
            accused, others = g.agents(token), g.objects(token)
        accused = [x for a in accused for x in ([a] if self._means.can_act(a) else self._means.behind(a))]
        if not accused or all(self._means.rules(a) for a in accused):
            return None
        if not passive:
            others = [
                *others,
                *(n for p, n in g.complements(token) if p in {"to", "with", "for", "on", "against", "at"}),
            ]
        return Act(token, self._means.category(entry, token), tuple(accused), tuple(o for o in others if o.pos_ in NOMINAL),
                   g.core(token))  # fmt: skip

    def _bare(self, verb: Token) -> Act | None:
        """A verb of harm whose doer is not there: a passive without an agent, or an event in the doer's place."""
        entry = self._means.lists.verbs.verb(verb)
        if entry is None or entry.get("blame") == "object" or not self._asserted_form(verb):
            return None
        if verb.dep_ in {"amod", "compound", "acl"} or not self._means.holds(entry, verb):
            return None
        agents = g.agents(verb)
        if any(self._means.can_act(a) for a in agents) or (agents and g.is_passive(verb)):
            return None
        others = tuple(o for o in g.objects(verb) if self._means.party(o))
        if not others:
            return None
        return Act(verb, self._means.category(entry, verb), (), others, g.core(verb))

    def _asserted_form(self, token: Token) -> bool:
        """Infinitives state an act only under a few verbs (`is said to have bombed`, `stop bombing`, `helped to hide`)."""
        step = token
        while step.dep_ == "conj" and step.head.pos_ == "VERB":
            step = step.head
        if g.marker(step) == "to" or step.dep_ == "xcomp":
            head = step.head
            perfect = any(c.lemma_ == "have" for c in g.children(step, "aux"))
            if step.dep_ == "advcl":
                return False
            if step.dep_ == "acl":
                return self._means.lists.links.noun(head) is not None or head.lemma_ in {
                    "attempt",
                    "effort",
                    "failure",
                    "refusal",
                    "plot",
                    "plan",
                }
            if head.lemma_ in _NOT_DONE:
                return False
            if perfect or head.lemma_ in ENDING or g.is_passive(head):
                return True
            return self._means.lists.verbs.verb(head) is not None or head.lemma_ in {
                "appear",
                "seem",
                "try",
                "attempt",
                "manage",
                "use",
            }
        return True

    def _noun(self, token: Token) -> Act | None:
        """Nouns: `Israeli strikes on`, `the killing of X by Y`, `X's violations of`, `a massacre carried out by`."""
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            return None
        entry = self._means.lists.nouns.compound(token)
        if entry is None or not self._means.holds(entry, token):
            return None
        doers, others = self._means.doers(token, entry)
        if not doers:
            return None
        return Act(
            token, self._means.category(entry, token), tuple(doers), tuple(others), self._noun_span(token, doers)
        )

    def _link(self, token: Token) -> Act | None:
        """Ties: `Pakistan's role in`, `links between X and the cartel`, `support from the agency`, `the firm's ties with`."""
        entry = self._means.lists.links.noun(token) if token.pos_ == "NOUN" else None
        if entry is None:
            return None
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
            in {"have", "play", "maintain", "provide", "give", "offer", "take", "establish", "forge"}
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
        return Act(token, str(entry["category"]), tuple(holders), tuple(partners), self._noun_span(token, holders))

    def _predicate(self, token: Token) -> Act | None:
        """Predicates: `X, responsible for the attacks`, `is behind the fraud`, `X is a terrorist`, `alleged smuggler X`."""
        entry = self._means.lists.adjectives.noun(token)
        if entry is not None and token.pos_ in {"ADJ", "ADV", "ADP", "VERB"}:
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
        if token.pos_ == "NOUN":
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
                accused = [a for a in g.subjects(token) if self._means.can_act(a)]
                return Act(token, str(entry["category"]), tuple(accused), (), g.core(token))
            return self._styled(token, str(entry["category"]))
        return None

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
        names += [n for n in g.children(noun, "appos", "flat", "compound", "nmod") if not g.children(n, "case")]
        names = [n for n in names if n.ent_type_ in {"PERSON", "ORG"}]
        if not words or not names:
            return None
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

    def _noun_span(self, noun: Token, doers: list[Token]) -> Span:
        own = set(noun.subtree)
        if noun.head.pos_ == "VERB" and not own & set(doers) and set(g.agents(noun.head)) & set(doers):
            return g.core(noun.head)  # "launched a raid on the camp"
        tokens = [noun, *(d for d in doers if d.sent == noun.sent and (noun.dep_ != "conj" or d.i > noun.i))]
        for child in noun.children:
            if child.dep_ in {"det", "amod", "compound", "nmod", "nmod:poss", "acl", "nummod"}:
                tokens += [t for t in child.subtree if t.dep_ != "acl:relcl"]
        ends = [c.left_edge.i for t in tokens for c in g.children(t, "conj") if self._means.is_act(c)]
        return g.extent([t for t in tokens if t.i <= noun.i or t.i < min(ends, default=len(self._doc))], self._doc)
