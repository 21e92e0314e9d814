"""How a source would know, whether a reader could look for himself, and on which side it stands (`lexicons/grounds.yaml`).

Everything here is read off the text and comes with the words that say so; where no words say so it stays `unstated`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.actors import Cast
from briefing.analysis.lexicon import load
from briefing.analysis.papers import seen_by
from briefing.analysis.report import Ground, Report
from briefing.analysis.speakers import document_entry, is_body, is_document, is_outlet
from briefing.analysis.wording import Index, disjoint
from briefing.schema import Access, Inspectable

#: Stakes of one source that are shown; the first ones say most.
_SHOWN = 3
_PAPER: dict[str, Inspectable] = {"public": "public", "leaked": "leaked", "classified": "classified"}


@cache
def _lists() -> dict[str, Any]:
    words = load("grounds")
    phrases = {k: Index(v, "phrase") for k, v in words.items() if k.endswith("_phrases")}
    return {k: frozenset(v) for k, v in words.items() if k not in phrases} | phrases


@cache
def _access_words() -> Index:
    return Index(load("sources")["access_words"])


class Grounds:
    """The grounds of every report of a document."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        """One pass over the text for the sides that it gives to its actors."""
        self._doc, self._cast = doc, cast
        self._sides: dict[str, list[Span]] = defaultdict(list)
        for token in doc:
            if token.pos_ in {"NOUN", "PROPN"} and not is_document(token):
                sides = _sides(token)
                owners = {i for t in g.children(token, "nmod:poss") for i in cast.resolve(t)} if sides else set()
                for actor in cast.resolve(token) if sides else ():
                    if actor not in owners:
                        self._sides[actor] += sides

    def fill(self, reports: list[Report]) -> None:
        """Set `ground` of each report that has a source."""
        for report in reports:
            if report.source is not None and report.source_span is not None:
                report.ground = self._of(report, report.source, report.source_span)

    def _of(self, report: Report, source: Token, span: Span) -> Ground:
        sentence = source.sent
        access, known = _knows(report, source, span, sentence)
        inspectable, shown = self._open(report, source, span, sentence)
        sides = [s for a in report.actors for s in self._sides[a]] or _sides(source)
        interest = tuple({s.text.lower(): s for s in reversed(disjoint(sides))}.values())[::-1][:_SHOWN]
        return Ground(access, inspectable, tuple(disjoint([*known, *shown])), interest)

    def _open(self, report: Report, source: Token, span: Span, sentence: Span) -> tuple[Inspectable, list[Span]]:
        """Whether a reader could look: at the paper, the place where it was said, the person."""
        lists = _lists()
        if report.document is not None:
            return _paper(report.document if is_document(source) else None)
        own = {t.i for t in span} | report.cue | {t.i for i in report.cue for t in self._doc[i].children}
        for name, answer in (("open_phrases", "public"), ("elsewhere_phrases", "published_elsewhere")):
            for words, _ in lists[name].phrases(sentence, lemmas=False):
                if {t.i for t in words} & own:
                    return answer, [words]  # type: ignore[return-value]
        if is_outlet(source):
            return "published_elsewhere", [span]
        told = [o for i in report.cue for o in g.children(self._doc[i], "obj", "iobj") if is_outlet(o)]
        if told:
            return "published_elsewhere", [g.phrase(told[0])]
        nameless = [words for words, _ in lists["nameless_phrases"].phrases(sentence, lemmas=False)]
        marked = [self._doc[t.i : t.i + 1] for t in span if t.lower_ in lists["nameless_words"]]
        if nameless or marked or self._nameless(report, source, span):
            return "unnamed", [span, *nameless]
        unseen = [words for words, _ in lists["unseen_phrases"].phrases(sentence, lemmas=False)]
        doubt = [
            self._doc[c.i : c.i + 1]
            for i in report.cue
            for c in g.children(self._doc[i], "advmod")
            if c.lower_ == "reportedly"
        ]
        return ("unseen_by_outlet", [*unseen, *doubt]) if unseen or doubt else ("unstated", [])

    def _nameless(self, report: Report, source: Token, span: Span) -> bool:
        """Whether people speak without a name; a body (`the police`) can be gone back to."""
        if any(self._cast.is_named(a) for a in report.actors) or any(t.ent_type_ in {"PERSON", "ORG"} for t in span):
            return False
        if source.pos_ == "PRON":
            return source.lower_ in {"he", "she", "they", "who", "some", "many", "others"}
        return source.pos_ == "NOUN" and not is_body(source)


def _knows(report: Report, source: Token, span: Span, sentence: Span) -> tuple[Access, list[Span]]:
    """How the source would know, by who it is, how it speaks, and what it says of itself."""
    lists = _lists()
    doc = source.doc
    if report.document is not None:
        return "document", [report.document.doc[report.document.i : report.document.i + 1]]
    cue = [doc[i] for i in sorted(report.cue)]
    held = _held(source)
    confessing = [t for t in (*cue, *sentence) if t.lemma_.lower() in {"confess", "admit", "confession"}]
    if held is not None and (confessing or any(t.lemma_.lower() in lists["confession_words"] for t in cue)):
        return "confession_in_custody", [doc[t.i : t.i + 1] for t in dict.fromkeys([held, *confessing[:1]])]
    services = [t for t in span if t.lemma_.lower() in lists["service_words"]]
    if services:
        return "intelligence", [doc[services[0].i : services[0].i + 1]]
    for name, access in (("part_nouns", "took_part"), ("witness_nouns", "saw")):
        for noun in (source, *g.children(source, "appos")):
            before = f"{doc[noun.i - 1].lower_} " if noun.i else ""
            if {noun.lower_, noun.lemma_.lower(), before + noun.lemma_.lower()} & lists[name]:
                return access, [doc[noun.i : noun.i + 1]]  # type: ignore[return-value]
    own = {t.i for t in source.subtree}
    for words, _ in lists["witness_phrases"].phrases(sentence, lemmas=False):
        if {t.i for t in words} & own:
            return "saw", [words]
    for verb in (doc[i] for i in sorted(report.content)):
        if (
            verb.pos_ == "VERB"
            and any(s.lower_ in {"i", "we"} for s in g.children(verb, *g.SUBJECTS))
            and not g.is_negated(verb)
        ):
            lemma = verb.lemma_.lower()
            if (
                lemma in lists["witness_verbs"]
                and not g.is_unreal(verb)
                and (g.objects(verb) or g.children(verb, "ccomp"))
            ):
                return "saw", [g.extent([*g.children(verb, "nsubj"), verb], doc)]
    for verb in cue:
        passive = g.is_passive(verb)
        if (f"be {verb.lemma_.lower()}" if passive else verb.lemma_.lower()) in lists["told_verbs"]:
            return "hearsay", [doc[verb.i : verb.i + 1]]
        if verb.lemma_.lower() in lists["inference_verbs"]:
            return "inference", [doc[verb.i : verb.i + 1]]
    return "unstated", []


def _held(source: Token) -> Token | None:
    """The word that says that a source was held by somebody: `detained several men, who admitted`, `captured fighters`."""
    words = _lists()["custody_words"]
    relative = source.lower_ in g.RELATIVE and source.head.dep_ == "acl:relcl"
    noun = source.head.head if relative else source
    near = [*g.children(noun, "amod", "acl", "acl:relcl"), *(n for p, n in g.complements(noun) if p in {"in", "under"})]
    if noun.dep_ in {"obj", "nsubj:pass"}:
        near.append(noun.head)
    near.append(noun)
    cue = source.head
    near += [n for p, n in g.complements(cue) if p in {"in", "under", "during", "after"}]
    return next((t for t in near if t.lemma_.lower() in words), None)


def _paper(noun: Token | None) -> tuple[Inspectable, list[Span]]:
    """Whether a paper can be looked at: what is said beside it, before what its kind lets one guess."""
    if noun is None:
        return "unstated", []
    doc = noun.doc
    for word in g.children(noun, "amod", "acl", "compound"):
        entry = _access_words().noun(word)
        if entry is not None:
            return _PAPER[str(entry["access"])], [doc[word.i : word.i + 1]]
        if word.lemma_.lower() in _lists()["issuing_verbs"]:
            return "public", [doc[word.i : word.i + 1]]
    if (reader := seen_by(noun)) is not None:
        return "leaked", [g.extent([noun, reader], doc)]
    if noun.head.lemma_.lower() in _lists()["issuing_verbs"] and noun in g.objects(noun.head):
        return "public", [doc[noun.head.i : noun.head.i + 1]]
    entry = document_entry(noun)
    guess = str(entry["access"]) if entry is not None else "unknown"
    if guess not in _PAPER or (guess == "public" and entry is not None and not entry.get("issued")):
        return "unstated", []  # records may be anybody's, a ruling is everybody's
    return _PAPER[guess], [doc[noun.i : noun.i + 1]]


def _sides(noun: Token) -> list[Span]:
    """The words beside a noun that give its bearer a side or a stake: `a lawyer for Draven`, `the rebel commander`."""
    lists = _lists()
    doc = noun.doc
    found = []
    for head in (noun, *g.children(noun, "appos")):
        if head.lemma_.lower() in lists["side_nouns"] and head.pos_ == "NOUN":
            found.append(g.phrase(head))
        for word in g.children(head, "amod", "compound", "nmod"):
            first = _takes_side(word)
            if first is not None:
                found.append(g.extent([first, head], doc))
        for clause in g.children(head, "acl", "acl:relcl"):
            if clause.lemma_.lower() in lists["side_verbs"] and clause.pos_ in {"VERB", "ADJ"}:
                found.append(g.extent([t for t in clause.subtree if not t.is_punct], doc))
    return found


def _takes_side(word: Token) -> Token | None:
    """The first of the words by which an attribute gives a side (`rebel`, `state-run`, `pro-government`), or None."""
    lists = _lists()
    joined = word.i > 1 and word.nbor(-1).text == "-"
    if joined and (word.lower_ in lists["side_endings"] or word.nbor(-2).lower_ in lists["side_openings"]):
        return word.nbor(-2)
    return word if word.lower_ in lists["side_words"] else None
