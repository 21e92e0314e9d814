"""How actors stand to each other by the text's own words: part of, member of, at the head of, speaking for, backed by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.analysis.grammar import children
from briefing.analysis.kinds import kinds
from briefing.analysis.lexicon import load
from briefing.analysis.scene import BODY_KINDS, Draft, Scene
from briefing.analysis.unnamed import Unnamed
from briefing.schema import Relation

_ROLES: tuple[Relation, ...] = ("speaks_for", "leads", "member_of", "part_of")
_PEOPLE = {"person", "unnamed_person", "group"}
#: Kinds that are part of the state that the text says is theirs (`the Velmoran police`).
_OF_STATE = {"state_agency", "court"}


@dataclass(frozen=True, order=True)
class Bond:
    """A tie of the draft `draft` to the draft `to`, and the characters of the words that tell it."""

    start: int
    end: int
    draft: str
    to: str
    relation: Relation


@cache
def _nouns() -> dict[str, Relation]:
    return {noun: relation for relation in _ROLES for noun in load("ties")[relation]}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load("ties")[kind])


def bonds(scene: Scene) -> list[Bond]:
    """All ties between drafts of the scene that the words of the text tell, in text order. Time grows linearly with the text."""
    return sorted({*_titled(scene), *_described(scene), *_of_states(scene), *_backed(scene)})


def _relation(words: tuple[str, ...], draft: Draft, owner: Draft) -> Relation | None:
    """What a description (its words, head last) tells of its bearer and of the one that it names as owner."""
    people = draft.kind in _PEOPLE
    if set(words) & _words("past"):
        return None
    for start in range(max(0, len(words) - 3), len(words)):
        found = _nouns().get(" ".join(words[start:]))
        if found == "speaks_for" and people:
            return found
        if found is not None and owner.kind in BODY_KINDS:
            if found == "leads" and (set(words) & _words("second") or (owner.kind == "state" and not _rules(words))):
                return "works_for"
            return found if people != (found == "part_of") else None
    works = draft.kind in {"person", "unnamed_person"} and owner.kind in BODY_KINDS - {"state", "armed_group"}
    return "works_for" if works else None


def _rules(words: tuple[str, ...]) -> bool:
    """Whether a role is that of the head of a state or government."""
    return any(" ".join(words[start:]) in _words("rules") for start in range(max(0, len(words) - 3), len(words)))


def _titled(scene: Scene) -> Iterator[Bond]:
    """Titles and appositions of names: `the Oram Group's spokesman, Ilse Draven`, `Velmoran President Ana Reis`."""
    for said in scene.said:
        relation = _relation(said.words, scene.drafts[said.draft], scene.drafts[said.to])
        if relation is not None:
            yield Bond(said.start, said.end, said.draft, said.to, relation)


def _described(scene: Scene) -> Iterator[Bond]:
    """Parties without a name: `a spokesman for the Oram Group`, `Draven's lawyer`."""
    for draft in scene.drafts.values():
        for p in draft.phrases if draft.kind in _PEOPLE else ():
            for owner in scene.owners(p):
                relation = _relation(p.words, draft, scene.drafts[owner])
                if relation is not None:
                    yield Bond(scene.doc[p.start].idx, scene.reach(p.head, owner), draft.id, owner, relation)


def _of_states(scene: Scene) -> Iterator[Bond]:
    """Bodies of a state: `Velmora's foreign ministry`, `the Velmoran police`, `Velmora's intelligence agency VIA`."""
    unnamed = Unnamed(scene)
    for draft in scene.drafts.values():
        if draft.kind not in _OF_STATE:
            continue
        for p in draft.phrases:
            state = scene.countries.get(unnamed.country(p) or "")
            if state is not None:
                yield Bond(scene.doc[p.start].idx, p.head.idx + len(p.head), draft.id, state.id, "part_of")
        for n in draft.names:
            owner = scene.country_before(n)
            state = scene.countries.get(
                (kinds().country(owner.text) or kinds().demonym(owner.text) or "") if owner else ""
            )
            if owner is not None and state is not None:
                yield Bond(scene.doc[owner.start].idx, scene.end(n), draft.id, state.id, "part_of")


def _backed(scene: Scene) -> Iterator[Bond]:
    """`the Oram-backed militia`, `a militia backed by Oram`, `a coalition led by Oram`."""
    for token in scene.doc:
        if token.lower_ not in _words("backing") | _words("heading"):
            continue
        hyphen = token.i > 1 and scene.doc[token.i - 1].text in {"-", "–"}
        by = [c for c in children(token, "obl:agent", "obl") if any(g.lower_ == "by" for g in c.children)]
        for backer in [scene.doc[token.i - 2]] if hyphen else by if token.dep_ == "acl" else []:
            first, last = sorted((backer, token), key=lambda t: t.i)
            for one in scene.leads(backer):
                for other in scene.leads(token.head):
                    if token.lower_ in _words("backing"):
                        yield Bond(first.idx, last.idx + len(last), other, one, "backed_by")
                    else:
                        yield Bond(first.idx, last.idx + len(last), one, other, "leads")
