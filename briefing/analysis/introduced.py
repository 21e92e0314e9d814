"""What stands behind a colon: `The report found:` and a list, `He wrote:` and a paragraph, `gave another account: "We ..."`."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.forms import is_nobody
from briefing.analysis.quotations import Quotations
from briefing.analysis.report import Report
from briefing.analysis.speakers import PEOPLE, cues, is_document, speakers

#: What opens an item of a list or a quoted line; items of one kind belong together.
_MARKERS = {
    "quoted": re.compile(r">"),
    "bullet": re.compile(r"[-*•‣·–—]\s"),
    "number": re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s"),
}
_SPOKEN = {"neutral", "distancing", "factive", "documentary"}
#: Verbs that introduce a list of what a paper or a body says, and a text that it is.
_LISTING = {"find", "list", "conclude", "establish", "document", "identify", "read", "go", "run"}


def introduced(doc: Doc, cast: Cast, quotes: Quotations, reports: list[Report]) -> list[Report]:
    """New reports of what a colon at the end of a block introduces; one that has its cue there is made longer instead."""
    blocks: dict[int, list[Token]] = {}
    for token in doc:
        if not token.is_space:
            blocks.setdefault(quotes.block[token.i], []).append(token)
    order = sorted(blocks)
    turns = {i for turn, _ in cast.turns for i in range(turn.label[0], turn.words[1])}
    at = {i: r for r in reports for i in r.cue if r.stated}
    found: list[Report] = []
    for place, number in enumerate(order[:-1]):
        colon = blocks[number][-1]
        if colon.text != ":" or colon.i in turns:
            continue
        below = [blocks[k] for k in order[place + 1 :]]
        content, listed = _below(doc, below, quotes)
        sentence = [t for t in blocks[number] if t.sent == colon.sent]
        known = next((at[t.i] for t in reversed(sentence) if t.i in at and at[t.i].source is not None), None)
        if known is not None:
            known.content |= content
            continue
        for verb in reversed(sentence):
            source = _source(verb, cast, listed)
            if source is not None:
                found.append(Report(frozenset({verb.i, colon.i}), content, source, g.phrase(source), spoken=True))
                break
    return found + _quoted(doc, cast, quotes, {i for r in (*reports, *found) for i in r.content} | turns)


def _quoted(doc: Doc, cast: Cast, quotes: Quotations, held: set[int]) -> list[Report]:
    """Quotations right behind a colon that nobody is said to speak are by the subject of the sentence, whatever its verb."""
    found = []
    for a, b in quotes.pairs:
        if (
            a < 2
            or b - a < 5
            or doc[a - 1].text != ":"
            or {a + 1, b - 1} & held
            or quotes.block[a - 1] != quotes.block[a]
        ):
            continue
        before = [t for t in doc[max(0, a - 40) : a - 1] if t.sent == doc[a - 1].sent and t.pos_ in {"VERB", "AUX"}]
        source = next((s for v in before for s in g.subjects(v) if s.i < a and cast.resolve(s)), None)
        if source is not None:
            content = {i for c, d in quotes.run(a) for i in range(c, d + 1) if not doc[i].is_space}
            found.append(Report(frozenset({a - 1}), content, source, g.phrase(source), spoken=True))
    return found


def _below(doc: Doc, below: list[list[Token]], quotes: Quotations) -> tuple[set[int], bool]:
    """The tokens that a colon introduces, and whether they are a list: all items of one kind, a quotation, or one paragraph."""
    first = below[0][0]
    kind = _kind(doc, first)
    if kind is not None:
        items = []
        for block in below:
            if _kind(doc, block[0]) != kind:
                break
            items += block
        return {t.i for t in items}, True
    around = quotes.around(first.i + 1) if first.i + 1 < len(doc) else None
    runs = quotes.run(first.i) if around is not None and around[0] == first.i else []
    quoted = {i for a, b in runs for i in range(a, b + 1) if not doc[i].is_space}
    return quoted or {t.i for t in below[0]}, False


def _kind(doc: Doc, first: Token) -> str | None:
    opening = doc[first.i : first.i + 4].text
    return next((kind for kind, form in _MARKERS.items() if form.match(opening)), None)


def _source(verb: Token, cast: Cast, listed: bool) -> Token | None:
    """Who says what follows the sentence of which `verb` is a word; None where it is no verb of saying or nobody says it."""
    if verb.pos_ != "VERB" or g.is_negated(verb) or g.is_unreal(verb):
        return None
    entry = cues().verb(verb)
    says = entry is not None and entry.get("stance") in _SPOKEN
    if not says and not (listed and verb.lemma_.lower() in _LISTING):
        return None
    source = next((s for s in g.agents(verb) if not is_nobody(s)), None)
    if source is None:
        return None
    speaks = is_document(source) or bool(cast.resolve(source)) or speakers().compound(source) is not None
    return source if speaks or source.lower_ in PEOPLE | {"it"} else None
