"""Allegations matched across papers: the same accused, the same act by its words and category, and no sign of another event.

Leader clustering in the order of the papers: an allegation joins the group with the same accused that it is most like,
or begins one. An index by accused and stem finds the groups to look at, so the work grows with the allegations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from briefing.across.papers import Source
from briefing.across.parties import Parties
from briefing.across.words import FUNCTION_WORDS, stem, tokens
from briefing.schema import ActCategory, Allegation, Span

# Part of the subject words of the shorter statement that must be in the other: alone, and with the same category.
_ALIKE = 0.6
_ALIKE_IN_CATEGORY = 0.4
_MONTH = 31  # days: accounts of one event that lie further apart must be alike in nearly all words
_ALIKE_LATER = 0.8
_COMPARED = 8  # members of a group that a newcomer is compared with


@dataclass(frozen=True)
class Item:
    """An allegation of a paper, as it is compared: accused and others as parties, subject stems, names, date."""

    source: Source
    claim: Allegation
    accused: frozenset[str]
    others: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]


@dataclass
class Group:
    """Allegations taken for one."""

    items: list[Item] = field(default_factory=list)

    @property
    def category(self) -> ActCategory:
        """The commonest category; `other` only if there is no better."""
        found = Counter(item.claim.act.category for item in self.items)
        return min(found, key=lambda c: (c == "other", -found[c], c))


def match(papers: Sequence[Source], parties: Parties) -> list[Group]:
    """Groups of allegations that state the same, in the order of their first one; each allegation is in one group."""
    groups: list[Group] = []
    index: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for source in papers:
        for claim in source.analysis.allegations:
            item = _item(source, claim, parties)
            near: dict[int, None] = {}
            for accused in sorted(item.accused):
                for word in sorted(item.stems):
                    near.update(index[accused, word])
            best = max(near, key=lambda place: (_likeness(item, groups[place]), -place), default=None)
            if best is None or _likeness(item, groups[best]) == 0:
                best = len(groups)
                groups.append(Group())
            groups[best].items.append(item)
            for accused in item.accused:
                for word in item.stems:
                    index[accused, word][best] = None
    return groups


def _item(source: Source, claim: Allegation, parties: Parties) -> Item:
    """An allegation without the words of who says so and who is accused: those say nothing of the act."""
    text = source.text
    accused = frozenset(parties.actor(source.id, actor) for actor in claim.accused)
    others = frozenset(parties.actor(source.id, actor) for actor in claim.others)
    away = _away(source, claim)
    found, names = set(), set()
    for statement in claim.statements:
        for token in source.words(statement.start, statement.end):
            if token.word in FUNCTION_WORDS or any(start <= token.start < end for start, end in away):
                continue
            found.add(stem(token.word))
            if text[token.start].isupper() and token.start > statement.start:
                names.add(stem(token.word))
    if not found:
        found = {stem(token.word) for token in tokens(claim.act.text) if token.word not in FUNCTION_WORDS}
    return Item(source, claim, accused, others, frozenset(found), frozenset(names))


def _away(source: Source, claim: Allegation) -> list[tuple[int, int]]:
    """The places of the words that say who says so and who is accused, as far as they stand in the statements."""
    spans: list[Span] = []
    rungs = [rung for way in (claim.chain, *claim.ways) for rung in way]
    for name in (*claim.accused, *(rung.actor for rung in rungs)):
        if name in source.actors:
            spans += source.actors[name].mentions
    for statement in claim.statements:
        above, seen = statement.attribution, set[str]()
        while above in source.attributions and above not in seen:
            seen.add(above)
            item = source.attributions[above]
            spans += [span for span in (item.source, item.cue) if span is not None]
            above = item.within
    found = {(span.start, span.end) for span in spans}
    found |= {(rung.start, rung.end) for rung in rungs if rung.start is not None and rung.end is not None}
    return sorted(
        (start, end) for start, end in found if any(start < s.end and s.start < end for s in claim.statements)
    )


def _likeness(item: Item, group: Group) -> float:
    """The mean likeness to the first members of a group; 0 if one of them rules it out or most are not like it."""
    found = [_alike(item, member) for member in group.items[:_COMPARED]]
    like = sum(value > 0 for value in found)
    return 0.0 if min(found) < 0 or 2 * like < len(found) else sum(found) / len(found)


def _alike(one: Item, other: Item) -> float:
    """How alike two allegations are: 0 not enough, -1 they speak of different events."""
    if not one.accused & other.accused:
        return -1.0
    if one.others and other.others and not one.others & other.others and not one.names & other.names:
        return -1.0
    shared = one.stems & other.stems
    if not shared:
        return 0.0
    part = len(shared) / min(len(one.stems), len(other.stems))
    same = one.claim.act.category == other.claim.act.category
    needed = _ALIKE_IN_CATEGORY if same and one.claim.act.category != "other" else _ALIKE
    if one.names and other.names and not one.names & other.names:
        needed = _ALIKE_LATER
    if _apart(one, other) > _MONTH:
        needed = _ALIKE_LATER
    if len(shared) == 1 and min(len(one.stems), len(other.stems)) > 2:
        return 0.0
    return part if part >= needed else 0.0


def _apart(one: Item, other: Item) -> int:
    """Days between the papers; 0 if one has no date."""
    days = [date.fromisoformat(item.source.paper.date) for item in (one, other) if item.source.paper.date]
    return abs((days[0] - days[1]).days) if len(days) == 2 else 0
