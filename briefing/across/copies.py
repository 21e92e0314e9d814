"""Wire copies: papers that are for the most part another one, found by shingles.

Texts are compared as sets of five-word shingles (Broder 1997). MinHash signatures in a locality-sensitive index
(`datasketch`) give the pairs that are worth comparing, so the work grows with the papers and not with their square; the
decision is made on the shingles themselves.
"""

from __future__ import annotations

import difflib
import zlib
from collections.abc import Sequence

from briefing.across.papers import Source
from briefing.across.words import sentences, tokens
from briefing.comparison import Copy, Edit

SHINGLE = 5
SHARED = 0.5  # of the shorter text: below this a paper quotes, above it copies
LEAST = 30  # shingles in common: two notes of a sentence may be alike without one being copied
_PERMUTATIONS = 128
_REWRITTEN = 0.6  # of the words of the shorter sentence: above this it is the same sentence, changed
_CANDIDATE = 0.25  # estimated Jaccard index from which a pair is looked at


def copies(papers: Sequence[Source]) -> tuple[Copy, ...]:
    """Every paper that is a copy, with its original: of a group of copies the earliest, of equals the longest."""
    shingles = {source.id: _shingles(source) for source in papers}
    order = {source.id: place for place, source in enumerate(papers)}
    by_id = {source.id: source for source in papers}

    def rank(paper: str) -> tuple[str, int, int]:
        source = by_id[paper]
        return (source.order[0], -len(shingles[paper]), order[paper])

    found: dict[str, Copy] = {}
    for one, other in _candidates(papers, shingles):
        common = len(shingles[one] & shingles[other])
        shared = common / min(len(shingles[one]), len(shingles[other]))
        if common < LEAST or shared < SHARED:
            continue
        original, copy = sorted((one, other), key=rank)
        before = found.get(copy)
        if before is None or rank(original) < rank(before.original):
            dates = (by_id[original].paper.date, by_id[copy].paper.date)
            found[copy] = Copy(
                paper=copy,
                original=original,
                shared=round(shared, 3),
                dated=None not in dates and dates[0] != dates[1],
                edits=_edits(by_id[original], by_id[copy]),
            )
    return tuple(found[paper] for paper in sorted(found, key=lambda p: order[p]))


def _shingles(source: Source) -> frozenset[int]:
    found = set()
    for start, end in source.story():
        words = [token.word for token in source.words(start, end)]
        for at in range(len(words) - SHINGLE + 1):
            found.add(zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()))
    return frozenset(found)


def _candidates(papers: Sequence[Source], shingles: dict[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs of papers that may share much, each once, in the order of the papers."""
    from datasketch import MinHash, MinHashLSH  # scipy comes along with it: only for those who compare

    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    pairs = []
    order = {source.id: place for place, source in enumerate(papers)}
    for source in papers:
        if not shingles[source.id]:
            continue
        signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
        signature.update_batch(sorted(shingles[source.id]))
        pairs += [(str(other), source.id) for other in sorted(index.query(signature), key=lambda p: order[str(p)])]
        index.insert(source.id, signature)
    return pairs


def _edits(original: Source, copy: Source) -> tuple[Edit, ...]:
    """The sentences that differ, in the order of the original."""
    old, new = (_sentences(source) for source in (original, copy))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    edits = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            edits += _paired(old[i1:i2], new[j1:j2])
    return tuple(edits)


def _paired(old: list[str], new: list[str]) -> list[Edit]:
    """Sentences of one place in both texts, each beside the one that it became, else beside nothing."""
    edits, at = [], 0
    for was in old:
        likeness = [(_like(was, now), -place) for place, now in enumerate(new) if place >= at]
        best, place = max(likeness, default=(0.0, 0))
        if best < _REWRITTEN:
            edits.append(Edit(was=was, now=""))
            continue
        edits += [Edit(was="", now=now) for now in new[at:-place]]
        edits.append(Edit(was=was, now=new[-place]))
        at = 1 - place
    return edits + [Edit(was="", now=now) for now in new[at:]]


def _like(was: str, now: str) -> float:
    """The part of the words of the shorter sentence that stand in the other, in order."""
    one, other = ([token.word for token in tokens(words)] for words in (was, now))
    if not one or not other:
        return 0.0
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / min(len(one), len(other))


def _sentences(source: Source) -> list[str]:
    return [
        " ".join(source.text[first:last].split())
        for start, end in source.story()
        for first, last in sentences(source.text, start, end)
    ]
