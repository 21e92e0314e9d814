"""How firmly a statement is made at its origin, and the words that weaken it (`lexicons/hedges.yaml`)."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.lexicon import load
from briefing.analysis.report import Report
from briefing.analysis.wording import Entry, Index

#: Active cues that say themselves that the source is not sure; `assessed that`, `claimed that` are the source's flat word.
_DOUBTING = {
    "suspect",
    "think",
    "guess",
    "suppose",
    "fear",
    "doubt",
    "imagine",
    "presume",
    "wonder",
    "speculate",
    "suggest",
    "hint",
}


@cache
def _lists() -> dict[str, Index]:
    hedges = load("hedges")
    found = {k: Index(hedges[k]) for k in ("adverbs", "modals", "verbs", "nouns", "adjectives")}
    return found | {"phrases": Index(hedges["phrases"], "phrase")}


def scope(trigger: Token, span: Span, report: Report | None) -> list[Token]:
    """The words that can weaken a statement: its own clause and what governs it, up to the cue that reports it."""
    words = {t.i for t in span if not t.is_space}
    step = trigger
    stop = report.cue if report is not None else frozenset()
    while True:
        words |= {c.i for c in g.children(step, "aux", "aux:pass", "advmod", "amod", "cop", "mark", "expl")}
        if step.i in stop or step.head.i == step.i or step.sent != trigger.sent:
            break
        words.add(step.i)
        step = step.head
        if step.dep_ in {"conj", "parataxis"} and step.pos_ in {"VERB", "AUX"}:
            words.add(step.i)
            break
    words |= set(stop)
    words.add(step.i)
    return [trigger.doc[i] for i in sorted(words)]


def hedges(trigger: Token, span: Span, report: Report | None, cues: frozenset[int]) -> list[tuple[Span, bool]]:
    """Hedges of a statement: the words, and whether they make the claim uncertain (else only an amount or a word).

    `report` is the innermost attribution that holds the statement, `cues` the tokens by which named sources speak.
    """
    lists = _lists()
    found: list[tuple[Span, bool]] = []
    words = scope(trigger, span, report)
    inside = {t.i for t in words}
    for phrase, entry in lists["phrases"].phrases(trigger.sent, lemmas=False):
        if len(phrase) > 1 and {t.i for t in phrase} & inside:
            found.append((phrase, bool(entry["certainty"])))
    taken = {t.i for s, _ in found for t in s}
    for token in words:
        flat = token.i in cues and not g.is_passive(token) and token.lemma_.lower() not in _DOUBTING
        if token.i in taken or flat:
            continue
        hedge = _entry(token, lists)
        if hedge is None or not _fits(hedge, token):
            continue
        if not hedge["certainty"] and token.i not in {t.i for t in span}:
            continue
        found.append((trigger.doc[token.i : token.i + 1], bool(hedge["certainty"])))
    return sorted(found, key=lambda f: f[0].start)


def _entry(token: Token, lists: dict[str, Index]) -> Entry | None:
    if token.pos_ == "AUX" and token.dep_ == "aux":
        return lists["modals"].noun(token)
    if token.pos_ == "VERB" or (token.pos_ == "ADJ" and token.lower_.endswith("ed") and token.dep_ != "amod"):
        return lists["verbs"].verb(token)
    if token.pos_ == "ADV":
        return lists["adverbs"].noun(token)
    if token.pos_ == "ADJ" or token.dep_ == "amod":
        return lists["adjectives"].noun(token) or lists["adverbs"].noun(token)
    if token.pos_ == "NOUN":
        return lists["nouns"].noun(token)
    return None


def _fits(entry: Entry, token: Token) -> bool:
    needs = entry.get("needs", [])
    if not needs:
        return True
    tests = {
        "passive": g.is_passive(token),
        "infinitive": any(g.marker(c) == "to" for c in g.children(token, "xcomp", "ccomp")),
        "clause": bool(g.children(token, "ccomp", "acl")),
        "perfect": any(c.lemma_ == "have" for c in g.children(token.head, "aux")),
    }
    return any(tests.get(need, False) for need in ([needs] if isinstance(needs, str) else needs))
