"""Lead the sources of attributions to actors: names and descriptions, papers and their issuers, the running source."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.report import Report
from briefing.analysis.speakers import bearer, bodies, is_document


class Sourcing:
    """Answers who stands behind the source of a report."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self._doc, self._cast = doc, cast

    def lead(self, reports: list[Report]) -> None:
        """Fill `actors`, `document` and `running` of each report, in the order of the text."""
        issuers = self._issuers(reports)
        told: list[Report] = []
        for report in sorted(reports, key=lambda r: r.key):
            source = report.source
            if source is None:
                continue
            if is_document(source):
                report.document = source
                own = self._issuer(source) or self._named_in(report.source_span)
                bare = not g.children(source, "amod", "nmod", "nmod:poss", "compound", "acl", "acl:relcl")
                known = issuers.get(source.lemma_.lower(), ()) if bare or self._same_paper(source) else ()
                report.actors = own or known
                report.running = bool(report.actors) and not own
            else:
                # what is told inside this report is no source for it: `it` is who spoke before
                before = next((t for t in reversed(told) if not t.cue & report.content), None)
                if source.lower_ in {"it", "they"} and before is not None and before.document is not None:
                    report.document, report.actors, report.running = before.document, before.actors, True
                else:
                    report.actors = self._cast.resolve(self._speaker(report, source), create=True)
            if report.stated and (report.actors or report.document is not None):
                told.append(report)

    def _issuers(self, reports: list[Report]) -> dict[str, tuple[str, ...]]:
        """The body behind each kind of paper, by its lemma: the first that the text names for one."""
        issuers: dict[str, tuple[str, ...]] = {}
        for report in reports:
            if report.source is not None and is_document(report.source):
                issuer = self._issuer(report.source) or self._named_in(report.source_span)
                if issuer:
                    issuers.setdefault(report.source.lemma_.lower(), issuer)
        for noun in (t for t in self._doc if is_document(t)):
            lemma = noun.lemma_.lower()
            if lemma not in issuers and (issuer := self._issuer(noun)):
                issuers[lemma] = issuer
        return issuers

    @staticmethod
    def _speaker(report: Report, source: Token) -> Token:
        """The one person whom the words of a source name, whatever title or office heads them."""
        people = [e for e in report.source_span.ents if e.label_ == "PERSON"] if report.source_span is not None else []
        if source.ent_type_ != "PERSON" and len(people) == 1 and not g.children(source, "conj"):
            owner = people[0].root
            if owner.dep_ != "nmod:poss" and not g.children(owner, "case"):
                return owner
        return bearer(source)

    def _issuer(self, paper: Token) -> tuple[str, ...]:
        """The body that a paper comes from: `a report in/by/of X`, `X's report`, `the X report`."""
        own = g.children(paper, "nmod:poss", "compound", "nmod", "acl")
        for child in sorted(own, key=lambda c: c.i):
            if child.dep_ == "acl":
                nouns = [n for p, n in g.complements(child) if p in {"by", "from"}]
            elif child.dep_ == "nmod" and g.preposition(child) not in {"in", "by", "from", "of", "at", ""}:
                nouns = []
            else:
                nouns = [child]
            for noun in nouns:
                owner = child.dep_ == "nmod:poss" and (noun.ent_type_ == "LOC" or noun.pos_ == "PRON")
                owner = owner or (child.dep_ in {"nmod:poss", "compound"} and bodies().compound(noun) is not None)
                if (noun.ent_type_ in {"ORG", "PERSON"} or owner) and (found := self._cast.resolve(noun, create=True)):
                    return found
        return ()

    def _named_in(self, span: Span | None) -> tuple[str, ...]:
        """The first organisation that the words of a source name."""
        for entity in span.ents if span is not None else ():
            if entity.label_ == "ORG" and (found := self._cast.resolve(entity.root, create=True)):
                return found
        return ()

    @staticmethod
    def _same_paper(paper: Token) -> bool:
        """Whether a described paper may be the one that was introduced before: `the latest report`, not `a leaked one`."""
        return any(c.lower_ == "the" for c in g.children(paper, "det")) and not g.children(
            paper, "acl", "acl:relcl", "nmod:poss", "nmod"
        )
