"""Names that no list knows and that the text itself shows to be of states: by what only a state has, by what it is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from briefing.analysis.cleaning import Name
from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import kinds
from briefing.analysis.names import is_acronym

#: What a state has and nobody else: `Oram's embassy`, `the Oramian consulate`.
_OWN = {"embassy", "consulate", "parliament", "coastguard"}
#: What a state has, and a ruler may be said to have: `Oram's army`, `the foreign minister of Oram`.
_SHARED = {"government", "army", "navy", "military", "ministry", "minister", "ambassador", "opposition", "air force", "armed forces",
           "coast guard", "premier", "intelligence service", "intelligence agency"}  # fmt: skip
#: What states are called before their name: `the kingdom of Oram`. A `state` may be part of one.
_CALLED = {"country", "nation", "kingdom", "republic", "emirate", "sultanate", "principality", "sheikhdom"}
_BESIDE = {"neighbouring", "neighboring"}
#: Endings that many names of states have (ISO 3166), and few of persons and bodies.
_ENDINGS = ("ia", "stan", "land")


@dataclass
class Statehood:
    """`names`: key of a name -> the state as the text writes it; `peoples`: key of an adjective made of it -> the same."""

    names: dict[str, str] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)


def shown(doc: Doc, found: list[Name]) -> Statehood:
    """The states that only the text shows, and their adjectives; labels of their names are set to LOC.

    A name that the model took for a place needs one sign; one that it took for a person or a body needs two, or one that
    persons do not have, and must be a single word that nobody bears as a surname. Time grows linearly with the names.
    """
    mentions: dict[str, list[Name]] = defaultdict(list)
    for n in found:
        mentions[n.key].append(n)
    people = [n for n in found if n.label == "PERSON" and " " in n.key and not kinds().of_name(n.text)]
    surnames = {w for n in people for w in n.key.split()}
    result = Statehood()
    for form, places in mentions.items():
        if not form or _known(places[0].text) or any(n.title or n.same_as is not None for n in places):
            continue
        signs = sum(_sign(doc, n) for n in places)
        adjectives = [p for p in _adjectives(form) if p in mentions]
        signs += sum(2 * (_organ(doc[n.root].head) > 0) for p in adjectives for n in mentions[p])
        signs += bool(signs) and (form.endswith(_ENDINGS) or any(_located(doc, n) for n in places))
        label = Counter(n.label for n in places).most_common(1)[0][0]
        alone = " " not in form and form not in surnames and not is_acronym(places[0].text)
        if (signs >= 2 and alone) or (signs and label == "LOC"):
            result.names[form] = places[0].text
            result.peoples.update(dict.fromkeys(adjectives, places[0].text))
            for n in places:
                n.label = "LOC"
            for n in (n for p in adjectives for n in mentions[p]):
                n.label = "NORP"
    for n in found:  # `Radio Oramia` is no person of that surname
        if n.label == "PERSON" and set(n.key.split()) & set(result.names) and kinds().of_name(n.text):
            n.label = "ORG"
    return result


def _known(name: str) -> bool:
    lists = kinds()
    return any(f(name) for f in (lists.country, lists.capital, lists.demonym, lists.listed, lists.seat, lists.of_name))


def _adjectives(form: str) -> tuple[str, ...]:
    """`Oramian` for `Oramia`, `Keshlander` for `Keshland`: the adjectives that are made by rule."""
    if form.endswith("a"):
        return (form + "n", form + "ns")
    return (form + "er", form + "ers", form + "ic") if form.endswith("land") else ()


def _sign(doc: Doc, n: Name) -> int:
    """How strongly one mention shows its bearer to be a state: 2 by itself, 1 with another sign."""
    root = doc[n.root]
    head = root.head
    if n.start and doc[n.start - 1].lower_ in _BESIDE:
        return 2
    if root.dep_ == "nmod" and preposition(root) == "of":
        if head.lemma_.lower() in _CALLED:
            return 2
        return max(_organ(head), int(head.lemma_.lower() == "state"))
    return _organ(head) if root.dep_ == "nmod:poss" else 0


def _located(doc: Doc, n: Name) -> bool:
    return doc[n.root].dep_ in {"obl", "nmod"} and preposition(doc[n.root]) in {"in", "into", "across"}


def _organ(noun: Token) -> int:
    """2 for what only a state has, 1 for what its ruler may have, else 0."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return 0
    lemma = noun.lemma_.lower()
    if lemma in _OWN:
        return 2
    before = noun.nbor(-1).lower_ if noun.i else ""
    listed = bool({lemma, f"{before} {lemma}", f"{before} {noun.lower_}"} & _SHARED)
    return int(listed and not any(preposition(c) == "to" for c in noun.children))  # "his opposition to the bill"
