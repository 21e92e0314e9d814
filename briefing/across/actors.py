"""Actors matched across papers: by full names first, then by short ones where only one fits, by context where several do.

Strong names bind: two words or more of a person's name (its last two), or of a body's; a lone name only binds to its
like. A short name (a surname, an acronym, `Energy Ministry`) is led to the one party whose full name holds it. If there
are several, the paper's other actors decide, as in the context-based steps of cross-document coreference (Bagga and
Baldwin 1998); if they do not, the actor is left apart and the candidates are kept beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing.across.names import Group, Name, acronym, group, headed, parts, surfaces
from briefing.across.papers import Source
from briefing.schema import Actor, ActorKind

Key = tuple[str, str]  # a paper's id and an actor's id in it
_COMPANY = 2  # other actors in common


@dataclass
class Cluster:
    """Actors taken for one, in the order of the papers."""

    group: Group
    keys: list[Key] = field(default_factory=list)
    candidates: tuple[Key, ...] = ()  # for one left apart: a key of each cluster that its name fits


@dataclass(frozen=True)
class _Entry:
    key: Key
    actor: Actor
    group: Group
    full: tuple[Name, ...]  # names that bind by themselves
    lone: tuple[Name, ...]  # one word each
    general: tuple[Name, ...]  # of words that all bodies of a kind have, as `Energy Ministry`
    loose: tuple[Name, ...]  # words that describe


class _Sets:
    """Disjoint sets with path halving; the smaller key stands for its set."""

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def find(self, key: Key) -> Key:
        """The key that stands for the set of `key`."""
        above = self._above
        while above.get(key, key) != key:
            above[key] = above.get(above[key], above[key])
            key = above[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """Make the two sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._above[second] = first


def match(papers: Sequence[Source]) -> list[Cluster]:
    """Clusters of actors over all papers, each actor in exactly one, in the order of their first actor."""
    place = {source.id: number for number, source in enumerate(papers)}
    common = _common_words(papers)
    entries = [_entry(source, actor, common) for source in papers for actor in source.analysis.actors]
    sets = _Sets()
    _bind_full(entries, sets)
    _bind_general(entries, sets)
    words = {source.id: frozenset(token.word for token in source.tokens) for source in papers}
    unsure = _bind_short(entries, sets, words)
    clusters: dict[Key, Cluster] = {}
    for entry in entries:
        cluster = clusters.setdefault(sets.find(entry.key), Cluster(entry.group))
        cluster.keys.append(entry.key)
    for key, candidates in unsure.items():
        at = sets.find(key)
        found = tuple(dict.fromkeys(sets.find(candidate) for candidate in candidates))
        if at not in found and len(found) > 1:
            clusters[at].candidates = found
    return sorted(clusters.values(), key=lambda c: (place[c.keys[0][0]], c.keys[0]))


def naming(actors: Iterable[Actor]) -> tuple[str, ActorKind, tuple[str, ...]]:
    """Name, kind and aliases of a party: the commonest of its actors' names, the fuller of equals; the commonest kind."""
    actors = list(actors)
    names = Counter(actor.name for actor in actors)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    kinds = Counter(actor.kind for actor in actors)
    # Words of a text that say what somebody is weigh more than the look of a name.
    kinds.update(actor.kind for actor in actors if actor.kind_evidence is not None)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    others = sorted({alias for actor in actors for alias in (actor.name, *actor.aliases)} - {name})
    return name, kind, tuple(others)


def _common_words(papers: Sequence[Source]) -> frozenset[str]:
    """Words that stand in small letters somewhere: a lone name that is such a word (`Ministry`) identifies nobody."""
    found: set[str] = set()
    for source in papers:
        text = source.text
        found.update(token.word for token in source.tokens if text[token.start].islower())
    return frozenset(found)


def _entry(source: Source, actor: Actor, common: frozenset[str]) -> _Entry:
    kind = group(actor.kind)
    full: dict[Name, None] = {}
    lone: dict[Name, None] = {}
    general: dict[Name, None] = {}
    loose: dict[Name, None] = {}
    for surface in surfaces(actor) if kind != "unnamed" else ():
        name = parts(surface, kind)
        if not name:
            continue
        if len(name) == 1:
            if not acronym(surface) and name[0] in common:
                continue
            lone[name] = None
        elif kind == "person":
            if headed(surface) and not common.issuperset(name[-2:]):  # an office (`Prime Minister`) is no name
                full[name[-2:]] = None
        elif not headed(surface):
            loose[name] = None
        elif common.issuperset(name):
            general[name] = None
        else:
            full[name] = None
    return _Entry((source.id, actor.id), actor, kind, tuple(full), tuple(lone), tuple(general), tuple(loose))


def _bind_full(entries: Sequence[_Entry], sets: _Sets) -> None:
    """Actors that share a full name are one; those that have nothing but a lone name, if it is the same and of a kind."""
    first: dict[Name, Key] = {}
    lone: dict[Name, list[_Entry]] = defaultdict(list)
    for entry in entries:
        for name in entry.full:
            sets.join(first.setdefault(name, entry.key), entry.key)
        if not entry.full and entry.lone:
            alike = lone[entry.lone[0]]
            like = next((other for other in alike if _of_a_kind(entry, other)), None)
            if like:
                sets.join(like.key, entry.key)
            if like is None or like.group != entry.group:
                alike.append(entry)


def _of_a_kind(one: _Entry, other: _Entry) -> bool:
    """Whether two actors with the same lone name can be one: of one group, or nothing in one text shows its kind."""
    return one.group == other.group or one.actor.kind_evidence is None or other.actor.kind_evidence is None


def _bind_general(entries: Sequence[_Entry], sets: _Sets) -> None:
    """`Energy Ministry` in two papers is one body if the papers have other actors in common: two states have two of them."""
    present: dict[str, set[Key]] = defaultdict(set)
    for entry in entries:
        if entry.full or entry.lone:
            present[entry.key[0]].add(sets.find(entry.key))
    groups: dict[Name, list[tuple[Key, set[Key]]]] = defaultdict(list)
    for entry in entries:
        if entry.full or not entry.general:
            continue
        here = present[entry.key[0]] - {sets.find(entry.key)}
        for first, company in groups[entry.general[0]]:
            if len(company & here) >= _COMPANY:
                sets.join(first, entry.key)
                company |= here
                break
        else:
            groups[entry.general[0]].append((entry.key, set(here)))


def _bind_short(entries: Sequence[_Entry], sets: _Sets, words: dict[str, frozenset[str]]) -> dict[Key, tuple[Key, ...]]:
    """Lead actors with a short name to the party that it fits; what fits several is given back with those it fits."""
    holders: dict[tuple[str, Name], dict[Key, set[str]]] = defaultdict(dict)
    for entry in entries:
        for part, extra in _held(entry):
            holders[(_side(entry.group), part)].setdefault(sets.find(entry.key), set()).update(extra)
    company: dict[Key, set[Key]] = defaultdict(set)
    of_paper: dict[str, list[Key]] = defaultdict(list)
    for entry in entries:
        if entry.full:
            of_paper[entry.key[0]].append(sets.find(entry.key))
    for present in of_paper.values():
        for key in present:
            company[key].update(present)
    unsure = {}
    for entry in entries:
        fitting: dict[Key, None] = {}
        for name in (
            (*entry.full, *entry.lone, *entry.general, *entry.loose)
            if entry.group != "person" or not entry.full
            else ()
        ):
            found = holders.get((_side(entry.group), name), {})
            # `Energy Ministry` is Maravel's only in a text that speaks of Maravel; a surname or acronym needs no such word.
            fitting.update({k: None for k, extra in found.items() if not extra or extra & words[entry.key[0]]})
        fits = [key for key in dict.fromkeys(sets.find(key) for key in fitting) if key != sets.find(entry.key)]
        if not fits:
            continue
        if len(fits) > 1:
            here = set(of_paper[entry.key[0]]) - {sets.find(entry.key)}
            shared = {key: len((company[key] & here) - {key}) for key in fits}
            best = sorted(fits, key=lambda key: (-shared[key], key))
            if shared[best[0]] < 2 * max(shared[best[1]], 1):
                unsure[entry.key] = tuple(fits)
                continue
            fits = best[:1]
        sets.join(entry.key, fits[0])
    return unsure


def _held(entry: _Entry) -> list[tuple[Name, frozenset[str]]]:
    """Short names that stand for an actor with a full one, each with the words of which one must be near.

    A person's surname; an acronym beside a full name; a body's name however it is capitalised, and without the place or
    owner before it.
    """
    if not entry.full:
        return []
    found: list[tuple[Name, frozenset[str]]] = [(name, frozenset()) for name in entry.lone]
    for name in entry.full:
        if entry.group == "person":
            found.append((name[-1:], frozenset()))
            continue
        found.append((name, frozenset()))
        found += [(name[at:], frozenset(name[:at])) for at in range(1, len(name) - 1)]
    return found


def _side(kind: Group) -> str:
    """Short names of persons are surnames, those of all else are not: they are looked up apart."""
    return "person" if kind == "person" else "other"
