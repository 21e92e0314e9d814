"""What words of an act mean in their company: the conditions of `lexicons/acts.yaml`, and who does the deed a noun names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.describing import kind_of
from briefing.analysis.lexicon import load
from briefing.analysis.phrases import phrase
from briefing.analysis.wording import Entry, Index

NOMINAL = {"NOUN", "PROPN", "PRON"}
NAME_TYPES = {"PERSON", "ORG", "NORP", "LOC"}
#: "called on Sudan to stop bombing" takes the bombing for granted.
ENDING = {
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
LIGHT = {
    "commit",
    "carry",
    "conduct",
    "perpetrate",
    "launch",
    "stage",
    "mount",
    "make",
    "perform",
    "wage",
    "undertake",
    "inflict",
    "unleash",
    "continue",
    "pursue",
    "escalate",
    "intensify",
    "renew",
    "orchestrate",
    "mastermind",
}
#: Who goes on with it does it; who stops it may be anybody.
_GOING_ON = {"continue", "resume", "begin", "start", "keep", "cease"}
_ABSTRACT = ("tion", "sion", "ity", "ism", "ness", "ance", "ence", "ship", "hood", "ology", "cracy")
_ANIMALS = {
    "animal",
    "cow",
    "goat",
    "sheep",
    "lamb",
    "cattle",
    "livestock",
    "chicken",
    "pig",
    "camel",
    "bird",
    "poultry",
    "calf",
}
_TOPICS = {"loophole", "biography", "record", "platform", "policy", "character", "credential", "credibility", "qualification",
           "fitness", "temperament", "background", "position", "integrity", "honesty", "handling", "response", "issue", "claim",
            "idea", "view", "theory", "argument", "proposal", "plan", "bill", "budget", "critic", "comment", "remark", "speech",
           "word", "work", "way",
           "approach", "system", "measure", "rival", "opponent", "stance", "tax", "performance", "choice", "past"}  # fmt: skip
#: What happens to be somebody's, and does nothing in his stead: `the mayor's lead`, `the issues between the two`.
_QUALITIES = {
    "advantage", "lead", "popularity", "rating", "success", "victory", "win", "defeat", "loss", "age", "health", "death", "birth", "issue",
    "difference", "dispute", "tension", "problem", "name", "surname", "reputation", "share", "size", "wealth", "poll", "election", "race",
    "fate", "future", "history", "background", "absence", "arrival", "departure", "injury", "interest", "need", "right",
}  # fmt: skip
_MISSILES = {
    "fire",
    "shell",
    "bullet",
    "explosive",
    "blast",
    "explosion",
    "shrapnel",
    "bomb",
    "rocket",
    "missile",
    "mortar",
    "gas",
}
_COURTS = {"court", "judge", "tribunal", "jury", "magistrate", "justice", "bench", "panel", "arbitrator", "referee"}
#: With these an attack or a war is one of words, of the body or of trade.
_FIGURATIVE = {"verbal", "legislative", "political", "personal", "rhetorical", "heart", "panic", "asthma", "tariff", "price", "bidding",
               "twitter", "media", "scathing", "ad", "legal", "spending", "diplomatic", "culture", "turf", "trade"}  # fmt: skip
#: "took part in the raid", "was engaged in looting", "resorted to torture".
_TAKING_PART = {"engage", "take", "participate", "resort", "join", "involve", "indulge", "turn"}
#: Nouns for several deeds or one of them: who made the series made what it is a series of.
_GATHERING = {
    "series", "wave", "string", "spate", "campaign", "number", "act", "pattern", "rash", "slew", "barrage", "flurry", "succession",
    "case", "incident", "instance", "kind", "form", "round", "dozen", "hundred", "thousand", "score", "policy", "practice", "array",
    "litany", "catalogue", "catalog", "history", "range", "spree", "hail", "burst", "cycle", "orgy", "reign", "type", "lot",
}  # fmt: skip
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
#: "failures at the bureau", "lapses within the ministry": where duties were not done is who did not do them.
_WHERE = {"of", "at", "in", "within", "inside", "with respect to", "on the part of"}


class Lists:
    """The word lists of acts.yaml and accusation.yaml, indexed once."""

    def __init__(self) -> None:
        acts, accusation = load("acts"), load("accusation")
        self.verbs, self.nouns = Index(acts["verbs"]), Index(acts["nouns"])
        self.links, self.adjectives = Index(acts["link_nouns"]), Index(acts["adjectives"])
        self.hostile, self.relations = Index(acts["hostile_nouns"]), Index(acts["relation_nouns"])
        self.duty = Index(acts["duty_verbs"])
        self.things = {
            "weapon_object": Index(acts["weapon_nouns"]), "norm_object": Index(acts["norm_nouns"]),
            "waste_object": Index(acts["waste_nouns"]), "money_object": Index(acts["money_nouns"]),
            "victim_object": Index(acts["victim_nouns"]), "about_wrong": Index(acts["problem_nouns"]),
            "harm_object": Index(acts["harm_nouns"]),
        }  # fmt: skip
        criticism = load("criticism")
        self.faults = Index([*criticism["adjectives"], *criticism["nouns"]])
        self.fault_nouns, self.virtues = Index(criticism["nouns"]), Index(criticism["virtues"])
        self.manners = Index(criticism["manners"])
        self.accuse, self.accusations = Index(accusation["verbs"]), Index(accusation["nouns"])
        self.accusers = Index(accusation["accusers"])
        sources = load("sources")
        self.bodies = Index([*sources["bodies"], *sources["persons"], *sources["person_sets"]])


@cache
def lists() -> Lists:
    """The word lists, loaded once a process."""
    return Lists()


@cache
def _states() -> frozenset[str]:
    return frozenset(n.lower() for c in load("kinds")["countries"] for n in [c["name"], *c.get("variants", [])])


def is_state(noun: Token) -> bool:
    """Whether a place name is that of a country, which can act; `the Mumbai attacks` are not the doing of Mumbai."""
    start, end = noun.i, noun.i + 1
    while start > 0 and noun.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(noun.doc) and noun.doc[end].ent_iob_ == "I":
        end += 1
    name = noun.doc[start:end].text
    return name.lower().removeprefix("the ") in _states()


class Meaning:
    """The conditions that decide whether a word names a blameworthy act in its sentence.

    `is_armed(head)` says whether a noun phrase is a known armed group, `is_known(head)` whether it is any known party.
    """

    def __init__(self, is_armed: Callable[[Token], bool], is_known: Callable[[Token], bool]) -> None:
        self.is_armed, self.is_known, self.lists = is_armed, is_known, lists()

    def hostile(self, noun: Token) -> bool:
        """Whether the noun phrase is of terrorists, gangs, malware and the like, or a known armed group."""
        if noun.lemma_.lower() in _WORDS:
            return False
        words = [noun, *g.children(noun, "amod", "compound", "appos")]
        words += [c for c in g.children(noun, "nmod") if g.preposition(c) in {"", "of"}]  # not "the war on terror"
        return any(self.lists.hostile.compound(w) and not _countering(w) for w in words) or self.is_armed(noun)

    def is_act(self, token: Token, depth: int = 0) -> bool:
        """Whether a complement is itself a blameworthy act."""
        if depth > 3:
            return False
        if token.pos_ == "VERB":
            entry = self.lists.verbs.verb(token)
            return entry is not None and self.holds(entry, token, depth + 1)
        if token.pos_ in NOMINAL:
            entry = self.lists.nouns.compound(token)
            if entry is not None and self.holds(entry, token, depth + 1):
                return not any(p in {"on", "against"} and self.hostile(n) for p, n in g.complements(token))
            known = {c.lower_ for c in g.children(token, "det")} & {"this", "these", "such", "that", "those"}
            return bool(known) and self.lists.links.noun(token) is not None  # a tie that was told before
        return False

    def reproach(self, token: Token) -> bool:
        """Whether to class somebody as this is a reproach: an act, a hostile noun, a name for a doer, a fault."""
        if self.is_act(token) or self.hostile(token):
            return True
        words = [token, *g.children(token, "amod", "compound")]
        return any(self.lists.relations.compound(w) or self.lists.faults.noun(w) for w in words)

    def _complements(self, token: Token) -> list[Token]:
        against = {"against", "from", "amid", "despite", "after", "before", "since", "during"}
        return [*g.objects(token), *(n for p, n in g.complements(token) if p not in against and p != "by")]

    def holds(self, entry: Entry, token: Token, depth: int = 0) -> bool:
        """Whether a word is in the company that its entry needs; an entry without `needs` holds everywhere."""
        if token.pos_ == "NOUN" and any(c.lower_ in _FIGURATIVE for c in g.children(token, "amod", "compound")):
            return False
        if entry["category"] == "violence" and self._in_words(token):
            return False
        needs = entry.get("needs")
        if not needs:
            return True
        needs = [needs] if isinstance(needs, str) else needs
        return any(self._condition(need, token, depth) for need in needs)

    def _condition(self, need: str, token: Token, depth: int) -> bool:
        things = self._complements(token)
        if need == "clause":
            return any(self.lists.duty.verb(c) or self.is_act(c, depth) for c in g.children(token, "xcomp", "acl"))
        if need == "no_topic":
            return not g.objects(token) or any(not self._topic(o) for o in g.objects(token))
        if need == "violent_sentence":
            return any(t.i != token.i and self._violent(t) for t in token.sent)
        if need == "hostile_agent":
            return any(self.hostile(a) for a in g.agents(token))
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
            return need == "about_wrong" and any(self.hostile(n) or self.lists.things[need].compound(n) for n in things)
        if need == "victim_object":
            at = {"on", "at", "against", "into", *(("of",) if token.pos_ == "NOUN" else ())}
            found = [*g.objects(token), *(n for p, n in g.complements(token) if p in at)]
            return any(self.party(n) and self.lists.links.noun(n) is None for n in found)
        index = self.lists.things.get(need)
        own = need == "harm_object"  # "the death toll" is no death
        words = [w for n in things for w in (n, *(() if own else g.children(n, "compound", "amod")))]
        if need == "weapon_object" and any(self.hostile(n) for n in things):
            return True
        return index is not None and any(index.compound(w) for w in words)

    def _topic(self, noun: Token) -> bool:
        """Whether a noun is of something that is only attacked in words: `the loophole`, `his record`, `the legislation`."""
        word = noun.lemma_.lower()
        if noun.ent_type_ in NAME_TYPES or noun.pos_ != "NOUN" or self.party(noun):
            return False
        things = self.lists.things
        listed = any(things[k].noun(noun) for k in ("norm_object", "about_wrong", "money_object", "harm_object"))
        return listed or word.endswith(_ABSTRACT) or word in _TOPICS | _ANIMALS

    def _in_words(self, token: Token) -> bool:
        """Whether an attack is one of words: `attacked him as a fraud`, `hit her on her record`, `attacks on his biography`."""
        about = [n for p, n in g.complements(token) if p in {"on", "over", "as"}]
        return any(n.lemma_.lower() in _TOPICS or g.preposition(n) == "as" for n in about if not self.party(n))

    def _violent(self, token: Token) -> bool:
        """Whether a word is one of violence whatever its company."""
        lists = self.lists
        entry = lists.verbs.verb(token) if token.pos_ == "VERB" else lists.nouns.compound(token)
        return entry is not None and entry["category"] == "violence" and not entry.get("needs")

    def party(self, noun: Token) -> bool:
        """Whether a noun can suffer or do a deed: a name, a body, a known party, a victim noun, somebody."""
        if noun.ent_type_ in NAME_TYPES or noun.pos_ == "PROPN":
            return True
        if noun.pos_ == "PRON":
            return noun.lower_ in {"him", "her", "them", "us", "me", "people", "someone", "others"}
        if any(i.compound(noun) is not None for i in (self.lists.bodies, self.lists.relations)) or self.is_known(noun):
            return True
        if self.lists.hostile.compound(noun) is not None and kind_of(phrase(noun)) is not None:
            return True  # "the smuggling ring"
        return self.lists.things["victim_object"].compound(noun) is not None

    def can_act(self, noun: Token) -> bool:
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
        if noun.ent_type_ in NAME_TYPES:
            return True
        if noun.ent_type_ in {"MISC", "DATE"} and noun.pos_ != "NOUN":
            return False
        if {noun.lemma_.lower(), noun.lower_} & _GATHERING and (of := [n for p, n in g.complements(noun) if p == "of"]):
            return all(self.can_act(n) for n in of)  # "dozens of strikes"
        if (
            self.lists.things["weapon_object"].compound(noun) is not None
            or noun.lemma_.lower() in _MISSILES | _QUALITIES
        ):
            return False
        return noun.pos_ in NOMINAL and self.lists.nouns.compound(noun) is None and self.lists.links.noun(noun) is None

    def rules(self, noun: Token) -> bool:
        """Whether a noun names a court: what it does to the parties is procedure, and no act that is held against it."""
        return any(w.lemma_.lower() in _COURTS for w in (noun, *g.children(noun, "compound")))

    def harm(self, noun: Token) -> bool:
        """Whether a noun names a harm or an event that somebody may be responsible for."""
        return noun.pos_ in {"NOUN", "VERB"} and self.lists.things["harm_object"].noun(noun) is not None

    def category(self, entry: Entry, token: Token) -> str:
        """The category of an act word in its company (`also` of its entry)."""
        for need, category in entry.get("also", {}).items():
            if self._condition(need, token, 0):
                return str(category)
        return str(entry["category"])

    def category_of(self, token: Token) -> str | None:
        """The category of the act that a phrase holds, the nearest word first; None if it holds none."""
        entry = self.lists.verbs.verb(token) if token.pos_ == "VERB" else self.lists.nouns.compound(token)
        if entry is None:
            deeper = [t for t in token.subtree if t is not token and self.is_act(t)]
            return self.category_of(deeper[0]) if deeper else None
        return str(entry["category"])

    def behind(self, noun: Token) -> list[Token]:
        """Who does the deed that stands as subject: `regime bombardment killed nine`, `the raids by police left`."""
        entry = self.lists.nouns.compound(noun) if noun.pos_ == "NOUN" else None
        return self.doers(noun, entry)[0] if entry is not None else []

    def doers(self, noun: Token, entry: Entry) -> tuple[list[Token], list[Token]]:
        """Who does the deed that a noun names, and who suffers it."""
        doers: list[Token] = []
        others: list[Token] = []
        for place in dict.fromkeys((noun, whole(noun))):  # "the army's wave of raids"
            self._beside(place, entry, doers, others)
        doers = doers or self._through_verbs(whole(noun))
        if not doers:  # "the crimes and looting of the regime": the phrase stands with the last of them
            for other in g.children(noun, "conj"):
                doers += [n for p, n in g.complements(other) if p in {"of", "by"} and self.party(n)]
        if not doers and noun.dep_ == "conj":  # "the regime's raids, arrests and looting"
            doers += self._of_the_first(noun)
        return [d for d in doers if d.pos_ in {*NOMINAL, "ADJ"}], others

    def _beside(self, noun: Token, entry: Entry, doers: list[Token], others: list[Token]) -> None:
        """The parties that stand in the noun phrase itself: owners, by- and of-phrases, names and bodies before the noun."""
        owned = any(o.ent_type_ in NAME_TYPES or self.party(o) for o in g.children(noun, "nmod:poss"))
        for preposition, other in g.complements(noun):
            undone = entry["category"] == "negligence" and preposition in _WHERE and self.party(other)
            if preposition == "by" or undone:
                doers.append(other)
            elif preposition in {"on", "against", "at", "in", "into"} and self.party(other):
                others.append(other)
            elif preposition == "of" and self.party(other):
                (doers if entry.get("of") == "doer" and not owned else others).append(other)
        victims_own = entry.get("of") == "victim"
        for owner in (o for o in g.children(noun, "nmod:poss") if o.ent_type_ != "DATE"):
            person = owner.ent_type_ == "PERSON" or owner.lower_ in {"his", "her", "their"}
            if owner.pos_ in NOMINAL and (owner.ent_type_ in NAME_TYPES or owner.pos_ == "PRON" or self.party(owner)):
                (others if victims_own and person else doers).append(owner)
        for child in g.children(noun, "amod", "compound", "nmod"):
            body = (
                child.ent_type_ == ""
                and child.dep_ == "compound"
                and (self.is_armed(child) or self.lists.bodies.noun(child) or self.lists.hostile.noun(child))
            )
            if not g.children(child, "case") and (named(child) or body):
                doers.append(child)

    def _through_verbs(self, noun: Token) -> list[Token]:
        """The doer of a light verb: `carried out a raid`, `a raid launched by`, `the raids that X carried out`, `engaged in`."""
        doers: list[Token] = []
        for verb in g.children(noun, "acl", "acl:relcl"):
            if g.is_passive(verb) and (verb.lemma_ in LIGHT or self.lists.verbs.verb(verb)):
                doers += g.agents(verb)
            elif verb.lemma_ in LIGHT and verb.dep_ == "acl:relcl":
                doers += [a for a in g.agents(verb) if a.i != noun.i]
        verb = noun.head
        if doers or noun.head is noun:
            return doers
        if noun.dep_ in {"obj", "nsubj:pass"} and verb.lemma_ in LIGHT | _GOING_ON:
            doers += [a for a in g.agents(verb) if self.can_act(a)]
        elif noun.dep_ == "obl" and verb.lemma_ in _TAKING_PART and g.preposition(noun) in {"in", "to", "with"}:
            doers += [a for a in (g.objects(verb) if g.is_passive(verb) else g.agents(verb)) if self.can_act(a)]
        elif noun.dep_ in {"nsubj", "nsubj:pass"} and (
            done := [c for c in g.children(verb, "xcomp") if g.is_passive(c)]
        ):
            doers += [a for c in done if c.lemma_ in LIGHT for a in g.agents(c)]  # "is believed to have been staged by"
        elif noun.dep_ == "nsubj" and g.children(verb, "cop"):  # "the raid was the third by the army"
            doers += [n for p, n in g.complements(verb) if p == "by" and self.party(n)]
        return doers

    def _of_the_first(self, noun: Token) -> list[Token]:
        """The doer of the first of several deeds; the parser may hang a later one on a noun inside an earlier one."""
        first = noun.head
        for _ in range(3):
            entry = self.lists.nouns.compound(first) if first.pos_ == "NOUN" else None
            if entry is not None:
                return self.doers(first, entry)[0]
            if first.dep_ not in {"nmod", "conj"} or first.head.pos_ != "NOUN":
                break
            first = first.head
        return []


def _countering(word: Token) -> bool:
    """Whether a word is what its phrase is against: `terrorist` of `the anti-terrorist coalition`."""
    before = word.doc[max(0, word.i - 2) : word.i]
    return any(t.lower_ in {"anti", "counter", "antiterror", "counterterror"} for t in before)


def named(word: Token) -> bool:
    """Whether a word before a noun names whose it is: a people, a body, a country (`Velmoran raids`)."""
    return word.ent_type_ in {"NORP", "ORG"} or (word.ent_type_ == "LOC" and is_state(word))


def whole(noun: Token) -> Token:
    """The noun that counts or gathers the deeds: `series` of `a series of raids`; else the noun itself."""
    while (
        noun.dep_ == "nmod"
        and g.preposition(noun) == "of"
        and {noun.head.lemma_.lower(), noun.head.lower_} & _GATHERING
    ):
        noun = noun.head
    return noun
