"""Names as they are compared across papers: folded, without articles and forms of address, and how strongly they identify."""

from __future__ import annotations

import re
from typing import Literal

from briefing.across.words import tokens
from briefing.comparison import PartyKind
from briefing.schema import Actor

Group = Literal["person", "body", "place", "unnamed"]
Name = tuple[str, ...]

_ARTICLES = ("the", "a", "an")
# Forms of address stand before a person's name and are no part of it.
_ADDRESS = frozenset("mr mrs ms miss dr prof sir lord lady dame sheikh mullah".split())
_GENERATION = frozenset("jr sr ii iii iv".split())
# Legal forms are left away in running text.
_LEGAL = frozenset("inc ltd llc plc corp co gmbh ag sa spa nv bv kg ab as oyj pty limited corporation".split())
_GROUPS: dict[PartyKind, Group] = {
    "person": "person",
    "group": "unnamed",
    "unnamed_person": "unnamed",
    "place": "place",
    "state": "place",
}


def group(kind: PartyKind) -> Group:
    """What can be the same as what: a state and its place go by one name, all kinds of bodies may be taken for each other."""
    return _GROUPS.get(kind, "body")


def parts(name: str, kind: Group) -> Name:
    """The words of a name that identify: no article, form of address, legal form or lone initial; a genitive is cut off.

    `Energy Ministry of Maravel` and `Maravel's Energy Ministry` give the same words.
    """
    words = [token.word.replace(".", "") for token in tokens(name)]
    while words and words[0] in _ARTICLES:
        words = words[1:]
    if kind == "person":
        # What a person is of (`president of France`) is another name.
        words = words[: words.index("of")] if "of" in words[1:] else words
        words = [word for word in words if word not in _ADDRESS and word not in _GENERATION]
        if len(words) > 2:
            words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
        return tuple(words)
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    if "of" in words[1:-1]:
        at = words.index("of", 1)
        before = [word for word in words[at + 1 :] if word not in _ARTICLES]
        words = [*before, *words[:at]]
    return tuple(words)


def proper(name: str) -> bool:
    """Whether a name has a capital behind its article: what has none describes (`The two men`)."""
    words = name.split()
    return any(char.isupper() for char in "".join(words[1:] if words and words[0].lower() in _ARTICLES else words))


def headed(name: str) -> bool:
    """Whether the head of a name has a capital: `the FBI director` describes, and so does `a US maker of Boats`."""
    words = re.split(r"\s(?:of|for|in)\s|,", name)[0].split()
    return bool(words) and not words[-1][:1].islower()


def acronym(name: str) -> bool:
    """Whether a name is an acronym: one word, two to eight characters, capitals in the majority, at least two of them."""
    capitals = sum(char.isupper() for char in name)
    return " " not in name and 2 <= len(name) <= 8 and capitals >= 2 and 2 * capitals >= len(name)


def surfaces(actor: Actor) -> tuple[str, ...]:
    """The names of an actor that name it: the fullest first, descriptions left out."""
    return tuple(name for name in dict.fromkeys((actor.name, *actor.aliases)) if proper(name))
