"""Names to drafts of actors: which names are one, what kind each is and which words show it, which of them are actors."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from briefing.analysis.acting import acts
from briefing.analysis.kinds import kinds
from briefing.analysis.mentions import Name, in_front
from briefing.analysis.merging import merge
from briefing.analysis.names import is_acronym, key, words
from briefing.analysis.phrases import kind_of, phrase
from briefing.analysis.scene import BODY_KINDS, FEMALE, MALE, PLACING, Draft, Scene
from briefing.analysis.speakers import is_document
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
        "militant fighter rebel gunman insurgent guerrilla terrorist jihadist commander militia operative cell bomber hacker "
        "stronghold emir".split(),
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


class Naming:
    """Makes the drafts of everybody who is named."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def run(self) -> None:
        """Group the names, decide what each group is, and whether it is an actor by being named."""
        acting = {n.start for n in self._scene.names if n.label in {"LOC", "ORG", "NORP", "MISC"} and self._acts(n)}
        self._scene.acting = acting
        countries = self._scene.countries
        for group in merge(self._scene.names, acting):
            adjectives = [n for n in group if self._scene.adjectival(n)]
            country = next((c for n in group if (c := kinds().country(n.text) or (
                kinds().capital(n.text) if n.start in acting else None))), None)  # fmt: skip
            if not country and len(adjectives) == len(group):
                country = next((c for n in group if (c := kinds().demonym(n.text))), None)
            draft = countries.get(country) if country else None
            if draft is None:
                draft = self._scene.new()
            if country:
                countries[country] = draft
                draft.country, draft.kind = country, "state"
            for n in group:
                self._scene.home[n.start] = draft.id
            draft.names += group
        for draft in self._scene.drafts.values():
            self._describe(draft)
            if draft.kind is None:
                self._decide(draft)
            draft.wanted = self._is_wanted(draft)
            if draft.kind == "state_agency":
                for n in draft.names:
                    if n.start and self._scene.doc[n.start - 1].lower_ in {"'s", "’s"}:
                        self._owned(draft, n)
        for draft in self._scene.drafts.values():
            if draft.kind in BODY_KINDS - {"state"}:
                for n in draft.names:
                    self._scene.ahead[n.key.split()[-1]].add(draft.id)

    def _acts(self, n: Name) -> bool:
        token = self._scene.doc[n.root]
        if n.root in self._scene.sources:
            return True
        return acts(token, bool(kinds().country(n.text) or kinds().capital(n.text) or kinds().seat(n.text)))

    def _describe(self, draft: Draft) -> None:
        """Titles, appositions and predicates said of a name: its roles, gender, and what they show of its kind."""
        doc = self._scene.doc
        for n in draft.names:
            root = doc[n.root]
            front = in_front(doc, n) if n.label != "NORP" and not self._scene.adjectival(n) else []
            words = tuple(w for t in front for w in key(t.text).split())
            if n.title:
                words = (*words, *key(n.title).split())
            if words:
                self._take_front(draft, n, front, words)
            for noun in self._nouns_beside(n, root):
                p = phrase(noun)
                self._role(draft, p.lemma)
                evidence = kinds().of_noun(p.words) or kinds().of_noun((*p.words[:-1], p.lemma))
                if evidence and evidence.kind != "place" and self._compatible(draft, n, evidence.kind):
                    self._prove(draft, evidence.kind, noun.doc[p.start].idx, noun.idx + len(noun), strong=True)
                self._scene.at.setdefault(noun.i, (draft.id,))

    def _take_front(self, draft: Draft, n: Name, front: list[Token], words: tuple[str, ...]) -> None:
        """Words in front of a name: `the militant group X`, `Prime Minister X`, `Minneapolis-based X`."""
        title = kinds().title(words)
        noun = kinds().of_noun(words)
        person = self._person(n) if not draft.kind or draft.kind == "person" else False
        if person and (title or (noun and noun.kind == "person") or words[-1] == "based"):
            start = front[0].idx if front else self._scene.doc[n.start].idx - len(n.title) - 1
            if n.title and not front:
                start = self._title_start(n)
            draft.more.append(" ".join(self._scene.text[start : self._scene.end(n)].split()))
            self._role(draft, " ".join(words[-title:]) if title else words[-1])
            for w in words:
                self._role(draft, w) if w in MALE | FEMALE else None
            if title:
                for t in front[max(0, len(front) - title) :]:
                    self._scene.at.setdefault(t.i, (draft.id,))
                    self._scene.titles.add(t.i)
                if not n.title and front:
                    n.title = front[-1].text
                    shown = front[max(0, len(front) - title)].idx, self._scene.doc[n.start].idx - 1
                    self._prove(draft, "person", *shown, strong=True)
                first = self._title_start(n) if n.title else front[max(0, len(front) - title)].idx
                self._prove(draft, "person", first, self._scene.doc[n.start].idx - 1, strong=True)
        elif noun and noun.kind not in {"place", "person"} and not person:
            self._owned(draft, n)
            span = front[-1] if front else None
            if span is not None:
                draft.roles.add(words[-1])
                self._prove(
                    draft,
                    noun.kind,
                    front[max(0, len(front) - (noun.end - noun.start))].idx,
                    span.idx + len(span),
                    strong=True,
                )

    def _owned(self, draft: Draft, n: Name) -> None:
        """`Chad's state news agency ATPE`: the whole phrase names it, too."""
        owner = self._country_before(n)
        if owner is not None and kinds().country(owner.text) and self._scene.doc[owner.end].lower_ in {"'s", "’s"}:
            draft.more.append(" ".join(self._scene.text[self._scene.doc[owner.start].idx : self._scene.end(n)].split()))

    def _title_start(self, n: Name) -> int:
        start = self._scene.doc[n.start].idx
        at = self._scene.text.rfind(n.title, max(0, start - 80), start)
        return at if at >= 0 else self._scene.doc[n.start].idx

    def _role(self, draft: Draft, word: str) -> None:
        draft.roles.add(word)
        last = word.split()[-1]
        draft.roles.add(last)
        if draft.gender is None:
            draft.gender = "m" if last in MALE else "f" if last in FEMALE else None

    def _nouns_beside(self, n: Name, root: Token) -> list[Token]:
        """Nouns that the grammar puts in apposition to a name, on either side, or says of it (`X is a lawyer`)."""
        found = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i not in n.tokens]
        head = root.head
        if (
            root.dep_ in {"appos", "flat"}
            and head.i != root.i
            and head.pos_ in {"NOUN", "PROPN"}
            and head.i not in self._scene.name_at
        ):
            target = head
            if self._person(n) and not _person_noun(head):
                target = next((a for a in (head.head, head.head.head) if a.pos_ == "NOUN" and _person_noun(a)), head)
            if (not self._person(n)) or _person_noun(target):
                found.append(target)
        if root.dep_ == "nsubj" and head.pos_ == "NOUN" and any(c.dep_ == "cop" for c in head.children):
            found.append(head) if not any(c.lower_ in {"not", "n't"} for c in head.children) else None
        return [t for t in found if t.pos_ in {"NOUN", "PROPN"} and not is_document(t)]

    def _person(self, n: Name) -> bool:
        return n.label == "PERSON"

    def _compatible(self, draft: Draft, n: Name, kind: str) -> bool:
        return (kind == "person") == self._person(n)

    def _prove(self, draft: Draft, kind: str, start: int, end: int, strong: bool) -> None:
        if draft.kind is None and end > start:
            draft.kind, draft.evidence = kind, (start, end)  # type: ignore[assignment]

    def _decide(self, draft: Draft) -> None:
        """The kind from the names themselves, then from what stands around them."""
        labels = Counter(n.label for n in draft.names)
        forms = sorted({n.text for n in draft.names}, key=lambda t: (-len(t.split()), t))
        main = max(labels, key=lambda k: (labels[k], k == "PERSON", k == "ORG"))
        for form in forms:
            seat, listed = kinds().seat(form), kinds().listed(form)
            if seat and main != "PERSON":
                draft.kind = seat
            elif listed and (main != "PERSON" or " " in form) and not (is_acronym(form) and self._foreign(forms)):
                draft.kind = listed[1]
            if draft.kind:
                return
        if self._family(draft):
            draft.kind, draft.plural, draft.wanted = "group", True, True
            return
        if main == "PERSON":
            draft.kind = "person"
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
        around = self._around(draft)
        if around:
            draft.kind = around
        elif any(kinds().maybe_outlet(f) for f in forms) and main == "ORG":
            draft.kind = "outlet"
        elif weak:
            owned = next((n for n in draft.names if self._country_before(n)), None)
            if owned is not None and weak in {"civil_society", "international_body", "company"}:
                weak = "state_agency"
            draft.kind = weak
        elif main != "LOC" and kinds().title(tuple(words(forms[0]))[:1]) and 2 <= len(forms[0].split()) <= 3:
            draft.kind = "person"  # `Pope Francis`
        elif main == "LOC":
            draft.kind = "place"
        elif main == "NORP":
            draft.kind = "group"

    def _foreign(self, forms: list[str]) -> bool:
        """Whether a long name in the text is not the one that the lists have for its acronym: then it is another body's."""
        return any(" " in f and not kinds().listed(f) for f in forms)

    def _family(self, draft: Draft) -> bool:
        """`the Millers`, where a Miller is named."""
        forms = {n.key for n in draft.names}
        return all(" " not in f and f.endswith("s") and f[:-1] in self._scene.surnames for f in forms) and any(
            n.start and self._scene.doc[n.start - 1].lower_ == "the" for n in draft.names
        )

    def _country_before(self, n: Name) -> Name | None:
        """The country that owns a body: `Russia's Investigative Committee`, `the Turkish intelligence agency MIT`."""
        i = n.start - 1
        while (
            i >= 0
            and n.start - i <= 5
            and (self._scene.doc[i].lower_ in {"'s", "’s"} or self._scene.doc[i].pos_ in {"ADJ", "NOUN", "PROPN"})
        ):
            other = self._scene.name_at.get(i)
            if other is not None:
                return other if kinds().country(other.text) or kinds().demonym(other.text) else None
            i -= 1
        return None

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
        venue = draft.kind in {None, "civil_society", "research_body", "company"} and all(
            _is_venue(n.text) for n in kept
        )
        if not acting and (venue or (draft.kind is None and all(self._located(n) for n in kept))):
            draft.kind, draft.evidence = "place", None
            return False
        if draft.kind is None:
            if all(n.label == "MISC" for n in kept):
                return False
            draft.kind = self._default(kept)
        return True

    def _located(self, n: Name) -> bool:
        """Whether a name stands only for where something is: `at X`, `in X`."""
        root = self._scene.doc[n.root]
        return root.dep_ in {"obl", "nmod"} and any(c.dep_ == "case" and c.lower_ in PLACING for c in root.children)

    def _default(self, kept: list[Name]) -> ActorKind:
        return "company"


def _is_venue(name: str) -> bool:
    """Whether a name ends in a word for a building or street (`Airport`, `Theatre`)."""
    return words(name)[-1:] != () and words(name)[-1] in VENUES


def _person_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and kind_of(phrase(token)) in {"unnamed_person", "person", "group"}
