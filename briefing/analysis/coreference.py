"""Who `he`, `they`, `the group` are: led back to what was spoken of before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis import binding
from briefing.analysis import grammar as g
from briefing.analysis.grammar import RELATIVE

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
_SUBJECTS = {"nsubj", "nsubj:pass", "obl:agent"}
#: Sentences that a pronoun looks back over, and mentions at most.
_SENTENCES, _MENTIONS = 4, 40
#: Up to this score of what was spoken of before, a pronoun in front of a subject is that subject.
_AHEAD = 4.0


@dataclass
class Entry:
    """Something that was spoken of: drafts (none: a thing or paper), what it is, where."""

    ids: tuple[str, ...]
    token: Token
    sentence: int
    sort: str  # person, body, set, thing
    gender: str | None = None
    name: bool = False
    speaker: bool = False


@dataclass(frozen=True)
class Place:
    """Where a pronoun stands: its sentence; drafts that it is not (other parties of its verb, the speaker, who would say `I`); the
    subject behind the phrase in which it stands; which mentions it passes over if there are others; whether it is a source.
    """

    sentence: int
    others: Collection[tuple[str, ...]]
    ahead: Entry | None
    passed: Callable[[Token], bool]
    source: bool


class History:
    """What was spoken of so far, in text order."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, entry: Entry) -> None:
        """Note a mention."""
        self.entries.append(entry)

    def recent(self, sentence: int, sentences: int = _SENTENCES) -> list[Entry]:
        """Mentions of the last few sentences, latest first."""
        found = []
        for e in self.entries[: -_MENTIONS - 1 : -1]:
            if sentence - e.sentence > sentences:
                break
            found.append(e)
        return found

    def pronoun(self, token: Token, place: Place) -> Entry | None:
        """What a third-person pronoun that stands at `place` leads back to, or None.

        Salience after S. Lappin and H. J. Leass (1994); the weights of `he` and `she` were fitted on the development part of
        GAP (Webster and others, 2018).
        """
        word = token.lower_
        if word in IT and _expletive(token):
            return None
        if word in HE | SHE:
            wanted, gender = {"person"}, "m" if word in HE else "f"
        elif word in IT:
            wanted, gender = {"body", "thing"}, None
        else:
            wanted, gender = {"set", "pair", "body"}, None
        not_it, above, first = binding.barred(token), binding.governing(token), binding.first_of_pair(token)
        best: tuple[float, Entry] | None = None
        met = Counter(e.ids for e in self.entries[-_MENTIONS:] if e.name)
        for back, e in enumerate(self.recent(place.sentence, 8 if gender else _SENTENCES)):
            if e.sort not in wanted or (gender and e.gender not in {None, gender}):
                continue
            if e.token.i in not_it or (e.ids and e.ids in place.others):
                continue
            if word in THEY and ((e.sort == "body" and not e.name) or _told(e.token, token)):
                continue
            score = 1.2 * (e.sentence - place.sentence) - 0.06 * back + 0.4 * e.name - 20.0 * place.passed(e.token)
            score += 0.4 * (e.token.i in above) + 2.0 * (first is not None and e.token.i == first.i)
            if gender:
                score += (1.1 if token.dep_ in g.SUBJECTS else 0.8) * leads(e.token)
                score += 0.3 * min(4, met[e.ids]) * bool(e.ids) + 1.0 * (place.source and e.speaker)
                score -= 1.0 * _said_of(e.token)
            else:
                score += 1.2 * leads(e.token) + 0.5 * (place.source and e.speaker)
                score -= 0.8 * (e.token.dep_ in {"nmod:poss", "compound", "amod"})
                score -= 1.0 * (e.sort == "body" and word in THEY)
            if best is None or score > best[0]:
                best = (score, e)
        ahead = place.ahead
        fits = ahead is not None and ahead.sort in wanted and ahead.ids not in place.others
        if ahead is not None and fits and (not gender or ahead.gender in {None, gender}):
            return ahead if best is None or best[0] < _AHEAD else best[1]
        return best[1] if best else None


def leads(token: Token) -> bool:
    """Whether a mention is the subject or doer of a clause; the doer inside a participle is told in passing: `then led by Orsin`."""
    return token.dep_ in _SUBJECTS and not (token.dep_ == "obl:agent" and token.head.dep_ == "acl")


def _said_of(noun: Token) -> bool:
    """Whether a noun is said of somebody and brings nobody new: `she is a lawyer`, `regarded as a leader`."""
    return any(c.dep_ == "cop" or (c.dep_ == "case" and c.lower_ == "as") for c in noun.children)


def _expletive(token: Token) -> bool:
    """`it is likely that`, `it emerged that`: stands for nothing."""
    if token.dep_ == "expl":
        return True
    head = token.head
    if token.dep_ not in {"nsubj", "nsubj:pass"} or token.i > head.i:
        return False
    return any(c.dep_ in {"csubj", "csubj:pass"} for c in head.children) or (
        head.pos_ == "ADJ" and any(c.dep_ in {"ccomp", "advcl", "xcomp"} for c in head.children)
    )


def _told(hearer: Token, pronoun: Token) -> bool:
    """Whether `hearer` is told the clause in which the pronoun stands: `told the agency that they lied`."""
    return hearer.dep_ in {"obj", "iobj"} and hearer.head.lemma_ == "tell" and hearer.head.is_ancestor(pronoun)


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for, or None."""
    if token.lower_ not in RELATIVE or token.pos_ not in {"PRON", "DET", "SCONJ"}:
        return None
    verb = token.head
    for _ in range(4):
        if verb.dep_ in {"acl:relcl", "acl", "advcl:relcl"}:
            return verb.head if verb.head.i != token.i else None
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None
