"""What is held against the way somebody behaved: duties not done, a wrong manner, harm brought about or let happen, verdicts on conduct.

Rule families, with an example each: omission (`did not warn residents`, `took no steps`, `acted without consulting them`, `cannot
police itself`, `was warned and did nothing`), leave (`held them without trial`, `operated while drunk`, `felled protected forest`),
gifts (`handed out cash to voters`), lack (`lacks transparency`, `the lack of oversight by the ministry`), manner (`illegally logged
the reserve`), verdict (`the ministry's answer was evasive`, `the firm's recklessness`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.meaning import Meaning
from briefing.analysis.vocabulary import NOMINAL, named

_UNABLE = {"can", "could", "ca"}
_OPEN = {"need", "may", "might"}
#: "took no steps", "made no effort", "did nothing": the doing, and what of it was not.
_DOING = {
    "make",
    "take",
    "give",
    "offer",
    "do",
    "show",
    "provide",
    "issue",
    "have",
    "raise",
    "launch",
    "conduct",
    "hold",
    "express",
}
_UNDONE = {
    "effort", "attempt", "action", "step", "measure", "mention", "warning", "explanation", "apology", "reason", "compensation", "notice",
    "help", "protection", "answer", "account", "investigation", "inquiry", "probe", "response", "move", "check", "inspection", "care",
    "nothing", "little",
}  # fmt: skip
#: What is done in a good or a bad way without being good or bad.
_BEHAVING = {
    "act", "behave", "react", "respond", "handle", "conduct", "manage", "run", "govern", "treat", "deal", "operate", "perform", "play",
    "proceed", "administer",
}  # fmt: skip
_SPANS = {"day", "week", "month", "year", "hour", "decade", "long"}
_NEGLECTED = {
    "unpatched", "unattended", "unguarded", "unlocked", "unprotected", "unsecured", "unsupervised", "unmonitored", "unchecked",
    "unrepaired", "untreated", "unpaid", "exposed", "vulnerable", "stranded", "defenceless", "defenseless", "unencrypted",
}  # fmt: skip
#: What nobody in somebody's care is to be left without (`left the meeting without comment` is no neglect).
_NEEDED = {
    "update", "patch", "backup", "maintenance", "protection", "security", "guard", "supervision", "oversight", "safeguard", "care", "nurse",
    "doctor", "medicine", "food", "water", "power", "electricity", "heating", "shelter", "home", "pay", "salary", "pension", "income",
    "insurance", "support", "help",
}  # fmt: skip
#: Who must be told in time.
_WARNING = {"warn", "tell", "inform", "alert", "notify", "brief", "advise"}
#: What those in need are owed at once: `waited six hours before sending a ship`.
_AIDING = {"send", "dispatch", "rescue", "help", "evacuate", "deploy", "treat", "save", "search", "launch"}
#: What befalls those whom somebody lets come to harm: `let the boat sink`, `left the prisoners to starve`.
_PERISHING = {
    "die", "drown", "sink", "starve", "perish", "burn", "bleed", "freeze", "suffocate", "suffer", "collapse", "capsize",
}  # fmt: skip
_LETTING = {"let", "leave", "allow"}
#: What has people in it.
_VESSELS = {
    "boat", "ship", "ferry", "dinghy", "raft", "vessel", "trawler", "barge", "plane", "bus", "train", "city", "town", "village", "house",
}  # fmt: skip
#: What only dies in a manner of speaking.
_UNDYING = {
    "party", "firm", "company", "bank", "business", "industry", "market", "club", "league", "alliance", "coalition", "union", "paper",
}  # fmt: skip
_HINDERING = {"prevent", "bar", "block", "stop", "keep", "ban", "obstruct", "hinder"}
#: What one is not asked to do is no duty.
_DEMANDING = {"require", "oblige", "force", "compel", "ask", "expect", "want", "need"}
#: "has nothing to hide", "has nothing to add": no duty either.
_NO_DUTY = {"hide", "lose", "gain", "fear", "add", "apologise", "apologize"}
_WITHOUT = {"without", "instead", "rather"}
#: Who has been told and does nothing neglects a duty, whatever it is.
_TELLING = {
    "warn",
    "tell",
    "inform",
    "alert",
    "notify",
    "brief",
    "advise",
    "know",
    "receive",
    "learn",
    "ask",
    "urge",
    "remind",
}
_ACTING = {"act", "react", "respond", "intervene"}
#: What the law or fairness asks for before something is done: `felled the trees without a permit`.
_LEAVE = {
    "consent", "permission", "permit", "licence", "license", "authorisation", "authorization", "approval", "warrant", "tender",
    "consultation", "mandate", "trial", "charge", "clearance", "check", "oversight", "supervision", "notice", "warning", "invitation",
    "safeguard", "inspection", "prescription", "anaesthetic", "anesthetic", "examination", "knowledge",
}  # fmt: skip
_TAKING = {
    "fell", "log", "clear", "cut", "hunt", "kill", "catch", "trap", "shoot", "poach", "fish", "sell", "buy", "trade", "export", "import",
    "destroy", "demolish", "drain", "mine",
}  # fmt: skip
#: Who must not be given anything for what they decide, say or do.
_UNBRIBED = {
    "inspector", "official", "judge", "juror", "referee", "umpire", "witness", "examiner", "regulator", "voter", "elector", "delegate",
    "lawmaker", "legislator", "councillor", "policeman", "ranger", "auditor", "prosecutor", "magistrate",
}  # fmt: skip
_GIVING = {"pay", "give", "hand", "offer", "slip", "distribute", "promise"}
_GIFTS = {
    "parcel",
    "gift",
    "envelope",
    "bag",
    "food",
    "crown",
    "coin",
    "voucher",
    "bundle",
    "present",
    "watch",
    "thousand",
}
_DUES = {"salary", "wage", "pension", "compensation", "fine", "tax", "fee", "bonus", "damages"}
_UNFIT = {"drunk", "intoxicated", "asleep", "drugged"}
_NOBODY = {"i", "we", "you", "it"}


class Conduct:
    """Finds the faults of conduct of one document."""

    def __init__(self, doc: Doc, means: Meaning) -> None:
        self._doc, self._means = doc, means

    def find(self, token: Token) -> Act | None:
        """The act that `token` names, or None."""
        if token.pos_ == "VERB":
            return (
                self._omission(token)
                or self._nothing(token)
                or self._lack(token)
                or self._manner(token)
                or self._without_leave(token)
                or self._unfit(token)
                or self._protected(token)
                or self._inducement(token)
                or self._delay(token)
                or self._left_open(token)
                or self._forsaken(token)
                or self._hindrance(token)
                or self._verdict(token)
            )
        if token.pos_ == "NOUN":
            return self._lacking(token) or self._verdict(token) or self._named_fault(token)
        return self._verdict(token) if token.pos_ == "ADJ" else None

    def _doers(self, verb: Token) -> list[Token]:
        return [a for a in g.agents(verb) if self._means.can_act(a) and a.lower_ not in _NOBODY]

    def _omission(self, verb: Token) -> Act | None:
        """A duty that was not done: `did not investigate`, `has never released`, `without telling`, `cannot police itself`."""
        if self._means.lists.duty.verb(verb) is None or g.is_unreal(verb):
            return None
        if not g.is_negated(verb) and g.marker(verb) not in _WITHOUT:
            return None
        if verb.dep_ == "xcomp" and verb.head.lemma_ in _DEMANDING and g.children(verb.head, "obj", "iobj"):
            return None  # "does not require witnesses to appear"
        modals = {c.lower_ for c in g.children(verb, "aux")}
        accused = self._doers(verb)
        told = verb.lemma_.lower() in _ACTING and self._told(verb)
        if modals & _OPEN or not accused or not (g.objects(verb) or g.complements(verb) or told):
            return None
        return Act(verb, "negligence", tuple(accused), (), g.core(verb), omission=True, opinion=bool(modals & _UNABLE))

    def _nothing(self, verb: Token) -> Act | None:
        """`took no steps to`, `did little to`, `has never made an effort to`."""
        if verb.lemma_ not in _DOING or g.is_unreal(verb):
            return None
        for thing in g.children(verb, "obj"):
            if thing.lemma_.lower() not in _UNDONE:
                continue
            bare = thing.lower_ in {"nothing", "little"}
            if any(c.lemma_.lower() in _NO_DUTY for c in g.children(thing, "acl")):
                continue
            none = bare or any(c.lower_ == "no" for c in g.children(thing, "det")) or g.is_negated(verb)
            purpose = [
                c for c in [*g.children(thing, "acl"), *g.children(verb, "advcl", "xcomp")] if g.marker(c) == "to"
            ]
            if none and (purpose or not bare or self._told(verb)) and (accused := self._doers(verb)):
                return Act(verb, "negligence", tuple(accused), (), g.core(verb), omission=True)
        return None

    @staticmethod
    def _told(verb: Token) -> bool:
        """Whether the clauses beside tell that the doer knew: `was warned and did nothing`, `knew of it but did not act`."""
        near = g.children(verb, "advcl")
        if verb.dep_ in {"conj", "advcl"}:
            near += [verb.head, *g.children(verb.head, "conj")]
        told = (
            c for c in near if c.lemma_.lower() in _TELLING or any(o.lemma_ == "note" for o in g.children(c, "obj"))
        )  # "took note of the findings and did nothing"
        return any(c.i != verb.i and not g.is_negated(c) for c in told)

    def _without_leave(self, verb: Token) -> Act | None:
        """`handed over the files without their consent`, `was held without trial`: done without what is due before."""
        if g.is_negated(verb) or g.is_unreal(verb) or verb.dep_ == "amod" or g.marker(verb) == "to":
            return None
        due = [
            t
            for t in verb.subtree
            if t.lemma_.lower() in _LEAVE and g.preposition(t) == "without" and _governs(verb, t)
        ]
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        if not due or not accused:
            return None
        others = tuple(o for o in g.objects(verb) if self._means.party(o) and o not in accused)
        return Act(verb, "breach", tuple(accused), others, g.core(verb))

    def _unfit(self, verb: Token) -> Act | None:
        """`operated while drunk`, `flew the plane drunk`: work done in a state that forbids it."""
        states = [c for c in g.children(verb, "advcl", "xcomp", "advmod", "acl") if c.lower_ in _UNFIT]
        if not states or verb.lemma_ == "be" or g.is_negated(verb) or g.is_unreal(verb):
            return None
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        return Act(verb, "negligence", tuple(accused), (), g.core(verb)) if accused else None

    def _protected(self, verb: Token) -> Act | None:
        """`felled protected forest`, `sold the skins of protected animals`: what is protected is not to be taken."""
        if verb.lemma_.lower() not in _TAKING or g.is_negated(verb) or g.is_unreal(verb) or g.marker(verb) == "to":
            return None
        things = [x for o in g.objects(verb) for x in (o, *(n for p, n in g.complements(o) if p == "of"))]
        if not any(c.lower_ in {"protected", "endangered"} for o in things for c in g.children(o, "amod")):
            return None
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        return Act(verb, "crime", tuple(accused), (), g.core(verb)) if accused else None

    def _inducement(self, verb: Token) -> Act | None:
        """`paid the inspector to win the tender`, `handed out cash to voters`: gifts to those who must not take any."""
        if verb.lemma_.lower() not in _GIVING or g.is_passive(verb) or g.is_negated(verb) or g.is_unreal(verb):
            return None
        things = g.children(verb, "obj", "iobj")
        takers = [*things, *(n for p, n in g.complements(verb) if p == "to")]
        takers += [n for o in things for p, n in g.complements(o) if p == "to"]
        takers = [n for n in takers if n.lemma_.lower() in _UNBRIBED]
        given = [c for o in things for c in g.coordinated(o)]
        gift = any(n.lemma_.lower() in _GIFTS or self._means.lists.things["money_object"].compound(n) for n in given)
        gift = gift and not any(n.lemma_.lower() in _DUES for n in given)
        purpose = verb.lemma_ == "pay" and any(g.marker(c) == "to" for c in g.children(verb, "advcl", "xcomp"))
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        if not takers or not (gift or purpose) or not accused:
            return None
        return Act(verb, "corruption", tuple(accused), tuple(takers), g.core(verb))

    def _delay(self, verb: Token) -> Act | None:
        """`waited nine days before it told customers`, `took three years to respond`: a duty that was done late."""
        if verb.lemma_ not in {"wait", "take"} or g.is_negated(verb) or g.is_unreal(verb):
            return None
        late = any(t.lemma_.lower() in _SPANS for t in g.children(verb, "obj", "obl", "nmod", "obl:npmod", "obl:tmod"))
        due = [
            c
            for c in (
                *g.children(verb, "advcl", "xcomp", "ccomp"),
                *(c for o in g.children(verb, "obj") for c in g.children(o, "acl")),
            )
            if g.marker(c) in {"before", "until", "to"}
        ]
        due = [c for c in due if self._means.lists.duty.verb(c) or c.lemma_.lower() in _WARNING | _ACTING | _AIDING]
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        return (
            Act(verb, "negligence", tuple(accused), (), g.core(verb), omission=True)
            if late and due and accused
            else None
        )

    def _left_open(self, verb: Token) -> Act | None:
        """`left the server unpatched`, `left the wards without nurses`: what was in somebody's care."""
        if verb.lemma_ != "leave" or g.is_negated(verb) or g.is_unreal(verb) or not g.objects(verb):
            return None
        states = {c.lower_ for c in g.children(verb, "xcomp", "amod", "advmod", "acl", "advcl")}
        states |= {c.lower_ for o in g.children(verb, "obj") for c in g.children(o, "acl", "amod") if c.i > o.i}
        phrases = [*g.complements(verb), *(c for o in g.children(verb, "obj") for c in g.complements(o))]
        bare = any(p == "without" and n.lemma_.lower() in _NEEDED for p, n in phrases)
        accused = [a for a in self._doers(verb) if self._means.party(a) and not self._means.hostile(a)]
        if not accused or not (bare or states & _NEGLECTED):
            return None
        return Act(verb, "negligence", tuple(accused), (), g.core(verb))

    def _forsaken(self, verb: Token) -> Act | None:
        """`let the boat sink`, `left the prisoners to starve`, `allowed him to bleed to death`: harm that was watched."""
        if verb.lemma_ not in _LETTING or g.is_passive(verb) or g.is_negated(verb) or g.is_unreal(verb):
            return None
        objects = g.children(verb, "obj")
        fates = [*g.children(verb, "xcomp", "ccomp", "advcl"), *(c for o in objects for c in g.children(o, "acl"))]
        fates = [c for c in fates if c.lemma_.lower() in _PERISHING and g.marker(c) in {"", "to"}]
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        suffering = [*objects, *(s for c in fates for s in g.children(c, "nsubj"))]
        people = [o for o in suffering if self._means.party(o) and o.ent_type_ != "ORG" and o not in accused]
        people = [o for o in people if o.lemma_.lower() not in _UNDYING]
        if not fates or not accused or not (people or any(o.lemma_.lower() in _VESSELS for o in suffering)):
            return None
        return Act(verb, "negligence", tuple(accused), tuple(people), g.core(verb))

    def _hindrance(self, verb: Token) -> Act | None:
        """`prevented observers from entering the hall`, `barred reporters from the trial`: the peaceful are kept from it."""
        if verb.lemma_ not in _HINDERING or g.is_negated(verb) or g.is_unreal(verb):
            return None
        kept = [o for o in g.objects(verb) if self._peaceful(o)]
        clauses = [
            *g.children(verb, "advcl", "xcomp", "acl"),
            *(c for o in kept for c in g.children(o, "acl", "advcl")),
        ]
        off = any(g.marker(c) == "from" for c in clauses) or any(p == "from" for p, _ in g.complements(verb))
        accused = [a for a in self._doers(verb) if self._means.party(a) and not self._means.rules(a)]
        return Act(verb, "abuse", tuple(accused), tuple(kept), g.core(verb)) if kept and off and accused else None

    def _peaceful(self, noun: Token) -> bool:
        return any(
            self._means.lists.things["peaceful_object"].compound(w) for w in (noun, *g.children(noun, "compound"))
        )

    def _lack(self, verb: Token) -> Act | None:
        """`lacks transparency`, `has no regard for`, `showed no remorse`, `posted it with little regard for`."""
        objects = g.children(verb, "obj")
        few = {"no", "little", "few", "scant", "minimal"}
        slack = [
            n
            for p, n in g.complements(verb)
            for c in g.children(n, "det", "amod", "nmod")
            if c.lower_ in few and "with" in {p, g.preposition(c)}  # "with few, if any, safeguards"
        ]
        if slack and not g.is_passive(verb) and not g.is_negated(verb):
            wanting = slack  # "posted the lists with little regard for privacy"
        elif verb.lemma_ == "lack":
            wanting = objects
        elif verb.lemma_ in {"have", "show", "offer", "display"}:
            wanting = [o for o in objects if any(c.lower_ in {"no", "little"} for c in g.children(o, "det", "amod"))]
        else:
            return None
        if not any(self._means.lists.virtues.compound(o) for o in wanting) or g.is_unreal(verb):
            return None
        accused = [a for a in self._doers(verb) if self._means.party(a)]
        return (
            Act(verb, "negligence", tuple(accused), (), g.core(verb), omission=True, opinion=True) if accused else None
        )

    def _lacking(self, noun: Token) -> Act | None:
        """`the ministry's lack of transparency`, `the absence of oversight by the bank`."""
        if noun.lemma_.lower() not in {"lack", "absence"}:
            return None
        if not any(p == "of" and self._means.lists.virtues.compound(n) for p, n in g.complements(noun)):
            return None
        owners = [
            *g.children(noun, "nmod:poss"),
            *(n for p, n in g.complements(noun) if p in {"by", "at", "on the part of"}),
        ]
        owners += [n for p, n in g.complements(noun) if p in {"in", "within"} and n.ent_type_ == "ORG"]
        owners = [o for o in owners if self._means.party(o)]
        tokens = [noun, *(t for c in g.children(noun, "nmod", "nmod:poss") for t in c.subtree)]
        return Act(noun, "negligence", tuple(owners), (), g.extent(tokens, self._doc), opinion=True) if owners else None

    def _manner(self, verb: Token) -> Act | None:
        """`illegally logged the reserve`, `was working illegally`, `falsely claimed`: the manner makes it a wrong."""
        if verb.dep_ in {"amod", "compound"} or g.is_negated(verb):
            return None
        entry = next(
            (e for c in g.children(verb, "advmod") if (e := self._means.lists.manners.noun(c)) is not None), None
        )
        category = str(entry["category"]) if entry is not None else "other" if self._badly(verb) else None
        if category is None or not (accused := [a for a in self._doers(verb) if self._means.party(a)]):
            return None
        others = tuple(o for o in g.objects(verb) if self._means.party(o) and not g.is_passive(verb))
        return Act(verb, category, tuple(accused), others, g.core(verb), opinion=entry is None)

    def _badly(self, verb: Token) -> bool:
        """Whether the adverb of a faulty adjective says how somebody behaved: `acted irresponsibly`, `handled it carelessly`."""
        if verb.lemma_ not in _BEHAVING or g.is_unreal(verb):
            return False
        ways = (c.lower_ for c in g.children(verb, "advmod", "xcomp") if c.lower_.endswith("ly"))
        return any(form in self._means.lists.fault_words for w in ways for form in (w[:-2], w[:-1] + "e", w[:-3] + "y"))

    def _verdict(self, token: Token) -> Act | None:
        """A verdict on somebody's conduct: `the diocese did an inadequate job`, `the ministry's answer was evasive`."""
        if token.dep_ not in g.CLAUSES | {"conj", "xcomp"}:
            return None
        lists = self._means.lists
        chain = token
        while chain.dep_ == "conj" and chain.head.i != chain.i:
            chain = chain.head
        if token.pos_ == "ADJ" and (chain.dep_ == "amod" or (token.dep_ == "conj" and lists.faults.noun(token.head))):
            return None  # "an armed and dangerous man"; "slow and inadequate" is one verdict
        words = [*g.children(token, "obj", "obl", "amod"), *([token] if token.pos_ != "NOUN" else [])]
        if token.lemma_ in _DOING:
            words += [a for o in g.children(token, "obj") for a in g.children(o, "amod")]
        if token.pos_ == "NOUN" and not g.children(token, "cop"):
            return None
        bad = any(  # an offensive is no fault, whichever tag it has
            (lists.fault_nouns if w.pos_ == "NOUN" else lists.faults).noun(w)
            for w in words
            if w.pos_ in {"ADJ", "NOUN"} and g.preposition(w) != "by" and not _is_thing(w)
        )
        what = [token, *g.children(token, "xcomp")]  # what the party is said to be
        bad = bad or any(lists.faults.compound(w) for w in what if w.pos_ in {"ADJ", "NOUN", "VERB"})
        bad = bad or any(lists.characters.compound(w) for w in what if w.pos_ == "NOUN")
        poor = g.is_negated(token) and any(
            a.lemma_ in {"good", "adequate", "proper"} for o in g.children(token, "obj") for a in g.children(o, "amod")
        )
        if not (bad and not g.is_negated(token)) and not poor:
            return None
        subjects = [s for s in g.subjects(token) if s.pos_ in NOMINAL]
        known = [s for s in subjects if self._means.is_known(s) or self._body(s)]
        known = known or [o for s in subjects if lists.dealings.compound(s) for o in self._means.owners(s)]
        return Act(token, "other", (known[0],), (), g.core(token), omission=poor, opinion=True) if known else None

    def _named_fault(self, noun: Token) -> Act | None:
        """`the firm's recklessness`, `the silence of the commission`, `the failures of the bureau`."""
        if noun.dep_ == "compound" or self._means.lists.fault_nouns.compound(noun) is None:
            return None
        owners = [
            *g.children(noun, "nmod:poss"),
            *(n for p, n in g.complements(noun) if p in {"of", "by", "at", "on the part of"}),
        ]
        owners = [o for o in owners if self._body(o) or (self._means.is_known(o) and o.lower_ not in _NOBODY)]
        owners += [c for c in g.children(noun, "amod", "compound") if named(c)]  # "a Velmoran double standard"
        if not owners:
            return None
        tokens = [noun, *(t for c in g.children(noun, "nmod", "nmod:poss", "amod", "acl") for t in c.subtree)]
        return Act(noun, "other", tuple(owners), (), g.extent(tokens, self._doc), opinion=True)

    def _body(self, noun: Token) -> bool:
        """Whether a noun names a body or person: the accused of a verdict must be somebody."""
        return noun.ent_type_ in {"ORG", "PERSON"} or self._means.lists.bodies.compound(noun) is not None


def _is_thing(word: Token) -> bool:
    """Whether an adjective stands with an article as an object: a noun with a wrong tag (`halted an army offensive`)."""
    return word.pos_ == "ADJ" and word.dep_ == "obj" and bool(g.children(word, "det"))


def _governs(verb: Token, noun: Token) -> bool:
    """Whether `verb` is the verb nearest above a noun, however deep the parser hung its phrase."""
    above = next((t for t in g.ancestors(noun) if t.pos_ in {"VERB", "AUX"}), None)
    if above is not None and noun.i < above.i:  # "sold them without consent, a clerk has claimed"
        told = next((c for c in g.children(above, "ccomp") if c.i < noun.i), None)
        above = above.head if above.dep_ in {"parataxis", "dep"} else told
    return above == verb
