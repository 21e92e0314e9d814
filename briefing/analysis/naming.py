"""Names to drafts of actors: which names are one, what kind each is and which words show it, which of them are actors."""

from __future__ import annotations

from collections import Counter

from briefing.analysis.acquaintance import Acquaintance
from briefing.analysis.acting import acts
from briefing.analysis.cleaning import Name
from briefing.analysis.kinds import kinds
from briefing.analysis.merging import merge
from briefing.analysis.names import is_acronym, key, words
from briefing.analysis.scene import BODY_KINDS, PLACING, Draft, Scene
from briefing.analysis.surroundings import Surroundings, person_noun
from briefing.schema import ActorKind

#: Last words of names of buildings and streets: no actors unless they act.
VENUES = {"airport", "theatre", "theater", "stadium", "arena", "street", "road", "avenue", "square", "hotel", "cathedral", "church",
           "mosque", "temple", "bridge", "station", "building", "tower", "hall", "park", "mall", "restaurant", "cafe", "café", "highway",
           "river", "island", "bay", "lake", "mountain", "mountains", "valley", "beach", "house", "plaza", "market", "cemetery", "base",
           "camp", "port", "harbour", "harbor", "peninsula", "strait", "sea", "ocean", "gulf", "monastery", "crossing", "checkpoint",
           "neighbourhood", "neighborhood", "district",
           "province", "county", "village", "town", "city", "terminal", "pub", "bar"}  # fmt: skip
#: What is said to be somebody's shows what that somebody is: `X militants`, `X shares`, `the X newspaper`.
_BELONGINGS: dict[str, ActorKind] = {
    **dict.fromkeys(
        "militant fighter rebel gunman insurgent guerrilla terrorist jihadist commander militia operative cell hacker "
        "stronghold emir".split(),  # not "the Harbour Marathon bomber": whom he struck
        "armed_group",
    ),
    **dict.fromkeys(
        "share shareholder stock ceo executive customer product subsidiary factory store investor profit sale unit bond brand "
        "merger employee plant staff boss".split(),
        "company",
    ),
    **dict.fromkeys("mp lawmaker senator candidate voter leadership legislator manifesto deputy".split(), "party"),
    **dict.fromkeys("newspaper reporter correspondent newsroom journalist editor television radio".split(), "outlet"),
}


#: Prepositions in front of those whom one deals with, not of where something is.
_DEALING = {"with", "by", "from", "against", "between"}


class Naming:
    """Makes the drafts of everybody who is named."""

    def __init__(self, scene: Scene, acquaintance: Acquaintance, publisher: str = "") -> None:
        self._scene = scene
        self._publisher = key(publisher)
        self._acquaintance = acquaintance
        self._beside = Surroundings(scene)

    def run(self) -> None:
        """Group the names, decide what each group is, and whether it is an actor by being named."""
        acting = {n.start for n in self._scene.names if n.label in {"LOC", "ORG", "NORP", "MISC"} and self._acts(n)}
        self._scene.acting = acting
        countries = self._scene.countries
        for group in self._acquaintance.unite(merge(self._scene.names, acting)):
            adjectives = [n for n in group if self._scene.adjectival(n)]
            country = next((c for n in group if (c := self._scene.country(n.text) or self._government(n.text) or (
                kinds().capital(n.text) if n.start in acting else None))), None)  # fmt: skip
            if not country and len(adjectives) == len(group):
                country = next((c for n in group if (c := self._scene.people(n.text))), None)
            draft = countries.get(country) if country else None
            if draft is None:
                draft = self._scene.new()
            if country:
                countries[country] = draft
                draft.country, draft.kind = country, "state"
            for n in group:
                self._scene.home[n.start] = draft.id
                self._scene.titles |= set(range(n.titled, n.start))
                self._scene.at.update(dict.fromkeys(range(n.titled, n.start), (draft.id,)))
            draft.names += group
        for draft in self._scene.drafts.values():
            self._beside.describe(draft)
            known = self._acquaintance.kind(draft.names)
            if known and known != draft.kind:
                draft.kind, draft.evidence = known, None
            if draft.kind is None and self._publisher in {n.key for n in draft.names}:
                draft.kind = "outlet"
            if draft.kind is None:
                self._decide(draft)
            draft.wanted = self._is_wanted(draft)
            if draft.kind == "state_agency":
                for n in draft.names:
                    if n.start and self._scene.doc[n.start - 1].lower_ in {"'s", "’s"}:
                        self._beside.owned(draft, n)
        for draft in self._scene.drafts.values():
            if draft.kind == "person":
                draft.gender = draft.gender or _gender(draft)
                for role in draft.roles:
                    self._scene.role_ahead[role].append(draft.id)
            if draft.kind in BODY_KINDS - {"state"}:
                for n in draft.names:  # "the Ministry of Energy" is a ministry, "the Norvane Bank" a bank
                    for word in {n.key.split()[-1], self._scene.doc[n.root].lower_}:
                        self._scene.ahead[word].add(draft.id)

    def _acts(self, n: Name) -> bool:
        token = self._scene.doc[n.root]
        if n.root in self._scene.sources:
            return True
        return acts(token, bool(self._scene.country(n.text) or kinds().capital(n.text) or kinds().seat(n.text)))

    def _government(self, name: str) -> str | None:
        """The state of a government whose name the model took as a whole: `Oram Government`."""
        front, _, last = key(name).rpartition(" ")
        return self._scene.country(front) or self._scene.people(front) if last in {"government", "regime"} else None

    def _decide(self, draft: Draft) -> None:
        """The kind from the names themselves, then from what stands around them."""
        labels = Counter(n.label for n in draft.names)
        forms = sorted({n.text for n in draft.names}, key=lambda t: (-len(t.split()), t))
        main = max(labels, key=lambda k: (labels[k], k == "PERSON", k == "ORG"))
        for form in forms:
            seat, listed = kinds().seat(form), kinds().listed(form)
            if seat and main != "PERSON":
                draft.kind = seat
            elif (
                listed
                and (main != "PERSON" or " " in form or self._only_body(form))
                and not (is_acronym(form) and self._foreign(forms))
            ):
                draft.kind = listed[1]
            if draft.kind:
                return
        if self._family(draft):
            draft.kind, draft.plural, draft.wanted = "group", True, True
            return
        if main == "PERSON" and any("&" in f for f in forms):
            draft.kind = "company"  # `Orsin & Reis`
            return
        if main == "PERSON":
            somewhere = [self._located(n) and not n.title for n in draft.names]
            short = all(" " not in n.key for n in draft.names)
            draft.kind = "place" if all(somewhere) or (short and 2 * sum(somewhere) >= len(somewhere)) else "person"
            return
        weak: ActorKind | None = None
        for n in sorted(draft.names, key=lambda n: (-len(n.text.split()), n.start)):
            evidence = kinds().of_name(n.text)
            if evidence is None:
                continue
            if evidence.strong:
                draft.kind, draft.evidence = evidence.kind, (self._scene.doc[n.start].idx, self._scene.end(n))
                return
            weak = weak or evidence.kind
        around = self._around(draft) if main != "LOC" else None
        if around:
            draft.kind = around
        elif any(kinds().maybe_outlet(f) for f in forms) and main == "ORG":
            draft.kind = "outlet"
        elif weak:
            owned = next((n for n in draft.names if self._scene.country_before(n)), None)
            if owned is not None and weak in {"civil_society", "international_body", "company"}:
                weak = "state_agency"
            draft.kind = weak
        elif main != "LOC" and kinds().title(tuple(words(forms[0]))[:1]) and 2 <= len(forms[0].split()) <= 3:
            draft.kind = "person"  # `Pope Francis`
        elif main == "LOC":
            draft.kind = "place"
        elif main == "NORP":
            draft.kind = "group"

    def _only_body(self, form: str) -> bool:
        """Whether a single word that looks like a person's name is a known body's, and nobody's surname in the text."""
        listed = kinds().listed(form)
        longer = any(" " in n.key and key(form) in n.key.split() for n in self._scene.names if n.label == "PERSON")
        return listed is not None and listed[1] != "company" and not longer

    def _foreign(self, forms: list[str]) -> bool:
        """Whether a long name in the text is not the one that the lists have for its acronym: then it is another body's."""
        return any(" " in f and not kinds().listed(f) for f in forms)

    def _family(self, draft: Draft) -> bool:
        """`the Millers`, where a Miller is named."""
        forms = {n.key for n in draft.names}
        return all(" " not in f and f.endswith("s") and f[:-1] in self._scene.surnames for f in forms) and any(
            n.start and self._scene.doc[n.start - 1].lower_ == "the" for n in draft.names
        )

    def _around(self, draft: Draft) -> ActorKind | None:
        """The kind that the nouns show which a name goes with: `X militants`, `X shares`, `the X newspaper`."""
        votes: Counter[ActorKind] = Counter()
        for n in draft.names:
            root = self._scene.doc[n.root]
            head = root.head
            owner = root.dep_ in {"compound", "nmod:poss", "amod"} or (
                root.dep_ == "nmod" and any(c.lower_ == "of" for c in root.children)
            )
            if not owner or head.pos_ != "NOUN":
                continue
            lemma = head.lemma_.lower()
            kind = _BELONGINGS.get(lemma)
            if kind is not None:
                votes[kind] += 1
        return votes.most_common(1)[0][0] if votes else None

    def _is_wanted(self, draft: Draft) -> bool:
        """Persons and bodies are actors by being named; places and peoples when they act."""
        kept = [n for n in draft.names if not self._scene.adjectival(n)]
        if not kept:
            return False
        if draft.wanted:
            return True
        if draft.kind in {"state", "place", "group"}:
            acting = any(n.start in self._scene.acting for n in kept)
            if acting and draft.kind == "place":
                draft.kind = "state_agency" if any(n.label == "LOC" for n in kept) else "group"
            return acting
        acting = any(n.start in self._scene.acting for n in kept)
        if not acting and draft.evidence is None and all(self._modifies(n) for n in kept):
            return False
        venue = draft.kind in {None, "civil_society", "research_body", "company"} and all(
            _is_venue(n.text) for n in kept
        )
        if not acting and (venue or (draft.kind is None and all(self._located(n) for n in kept))):
            draft.kind, draft.evidence = "place", None
            return False
        if draft.kind is None:
            if all(n.label == "MISC" for n in kept) or not any(self._party(n) for n in kept):
                return False
            draft.kind = "company"
        return True

    def _modifies(self, n: Name) -> bool:
        """Whether a name is no more than the first word of a longer description (`Harbour union members`, `the Oram diocese`)."""
        root = self._scene.doc[n.root]
        if root.dep_ not in {"compound", "amod"} or root.head.i in self._scene.name_at or n.label in {"PERSON"}:
            return False
        if kinds().listed(n.text) or is_acronym(n.text) or kinds().seat(n.text) or kinds().of_name(n.text):
            return False
        return n.end - n.start == 1 or not person_noun(root.head)

    def _party(self, n: Name) -> bool:
        """Whether a name stands where parties stand: as the doer of something, an owner, somebody's employer."""
        root = self._scene.doc[n.root]
        while root.dep_ in {"conj", "appos", "flat"} and root.head.i != root.i:
            root = root.head
        if n.start in self._scene.acting or root.dep_ in {
            "nsubj",
            "obl:agent",
            "nmod:poss",
            "obj",
            "nsubj:pass",
            "iobj",
        }:
            return True
        if root.dep_ in {"compound", "nmod"} and person_noun(root.head):
            return True
        return root.dep_ in {"obl", "nmod"} and any(c.lower_ in _DEALING for c in root.children)

    def _located(self, n: Name) -> bool:
        """Whether a name stands only for where something is: `at X`, `in X`."""
        root = self._scene.doc[n.root]
        return root.dep_ in {"obl", "nmod"} and any(c.dep_ == "case" and c.lower_ in PLACING for c in root.children)


def _gender(draft: Draft) -> str | None:
    """What the given name of a person tells; None where it tells nothing or the names of one person differ in it."""
    told = {g for n in draft.names if " " in n.key and (g := kinds().gender(n.key.split()[0]))}
    return told.pop() if len(told) == 1 else None


def _is_venue(name: str) -> bool:
    """Whether what a name is called after is a building, a street, an area (`Kesh Airport`, `Northern District of Velmora`)."""
    parts = words(name)
    stem = parts[: parts.index("of")] if "of" in parts[1:] else parts
    return bool(parts) and (parts[-1] in VENUES or stem[-1] in VENUES)
