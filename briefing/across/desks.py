"""Outlets side by side: what each adds, leaves out, hardens or softens, and whose reply only it prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from briefing.across.claims import Item
from briefing.across.papers import Source
from briefing.across.parties import Parties
from briefing.across.words import FUNCTION_WORDS, stem
from briefing.comparison import Carrier, Claim, Conflict, Desk, Shift
from briefing.schema import Certainty

FIRMNESS: dict[Certainty, int] = {"negated": 0, "hedged": 1, "asserted": 2}
_ENOUGH = 2  # other outlets that carry a claim, before one that does not is said to leave it out
_NUMBERS = {
    word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def conflicts(items: Sequence[Item], carriers: Sequence[Carrier], parties: Parties) -> tuple[Conflict, ...]:
    """Replies, negated statements and other numbers, each with whether one outlet alone carries it."""
    outlets = {carrier.paper: parties.outlet(carrier.paper) for carrier in carriers}
    many = len(set(outlets.values())) > 1
    found: list[Conflict] = []
    answering = {outlets[carrier.paper] for carrier in carriers if carrier.answers}
    for carrier in carriers:
        for answer in carrier.answers:
            alone = many and len(answering) == 1
            found.append(Conflict(kind="reply", paper=carrier.paper, start=answer.start, end=answer.end, words=answer.words,
                                  against="", other="", alone=alone))  # fmt: skip
    flat = next((carrier for carrier in carriers if carrier.certainty == "asserted"), None)
    negated = [carrier for carrier in carriers if carrier.certainty == "negated"]
    for carrier in negated if flat else ():
        alone = many and len({outlets[other.paper] for other in negated}) == 1
        found.append(Conflict(kind="negated", paper=carrier.paper, start=carrier.start, end=carrier.end, words=carrier.words,
                              against=flat.paper if flat else "", other=flat.words if flat else "", alone=alone))  # fmt: skip
    return (*found, *_numbers(items, outlets))


def desks(
    papers: Sequence[Source], claims: Sequence[Claim], parties: Parties, originals: dict[str, str]
) -> tuple[Desk, ...]:
    """Every outlet, in the order of its first paper."""
    printed: dict[str, list[str]] = defaultdict(list)
    for source in papers:
        printed[parties.outlet(source.id)].append(source.id)
    carrying = {claim.id: {parties.outlet(carrier.paper) for carrier in claim.carriers} for claim in claims}
    shifts: dict[str, list[Shift]] = defaultdict(list)
    replies: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for shift in _shifts(claim, parties, originals):
            shifts[parties.outlet(shift.paper)].append(shift)
        for paper in dict.fromkeys(c.paper for c in claim.conflicts if c.alone and c.kind == "reply"):
            outlet = parties.outlet(paper)
            if claim.id not in replies[outlet]:
                replies[outlet].append(claim.id)
    found = []
    for outlet, ids in printed.items():
        mine = [claim.id for claim in claims if outlet in carrying[claim.id]]
        found.append(
            Desk(
                outlet=outlet,
                papers=tuple(ids),
                claims=tuple(mine),
                adds=tuple(c for c in mine if len(carrying[c]) == 1) if len(printed) > 1 else (),
                omits=tuple(c.id for c in claims if outlet not in carrying[c.id] and len(carrying[c.id]) >= _ENOUGH),
                shifts=tuple(shifts[outlet]),
                replies=tuple(replies[outlet]),
            )
        )
    return tuple(found)


def _shifts(claim: Claim, parties: Parties, originals: dict[str, str]) -> list[Shift]:
    """Papers that put a claim firmer or weaker: a copy than its original, any other than the first paper with that origin."""
    first: dict[str, Carrier] = {}
    by_paper = {carrier.paper: carrier for carrier in claim.carriers}
    found = []
    for carrier in claim.carriers:
        root = carrier.origins[0] if carrier.origins else ""
        against = by_paper.get(originals.get(carrier.paper, "")) or first.setdefault(root, carrier)
        turn = FIRMNESS[carrier.certainty] - FIRMNESS[against.certainty]
        if turn and parties.outlet(carrier.paper) != parties.outlet(against.paper):
            found.append(Shift(claim=claim.id, paper=carrier.paper, against=against.paper,
                               turn="hardened" if turn > 0 else "softened", was=against.certainty, now=carrier.certainty))  # fmt: skip
    return found


def _numbers(items: Sequence[Item], outlets: dict[str, str]) -> list[Conflict]:
    """Numbers of the same thing that differ between outlets; the first paper's is the one they go against."""
    first: dict[str, tuple[str, Item, int, int]] = {}
    found, told = [], set()
    for item in items:
        for value, thing, start, end in _counted(item):
            known = first.setdefault(thing, (value, item, start, end))
            paper, other = item.source.id, known[1].source.id
            if known[0] == value or outlets[paper] == outlets[other] or (paper, thing) in told:
                continue
            told.add((paper, thing))
            found.append(Conflict(kind="number", paper=paper, start=start, end=end, words=item.source.text[start:end],
                                  against=other, other=known[1].source.text[known[2] : known[3]], alone=False))  # fmt: skip
    return found


def _counted(item: Item) -> list[tuple[str, str, int, int]]:
    """Numbers in the statements with the stem of the word they count: value, stem, place of both."""
    found = []
    for statement in item.claim.statements:
        words = item.source.words(statement.start, statement.end)
        for number, thing in pairwise(words):
            value = _NUMBERS.get(number.word) or (number.word if _NUMBER.fullmatch(number.word) else None)
            if value and thing.word not in FUNCTION_WORDS and not thing.word[0].isdigit():
                found.append((value, stem(thing.word), number.start, thing.end))
    return found
