"""Answers of a word or two, whose sense lies in the question: `"Yes, sir," Rask said`, `"No, never," she replied`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from briefing.analysis import grammar as g
from briefing.analysis.act import Act
from briefing.analysis.actors import Cast
from briefing.analysis.answer import Answer, extent
from briefing.analysis.principals import Principals
from briefing.analysis.wording import Entry

_YES = {"yes", "yeah", "yep", "aye"}
_NO = {"no", "never", "nope", "nah"}
#: Words that an answer of this sort has at most, forms of address among them: `Yes, your honour`.
_SHORT = 5
#: Sentences before the answer in which the question stands.
_BACK = 2
_ASKING = {"ask", "question", "press"}
_DONE = {"it", "this", "that"}
_WHOM = {"him", "her", "them", "anyone", "anybody", "someone", "somebody"}
#: What is known, felt or said of the deed is not the deed.
_MINDING = {
    "know", "think", "regret", "remember", "recall", "expect", "hear", "see", "want", "say", "tell", "understand", "believe", "feel",
    "like", "love", "trust", "thank", "miss", "consider", "mean", "need", "hope", "intend", "notice",
}  # fmt: skip


def short_answers(
    doc: Doc, cast: Cast, for_whom: Principals, acts: Sequence[Act], found: Sequence[tuple[Span, Entry]]
) -> list[Answer]:
    """The one-word answers of the text to a question that tells what is asked; others say nothing that can be read.

    `found`: the set phrases of answers: whoever says yes to `did you plead not guilty` pleads not guilty.
    """
    deeds = {a.trigger.lemma_.lower() for a in acts if a.trigger.pos_ in {"VERB", "NOUN"}}
    sentences = list(doc.sents)
    number = {s.start: k for k, s in enumerate(sentences)}
    out = []
    for a, b in cast.quotes.pairs:
        words = [t for t in doc[a + 1 : b] if not t.is_punct and not t.is_space]
        if not words or len(words) > _SHORT or words[0].lower_ not in _YES | _NO:
            continue
        if any(t.pos_ == "VERB" for t in words):
            continue
        cue = next((t for t in g.ancestors(words[0]) if t.pos_ == "VERB" and not a < t.i < b), None)
        heads = g.subjects(cue) if cue is not None else []
        who = for_whom.givers(heads)
        here = number.get(words[0].sent.start, 0)
        asked = [t for s in sentences[max(0, here - _BACK) : here] for t in _asked(s)]
        kind = _sense(words[0].lower_ in _YES, asked, deeds, found)
        about = next((t.lemma_.lower() for t in asked if t.lemma_.lower() in deeds), "")
        if cue is not None and who and kind is not None:
            span = extent(cue, doc[a:b])
            out.append(
                Answer(span, kind, who, charge=True, reply=True, pointing=not about, about=about, heads=tuple(heads))
            )
    return out


def _asked(sentence: Span) -> Iterator[Token]:
    """The words of the question that a sentence puts, in its own words or reported."""
    end = next((t for t in reversed(sentence) if not t.is_space and t.text not in {'"', "”", "''"}), None)
    if end is not None and end.text == "?":
        yield from sentence
        return
    for verb in sentence:
        if verb.lemma_.lower() in _ASKING and verb.pos_ == "VERB":
            for clause in g.children(verb, "ccomp", "xcomp", "advcl"):
                yield from clause.subtree


def _sense(yes: bool, asked: list[Token], deeds: set[str], found: Sequence[tuple[Span, Entry]]) -> str | None:
    """The kind of answer that a yes or no gives to what was asked; None where that is no deed and no plea."""
    within = {t.i for t in asked}
    kinds = [str(entry["kind"]) for words, entry in found if within.issuperset(t.i for t in words)]
    if kinds:
        return kinds[-1] if yes and kinds[-1] in {"denial", "admission"} else None
    if any(t.lemma_.lower() in deeds or _done(t) for t in asked):
        return "admission" if yes else "denial"
    return None


def _done(verb: Token) -> bool:
    """Whether a word asks of something done to somebody, or of `it`: `Did you do it?`, `Had you ever touched her?`"""
    if verb.pos_ != "VERB" or verb.lemma_.lower() in _MINDING:
        return False
    past = any(c.lower_ in {"did", "had", "have"} for c in g.children(verb, "aux"))
    things = g.objects(verb)
    it = verb.lemma_.lower() == "do" and any(o.lower_ in _DONE for o in things)
    return past and (it or any(o.lower_ in _WHOM or o.ent_type_ == "PERSON" for o in things))
