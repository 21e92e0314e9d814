"""Who is in a text: persons, bodies, states, groups; every name of each; and what noun phrases and pronouns lead back to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from briefing.analysis import coreference
from briefing.analysis.acting import acts
from briefing.analysis.coreference import Entry, History
from briefing.analysis.grammar import children, coordinated
from briefing.analysis.kinds import GOVERNMENT, kinds
from briefing.analysis.mentions import Name, defines, definitions, in_front, names
from briefing.analysis.merging import merge
from briefing.analysis.names import is_acronym, key, words
from briefing.analysis.phrases import Phrase, is_document, kind_of, phrase
from briefing.language.document import attributions
from briefing.schema import Actor, ActorKind, Mention, MentionForm, Seed, Span

_BODY_KINDS = {
    "armed_group", "state", "state_agency", "international_body", "outlet", "research_body", "company", "party", "civil_society", "court",
}  # fmt: skip
#: Describing nouns that fit several kinds of bodies.
_GENERIC: dict[str, frozenset[str]] = {
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
_MALE = {"mr", "sir", "father", "son", "brother", "husband", "widower", "king", "prince", "spokesman", "businessman", "chairman",
         "congressman", "policeman", "gunman", "actor", "uncle", "nephew", "lord", "boy", "man", "brothers", "sheikh", "imam", "bishop",
         "archbishop", "cardinal", "pope", "priest", "herr", "monsieur", "señor", "shri"}  # fmt: skip
_FEMALE = {"mrs", "ms", "miss", "mother", "daughter", "sister", "wife", "widow", "queen", "princess", "spokeswoman", "businesswoman",
           "chairwoman", "congresswoman", "policewoman", "actress", "aunt", "niece", "lady", "girl", "woman", "madame", "frau", "señora",
           "dame", "nun", "baroness", "smt", "daw"}  # fmt: skip


_PLACING = {"in", "at", "near", "outside", "inside", "across", "around", "into", "through", "onto", "along", "beside", "behind"}
#: Last words of names of buildings and streets: no actors unless they act.
_VENUES = {"airport", "theatre", "theater", "stadium", "arena", "street", "road", "avenue", "square", "hotel", "cathedral", "church",
           "mosque", "temple", "bridge", "station", "building", "tower", "hall", "park", "mall", "restaurant", "cafe", "café", "highway",
           "river", "island", "bay", "lake", "mountain", "mountains", "valley", "beach", "house", "plaza", "market", "cemetery", "base",
           "camp", "port", "harbour", "harbor", "peninsula", "strait", "sea", "ocean", "gulf", "monastery", "crossing", "checkpoint",
           "neighbourhood", "neighborhood", "district", "province", "county", "village", "town", "city", "terminal", "pub", "bar"}  # fmt: skip


@dataclass
class Draft:
    """An actor in the making."""

    id: str
    names: list[Name] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    kind: ActorKind | None = None
    evidence: tuple[int, int] | None = None
    wanted: bool = False
    gender: str | None = None
    plural: bool = False
    country: str | None = None
    roles: set[str] = field(default_factory=set)
    #: Other surface forms that name the actor: title and name, country and agency.
    more: list[str] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionForm] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether the text gives it a name."""
        return bool(self.names)

    @property
    def sort(self) -> str:
        """person, body or set, as pronouns see it."""
        if self.kind in {"person", "unnamed_person"}:
            return "person"
        if self.kind == "group" or self.plural:
            return "set"
        return "body"


class Cast:
    """The actors of one document.

    Names are merged and led back once, when the cast is made; `resolve` answers for any noun phrase or pronoun; `finish`
    returns the actors that the text names and those that `resolve` was asked to create.
    """

    def __init__(self, doc: Doc, seed: Seed) -> None:
        """Find the actors of `doc`, the annotated text of `seed`. Time grows linearly with the text."""
        self._doc, self._seed = doc, seed
        self._drafts: dict[str, Draft] = {}
        self._at: dict[int, tuple[str, ...]] = {}
        self._sentence = self._number_sentences()
        self._speaker = self._speakers()
        self._sources = {t.i for a in attributions(doc) for s in a.source for t in (s.root,)}
        self._history = History()
        self._by_role: dict[str, list[str]] = defaultdict(list)
        self._by_phrase: dict[str, list[str]] = defaultdict(list)
        self._names = names(doc, seed)
        self._names = sorted([*self._names, *definitions(doc, self._names)], key=lambda n: n.start)
        self._mark_definitions()
        self._make_named()
        self._walk()

    # ------------------------------------------------------------------ names

    def _mark_definitions(self) -> None:
        for k, n in enumerate(self._names[1:], 1):
            before = self._names[k - 1]
            bracket = n.start > 0 and self._doc[n.start - 1].text == "(" and n.start - 1 == before.end
            if n.same_as is not None:  # positions moved when acronyms came in between
                n.same_as = k - 1
            elif bracket and is_acronym(n.text) and not is_acronym(before.text) and defines(n.text, before.text, before.label):
                n.same_as = k - 1

    def _make_named(self) -> None:
        acting = {n.start for n in self._names if n.label in {"LOC", "ORG", "NORP", "MISC"} and self._acts(n)}
        self._acting = acting
        self._name_at: dict[int, Name] = {i: n for n in self._names for i in n.tokens}
        self._home: dict[int, str] = {}
        countries: dict[str, Draft] = {}
        for group in merge(self._names, acting):
            adjectives = [n for n in group if self._adjectival(n)]
            country = next((c for n in group if (c := kinds().country(n.text) or (
                kinds().capital(n.text) if n.start in acting else None))), None)  # fmt: skip
            if not country and len(adjectives) == len(group):
                country = next((c for n in group if (c := kinds().demonym(n.text))), None)
            draft = countries.get(country) if country else None
            if draft is None:
                draft = self._new()
            if country:
                countries[country] = draft
                draft.country, draft.kind = country, "state"
            for n in group:
                self._home[n.start] = draft.id
            draft.names += group
        self._countries = countries
        self._surnames = {n.key.split()[-1] for n in self._names if n.label == "PERSON" and n.key}
        for draft in self._drafts.values():
            self._describe(draft)
            if draft.kind is None:
                self._decide(draft)
            draft.wanted = self._is_wanted(draft)
        #: Last words of the names of bodies, to lead back a description that stands before the name.
        self._ahead: dict[str, set[str]] = defaultdict(set)
        for draft in self._drafts.values():
            if draft.kind in _BODY_KINDS - {"state"}:
                for n in draft.names:
                    self._ahead[n.key.split()[-1]].add(draft.id)

    def _new(self) -> Draft:
        draft = Draft(f"d{len(self._drafts) + 1}")
        self._drafts[draft.id] = draft
        return draft

    def _acts(self, n: Name) -> bool:
        token = self._doc[n.root]
        if n.root in self._sources:
            return True
        return acts(token, bool(kinds().country(n.text) or kinds().capital(n.text) or kinds().seat(n.text)))

    def _adjectival(self, n: Name) -> bool:
        """`Russian` in `Russian troops`: says whose, names nobody."""
        token = self._doc[n.root]
        return n.end - n.start <= 2 and bool(kinds().demonym(n.text)) and not kinds().country(n.text) and (
            token.dep_ in {"amod", "compound", "nmod"} or token.pos_ == "ADJ"
        )

    def _describe(self, draft: Draft) -> None:
        """Titles, appositions and predicates said of a name: its roles, gender, and what they show of its kind."""
        doc = self._doc
        for n in draft.names:
            root = doc[n.root]
            front = in_front(doc, n) if n.label != "NORP" and not self._adjectival(n) else []
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
                self._at.setdefault(noun.i, (draft.id,))

    def _take_front(self, draft: Draft, n: Name, front: list[Token], words: tuple[str, ...]) -> None:
        """Words in front of a name: `the militant group X`, `Prime Minister X`, `Minneapolis-based X`."""
        title = kinds().title(words)
        noun = kinds().of_noun(words)
        person = self._person(n) if not draft.kind or draft.kind == "person" else False
        if person and (title or (noun and noun.kind == "person") or words[-1] == "based"):
            start = front[0].idx if front else self._doc[n.start].idx - len(n.title) - 1
            if n.title and not front:
                start = self._title_start(n)
            draft.more.append(" ".join(self._doc.text[start : self._end(n)].split()))
            self._role(draft, " ".join(words[-title:]) if title else words[-1])
            for w in words:
                self._role(draft, w) if w in _MALE | _FEMALE else None
            if title:
                first = self._title_start(n) if n.title else front[max(0, len(front) - title)].idx
                self._prove(draft, "person", first, self._doc[n.start].idx - 1, strong=True)
        elif noun and noun.kind not in {"place", "person"} and not person:
            span = front[-1] if front else None
            if span is not None:
                draft.roles.add(words[-1])
                self._prove(draft, noun.kind, front[max(0, len(front) - (noun.end - noun.start))].idx, span.idx + len(span), strong=True)

    def _title_start(self, n: Name) -> int:
        at = self._doc.text.rfind(n.title, 0, self._doc[n.start].idx)
        return at if at >= 0 else self._doc[n.start].idx

    def _end(self, n: Name) -> int:
        last = self._doc[n.end - 1]
        return last.idx + len(last)

    def _role(self, draft: Draft, word: str) -> None:
        draft.roles.add(word)
        last = word.split()[-1]
        draft.roles.add(last)
        if draft.gender is None:
            draft.gender = "m" if last in _MALE else "f" if last in _FEMALE else None

    def _nouns_beside(self, n: Name, root: Token) -> list[Token]:
        """Nouns that the grammar puts in apposition to a name, on either side, or says of it (`X is a lawyer`)."""
        found = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i not in n.tokens]
        head = root.head
        if root.dep_ in {"appos", "flat"} and head.i != root.i and head.pos_ in {"NOUN", "PROPN"} and head.i not in self._name_at:
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
            elif listed and (main != "PERSON" or " " in form):
                draft.kind = listed[1]
            if draft.kind:
                return
        if self._family(draft):
            draft.kind, draft.plural = "group", True
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
                draft.kind, draft.evidence = evidence.kind, (self._doc[n.start].idx, self._end(n))
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

    def _family(self, draft: Draft) -> bool:
        """`the Millers`, where a Miller is named."""
        forms = {n.key for n in draft.names}
        return all(
            " " not in f and f.endswith("s") and f[:-1] in self._surnames for f in forms
        ) and any(n.start and self._doc[n.start - 1].lower_ == "the" for n in draft.names)

    def _country_before(self, n: Name) -> Name | None:
        """The country that owns a body: `Russia's Investigative Committee`, `the Turkish intelligence agency MIT`."""
        i = n.start - 1
        while i >= 0 and n.start - i <= 5 and (self._doc[i].lower_ in {"'s", "’s"} or self._doc[i].pos_ in {"ADJ", "NOUN", "PROPN"}):
            other = self._name_at.get(i)
            if other is not None:
                return other if kinds().country(other.text) or kinds().demonym(other.text) else None
            i -= 1
        return None

    def _around(self, draft: Draft) -> ActorKind | None:
        """The kind that the nouns show which a name goes with: `X militants`, `X shares`, `the X newspaper`."""
        votes: Counter[ActorKind] = Counter()
        for n in draft.names:
            root = self._doc[n.root]
            head = root.head
            owner = root.dep_ in {"compound", "nmod:poss", "amod"} or (root.dep_ == "nmod" and any(c.lower_ == "of" for c in root.children))
            if not owner or head.pos_ != "NOUN":
                continue
            lemma = head.lemma_.lower()
            if lemma in {"militant", "fighter", "rebel", "gunman", "insurgent", "guerrilla", "terrorist", "jihadist", "commander", "militia",
                         "operative", "cell", "bomber", "hacker", "stronghold", "emir"}:  # fmt: skip
                votes["armed_group"] += 1
            elif lemma in {"share", "shareholder", "stock", "ceo", "executive", "customer", "product", "subsidiary", "factory", "store",
                           "investor", "profit", "sale", "unit", "bond", "brand", "merger", "employee", "plant", "staff", "boss"}:  # fmt: skip
                votes["company"] += 1
            elif lemma in {"mp", "lawmaker", "senator", "candidate", "voter", "leadership", "legislator", "manifesto", "deputy"}:
                votes["party"] += 1
            elif lemma in {"newspaper", "reporter", "correspondent", "newsroom", "journalist", "editor", "television", "radio"}:
                votes["outlet"] += 1
        return votes.most_common(1)[0][0] if votes else None

    def _is_wanted(self, draft: Draft) -> bool:
        """Persons and bodies are actors by being named; places and peoples when they act."""
        kept = [n for n in draft.names if not self._adjectival(n)]
        if not kept:
            return False
        if draft.kind in {"state", "place", "group"}:
            acting = any(n.start in self._acting for n in kept)
            if acting and draft.kind == "place":
                draft.kind = "state_agency" if any(n.label == "LOC" for n in kept) else "group"
            return acting
        if draft.kind in {None, "civil_society", "research_body", "company"} and not any(n.start in self._acting for n in kept):
            if all(_is_venue(n.text) for n in kept) or (draft.kind is None and all(self._located(n) for n in kept)):
                draft.kind, draft.evidence = "place", None
                return False
        if draft.kind is None:
            if all(n.label == "MISC" for n in kept):
                return False
            draft.kind = self._default(kept)
        return True

    def _located(self, n: Name) -> bool:
        """Whether a name stands only for where something is: `at X`, `in X`."""
        root = self._doc[n.root]
        return root.dep_ in {"obl", "nmod"} and any(c.dep_ == "case" and c.lower_ in _PLACING for c in root.children)

    def _default(self, kept: list[Name]) -> ActorKind:
        return "company"

    # ---------------------------------------------------------------- the walk

    def _number_sentences(self) -> list[int]:
        number, numbers = -1, []
        for token in self._doc:
            number += bool(token.is_sent_start)
            numbers.append(max(number, 0))
        return numbers

    def _speakers(self) -> dict[int, int]:
        """Token position -> position of the root of the source in whose words it stands (the narrowest)."""
        spans = [(b.end - b.start, b.start, b.end, a.source[0].root.i)
                 for a in attributions(self._doc) if a.source for b in a.content]  # fmt: skip
        return {i: root for _, start, end, root in sorted(spans, reverse=True) for i in range(start, end)}

    def _walk(self) -> None:
        """One pass over the text: what every name, description and pronoun leads back to."""
        doc = self._doc
        for token in doc:
            n = self._name_at.get(token.i)
            if n is not None:
                if token.i == n.start:
                    self._meet_name(n)
                continue
            if token.pos_ == "PRON" and token.lower_ in coreference.HE | coreference.SHE | coreference.IT | coreference.THEY:
                entry = self._history.pronoun(token, self._sentence[token.i])
                if entry:
                    self._at[token.i] = entry.ids
                    if entry.ids:
                        self._note(entry.ids, token, "pronoun")
                        person = self._drafts[entry.ids[0]]
                        if person.gender is None and token.lower_ in coreference.HE | coreference.SHE:
                            person.gender = "m" if token.lower_ in coreference.HE else "f"
                        self._history.add(Entry(entry.ids, token, self._sentence[token.i], entry.sort, entry.gender))
                    continue
            if token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "PRON" and token.lower_ in {"those", "others"}):
                self._meet_noun(token)
        for token in doc:
            if token.pos_ == "PRON" and token.lower_ in coreference.FIRST and token.i in self._speaker:
                ids = self._at.get(self._speaker[token.i], ())
                if ids:
                    self._at[token.i] = ids
                    self._note(ids, token, "pronoun")

    def _meet_name(self, n: Name) -> None:
        draft = self._drafts[self._home[n.start]]
        root = self._doc[n.root]
        for i in n.tokens:
            self._at[i] = (draft.id,)
        if self._adjectival(n):
            return
        place = draft.kind in {"state", "place"} and n.start not in self._acting and any(
            c.dep_ == "case" and c.lower_ in _PLACING | {"from"}
            for c in root.children
        )  # fmt: skip
        if not place:
            start = self._doc[n.start].idx
            draft.mentions[(start, self._end(n))] = "name"
        sort = draft.sort if draft.kind != "place" else "thing"
        self._history.add(Entry((draft.id,) if sort != "thing" else (), root, self._sentence[n.start], sort, draft.gender, True,
                                n.root in self._sources))  # fmt: skip
        for role in draft.roles:
            if not self._by_role[role] or self._by_role[role][-1] != draft.id:
                self._by_role[role].append(draft.id)
        if draft.sort == "body":
            for w in key(n.text).split():
                for form in {w, w.rstrip("s")}:
                    if not self._by_role["=" + form] or self._by_role["=" + form][-1] != draft.id:
                        self._by_role["=" + form].append(draft.id)
        self._meet_pair(root)

    def _meet_pair(self, last: Token) -> None:
        """`A and B` is a pair that `they` and `the two` lead back to, once its last member has been met."""
        if last.dep_ != "conj" or any(c.dep_ == "conj" and c.i > last.i for c in last.head.children):
            return
        members = coordinated(last.head)
        ids = tuple(dict.fromkeys(i for t in members for i in self._at.get(t.i, ())))
        if len(ids) > 1 and all(self._at.get(t.i) for t in members):
            self._history.add(Entry(ids, last.head, self._sentence[last.i], "pair", None, True, last.head.i in self._sources))

    def _meet_noun(self, token: Token) -> None:
        if token.i in self._at:  # an apposition, seen with its name
            ids = self._at[token.i]
            draft = self._drafts[ids[0]]
            p = phrase(token)
            self._note(ids, token, "description", p)
            self._history.add(Entry(ids, token, self._sentence[token.i], draft.sort, draft.gender))
            return
        if token.dep_ in {"compound", "flat", "fixed", "goeswith"}:
            return
        p = phrase(token)
        if is_document(token):
            self._history.add(Entry((), token, self._sentence[token.i], "thing"))
            return
        kind = kind_of(p)
        if kind is None:
            if p.lemma == "old" or (p.words[-1] in {"old"}):
                self._lead_back_person(token, p)
            elif p.lemma in {"two", "pair", "duo", "couple", "trio"} or token.lower_ in {"two", "three"}:
                self._lead_back_pair(token, p)
            elif token.dep_ in {"nsubj", "nsubj:pass"}:
                self._history.add(Entry((), token, self._sentence[token.i], "thing"))
            return
        ids = self._state_phrase(p, kind) or self._lead_back(p, kind) or self._known_phrase(p, kind)
        form: MentionForm = "description"
        if not ids:
            draft = self._new()
            draft.kind, draft.plural = kind, p.plural
            draft.phrases.append(p)
            draft.evidence = (token.idx, token.idx + len(token))
            if p.lemma in _MALE | _FEMALE:
                draft.gender = "m" if p.lemma in _MALE else "f"
            self._by_phrase[p.lemma].append(draft.id)
            ids = (draft.id,)
        self._at[token.i] = ids
        draft = self._drafts[ids[0]]
        if not draft.named or draft.country:
            form = "name"
        self._note(ids, token, form, p)
        self._history.add(Entry(ids, token, self._sentence[token.i], draft.sort, draft.gender, False, token.i in self._sources))
        self._meet_pair(token)

    def _note(self, ids: tuple[str, ...], token: Token, form: MentionForm, p: Phrase | None = None) -> None:
        start, end = token.idx, token.idx + len(token)
        if p is not None:
            start = self._doc[p.start].idx
            last = self._doc[p.end - 1]
            end = max(end, last.idx + len(last))
        for i in ids:
            self._drafts[i].mentions.setdefault((start, end), form)

    # ------------------------------------------------------------ descriptions

    def _owner(self, p: Phrase) -> str | None:
        """The country in front of a noun: `Syrian troops`, `Russia's foreign ministry`, `the US government`."""
        for i in range(p.start, p.head.i):
            n = self._name_at.get(i)
            if n is not None:
                found = kinds().country(n.text) or kinds().demonym(n.text) or kinds().capital(n.text)
                if found:
                    return found
            elif self._doc[i].text[:1].isupper() and kinds().demonym(self._doc[i].text):
                return kinds().demonym(self._doc[i].text)
        for c in p.head.children:
            if c.dep_ == "nmod" and c.i > p.head.i and any(g.lower_ == "of" for g in c.children) and c.i in self._name_at:
                return kinds().country(self._name_at[c.i].text)
        return None

    def _state_phrase(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """A country's government is the state."""
        owner = self._owner(p)
        if p.lemma not in GOVERNMENT or p.head.dep_ == "compound":
            return ()
        if owner is None:
            return self._the_government(p)
        draft = self._countries.get(owner)
        if draft is None:
            draft = self._new()
            draft.kind, draft.country = "state", owner
            self._countries[owner] = draft
        if acts(p.head, True) or p.head.i in self._sources:
            draft.wanted = True
        draft.phrases.append(p)
        return (draft.id,)

    def _the_government(self, p: Phrase) -> tuple[str, ...]:
        """`the government`, `the regime`: the state whose government was spoken of last, or the only state that acts in the text."""
        if p.lemma not in {"government", "regime"} or p.plural or not p.definite or p.modifiers or any(
            c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and c.i > p.head.i) for c in p.head.children
        ):
            return ()
        spoken = [d for d in self._countries.values() if any(q.lemma in GOVERNMENT for q in d.phrases)]
        if spoken:
            return (max(spoken, key=lambda d: d.phrases[-1].start).id,)
        acting = [d for d in self._countries.values() if d.wanted]
        return (acting[0].id,) if len(acting) == 1 else ()

    def _lead_back(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """A definite description (`the group`, `the prime minister`, `the ministry`) to somebody spoken of before."""
        det = next((c.lower_ for c in p.head.children if c.dep_ == "det"), "")
        capital = p.head.text[:1].isupper() and not p.head.is_sent_start
        if det not in {"the", "this", "these", "those", "that"} and not capital:
            return ()
        if p.indefinite or p.long_end > p.end and self._narrowing(p):
            return ()
        extra = p.modifiers
        sentence = self._sentence[p.head.i]
        # a word of a name: "the ministry", "the observatory"
        for word in dict.fromkeys((p.lemma, p.words[-1])):
            for i in reversed(self._by_role.get("=" + word, ())[-4:]):
                draft = self._drafts[i]
                own = {w for n in draft.names for w in key(n.text).split()} | draft.roles
                if draft.kind not in {"person", "state"} and extra <= own | {"same"}:
                    return (i,)
        ahead = self._ahead.get(p.lemma, set())
        if len(ahead) == 1 and not extra and not p.plural and not any(c.dep_ == "nmod:poss" for c in p.head.children):
            return tuple(ahead)
        # a role said of somebody: "the prime minister", "the magistrate"
        for k in range(len(p.words)):
            role = " ".join(p.words[k:]).removeprefix("the ")
            if role in self._by_role and not role.startswith("="):
                for i in reversed(self._by_role[role][-4:]):
                    if not p.plural or self._drafts[i].sort != "person":
                        if not self._clash(extra, self._drafts[i]):
                            return (i,)
        if p.plural and kind not in _BODY_KINDS:
            return ()
        fits = _GENERIC.get(p.lemma)
        if fits is None or p.plural or len(extra) > 1:
            return ()
        for e in self._history.recent(sentence, 6):
            if len(e.ids) == 1 and e.name:
                draft = self._drafts[e.ids[0]]
                if draft.kind in fits and draft.named and e.token.dep_ not in {"compound", "amod"}:
                    return e.ids
        return ()

    def _clash(self, extra: frozenset[str], draft: Draft) -> bool:
        """Whether a description says something of a party that its names and roles do not: `the French president`."""
        known = draft.roles | {w for n in draft.names for w in key(n.text).split()} | {w for m in draft.more for w in key(m).split()}
        return bool({w for w in extra if kinds().demonym(w) or kinds().country(w)} - known)

    def _narrowing(self, p: Phrase) -> bool:
        """Whether what follows the head tells which one is meant (`the head of the agency`)."""
        return any(c.dep_ in {"nmod", "acl:relcl", "acl"} and p.end <= c.i < p.long_end for c in p.head.children)

    def _lead_back_person(self, token: Token, p: Phrase) -> None:
        """`the 42-year-old` is the person spoken of last."""
        for e in self._history.recent(self._sentence[token.i], 3):
            if e.sort == "person" and e.name:
                self._at[token.i] = e.ids
                self._note(e.ids, token, "description", p)
                return

    def _lead_back_pair(self, token: Token, p: Phrase) -> None:
        for e in self._history.recent(self._sentence[token.i], 6):
            if e.sort == "pair":
                self._at[token.i] = e.ids
                self._note(e.ids, token, "description", p)
                return

    def _known_phrase(self, p: Phrase, kind: ActorKind) -> tuple[str, ...]:
        """The same unnamed party, spoken of again: `prosecutors` after `federal prosecutors`, `the sources` after `three sources`."""
        owner = self._owner(p)
        mods = p.modifiers
        for i in reversed(self._by_phrase.get(p.lemma, ())[-8:]):
            draft = self._drafts[i]
            first = draft.phrases[0]
            same = key(first.core()) == key(p.core()) and key(first.name()) == key(p.name())
            theirs = first.modifiers
            other = self._owner(first)
            if owner and other and owner != other or first.plural != p.plural and kind != "state_agency":
                continue
            unique = kind in {"state_agency", "state"}
            if same and not (p.indefinite and not p.plural and p.long_end == p.end and not mods):
                pass
            elif p.indefinite:
                continue
            elif p.definite and (mods <= theirs):
                pass
            elif unique and not p.indefinite and (mods <= theirs or theirs <= mods):
                pass
            elif p.plural and mods < theirs and not self._narrowing(p):
                pass
            elif p.plural and theirs and theirs < mods and not owner and not self._narrowing(p) and not self._narrowing(first):
                pass
            else:
                continue
            draft.phrases.append(p)
            return (i,)
        return ()

    # ------------------------------------------------------------------ public

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
        ids = self._at.get(token.i, ())
        if not ids and create:
            ids = self._create(token)
        if create:
            ids = tuple(j for i in ids if (j := self._admit(self._drafts[i], token)) is not None)
        return tuple(i for i in ids if self._drafts[i].wanted)

    def _admit(self, draft: Draft, token: Token) -> str | None:
        """Make a draft an actor. A city stands for its country's government or for nobody, unless it speaks or acts itself."""
        if draft.kind == "place":
            country = next((c for n in draft.names if (c := kinds().capital(n.text))), None)
            if country is not None:
                home = self._countries.setdefault(country, draft)
                if home is not draft:
                    home.names += draft.names
                    home.mentions.update({k: "name" for k in draft.mentions})
                    self._at.update({k: tuple(home.id if i == draft.id else i for i in ids) for k, ids in self._at.items() if draft.id in ids})
                    draft.names, draft.mentions = [], {}
                home.country, home.kind, home.wanted = country, "state", True
                return home.id
            if token.i not in self._sources and not acts(token, False):
                return None
            draft.kind = "state_agency"
        draft.wanted = True
        return draft.id

    def _create(self, token: Token) -> tuple[str, ...]:
        """A party for a phrase that the walk passed over: a name that the model missed, an open pronoun."""
        if token.i in self._at or is_document(token) or token.is_punct:
            return self._at.get(token.i, ())
        p = phrase(token)
        kind = kind_of(p)
        if kind is None:
            if token.pos_ != "PROPN" or not token.text[:1].isupper():
                return ()
            kind = "group"
        draft = self._new()
        draft.kind, draft.plural = kind, p.plural
        draft.phrases.append(p)
        self._at[token.i] = (draft.id,)
        self._note((draft.id,), token, "name", p)
        return (draft.id,)

    def is_armed(self, head: Token) -> bool:
        """Whether the phrase headed by `head` refers to a known armed group."""
        known = self._at.get(head.i) or ((self.called(head.text),) if head.pos_ == "PROPN" else ())
        return any(self._drafts[i].kind == "armed_group" for i in known if i is not None)

    def called(self, name: str) -> str | None:
        """The draft id of the actor that the text calls `name`, or None."""
        wanted = key(name)
        return next((d.id for d in self._drafts.values() if any(n.key == wanted for n in d.names)), None)

    def is_armed(self, head: Token) -> bool:
        """Whether the noun phrase headed by `head` is of an armed group, named or led back to one."""
        return any(self._drafts[i].kind == "armed_group" for i in self._at.get(head.i, ()))

    def called(self, name: str) -> str | None:
        """The draft id of the actor that bears `name` in the text, or None."""
        wanted = key(name)
        return next((d.id for d in self._drafts.values() if any(n.key == wanted for n in d.names)), None)

    def finish(self) -> tuple[tuple[Actor, ...], dict[str, str]]:
        """The actors, `a1`, `a2` ... in order of first mention, and the final id of every draft among them."""
        drafts = [d for d in self._drafts.values() if d.wanted and d.mentions]
        drafts.sort(key=lambda d: (min(d.mentions), int(d.id[1:])))
        final = {d.id: f"a{k}" for k, d in enumerate(drafts, 1)}
        return tuple(self._actor(d, final[d.id]) for d in drafts), final

    def _actor(self, draft: Draft, final: str) -> Actor:
        text = self._seed.text
        name, aliases = self._titles(draft)
        mentions = []
        for (start, end), form in sorted(draft.mentions.items()):
            if form == "name" and key(text[start:end]) != key(name):
                form = "alias"
            mentions.append(Mention(start=start, end=end, form=form))
        evidence = Span(start=draft.evidence[0], end=draft.evidence[1]) if draft.evidence else None
        return Actor(id=final, name=name, kind=draft.kind or "group", aliases=tuple(aliases), mentions=tuple(mentions),
                     kind_evidence=evidence)  # fmt: skip

    def _titles(self, draft: Draft) -> tuple[str, list[str]]:
        """The fullest name, and the other names in order of length."""
        counts: Counter[str] = Counter()
        plain: set[str] = set()  # seen without a title
        for n in draft.names:
            if not self._adjectival(n):
                counts[n.text] += 1
                if not n.title:
                    plain.add(n.text)
        phrases = [p for p in draft.phrases]
        if not counts:
            forms = [(p.name(), p.core(), p.bare()) for p in phrases]
            if not forms and draft.names:
                return draft.names[0].text, []
            best = max(forms, key=lambda f: (len(f[0].split()) <= 12, len(f[0])))
            more = [x for f in forms for x in f if len(x.split()) > 1 or len(forms) > 1]
            return _distinct(best[0], more)
        best_name = max(counts, key=lambda t: (self._rank(draft, t), len(t.split()), not (t.isupper() and not is_acronym(t)), len(t), t))
        more = [*plain, *draft.more, *(p.core() for p in phrases)]
        return _distinct(best_name, more)

    def _rank(self, draft: Draft, form: str) -> int:
        """A country's own name before its capital's; names before demonyms."""
        if draft.country:
            return 2 if kinds().country(form) else 1
        return 1


def _is_venue(name: str) -> bool:
    """Whether a name ends in a word for a building or street (`Airport`, `Theatre`)."""
    return words(name)[-1:] != () and words(name)[-1] in _VENUES


def _person_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and kind_of(phrase(token)) in {"unnamed_person", "person", "group"}


def _distinct(name: str, more: list[str]) -> tuple[str, list[str]]:
    """`name` and the forms of `more` that differ from it and from each other, first spelling kept."""
    seen, found = {key(name)}, []
    for form in sorted(dict.fromkeys(more), key=lambda f: (-len(f.split()), -len(f), f)):
        if key(form) and key(form) not in seen:
            seen.add(key(form))
            found.append(form)
    return name, found


