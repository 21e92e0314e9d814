"""Who `he`, `they`, `the group` are: led back to what was spoken of before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.grammar import RELATIVE

HE = {"he", "him", "his", "himself"}
SHE = {"she", "her", "hers", "herself"}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
_SUBJECTS = {"nsubj", "nsubj:pass", "obl:agent"}
_CORE = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent"}
#: Sentences that a pronoun looks back over, and mentions at most.
_SENTENCES, _MENTIONS = 4, 40


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

    def pronoun(self, token: Token, sentence: int, speaker: tuple[str, ...] = (),
                passed: Callable[[Token], bool] = lambda _: False) -> Entry | None:  # fmt: skip
        """What a third-person pronoun leads back to, or None; not to the `speaker` who would say `I` there.

        Mentions that are `passed` over count only where there is no other.
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
        best: tuple[float, Entry] | None = None
        for back, e in enumerate(self.recent(sentence, 8 if gender else _SENTENCES)):
            if e.sort not in wanted or (gender and e.gender not in {None, gender}) or _same_clause(token, e.token):
                continue
            if word in THEY and ((e.sort == "body" and not e.name) or _told(e.token, token)):
                continue
            if speaker and e.ids == speaker:
                continue
            score = -1.2 * (sentence - e.sentence) - 0.06 * back
            score += 1.2 * _leads(e.token) + 0.4 * e.name + 0.5 * e.speaker
            score += 0.6 * (gender is not None and e.gender == gender)
            score -= 0.8 * (e.token.dep_ in {"nmod:poss", "compound", "amod"})
            score -= 1.0 * (e.sort == "body" and word in THEY)
            score -= 20.0 * passed(e.token)
            if best is None or score > best[0]:
                best = (score, e)
        return best[1] if best else None


def _leads(token: Token) -> bool:
    """Whether a mention is the subject or doer of a clause; the doer inside a participle is told in passing: `then led by Orsin`."""
    return token.dep_ in _SUBJECTS and not (token.dep_ == "obl:agent" and token.head.dep_ == "acl")


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


def _same_clause(pronoun: Token, other: Token) -> bool:
    """Whether both are arguments of one verb: then the pronoun is somebody else (`he accused him`)."""
    if pronoun.i == other.i or (other.is_ancestor(pronoun) and pronoun.dep_ != "nmod:poss"):
        return True
    return pronoun.dep_ in _CORE and other.dep_ in _CORE and pronoun.head.i == other.head.i


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
