"""Phrases without a name led back: `the group`, `the prime minister`, `the 42-year-old`, `prosecutors` after `federal prosecutors`."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.acting import acts
from briefing.analysis.kinds import GOVERNMENT, kinds
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase
from briefing.analysis.scene import BODY_KINDS, Draft, Scene
from briefing.schema import ActorKind

#: Describing nouns that fit several kinds of bodies.
GENERIC: dict[str, frozenset[str]] = {
    **dict.fromkeys(("group", "organisation", "organization", "outfit", "movement", "network"),
                    frozenset({"armed_group", "civil_society", "party", "research_body", "company"})),
    **dict.fromkeys(("body", "bloc", "alliance"), frozenset({"international_body", "party", "state_agency"})),
    **dict.fromkeys(("country", "nation", "state", "kingdom", "republic"), frozenset({"state"})),
    **dict.fromkeys(("agency", "watchdog"), frozenset({"state_agency", "international_body", "outlet"})),
    **dict.fromkeys(("company", "firm", "bank", "lender", "airline", "carrier", "manufacturer", "maker", "retailer", "operator", "giant"),
                    frozenset({"company"})),
    **dict.fromkeys(("newspaper", "paper", "daily", "magazine", "broadcaster", "outlet", "channel", "network"), frozenset({"outlet"})),
    **dict.fromkeys(("charity", "union", "church", "ngo", "club"), frozenset({"civil_society"})),
    **dict.fromkeys(("party",), frozenset({"party"})),
    **dict.fromkeys(("court", "tribunal"), frozenset({"court"})),
    **dict.fromkeys(("militia", "gang", "cartel"), frozenset({"armed_group"})),
    **dict.fromkeys(("institute", "think-tank", "university"), frozenset({"research_body"})),
}  # fmt: skip


class Descriptions:
    """Leads phrases back to drafts of the scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def lead_back(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """The drafts that a phrase describing a party of this kind leads back to; () for a party that is new."""
        return self._state_phrase(p) or self._lead_back(p, kind) or self._known_phrase(p, kind)

    def elliptic(self, token: Token, p: Phrase) -> None:
        """Phrases whose head names no party, yet which stand for one: `the 42-year-old`, `the two`."""
        if p.lemma == "old" or p.words[-1] == "old":
            self._lead_back_person(token, p)
        elif p.lemma in {"two", "pair", "duo", "couple", "trio"} or token.lower_ in {"two", "three"}:
            self._lead_back_pair(token, p)

    def _owner(self, p: Phrase) -> str | None:
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
            if (
                c.dep_ == "nmod"
                and c.i > p.head.i
                and any(g.lower_ == "of" for g in c.children)
                and c.i in self._scene.name_at
            ):
                return kinds().country(self._scene.name_at[c.i].text)
        return None

    def _state_phrase(self, p: Phrase) -> tuple[str, ...]:
        """A country's government is the state."""
        owner = self._owner(p)
        if p.lemma not in GOVERNMENT or p.head.dep_ == "compound":
            return ()
        if owner is None:
            return self._the_government(p)
        draft = self._scene.countries.get(owner)
        if draft is None:
            draft = self._scene.new()
            draft.kind, draft.country = "state", owner
            self._scene.countries[owner] = draft
        if acts(p.head, True) or p.head.i in self._scene.sources:
            draft.wanted = True
        draft.phrases.append(p)
        return (draft.id,)

    def _the_government(self, p: Phrase) -> tuple[str, ...]:
        """`the government`, `the regime`: the state whose government was spoken of last, or the only state that acts in the text."""
        if (
            p.lemma not in {"government", "regime"}
            or p.plural
            or not p.definite
            or p.modifiers
            or any(c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and c.i > p.head.i) for c in p.head.children)
        ):
            return ()
        spoken = [d for d in self._scene.countries.values() if any(q.lemma in GOVERNMENT for q in d.phrases)]
        if spoken:
            return (max(spoken, key=lambda d: d.phrases[-1].start).id,)
        acting = [d for d in self._scene.countries.values() if d.wanted]
        return (acting[0].id,) if len(acting) == 1 else ()

    def _lead_back(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """A definite description (`the group`, `the prime minister`, `the ministry`) to somebody spoken of before."""
        det = next((c.lower_ for c in p.head.children if c.dep_ == "det"), "")
        capital = p.head.text[:1].isupper() and not p.head.is_sent_start
        if det not in {"the", "this", "these", "those", "that"} and not capital:
            return ()
        if p.indefinite or (p.long_end > p.end and self._narrowing(p)):
            return ()
        extra = p.modifiers
        sentence = self._scene.sentence[p.head.i]
        # a word of a name: "the ministry", "the observatory"
        for word in dict.fromkeys((p.lemma, p.words[-1])):
            for i in reversed(self._scene.by_role.get("=" + word, ())[-4:]):
                draft = self._scene.drafts[i]
                own = {w for n in draft.names for w in key(n.text).split()} | draft.roles
                if draft.kind not in {"person", "state"} and extra <= own | {"same"}:
                    return (i,)
        ahead = self._scene.ahead.get(p.lemma, set())
        if len(ahead) == 1 and not extra and not p.plural and not any(c.dep_ == "nmod:poss" for c in p.head.children):
            return tuple(ahead)
        # a role said of somebody: "the prime minister", "the magistrate"
        for k in range(len(p.words)):
            role = " ".join(p.words[k:]).removeprefix("the ")
            if role in self._scene.by_role and not role.startswith("="):
                for i in reversed(self._scene.by_role[role][-4:]):
                    draft = self._scene.drafts[i]
                    if not (p.plural and draft.sort == "person") and not self._clash(extra, draft):
                        return (i,)
        if p.plural and kind not in BODY_KINDS:
            return ()
        fits = GENERIC.get(p.lemma)
        if fits is None or p.plural or len(extra) > 1:
            return ()
        for e in self._scene.history.recent(sentence, 6):
            if len(e.ids) == 1 and e.name:
                draft = self._scene.drafts[e.ids[0]]
                if draft.kind in fits and draft.named and e.token.dep_ not in {"compound", "amod"}:
                    return e.ids
        return ()

    def _clash(self, extra: frozenset[str], draft: Draft) -> bool:
        """Whether a description says something of a party that its names and roles do not: `the French president`."""
        known = (
            draft.roles
            | {w for n in draft.names for w in key(n.text).split()}
            | {w for m in draft.more for w in key(m).split()}
        )
        return bool({w for w in extra if kinds().demonym(w) or kinds().country(w)} - known)

    def _narrowing(self, p: Phrase) -> bool:
        """Whether what follows the head tells which one is meant (`the head of the agency`)."""
        return any(c.dep_ in {"nmod", "acl:relcl", "acl"} and p.end <= c.i < p.long_end for c in p.head.children)

    def _lead_back_person(self, token: Token, p: Phrase) -> None:
        """`the 42-year-old` is the person spoken of last."""
        for e in self._scene.history.recent(self._scene.sentence[token.i], 3):
            if e.sort == "person" and e.name:
                self._scene.at[token.i] = e.ids
                self._scene.note(e.ids, token, "description", p)
                return

    def _lead_back_pair(self, token: Token, p: Phrase) -> None:
        for e in self._scene.history.recent(self._scene.sentence[token.i], 6):
            if e.sort == "pair":
                self._scene.at[token.i] = e.ids
                self._scene.note(e.ids, token, "description", p)
                return

    def _known_phrase(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """The same unnamed party, spoken of again: `prosecutors` after `federal prosecutors`, `the sources` after `three sources`."""
        owner = self._owner(p)
        mods = p.modifiers
        for i in reversed(self._scene.by_phrase.get(p.lemma, ())[-8:]):
            draft = self._scene.drafts[i]
            first = draft.phrases[0]
            same = key(first.core()) == key(p.core()) and key(first.name()) == key(p.name())
            theirs = first.modifiers
            other = self._owner(first)
            if (owner and other and owner != other) or (first.plural != p.plural and kind != "state_agency"):
                continue
            unique = kind in {"state_agency", "state"}
            if (same and not (p.indefinite and not p.plural and p.long_end == p.end and not mods)) or (
                p.number
                and p.number == first.number
                and p.number not in {"one", "two", "three"}
                and (mods <= theirs or theirs <= mods)
            ):
                pass
            elif p.indefinite:
                continue
            elif (
                (p.definite and (mods <= theirs))
                or (unique and not p.indefinite and (mods <= theirs or theirs <= mods))
                or (p.plural and mods < theirs and not self._narrowing(p))
                or (
                    p.plural
                    and theirs
                    and theirs < mods
                    and not owner
                    and not self._narrowing(p)
                    and not self._narrowing(first)
                )
            ):
                pass
            else:
                continue
            draft.phrases.append(p)
            return (i,)
        return ()
