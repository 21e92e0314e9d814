"""Parties without a name spoken of again: `the officials` after `two officials`, `her office` after `Draven's office`."""

from __future__ import annotations

from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import kinds
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase
from briefing.analysis.scene import BODY_KINDS, Draft, Scene
from briefing.schema import ActorKind

#: Prepositions behind a noun that say whose it is: `the office of X`, `a spokesman for X`, `a lawyer from X`.
_WHOSE = {"of", "for", "from", "at"}


class Unnamed:
    """Finds the draft of a phrase among the parties of the scene that have no name."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def country(self, p: Phrase) -> str | None:
        """The country in front of a noun: `Syrian troops`, `Russia's foreign ministry`, `the US government`."""
        for i in range(p.start, p.head.i):
            n = self._scene.name_at.get(i)
            if n is not None:
                found = kinds().country(n.text) or kinds().demonym(n.text) or kinds().capital(n.text)
                if found:
                    return found
            elif self._scene.doc[i].text[:1].isupper() and kinds().demonym(self._scene.doc[i].text):
                return kinds().demonym(self._scene.doc[i].text)
        for c in p.head.children:
            if c.dep_ == "nmod" and c.i > p.head.i and preposition(c) == "of" and c.i in self._scene.name_at:
                return kinds().country(self._scene.name_at[c.i].text)
        return None

    def owners(self, p: Phrase) -> frozenset[str]:
        """The drafts that a phrase says its party belongs to: by a possessive, a name in front, `of X`, `for X`."""
        found: set[str] = set()
        for c in p.head.children:
            name = self._scene.name_at.get(c.i)
            whose = c.dep_ == "nmod" and c.i > p.head.i and preposition(c) in _WHOSE
            if not (whose or c.dep_ == "nmod:poss" or (c.dep_ in {"compound", "nmod"} and c.i < p.head.i and name)):
                continue
            found |= {self._scene.home[name.start]} if name else set(self._scene.at.get(c.i, ()))
        return frozenset(found)

    def again(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """The draft of the unnamed party that a phrase speaks of again, or ()."""
        country, owners = self.country(p), self.owners(p)
        for i in reversed(self._scene.by_phrase.get(p.lemma, ())[-8:]):
            draft = self._scene.drafts[i]
            if not draft.phrases or draft.phrases[0].plural != p.plural:
                continue
            first = draft.phrases[0]
            other, theirs = self.country(first), self.owners(first)
            if (country and other and country != other) or (owners and theirs and not owners & theirs):
                continue
            if self._same(p, draft, kind, bool(owners & theirs), bool(country)):
                draft.phrases.append(p)
                return (i,)
        return ()

    def _same(self, p: Phrase, draft: Draft, kind: ActorKind, owned: bool, country: bool) -> bool:
        first = draft.phrases[0]
        mods, theirs = p.modifiers, first.modifiers
        nested = mods <= theirs or theirs <= mods
        if owned and not p.indefinite and (p.plural or kind in BODY_KINDS or p.definite):
            return nested or kind in BODY_KINDS
        same = key(first.core()) == key(p.core()) and key(first.name()) == key(p.name())
        if same and not (p.indefinite and not p.plural and p.long_end == p.end and not mods):
            return True
        if p.number and p.number == first.number and p.number not in {"one", "two", "three"} and nested:
            return True
        if p.indefinite:
            return False
        if p.definite and mods <= theirs:
            return True
        if kind in {"state_agency", "state"} and nested:
            return True
        if not p.plural or narrowing(p):
            return False
        return mods < theirs or bool(theirs and theirs < mods and not country and not narrowing(first))


def narrowing(p: Phrase) -> bool:
    """Whether what follows the head tells which one is meant (`the head of the agency`)."""
    return any(c.dep_ in {"nmod", "acl:relcl", "acl"} and p.end <= c.i < p.long_end for c in p.head.children)
