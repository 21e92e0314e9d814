"""What stands beside a name and says who its bearer is: titles, appositions, predicates, owners."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.analysis.acting import POLITIES
from briefing.analysis.cleaning import Name
from briefing.analysis.describing import kind_of
from briefing.analysis.grammar import SUBJECTS, coordinated, preposition
from briefing.analysis.kinds import kinds
from briefing.analysis.mentions import in_front
from briefing.analysis.names import key
from briefing.analysis.phrases import Phrase, phrase
from briefing.analysis.scene import BODY_KINDS, FEMALE, MALE, Draft, Said, Scene
from briefing.analysis.speakers import governed, is_document

#: Nouns that say what the body is whose name stands before them.
CALLED = {"group", "organisation", "organization", "movement", "faction", "militia", "gang", "cartel", "alliance", "guerrilla",
          "network", "party", "newspaper", "daily", "agency", "broadcaster", "magazine", "channel", "website", "company", "airline",
          "conglomerate", "charity", "coalition", "sect", "rebels", "outfit", "brigade"}  # fmt: skip
#: Participles behind a noun that bring its name: `a channel named X`, `a man known as X`.
_NAMING = {"name", "call", "dub", "nickname", "know"}


class Surroundings:
    """Reads off what is said of the names of drafts: roles, gender, kind with its evidence, titled forms."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def describe(self, draft: Draft) -> None:
        """Titles, appositions and predicates said of a name: its roles, gender, and what they show of its kind."""
        doc = self._scene.doc
        for n in draft.names:
            root = doc[n.root]
            named = n.label != "NORP" and not self._scene.adjectival(n)
            front = [t for t in in_front(doc, n) if key(t.text)] if named else []
            words = tuple(w for t in front for w in key(t.text).split())
            if n.title:
                words = (*words, *key(n.title).split())
            if words:
                self._take_front(draft, n, front, words)
            for noun in self._nouns_beside(n, root):
                p = phrase(noun)
                self._role(draft, p.lemma)
                for owner in sorted(self._scene.owners(p)):
                    self._hold(draft, p.words, owner, doc[p.start].idx, self._scene.reach(noun, owner))
                evidence = kinds().of_noun(p.words) or kinds().of_noun((*p.words[:-1], p.lemma))
                known = kinds().listed(n.text) or kinds().maybe_outlet(n.text)
                if evidence and evidence.kind != "place" and not known and self._compatible(n, noun, evidence.kind):
                    self._prove(draft, evidence.kind, noun.doc[p.start].idx, noun.idx + len(noun))
                self._scene.at.setdefault(noun.i, self._described(draft, p, root))

    def _described(self, draft: Draft, p: Phrase, root: Token) -> tuple[str, ...]:
        """Whom a noun beside a name describes: its bearer, or all that are named together (`two exiles, Reis and Lopes`)."""
        if not p.plural or draft.sort != "person":
            return (draft.id,)
        together = [self._scene.name_at[t.i] for t in coordinated(root) if t.i in self._scene.name_at]
        return tuple(dict.fromkeys(self._scene.home[n.start] for n in together)) or (draft.id,)

    def _take_front(self, draft: Draft, n: Name, front: list[Token], words: tuple[str, ...]) -> None:
        """Words in front of a name: `the militant group X`, `Prime Minister X`, `Minneapolis-based X`."""
        title = kinds().title(words)
        noun = kinds().of_noun(words)
        person = self._person(n) if not draft.kind or draft.kind == "person" else False
        if person and not title and noun and noun.kind in BODY_KINDS and n.end - n.start == 1:
            person = False  # `the hydrocarbon giant Oramgas`
        borne = bool(front) and front[-1].pos_ == "NOUN" and person_noun(front[-1])  # `Progress nominee Ilse Draven`
        borne = borne and front[0].pos_ != "PRON" and not phrase(front[-1]).plural
        if person and (title or (noun and noun.kind == "person") or words[-1] == "based" or borne):
            start = front[0].idx if front else self._scene.doc[n.start].idx - len(n.title) - 1
            if n.title and not front:
                start = self._title_start(n)
            draft.more.append(" ".join([*self._scene.text[start : self._scene.doc[n.start].idx].split(), n.text]))
            self._role(draft, " ".join(words[-title:]) if title else words[-1])
            for owner in dict.fromkeys(self._scene.home[o.start] for o in self._owners(front)):
                self._hold(draft, words, owner, front[0].idx, self._scene.end(n))
            for w in words:
                self._role(draft, w) if w in MALE | FEMALE else None
            if title:
                for t in front[max(0, len(front) - title) :]:
                    self._scene.at.setdefault(t.i, (draft.id,))
                    self._scene.titles.add(t.i)
                if not n.title and front:
                    n.title = front[-1].text
                    shown = front[max(0, len(front) - title)].idx, self._scene.doc[n.start].idx - 1
                    self._prove(draft, "person", *shown)
                first = self._title_start(n) if n.title else front[max(0, len(front) - title)].idx
                self._prove(draft, "person", first, self._scene.doc[n.start].idx - 1)
        elif noun and noun.kind not in {"place", "person"} and not person:
            self.owned(draft, n)
            span = front[-1] if front else None
            if span is not None:
                draft.roles.add(words[-1])
                self._prove(
                    draft,
                    noun.kind,
                    front[max(0, len(front) - (noun.end - noun.start))].idx,
                    span.idx + len(span),
                )

    def owned(self, draft: Draft, n: Name) -> None:
        """`Chad's state news agency ATPE`: the whole phrase names it, too."""
        owner = self._scene.country_before(n)
        if owner is not None and kinds().country(owner.text) and self._scene.doc[owner.end].lower_ in {"'s", "’s"}:
            draft.more.append(" ".join(self._scene.text[self._scene.doc[owner.start].idx : self._scene.end(n)].split()))

    def _title_start(self, n: Name) -> int:
        start = self._scene.doc[n.start].idx
        at = self._scene.text.rfind(n.title, max(0, start - 80), start)
        return at if at >= 0 else self._scene.doc[n.start].idx

    def _role(self, draft: Draft, word: str) -> None:
        last = word.split()[-1]
        draft.roles |= {word, last, *kinds().also(word), *kinds().also(last)}
        if draft.gender is None:
            draft.gender = "m" if last in MALE else "f" if last in FEMALE else None

    def _nouns_beside(self, n: Name, root: Token) -> list[Token]:
        """Nouns that the grammar puts in apposition to a name, on either side, or says of it (`X is a lawyer`)."""
        found = [c for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i not in n.tokens]
        head = root.head
        beside = (
            root.dep_ in {"compound", "nmod"}
            and head.i + 1 == n.start
            and not any(c.dep_ == "case" for c in root.children)
        )
        if (
            (root.dep_ in {"appos", "flat"} or beside)
            and head.i != root.i
            and head.pos_ in {"NOUN", "PROPN"}
            and head.i not in self._scene.name_at
            and not governed(self._scene.doc[n.start], head)
        ):
            target = head
            if self._person(n) and not person_noun(head):
                target = next((a for a in (head.head, head.head.head) if a.pos_ == "NOUN" and person_noun(a)), head)
            if (not self._person(n)) or person_noun(target):
                found.append(target)
        if self._called(n, root):
            found.append(head)
        if (noun := named_so(root)) is not None:
            found.append(noun)
        of = root.dep_ == "nmod" and preposition(root) == "of"
        if of and head.lemma_.lower() in POLITIES and self._scene.country(n.text):
            found.append(head)  # `the neighbouring state of Oram`
        if (noun := self._adjacent(n, root)) is not None:
            found.append(noun)
        if root.dep_ == "nsubj" and head.pos_ == "NOUN" and any(c.dep_ == "cop" for c in head.children):
            found.append(head) if not any(c.lower_ in {"not", "n't"} for c in head.children) else None
        return [t for t in dict.fromkeys(found) if t.pos_ in {"NOUN", "PROPN"} and not is_document(t)]

    def _adjacent(self, n: Name, root: Token) -> Token | None:
        """A noun right before the name of a body or person, whatever the parser makes of it: `the markets regulator ORA`,
        `the weekly Scales`, `the party's nominee Ilse Draven`.
        """
        before = self._scene.doc[n.start - 1] if n.start else root
        taken = before.i == root.i or before.i in self._scene.name_at or not before.whitespace_ or before.pos_ != "NOUN"
        clause = root.dep_ in SUBJECTS and root.head.dep_ in {"acl", "acl:relcl"}  # `the weekly Oram owns`
        if not taken and n.label == "PERSON" and not n.title and before.i not in self._scene.titles:
            return before if person_noun(before) and not phrase(before).plural and _beside(before, root) else None
        if taken or clause or n.label not in {"ORG", "MISC"} or root.dep_ == "nmod:poss" or preposition(root):
            return None
        front = phrase(before)
        evidence = kinds().of_noun(front.words)
        return before if evidence is not None and evidence.kind in BODY_KINDS and not front.plural else None

    def _called(self, n: Name, root: Token) -> bool:
        """`the Oram militant group`, `the Velmoran Tribune newspaper`: a noun behind a name that says what the name is."""
        head = root.head
        return (
            root.dep_ == "compound"
            and head.pos_ == "NOUN"
            and n.end <= head.i <= n.end + 3
            and all(t.pos_ in {"ADJ", "NOUN"} or t.text in {'"', "”"} for t in self._scene.doc[n.end : head.i])
            and n.label in {"ORG", "MISC", "PERSON"}
            and not kinds().country(n.text)
            and not kinds().capital(n.text)
            and head.lemma_.lower() in CALLED
            and not any(c.dep_ == "acl" and c.lemma_.lower() in _NAMING for c in head.children)
            and not (n.start and self._scene.doc[n.start - 1].text in {"-", "–"})
        )

    def _person(self, n: Name) -> bool:
        return n.label == "PERSON" and "&" not in n.text

    def _compatible(self, n: Name, noun: Token, kind: str) -> bool:
        """Whether the noun can be said of the name; `X, an alliance` makes a body of what the model took for a person."""
        if not self._person(n):
            return kind != "person"
        root = self._scene.doc[n.root]
        said = (noun.dep_ == "appos" and noun.head.i in n.tokens) or self._called(n, root) or named_so(root) == noun
        return kind == "person" or (said and kind in BODY_KINDS and not n.title)

    def _owners(self, front: list[Token]) -> list[Name]:
        names = [self._scene.name_at[t.i] for t in front if t.i in self._scene.name_at]
        return [n for n in names if not self._scene.prefixed(n)]

    def _hold(self, draft: Draft, words: tuple[str, ...], owner: str, start: int, end: int) -> None:
        for role in self._roles(words):
            self._scene.held[role, owner].add(draft.id)
        self._scene.said.append(Said(draft.id, owner, words, start, end))

    def _roles(self, words: tuple[str, ...]) -> set[str]:
        """The last word of a description, the longest title that it ends in, and what else their bearers are called."""
        found = {words[-1], " ".join(words[-kinds().title(words) :])}
        return found | {other for role in found for other in kinds().also(role)}

    def _prove(self, draft: Draft, kind: str, start: int, end: int) -> None:
        if draft.kind is None and end > start:
            draft.kind, draft.evidence = kind, (start, end)  # type: ignore[assignment]


def _beside(noun: Token, root: Token) -> bool:
    """Whether the tree holds a noun and the root of the name behind it together, or makes both of them one party of a verb."""
    return noun.head.i in {root.i, root.head.i} or root.head.i == noun.i


def named_so(root: Token) -> Token | None:
    """The noun whose bearer a name is said to be named: `a channel` of `a channel named X`; None where nothing is so named."""
    verb = root.head
    if verb.dep_ != "acl" or verb.lemma_.lower() not in _NAMING or root.i < verb.i:
        return None
    if root.dep_ in SUBJECTS | {"obl:agent"}:
        return None
    by = preposition(root)
    return verb.head if by == "as" or (not by and verb.lemma_.lower() != "know") else None


def person_noun(token: Token) -> bool:
    """Whether a noun stands for a person or a set of persons."""
    return token.pos_ in {"NOUN", "PROPN"} and kind_of(phrase(token)) in {"unnamed_person", "person", "group"}
