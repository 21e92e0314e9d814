"""Quotations in several papers, compared letter by letter.

Quotations are read from the text's own marks. Those that share a run of three words are set side by side; a pair of the
same speaker that shares subject words but hardly a run is taken for the same words in another wording, as a translation leaves
them.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.across.papers import Source
from briefing.across.parties import Parties
from briefing.across.words import FUNCTION_WORDS, Token, stem
from briefing.comparison import Edit, Quotation, Relation, Version

_MARKS = re.compile(r"“([^“”]+)[”\n]|\"([^\"\n]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")
WORDS = 4  # a shorter one is a turn of phrase
_RUN = 3
_SAME_WORDS = 0.6  # of the shorter quotation's words, in order: below this it is another wording or another quotation
_SUBJECT = 3  # words that carry a subject, at least, in what two quotations share
_SAME_SUBJECT = 0.25  # of the subject stems of both
_DAYS = 7
_COMMON = 50  # a run of words in more quotations than this tells nothing


@dataclass(frozen=True)
class _Quote:
    source: Source
    start: int
    end: int
    speaker: str | None
    words: tuple[Token, ...]

    @property
    def plain(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.words)

    @property
    def rank(self) -> tuple[str, int, int, int]:
        """Earliest first, of one day the longest."""
        return (self.source.order[0], -len(self.words), self.source.order[1], self.start)


def quotations(papers: Sequence[Source], parties: Parties) -> tuple[Quotation, ...]:
    """Every quotation that stands in more than one paper, in the order of its first version."""
    quotes = [quote for source in papers for quote in _quotes(source, parties)]
    pairs = _pairs(quotes)
    groups = _groups(quotes, pairs)
    found = []
    for number, group in enumerate(groups, start=1):
        first = group[0]
        versions = [_version(first, first, "same", ())]
        for quote in group[1:]:
            relation, edits = _compare(first, quote)
            versions.append(_version(first, quote, relation, edits))
        speakers = Counter(quote.speaker for quote in group if quote.speaker)
        speaker = first.speaker or min(speakers, key=lambda s: (-speakers[s], s), default=None)
        found.append(Quotation(id=f"q{number}", speaker=speaker, versions=tuple(versions)))
    return tuple(found)


def _version(first: _Quote, quote: _Quote, relation: Relation, edits: tuple[Edit, ...]) -> Version:
    words = quote.source.text[quote.start : quote.end]
    return Version(paper=quote.source.id, start=quote.start, end=quote.end, words=words, relation=relation, edits=edits)


def _quotes(source: Source, parties: Parties) -> list[_Quote]:
    found = []
    for begin, close in source.story():
        for match in _MARKS.finditer(source.text, begin, close):
            group = next(number for number in range(1, 5) if match.group(number) is not None)
            start, end = match.span(group)
            words = tuple(source.words(start, end))
            if len(words) >= WORDS:
                found.append(_Quote(source, start, end, _speaker(source, start, end, parties), words))
    return found


def _speaker(source: Source, start: int, end: int, parties: Parties) -> str | None:
    """The party that the innermost attribution around a quotation leads to."""
    best: tuple[int, str] | None = None
    for item in source.analysis.attributions:
        if item.source is None or item.source.actor is None:
            continue
        for span in item.content:
            if span.start < end and start < span.end:
                size = span.end - span.start
                if best is None or size < best[0]:
                    best = (size, item.source.actor)
    return parties.actor(source.id, best[1]) if best else None


def _pairs(quotes: Sequence[_Quote]) -> list[tuple[int, int]]:
    """Pairs of quotations of different papers that are the same one, each pair once."""
    runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    subjects: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, quote in enumerate(quotes):
        plain = quote.plain
        for at in range(len(plain) - _RUN + 1):
            runs[plain[at : at + _RUN]].append(place)
        if quote.speaker:
            for word in sorted(_subject(quote)):
                subjects[quote.speaker, word].append(place)
    near: set[tuple[int, int]] = set()
    for places in (*runs.values(), *subjects.values()):
        if len(places) <= _COMMON:
            near.update((one, other) for at, one in enumerate(places) for other in places[at + 1 :] if one != other)
    found = []
    for one, other in sorted(near):
        if quotes[one].source.id != quotes[other].source.id and _related(quotes[one], quotes[other]):
            found.append((one, other))
    return found


def _related(one: _Quote, other: _Quote) -> bool:
    return _same_words(one, other) or _reworded(one, other)


def _same_words(one: _Quote, other: _Quote) -> bool:
    """Whether most words of the shorter one stand in the other, in order, with enough that carry a subject among them.

    What two known speakers say is only one quotation if it is the same to the letter.
    """
    if one.plain == other.plain:
        return True
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    shorter, longer = sorted((one, other), key=lambda quote: len(quote.words))
    if one.speaker == other.speaker is not None and f" {' '.join(shorter.plain)} " in f" {' '.join(longer.plain)} ":
        return True
    subject = {token.word for token in shorter.words if token.word not in FUNCTION_WORDS}
    shared = subject & set(one.plain) & set(other.plain)
    if len(shared) < _SUBJECT or len(shared) < _SAME_WORDS * len(subject):  # cannot be: spares the comparison in order
        return False
    return _in_order(one, other) >= _SAME_WORDS


def _in_order(one: _Quote, other: _Quote) -> float:
    """The part of the words of the shorter one that stand in the other, in order."""
    matcher = difflib.SequenceMatcher(None, one.plain, other.plain, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return shared / min(len(one.words), len(other.words))


def _subject(quote: _Quote) -> frozenset[str]:
    return frozenset(stem(token.word) for token in quote.words if token.word not in FUNCTION_WORDS)


def _reworded(one: _Quote, other: _Quote) -> bool:
    """The same speaker, within days, of like length, with the same name in it and a part of the subject words."""
    if one.speaker is None or one.speaker != other.speaker or _days(one, other) > _DAYS:
        return False
    lengths = sorted((len(one.words), len(other.words)))
    if 2 * lengths[0] < lengths[1] or not _names(one) & _names(other):
        return False
    mine, yours = _subject(one), _subject(other)
    return len(mine & yours) >= _SAME_SUBJECT * len(mine | yours)


def _names(quote: _Quote) -> frozenset[str]:
    """Words with a capital inside a sentence, and numbers."""
    text = quote.source.text
    found = set()
    for token in quote.words[1:]:
        before = text[quote.start : token.start].rstrip()
        if text[token.start].isdigit() or (text[token.start].isupper() and not before.endswith((".", "!", "?"))):
            found.add(token.word)
    return frozenset(found)


def _days(one: _Quote, other: _Quote) -> int:
    dates = [date.fromisoformat(quote.source.paper.date) for quote in (one, other) if quote.source.paper.date]
    return abs((dates[0] - dates[1]).days) if len(dates) == 2 else 0


def _groups(quotes: Sequence[_Quote], pairs: Sequence[tuple[int, int]]) -> list[list[_Quote]]:
    """Quotations that hang together, each group with its first version first and at most one version a place."""
    above = list(range(len(quotes)))

    def find(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        above[high] = low
    groups: dict[int, list[_Quote]] = defaultdict(list)
    for place, quote in enumerate(quotes):
        groups[find(place)].append(quote)
    made = [_ordered(group) for group in groups.values() if len(group) > 1]
    return sorted(made, key=lambda group: group[0].rank)


def _ordered(group: list[_Quote]) -> list[_Quote]:
    """First the version that the others are nearest to, the earliest of equals; then the others by their dates."""
    ranked = sorted(group, key=lambda quote: quote.rank)
    likeness = {
        place: sum(_same_words(quote, other) for other in ranked[:_COMMON])
        for place, quote in enumerate(ranked[:_COMMON])
    }
    first = min(likeness, key=lambda place: (-likeness[place], place))
    return [ranked[first], *(quote for place, quote in enumerate(ranked) if place != first)]


def _compare(first: _Quote, quote: _Quote) -> tuple[Relation, tuple[Edit, ...]]:
    """How a version relates to the first one, with every place where words differ."""
    old, new = first.plain, quote.plain
    if old == new:
        return "same", ()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if not _same_words(first, quote):
        return "reworded", ()
    edits = tuple(
        Edit(was=_between(first, i1, i2), now=_between(quote, j1, j2))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    )
    # A later version may also have more than the first: nothing was changed in either case.
    one_sided = all(not edit.now for edit in edits) or all(not edit.was for edit in edits)
    return ("cut" if one_sided else "altered"), edits


def _between(quote: _Quote, first: int, last: int) -> str:
    if first == last:
        return ""
    return quote.source.text[quote.words[first].start : quote.words[last - 1].end]
