"""Who says what: the engine's attributions completed by grammar, nested into each other, their sources led to actors.

The model marks source, cue and content; it is trained on text where attributions do not overlap. Grammar adds what that
leaves out: the whole of a quotation, the clause that a cue governs, `X was quoted by Y as saying`, `X, citing Y,`,
accusations as attributions of the accuser, and the running source of a story (`the report`, `it added`).
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from briefing.analysis import forms
from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.cueing import (
    confined,
    governed,
    is_according,
    is_denied,
    is_spoken,
    is_stated,
    is_voiced,
    source_of,
)
from briefing.analysis.findings import findings
from briefing.analysis.grounds import Grounds
from briefing.analysis.introduced import introduced
from briefing.analysis.nesting import apart, nest, one_each
from briefing.analysis.papers import Papers
from briefing.analysis.report import Report
from briefing.analysis.sourcing import Sourcing
from briefing.analysis.speakers import head_of
from briefing.language.document import Attribution, attributions

#: Who does not do so has said nothing: `the ministry did not comment`.
_SILENT = {"comment", "respond", "reply", "answer"}


class Reports:
    """All attributions of a document, outermost first at every place."""

    def __init__(self, doc: Doc, cast: Cast, acts: list[Act]) -> None:
        """Find them. Time grows linearly with the text."""
        self._doc = doc
        self._quotes = cast.quotes
        found = [r for a in attributions(doc) if (r := self._from_model(a)) is not None]
        found += forms.verbs(doc, cast, self._quotes, {i for r in found for i in r.cue})
        found += forms.nouns(doc, {i for r in found for i in r.cue})
        found += findings(doc, cast, {i for r in found for i in r.cue})
        found += forms.colons(doc, cast, self._quotes.block)
        found += forms.bracketed(doc, cast, self._quotes.block)
        found = forms.turns(doc, cast, found)
        found += introduced(doc, cast, self._quotes, found)
        found = forms.accusers(found, acts)
        found = forms.quoted(doc, self._quotes, found)
        found = forms.citing(doc, found)
        found += forms.shown(doc, found)
        forms.added(doc, found)
        forms.heard(doc, found)
        found = one_each(found)
        found += forms.orphans(doc, self._quotes, found)
        for report in found:
            report.denied = is_denied([doc[i] for i in sorted(report.cue)])
        self._papers = Papers(doc, cast)
        Sourcing(cast, self._papers).lead(found)
        apart(found)
        Grounds(doc, cast).fill(found)
        self._holding = nest(found)
        self.all: list[Report] = found

    @property
    def cues(self) -> frozenset[int]:
        """Tokens by which a named source speaks."""
        return frozenset(i for r in self.all if r.source is not None for i in r.cue)

    def issuer(self, noun: Token) -> tuple[str, ...]:
        """Draft ids of who issued the paper that `noun` stands for; () where the text does not say or it is none."""
        paper = self._papers.meant(noun)
        return paper.issuer if paper is not None else ()

    def covering(self, token: Token) -> list[Report]:
        """The attributions whose content holds `token`, from the outermost in."""
        return self._holding.of(token.i)

    def _from_model(self, a: Attribution) -> Report | None:
        """An attribution of the model with its content made whole; None where it is none of words or thoughts."""
        cue = frozenset(t.i for t in a.cue if not t.is_space)
        content = {t.i for s in a.content for t in s if not t.is_space}
        sources = [s for s in a.source if not s.root.is_punct]
        if is_according(a.cue):
            sources = [_before_its_verb(s) for s in sources]
        source = max(sources, key=len) if sources else None
        content |= governed(a.cue) - {t.i for s in sources for t in s} - cue
        if is_according(a.cue):
            content = confined(a.cue, content)
        block = self._quotes.block
        home = block[min(cue)]
        content = {i for i in content if block[i] == home or self._quotes.around(i) is not None}
        content = self._quotes.whole(content, min(cue)) - cue
        quoted = any(b - a > 2 for a, b in self._quotes.touched(content))
        silent = a.cue.root.lemma_.lower() in _SILENT and g.is_negated(a.cue.root)
        if not content or silent or not (is_voiced(a.cue) or quoted):
            return None
        head = source_of(a.cue, source)
        if head is not None and forms.is_nobody(head):
            return Report(cue, content, None, None, stated=False)
        whole = (
            source is not None and head is not None and source.start <= head.i < source.end and head == head_of(source)
        )
        span = source if whole else (g.phrase(head) if head is not None else None)
        if head is not None and self._quotes.around(head.i) is None:
            content -= {t.i for t in g.phrase(head)}
        return Report(cue, content, head, span, stated=is_stated(a.cue), spoken=is_spoken(a.cue))


def _before_its_verb(source: Span) -> Span:
    """`the police` of `the police shot a guard`, which the model took for the source in `who according to the police shot a guard`."""
    verb = next(
        (t for t in source if t.dep_ in {"acl:relcl", "ROOT"} and any(s in source for s in g.children(t, "nsubj"))),
        None,
    )
    return source[: verb.i - source.start] if verb is not None and verb.i > source.start else source
