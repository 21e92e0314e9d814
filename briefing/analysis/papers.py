"""The papers of a text: reports, dossiers, videos, posts; which mentions are one paper, and who issued it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.cueing import is_spoken
from briefing.analysis.speakers import bodies, is_document, speakers

#: Who does this to a paper is its issuer. Levin 25 (image creation), 11.1 (send), FrameNet Publishing, Text_creation.
_ISSUING = {
    "issue", "release", "publish", "write", "author", "compile", "prepare", "produce", "draft", "file", "submit", "post",
    "upload", "tweet", "unveil", "present", "print", "air", "broadcast", "sign", "commission", "circulate", "distribute",
}  # fmt: skip
#: Who does this to a paper has seen it, and did not write it.
_SEEING = {
    "see",
    "obtain",
    "review",
    "view",
    "read",
    "examine",
    "acquire",
    "verify",
    "inspect",
    "access",
    "cite",
    "quote",
}
#: Words of a paper's phrase that may name its issuer.
_OWNING = {"in", "by", "from", "of", "at", ""}
#: Words between a paper that is only called one and the place where it is introduced.
_SOON = 150


@dataclass
class Paper:
    """One paper: its `issuer` (draft ids, empty if the text names none) and its fullest phrase; `first` its first noun."""

    issuer: tuple[str, ...]
    phrase: Span
    first: Token


class Papers:
    """Leads each noun for a paper to the paper that is meant."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        """One pass over the text."""
        self._cast = cast
        self._known: dict[tuple[str, bool], list[Paper]] = defaultdict(list)
        self._at: dict[int, Paper] = {}
        for noun in doc:
            if is_document(noun) and noun.dep_ not in {"compound", "flat", "fixed"}:
                self._meet(noun)
        self._look_ahead()

    def meant(self, noun: Token, speaker: tuple[str, ...] = ()) -> Paper | None:
        """The paper that `noun` stands for; of several that it may be, the one that `speaker`, who spoke last, issued."""
        paper = self._at.get(noun.i)
        if speaker and (paper is None or not set(paper.issuer) & set(speaker)) and _leads_back(noun):
            for other in reversed(self._known[_kind(noun)]):
                if other.first.i < noun.i and set(other.issuer) & set(speaker):
                    return other
        return paper

    def _meet(self, noun: Token) -> None:
        issuer = self.issuer(noun)
        known = self._known[_kind(noun)]
        paper = None
        if issuer:
            paper = next((p for p in reversed(known) if set(p.issuer) & set(issuer)), None)
            if paper is None and _leads_back(noun) and known and not known[-1].issuer:
                paper = known[-1]
                paper.issuer = issuer
        elif _leads_back(noun) and known:
            paper = known[-1]
        words = g.phrase(noun)
        if paper is None:
            paper = Paper(issuer, words, noun)
        else:
            known.remove(paper)
        known.append(paper)  # the last one named stands last
        if len(paper.phrase) < len(words) <= 8 or len(paper.phrase) > 8:
            paper.phrase = words
        self._at[noun.i] = paper

    def _look_ahead(self) -> None:
        """A bare paper before the first that has an issuer (`Report: ...` in a headline) is the one that comes soon after."""
        for papers in self._known.values():
            papers = sorted(papers, key=lambda p: p.first.i)
            first = next((k for k, p in enumerate(papers) if p.issuer), 0)
            for paper in papers[:first]:
                near = papers[first].first.i - paper.first.i < _SOON
                modified = g.children(paper.first, "amod", "nmod", "nmod:poss", "compound", "acl", "acl:relcl")
                if near and not modified:
                    paper.issuer = papers[first].issuer

    def issuer(self, paper: Token) -> tuple[str, ...]:
        """Who a paper comes from: `a report in/by/of X`, `X's report`, `the X report`, `X issued a report`."""
        own = g.children(paper, "nmod:poss", "compound", "nmod", "acl")
        for child in sorted(own, key=lambda c: c.i):
            if child.dep_ == "acl":
                seen = child.lemma_.lower() in _SEEING
                nouns = [n for p, n in g.complements(child) if p in {"by", "from"} and not seen]
            elif child.dep_ == "nmod" and g.preposition(child) not in _OWNING:
                nouns = []
            else:
                nouns = [child]
            for noun in nouns:
                owner = child.dep_ == "nmod:poss" and (noun.ent_type_ == "LOC" or noun.pos_ == "PRON")
                owner = owner or (child.dep_ in {"nmod:poss", "compound"} and bodies().compound(noun) is not None)
                owner = owner or (
                    child.dep_ == "acl" and bool(self._cast.resolve(noun))
                )  # "released by magistrate Draven"
                beside = [c for c in g.children(child, "case") if c.lower_ == "by" and c.i == paper.i + 1]
                owner = owner or (
                    bool(beside) and speakers().compound(noun) is not None
                )  # "a report by the ombudsman", not "a report on the raid by the army"
                if (noun.ent_type_ in {"ORG", "PERSON"} or owner) and (found := self._cast.resolve(noun, create=True)):
                    return found
        if (name := _named_behind(paper)) is not None and (found := self._cast.resolve(name, create=True)):
            return found
        if (
            paper.dep_ == "obl"
            and g.preposition(paper) == "in"
            and is_spoken(paper.doc[paper.head.i : paper.head.i + 1])
        ):
            agents = [] if g.is_passive(paper.head) else g.agents(paper.head)
            for agent in agents[:1]:  # "In a statement, the agency said"
                if found := self._cast.resolve(agent, create=True):
                    return found
        for verb in (paper.head, *g.children(paper, "acl:relcl")):
            if verb.pos_ == "VERB" and verb.lemma_.lower() in _ISSUING and paper in g.objects(verb):
                for agent in g.agents(verb)[:1]:
                    if found := self._cast.resolve(agent, create=True):
                        return found
        return ()


def _named_behind(paper: Token) -> Token | None:
    """The organisation or person of `a report by the US-based X`, whatever a long sentence's tree hangs it on."""
    behind = paper.doc[paper.i + 1 : paper.i + 10]
    if not behind or behind[0].lower_ not in _OWNING:
        return None
    for token in behind[1:]:
        name = next((e for e in token.doc.ents if e.start <= token.i < e.end and e.label_ in {"ORG", "PERSON"}), None)
        after = token.doc[name.end] if name is not None and name.end < len(token.doc) else None
        if name is not None and (after is None or (after.text != "-" and after.dep_ != "amod")):  # "the US-based X"
            return name.root if after is None or after.pos_ not in {"NOUN", "PART"} else None  # "of the Times reporter"
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN"} and token.text != "-" and token.dep_ != "amod":
            return None
    return None


def seen_by(paper: Token) -> Token | None:
    """Who has seen a paper and passes it on: `a draft seen by the agency`."""
    for child in g.children(paper, "acl", "acl:relcl"):
        if child.lemma_.lower() in _SEEING:
            by = [n for p, n in g.complements(child) if p == "by"]
            if by:
                return by[0]
    return None


def _kind(noun: Token) -> tuple[str, bool]:
    lemma = noun.lemma_.lower()
    return lemma, noun.lower_ != lemma


def _leads_back(noun: Token) -> bool:
    """Whether a paper may be one that was named before: `the latest report`, not `a leaked one`, `the report of Y`."""
    definite = any(c.lower_ in {"the", "this", "that", "these", "those"} for c in g.children(noun, "det"))
    return definite and not g.children(noun, "acl", "acl:relcl", "nmod:poss", "nmod")
