"""Lead the sources of attributions to actors: names and descriptions, papers and their issuers, the running source."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.lexicon import load
from briefing.analysis.papers import Papers
from briefing.analysis.report import Report
from briefing.analysis.speakers import AMONG, bearer, is_document
from briefing.analysis.wording import Index


@cache
def _voices() -> Index:
    return Index(load("sources")["voices"])


#: What a body does to find out; the finding is its own.
_INQUIRING = {"investigation", "inquiry", "enquiry", "probe", "examination", "research", "analysis"}


class Sourcing:
    """Answers who stands behind the source of a report."""

    def __init__(self, cast: Cast, papers: Papers) -> None:
        self._cast, self._papers = cast, papers

    def lead(self, reports: list[Report]) -> None:
        """Fill `actors`, `document` and `running` of each report, in the order of the text."""
        told: list[Report] = []
        for report in sorted(reports, key=lambda r: r.key):
            source = report.source
            if source is None:
                continue
            # what is told inside this report is no source for it: `it` is who spoke before
            before = next((t for t in reversed(told[-8:]) if not t.cue & report.content), None)
            if is_document(source):
                report.document = source
                own = self._papers.issuer(source)
                paper = self._papers.meant(source, before.actors if before is not None else ())
                report.paper = paper.phrase if paper is not None else report.source_span
                report.actors = own or (paper.issuer if paper is not None else ())
                report.running = bool(report.actors) and not own
            elif before is not None and self._goes_on(source, before):
                report.document, report.paper, report.actors = before.document, before.paper, before.actors
                report.running = True
            else:
                report.actors = self._cast.resolve(self._speaker(report, source), create=True)
            if report.hearer is not None:
                report.hearers = self._cast.resolve(report.hearer, create=True)
            if report.stated and (report.actors or report.document is not None):
                told.append(report)

    def _goes_on(self, source: Token, before: Report) -> bool:
        """Whether `it` or `they` is the paper or the body that spoke last."""
        if source.lower_ not in {"it", "they"} or before.source is None:
            return False
        if before.document is not None:
            return True
        person = before.source.ent_type_ == "PERSON" or before.source.lower_ in {"he", "she", "who"}
        return source.lower_ == "it" and not person and not self._cast.resolve(source)

    @staticmethod
    def _speaker(report: Report, source: Token) -> Token:
        """The one person whom the words of a source name, whatever title, office or number heads them."""
        source = g.measured(source)  # "a number of families"
        if _voices().compound(source) is not None:  # "the press service of the army"
            owners = [
                *g.children(source, "nmod:poss"),
                *(n for p, n in g.complements(source) if p in {"of", "for", "from", "at"}),
            ]
            owners += [c for c in g.children(source, "compound", "nmod") if c.ent_type_ and not g.preposition(c)]
            if owners:
                return owners[0]
        if source.lemma_.lower() in _INQUIRING:  # "an inquiry by the inspectorate"
            by = [n for p, n in g.complements(source) if p == "by"]
            if by:
                return bearer(by[0])
        words = report.source_span if report.source_span is not None else ()
        stop = next((t.i for t in words if t.i > source.i and t.lower_ in AMONG), len(source.doc))
        people = [e for e in (words.ents if words else ()) if e.label_ == "PERSON" and e.start < stop]
        if source.ent_type_ != "PERSON" and len(people) == 1 and not g.children(source, "conj"):
            owner = people[0].root
            if owner.dep_ != "nmod:poss" and not g.children(owner, "case"):
                return owner
        return bearer(source)
