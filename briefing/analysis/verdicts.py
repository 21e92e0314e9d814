"""What a charge, or the paper that makes it, is called by who answers it: `called the report "a work of fiction"`.

And who stands up for what he is reproached with: `defended his remarks`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.lexicon import load
from briefing.analysis.wording import Entry, Index

_CALLING = {
    "call", "describe", "brand", "label", "term", "dub", "dismiss", "denounce", "characterise", "characterize", "condemn", "slam", "reject",
    "blast", "deride", "portray", "ridicule", "decry", "lambast", "lambaste", "deem", "consider", "criticise", "criticize",
}  # fmt: skip
#: What brings charges forward.
PAPERS = {
    "report", "study", "article", "story", "book", "film", "documentary", "paper", "memo", "letter", "post", "dossier", "audit", "coverage",
    "broadcast", "programme", "program", "video", "testimony", "evidence", "investigation", "inquiry", "probe", "trial", "prosecution",
    "statement", "survey", "analysis", "research", "document", "petition", "affidavit",
}  # fmt: skip
#: What somebody stands up for who is reproached with it: `defended his remarks`, not `defended the border`.
_DEFENDED = {
    "decision", "action", "conduct", "record", "comment", "remark", "handling", "operation", "strike", "practice", "policy", "use",
    "arrest", "raid", "treatment", "behaviour", "behavior", "move", "choice", "role", "vote", "deal", "payment", "tactic", "response",
    "statement", "decree", "appointment", "measure", "stance", "approach", "method", "campaign", "crackdown", "ban", "detention",
}  # fmt: skip


@cache
def _lists() -> dict[str, Index]:
    words = load("responses")["own_words"]
    return {"denial": Index(words["untrue"]), "rejection": Index([*words["motives"], *words["slights"]])}


def verdicts(doc: Doc, charges: set[str], taken: set[int]) -> list[tuple[Span, Entry]]:
    """Each place where a charge is called untrue (a denial) or ill meant, or a deed defended (rejections), from the verb on.

    `charges`: nouns for charges; `taken`: tokens of set phrases that say so already.
    """
    found: list[tuple[Span, Entry]] = []
    for verb in doc:
        if verb.pos_ != "VERB" or verb.i in taken:
            continue
        if verb.lemma_.lower() == "defend":
            defended = [o for o in g.objects(verb) if o.lemma_.lower() in _DEFENDED]
            found += [
                (doc[verb.i : o.i + 1], {"kind": "rejection", "needs": ["accused"]}) for o in defended if o.i > verb.i
            ]
        if verb.lemma_.lower() not in _CALLING:
            continue
        things = [*g.objects(verb), *(g.children(verb, "nsubj:pass") if g.is_passive(verb) else [])]
        if not any(t.lemma_.lower() in charges | PAPERS for t in things):
            continue
        called = [*g.children(verb, "xcomp"), *(n for p, n in g.complements(verb) if p == "as"), *things[1:]]
        for verdict in called:
            words = _words(verdict)
            kind = next((k for k, index in _lists().items() if any(index.noun(t) is not None for t in words)), "")
            if kind and verdict.i > verb.i:
                found.append((doc[verb.i : verdict.i + 1], {"kind": kind, "needs": ["accused"]}))
                break
    return found


def _words(verdict: Token) -> list[Token]:
    """A predicate, its adjectives, and what it is one of: `a malicious collection of half-truths`."""
    heads = [verdict, *g.children(verdict, "conj"), *(n for p, n in g.complements(verdict) if p == "of")]
    return [t for h in heads for t in (h, *g.children(h, "amod", "compound"))]
