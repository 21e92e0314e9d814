"""When and where an act is said to have happened: the time and place expressions of its own clause, never those of the telling."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.doers import LIGHT
from briefing.analysis.vocabulary import whole
from briefing.analysis.wording import disjoint

_TIMES = {
    "year", "month", "week", "day", "night", "morning", "afternoon", "evening", "hour", "decade", "century", "weekend", "midnight", "noon",
    "dawn", "dusk", "summer", "winter", "spring", "autumn", "fall", "minute", "yesterday", "today", "tonight", "overnight", "recently",
}  # fmt: skip
_AT = {"in", "at", "on", "near", "outside", "inside", "within", "around", "across", "throughout", "along", "off", "north of", "south of",
       "east of", "west of", "close to", "over", "above", "from", "to", "into", "between"}  # fmt: skip
_PLACING = _AT - {"from", "to", "into", "on", "over"}


def when(act: Act) -> tuple[Span, ...]:
    """Time expressions of the act's clause (`last May`, `Monday`, `the night of the vote`), in order."""
    found = [_words(p) for p in _phrases(act) if _is_time(p)]
    adverbs = [c for head in _heads(act) for c in g.children(head, "advmod") if c.lower_ in _TIMES]
    return tuple(disjoint([*found, *(a.doc[a.i : a.i + 1] for a in adverbs)]))


def where(act: Act) -> tuple[Span, ...]:
    """Place expressions of the act's clause (`the port of Kesh`, `northern Velmora`), in order; a party is no place."""
    parties = {t.i for t in (*act.accused, *act.others)}
    return tuple(disjoint([_words(p) for p in _phrases(act) if _is_place(p) and p.i not in parties]))


def _heads(act: Act) -> list[Token]:
    """The words that the act's circumstances hang on: its own, and the light verb that carries its noun."""
    if act.trigger == act.accusation:
        return []  # "accused the ministry": the clause is of the telling
    heads = [act.trigger]
    if act.trigger.pos_ == "NOUN":
        top = whole(act.trigger)
        heads += [top] if top != act.trigger else []
        if top.dep_ in {"obj", "nsubj:pass"} and top.head.lemma_ in LIGHT:
            heads.append(top.head)
    return heads


def _phrases(act: Act) -> Iterator[Token]:
    for head in _heads(act):
        for noun in g.children(
            head, "obl", "nmod", "obl:tmod", "nmod:tmod", "nmod:npmod", "obl:npmod", "compound", "nmod:poss"
        ):
            yield from g.coordinated(noun)
        for noun in g.children(head, "obj"):  # "hit a market in the town": the place may hang on what was hit
            yield from (n for n in g.children(noun, "nmod") if g.preposition(n) in _PLACING)


def _is_time(noun: Token) -> bool:
    if noun.dep_ == "compound":
        return noun.ent_type_ == "DATE"
    return noun.ent_type_ == "DATE" or (noun.lemma_.lower() in _TIMES and noun.dep_ != "nmod:poss")


def _is_place(noun: Token) -> bool:
    if noun.ent_type_ == "LOC":
        return noun.dep_ == "compound" or g.preposition(noun) in _AT
    held = any(t.ent_type_ == "LOC" for c in g.children(noun, "nmod", "compound", "nmod:poss") for t in c.subtree)
    return noun.pos_ == "NOUN" and held and g.preposition(noun) in _PLACING and not _is_time(noun)


def _words(noun: Token) -> Span:
    if noun.dep_ == "compound":
        tokens = [noun, *(t for t in noun.subtree if t.dep_ in {"flat", "compound", "appos"})]
        return g.extent(tokens, noun.doc)
    span = g.phrase(noun)
    bracket = next((t.i for t in span if t.text == "(" and t.i > noun.i), span.end)
    return noun.doc[span.start : bracket]
