"""What words of an act mean in their company: the conditions of `lexicons/acts.yaml`."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.doers import Doers
from briefing.analysis.vocabulary import NAME_TYPES, NOMINAL
from briefing.analysis.wording import Entry

_ABSTRACT = ("tion", "sion", "ity", "ism", "ness", "ance", "ence", "ship", "hood", "ology", "cracy")
_ANIMALS = {
    "animal", "cow", "goat", "sheep", "lamb", "cattle", "livestock", "chicken", "pig", "camel", "bird", "poultry",
    "calf",
}  # fmt: skip
_TOPICS = {
    "loophole", "biography", "record", "platform", "policy", "character", "credential", "credibility",
    "qualification", "fitness", "temperament", "background", "position", "integrity", "honesty", "handling",
    "response", "issue", "claim", "idea", "view", "theory", "argument", "proposal", "plan", "bill", "budget",
    "critic", "comment", "remark", "speech", "word", "work", "way", "approach", "system", "measure", "rival",
    "opponent", "stance", "tax", "performance", "choice", "past",
}  # fmt: skip
#: With these an attack or a war is one of words, of the body or of trade.
_FIGURATIVE = {"verbal", "legislative", "political", "personal", "rhetorical", "heart", "panic", "asthma", "tariff", "price", "bidding",
               "twitter", "media", "scathing", "ad", "legal", "spending", "diplomatic", "culture", "turf", "trade", "veto"}  # fmt: skip
#: Participles that say of a thing that it is not genuine; as verbs they say something else.
_MADE_UP = {"invented", "falsified", "backdated", "faked", "concocted"}
_AWAY = {"away", "out", "down", "back"}
#: Forms of *lie* that are of who lies somewhere, or of *lay*: `lay in the street`, `lay flowers`.
_LYING = {"lay", "lain", "laid", "laying"}
#: What the law does in its course; only against the peaceful is it held against who does it.
_POLICING = {"seize", "raid", "capture", "search", "storm", "target", "surround", "seizure", "swoop"}
_LAW = {
    "police",
    "policeman",
    "officer",
    "detective",
    "investigator",
    "prosecutor",
    "customs",
    "sheriff",
    "inspector",
    "constable",
    "fbi",
    "coastguard",
}


class Meaning(Doers):
    """The conditions that decide whether a word names a blameworthy act in its sentence."""

    def is_act(self, token: Token, depth: int = 0) -> bool:
        """Whether a complement is itself a blameworthy act."""
        if depth > 3:
            return False
        if token.pos_ == "VERB":
            entry = self.lists.verbs.verb(token)
            return self.fakes(token) if entry is None else self.holds(entry, token, depth + 1)
        if token.pos_ in NOMINAL:
            entry = self.lists.nouns.compound(token)
            if entry is not None and self.holds(entry, token, depth + 1):
                return not any(p in {"on", "against"} and self.hostile(n) for p, n in g.complements(token))
            known = {c.lower_ for c in g.children(token, "det")} & {"this", "these", "such", "that", "those"}
            return bool(known) and self.lists.links.noun(token) is not None  # a tie that was told before
        return False

    def fakes(self, verb: Token) -> bool:
        """Whether a verb is done to what is not genuine: `booked invented customers`, `to file bogus claims`."""
        words = (w for o in g.objects(verb) if not g.is_passive(verb) for w in g.children(o, "amod"))
        return any(
            w.lower_ in _MADE_UP or ((e := self.lists.adjectives.noun(w)) is not None and e["category"] == "deceit")
            for w in words
        )

    def reproach(self, token: Token) -> bool:
        """Whether to class somebody as this is a reproach: an act, a hostile noun, a name for a doer, a fault."""
        if self.is_act(token) or self.hostile(token):
            return True
        words = [token, *g.children(token, "amod", "compound")]
        known = (self.lists.relations, self.lists.characters, self.lists.faults)
        return any(index.compound(w) for w in words for index in known)

    def _complements(self, token: Token) -> list[Token]:
        against = {"against", "from", "amid", "despite", "after", "before", "since", "during", "without"}
        return [*g.objects(token), *(n for p, n in g.complements(token) if p not in against and p != "by")]

    def holds(self, entry: Entry, token: Token, depth: int = 0) -> bool:
        """Whether a word is in the company that its entry needs; an entry without `needs` holds everywhere."""
        if token.pos_ == "NOUN" and any(c.lower_ in _FIGURATIVE for c in g.children(token, "amod", "compound")):
            return False
        if entry["category"] == "violence" and self._in_words(token):
            return False
        if token.lemma_ == "lie" and token.lower_ in _LYING:
            return False
        if (
            token.lemma_.lower() in _POLICING
            and self._lawful(token)
            and not self._condition("peaceful_object", token, depth)
        ):
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
            on = [n for p, n in g.complements(token) if p == "on" and g.objects(token)]  # "delivers papers on piracy"
            return any(self.hostile(n) or self.is_act(n, depth) for n in things if n not in on)
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
            return any((self.party(n) or _people(n)) and self.lists.links.noun(n) is None for n in found)
        if need == "peaceful_object" and self._charged(token, depth):
            return False
        if need == "weapon_object" and any(c.lower_ in _AWAY for c in g.children(token, "compound:prt", "advmod")):
            return False  # "threw the fireworks away"
        if need == "weapon_object":
            things = [n for n in things if n.lemma_.lower() != "charge" or not self._brought(n)]
        index = self.lists.things.get(need)
        own = need == "harm_object"  # "the death toll" is no death
        words = [w for n in things for w in (n, *(() if own else g.children(n, "compound", "amod")))]
        if need == "weapon_object" and any(self.hostile(n) for n in things):
            return True
        return index is not None and any(index.compound(w) for w in words)

    def _brought(self, charge: Token) -> bool:
        """Whether a charge is no explosive: `laid charges against the clerk`, `prosecutors laid charges`."""
        against = any(p == "against" for p, _ in [*g.complements(charge), *g.complements(charge.head)])
        return against or any(a.lemma_.lower() in _LAW for a in g.agents(charge.head))

    def _lawful(self, token: Token) -> bool:
        """Whether police or customs do what a word of force says, and nothing else in the sentence is violent: `police raided the flat`."""
        by = (
            g.agents(token)
            if token.pos_ == "VERB"
            else [*g.children(token, "compound", "nmod:poss"), *(n for p, n in g.complements(token) if p == "by")]
        )
        law = any(w.lemma_.lower() in _LAW for a in by for w in (a, *g.children(a, "compound")))
        return law and not any(t.i != token.i and self._violent(t) for t in token.sent)

    def _charged(self, token: Token, depth: int) -> bool:
        """Whether an arrest is told with its charge: procedure, and the charge is against the arrested."""
        phrases = [*g.complements(token), *(x for o in g.objects(token) for x in g.complements(o))]
        verbs = [*g.children(token, "advcl"), *(c for o in g.objects(token) for c in g.children(o, "acl", "acl:relcl"))]
        return any(
            p in {"for", "on", "over", "in connection with"}
            and (self.is_act(n, depth) or self.lists.accusations.noun(n))
            for p, n in phrases
        ) or any(
            g.marker(v) in {"for", "after"} or self.is_act(v, depth) or self.lists.accuse.verb(v) is not None
            for v in verbs
        )

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
        said = any(c.lower_ in {"saying", "calling", "claiming", "arguing"} for c in g.children(token, "advcl"))
        if said and token.lemma_.lower() in {"attack", "assail", "hit", "target", "savage", "assault"}:
            return True  # "attacked him, calling him a fraud"
        about = [n for p, n in g.complements(token) if p in {"on", "over", "as"}]
        return any(n.lemma_.lower() in _TOPICS or g.preposition(n) == "as" for n in about if not self.party(n))

    def _violent(self, token: Token) -> bool:
        """Whether a word is one of violence whatever its company."""
        lists = self.lists
        entry = lists.verbs.verb(token) if token.pos_ == "VERB" else lists.nouns.compound(token)
        return entry is not None and entry["category"] == "violence" and not entry.get("needs")

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
            deeper = [t for t in token.subtree if t != token and self.is_act(t)]
            return self.category_of(deeper[0]) if deeper else None
        return self.category(entry, token)


def _people(number: Token) -> bool:
    """Whether a bare number counts people: `wounded 264`."""
    return number.pos_ == "NUM" and number.ent_type_ != "DATE" and not g.children(number, "nmod")
