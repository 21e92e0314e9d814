"""The tables of a comparison. Each takes a Comparison and gives a Table; what is cut off is counted in the caption."""

from __future__ import annotations

from briefing.comparison import Claim, Comparison, PartyKind
from briefing.show.across.sentences import Names, desk_words, origins
from briefing.show.table import Column, Table, table
from briefing.show.theme import KIND_NAME
from briefing.show.words import count, listed, long_date, quoted, shorten


def claims(comparison: Comparison, most: int = 20) -> Table:
    """Allegations by the number of outlets that carry them: origins, echo, dates, and whether grade 1 is refused."""
    names = Names(comparison)
    rows: list[dict[str, object]] = [
        {
            "claim": claim.id,
            "accused": names.parties(claim.accused, 3),
            "act": quoted(claim.act, 90),
            "papers": len(claim.carriers),
            "outlets": claim.outlets,
            "origins": bounds(claim),
            "echo": f"{claim.echo:g}",
            "first": _day(claim.first),
            "last": _day(claim.last),
            "grade": f"refused: {claim.limit.why}" if claim.limit.refused else "not refused",
        }
        for claim in comparison.claims
    ]
    columns = (
        Column("claim", "No.", "head"),
        Column("accused", "Accused", "name"),
        Column("act", "In the shortest words", "quote"),
        Column("papers", "Papers", "number"),
        Column("outlets", "Outlets", "number"),
        Column("origins", "Origins", "number"),
        Column("echo", "Echo", "number"),
        Column("first", "First seen"),
        Column("last", "Last seen"),
        Column("grade", "Grade 1"),
    )
    caption = "Allegations, those that most outlets carry first; echo is outlets per independent origin"
    return table(None, rows, columns, caption, "No allegation was found in these papers.", most)


def roots(comparison: Comparison, most: int = 40) -> Table:
    """Where each allegation begins, with the papers whose chains end there."""
    names = Names(comparison)
    rows: list[dict[str, object]] = []
    for claim in comparison.claims:
        for root in claim.roots:
            rows.append(
                {
                    "claim": claim.id,
                    "root": names.party(root.party),
                    "known": "yes" if root.known else "no: nothing tells it from the others",
                    "papers": len(root.papers),
                    "outlets": listed(list(dict.fromkeys(names.outlet(paper) for paper in root.papers)), 5),
                }
            )
    columns = (
        Column("claim", "Allegation", "head"),
        Column("root", "Begins with", "name"),
        Column("known", "An origin of its own"),
        Column("papers", "Papers", "number"),
        Column("outlets", "Outlets", "name"),
    )
    return table(None, rows, columns, "Origins after all chains are joined", "No chain leads anywhere.", most)


def links(comparison: Comparison, claims: int = 5, most: int = 60) -> Table:
    """Who has it from whom, for the first `claims` allegations, with the paper that shows it; circles first."""
    names = Names(comparison)
    rows: list[dict[str, object]] = []
    for claim in comparison.claims[:claims]:
        closing = [circle.closing for circle in claim.circles]
        for link in (*closing, *claim.links):
            what = (
                "closes a circle"
                if link in closing
                else "is a copy of it"
                if link.basis == "copy"
                else "has it from it"
            )
            place = f", characters {link.start} to {link.end}" if link.start is not None else ""
            rows.append(
                {
                    "claim": claim.id,
                    "taker": names.party(link.taker),
                    "giver": names.party(link.giver),
                    "what": what,
                    "paper": f"{names.file(link.paper)}{place}",
                }
            )
    columns = (
        Column("claim", "Allegation", "head"),
        Column("taker", "Who", "name"),
        Column("giver", "From whom", "name"),
        Column("what", "How"),
        Column("paper", "Shown by", "name"),
    )
    caption = "Steps of the joined chains, each with the first paper that shows it"
    return table(None, rows, columns, caption, "No chain has a step.", most)


def copies(comparison: Comparison, most: int = 20) -> Table:
    """Papers that are copies, with what was changed, added and left out."""
    names = Names(comparison)
    rows: list[dict[str, object]] = []
    for copy in comparison.copies:
        added = sum(not edit.was for edit in copy.edits)
        dropped = sum(not edit.now for edit in copy.edits)
        rows.append(
            {
                "copy": names.paper(copy.paper),
                "original": names.paper(copy.original),
                "shared": f"{copy.shared:.0%}",
                "changed": len(copy.edits) - added - dropped,
                "added": added,
                "dropped": dropped,
                "dated": "yes" if copy.dated else "no: the longer one is taken for the original",
            }
        )
    columns = (
        Column("copy", "Copy", "head"),
        Column("original", "Original", "name"),
        Column("shared", "Shared", "number"),
        Column("changed", "Sentences changed", "number"),
        Column("added", "Added", "number"),
        Column("dropped", "Left out", "number"),
        Column("dated", "Order by date"),
    )
    return table(
        None,
        rows,
        columns,
        "Wire copies, counted with their originals",
        "No paper is for the most part another one.",
        most,
    )


def desks(comparison: Comparison, most: int = 20) -> Table:
    """Outlets side by side: what each adds, leaves out, hardens, softens, and whose reply it alone prints."""
    names = Names(comparison)
    ranked = sorted(comparison.desks, key=lambda desk: -len(desk.papers))
    rows: list[dict[str, object]] = [
        {
            "outlet": names.party(desk.outlet),
            "papers": len(desk.papers),
            "claims": len(desk.claims),
            "apart": desk_words(names, desk),
        }
        for desk in ranked
    ]
    columns = (
        Column("outlet", "Outlet", "head"),
        Column("papers", "Papers", "number"),
        Column("claims", "Allegations", "number"),
        Column("apart", "What sets it apart"),
    )
    return table(None, rows, columns, "Outlets side by side", "No outlet is known.", most)


def conflicts(comparison: Comparison, most: int = 30) -> Table:
    """Replies, negated statements and other numbers, with whether one outlet alone has them."""
    names = Names(comparison)
    found = [(claim, item) for claim in comparison.claims for item in claim.conflicts]
    rows: list[dict[str, object]] = [
        {
            "claim": claim.id,
            "what": {"reply": "reply", "negated": "said not to be so", "number": "another number"}[item.kind],
            "words": quoted(item.words, 120),
            "paper": names.paper(item.paper),
            "against": f"{quoted(item.other, 60)} ({names.paper(item.against)})" if item.other else "",
            "alone": "yes" if item.alone else "",
        }
        for claim, item in found
    ]
    columns = (
        Column("claim", "Allegation", "head"),
        Column("what", "What"),
        Column("words", "In the words of the paper", "quote"),
        Column("paper", "Printed by", "name"),
        Column("against", "Against", "name"),
        Column("alone", "By this outlet alone"),
    )
    return table(None, rows, columns, "Replies and contradictions", "No paper contradicts another.", most)


def parties(comparison: Comparison, most: int = 24) -> Table:
    """Who stands in most papers: names, kind, and in how many allegations accused."""
    accused: dict[str, int] = {}
    for claim in comparison.claims:
        for party in claim.accused:
            accused[party] = accused.get(party, 0) + 1
    known = [party for party in comparison.parties if party.members and not party.unknown]
    papers = {party.id: len({member.paper for member in party.members}) for party in known}
    ranked = sorted(known, key=lambda party: (-papers[party.id], -accused.get(party.id, 0), int(party.id[1:])))
    rows: list[dict[str, object]] = [
        {
            "name": party.name,
            "kind": _kind(party.kind),
            "also": shorten(", ".join(party.aliases), 90),
            "papers": papers[party.id],
            "accused": accused.get(party.id, 0),
        }
        for party in ranked
    ]
    columns = (
        Column("name", "Actor", "head"),
        Column("kind", "Kind"),
        Column("also", "Also called", "name"),
        Column("papers", "Papers", "number"),
        Column("accused", "Accused in", "number"),
    )
    return table(None, rows, columns, "Actors, those in most papers first", "No actor was found.", most)


def ambiguous(comparison: Comparison, most: int = 20) -> Table:
    """Names that fit several actors and were left apart."""
    names = Names(comparison)
    by_party = {party.id: party for party in comparison.parties}
    rows: list[dict[str, object]] = []
    for item in comparison.ambiguous:
        paper = names.paper(by_party[item.party].members[0].paper)
        rows.append({"name": item.name, "paper": paper, "candidates": names.parties(item.candidates, 6)})
    columns = (
        Column("name", "Name", "head"),
        Column("paper", "In", "name"),
        Column("candidates", "Fits", "name"),
    )
    return table(None, rows, columns, "Left apart, since nothing decides", "No name fits several actors.", most)


def bounds(claim: Claim) -> str:
    """Independent origins, `1` or `1–3`."""
    return str(claim.least) if claim.least == claim.most else f"{claim.least}–{claim.most}"


def told(claim: Claim) -> str:
    """Outlets and origins of a claim, for a figure's text."""
    return f"{count(claim.outlets, 'outlet')}, {origins(claim)}"


def _kind(kind: PartyKind) -> str:
    """The name of a kind; those that no actor has are their own."""
    return kind if kind == "document" or kind == "nobody" else KIND_NAME[kind]


def _day(day: str | None) -> str:
    return long_date(day) if day else "not dated"
