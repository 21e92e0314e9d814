"""Findings: `The office found a pattern of guards beating detainees` is the office's word that they did."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.forms import is_nobody
from briefing.analysis.report import Report
from briefing.analysis.speakers import is_document, speakers

#: Verbs of finding, and what they find when they say that something is so.
_FINDING = {
    "find", "uncover", "discover", "detail", "document", "identify", "describe", "expose", "reveal", "record",
    "note", "list", "establish", "unearth", "report", "cite", "highlight", "outline", "catalogue", "see",
    "observe",
}  # fmt: skip
_INSTANCES = {
    "pattern", "evidence", "case", "instance", "example", "sign", "proof", "incident", "indication", "trace",
    "account", "culture", "history", "practice", "series", "episode", "occasion", "catalogue", "litany",
    "allegation", "claim",
}  # fmt: skip


def findings(doc: Doc, cast: Cast, known: set[int]) -> list[Report]:
    """What somebody finds to be there, where nobody has seen a cue (`known`: cue tokens). Time grows linearly with the text."""
    found: list[Report] = []
    for verb in doc:
        if verb.pos_ != "VERB" or verb.i in known or verb.lemma_.lower() not in _FINDING or g.is_unreal(verb):
            continue
        things = [o for o in g.objects(verb) if o.lemma_.lower() in _INSTANCES and not is_nobody(o)]
        source = next((s for s in g.agents(verb) if s.i not in {t.i for o in things for t in o.subtree}), None)
        if not things or source is None or is_nobody(source) or (g.is_negated(verb) and not _not_only(verb)):
            continue
        if not (is_document(source) or cast.resolve(source) or speakers().compound(source) is not None):
            continue
        words = {t.i for o in things for t in o.subtree if t.i > o.i and not t.is_punct and not t.is_space}
        if words - {verb.i}:
            found.append(Report(frozenset({verb.i}), words - {verb.i}, source, g.phrase(source), spoken=True))
    return found


def _not_only(verb: Token) -> bool:
    """Whether `not` says that there is more to it: `not only did it find`."""
    return any(c.lower_ == "not" and c.i + 1 < len(c.doc) and c.nbor().lower_ == "only" for c in verb.children)
