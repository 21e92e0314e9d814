"""Phrases without a name led back: `the group`, `the prime minister`, `the 42-year-old`, `prosecutors` after `federal prosecutors`."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from briefing.analysis.acting import acts
from briefing.analysis.generic import GENERIC, Generic
from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import GOVERNMENT, kinds
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase, phrase
from briefing.analysis.scene import BODY_KINDS, FEMALE, MALE, Draft, Scene
from briefing.analysis.unnamed import Unnamed, narrowing
from briefing.schema import ActorKind

#: Nouns that stand for a body whose name has one of these words (`the panel` for a committee).
LIKE: dict[str, tuple[str, ...]] = {
    "panel": ("committee", "commission", "subcommittee", "board", "council", "tribunal"),
    "committee": ("subcommittee", "panel"),
    "agency": ("bureau", "administration", "service", "directorate"),
    "bureau": ("agency",),
    "department": ("ministry",),
    "ministry": ("department",),
    "organisation": ("organization", "association", "union", "federation"),
    "organization": ("organisation", "association", "union", "federation"),
    "watchdog": ("commission", "authority", "agency", "inspectorate", "observatory", "monitor"),
    "regulator": ("commission", "authority"),
    "body": ("council", "commission", "assembly"),
    "force": ("police",),
    "monitor": ("observatory",),
}
#: Sentences at the beginning in which somebody may be called by a role before being named.
_LEAD = 5
#: Words of many names that, small, mean something else: `the house` is not the White House, `the nation` not the United Nations.
_TOO_WIDE = {
    "house",
    "nation",
    "state",
    "country",
    "people",
    "world",
    "center",
    "centre",
    "front",
    "post",
    "time",
    "street",
    "action",
}
#: Sentences that `the two officers` looks back over for a pair.
_PAIR = 4
#: Sentences that `the three men`, `the brothers`, `the suspects` look back over.
_COUNTED = 12
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
#: People of one family name, and people under one charge.
_KIN, _CHARGED = {"brother", "sister", "sibling", "couple", "twin"}, {"suspect", "defendant", "accused"}
#: Nouns that, with the article only, mostly mean those just named.
_PAIRED = {"defendant", "suspect", "accused", "man", "woman", "brother", "sister"}


class Descriptions:
    """Leads phrases back to drafts of the scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._unnamed = Unnamed(scene)
        self._generic = Generic(scene)
        self._governments: list[str] | None = None

    def lead_back(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """The drafts that a phrase describing a party of this kind leads back to; () for a party that is new."""
        if p.nobody:
            return ()
        if p.each and (members := self._members(p)):
            return members
        return (
            self._state_phrase(p)
            or self._held(p)
            or self._lead_back(p, kind)
            or self._unnamed.again(p, kind)
            or self._epithet(p, kind)
        )

    def slot(self, p: Phrase) -> str:
        """Under which word a new party is remembered in `by_phrase`."""
        return self._unnamed.slot(p)

    def elliptic(self, token: Token, p: Phrase) -> None:
        """Phrases whose head names no party, yet which stand for one: `the 42-year-old`, `the two`."""
        if p.lemma == "old" or p.words[-1] == "old":
            self._lead_back_person(token, p)
        elif p.lemma in {"two", "pair", "duo", "couple", "trio"} or token.lower_ in {"two", "three"}:
            self._lead_back_pair(token, p)

    def _held(self, p: Phrase) -> tuple[str, ...]:
        """`Draven's lawyer`, `the ministry spokesman`: the one person of whom the text says this role with this owner."""
        owners = self._scene.owners(p)
        if p.plural or p.indefinite or not owners:
            return ()
        for k in range(len(p.words)):
            role = " ".join(p.words[k:])
            bearers = set().union(*(self._scene.held.get((role, o), set()) for o in owners))
            if bearers:
                return tuple(bearers) if len(bearers) == 1 else ()
        return ()

    def _epithet(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """`the Kesh congressman`, `the disgraced financier`, of nobody spoken of as such before: the person spoken of last."""
        the = any(c.dep_ == "det" and c.lower_ == "the" for c in p.head.children)
        if the and p.plural and p.long_end == p.end and (together := self._together(p)):
            return together
        if (
            the
            and p.plural
            and kind in {"group", "company", "state"}
            and ("two" in p.modifiers or (p.lemma in _PAIRED and not p.modifiers))
        ):
            if p.long_end != p.end:
                return ()
            recent = self._scene.history.recent(self._scene.sentence[p.head.i], _PAIR)
            pairs = [e.ids for e in recent if e.sort == "pair"]
            if pairs:
                return pairs[0] if self._alike(pairs[0], kind) else ()
            named = tuple(dict.fromkeys(e.ids[0] for e in recent if e.name and len(e.ids) == 1))
            alike = tuple(i for i in named if self._alike((i,), kind))  # the only two that were spoken of
            return alike if "two" in p.modifiers and len(alike) == 2 else ()
        if kind != "unnamed_person" or not the or not p.modifiers or p.long_end > p.end:
            return ()
        gender = "m" if p.lemma in MALE else "f" if p.lemma in FEMALE else None
        for e in self._scene.history.recent(self._scene.sentence[p.head.i], 2):
            if e.sort == "person" and e.name and e.token.dep_ in {"nsubj", "nsubj:pass"}:
                return e.ids if not (gender and e.gender and gender != e.gender) else ()
        return ()

    def _together(self, p: Phrase) -> tuple[str, ...]:
        """Several named parties under one noun: `the three countries` of a series, `the brothers` of one family name,
        `the suspects` of those who stood in a series or a family before.
        """
        if p.lemma in _KIN and len(p.modifiers) < 2:
            return self._family(next(iter(p.modifiers), ""))
        number = next((n for w, n in _NUMBERS.items() if w in p.modifiers), 0)
        if (p.lemma not in _CHARGED or p.modifiers) and (number < 3 or len(p.modifiers) > 1):
            return ()
        sorts = {"state"} if p.lemma in GENERIC and "state" in GENERIC[p.lemma] else {"person"}
        for e in self._scene.history.recent(self._scene.sentence[p.head.i], _COUNTED):
            if e.sort == "pair" and (not number or len(e.ids) == number):
                return e.ids if {self._scene.drafts[i].kind for i in e.ids} == sorts else ()
        return ()

    def _family(self, name: str) -> tuple[str, ...]:
        """The two persons of one family name, if the text has named two and no more; of the family name `name`, if any is given."""
        by_name: dict[str, dict[str, None]] = {}
        for d in self._scene.drafts.values():
            for n in d.names if d.kind == "person" else ():
                words = key(n.text).split()
                if len(words) > 1:
                    by_name.setdefault(words[-1], {})[d.id] = None
        pairs = [tuple(ids) for last, ids in by_name.items() if len(ids) == 2 and name in {"", last}]
        return pairs[0] if len(pairs) == 1 else ()

    def _alike(self, ids: tuple[str, ...], kind: ActorKind) -> bool:
        """Whether all members of a pair are persons where people are spoken of, or bodies of that kind."""
        kinds_of = {self._scene.drafts[i].kind for i in ids}
        return kinds_of == ({"person"} if kind == "group" else {kind})

    def _members(self, p: Phrase) -> tuple[str, ...]:
        """`each defendant`, `both men`: the pair or the set spoken of last."""
        for e in self._scene.history.recent(self._scene.sentence[p.head.i], 8):
            if e.sort == "pair" or (e.sort == "set" and e.token.lemma_.lower() == p.lemma):
                return e.ids
        return ()

    def _state_phrase(self, p: Phrase) -> tuple[str, ...]:
        """A country's government is the state."""
        owner = self._unnamed.country(p)
        if owner is None:
            return self._the_government(p)
        if p.lemma not in GOVERNMENT:
            return ()
        draft = self._scene.countries.get(owner)
        if draft is None:
            draft = self._scene.new()
            draft.kind, draft.country = "state", owner
            self._scene.countries[owner] = draft
        if p.head.dep_ != "compound" and (acts(p.head, True) or p.head.i in self._scene.sources):
            draft.wanted = True
        draft.phrases.append(p)
        return (draft.id,)

    def _the_government(self, p: Phrase) -> tuple[str, ...]:
        """`the government`, `the regime`: the state whose government was spoken of last, or the only state that acts in the text."""
        if (
            p.lemma not in {"government", "regime"}
            or p.plural
            or not (p.definite or p.bare)
            or p.modifiers
            or any(c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and preposition(c) == "of") for c in p.head.children)
        ):
            return ()
        ruled = self._ruled()
        if len(ruled) == 1 and ruled[0] in self._scene.countries:
            return (self._scene.countries[ruled[0]].id,)
        spoken = [d for d in self._scene.countries.values() if any(q.lemma in GOVERNMENT for q in d.phrases)]
        if spoken:
            return (max(spoken, key=lambda d: d.phrases[-1].start).id,)
        acting = [d for d in self._scene.countries.values() if d.wanted and not self._only_shown(d)]
        if len(acting) == 1:
            return (acting[0].id,)
        listed = [d for d in self._scene.countries.values() if not self._only_shown(d)]
        named = Counter({d.id: sum(n.start < p.start for n in d.names) for d in listed})
        last = max(
            ((n.start, d.id) for d in listed for n in d.names if n.start < p.start),
            default=None,
        )
        (most, times), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
        return (most,) if last and last[1] == most and times >= max(2, 2 * second) else ()

    def _only_shown(self, draft: Draft) -> bool:
        """Whether no list knows a state: the text may have others beside it, of which it shows nothing."""
        return draft.country in self._scene.coined.names.values()

    def _ruled(self) -> list[str]:
        """The countries whose government or regime the text speaks of by the country's name."""
        if self._governments is None:
            heads = (
                t
                for t in self._scene.doc
                if t.lemma_.lower() in {"government", "regime"} and t.pos_ in {"NOUN", "PROPN"}
            )
            found = (self._unnamed.country(phrase(t)) for t in heads)
            self._governments = list(dict.fromkeys(c for c in found if c))
        return self._governments

    def _lead_back(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """A definite description (`the group`, `the prime minister`, `the ministry`) to somebody spoken of before."""
        sentence = self._scene.sentence[p.head.i]
        if sentence < _LEAD and (ids := self._named_later(p)):
            return ids
        det = next((c.lower_ for c in p.head.children if c.dep_ == "det"), "")
        capital = p.head.text[:1].isupper() and not p.head.is_sent_start
        pointed = det in {"the", "this", "these", "those", "that"} or capital or p.head.i in self._scene.headline
        if not pointed or p.indefinite or (p.long_end > p.end and narrowing(p)):
            return ()
        extra = p.modifiers
        if p.lemma in GENERIC and not extra and (again := self._generic.lead_back(p)):
            return again
        # a word of a name: "the ministry", "the observatory"
        for word in (
            ()
            if p.lemma in _TOO_WIDE and not capital
            else dict.fromkeys((p.lemma, p.words[-1], *LIKE.get(p.lemma, ())))
        ):
            for i in reversed(self._scene.by_role.get("=" + word, ())[-4:]):
                draft = self._scene.drafts[i]
                own = {w for n in draft.names for w in key(n.text).split()} | draft.roles
                if draft.kind not in {"person", "state"} and extra <= own | {"same"}:
                    return (i,)
        ahead = set().union(*(self._scene.ahead.get(w, set()) for w in (p.lemma, *LIKE.get(p.lemma, ()))))
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
        return self._generic.latest(p)

    def _named_later(self, p: Phrase) -> tuple[str, ...]:
        """A role or body in the headline or the lead whose one bearer the text names later on (`A senate panel voted`)."""
        if p.plural:
            return ()
        for k in range(len(p.words) if not p.indefinite else 0):
            role = " ".join(p.words[k:])
            bearers = [
                i for i in self._scene.role_ahead.get(role, ()) if not self._clash(p.modifiers, self._scene.drafts[i])
            ]
            if bearers and (k + 1 < len(p.words) or kinds().title((role,)) or p.head.i in self._scene.headline):
                return tuple(bearers) if len(bearers) == 1 else ()
        bodies = set().union(*(self._scene.ahead.get(w, set()) for w in (p.lemma, *LIKE.get(p.lemma, ()))))
        named = [i for i in sorted(bodies) if p.modifiers and p.modifiers <= self._words(self._scene.drafts[i])]
        return tuple(named) if len(named) == 1 else ()

    @staticmethod
    def _words(draft: Draft) -> set[str]:
        return {w for n in draft.names for w in key(n.text).split()}

    def _clash(self, extra: frozenset[str], draft: Draft) -> bool:
        """Whether a description says something of a party that its names and roles do not: `the French president`."""
        known = (
            draft.roles
            | {w for n in draft.names for w in key(n.text).split()}
            | {w for m in draft.more for w in key(m).split()}
        )
        return bool({w for w in extra if kinds().demonym(w) or kinds().country(w)} - known)

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
