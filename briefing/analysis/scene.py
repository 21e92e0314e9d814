"""What is known of the parties of one text while it is read: names, drafts of actors, who was spoken of where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from briefing.analysis.cleaning import Name
from briefing.analysis.coreference import History
from briefing.analysis.grammar import preposition
from briefing.analysis.kinds import kinds
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase
from briefing.analysis.quotations import Quotations
from briefing.analysis.statehood import shown
from briefing.analysis.turns import Turn, spoken_by
from briefing.language.document import attributions
from briefing.schema import ActorKind, MentionForm

BODY_KINDS = {
    "armed_group", "state", "state_agency", "international_body", "outlet", "research_body", "company", "party", "civil_society", "court",
}  # fmt: skip
PLACING = {
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "into",
    "through",
    "onto",
    "along",
    "beside",
    "behind",
}
MALE = {"mr", "sir", "father", "son", "brother", "husband", "widower", "king", "prince", "spokesman", "businessman", "chairman",
         "congressman", "policeman", "gunman", "actor", "uncle", "nephew", "lord", "boy", "man", "brothers", "sheikh", "imam", "bishop",
         "archbishop", "cardinal", "pope", "priest", "herr", "monsieur", "señor", "shri"}  # fmt: skip
FEMALE = {"mrs", "ms", "miss", "mother", "daughter", "sister", "wife", "widow", "queen", "princess", "spokeswoman", "businesswoman",
           "chairwoman", "congresswoman", "policewoman", "actress", "aunt", "niece", "lady", "girl", "woman", "madame", "frau", "señora",
           "dame", "nun", "baroness", "smt", "daw"}  # fmt: skip


#: Prepositions behind a noun that say whose it is: `the office of X`, `a spokesman for X`, `a lawyer from X`.
_WHOSE = {"of", "for", "from", "at"}


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


@dataclass
class Said:
    """A description said of a draft in which another one, `to`, is named as owner: its words (head last), its characters."""

    draft: str
    to: str
    words: tuple[str, ...]
    start: int
    end: int


#: Tokens between a pronoun and the words whose speaker it is.
_BESIDE = 12
#: Kinds whose nouns need an article in a sentence: without one they stand for no party (`court`, `child`).
_COUNTABLE = {"unnamed_person", "court", "company", "outlet", "party", "civil_society", "research_body"}


class Scene:
    """The state that the steps of the cast share. Tokens are known by their position."""

    def __init__(
        self,
        doc: Doc,
        names: list[Name],
        headlines: list[tuple[int, int]],
        quotes: Quotations,
        spoken: Sequence[Turn] = (),
    ) -> None:
        self.doc = doc
        self.quotes = quotes
        self.text = doc.text  # spaCy builds it anew at every call
        self.names = names
        #: States that no list knows.
        self.coined = shown(doc, names)
        self.name_at: dict[int, Name] = {i: n for n in names for i in n.tokens}
        #: Tokens of headlines, where articles are left out.
        self.headline = {t.i for t in doc if any(a <= t.idx < b for a, b in headlines)}
        #: Starts of names of places, countries and bodies that act, speak or are accused.
        self.acting: set[int] = set()
        self.drafts: dict[str, Draft] = {}
        #: Start of a name -> its draft.
        self.home: dict[int, str] = {}
        self.countries: dict[str, Draft] = {}
        self.surnames = {n.key.split()[-1] for n in names if n.label == "PERSON" and n.key}
        #: Last word of a body's name -> drafts, for descriptions that stand before the name.
        self.ahead: dict[str, set[str]] = defaultdict(set)
        #: Role -> the persons that the text says it of, for roles that stand before the name.
        self.role_ahead: dict[str, list[str]] = defaultdict(list)
        #: Role and the draft that it is held for or in (spokesman, the ministry) -> the persons of whom the text says so.
        self.held: dict[tuple[str, str], set[str]] = defaultdict(set)
        #: Titles and appositions of named drafts that name an owner.
        self.said: list[Said] = []
        #: Head of a phrase or pronoun -> what it leads to.
        self.at: dict[int, tuple[str, ...]] = {}
        #: Words of titles in front of names: they lead to the person, and are no mention of their own.
        self.titles: set[int] = set()
        self.history = History()
        #: Role, or "=" and a word of a body's name -> drafts in the order of their mentions.
        self.by_role: dict[str, list[str]] = defaultdict(list)
        #: Head noun -> drafts without a name.
        self.by_phrase: dict[str, list[str]] = defaultdict(list)
        self._small = {t.text for t in doc if t.is_lower}
        self.sources = {s.root.i for a in attributions(doc) for s in a.source}
        #: The turns of a transcript, each with the token of the name that stands for its speaker.
        self.turns = list(zip(spoken, spoken_by(spoken, names), strict=True))
        self.sentence = self._number_sentences()
        self.speaker, self._direct = self._speakers(), self._quotations()

    def new(self) -> Draft:
        """A fresh draft."""
        draft = Draft(f"d{len(self.drafts) + 1}")
        self.drafts[draft.id] = draft
        return draft

    def fold(self, draft: Draft, home: Draft) -> None:
        """Make `draft` one with `home`: its names, phrases, mentions and whatever leads to it."""
        home.names += draft.names
        home.phrases += draft.phrases
        home.roles |= draft.roles
        for place, form in draft.mentions.items():
            home.mentions.setdefault(place, form)
        self.at.update({k: self._one(ids, draft, home) for k, ids in self.at.items() if draft.id in ids})
        for table in (self.by_role, self.by_phrase):
            table.update({k: list(self._one(ids, draft, home)) for k, ids in table.items() if draft.id in ids})
        for entry in self.history.entries:
            entry.ids = self._one(entry.ids, draft, home)
        for said in self.said:
            said.draft = home.id if said.draft == draft.id else said.draft
            said.to = home.id if said.to == draft.id else said.to
        home.wanted = home.wanted or draft.wanted
        draft.names, draft.phrases, draft.mentions, draft.wanted = [], [], {}, False

    @staticmethod
    def _one(ids: Iterable[str], draft: Draft, home: Draft) -> tuple[str, ...]:
        return tuple(dict.fromkeys(home.id if i == draft.id else i for i in ids))

    def country(self, name: str) -> str | None:
        """The state that a name stands for: one of the lists, or one that this text shows to be a state; else None."""
        return kinds().country(name) or self.coined.names.get(key(name))

    def people(self, word: str) -> str | None:
        """The state that an adjective or a noun for its people stands for, or None."""
        return kinds().demonym(word) or self.coined.peoples.get(key(word))

    def adjectival(self, n: Name) -> bool:
        """`Russian` in `Russian troops`: says whose, names nobody."""
        token = self.doc[n.root]
        if n.label == "NORP" and n.end - n.start == 1 and (token.dep_ in {"amod", "compound"} or token.pos_ == "ADJ"):
            return not kinds().country(n.text)
        return (
            n.end - n.start <= 2
            and bool(self.people(n.text))
            and not self.country(n.text)
            and (token.dep_ in {"amod", "compound", "nmod"} or token.pos_ == "ADJ")
        )

    def vague(self, p: Phrase, kind: ActorKind | None) -> bool:
        """Whether a phrase speaks of nobody in particular (`no group`, `some of them`) or is a bare noun that stands for no party
        (`court`).
        """
        told = [c for c in p.head.children if c.dep_ in {"acl", "acl:relcl", "nmod", "nummod"} and c.pos_ != "PRON"]
        if p.head.pos_ == "PRON" and p.bare and not told:
            return True
        return p.nobody or (p.bare and not p.plural and kind in _COUNTABLE and p.head.i not in self.headline)

    def ordinary(self, token: Token) -> bool:
        """Whether a word has its capital only from its place at the beginning of a sentence or heading: it is small elsewhere."""
        return bool(token.is_sent_start) and token.lower_ in self._small

    def end(self, n: Name) -> int:
        """The character behind a name."""
        last = self.doc[n.end - 1]
        return last.idx + len(last)

    def owners(self, p: Phrase) -> frozenset[str]:
        """The drafts that a phrase says its party belongs to: by a possessive, a name in front, `of X`, `for X`."""
        found: set[str] = set()
        for c in p.head.children:
            name = self.name_at.get(c.i)
            if name and self.prefixed(name):
                continue
            whose = c.dep_ == "nmod" and c.i > p.head.i and preposition(c) in _WHOSE
            if not (whose or c.dep_ == "nmod:poss" or (c.dep_ in {"compound", "nmod"} and c.i < p.head.i and name)):
                continue
            found |= {self.home[name.start]} if name else set(self.at.get(c.i, ()))
        return frozenset(found)

    def country_before(self, n: Name) -> Name | None:
        """The country that owns a body: `Russia's Investigative Committee`, `the Turkish intelligence agency MIT`."""
        i = n.start - 1
        while (
            i >= 0
            and n.start - i <= 5
            and (self.doc[i].lower_ in {"'s", "’s"} or self.doc[i].pos_ in {"ADJ", "NOUN", "PROPN"})
        ):
            other = self.name_at.get(i)
            if other is not None:
                return other if self.country(other.text) or self.people(other.text) else None
            i -= 1
        return None

    def prefixed(self, n: Name) -> bool:
        """Whether a hyphen ties a name to what stands before it: `pro-Kesh`, `anti-Kesh`."""
        return n.start > 0 and self.doc[n.start - 1].text in {"-", "–"}

    def reach(self, head: Token, owner: str) -> int:
        """The character behind a described noun, or behind the owner that follows it (`spokesman for the BLA`)."""
        behind = [c for c in head.children if c.i > head.i and owner in self.leads(c)]
        last = max([head, *behind], key=lambda t: t.i)
        name = self.name_at.get(last.i)
        return self.end(name) if name is not None else last.idx + len(last)

    def leads(self, token: Token) -> tuple[str, ...]:
        """The drafts that a noun, pronoun or name leads to."""
        name = self.name_at.get(token.i)
        return (self.home[name.start],) if name else self.at.get(token.i, ())

    def note(self, ids: tuple[str, ...], token: Token, form: MentionForm, p: Phrase | None = None) -> None:
        """Record a mention of drafts: the token, or its whole phrase."""
        start, end = token.idx, token.idx + len(token)
        if p is not None:
            start = self.doc[p.start].idx
            last = self.doc[p.end - 1]
            end = max(end, last.idx + len(last))
        for i in ids:
            self.drafts[i].mentions.setdefault((start, end), form)

    def _number_sentences(self) -> list[int]:
        number, numbers = -1, []
        for token in self.doc:
            number += bool(token.is_sent_start)
            numbers.append(max(number, 0))
        return numbers

    def quoted(self, token: Token) -> tuple[str, ...]:
        """The draft whose own words, between quotation marks, `token` is one of; () where it is nobody's."""
        name = self.name_at.get(self.speaker.get(token.i, -1)) if token.i in self._direct else None
        return (self.home[name.start],) if name is not None else ()

    def passed_by(self, pronoun: Token) -> Callable[[Token], bool]:
        """Which mentions a pronoun passes over: whoever is the speaker of a quotation is named in the narration, not in its words."""
        near = range(max(0, pronoun.i - _BESIDE), min(len(self.doc), pronoun.i + _BESIDE))
        speaks = any(self.speaker.get(i) == pronoun.i and self.quotes.around(i) is not None for i in near)
        if not speaks or self.quotes.around(pronoun.i) is not None:
            return lambda _: False
        return lambda other: self.quotes.around(other.i) is not None

    def _quotations(self) -> set[int]:
        """Positions of the words of attributions that open with a quotation mark."""
        found: set[int] = set()
        for a in attributions(self.doc):
            for b in a.content:
                if any(t.text in {'"', "“", "``"} for t in self.doc[max(0, b.start - 1) : b.start + 1]):
                    found |= set(range(b.start, b.end))
        return found.union(*(range(*turn.words) for turn, _ in self.turns))

    def _speakers(self) -> dict[int, int]:
        """Token position -> position of the root of the source in whose words it stands (the narrowest)."""
        spans = [(b.end - b.start, b.start, b.end, a.source[0].root.i)
                 for a in attributions(self.doc) if a.source for b in a.content]  # fmt: skip
        spans += [(t.words[1] - t.words[0], *t.words, root) for t, root in self.turns if root is not None]
        return {i: root for _, start, end, root in sorted(spans, reverse=True) for i in range(start, end)}
