"""What many papers say together, in sentences. As for one paper, they say who says so and assert nothing of the world."""

from __future__ import annotations

from briefing.comparison import Change, Circle, Claim, Common, Comparison, Desk, Quotation, Stated
from briefing.show.theme import CERTAINTY_NAME
from briefing.show.words import capital, count, listed, long_date, quoted, shorten

RELATION_NAME = {
    "same": "letter by letter the same",
    "cut": "words left out or added, none changed",
    "altered": "words changed",
    "reworded": "in other words, as a translation would have it",
}


class Names:
    """Names for the ids of a comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._parties = {party.id: party for party in comparison.parties}
        self._papers = {paper.id: paper for paper in comparison.papers}
        self._outlet = {paper: party.name for party in comparison.parties for paper in party.publishes}

    def party(self, party: str) -> str:
        """The name of a party, `nobody named` for a claim at nobody's door."""
        found = self._parties[party]
        return "nobody named" if found.kind == "nobody" else found.name

    def parties(self, ids: tuple[str, ...], most: int = 4) -> str:
        """Names of parties, joined."""
        return listed([self.party(party) for party in ids], most)

    def path(self, ids: tuple[str, ...]) -> str:
        """A way from the reader inwards: `A has it from B, B from C`."""
        return " ← ".join(self.party(party) for party in ids)

    def paper(self, paper: str) -> str:
        """A paper by its outlet and day."""
        found = self._papers[paper]
        outlet = self._outlet.get(paper) or found.name
        return f"{outlet}, {long_date(found.date)}" if found.date else outlet

    def file(self, paper: str) -> str:
        """The name of a paper's seed."""
        return self._papers[paper].name

    def outlet(self, paper: str) -> str:
        """Who published a paper."""
        return self._outlet[paper]


def claim_title(names: Names, claim: Claim) -> str:
    """The accused and the words of the shortest statement."""
    return f"{names.parties(claim.accused, 3)}: {quoted(claim.act, 90)}"


def origins(claim: Claim) -> str:
    """`2 independent origins`, or the bounds where unknown ones may be the same."""
    if not claim.roots:
        return "no origin but the accused"
    if claim.least == claim.most:
        return count(claim.least, "independent origin")
    return f"{claim.least} to {claim.most} independent origins"


def bottom_line(comparison: Comparison) -> tuple[str, ...]:
    """A few sentences: how many papers, outlets and origins; what is echo, copy and circle."""
    names = Names(comparison)
    papers = capital(count(len(comparison.papers), "paper"))
    outlets, claims = count(len(comparison.desks), "outlet"), count(len(comparison.claims), "allegation")
    lines = [f"{papers} of {outlets} carry {claims}."]
    if comparison.claims:
        lines.append(echo(names, comparison.claims[0]))
    for claim in comparison.claims[:3]:
        lines += [common(names, found) for found in claim.common]
        lines += [circle(names, found) for found in claim.circles]
    if comparison.copies:
        copies = count(len(comparison.copies), "paper is a copy", "papers are copies")
        lines.append(f"{capital(copies)} of another and counted with it.")
    return tuple(lines)


def echo(names: Names, claim: Claim) -> str:
    """How many outlets carry a claim, and from how many origins they have it."""
    outlets, papers = count(claim.outlets, "outlet"), count(len(claim.carriers), "paper")
    title = claim_title(names, claim)
    tail = "" if len(claim.roots) != 1 else f": {names.party(claim.roots[0].party)}"
    return f"{title} is carried by {outlets} in {papers} and has {origins(claim)}{tail}."


def common(names: Names, found: Common) -> str:
    """A hidden common origin in one sentence."""
    apparent = tuple(party for party in found.apparent if party != found.root)
    ways = "; ".join(names.path(path) for path in found.paths)
    if len(apparent) == 1:
        looks = f"{names.party(apparent[0])} looks like a source of its own and leads to another"
    else:
        looks = f"{names.parties(apparent)} look like different sources and lead to one"
    return f"{looks}, {names.party(found.root)} ({ways})."


def circle(names: Names, found: Circle) -> str:
    """A circle of reporting in one sentence."""
    return (
        f"The reports run in a circle: {names.path(found.path)}. The paper of {names.paper(found.closing.paper)} "
        f"shows that {names.party(found.closing.taker)} refers to {names.party(found.closing.giver)}, which closes it."
    )


def grade(names: Names, claim: Claim) -> str:
    """Whether the credibility grade 1 is open, and what stands in the way."""
    return (
        f"Grade 1 is refused. {claim.limit.why}"
        if claim.limit.refused
        else f"Grade 1 is not refused. {claim.limit.why}"
    )


def quotation(names: Names, found: Quotation) -> tuple[str, ...]:
    """A quotation and its versions, one a line."""
    speaker = names.party(found.speaker) if found.speaker else "nobody named"
    first, *others = found.versions
    lines = [f"{speaker}: {quoted(first.words, 160)} ({names.paper(first.paper)})"]
    for version in others:
        what = RELATION_NAME[version.relation]
        edits = "; ".join(_edit(edit.was, edit.now) for edit in version.edits)
        shown = edits or (quoted(version.words, 160) if version.relation == "reworded" else "")
        lines.append(f"  {names.paper(version.paper)}: {what}{': ' if shown else ''}{shown}")
    return tuple(lines)


def _edit(was: str, now: str) -> str:
    if not now:
        return f"without {quoted(was, 90)}"
    if not was:
        return f"with {quoted(now, 90)} added"
    return f"{quoted(was, 60)} became {quoted(now, 60)}"


def report(comparison: Comparison, most: int = 20) -> str:
    """The whole comparison in plain text; of claims and quotations the first `most`."""
    names = Names(comparison)
    lines = [*bottom_line(comparison), ""]
    for claim in comparison.claims[:most]:
        span = " to ".join(dict.fromkeys(long_date(day) for day in (claim.first, claim.last) if day))
        lines += [f"{claim.id}  {claim_title(names, claim)}",
                  f"    {count(claim.outlets, 'outlet')}, {count(len(claim.carriers), 'paper')}, {origins(claim)}; "
                  f"echo {claim.echo:g}{f'; {span}' if span else ''}"]  # fmt: skip
        for root in claim.roots:
            known = "" if root.known else " (not known to be another than the rest)"
            lines.append(f"    begins with {names.party(root.party)}{known}: {count(len(root.papers), 'paper')}")
        lines += [f"    {common(names, found)}" for found in claim.common]
        lines += [f"    {circle(names, found)}" for found in claim.circles]
        lines += [f"    {grade(names, claim)}"]
        for conflict in claim.conflicts:
            alone = ", which no other outlet carries" if conflict.alone else ""
            against = (
                f" against {quoted(conflict.other, 60)} ({names.paper(conflict.against)})" if conflict.other else ""
            )
            lines.append(
                f"    {conflict.kind}: {quoted(conflict.words, 90)} ({names.paper(conflict.paper)}){against}{alone}"
            )
        lines.append("")
    if len(comparison.claims) > most:
        lines += [f"{count(len(comparison.claims) - most, 'more allegation')}; --json has all.", ""]
    for copy in comparison.copies[:most]:
        unsure = "" if copy.dated else "; which was first is not dated"
        lines.append(f"{names.paper(copy.paper)} copies {names.paper(copy.original)}: {copy.shared:.0%} shared, "
                     f"{count(len(copy.edits), 'sentence')} changed{unsure}")  # fmt: skip
    lines += [line for found in comparison.quotations[:most] for line in quotation(names, found)]
    for desk in comparison.desks[:most]:
        lines.append(f"{names.party(desk.outlet)}: {count(len(desk.papers), 'paper')}, {desk_words(names, desk)}")
    for found in comparison.ambiguous[:most]:
        lines.append(f"left apart: {found.name}, which fits {names.parties(found.candidates)}")
    return "\n".join(lines).rstrip() + "\n"


def desk_words(names: Names, desk: Desk) -> str:
    """What an outlet adds, leaves out, hardens, softens."""
    hardened = [shift.claim for shift in desk.shifts if shift.turn == "hardened"]
    softened = [shift.claim for shift in desk.shifts if shift.turn == "softened"]
    told = [
        (desk.adds, "alone carries"),
        (desk.omits, "leaves out"),
        (hardened, "hardens"),
        (softened, "softens"),
        (desk.replies, "alone prints the reply to"),
    ]
    parts = [f"{verb} {listed(list(claims), 6)}" for claims, verb in told if claims]
    return "; ".join(parts) or "nothing apart from the others"


def change_lines(change: Change) -> tuple[str, ...]:
    """What changed, one line a thing; a single line if nothing did."""
    if change.nothing:
        same = change.old[1] == change.new[1]
        return (f"Nothing changed{'' if same else ', though the seeds differ'}.",)
    lines = [f"New: {_stated(stated)}" for stated in change.added]
    lines += [f"Withdrawn: {_stated(stated)}" for stated in change.withdrawn]
    for what, found in (("Hardened", change.hardened), ("Softened", change.softened), ("Changed", change.altered)):
        for item in found:
            was, now = (CERTAINTY_NAME.get(value, value) or "none" for value in (item.was, item.now))  # type: ignore[call-overload]  # others stay
            of = "" if item.what == "certainty" else f" {item.what}"
            lines.append(f"{what}{of}: {listed(item.accused)}: {quoted(item.statement, 90)}: {was} → {now}")
    for what, names in (
        ("New source", change.sources_added),
        ("Source withdrawn", change.sources_withdrawn),
        ("New actor", change.actors_added),
        ("Actor gone", change.actors_withdrawn),
    ):
        lines += [f"{what}: {shorten(name, 120)}" for name in names]
    return tuple(lines)


def _stated(stated: Stated) -> str:
    chain = " ← ".join(stated.chain)
    return f"{listed(stated.accused)}: {quoted(stated.statement, 120)} ({CERTAINTY_NAME[stated.certainty]}; {chain})"
