"""How firmly a statement is made at its origin, and the words that weaken it or keep it at a distance (`lexicons/hedges.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.lexicon import load
from briefing.analysis.report import Report
from briefing.analysis.vocabulary import lists
from briefing.analysis.wording import Entry, Index

#: Active cues that say themselves that the source is not sure; `assessed that`, `claimed that` are the source's flat word.
_DOUBTING = {
    "suspect", "think", "guess", "suppose", "fear", "doubt", "imagine", "presume", "wonder", "speculate", "suggest", "hint",
}  # fmt: skip
#: Cues at which the writer keeps a distance from what a named source says flatly. Style books: allege, claim are not neutral.
_DISTANCING = {"allege", "claim", "purport", "insinuate"}
#: Cues that give a thing a name: `what the ministry describes as`, `that Kesh regards as`.
_NAMING = {"describe", "see", "regard", "view", "call", "consider", "label", "term", "deem", "portray", "brand", "dub"}
#: What a court says, or the accused himself, when it is so.
_PROVING = {"convict", "guilty", "sentence", "jail", "imprison"}
#: Clauses that stand beside a statement and do not weaken what they hold with what weakens the main clause.
_BESIDE = {"after", "before", "while", "because", "although", "though", "when", "since", "until", "as"}
#: Words of charges, and who judges them.
_CHARGING = {"charge", "accuse", "suspect", "indict", "arraign", "count", "arrest", "suspicion"}
_COURT = {"court", "judge", "jury", "tribunal", "magistrate", "police"}


@dataclass(frozen=True)
class Hedge:
    """Words that hedge. `certain` False: they keep a distance or soften a word, and the source still says it flatly.

    `hearsay`: they lay the claim at the door of people whom the text does not name (`reportedly`, `is suspected of`);
    `accusation`: they speak of an accusation that others make, also where a source speaks (`the report recalls allegations`).
    """

    span: Span
    certain: bool
    hearsay: bool = False
    accusation: bool = False


@cache
def _lists() -> dict[str, Index]:
    hedges = load("hedges")
    found = {k: Index(hedges[k]) for k in ("adverbs", "modals", "verbs", "nouns", "adjectives")}
    return found | {"phrases": Index(hedges["phrases"], "phrase")}


def hedges(act: Act, report: Report | None, cues: frozenset[int]) -> list[Hedge]:
    """Hedges of the statement of an act, in order; none of them inside another.

    `report` is the innermost attribution that holds it, `cues` the tokens by which named sources speak.
    """
    found = [*_of_accusation(act, report), *_of_cue(report), *_of_party(act)]
    path = _path(act.trigger, report)
    near = {
        c.i
        for t in path
        for c in g.children(t, "aux", "aux:pass", "advmod", "amod", "cop", "mark", "expl", "case", "fixed")
    }
    near |= {c.i for t in path for c in g.children(t, "advcl") if g.marker(c) == "as"}  # "as alleged"
    near |= {t.i for t in path}
    lists = _lists()
    for phrase, entry in lists["phrases"].phrases(act.trigger.sent, lemmas=False):
        if len(phrase) > 1 and {t.i for t in phrase} & near and entry["class"] != "approximator":
            inner = any(h.accusation for h in found if phrase.start <= h.span.start and h.span.end <= phrase.end)
            found.append(Hedge(phrase, bool(entry["certainty"]), bool(entry.get("hearsay")), inner))  # "was accused of"
    taken = {t.i for h in found for t in h.span}
    for token in (act.trigger.doc[i] for i in sorted(near)):
        flat = token.i in cues and not g.is_passive(token) and token.lemma_.lower() not in _DOUBTING
        hedge = None if token.i in taken or flat else _entry(token, lists)
        if hedge is not None and hedge["class"] != "approximator" and _fits(hedge, token):
            hearsay = bool(hedge.get("hearsay"))
            words = token.doc[token.i : token.i + 1]
            found.append(Hedge(words, bool(hedge["certainty"]), hearsay, hearsay and token.pos_ == "NOUN"))
    return _disjoint(found)


def _of_accusation(act: Act, report: Report | None) -> list[Hedge]:
    """An accusation hedges what nobody in particular accuses of; a named accuser's is flat, unless its verb doubts.

    A charge of which a prosecutor, a court or its papers speak is theirs.
    """
    if act.hedge is None:
        return []
    if any(_proven(t) for t in act.hedge):
        return []
    named = act.accuser is not None and act.accusation is not None and act.accusation.pos_ == "VERB"
    if named and act.accusation is not None and act.accusation.lemma_.lower() not in _DOUBTING:
        return []
    unknown = act.accuser is None and not (_is_charge(act) and _of_law(report))
    return [Hedge(act.hedge, True, unknown, unknown)]


def _is_charge(act: Act) -> bool:
    """Whether the accusation is a formal one, told in a clause of its own: `was charged with theft`, `faces a count of theft`."""
    word = act.accusation
    if word is None or g.clause(word).dep_ in {"acl", "acl:relcl", "advcl:relcl"}:
        return False
    return word.lemma_.lower() in _CHARGING


def _of_law(report: Report | None) -> bool:
    """Whether those speak who bring charges and judge them, or a paper of theirs."""
    if report is None or report.source is None or report.denied:
        return False
    titles = {t.lemma_.lower() for t in report.source_span or ()}  # "Judge Ilse Draven convicted him on three charges"
    return lists().accusers.compound(report.source) is not None or bool(titles & _COURT)


def _proven(charge: Token) -> bool:
    """Whether a charge is no mere charge any more: `convicted her on three counts of`, `pleaded guilty to charges of`."""
    by = charge.head
    return charge.dep_ == "obl" and by.lemma_.lower() in _PROVING and not g.is_negated(by)


def _of_cue(report: Report | None) -> list[Hedge]:
    """`Prosecutors alleged that`, `what the ministry describes as`: a named source's word that the writer does not share.

    `denied that` repeats an accusation of others.
    """
    if report is None or report.source is None or not report.cue:
        return []
    doc = report.source.doc
    if report.denied and not any(doc[i].lemma_.lower() == "plead" for i in report.cue):
        return [Hedge(doc[min(report.cue) : max(report.cue) + 1], True, True, True)]
    found = []
    for verb in (doc[i] for i in sorted(report.cue) if doc[i].pos_ == "VERB"):
        lemma = verb.lemma_.lower()
        if lemma in _DISTANCING and not g.objects(verb):
            found.append(Hedge(doc[verb.i : verb.i + 1], False))
        opener = next(
            (t for t in g.children(verb, "obj", "nsubj", "obl") if t.lower_ in {"what", "which", "that"}), None
        )
        if lemma in _NAMING and opener is not None and opener.i < verb.i:
            as_ = next((t.i for t in doc[verb.i : verb.i + 4] if t.lower_ == "as"), verb.i)
            found.append(Hedge(doc[opener.i : as_ + 1], opener.lower_ == "what"))
    return found


def _of_party(act: Act) -> list[Hedge]:
    """`the suspected ringleader`, `the alleged hacker`: what is said of the party whom the act is held against."""
    adjectives, nouns = _lists()["adjectives"], _lists()["nouns"]
    found = []
    for head in act.accused:
        own = head.sent.start == act.trigger.sent.start
        for word in g.children(head, "amod", "compound") if own else []:
            entry = adjectives.noun(word)
            if entry is not None and entry.get("hearsay"):
                found.append(Hedge(word.doc[word.i : word.i + 1], True, True))
        if own and (entry := nouns.noun(head)) is not None and entry.get("party"):
            found.append(Hedge(head.doc[head.i : head.i + 1], True, True))
    return found


def _path(trigger: Token, report: Report | None) -> list[Token]:
    """The words that govern a statement, from its own up to the cue that reports it or the end of its clause."""
    stop = report.cue if report is not None else frozenset()
    path = [trigger]
    step = trigger
    while step.i not in stop and step.head.i != step.i:
        if step.dep_ in {"acl:relcl", "advcl:relcl", "parataxis", "nsubj", "appos"}:
            break
        if step.dep_ == "conj" and step.pos_ in {"VERB", "AUX"} and g.children(step, *g.SUBJECTS):
            break
        if step.dep_ == "advcl" and g.marker(step) in _BESIDE:
            break
        participle = step.dep_ == "acl" and not g.marker(step)
        step = step.head
        path.append(step)
        if participle:
            break
    return [*path, *(trigger.doc[i] for i in sorted(stop) if i not in {t.i for t in path})]


def _entry(token: Token, lists: dict[str, Index]) -> Entry | None:
    if token.pos_ == "AUX" and token.dep_ == "aux":
        return lists["modals"].noun(token)
    if token.pos_ == "VERB" or (token.pos_ == "ADJ" and token.lower_.endswith("ed") and token.dep_ != "amod"):
        return lists["verbs"].verb(token)
    if token.pos_ == "ADV":
        return lists["adverbs"].noun(token)
    if token.pos_ == "ADJ" or token.dep_ == "amod":
        return None if g.is_negated(token) else lists["adjectives"].noun(token) or lists["adverbs"].noun(token)
    if token.pos_ == "NOUN":
        return lists["nouns"].noun(token)
    return None


def _fits(entry: Entry, token: Token) -> bool:
    needs = entry.get("needs", [])
    if not needs:
        return True
    tests = {
        "passive": g.is_passive(token) and not g.agents(token),  # with a by-phrase somebody says it
        "infinitive": any(g.marker(c) == "to" for c in g.children(token, "xcomp", "ccomp")) or _as_something(token),
        # "suggests that he stole", "suggests the existence of ties"
        "clause": bool(g.children(token, "ccomp", "acl"))
        or (token.lemma_.lower() == "suggest" and bool(g.objects(token))),
        "perfect": any(c.lemma_ == "have" for c in g.children(token.head, "aux")),
    }
    return any(tests.get(need, False) for need in ([needs] if isinstance(needs, str) else needs))


def _as_something(token: Token) -> bool:
    """`appears as a backer`, `seems complicit`."""
    return any(p == "as" for p, _ in g.complements(token)) or any(
        c.pos_ in {"ADJ", "NOUN"} for c in g.children(token, "xcomp")
    )


def _disjoint(found: list[Hedge]) -> list[Hedge]:
    """The hedges without those that lie inside another; a verb and what it governs next to it are one: `faces a charge`."""
    out: list[Hedge] = []
    for hedge in sorted(found, key=lambda h: (h.span.start, -h.span.end, not h.certain)):
        last = out[-1] if out else None
        if last is None or hedge.span.start > last.span.end or not (hedge.certain and last.certain):
            if last is None or hedge.span.start >= last.span.end:
                out.append(hedge)
        elif hedge.span.end > last.span.end:
            whole = Hedge(
                hedge.span.doc[last.span.start : hedge.span.end],
                True,
                last.hearsay or hedge.hearsay,
                last.accusation or hedge.accusation,
            )
            out[-1] = whole
    return out
