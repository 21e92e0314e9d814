"""Who is in a text: persons, bodies, states, groups; every name of each; and what noun phrases and pronouns lead back to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from briefing.analysis import coreference
from briefing.analysis.acquaintance import Acquaintance
from briefing.analysis.acting import acts
from briefing.analysis.describing import kind_of
from briefing.analysis.grammar import children, coordinated
from briefing.analysis.kinds import kinds
from briefing.analysis.mentions import names
from briefing.analysis.names import is_acronym, key, words
from briefing.analysis.naming import Naming
from briefing.analysis.phrases import phrase
from briefing.analysis.quotations import Quotations
from briefing.analysis.scene import Draft, Scene
from briefing.analysis.speakers import is_document
from briefing.analysis.ties import bonds
from briefing.analysis.turns import Turn, turns
from briefing.analysis.walk import Walk
from briefing.schema import Actor, KnownActor, Mention, Relation, Seed, Span, Tie

#: Roles of those who answer for the government that they sit in.
_MINISTERS = {"minister", "prime minister", "premier", "chancellor"}


class Cast:
    """The actors of one document.

    Names are merged and led back once, when the cast is made; `resolve` answers for any noun phrase or pronoun; `finish`
    returns the actors that the text names and those that `resolve` was asked to create. `quotes`: the quotations of the text.
    """

    def __init__(self, doc: Doc, seed: Seed, known: Sequence[KnownActor] = ()) -> None:
        """Find the actors of `doc`, the annotated text of `seed`, some of whom may be `known` before. Linear in the text."""
        self._seed = seed
        acquaintance = Acquaintance(known)
        headlines = [(s.start, s.end) for s in seed.sections if s.kind == "headline"]
        blocks = sorted((s.start, s.end) for s in seed.sections)
        spoken = turns(doc, blocks)
        self.quotes = Quotations(doc, blocks)
        self._scene = Scene(doc, names(doc, seed, acquaintance, spoken), headlines, self.quotes, spoken)
        Naming(self._scene, acquaintance, seed.outlet or "").run()
        Walk(self._scene).run()

    @property
    def turns(self) -> list[tuple[Turn, int | None]]:
        """The turns of a transcript in order, each with the token of the name that stands for its speaker, if one does."""
        return self._scene.turns

    def resolve(self, head: Token, create: bool = False) -> tuple[str, ...]:
        """Draft ids of the actors that the noun phrase headed by `head` refers to, coordinated ones in order.

        Without `create`, only actors that the text names or that were created before. With it, an identifiable party
        without a name (`a senior official`, `police`, `the rebels`) becomes an actor. Papers, things and events: ().
        """
        members = [head, *(t for c in children(head, "conj") for t in coordinated(c))]
        found: list[str] = []
        for token in members:
            for i in self._one(token, create):
                if i not in found:
                    found.append(i)
        return tuple(found)

    def _one(self, token: Token, create: bool, depth: int = 0) -> tuple[str, ...]:
        before = coreference.antecedent(token)
        if before is not None and depth < 3:
            return tuple(dict.fromkeys(i for t in coordinated(before) for i in self._one(t, create, depth + 1)))
        ids = self._scene.at.get(token.i, ())
        if not ids and create:
            ids = self._create(token)
        if create:
            ids = tuple(j for i in ids if (j := self._admit(self._scene.drafts[i], token)) is not None)
        return tuple(i for i in ids if self._scene.drafts[i].wanted)

    def _admit(self, draft: Draft, token: Token) -> str | None:
        """Make a draft an actor. A city stands for its country's government or for nobody, unless it speaks or acts itself.
        A phrase that speaks of nobody in particular (`no group`, a bare `court`) is no actor.
        """
        if not draft.named and draft.phrases and all(self._scene.vague(p, draft.kind) for p in draft.phrases):
            return None
        if draft.kind == "place":
            country = next((c for n in draft.names if (c := kinds().capital(n.text))), None)
            if country is not None:
                home = self._scene.countries.setdefault(country, draft)
                if home is not draft:
                    self._scene.fold(draft, home)
                home.country, home.kind, home.wanted = country, "state", True
                return home.id
            body = any(n.label == "ORG" for n in draft.names)  # "the church" of a denomination is a body and a building
            if token.i not in self._scene.sources and not body and not acts(token, False):
                return None
            draft.kind = "civil_society" if body else "state_agency"
        draft.wanted = True
        return draft.id

    def _create(self, token: Token) -> tuple[str, ...]:
        """A party for a phrase that the walk passed over: a name that the model missed, an open pronoun."""
        if token.i in self._scene.at or is_document(token) or token.is_punct:
            return self._scene.at.get(token.i, ())
        p = phrase(token)
        kind = kind_of(p)
        if kind is None:
            if (
                token.pos_ != "PROPN"
                or not token.text[:1].isupper()
                or (self._scene.ordinary(token) and token.dep_ != "nsubj")
            ):
                return ()
            kind = "group"
        draft = self._scene.new()
        draft.kind, draft.plural = kind, p.plural
        draft.phrases.append(p)
        self._scene.at[token.i] = (draft.id,)
        self._scene.note((draft.id,), token, "name", p)
        return (draft.id,)

    def is_armed(self, head: Token) -> bool:
        """Whether the phrase headed by `head` refers to a known armed group."""
        known = self._scene.at.get(head.i) or ((self.called(head.text),) if head.pos_ == "PROPN" else ())
        return any(self._scene.drafts[i].kind == "armed_group" for i in known if i is not None)

    def named_parties(self, head: Token) -> tuple[str, ...]:
        """Draft ids of the parties with a name that the noun phrase headed by `head` leads to."""
        return tuple(i for i in self.resolve(head) if self.is_named(i))

    def is_named(self, draft: str) -> bool:
        """Whether the text gives the party with this draft id a name."""
        return self._scene.drafts[draft].named

    def is_body(self, draft: str) -> bool:
        """Whether a party is an organisation or state, which speaks through others, and no person or nameless group."""
        party = self._scene.drafts[draft]
        return party.kind not in {None, "person", "unnamed_person", "place"} and (party.named or party.kind != "group")

    def described(self, draft: str) -> frozenset[str]:
        """The words, as lemmas, of a party's descriptions and, unless it is a person or a place, of its names."""
        party = self._scene.drafts[draft]
        found = {w for p in party.phrases for w in (*p.words, p.lemma)}
        if party.kind not in {"person", "state", "place"}:
            found |= {self._scene.doc[i].lemma_.lower() for n in party.names for i in n.tokens}
        if party.kind == "armed_group":
            found.add("rebel")
        return frozenset(found)

    def governs(self, person: str, parties: Collection[str]) -> bool:
        """Whether a person is a minister, and one of the parties a government, unless the text calls him another state's."""
        scene = self._scene
        states = [i for i in parties if {"government", "cabinet"} & self.described(i)]
        theirs = {s.to for s in scene.said if s.draft == person and scene.drafts[s.to].country}
        return bool(states and scene.drafts[person].roles & _MINISTERS and theirs <= set(parties))

    def called(self, name: str) -> str | None:
        """The draft id of the actor that the text calls `name`, or None."""
        wanted = key(name)
        return next((d.id for d in self._scene.drafts.values() if any(n.key == wanted for n in d.names)), None)

    def finish(self) -> tuple[tuple[Actor, ...], dict[str, str]]:
        """The actors, `a1`, `a2` ... in order of first mention, and the final id of every draft among them."""
        drafts = [d for d in self._scene.drafts.values() if d.wanted and d.mentions]
        drafts.sort(key=lambda d: (min(d.mentions), int(d.id[1:])))
        final = {d.id: f"a{k}" for k, d in enumerate(drafts, 1)}
        ties: dict[str, dict[tuple[str, Relation], Tie]] = defaultdict(dict)
        for b in bonds(self._scene):
            if b.draft in final and b.to in final and b.draft != b.to:
                tie = Tie(to=final[b.to], relation=b.relation, start=b.start, end=b.end)
                ties[b.draft].setdefault((tie.to, tie.relation), tie)
        return tuple(self._actor(d, final[d.id], tuple(ties[d.id].values())) for d in drafts), final

    def _actor(self, draft: Draft, final: str, ties: tuple[Tie, ...]) -> Actor:
        text = self._seed.text
        name, aliases = self._titles(draft)
        mentions = []
        for (start, end), form in sorted(draft.mentions.items()):
            if form == "name" and key(text[start:end]) != key(name):
                form = "alias"
            mentions.append(Mention(start=start, end=end, form=form))
        evidence = Span(start=draft.evidence[0], end=draft.evidence[1]) if draft.evidence else None
        return Actor(id=final, name=name, kind=draft.kind or "group", aliases=tuple(aliases), mentions=tuple(mentions),
                     kind_evidence=evidence, ties=ties)  # fmt: skip

    def _titles(self, draft: Draft) -> tuple[str, list[str]]:
        """The fullest name, and the other names in order of length."""
        counts: Counter[str] = Counter()
        plain: set[str] = set()  # seen without a title
        for n in draft.names:
            if not self._scene.adjectival(n):
                counts[n.text] += 1
                if not n.title:
                    plain.add(n.text)
        phrases = [p for p in draft.phrases]
        if not counts:
            forms = [(p.name(), p.core(), p.stripped()) for p in phrases]
            if not forms and draft.names:
                return draft.names[0].text, []
            best = max(forms, key=lambda f: (len(f[0].split()) <= 12, len(f[0])))
            more = [x for f in forms for x in f if len(x.split()) > 1 or len(forms) > 1]
            return _distinct(best[0], more)
        best_name = max(
            counts,
            key=lambda t: (
                self._rank(draft, t),
                len(t.split()),
                not (t.isupper() and not is_acronym(t)),
                len(t),
                sum(w[0].isupper() for w in t.split()),
                t,
            ),
        )
        described = [p.core() if draft.country else p.name() for p in phrases]
        more = [*plain, *draft.more, *(d for d in described if draft.country or len(words(d)) > 1)]
        return _distinct(best_name, more)

    def _rank(self, draft: Draft, form: str) -> int:
        """A country's own name before its capital's; names before demonyms."""
        if draft.country:
            return 2 if self._scene.country(form) else 1
        return 1


def _distinct(name: str, more: list[str]) -> tuple[str, list[str]]:
    """`name` and the forms of `more` that differ from it and from each other, first spelling kept."""
    seen, found = {key(name)}, []
    for form in sorted(dict.fromkeys(more), key=lambda f: (-len(f.split()), -len(f), f)):
        if key(form) and key(form) not in seen:
            seen.add(key(form))
            found.append(form)
    return name, found
