"""Where the text says that somebody has done something that is held against him: words, doer, others, extent.

The word lists are `lexicons/acts.yaml` and `lexicons/accusation.yaml`; their heads explain the conditions. Rule families:
verbs (active, passive, relative, participle), nouns (`X's attack on`, `the killing by X`), ties (`X's role in`,
`support from X`), predicates (`responsible for`, `is a terrorist`), accusations (`accused X of`, `X was charged with`,
`allegations against X of`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.lexicon import load
from briefing.analysis.wording import Entry, Index

NOMINAL = {"NOUN", "PROPN", "PRON"}
_NAME_TYPES = {"PERSON", "ORG", "NORP", "LOC"}
#: "called on Sudan to stop bombing" takes the bombing for granted.
_ENDING = {
    "stop",
    "cease",
    "halt",
    "end",
    "quit",
    "refrain",
    "continue",
    "keep",
    "resume",
    "begin",
    "start",
    "abstain",
    "desist",
    "help",
}
_LIGHT = {
    "commit",
    "carry",
    "conduct",
    "perpetrate",
    "launch",
    "stage",
    "mount",
    "make",
    "perform",
    "engage",
    "wage",
    "undertake",
}


#: To use a word for a thing, or to speak of it, is not to do it.
_WORDS = {
    "word",
    "phrase",
    "term",
    "name",
    "label",
    "expression",
    "question",
    "issue",
    "topic",
    "debate",
    "law",
    "bill",
    "policy",
}
#: Ties that speak for themselves in a sentence about a hostile party ("exposed further Agency connections").
_BARE_TIES = {"link", "tie", "connection", "involvement", "role", "complicity", "support", "backing", "collusion"}
#: "failures at the bureau", "lapses within the ministry": where duties were not done is who did not do them.
_WHERE = {"of", "at", "in", "within", "inside", "with respect to", "on the part of"}
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


@dataclass(frozen=True)
class Act:
    """One place where an act is laid at somebody's door.

    `trigger` is the word that names the act (or the accusation), `accused` and `others` heads of noun phrases, `span`
    the words of the statement, `hedge` the words that say that it is only alleged (None: said flatly), `accuser` who
    accuses (None: not said here), `accusation` the accusing word if there is one. `ruled`: a court's or regulator's finding;
    `omission`: a duty that was not done; `opinion`: a fault found, which counts only as a source's word;
    `styled`: a charge used as a title; `covers`: tokens that give no act of their own any more.
    """

    trigger: Token
    category: str
    accused: tuple[Token, ...]
    others: tuple[Token, ...]
    span: Span
    hedge: Span | None = None
    accuser: Token | None = None
    accusation: Token | None = None
    ruled: bool = False
    omission: bool = False
    opinion: bool = False
    styled: bool = False
    covers: frozenset[int] = field(default_factory=frozenset)


class _Lists:
    """The word lists of acts.yaml and accusation.yaml, indexed once."""

    def __init__(self) -> None:
        acts, accusation = load("acts"), load("accusation")
        self.verbs, self.nouns = Index(acts["verbs"]), Index(acts["nouns"])
        self.links, self.adjectives = Index(acts["link_nouns"]), Index(acts["adjectives"])
        self.hostile, self.relations = Index(acts["hostile_nouns"]), Index(acts["relation_nouns"])
        self.duty, self.victim_verbs = Index(acts["duty_verbs"]), Index(acts["victim_verbs"])
        self.responding = Index(acts["response_verbs"])
        self.things = {
            "weapon_object": Index(acts["weapon_nouns"]), "norm_object": Index(acts["norm_nouns"]),
            "waste_object": Index(acts["waste_nouns"]), "money_object": Index(acts["money_nouns"]),
            "victim_object": Index(acts["victim_nouns"]), "about_wrong": Index(acts["problem_nouns"]),
        }  # fmt: skip
        criticism = load("criticism")
        self.faults = Index([*criticism["adjectives"], *criticism["nouns"]])
        self.accuse, self.accusations = Index(accusation["verbs"]), Index(accusation["nouns"])
        sources = load("sources")
        self.bodies = Index([*sources["bodies"], *sources["persons"], *sources["person_sets"]])


@cache
def lists() -> _Lists:
    """The word lists, loaded once a process."""
    return _Lists()


@cache
def _states() -> frozenset[str]:
    return frozenset(n.lower() for c in load("kinds")["countries"] for n in [c["name"], *c.get("variants", [])])


def is_state(noun: Token) -> bool:
    """Whether a place name is that of a country, which can act; `the Mumbai attacks` are not the doing of Mumbai."""
    name = next((e.text for e in noun.doc.ents if e.start <= noun.i < e.end), noun.text)
    return name.lower().removeprefix("the ") in _states()


class Finder:
    """Finds the acts of one document.

    `is_armed(head)` says whether a noun phrase is a known armed group, `is_known(head)` whether it is any known party.
    """

    def __init__(self, doc: Doc, is_armed: Callable[[Token], bool], is_known: Callable[[Token], bool]) -> None:
        self._doc, self._is_armed, self._is_known, self._lists = doc, is_armed, is_known, lists()

    def find(self) -> list[Act]:
        """All acts in text order; a word that an accusation already covers gives no act of its own."""
        frames = [a for t in self._doc for a in self._accusations(t)]
        covered = {i for f in frames for i in f.covers}
        found = list(frames)
        for token in self._doc:
            if token.i in covered:
                continue
            act = (
                self._verb(token)
                or self._noun(token)
                or self._link(token)
                or self._predicate(token)
                or self._fault(token)
            )
            if act is not None and act.accused:
                found.append(act)
        return sorted(found, key=lambda a: (a.span.start, a.trigger.i))

    # conditions -----------------------------------------------------------------------------------------------

    def hostile(self, noun: Token) -> bool:
        """Whether the noun phrase is of terrorists, gangs, malware and the like, or a known armed group."""
        if noun.lemma_.lower() in _WORDS:
            return False
        words = [noun, *g.children(noun, "amod", "compound", "nmod", "appos")]
        return any(self._lists.hostile.compound(w) for w in words) or self._is_armed(noun)

    def is_act(self, token: Token, depth: int = 0) -> bool:
        """Whether a complement is itself a blameworthy act."""
        if depth > 3:
            return False
        if token.pos_ == "VERB":
            entry = self._lists.verbs.verb(token)
            return entry is not None and self._holds(entry, token, depth + 1)
        if token.pos_ in NOMINAL:
            entry = self._lists.nouns.compound(token)
            if entry is not None and self._holds(entry, token, depth + 1):
                return True
            known = {c.lower_ for c in g.children(token, "det")} & {"this", "these", "such", "that", "those"}
            return bool(known) and self._lists.links.noun(token) is not None  # a tie that was told before
        return False

    def _complements(self, token: Token) -> list[Token]:
        against = {"against", "from", "amid", "despite", "after", "before", "since", "during"}
        return [*g.objects(token), *(n for p, n in g.complements(token) if p not in against and p != "by")]

    def _holds(self, entry: Entry, token: Token, depth: int = 0) -> bool:
        needs = entry.get("needs")
        if not needs:
            return True
        needs = [needs] if isinstance(needs, str) else needs
        return any(self._condition(need, token, depth) for need in needs)

    def _condition(self, need: str, token: Token, depth: int) -> bool:
        things = self._complements(token)
        if need == "clause":
            return any(self._lists.duty.verb(c) or self.is_act(c, depth) for c in g.children(token, "xcomp", "acl"))
        if need == "hostile_object":
            return any(self.hostile(n) or self.is_act(n, depth) for n in things)
        if need in {"act_object", "about_wrong"}:
            verbs = (
                g.children(token, "xcomp", "advcl", "ccomp")
                if need == "act_object"
                else g.children(token, "xcomp", "ccomp")
            )
            if any(self.is_act(x, depth) for x in [*things, *verbs]):
                return True
            return need == "about_wrong" and any(
                self.hostile(n) or self._lists.things[need].compound(n) for n in things
            )
        if need == "victim_object":
            found = [*g.objects(token), *(n for p, n in g.complements(token) if p in {"on", "at", "against", "into"})]
            return any(self._party(n) for n in found)
        index = self._lists.things.get(need)
        words = [w for n in things for w in (n, *g.children(n, "compound", "amod"))]
        if need == "weapon_object" and any(self.hostile(n) for n in things):
            return True
        return index is not None and any(index.compound(w) for w in words)

    def _party(self, noun: Token) -> bool:
        if noun.ent_type_ in _NAME_TYPES or noun.pos_ == "PROPN":
            return True
        if noun.pos_ == "PRON":
            return noun.lower_ in {"him", "her", "them", "us", "me", "people", "someone", "others"}
        if self._lists.bodies.compound(noun) is not None or self._is_known(noun):
            return True
        return self._lists.things["victim_object"].compound(noun) is not None

    # families -------------------------------------------------------------------------------------------------

    def _verb(self, token: Token) -> Act | None:
        """Verbs: `rebels killed`, `was looted by soldiers`, `officers accused of` is an accusation and not here."""
        if token.pos_ not in {"VERB", "ADJ"} or (token.pos_ == "ADJ" and not token.lower_.endswith(("ed", "ing"))):
            return None
        if token.dep_ == "amod" or (token.dep_ == "compound" and token.head.pos_ in NOMINAL):
            return None
        if not self._asserted_form(token):
            return None
        entry = self._lists.verbs.verb(token)
        if entry is None or not self._holds(entry, token) or self._lists.accuse.verb(token) is not None:
            return self._omission(token)
        passive = g.is_passive(token)
        if entry.get("blame") == "object":
            accused, others = g.objects(token), g.agents(token)
        else:
            accused, others = g.agents(token), g.objects(token)
        accused = [x for a in accused for x in ([a] if self._can_act(a) else self._behind(a))]
        if not accused:
            return None
        if not passive:
            others = [
                *others,
                *(n for p, n in g.complements(token) if p in {"to", "with", "for", "on", "against", "at"}),
            ]
        return Act(token, self._category(entry, token), tuple(accused), tuple(o for o in others if o.pos_ in NOMINAL),
                   self._clause_span(token))  # fmt: skip

    def _omission(self, token: Token) -> Act | None:
        """A duty that was not done: `did not investigate`, `has never released`, said of a party by name."""
        if (
            token.pos_ != "VERB"
            or self._lists.duty.verb(token) is None
            or not g.is_negated(token)
            or g.is_unreal(token)
        ):
            return None
        if any(c.lower_ in {"can", "could", "ca", "need", "may", "might"} for c in g.children(token, "aux")):
            return None
        accused = [a for a in g.agents(token) if self._can_act(a) and a.lower_ not in {"i", "we", "you", "it"}]
        if not accused or not (g.objects(token) or g.complements(token)):
            return None
        return Act(token, "negligence", tuple(accused), (), self._clause_span(token), omission=True)

    def _behind(self, noun: Token) -> list[Token]:
        """Who does the deed that stands as subject: `regime bombardment killed nine`, `the raids by police left`."""
        entry = self._lists.nouns.compound(noun) if noun.pos_ == "NOUN" else None
        return self._doers(noun, entry)[0] if entry is not None else []

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
                return self._lists.links.noun(head) is not None or head.lemma_ in {
                    "attempt",
                    "effort",
                    "failure",
                    "refusal",
                    "plot",
                    "plan",
                }
            if perfect or head.lemma_ in _ENDING or g.is_passive(head):
                return True
            return self._lists.verbs.verb(head) is not None or head.lemma_ in {
                "appear",
                "seem",
                "try",
                "attempt",
                "manage",
                "use",
            }
        return True

    def _category(self, entry: Entry, token: Token) -> str:
        for need, category in entry.get("also", {}).items():
            if self._condition(need, token, 0):
                return str(category)
        return str(entry["category"])

    def _can_act(self, noun: Token) -> bool:
        """Acts and things are no culprits: `the attack killed nine` says nothing of who attacked."""
        if noun.pos_ == "PRON":
            return noun.lower_ in {
                "he",
                "she",
                "they",
                "it",
                "we",
                "i",
                "who",
                "that",
                "which",
                "them",
                "him",
                "her",
                "you",
                "those",
                "these",
                "some",
                "others",
                "many",
                "both",
            }
        if noun.ent_type_ in _NAME_TYPES:
            return True
        if noun.ent_type_ in {"MISC", "DATE"} and noun.pos_ != "NOUN":
            return False
        return (
            noun.pos_ in NOMINAL and self._lists.nouns.compound(noun) is None and self._lists.links.noun(noun) is None
        )

    def _noun(self, token: Token) -> Act | None:
        """Nouns: `Israeli strikes on`, `the killing of X by Y`, `X's violations of`, `a massacre carried out by`."""
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            return None
        entry = self._lists.nouns.compound(token)
        if entry is None or not self._holds(entry, token):
            return None
        doers, others = self._doers(token, entry)
        if not doers:
            return None
        return Act(token, self._category(entry, token), tuple(doers), tuple(others), self._noun_span(token, doers))

    def _doers(self, noun: Token, entry: Entry) -> tuple[list[Token], list[Token]]:
        """Who does the deed that a noun names, and who suffers it."""
        doers: list[Token] = []
        others: list[Token] = []
        for preposition, other in g.complements(noun):
            undone = entry["category"] == "negligence" and preposition in _WHERE and self._party(other)
            if preposition == "by" or undone:
                doers.append(other)
            elif preposition in {"on", "against", "at", "in", "into"} and self._party(other):
                others.append(other)
            elif preposition == "of" and self._party(other):
                (doers if entry.get("of") == "doer" else others).append(other)
        victims_own = entry.get("of") == "victim"
        for owner in (o for o in g.children(noun, "nmod:poss") if o.ent_type_ != "DATE"):
            person = owner.ent_type_ == "PERSON" or owner.lower_ in {"his", "her", "their"}
            if owner.pos_ in NOMINAL and (owner.ent_type_ in _NAME_TYPES or owner.pos_ == "PRON" or self._party(owner)):
                (others if victims_own and person else doers).append(owner)
        for child in g.children(noun, "amod", "compound", "nmod"):
            named = child.ent_type_ in {"NORP", "ORG"} or (child.ent_type_ == "LOC" and is_state(child))
            body = (
                child.ent_type_ == ""
                and child.dep_ == "compound"
                and (self._is_armed(child) or self._lists.bodies.noun(child) or self._lists.hostile.noun(child))
            )
            if not g.children(child, "case") and (named or body):
                doers.append(child)
        for verb in [c for c in g.children(noun, "acl") if g.is_passive(c)]:
            if verb.lemma_ in _LIGHT or self._lists.verbs.verb(verb):
                doers += g.agents(verb)
        if not doers:  # "the crimes and looting of the regime": the phrase stands with the last of them
            for other in g.children(noun, "conj"):
                doers += [n for p, n in g.complements(other) if p in {"of", "by"} and self._party(n)]
        if not doers and noun.dep_ == "conj" and noun.head.pos_ == "NOUN":  # "the regime's raids, arrests and looting"
            above = self._lists.nouns.compound(noun.head)
            doers += self._doers(noun.head, above)[0] if above is not None else []
        if not doers and noun.dep_ == "obj" and noun.head.lemma_ in _LIGHT | _ENDING:
            doers += [s for s in g.agents(noun.head) if self._can_act(s)]
        return [d for d in doers if d.pos_ in {*NOMINAL, "ADJ"}], others

    def _link(self, token: Token) -> Act | None:
        """Ties: `Pakistan's role in`, `links between X and the cartel`, `support from the agency`, `the firm's ties with`."""
        entry = self._lists.links.noun(token) if token.pos_ == "NOUN" else None
        if entry is None:
            return None
        holders: list[Token] = []
        partners: list[Token] = []
        for preposition, other in g.complements(token):
            if preposition == "from" or preposition == "by":
                holders += [other] if other.ent_type_ in _NAME_TYPES else []
            elif preposition == "between":
                holders += [
                    other,
                    *(n for n in g.children(token, "nmod") if n.i > other.i and not g.children(n, "case")),
                ]
            elif preposition == "of" and "of" not in entry["preps"]:
                holders += [other] if other.ent_type_ in _NAME_TYPES or self._party(other) else []
            elif preposition in entry["preps"]:
                partners.append(other)
        for child in g.children(token, "nmod:poss", "compound", "amod", "nmod"):
            owner = child.dep_ == "nmod:poss" and child.pos_ in NOMINAL
            named = child.ent_type_ in {"PERSON", "ORG", "NORP"} or (child.ent_type_ == "LOC" and is_state(child))
            named = named or (child.pos_ == "PROPN" and child.ent_type_ != "LOC" and self._is_known(child))
            if owner or (named and not g.children(child, "case")):
                holders.append(child)
        if (
            not holders
            and token.dep_ == "obj"
            and token.head.lemma_
            in {"have", "play", "maintain", "provide", "give", "offer", "take", "establish", "forge"}
        ):
            holders += [s for s in g.agents(token.head) if self._can_act(s)]
        adverse = [n for n in [*partners, *holders] if self.hostile(n) or self.is_act(n)]
        clauses = [
            c for c in g.children(token, "acl", "advcl") if self.is_act(c) or any(self.hostile(t) for t in g.objects(c))
        ]
        sentence = any(self.hostile(t) for t in token.sent if t.pos_ in NOMINAL and t.i != token.i)
        if not holders or not (adverse or clauses or (not partners and sentence and entry["lemma"] in _BARE_TIES)):
            return None
        return Act(token, str(entry["category"]), tuple(holders), tuple(partners), self._noun_span(token, holders))

    def _predicate(self, token: Token) -> Act | None:
        """Predicates: `X, responsible for the attacks`, `is behind the fraud`, `X is a terrorist`, `alleged smuggler X`."""
        entry = self._lists.adjectives.noun(token)
        if entry is not None and token.pos_ in {"ADJ", "ADV", "ADP", "VERB"}:
            preps = entry.get("preps", [])
            after = [n for p, n in g.complements(token) if not preps or p in preps]
            gerunds = [c for c in g.children(token, "advcl", "xcomp", "ccomp") if not preps or g.marker(c) in preps]
            if token.pos_ == "ADP" and token.dep_ == "case":  # "X is behind the attack": the noun is the predicate
                noun = token.head
                if not g.children(noun, "cop") or not (self.is_act(noun) or self.hostile(noun)):
                    return None
                return Act(
                    token,
                    str(entry["category"]),
                    tuple(a for a in g.subjects(noun) if self._can_act(a)),
                    (),
                    self._clause_span(noun),
                )
            if preps and not (after or gerunds):
                return None
            if str(entry["category"]) == "other" and not any(
                self.is_act(n) or self.hostile(n) or self._harm(n) for n in [*after, *gerunds]
            ):
                return None
            accused = g.subjects(token) or (
                [token.head] if token.dep_ in {"acl", "amod", "appos"} and token.head.pos_ in NOMINAL else []
            )
            if token.dep_ == "amod" and not (after or gerunds):
                return None
            accused = [a for a in accused if self._can_act(a)]
            return Act(
                token,
                str(entry["category"]),
                tuple(accused),
                tuple(n for n in after if self._party(n)),
                self._clause_span(token),
            )
        if token.pos_ == "NOUN":
            entry = self._lists.relations.compound(token) or self._lists.hostile.compound(token)
            if entry is None and (tie := self._lists.links.noun(token)) is not None:  # "a sponsor of terrorists"
                of = [n for p, n in g.complements(token) if p in {*tie["preps"], "of"}]
                entry = tie if any(self.hostile(n) or self.is_act(n) for n in of) else None
            if entry is None and token.lemma_.lower() == "suspect":
                entry = {
                    "category": next(
                        (c for x in g.children(token, "compound", "amod") if (c := self._category_of(x))), "other"
                    )
                }
            if entry is None:
                return None
            if g.children(token, "cop"):
                accused = [a for a in g.subjects(token) if self._can_act(a)]
                return Act(token, str(entry["category"]), tuple(accused), (), self._clause_span(token))
            return self._styled(token, str(entry["category"]))
        return None

    def _styled(self, noun: Token, category: str) -> Act | None:
        """`accused trafficker X`, `X, a convicted fraudster`, `bombing suspect X`: a name with a charge for a title."""
        words = [c for c in g.children(noun, "amod", "compound") if c.lower_ in _STYLES]
        if noun.lemma_.lower() == "suspect":
            words = [noun] if g.children(noun, "compound", "amod", "nmod") else []
        names = [noun.head] if noun.dep_ in {"compound", "appos", "nmod", "flat"} else []
        names += g.children(noun, "appos", "flat", "compound", "nmod")
        names = [n for n in names if n.ent_type_ in {"PERSON", "ORG"} and not g.children(n, "case")]
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

    def _fault(self, token: Token) -> Act | None:
        """A verdict on somebody's conduct: `the diocese did an inadequate job`, `the ministry's answer was evasive`."""
        if token.pos_ not in {"VERB", "ADJ", "NOUN"} or token.dep_ not in g.CLAUSES | {"conj", "xcomp"}:
            return None
        subjects = [s for s in g.children(token, "nsubj") if s.pos_ in {"PROPN", "NOUN", "PRON"}]
        known = [s for s in subjects if self._is_known(s)]
        known += [o for s in subjects if not known for o in g.children(s, "nmod:poss", "nmod") if self._is_known(o)]
        if not known or g.is_passive(token):
            return None
        words = [
            token,
            *g.children(token, "obj", "obl", "xcomp", "amod"),
            *(a for o in g.children(token, "obj", "obl") for a in g.children(o, "amod")),
        ]
        faults = self._lists.faults
        if not any(faults.noun(w) for w in words if w.pos_ in {"ADJ", "NOUN", "VERB"}):
            return None
        return Act(token, "other", (known[0],), (), self._clause_span(token), opinion=True)

    def _harm(self, noun: Token) -> bool:
        return noun.pos_ in {"NOUN", "VERB"} and noun.lemma_ in {
            "act",
            "action",
            "deed",
            "death",
            "harm",
            "loss",
            "damage",
            "injury",
            "collapse",
            "destruction",
            "blast",
            "explosion",
            "crash",
            "fire",
            "outage",
            "incident",
            "disaster",
            "spill",
            "deficit",
            "shortage",
            "suffering",
        }

    def _accusations(self, token: Token) -> list[Act]:
        """Accusations: `accused X of`, `X was charged with`, `blamed it on X`, `allegations against X of`, `suspected of`."""
        if token.pos_ in {"VERB", "ADJ"} and token.dep_ not in {"compound"}:
            entry = self._lists.accuse.verb(token)
            return self._accusing_verb(token, entry) if entry else []
        if token.pos_ == "NOUN":
            entry = self._lists.accusations.compound(token)
            return self._accusing_noun(token, entry) if entry else []
        return []

    def _accusing_verb(self, verb: Token, entry: Entry) -> list[Act]:
        passive = g.is_passive(verb)
        places, preps = entry["accused"], entry.get("preps", [])
        accused: list[Token] = []
        accusers = g.agents(verb)
        if "object" in places:
            accused = g.objects(verb)
        if "subject" in places and not accused:
            accused, accusers = g.subjects(verb), []
        for preposition, noun in g.complements(verb):
            if preposition in places:
                accused = [noun]
        acts = [n for p, n in g.complements(verb) if p in preps and n not in accused]
        acts += [c for c in g.children(verb, "advcl", "xcomp", "ccomp") if g.marker(c) in preps or "clause" in preps]
        for noun in accused:  # the phrase of the act may hang on the accused: "accused troops of looting"
            acts += [n for p, n in g.complements(noun) if p in preps and p != "for"]
            acts += [c for c in g.children(noun, "acl", "advcl") if g.marker(c) in preps]
        if "object" in preps or any(p in places for p in ("on", "to", "at")):
            acts += [o for o in g.objects(verb) if o not in accused]
        if "as" in preps:
            acts += [n for p, n in g.complements(verb) if p == "as"]
        if not accused and acts:  # "alleged that X embezzled": the accused stands in the clause
            accused = [s for a in acts if a.pos_ == "VERB" for s in g.agents(a)]
            if accused and entry["strength"] != "hedged":
                return []
        if entry["lemma"] in {"criticise", "criticize", "condemn", "denounce", "slam"} and not acts:
            return []
        accused = [
            x
            for a in accused
            if a.pos_ in {*NOMINAL, "ADJ", "DET", "NUM"} and a.lower_ not in {"what", "which"}
            for x in (self._behind(a) or [a])
        ]
        if not acts and accused and not passive and entry["lemma"] in {"accuse", "blame"}:
            acts = [verb]  # "I accuse the ministry", the act standing in the sentences around
        if not accused or not acts:
            return []
        if "hostile" in entry.get("needs", []) and not any(self.is_act(a) or self.hostile(a) for a in acts):
            return []
        if entry.get("self"):  # "admitted to bribing": a clause with a subject of its own tells of somebody else
            acts = [a for a in acts if a.pos_ != "VERB" or not g.children(a, "nsubj", "nsubj:pass")]
            if not any(self.is_act(a) for a in acts):
                return []
        # "suspected of", "charged with" lead to an act always; "linked with" may not
        plain = "to" not in preps and any((g.marker(a) or g.preposition(a)) in {"of", "with", "for"} for a in acts)
        if entry["strength"] == "hedged" and not plain and not any(self.is_act(a) or self.hostile(a) for a in acts):
            return []
        inner = [t for a in acts if a is not verb for t in a.subtree]
        tokens = [verb, *inner, *(t for a in accused for t in g.phrase(a) if t.sent == verb.sent)]
        bare = passive and not accusers and not entry.get("ruled")
        words = g.extent([verb, *g.children(verb, "aux", "aux:pass")], self._doc)
        category = next((c for a in acts if (c := self._category_of(a))), "other")
        others = [t for t in inner if t.ent_type_ in {"PERSON", "ORG", "LOC"} and t.dep_ not in {"compound", "flat"}]
        return [Act(acts[0], category, tuple(accused), tuple(others), g.extent(tokens, self._doc),
                    words if bare or entry["strength"] == "hedged" else None, accusers[0] if accusers else None, verb,
                    ruled=bool(entry.get("ruled")), covers=frozenset(t.i for t in [verb, *inner]))]  # fmt: skip

    def _accusing_noun(self, noun: Token, entry: Entry) -> list[Act]:
        accused = [n for p, n in g.complements(noun) if p in entry.get("accused", [])]
        if "poss" in entry.get("accused", []):
            accused += g.children(noun, "nmod:poss")
        preps = entry.get("act", [])
        acts: list[Token] = [n for p, n in g.complements(noun) if p in preps]
        clauses = (
            [c for c in g.children(noun, "acl", "ccomp", "acl:relcl") if g.marker(c) in {"that", "of", "for"}]
            if "clause" in preps
            else []
        )
        acts += clauses
        if not accused:
            accused = [a for c in clauses for a in (g.agents(c) or g.subjects(c)) if self._can_act(a)]
        acts += [c for c in g.children(noun, "compound", "amod") if self.is_act(c)]
        if not accused or not acts or not any(self.is_act(a) or self.hostile(a) or a in clauses for a in acts):
            return []
        accusers = [n for p, n in g.complements(noun) if p == "by"] or g.children(noun, "nmod:poss")
        accusers = [a for a in accusers if a not in accused]
        inner = [t for a in acts for t in a.subtree if (t.i > noun.i) == (a.i > noun.i)]
        tokens = [*inner, *(t for a in accused for t in g.phrase(a))] if clauses else [noun, *inner, *accused]
        left = [noun, *g.children(noun, "amod", "det")]
        category = next((c for a in acts if (c := self._category_of(a))), "other")
        return [Act(acts[0], category, tuple(accused), (), g.extent(tokens, self._doc), g.extent(left, self._doc),
                    accusers[0] if accusers else None, noun, covers=frozenset(t.i for t in [noun, *inner]))]  # fmt: skip

    def _category_of(self, token: Token) -> str | None:
        entry = self._lists.verbs.verb(token) if token.pos_ == "VERB" else self._lists.nouns.compound(token)
        if entry is None:
            deeper = [t for t in token.subtree if t is not token and self.is_act(t)]
            return self._category_of(deeper[0]) if deeper else None
        return str(entry["category"])

    # extents --------------------------------------------------------------------------------------------------

    def _clause_span(self, token: Token) -> Span:
        """The core clause: the predicate with its subject, objects and complements, without attached clauses."""
        keep = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "aux", "aux:pass", "cop", "xcomp", "ccomp",
                "advmod", "compound:prt", "det", "amod", "compound", "nmod", "nmod:poss", "expl", "fixed"}  # fmt: skip
        tokens = [token]
        for child in token.children:
            gerund = child.dep_ == "advcl" and child.i > token.i and not g.children(child, "nsubj", "nsubj:pass")
            if child.dep_ in keep or gerund:
                tokens += [t for t in child.subtree if t.sent == token.sent]
        return g.extent(tokens, self._doc)

    def _noun_span(self, noun: Token, doers: list[Token]) -> Span:
        tokens = [noun, *(d for d in doers if d.sent == noun.sent)]
        for child in noun.children:
            if child.dep_ in {"det", "amod", "compound", "nmod", "nmod:poss", "acl", "nummod"}:
                tokens += [t for t in child.subtree if t.dep_ != "acl:relcl"]
        return g.extent(tokens, self._doc)
