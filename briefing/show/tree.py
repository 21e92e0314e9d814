"""The attribution ladder of the page: all chains as one tree of nested lists, from the outlet inwards to the accused.

A source's block is as high as what passes through it, so the source that carries most is seen at once. The page's
script gives every source a switch; what falls when it is switched off follows from `data-ways`, which holds the ways
of each allegation as `briefing.lineage` has them. Without a script it stays a list that can be read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from briefing.schema import Allegation
from briefing.show.figures.tree import finding
from briefing.show.sentences import main_statement
from briefing.show.table import evidence
from briefing.show.terms import SOURCE_KIND
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.view import Source, View
from briefing.show.words import capital, count, escape, isolated, listed


@dataclass
class _Branch:
    """A source on the way from the outlet: what it passes on from others, and what it says itself."""

    source: Source
    branches: dict[str, _Branch] = field(default_factory=dict)
    leaves: list[Allegation] = field(default_factory=list)

    def claims(self) -> set[str]:
        """Ids of the allegations that pass through here; one that comes by several ways counts once."""
        return {leaf.id for leaf in self.leaves}.union(*(branch.claims() for branch in self.branches.values()))

    def size(self) -> int:
        return len(self.claims())


def html(v: View, linked: bool = False) -> str:
    """The tree as HTML; a line of text instead if there is no allegation."""
    claims = v.analysis.allegations
    if not claims:
        return '<p class="bf-empty">No allegation was found, so there is no chain to draw.</p>'
    root = _grown(v)
    total = len(claims)
    return (
        f'<figure class="bf-figure bf-tree" id="chains" data-total="{total}"><figcaption><span class="bf-figure-number"></span> '
        f'<strong class="bf-finding">{escape(finding(v))}</strong></figcaption>'
        f'<ul class="bf-branches">{_branch(v, root, linked)}</ul>'
        '<p class="bf-caption">Read inwards: who passes on whose words, down to the origin, and what it holds against '
        "whom. A block is as high as what passes through it. The mark of an allegation is filled where its origin puts "
        "it flatly, open where hedged, crossed where negated.</p></figure>"
    )


def text(v: View) -> str:
    """The tree in plain text, one line a source or allegation."""
    if not v.analysis.allegations:
        return "No allegation was found, so there is no chain to draw."
    lines: list[str] = []

    def write(branch: _Branch, depth: int) -> None:
        lines.append(f"{'  ' * depth}{branch.source.name} ({branch.size()})")
        for leaf in branch.leaves:
            lines.append(f"{'  ' * (depth + 1)}{_number(v, leaf)}. against {listed(v.accused(leaf))}")
        for inner in branch.branches.values():
            write(inner, depth + 1)

    write(_grown(v), 0)
    return "\n".join(lines)


def _grown(v: View) -> _Branch:
    root = _Branch(v.chain(v.analysis.allegations[0])[0])
    for claim in v.analysis.allegations:
        for way in v.ways(claim):
            at = root
            for source in way[1:]:
                at = at.branches.setdefault(source.key, _Branch(source))
            if claim not in at.leaves:
                at.leaves.append(claim)
    return root


def _number(v: View, claim: Allegation) -> int:
    return v.analysis.allegations.index(claim) + 1


def _branch(v: View, branch: _Branch, linked: bool) -> str:
    source = branch.source
    inner = "".join(
        [
            *(_leaf(v, claim, linked) for claim in branch.leaves),
            *(_branch(v, other, linked) for other in sorted(branch.branches.values(), key=lambda b: -b.size())),
        ]
    )
    shown = evidence(v, source.quote.start, source.quote.end, linked=linked, most=60) if source.quote else ""
    return (
        f'<li class="bf-branch bf-branch-{source.kind}" data-source="{escape(source.key)}">'
        f'<div class="bf-who"><b class="bf-name">{isolated(capital(source.name))}</b> '
        f'<span class="bf-kind">{SOURCE_KIND[source.kind]}</span> {shown} '
        f'<span class="bf-carries">{count(branch.size(), "allegation")}</span></div>'
        f'<ul class="bf-branches">{inner}</ul></li>'
    )


def _leaf(v: View, claim: Allegation, linked: bool) -> str:
    number = _number(v, claim)
    statement = main_statement(v, claim)
    ways = [[step.key for step in way] for way in v.lineage.ways(claim)]
    others = len(ways) - 1
    by = f' <span class="bf-note">also by {count(others, "other way")}</span>' if others else ""
    name = f"No. {number}"
    label = f'<a href="#allegation-{number}">{name}</a>' if linked else name
    return (
        f'<li class="bf-leaf bf-{claim.certainty}" data-allegation="{escape(claim.id)}" data-number="{number}" '
        f'data-ways="{escape(json.dumps(ways, ensure_ascii=False))}">'
        f'<span class="bf-no">{label}</span> <b>{isolated(listed(v.accused(claim)))}</b> '
        f'<span class="bf-kind">{CERTAINTY_NAME[claim.certainty]}</span>{by} '
        f'<span class="bf-said">{evidence(v, statement.start, statement.end, linked=linked, most=110)}</span></li>'
    )
