"""Noun phrases that describe a party without naming it: their extent, their head, what kind of party they are."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis.grammar import preposition

_BEFORE = {"det", "det:predet", "amod", "compound", "nmod:poss", "nummod", "advmod", "nmod", "obl", "flat", "goeswith"}
_INSIDE = {"flat", "fixed", "goeswith", "compound"}
_QUANTIFIERS = {
    "some", "several", "many", "few", "most", "more", "all", "both", "various", "numerous", "other", "another", "dozens", "hundreds",
    "thousands", "scores", "each", "every", "any", "such", "certain", "no",
}  # fmt: skip
#: Which of several in time: no part of a name.
_WHEN = {"past", "previous", "earlier", "recent", "latest", "new"}
_ROUGHLY = {
    "least",
    "at",
    "around",
    "about",
    "nearly",
    "almost",
    "over",
    "than",
    "roughly",
    "some",
    "up",
    "to",
    "approximately",
}
#: Determiners of phrases that speak of nobody in particular (`no group`, `any official`), and of those that speak of each of a set.
_NOBODY, _EACH = {"no", "any", "every"}, {"each", "either", "neither", "both"}
_INDEFINITE = {"a", "an", "some", "another", "one", "several", "many", "any", "no", "every", "each"}
_DEFINITE = {"the", "this", "that", "these", "those", "both"}


@dataclass(frozen=True)
class Phrase:
    """A noun phrase. `start`, `end`, `long_end`: token positions (half-open); `long_end` is behind short postmodifiers."""

    head: Token
    start: int
    end: int
    long_end: int
    words: tuple[str, ...]
    lemma: str
    plural: bool
    definite: bool
    indefinite: bool

    @property
    def modifiers(self) -> frozenset[str]:
        """Lower-case words before the head that narrow it down, without determiners and quantifiers."""
        return frozenset(
            w
            for w in self.words[:-1]
            if w not in _QUANTIFIERS and w not in _DEFINITE and w not in _INDEFINITE | _ROUGHLY
        )

    @property
    def nobody(self) -> bool:
        """Whether the phrase speaks of nobody in particular (`no group`, `any official`)."""
        said = any(c.dep_ == "det" and c.lower_ in _NOBODY for c in self.head.children)
        return said or (len(self.words) > 1 and self.words[0] in _NOBODY)

    @property
    def each(self) -> bool:
        """Whether the phrase speaks of each of a set that was spoken of before (`each defendant`, `both men`)."""
        return any(c.dep_ in {"det", "det:predet", "nummod"} and c.lower_ in _EACH for c in self.head.children)

    @property
    def bare(self) -> bool:
        """Whether nothing stands before the head, not even an article."""
        return self.start == self.head.i

    @property
    def number(self) -> str:
        """The count in front of the head (`500`), or an empty string."""
        return next((c.lower_ for c in self.head.children if c.dep_ == "nummod" and c.i < self.head.i), "")

    def name(self) -> str:
        """The phrase as a name: without a leading article, with postmodifiers where they are short."""
        return _text(self.head, self.start, self.long_end)

    def core(self) -> str:
        """The phrase without what follows its head."""
        return _text(self.head, self.start, self.end)

    def stripped(self) -> str:
        """The phrase without determiners, quantifiers and what follows its head."""
        doc, i = self.head.doc, self.start
        loose = _QUANTIFIERS | _ROUGHLY | _WHEN
        while i < self.head.i and not doc[i].ent_type_ and (doc[i].pos_ in {"DET", "NUM"} or doc[i].lower_ in loose):
            i += 1
        return _text(self.head, i, self.end)


def _text(head: Token, start: int, end: int) -> str:
    doc = head.doc
    if doc[start].lower_ in {"the", "an", "a"} and end - start > 1:
        start += 1 if doc[start].lower_ == "the" else 0
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start + 1 and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in {"'s", "’s", "'", "’"}
    ):
        end -= 1
    return " ".join(doc[start:end].text.split())


def phrase(head: Token) -> Phrase:
    """The noun phrase that a noun or open pronoun (`those who ...`) heads."""
    doc = head.doc
    first, last = head.sent.start, head.sent.end
    start, end = head.i, head.i + 1
    definite = indefinite = False
    for child in head.children:
        if child.i < head.i and child.dep_ in _BEFORE:
            if child.dep_ in {"nmod", "obl"} and any(c.dep_ == "case" and c.i < child.i for c in child.children):
                continue
            start = min(start, max(first, child.left_edge.i))
            word = child.lower_
            definite |= (child.dep_ == "det" and word in _DEFINITE) or child.dep_ == "nmod:poss"
            indefinite |= (child.dep_ in {"det", "amod", "nummod"} and word in _INDEFINITE) or child.dep_ == "nummod"
        elif child.i > head.i and child.dep_ in _INSIDE and child.i <= end + 1:
            end = max(end, min(last, child.right_edge.i + 1))
    for i in range(start, head.i):  # a stray bracket or comma inside means that the parse went astray
        if doc[i].is_punct and doc[i].text not in {"-", "–", "’", "'", '"', "“", "”", "."}:
            start = i + 1
    for child in head.children:  # `even within his own party`
        if child.dep_ == "case" and start < child.i < head.i and doc[start].pos_ == "ADV":
            start = child.i + 1
    while (
        start < head.i
        and (doc[start].dep_ == "case" or doc[start].pos_ in {"ADP", "PUNCT", "CCONJ", "SPACE"})
        and not (doc[start].lower_ == "at" and start + 1 < head.i and doc[start + 1].lower_ in {"least", "most"})
    ):
        start += 1
    words = tuple(
        t.lower_ for t in doc[start : head.i] if not t.is_punct and not t.is_space and t.lower_ not in {"'s", "’s"}
    )
    lemma = (head.lemma_ or head.lower_).lower()
    plural = head.pos_ in {"NOUN", "PROPN"} and (
        lemma != head.lower_ or head.lower_ in {"people", "police", "clergy", "troops", "forces"}
    )
    plural |= head.lower_ in {"those", "others", "some", "many", "several", "most"}
    return Phrase(
        head,
        start,
        end,
        _long_end(head, end),
        (*words, head.lower_),
        lemma,
        plural,
        definite and not indefinite,
        indefinite,
    )


def _long_end(head: Token, end: int) -> int:
    """Where the phrase ends with the postmodifiers that follow at once and are short."""
    doc, start = head.doc, end
    for child in sorted(head.children, key=lambda c: c.i):
        if child.left_edge.i != end or child.dep_ not in {"nmod", "acl", "acl:relcl", "amod"}:
            continue
        if child.dep_ == "nmod" and preposition(child) not in {"of", "for", "in", "from"}:
            break  # "raids by the regime on the town": what follows is mostly the verb's
        if child.dep_ in {"acl", "acl:relcl"} and any(c.dep_ in {"amod", "compound"} for c in head.lefts):
            break  # a described party is known by its description
        if (
            child.dep_ == "acl"
            and child.left_edge.i != child.i
            and child.left_edge.lower_ in {"of", "for", "with", "by", "that"}
        ):
            break  # "accused troops of firing" hung on the noun
        stop = end
        for i in range(child.left_edge.i, child.right_edge.i + 1):
            if (doc[i].is_punct and doc[i].text not in {"-", "’", "'", "–"}) or doc[i].is_space:
                break
            stop = i + 1
        if stop <= child.i or stop - start > 9:
            break
        end = stop
        if stop <= child.right_edge.i:
            break
    return end
