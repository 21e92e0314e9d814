"""What kind of party a noun phrase describes: by the word lists, by its ending, by what it is said with."""

from __future__ import annotations

from functools import lru_cache

from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import GOVERNMENT, kinds
from briefing.analysis.lexicon import load
from briefing.analysis.phrases import Phrase, phrase
from briefing.schema import ActorKind

_OPEN = {"those", "others", "some", "many", "several", "most", "someone", "somebody", "everyone", "anyone"}
#: Open pronouns that stand for a party only with what tells which one (`those who ...`).
_BLANK = {"those", "others", "someone", "somebody", "everyone", "anyone"}
#: Endings of nouns for people. `-er` and `-or` alone are no evidence (power, border): those must stand in a list.
_ANIMATE = (
    "ists",
    "ist",
    "ians",
    "ian",
    "eers",
    "eer",
    "men",
    "man",
    "women",
    "woman",
    "ants",
    "smiths",
    "ees",
    "wife",
    "wives",
)
_NOT_ANIMATE = {"guaranty", "human", "restaurant", "warrant", "plant", "committee", "fee", "degree", "coffee", "tree", "restaurants",
                "warrants", "plants", "committees", "fees", "degrees", "trees", "grants", "variants", "pants", "tenants-in-common",
                "pipelines", "list", "lists", "checklist", "twist", "twists", "mist", "fist", "fists", "wrist", "wrists", "guarantees",
                "elephants", "consonants", "pollutants", "refugees'"}  # fmt: skip
#: Last words of names for hostile sets of people: `smuggling ring`, `terror cell`.
_BANDS = {"ring", "cell", "network", "gang", "group", "outfit", "module", "syndicate", "family", "squad", "farm", "mob", "militia",
          "cartel", "mafia"}  # fmt: skip
_FRACTIONS = {"dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "score", "scores", "number",
              "majority", "group", "handful", "couple", "pair", "tens", "crowd", "crowds", "series", "band", "trio",
              "team", "ring", "network", "mob", "gang", "cell", "crew"}  # fmt: skip
#: Nouns that stand for people in arms; many of them, uncounted, are an armed group (`rebels`, `the militants`).
_ARMED = {"rebel", "insurgent", "militant", "guerrilla", "terrorist", "jihadist", "jihadi", "separatist", "fighter", "extremist",
          "paramilitary", "militiaman", "islamist"}  # fmt: skip
#: Nouns that stand for people in a state's service; many of them are its force.
_TROOPS = {"soldier", "troop", "marine", "policeman", "serviceman"}
#: Nouns that are parties only in company of one of these words, for they mean many things.
_COMPANY: dict[str, frozenset[str]] = {
    "cell": frozenset({"terror", "terrorist", "sleeper", "militant", "jihadist", "extremist", "is", "isis", "guerrilla"}),
    "site": frozenset({"news", "web", "gossip", "information"}),
    "network": frozenset({"news", "tv", "television", "radio", "cable", "broadcast", "terror", "terrorist", "militant", "criminal",
                          "haqqani", "jihadist", "smuggling", "trafficking", "spy"}),
    "exchange": frozenset({"stock", "crypto", "cryptocurrency", "commodity", "currency"}),
    "medium": frozenset({"news", "state", "social", "local", "foreign", "international"}),
    "front": frozenset({"liberation", "popular", "national", "patriotic", "islamic", "united"}),
}  # fmt: skip


@lru_cache(maxsize=1)
def _nouns() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    data = load("sources")
    documents = frozenset(e["lemma"] for e in data["documents"])
    doers = frozenset(e["lemma"] for e in load("acts")["relation_nouns"])  # who is known by a deed is somebody
    hostile = (e["lemma"] for e in load("acts")["hostile_nouns"])
    bands = frozenset(w for w in hostile if w.split()[-1] in _BANDS)
    return (frozenset(data["persons"]) | doers, frozenset(data["person_sets"]) | bands, frozenset(data["bodies"]),
            frozenset(data["outlets_nouns"]), documents)  # fmt: skip


def kind_of(p: Phrase) -> ActorKind | None:
    """The kind of party that the phrase describes, None if nothing shows that it is one (`the blast`)."""
    head = p.head
    if head.pos_ == "PRON":
        told = head.lower_ not in _BLANK or any(c.dep_ in {"acl", "acl:relcl", "nmod", "amod"} for c in head.children)
        return "group" if head.lower_ in _OPEN and told else None
    if p.lemma in _COMPANY and not _COMPANY[p.lemma] & set(p.words) and head.lower_ != "media":
        return None
    kind = _kind_of(p)
    if kind == "company" and p.plural and p.lemma == "miner":
        return "group"
    if p.plural and p.lemma in _ARMED and kind in {"group", "armed_group"}:
        return "group" if p.number else "armed_group"
    if p.plural and p.lemma in _TROOPS and not p.number:
        return "state_agency"
    if p.plural and kind == "state" and p.lemma not in GOVERNMENT:
        return "group"
    return kind


def _kind_of(p: Phrase) -> ActorKind | None:
    persons, sets, bodies, outlets, documents = _nouns()
    head = p.head
    if p.lemma in documents and p.lemma not in persons:
        return None
    endings = {(*p.words[:-1], p.words[-1]), (*p.words[:-1], p.lemma)}
    if p.lemma in {"government", "regime"}:
        return "state"
    if p.lemma in GOVERNMENT - {"state", "side", "enemy"}:
        return "state_agency"
    if p.lemma in _FRACTIONS and any(c.dep_ == "nmod" for c in head.children):
        inner = next(c for c in head.children if c.dep_ == "nmod")
        if inner.pos_ == "NOUN" and inner.i != head.i and preposition(inner) == "of":
            return "group" if kind_of(phrase(inner)) else None
    if any(kinds().agency(e) for e in endings) and not (p.lemma == "prosecutor" and not p.plural):
        return "state_agency"
    found = sorted((e for w in endings if (e := kinds().of_noun(w))), key=lambda e: (e.start, e.kind == "person"))
    tails = {" ".join(w[i:]) for w in endings for i in range(max(0, len(w) - 3), len(w))}
    if found:
        kind = found[0].kind
        if kind == "person":
            return "group" if p.plural else "unnamed_person"
        if kind == "place":
            return None
        return kind
    if tails & persons:
        return "group" if p.plural else "unnamed_person"
    if tails & sets:
        return "group"
    if tails & outlets:
        return "outlet"
    if tails & bodies:
        named = kinds().of_name(" ".join(p.words))
        return named.kind if named else "group"
    if kinds().demonym(head.text) and head.pos_ in {"NOUN", "PROPN"} and head.text[:1].isupper():
        return "group" if p.plural or not p.indefinite else "unnamed_person"
    if (
        head.pos_ == "NOUN"
        and len(head.text) > 5
        and head.lower_.endswith(_ANIMATE)
        and head.lower_ not in _NOT_ANIMATE
    ):
        return "group" if p.plural else "unnamed_person"
    if any(c.dep_ == "acl:relcl" and any(g.lower_ == "who" for g in c.children) for c in head.children):
        return "group" if p.plural else "unnamed_person"
    return None
