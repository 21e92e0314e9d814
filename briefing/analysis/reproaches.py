"""What a party is reproached with where no word names a wrong by itself: pretexts, bad treatment, wrong priorities, its ways.

Rule families, with an example each: pretext (`used the crisis as an excuse to`, `jailed critics under the guise of reform`),
dealings (`the regime's brutal rule`, `the failed policies of the ministry`), treatment (`treats farmers like criminals`),
priorities (`puts profit before people`), indifference (`does not care about workers`, `knows nothing about`), blame
(`it is the ministry's fault`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.meaning import Meaning
from briefing.analysis.vocabulary import NOMINAL

_COVERS = {"under", "on", "behind", "with"}
_SLIGHT = {"like", "as", "with"}
#: Verbs of which the object is the deed: "pursues reckless policies".
_DOING = {
    "make", "use", "pursue", "take", "issue", "offer", "adopt", "impose", "give", "run", "conduct", "follow", "hold", "launch", "employ",
    "practise", "practice", "introduce", "propose", "apply", "play", "set", "create", "express", "hurl", "deliver", "utter", "publish",
    "post", "display",
    "book", "record", "invoice", "bill", "claim", "file", "supply", "sell", "buy", "trade", "ship", "import", "export", "print", "exhibit",
    "show", "suggest", "spread",
    "design", "execute", "devise", "craft", "mount", "produce", "perpetuate", "peddle", "promote",
    "wage", "lead", "enact", "pass", "write", "send", "sign", "engage",
}  # fmt: skip
_PUTTING = {"put", "place", "set", "value", "prioritise", "prioritize", "choose", "favor", "favour", "rank"}
_RANKING = {"before", "above", "over", "ahead", "ahead of"}
#: What it is a reproach to think of first.
_SELFISH = {
    "profit", "politics", "politic", "party", "power", "money", "greed", "ideology", "ambition", "career", "interest", "ego",
    "image", "popularity", "poll", "vote", "reelection", "re-election", "gain", "convenience", "expediency", "revenue",
    "loyalty", "themselves", "himself", "herself", "itself", "self",
}  # fmt: skip
#: What nothing should come before.
_DEAR = {
    "people",
    "safety",
    "health",
    "life",
    "welfare",
    "victim",
    "patient",
    "child",
    "truth",
    "justice",
    "democracy",
    "law",
}
#: Not to do these is indifference or ignorance.
_HEEDING = {"care", "bother", "listen", "understand", "value", "grasp", "realise", "realize", "appreciate", "learn"}
_IGNORANT = {
    "idea",
    "clue",
    "understanding",
    "grasp",
    "experience",
    "knowledge",
    "plan",
    "strategy",
    "solution",
    "vision",
    "answer",
}
#: Adjectives of a tie need the other end of it ("backed", "involved").
_TIED = {"support_for_violence", "complicity"}
_CAPTIVES = {"captive", "detainee", "prisoner", "inmate", "convict", "internee"}
_TOLD = {"such", "this", "these", "that", "those"}
_BLAME = {"fault", "doing", "handiwork"}


class Reproaches:
    """Finds the reproaches of one document."""

    def __init__(self, doc: Doc, means: Meaning) -> None:
        self._doc, self._means = doc, means

    def find(self, token: Token) -> Act | None:
        """The reproach that `token` names, or None."""
        if token.pos_ == "NOUN":
            return self._pretext(token) or self._dealings(token) or self._blame(token)
        if token.pos_ == "VERB":
            return self._treatment(token) or self._priorities(token) or self._indifference(token) or self._doing(token)
        return None

    def _parties(self, tokens: list[Token]) -> tuple[Token, ...]:
        return tuple(t for t in tokens if self._means.can_act(t) and t.lower_ not in {"i", "we", "you"})

    def _pretext(self, noun: Token) -> Act | None:
        """`used the crisis as an excuse`, `under the guise of reform`: what was done so was done in bad faith."""
        if self._means.lists.pretexts.noun(noun) is None:
            return None
        own, verb = g.preposition(noun), noun.head
        led = {p for p, _ in g.complements(noun)} | {g.marker(c) for c in g.children(noun, "acl")}
        covered = own in _COVERS and bool(led & {"of", "for", "that"})
        if verb.pos_ != "VERB" or not (own == "as" or covered) or g.is_negated(verb) or g.is_unreal(verb):
            return None
        accused = self._parties(g.agents(verb))
        tokens = [*g.core(verb), *noun.subtree]
        return Act(noun, "deceit", accused, (), g.extent(tokens, self._doc)) if accused else None

    def _dealings(self, noun: Token) -> Act | None:
        """`the regime's brutal rule`, `the ministry's failed policies`, `divisive rhetoric by the mayor`."""
        if noun.dep_ == "compound" or self._means.lists.dealings.compound(noun) is None:
            return None
        if any(c.lower_ in _TOLD for c in g.children(noun, "det", "amod")):
            return None  # "such illegal raids" were told before
        category = self._wrong(noun)
        if category is None:
            return None
        if not (owners := self._means.owners(noun)):
            return None
        tokens = [noun, *(t for c in g.children(noun, "nmod:poss", "amod", "nmod", "compound") for t in c.subtree)]
        return Act(noun, category, tuple(owners), (), g.extent(tokens, self._doc), opinion=category == "other")

    def _wrong(self, noun: Token) -> str | None:
        """The category of the fault that the adjectives of a noun find, None if they find none."""
        lists = self._means.lists
        words = g.children(noun, "amod")
        words += [c for w in words for c in g.children(w, "conj")]
        graver = [e for w in words if (e := lists.adjectives.noun(w)) is not None and e["category"] not in _TIED]
        if graver:
            return str(graver[0]["category"])
        return "other" if any(lists.faults.noun(w) for w in words) else None

    def _doing(self, verb: Token) -> Act | None:
        """`made unfounded claims`, `pursues reckless policies`, `used a bogus account`: what is done is faulty."""
        if verb.lemma_ not in _DOING or g.is_passive(verb) or g.is_negated(verb) or g.is_unreal(verb):
            return None
        if g.marker(verb) == "to" and verb.dep_ != "xcomp":
            return None
        things = [
            *g.children(verb, "obj"),
            *(n for p, n in g.complements(verb) if p == "with" and verb.lemma_ == "supply"),
        ]
        categories = [c for o in things if (c := self._wrong(o)) is not None]
        accused = tuple(a for a in self._parties(g.agents(verb)) if self._means.is_known(a))
        if not categories or not accused:
            return None
        return Act(verb, categories[0], accused, (), g.core(verb), opinion=categories[0] == "other")

    def _blame(self, noun: Token) -> Act | None:
        """`it is the ministry's fault`."""
        if noun.lemma_.lower() not in _BLAME or not g.children(noun, "cop") or g.is_negated(noun):
            return None
        accused = self._parties(g.children(noun, "nmod:poss"))
        return Act(noun, "other", accused, (), g.core(noun), opinion=True) if accused else None

    def _treatment(self, verb: Token) -> Act | None:
        """`treats farmers like criminals`, `was treated unfairly by the police`."""
        if verb.lemma_ != "treat" or g.is_negated(verb):
            return None
        lists = self._means.lists
        bad = any(lists.slights.noun(c) or lists.manners.noun(c) for c in g.children(verb, "advmod"))
        bad = bad or any(p in _SLIGHT and lists.slights.compound(n) for p, n in g.complements(verb))
        accused = self._parties(g.agents(verb))
        if any(o.lemma_.lower() in _CAPTIVES for o in g.objects(verb)) and not g.children(verb, "advmod"):
            return None  # what they are: "treats its captives like prisoners"
        if not bad or not accused:
            return None
        others = tuple(o for o in g.objects(verb) if o.pos_ in NOMINAL)
        return Act(verb, "abuse", accused, others, g.core(verb))

    def _priorities(self, verb: Token) -> Act | None:
        """`puts profit before people`, `placed its image above the victims`: what comes first should not."""
        if verb.lemma_ not in _PUTTING or g.is_negated(verb) or g.is_unreal(verb):
            return None
        first = {o.lemma_.lower() for o in g.children(verb, "obj")} & _SELFISH
        places = [*(p for p, _ in g.complements(verb)), *(c.lower_ for c in g.children(verb, "advmod", "compound:prt"))]
        places += [p for o in g.children(verb, "obj") for p, _ in g.complements(o)]
        accused = self._parties(g.agents(verb))
        beneath = [
            n
            for p, n in [*g.complements(verb), *(x for o in g.children(verb, "obj") for x in g.complements(o))]
            if p in _RANKING
        ]
        people = any(self._dear(n) for n in beneath) and not any(self._dear(o) for o in g.children(verb, "obj"))
        if not (first or people) or not _RANKING & set(places) or not accused:
            return None
        return Act(verb, "other", accused, (), g.core(verb))

    def _dear(self, noun: Token) -> bool:
        return noun.lemma_.lower() in _DEAR or self._means.lists.things["victim_object"].noun(noun) is not None

    def _indifference(self, verb: Token) -> Act | None:
        """`does not care about workers`, `has no idea what he is doing`, `cares only about himself`."""
        negated = g.is_negated(verb)
        accused = [a for a in self._parties(g.agents(verb)) if self._means.is_known(a)]
        if not accused or g.is_unreal(verb):
            return None
        about = [o for _, o in g.complements(verb)]
        heedless = (
            verb.lemma_ in _HEEDING
            and negated
            and (verb.lemma_ == "care" or bool(about or g.children(verb, "obj", "ccomp", "xcomp")))
        )
        nothing = verb.lemma_ in {"know", "understand", "learn"} and any(
            o.lower_ in {"nothing", "little"} for o in g.children(verb, "obj")
        )
        wanting = verb.lemma_ == "have" and any(
            o.lemma_.lower() in _IGNORANT and any(c.lower_ in {"no", "little"} for c in g.children(o, "det", "amod"))
            for o in g.children(verb, "obj")
        )
        selfish = verb.lemma_ == "care" and not negated and any(o.lemma_.lower() in _SELFISH for o in about)
        if not (heedless or nothing or wanting or selfish):
            return None
        return Act(verb, "negligence", tuple(accused), (), g.core(verb), omission=True, opinion=True)
