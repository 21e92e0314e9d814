"""Acts that verbs tell: `rebels killed`, `was looted by soldiers`, `is said to have bombed`, a harm whose doer is not there."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.describing import kind_of
from briefing.analysis.meaning import Meaning
from briefing.analysis.phrases import phrase
from briefing.analysis.speakers import cues
from briefing.analysis.vocabulary import IDLE, NOMINAL
from briefing.analysis.wording import Entry

#: "called on Sudan to stop bombing" takes the bombing for granted.
_ENDING = {
    "stop", "cease", "halt", "end", "quit", "continue", "keep", "resume", "begin", "start",
    "desist", "help",
}  # fmt: skip

#: What one kept from, or was kept from, was not done either: `refrain from attacking`, `prevented rebels from looting`.
_KEEPING = {
    "refrain", "abstain", "desist", "prevent", "keep", "stop", "deter", "bar", "ban", "prohibit", "dissuade", "discourage", "restrain",
}  # fmt: skip
#: What one refused to do was not done.
_NOT_DONE = {"refuse", "fail", "decline", "hesitate", "neglect", "hope", "wish", "need"}
#: "used the law to silence critics": what means are put to is what they are used for.
_USING = {
    "use",
    "exploit",
    "employ",
    "wield",
    "invoke",
    "abuse",
    "misuse",
    "leverage",
    "weaponise",
    "weaponize",
    "conspire",
    "collude",
    "unite",
}
#: After these an infinitive tells no purpose, or another's.
_NO_PURPOSE = {
    "be",
    "have",
    "need",
    "take",
    "call",
    "ask",
    "require",
    "cost",
    "fail",
    "refuse",
    "agree",
    "vote",
    "wait",
    "live",
    "survive",
    "tell",
}
#: What one tells others to do they have not done for all that.
_BIDDEN = {"order", "instruct", "command", "tell", "direct", "urge"}
_GRAVE = {"violence", "abuse", "crime", "deceit", "corruption", "hostile_intent"}
#: "the regime's attempt to silence them", "the willingness of officials to lie".
_PURSUITS = {
    "attempt", "effort", "failure", "refusal", "plot", "plan", "willingness", "readiness", "eagerness", "intent",
    "intention", "determination", "bid", "conspiracy", "scheme", "ploy", "drive", "tendency", "desire", "ambition", "threat",
    "vow", "manoeuvre", "maneuver", "policy",
}  # fmt: skip
#: "wants to destroy the union" is held against who wants it.
_INTENDING = {
    "appear",
    "seem",
    "try",
    "attempt",
    "manage",
    "use",
    "want",
    "aim",
    "dare",
    "intend",
    "strive",
    "work",
    "push",
    "campaign",
}

#: "on the orders of", "at the behest of", and the masters whom it is a reproach to serve so.
_BIDDING = {"behalf", "behest", "order", "instruction", "bidding", "direction", "command"}
#: "stood by", "looked on".
_STANDING = {("stand", "by"), ("stand", "idly"), ("look", "on"), ("sit", "by"), ("sit", "idly")}
_COVERT = {"intelligence", "secret", "spy", "foreign", "regime", "junta", "kremlin"}


class Verbal:
    """Finds what verbs hold against their doers."""

    def __init__(self, means: Meaning) -> None:
        self._means = means

    def find(self, token: Token) -> Act | None:
        """Verbs: `rebels killed`, `was looted by soldiers`, `officers accused of` is an accusation and not here."""
        if token.pos_ not in {"VERB", "ADJ"} or (token.pos_ == "ADJ" and not token.lower_.endswith(("ed", "ing"))):
            return None
        if token.ent_type_ in {"ORG", "MISC", "PERSON"}:
            return None  # a word of a name or title
        if token.dep_ == "amod" and token.lower_.endswith("ing"):
            return self._epithet(token)
        if (token.dep_ == "amod" and not g.is_clause(token)) or (
            token.dep_ == "compound" and token.head.pos_ in NOMINAL
        ):
            return None
        if not self._asserted_form(token):
            return None
        entry = self._means.lists.verbs.verb(token)
        if entry is None or not self._means.holds(entry, token) or _other_sense(entry, token):
            return self._at_the_bidding(token) or self._alleged(token) or self._bystander(token) or self._told_to(token)
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
                   g.core(token), bare=g.is_denied(token))  # fmt: skip

    def _epithet(self, participle: Token) -> Act | None:
        """`the invading army`, `the occupying troops`: bodies in arms that are called by what they do."""
        noun, entry = participle.head, self._means.lists.verbs.verb(participle)
        forces = self._means.is_armed(noun) or self._means.lists.bodies.noun(noun) is not None
        if entry is None or entry["category"] != "violence" or not forces or noun.dep_ == "compound":
            return None
        return Act(participle, "violence", (noun,), (), g.phrase(noun)) if self._means.can_act(noun) else None

    def _alleged(self, verb: Token) -> Act | None:
        """`the three men allegedly took the files`: of whatever is told with this word it is said that it was wrong."""
        if (
            not any(c.lower_ == "allegedly" for c in g.children(verb, "advmod"))
            or g.is_negated(verb)
            or g.is_unreal(verb)
        ):
            return None
        accused = tuple(
            a for a in g.agents(verb) if a.ent_type_ == "PERSON" or a.pos_ == "PRON" or self._means.party(a)
        )
        idle = verb.lemma_.lower() in IDLE or cues().verb(verb) is not None
        return Act(verb, "other", accused, (), g.core(verb)) if accused and not idle else None

    def _bystander(self, verb: Token) -> Act | None:
        """`police stood by as the mob beat two men`, `troops looked on`: who should have stepped in and did not."""
        idle = any((verb.lemma_, c.lower_) in _STANDING for c in g.children(verb, "compound:prt", "advmod", "obl"))
        deeds = [
            c for c in g.children(verb, "advcl") if g.marker(c) in {"as", "while", "when"} and self._means.is_act(c)
        ]
        accused = tuple(
            a
            for a in g.agents(verb)
            if a.ent_type_ == "ORG" or kind_of(phrase(a)) in {"state_agency", "international_body"}
        )
        if not idle or not deeds or not accused or g.is_negated(verb) or g.is_unreal(verb):
            return None
        tokens = [t for w in (*accused, verb) for t in (w, *g.children(w, "compound:prt"))]
        return Act(verb, "negligence", accused, (), g.extent([*tokens, *deeds[0].subtree], verb.doc))

    def _told_to(self, verb: Token) -> Act | None:
        """`the minister told officers to beat protesters`: who has others do it."""
        if verb.lemma_ != "tell" or g.is_negated(verb) or g.is_unreal(verb) or g.is_passive(verb):
            return None
        deeds = [c for c in g.children(verb, "xcomp") if g.marker(c) == "to" and self._means.is_act(c)]
        accused = tuple(a for a in g.agents(verb) if self._means.can_act(a))
        return Act(verb, "hostile_intent", accused, (), g.core(verb)) if deeds and accused else None

    def _at_the_bidding(self, verb: Token) -> Act | None:
        """`acts on behalf of the secret service`, `worked on the orders of the junta`: somebody's tool, and whose."""
        if verb.lemma_ not in {"act", "work", "operate"} or g.is_negated(verb) or g.is_unreal(verb):
            return None
        masters = [n for p, n in g.complements(verb) if p in {"on behalf of", "at the behest of"}]
        masters += [
            m for _, n in g.complements(verb) if n.lemma_.lower() in _BIDDING for p, m in g.complements(n) if p == "of"
        ]
        masters = [
            m
            for m in masters
            if self._means.hostile(m) or {w.lower_ for w in (m, *g.children(m, "amod", "compound"))} & _COVERT
        ]
        accused = tuple(a for a in g.agents(verb) if self._means.can_act(a) and a.lower_ not in {"i", "we", "you"})
        return Act(verb, "complicity", accused, tuple(masters), g.core(verb)) if masters and accused else None

    def _purpose(self, verb: Token, head: Token) -> bool:
        """Whether `to ...` tells what somebody did something for: `used the law to silence critics`, `launched boats to attack`."""
        if (
            head.pos_ != "VERB"
            or head.lemma_ in _NO_PURPOSE
            or g.is_negated(head)
            or g.is_unreal(head)
            or g.is_passive(head)
        ):
            return False
        entry = self._means.lists.verbs.verb(verb)
        grave = entry is not None and entry["category"] in _GRAVE
        return head.lemma_ in _USING or (grave and g.marker(head) != "to")

    def bare(self, verb: Token) -> Act | None:
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
        if g.marker(step) == "from" and step.head.lemma_.lower() in _KEEPING:
            return False
        if g.is_seen(step):  # "saw the guard hide the key"
            return not g.is_negated(step.head) and not g.is_unreal(step.head)
        if g.marker(step) == "to" or step.dep_ == "xcomp":
            head = step.head
            perfect = any(c.lemma_ == "have" for c in g.children(step, "aux"))
            if step.dep_ == "advcl":
                return self._purpose(step, head)
            if step.dep_ == "acl":
                return self._means.lists.links.noun(head) is not None or head.lemma_ in _PURSUITS
            if head.lemma_ in _NOT_DONE or (
                head.lemma_ in _BIDDEN and g.children(head, "obj", "iobj") and not g.is_passive(head)
            ):
                return False  # what somebody was told to do: the order is the act
            if head.lemma_ == "deny":  # what one denies having done one is charged with
                return not g.is_unreal(head) and not g.is_negated(head)
            if perfect or head.lemma_ in _ENDING or g.is_passive(head):
                return True
            return self._means.lists.verbs.verb(head) is not None or head.lemma_ in _INTENDING
        return True


def _other_sense(entry: Entry, verb: Token) -> bool:
    """Whether a particle gives a verb a sense that its entry is not of (`kicked off`, `struck up`)."""
    return bool(entry.get("needs")) and " " not in entry["lemma"] and bool(g.children(verb, "compound:prt"))
