"""Parties without a name spoken of again: `the officials` after `two officials`, `her office` after `Draven's office`."""

from __future__ import annotations

from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import kinds
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase
from briefing.analysis.scene import BODY_KINDS, Draft, Scene
from briefing.schema import ActorKind

#: Nouns for a state's armed forces: of one country they are one party, whichever is used.
_FORCES = {"army", "military", "force", "forces"}
_FORCE_WORDS = {"security", "armed", "military", "army", "defence", "defense", "occupation"}
#: Nouns for people in arms: where nothing narrows them down, they are one party, whichever is used.
_ARMED = {"rebel", "insurgent", "militant", "guerrilla", "fighter"}


class Unnamed:
    """Finds the draft of a phrase among the parties of the scene that have no name."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def country(self, p: Phrase) -> str | None:
        """The country in front of a noun: `Syrian troops`, `Russia's foreign ministry`, `the US government`."""
        for i in range(p.start, p.head.i):
            n = self._scene.name_at.get(i)
            if n is not None:
                found = self._scene.country(n.text) or self._scene.people(n.text) or kinds().capital(n.text)
                if found:
                    return found
            elif self._scene.doc[i].text[:1].isupper() and kinds().demonym(self._scene.doc[i].text):
                return kinds().demonym(self._scene.doc[i].text)
        for c in p.head.children:
            if c.dep_ == "nmod" and c.i > p.head.i and preposition(c) == "of" and c.i in self._scene.name_at:
                return self._scene.country(self._scene.name_at[c.i].text)
        return None

    def slot(self, p: Phrase) -> str:
        """Under which word an unnamed party is remembered: its noun, or one word for all nouns that mean the same."""
        if p.lemma in _FORCES and p.modifiers <= _FORCE_WORDS | self._words_of_names(p):
            return "=forces" if p.modifiers or p.lemma in {"army", "military"} else p.lemma
        if p.lemma in _ARMED and p.plural and not p.modifiers and not p.number and p.long_end == p.end:
            return "=rebels"
        return p.lemma

    def _words_of_names(self, p: Phrase) -> set[str]:
        return {
            t.lower_
            for t in self._scene.doc[p.start : p.head.i]
            if t.i in self._scene.name_at or kinds().demonym(t.text)
        }

    def again(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """The draft of the unnamed party that a phrase speaks of again, or ()."""
        country, owners = self.country(p), self._scene.owners(p)
        slot = self.slot(p)
        for i in reversed(self._scene.by_phrase.get(slot, ())[-8:]):
            draft = self._scene.drafts[i]
            if not draft.phrases or (draft.phrases[0].plural != p.plural and slot[0] != "="):
                continue
            first = draft.phrases[0]
            other, theirs = self.country(first), self._scene.owners(first)
            if (country and other and country != other) or (owners and theirs and not owners & theirs):
                continue
            if self._same(p, draft, kind, bool(owners & theirs), bool(country)):
                draft.phrases.append(p)
                return (i,)
        return ()

    def _same(self, p: Phrase, draft: Draft, kind: ActorKind, owned: bool, country: bool) -> bool:
        first = draft.phrases[0]
        if self.slot(p) == "=rebels" or (self.slot(p) == "=forces" and (country or p.definite) and not p.indefinite):
            return True
        mods, theirs = p.modifiers, first.modifiers
        nested = mods <= theirs or theirs <= mods
        if owned and not p.indefinite and (p.plural or kind in BODY_KINDS or p.definite):
            return nested or kind in BODY_KINDS
        same = key(first.core()) == key(p.core()) and key(first.name()) == key(p.name())
        if same and not (p.indefinite and not p.plural and p.long_end == p.end and not mods):
            return True
        if p.number and p.number == first.number and p.number not in {"one", "two"} and nested:
            return True
        told_anew = first.head.i in self._scene.headline and p.head.i not in self._scene.headline
        if p.indefinite and not (told_anew and len(draft.phrases) == 1 and (owned or (mods and nested))):
            return False
        if p.indefinite or (p.definite and mods <= theirs):
            return True
        if kind in {"state_agency", "state"} and nested:
            return True
        if not p.plural or narrowing(p):
            return False
        return mods < theirs or bool(theirs and theirs < mods and not country and not narrowing(first))


def narrowing(p: Phrase) -> bool:
    """Whether what follows the head tells which one is meant (`the head of the agency`)."""
    return any(c.dep_ in {"nmod", "acl:relcl", "acl"} and p.end <= c.i < p.long_end for c in p.head.children)
