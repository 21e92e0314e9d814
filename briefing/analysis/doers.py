"""Who does the deed that a noun names, and who suffers it: `the army's raids on`, `a raid staged by`, `took part in the looting`."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.parties import Parties
from briefing.analysis.vocabulary import NAME_TYPES, NOMINAL, named, whole
from briefing.analysis.wording import Entry

LIGHT = {
    "commit", "carry", "conduct", "perpetrate", "launch", "stage", "mount", "make", "perform", "wage", "undertake",
    "inflict", "unleash", "continue", "pursue", "escalate", "intensify", "renew", "orchestrate", "mastermind",
}  # fmt: skip
#: Who goes on with it does it; who stops it may be anybody.
_GOING_ON = {"continue", "resume", "begin", "start", "keep", "cease"}
#: "took part in the raid", "was engaged in looting", "resorted to torture".
_TAKING_PART = {"engage", "take", "participate", "resort", "join", "involve", "indulge", "turn"}
#: "failures at the bureau", "lapses within the ministry": where duties were not done is who did not do them.
_WHERE = {"of", "at", "in", "within", "inside", "with respect to", "on the part of"}


#: "an improper contribution from the bank": who gave it.
_TRANSFERS = {"payment", "contribution", "donation", "gift", "loan", "transfer", "bribe", "kickback", "subsidy"}
#: "terrorism emanating from Kesh".
_COMING = {"emanate", "originate", "come", "stem", "spread"}


class Doers(Parties):
    """Finds the parties to a deed that a noun names."""

    def behind(self, noun: Token) -> list[Token]:
        """Who does the deed that stands as subject: `regime bombardment killed nine`, `army tanks shelled the town`."""
        if self.lists.things["weapon_object"].compound(noun) is not None:
            return [
                c for c in g.children(noun, "nmod:poss", "amod", "compound") if named(c) or self.lists.bodies.noun(c)
            ]
        entry = self.lists.nouns.compound(noun) if noun.pos_ == "NOUN" else None
        return self.doers(noun, entry)[0] if entry is not None else []

    def doers(self, noun: Token, entry: Entry) -> tuple[list[Token], list[Token]]:
        """Who does the deed that a noun names, and who suffers it."""
        doers: list[Token] = []
        others: list[Token] = []
        for place in dict.fromkeys((noun, whole(noun))):  # "the army's wave of raids"
            self._beside(place, entry, doers, others)
        if not doers:  # "the killing of nine villagers by soldiers": the parser hangs the doer on the victim
            doers += [
                n
                for p, v in g.complements(noun)
                if p == "of"
                for q, n in g.complements(v)
                if q == "by" and self.party(n)
            ]
        doers = doers or self._through_verbs(whole(noun)) or self._hung(whole(noun))
        if not doers:  # "the crimes and looting of the regime": the phrase stands with the last of them
            for other in g.children(noun, "conj"):
                doers += [n for p, n in g.complements(other) if p in {"of", "by"} and self.party(n)]
        if not doers and noun.dep_ == "conj":  # "the regime's raids, arrests and looting"
            doers += self._of_the_first(noun)
        return [d for d in doers if d.pos_ in {*NOMINAL, "ADJ"}], others

    def owners(self, noun: Token) -> list[Token]:
        """Whose way, word or work a noun names: `the ministry's policy`, `the rule of the junta`, `Velmoran rhetoric`."""
        found = g.children(noun, "nmod:poss")
        found += [n for p, n in g.complements(noun) if p in {"of", "by"} and self.party(n)]
        found += [c for c in g.children(noun, "amod", "compound") if named(c)]
        return [o for o in found if o.pos_ == "ADJ" or (o.pos_ in NOMINAL and self.can_act(o))]

    def _beside(self, noun: Token, entry: Entry, doers: list[Token], others: list[Token]) -> None:
        """The parties that stand in the noun phrase itself: owners, by- and of-phrases, names and bodies before the noun."""
        owned = any(o.ent_type_ in NAME_TYPES or self.party(o) for o in g.children(noun, "nmod:poss"))
        for preposition, other in g.complements(noun):
            undone = entry["category"] == "negligence" and preposition in _WHERE and self.party(other)
            paid = preposition == "from" and noun.lemma_.lower() in _TRANSFERS and self.party(other)
            if preposition == "by" or undone or paid:
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
            listed = child.ent_type_ == "" and (self.lists.bodies.noun(child) or self.lists.hostile.noun(child))
            body = (
                child.dep_ == "compound"
                and (self.is_armed(child) or listed)
                and self.lists.things["weapon_object"].noun(child) is None  # "a bomb attack"
            )
            if not g.children(child, "case") and (named(child) or body):
                doers.append(child)

    def _hung(self, noun: Token) -> list[Token]:
        """The doer of `spoke of intimidation by the party`, which the parser hung on the verb; an active verb has no such phrase."""
        top = noun
        while top.dep_ in {"nmod", "conj"} and top.head.pos_ == "NOUN":
            top = top.head
        verb = top.head
        if verb.pos_ not in {"VERB", "AUX"} or g.is_passive(verb) or top.dep_ not in {"obj", "obl", "nsubj"}:
            return []
        return [
            n
            for p, n in g.complements(verb)
            if p == "by" and n.left_edge.i == noun.right_edge.i + 1 and self.party(n) and n.dep_ != "conj"
        ]

    def _through_verbs(self, noun: Token) -> list[Token]:
        """The doer of a light verb: `carried out a raid`, `a raid launched by`, `the raids that X carried out`, `engaged in`."""
        doers: list[Token] = []
        for verb in g.children(noun, "acl", "acl:relcl"):
            if g.is_passive(verb) and (verb.lemma_ in LIGHT or self.lists.verbs.verb(verb)):
                doers += g.agents(verb)
            elif verb.lemma_ in LIGHT and verb.dep_ == "acl:relcl":
                doers += [a for a in g.agents(verb) if a.i != noun.i]
        coming = [c for c in (*g.children(noun, "acl"), *g.children(noun.head, "advcl")) if c.i == noun.i + 1]
        doers += [n for c in coming if c.lemma_ in _COMING for p, n in g.complements(c) if p == "from"]
        verb = noun.head
        if doers or noun.head == noun:
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
