"""Accusations: `accused X of`, `X was charged with`, `blamed it on X`, `allegations against X of` (`lexicons/accusation.yaml`)."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.meaning import Meaning
from briefing.analysis.vocabulary import IDLE, NOMINAL
from briefing.analysis.wording import Entry

#: Who faces, denies or answers an accusation is whom it is against.
_ANSWERING = {
    "face", "deny", "reject", "dismiss", "refute", "rebut", "contest", "fight", "answer", "confront", "dispute", "counter", "rebuff",
    "shrug", "brush", "disavow", "repudiate", "escape", "evade", "attract", "draw", "stand",
}  # fmt: skip
#: `accusations that the bank answered`, `charges that she made`: these clauses do not say what the charge is.
_MAKING = {"make", "raise", "level", "bring", "repeat", "lodge", "file", "publish", "withdraw", "drop"}
_OUTRIGHT = {"allegation", "accusation", "charge", "suspicion", "denunciation", "insinuation"}
#: What somebody is indicted, arrested or tried on.
_COUNTS = {"charge", "count", "allegation", "suspicion", "offence", "offense"}
_COURTS = {"court", "judge", "jury", "tribunal", "magistrate", "bench", "panel"}
_EVADING = {"escape", "avoid", "evade", "risk", "fear"}
_NONE = {"no", "any", "dropped", "dismissed"}
_ASKING = {"question", "probe", "quiz", "grill", "interrogate", "investigate"}
_SUING = {"sue", "prosecute", "indict", "arrest", "detain"}
_ABOUT = {"about", "regarding", "concerning", "surrounding", "involving"}
_ON = {"on", "over", "under", "upon"}
#: "was tried along with two aides".
_WITH = {"along", "along with", "together", "together with", "alongside"}
_AT = {"at", "in", "within", "inside"}
_AMID = {"amid", "over", "after", "following", "despite", "on", "under", "amidst", "because of", "due to"}


class Accusations:
    """Finds the words of one document that accuse, with accuser, accused and act."""

    def __init__(self, doc: Doc, means: Meaning) -> None:
        self._doc, self._means = doc, means

    def find(self, token: Token) -> list[Act]:
        """Accusations: `accused X of`, `X was charged with`, `blamed it on X`, `allegations against X of`, `suspected of`."""
        if token.pos_ in {"VERB", "ADJ"} and token.dep_ not in {"compound"}:
            entry = self._means.lists.accuse.verb(token)
            return self._accusing_verb(token, entry) if entry else []
        if token.pos_ == "NOUN":
            entry = self._means.lists.accusations.compound(token)
            return self._accusing_noun(token, entry) if entry else []
        return []

    def _accusing_verb(self, verb: Token, entry: Entry) -> list[Act]:
        if verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_ in _EVADING:
            return []  # "to escape being accused of"
        passive = g.is_passive(verb)
        places, preps = entry["accused"], entry.get("preps", [])
        if entry.get("owns") and (deeds := [o for o in g.objects(verb) if o.pos_ == "NOUN" and self._means.is_act(o)]):
            return self._owned(verb, deeds)
        accused: list[Token] = []
        accusers = g.agents(verb)
        if "object" in places:
            accused = g.objects(verb)
        if (
            "object" in places and not accused
        ):  # "accused the bank of hiding": the parser made it the gerund's own subject
            gerunds = [c for c in g.children(verb, "advcl", "xcomp", "ccomp") if g.marker(c) in preps and c.i > verb.i]
            accused = [s for c in gerunds for s in g.children(c, "nsubj", "obj") if verb.i < s.i < c.i]
        if "subject" in places and not accused:
            accused, accusers = g.subjects(verb), []
        if entry.get("ruled") and passive and not accusers:
            accusers = _ruling(verb)
        named = entry["lemma"].split()[1:]
        charge = [o for o in g.children(verb, "obj") if o.lemma_.lower() in named]  # "filed a complaint against Oram"
        for preposition, noun in [*g.complements(verb), *(c for o in charge for c in g.complements(o))]:
            if preposition in places:
                accused = [noun]
        if entry["lemma"] in {"blame", "blame on"} and not any(
            self._means.can_act(a) for a in accused
        ):  # "blamed the raid on the front": the phrase hung on the raid
            hung = [(o, n) for o in g.objects(verb) for p, n in g.complements(o) if p == "on" and self._means.party(n)]
            accused = [n for o, n in hung if self._means.is_act(o) or self._means.harm(o)] or accused
        acts = [n for p, n in g.complements(verb) if p in preps and n not in accused]
        acts += [
            c
            for c in g.children(verb, "advcl", "xcomp", "ccomp")
            if g.marker(c) in preps or ("clause" in preps and g.marker(c) != "without")
        ]
        around = entry.get("outright") and verb.dep_ in {"parataxis", "dep"} and verb.head.pos_ == "VERB"
        if around and g.children(verb, *g.SUBJECTS):
            acts.append(verb.head)  # "the clerk took the money, a colleague has alleged"
        acts += self._connected(verb)
        # "claimed responsibility for the raid": the act may hang on the expression's noun
        acts += [n for o in charge for p, n in g.complements(o) if p in preps and n not in accused]
        for noun in accused:  # the phrase of the act may hang on the accused: "accused troops of looting"
            acts += [n for p, n in g.complements(noun) if p in preps and p != "for"]
            acts += [c for c in g.children(noun, "acl", "advcl") if g.marker(c) in preps]
        if "object" in preps or any(p in places for p in ("on", "to", "at")):
            acts += [o for o in g.objects(verb) if o not in accused]
            acts += [c for c in g.children(verb, "xcomp") if c.pos_ in {"NOUN", "ADJ"}]  # "called him a liar"
        if "as" in preps:
            acts += [n for p, n in g.complements(verb) if p == "as"]
        if (
            not acts and accused
        ):  # a phrase between pulled what they are accused of away: "tried with two others for fraud"
            acts = [t for t in verb.subtree if t.i > verb.i and t.dep_ in {"nmod", "obl", "acl", "advcl"}
                    and (g.preposition(t) or g.marker(t)) in preps and self._means.is_act(t)][:1]  # fmt: skip
        if not accused and acts:  # "alleged that X embezzled": the accused stands in the clause
            accused = [
                s for a in acts for s in (g.agents(a) if a.pos_ == "VERB" else g.subjects(a) if _predicate(a) else [])
            ]
            if accused and entry["strength"] != "hedged":
                return []
        if len(acts) == 1 and accused and not any(self._means.can_act(a) or self._means.behind(a) for a in accused):
            accused = self._means.behind(acts[0])  # "called the raid an army crime"
        accused += [n for p, n in g.complements(verb) if p in _WITH and accused and self._means.party(n)]
        accused = [
            x
            for a in accused
            if a.pos_ in {*NOMINAL, "ADJ", "DET", "NUM"} and a.lower_ not in {"what", "which"}
            for x in (self._means.behind(a) or [a])
        ]
        main = verb.dep_ in {"ROOT", "ccomp", "conj", "parataxis", "acl:relcl"} and not g.marker(verb)
        silent = False
        if not acts and accused and main and not passive and entry["lemma"] in {"accuse", "blame"}:
            acts = [verb]  # "I accuse the ministry", the act standing in the sentences around
            silent = True
        if not accused or not acts:
            return []
        if entry["lemma"] in _ASKING:  # a medicine is questioned, a man is questioned over a deed
            accused = [a for a in accused if self._means.party(a)]
        if not accused:
            return []
        if "hostile" in entry.get("needs", []) and not any(self._means.reproach(a) for a in acts):
            return []
        if entry.get("self"):  # "admitted to bribing": a clause with a subject of its own tells of somebody else
            acts = [a for a in acts if a.pos_ != "VERB" or not g.children(a, "nsubj", "nsubj:pass")]
            guilty = verb.lemma_ == "plead" and not any(t.lower_ == "not" for t in verb.doc[verb.i : verb.i + 3])
            owned = verb.lemma_ in {"admit", "confess"} and any(_owned_up(a) for a in acts)
            if not (guilty or owned) and not any(self._means.is_act(a) or self._means.harm(a) for a in acts):
                return []
        # "suspected of", "charged with" lead to an act always; "linked with" may not
        plain = "to" not in preps and any(
            (g.marker(a) or g.preposition(a)) in {"of", "with", "for", "over"} for a in acts
        )
        plain = plain or (bool(entry.get("outright")) and any(a.pos_ == "VERB" or _predicate(a) for a in acts))
        plain = plain or any(self._says_of_what(a) for a in acts)
        if (
            entry["strength"] == "hedged"
            and not plain
            and not any(self._means.is_act(a) or self._means.hostile(a) for a in acts)
        ):
            return []
        several = [
            d for d in g.coordinated(acts[0]) if d.pos_ == "VERB" and d.lower_.endswith("ing") and g.children(d, "obj")
        ]
        wrong = all(
            g.marker(d) or self._means.is_act(d) for d in several[1:]
        )  # "of hiding losses and of bribing clerks"
        several = several if len(several) > 1 and several[0] == acts[0] and wrong else []
        inner = [t for a in acts if a != verb for t in a.subtree]
        beside = acts[0] == verb.head  # the clause stands around the word that alleges it
        if beside:
            own = {t.i for t in verb.subtree}
            inner = [t for t in g.core(acts[0]) if t.i not in own]
        tokens = [
            *([] if beside else [verb]),
            *inner,
            *(t for a in accused for t in g.phrase(a) if t.sent == verb.sent),
        ]
        bare = passive and not accusers and not entry.get("ruled")
        words = g.extent([verb, *g.children(verb, "aux", "aux:pass")], self._doc)
        category = next((c for a in acts if (c := self._means.category_of(a))), "other")
        others = [t for t in inner if t.ent_type_ in {"PERSON", "ORG", "LOC"} and t.dep_ not in {"compound", "flat"}]
        act = Act(acts[0], category, tuple(accused), tuple(others), g.extent(tokens, self._doc),
                    words if bare or entry["strength"] == "hedged" else None, accusers[0] if accusers else None, verb,
                    ruled=bool(entry.get("ruled")), bare=silent, covers=frozenset(t.i for t in [verb, *inner]))  # fmt: skip
        return [act] if not several else self._one_each(act, several)

    def _one_each(self, act: Act, deeds: list[Token]) -> list[Act]:
        """An accusation of several deeds, each with an object of its own, as one of each: `of hiding losses and bribing clerks`."""
        found = []
        for n, deed in enumerate(deeds):
            end = deeds[n + 1].left_edge.i if n + 1 < len(deeds) else act.span.end
            start = act.span.start if n == 0 else deed.i
            span = g.extent(list(self._doc[start : max(end, deed.i + 1)]), self._doc)
            inside = tuple(t for t in act.others if span.start <= t.i < span.end)
            found.append(
                replace(
                    act,
                    trigger=deed,
                    category=(self._means.lists.verbs.verb(deed) and self._means.category_of(deed)) or "other",
                    others=inside,
                    span=span,
                )
            )
        return found

    def _says_of_what(self, noun: Token) -> bool:
        """Whether a charge is told with its matter: `on obstruction charges`, `on a charge that he lied`, `on counts of fraud`."""
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _COUNTS:
            return False
        clauses = (c for c in noun.subtree if c.dep_ in {"acl", "ccomp", "acl:relcl"} and c.head.i == noun.i)
        return bool(g.children(noun, "compound") or any(clauses) or any(p == "of" for p, _ in g.complements(noun)))

    def _styled_so(self, noun: Token, entry: Entry) -> list[Act]:
        """`the suspect in the bombing`, `X, a fugitive wanted for`: who is so called stands under the suspicion."""
        acts = [n for p, n in g.complements(noun) if p in entry.get("act", []) and self._means.is_act(n)]
        if noun.head.pos_ == "VERB" and self._means.lists.accuse.verb(noun.head) is not None:
            return []  # "was tried along with other defendants for fraud"
        if not acts or (g.children(noun, "cop") and g.is_negated(noun)):
            return []
        names = [n for n in [noun.head, *g.children(noun, "appos", "flat")] if n.ent_type_ == "PERSON"]
        accused = g.subjects(noun) if g.children(noun, "cop") else names[:1] or [noun]
        inner = [t for a in acts for t in a.subtree]
        left = [c for c in g.children(noun, "det", "amod", "compound") if c.i < noun.i]
        return [Act(acts[0], self._means.category_of(acts[0]) or "other", tuple(a for a in accused if self._means.can_act(a)), (),
                    g.extent([noun, *left, *inner], self._doc), self._doc[noun.i : noun.i + 1], None, noun,
                    covers=frozenset(t.i for t in [noun, *inner]))]  # fmt: skip

    @staticmethod
    def _connected(word: Token) -> list[Token]:
        """The deeds of `in connection with the raid`, however the parser hung the phrase."""
        ties = [
            n
            for p, n in g.complements(word)
            if p in {"in", "over"} and n.lemma_.lower() in {"connection", "relation", "case"}
        ]
        found = [
            n for t in ties for p, n in g.complements(t) if p in {"with", "to"} or (p == "of" and t.lemma_ == "case")
        ]
        found += [c for t in ties if t.lemma_ == "case" for c in g.children(t, "compound")]  # "in a bribery case"
        return found + [n for p, n in g.complements(word) if p in {"in connection with", "in relation to"}]

    def _owned(self, verb: Token, deeds: list[Token]) -> list[Act]:
        """`the group claimed the bombing`, `the bombing was claimed by the group`: taken on oneself."""
        doers = [a for a in g.agents(verb) if self._means.can_act(a)]
        if not doers:
            return []
        entry = self._means.lists.nouns.compound(deeds[0])
        tokens = [verb, *(t for d in deeds for t in g.phrase(d)), *(t for d in doers for t in g.phrase(d))]
        tokens = [t for t in tokens if t.sent == verb.sent]
        others = self._means.doers(deeds[0], entry)[1] if entry is not None else []
        category = self._means.category_of(deeds[0]) or "other"
        return [Act(deeds[0], category, tuple(doers), tuple(others), g.extent(tokens, self._doc), None, doers[0], verb,
                    covers=frozenset({verb.i, *(d.i for d in deeds)}))]  # fmt: skip

    def _governed(self, noun: Token, entry: Entry) -> list[Token]:
        """The accused whom the clause names: `arrested him on charges of`, `resigned amid claims of`, `denied allegations of`."""
        while noun.dep_ == "conj" and self._means.lists.accusations.noun(noun.head) is not None:
            noun = noun.head  # "faces a charge of fraud and two counts of perjury"
        verb, own = noun.head, g.preposition(noun)
        if g.children(noun, "cop") and own in {"under", "on"}:  # "is under investigation for", "is on trial for"
            return [a for a in g.subjects(noun) if self._means.can_act(a) and self._means.party(a)]
        if (
            noun.dep_ == "obl" and verb.lemma_ in {"guilty", "innocent"} and verb.head.lemma_ == "plead"
        ):  # "pleaded guilty to charges of"
            return [a for a in g.agents(verb.head) if self._means.can_act(a)]
        if noun.head == noun or entry.get("ruled") or verb.pos_ not in {"VERB", "NOUN"}:
            return []
        if noun.dep_ == "obj" and verb.lemma_ in _ANSWERING:
            found = g.agents(verb)
        elif noun.dep_ == "obl" and verb.pos_ == "VERB" and own in _ON:
            found = g.objects(verb) or g.subjects(verb)
        elif noun.dep_ == "obl" and verb.pos_ == "VERB" and own in _AMID:
            found = g.subjects(verb)
        elif noun.dep_ == "nmod" and own in _ON and (known := self._means.lists.accusations.noun(verb)) is not None:
            found = [n for p, n in g.complements(verb) if p in known.get("accused", [])] + g.children(verb, "nmod:poss")
        else:
            found = []
        return [a for a in found if self._means.can_act(a) and self._means.party(a)]

    def _accusing_noun(self, noun: Token, entry: Entry) -> list[Act]:
        if "self" in entry.get("accused", []):
            return self._styled_so(noun, entry)
        if entry.get("denied") and (noun.dep_ != "obj" or noun.head.lemma_ not in _ANSWERING):
            return []  # a report accuses nobody, unless somebody denies it
        accused = [n for p, n in g.complements(noun) if p in entry.get("accused", [])]
        if "poss" in entry.get("accused", []):
            accused += g.children(noun, "nmod:poss")
        preps = entry.get("act", [])
        acts: list[Token] = [n for p, n in g.complements(noun) if p in preps or p in _ABOUT]
        acts += self._connected(noun)
        clauses = (
            [
                c
                for c in g.children(noun, "acl", "ccomp", "acl:relcl")
                if g.marker(c) in {"that", "of", "for"} and not (c.lemma_ in _ANSWERING | _MAKING and not g.objects(c))
            ]
            if "clause" in preps
            else []
        )
        acts += clauses
        if not accused:
            accused = [a for c in clauses for a in (g.agents(c) or g.subjects(c)) if self._means.can_act(a)]
        acts += [c for c in g.children(noun, "compound", "amod") if self._means.is_act(c)]
        if noun.dep_ == "nsubj" and noun.head.lemma_ in {
            "include",
            "range",
        }:  # "the charges against him include bribery"
            acts += g.objects(noun.head)
        if "against" in entry.get("accused", []) and "into" in preps:  # "an inquiry into theft": the deed
            accused = [a for a in accused if not self._means.is_act(a)]
            acts = [a for a in acts if a not in accused]
        if not accused and "into" in preps and noun.dep_ == "obj" and noun.head.pos_ == "VERB":
            beyond = g.complements(noun.head)  # "opened an inquiry into the board and its chairman for their role in"
            accused = [n for p, n in beyond if p in {"into", "against"} and not self._means.is_act(n)]
            acts += [n for p, n in beyond if p in {"for", "over"} and accused]
        if not accused and "against" in entry.get("accused", []):  # "allegations of fraud against the officials"
            accused = [n for a in acts if a.pos_ == "NOUN" for p, n in g.complements(a) if p == "against"]
        accused = accused or self._governed(noun, entry)
        if not accused and "against" in entry.get("accused", []):  # "allegations of fraud at the bank"
            accused = [
                n for a in acts if a.pos_ == "NOUN" for p, n in g.complements(a) if p in _AT and n.ent_type_ == "ORG"
            ]
        outright = (
            noun.lemma_.lower() in _OUTRIGHT
        )  # whatever an allegation says is alleged; a claim may be of anything
        if not accused or not any(
            self._means.is_act(a) or self._means.hostile(a) or self._tie(a) or (outright and a in clauses) for a in acts
        ):
            return self._unspecified(noun, accused) if outright else []
        accusers = [n for p, n in g.complements(noun) if p == "by"] or g.children(noun, "nmod:poss")
        accusers = [a for a in accusers if a not in accused]
        inner = [t for a in acts for t in a.subtree if (t.i > noun.i) == (a.i > noun.i)]
        tokens = [*inner, *(t for a in accused for t in g.phrase(a))] if clauses else [noun, *inner, *accused]
        left = [noun, *g.children(noun, "amod", "det")]
        category = next((c for a in acts if (c := self._means.category_of(a))), "other")
        return [Act(acts[0], category, tuple(accused), (), g.extent(tokens, self._doc),
                    None if entry.get("ruled") else g.extent(left, self._doc), accusers[0] if accusers else None, noun,
                    ruled=bool(entry.get("ruled")), covers=frozenset(t.i for t in [noun, *inner]))]  # fmt: skip

    def _tie(self, noun: Token) -> bool:
        """Whether a noun is a part in a deed: `an inquiry into Draven for her role in the theft`."""
        if noun.pos_ != "NOUN" or self._means.lists.links.noun(noun) is None:
            return False
        within = [*(n for p, n in g.complements(noun) if p == "in"), *g.children(noun, "acl", "advcl")]
        return any(self._means.is_act(n) for n in within)

    def _unspecified(self, noun: Token, accused: list[Token]) -> list[Act]:
        """`serious allegations against the minister`: of what is not said."""
        accused = [n for p, n in g.complements(noun) if p == "against" and n in accused and self._means.party(n)]
        if not accused or g.is_negated(noun.head) or any(c.lower_ in _NONE for c in g.children(noun, "det", "amod")):
            return []
        span = g.extent([noun, *g.children(noun, "amod"), *(t for a in accused for t in g.phrase(a))], self._doc)
        left = self._doc[noun.i : noun.i + 1]
        return [Act(noun, "other", tuple(accused), (), span, left, None, noun, bare=True, covers=frozenset({noun.i}))]


def _ruling(verb: Token) -> list[Token]:
    """The court by which somebody was `found guilty of selling arms by a court`, wherever the parser hung the phrase."""
    phrases = (c for t in verb.subtree if t.i >= verb.i for c in g.complements(t))
    return [n for p, n in phrases if p == "by" and {n.lemma_.lower(), n.lower_} & _COURTS][:1]


def _predicate(word: Token) -> bool:
    """Whether a noun or adjective is what a clause says of its subject: `alleged that Kesh was behind the leak`."""
    return word.pos_ in {"NOUN", "ADJ", "PROPN"} and bool(g.children(word, "cop"))


def _owned_up(verb: Token) -> bool:
    """Whether a gerund tells of something done: nobody admits what is no fault (`admitted keeping two sets of books`)."""
    gerund = verb.pos_ == "VERB" and verb.lower_.endswith("ing") and verb.lemma_.lower() not in IDLE
    return gerund and bool(g.children(verb, "obj")) and not g.children(verb, "nsubj")
