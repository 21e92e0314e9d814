"""How the accused answer: denials, rejections, no comment, not reached, admissions (`lexicons/responses.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.lexicon import load
from briefing.analysis.wording import Entry, Index


@dataclass(frozen=True)
class Answer:
    """An answer: its clause, its kind, and the draft ids of who gives it (empty: not said)."""

    span: Span
    kind: str
    who: tuple[str, ...]


@cache
def _patterns() -> Index:
    return Index(load("responses")["patterns"], "phrase")


def matches(doc: Doc) -> list[tuple[Span, Entry]]:
    """Every place where words of an answer stand, whoever gives it and whatever it answers."""
    return [found for sentence in doc.sents for found in _patterns().phrases(sentence, lemmas=True)]


def answers(cast: Cast, acts: list[Act], found: list[tuple[Span, Entry]]) -> list[Answer]:
    """The matches that answer an accusation, in order."""
    given = []
    for words, entry in found:
        verb = next((t for t in words if t.pos_ in {"VERB", "AUX", "ADJ"}), words.root)
        if g.is_unreal(verb):
            continue
        sentence = verb.sent
        speakers = [s for s in (g.agents(verb) or g.subjects(g.clause(verb))) if s.pos_ != "DET"]
        who = tuple(i for s in speakers for i in cast.resolve(s))
        needs = entry.get("needs", [])
        repeated = any(a.span.start < sentence.end and a.span.end > sentence.start for a in acts)
        if "wrong" in needs and not repeated and not _about_accusation(verb):
            continue
        if "accused" in needs and not who:
            continue
        given.append(Answer(_extent(verb, words), str(entry["kind"]), who))
    return given


def _about_accusation(verb: Token) -> bool:
    """Whether what is answered is called an accusation, a charge, a claim, a report."""
    names = {
        "allegation",
        "accusation",
        "charge",
        "claim",
        "report",
        "suggestion",
        "criticism",
        "finding",
        "suspicion",
        "blame",
        "responsibility",
        "involvement",
        "wrongdoing",
        "link",
    }
    return any(t.lemma_.lower() in names for t in verb.subtree)


def _extent(verb: Token, words: Span) -> Span:
    """The clause of the answer: subject, verb and what it governs."""
    top = verb if verb.pos_ in {"VERB", "AUX"} else g.clause(verb)
    tokens = [t for c in top.children if c.dep_ not in {"conj", "parataxis", "punct", "cc", "advcl"} for t in c.subtree]
    return g.extent([top, *words, *(t for t in tokens if t.sent == top.sent)], verb.doc)
