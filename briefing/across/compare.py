"""Many analyses in, one comparison out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.across.claims import Group, Item
from briefing.across.claims import match as match_claims
from briefing.across.copies import copies
from briefing.across.desks import FIRMNESS, conflicts, desks
from briefing.across.papers import sources
from briefing.across.parties import Parties
from briefing.across.quotes import quotations
from briefing.across.union import Lines, join
from briefing.comparison import Answer, Carrier, Claim, Comparison
from briefing.schema import Analysis
from briefing.version import __version__


def compare(analyses: Iterable[Analysis]) -> Comparison:
    """Set analyses side by side: parties, copies, quotations, claims with their joined chains, and outlets.

    The order of `analyses` does not matter where their dates and names differ. Claims come with those that most outlets
    carry first.
    """
    papers = sources(analyses)
    parties = Parties(papers)
    copied = copies(papers)
    originals = {copy.paper: copy.original for copy in copied}
    groups = match_claims(papers, parties)
    made = [_claim(group, parties, originals) for group in groups]
    order = sorted(range(len(made)), key=lambda place: (-made[place].outlets, -len(made[place].carriers), place))
    claims = tuple(made[place].model_copy(update={"id": f"c{number}"}) for number, place in enumerate(order, start=1))
    return Comparison(
        papers=tuple(source.paper for source in papers),
        parties=parties.all,
        ambiguous=parties.ambiguous,
        copies=copied,
        quotations=quotations(papers, parties),
        claims=claims,
        desks=desks(papers, claims, parties, originals),
        version=__version__,
    )


def _claim(group: Group, parties: Parties, originals: dict[str, str]) -> Claim:
    items = group.items
    lines = join(items, parties, originals)
    carriers = _carriers(items, lines)
    outlets = len({parties.outlet(carrier.paper) for carrier in carriers})
    dates = [item.source.paper.date for item in items if item.source.paper.date]
    accused = dict.fromkeys(parties.actor(item.source.id, actor) for item in items for actor in item.claim.accused)
    shortest = min((item.claim.act.text for item in items), key=lambda text: (len(text), text))
    return Claim(
        id="",
        accused=tuple(accused),
        category=group.category,
        act=" ".join(shortest.split()),
        carriers=carriers,
        links=lines.links,
        roots=lines.roots,
        least=lines.least,
        most=lines.most,
        outlets=outlets,
        echo=round(outlets / max(lines.least, 1), 2),
        common=lines.common,
        circles=lines.circles,
        conflicts=conflicts(items, carriers, parties),
        limit=lines.limit,
        first=min(dates, default=None),
        last=max(dates, default=None),
    )


def _carriers(items: Sequence[Item], lines: Lines) -> tuple[Carrier, ...]:
    """One carrier a paper: several allegations of a paper in one group are one, as firm as the firmest of them."""
    by_paper: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        by_paper.setdefault(item.source.id, []).append(place)
    found = []
    for paper, places in by_paper.items():
        own = [items[place] for place in places]
        text = own[0].source.text
        best = max(own, key=lambda item: FIRMNESS[item.claim.certainty])
        statement = max(best.claim.statements, key=lambda s: (s.end - s.start, -s.start))
        answers = {(r.start, r.end): r for item in own for r in item.claim.responses}
        found.append(
            Carrier(
                paper=paper,
                start=statement.start,
                end=statement.end,
                words=text[statement.start : statement.end],
                allegations=tuple(item.claim.id for item in own),
                certainty=best.claim.certainty,
                ways=tuple(dict.fromkeys(way for place in places for way in lines.ways[place])),
                origins=tuple(dict.fromkeys(root for place in places for root in lines.origins[place])),
                answers=tuple(
                    Answer(paper=paper, start=r.start, end=r.end, words=r.of(text), kind=r.kind)
                    for _, r in sorted(answers.items())
                ),
            )
        )
    return tuple(found)
