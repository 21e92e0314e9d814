"""Which attribution stands within which, and which hold a word."""

from __future__ import annotations

from collections import defaultdict

from briefing.analysis.report import Report


class Holding:
    """For every token the reports whose content holds it. Made once for a list of reports whose content no longer grows."""

    def __init__(self, reports: list[Report]) -> None:
        self._at: dict[int, list[Report]] = defaultdict(list)
        for report in reports:
            for i in report.content:
                self._at[i].append(report)

    def of(self, i: int) -> list[Report]:
        """The reports that hold token `i`, from the outermost in."""
        return sorted(self._at.get(i, ()), key=lambda r: (-len(r.content), r.key))

    def around(self, report: Report) -> list[Report]:
        """The larger reports whose content holds this one's cue (or content, where it has no cue), outermost first."""
        anchor = report.cue or report.content
        first = min(anchor, default=-1)
        return [
            r
            for r in self.of(first)
            if r is not report and len(r.content) > len(report.content) and anchor <= r.content
        ]


def one_each(reports: list[Report]) -> list[Report]:
    """One report for each source in a sentence where several cues say the same (`was quoted as saying`)."""
    kept: list[Report] = []
    by_source: dict[int, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (-len(r.content), r.key)):
        same = by_source[report.source.i] if report.source is not None else []
        twin = next((k for k in same if len(report.content & k.content) * 3 > len(report.content - k.cue) * 2), None)
        if twin is None:
            kept.append(report)
            same.append(report)
        else:
            twin.cue |= report.cue
            twin.content = (twin.content | report.content) - twin.cue
            twin.stated = twin.stated or report.stated
    return kept


def apart(reports: list[Report]) -> None:
    """What a second cue of one speaker says of the same words is taken from the first: `"We left," Draven said. "We ran," she said.`"""
    ordered = sorted(reports, key=lambda r: r.key)
    for k, later in enumerate(ordered):
        for earlier in ordered[max(0, k - 3) : k]:
            same = later.actors and earlier.actors == later.actors
            if same and later.content < earlier.content and not later.cue & earlier.content:
                earlier.content -= later.content


def nest(reports: list[Report]) -> Holding:
    """Set `within` of each report to the smallest one around it; who says that X says it says all that X says."""
    holding = Holding(reports)
    for report in reports:
        for outer in holding.around(report):
            outer.content |= report.content
    holding = Holding(reports)
    for report in reports:
        report.within = min(holding.around(report), key=lambda r: (len(r.content), r.key), default=None)
    return holding
