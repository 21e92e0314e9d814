"""Lemmas: spaCy's rule tables for words that they know, and grammar for those that they do not.

The tables (WordNet's, by way of spacy-lookups-data) hold 57,500 nouns. News coins others (`cryptocurrencies`,
`counterparties`): these get their singular by the known word that they end with, else by their ending.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

_AUXILIARIES = {
    "be": "am is are was were been being 'm ’m 're ’re",
    "have": "has had having 've ’ve",
    "do": "does did done doing",
    "will": "'ll ’ll wo",
    "would": "'d ’d",
    "can": "ca",
    "shall": "sha",
}
_LEMMAS = {form: lemma for lemma, forms in _AUXILIARIES.items() for form in forms.split()}
#: A short stem would double its last letter (`wag`, `wagged`); `waged` and `waging` are of `wage`.
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_NEGATION = {"n't", "n’t"}

_SHORTEST, _LONGEST = 5, 24  # letters of a plural that may end a compound; shorter ones end words by chance
_NUMBER = re.compile(r"\d['’]?s$")  # the 1960s
# How plurals end, and their singular: any that the tables list counts, the first before the others.
_REGULAR = tuple(
    (re.compile(ending + "$"), singular)
    for ending, singular in (("s", ""), ("ies", "y"), ("ves", "f"), ("men", "man"), ("(ch|sh|s|x|z|o)es", r"\1"))
)
# How a noun ends that no table knows, and how its singular does; the first that fits.
_ENDINGS = tuple(
    (re.compile(ending + "$"), singular)
    for ending, singular in (
        (r"(ss|us|sis|itis)", r"\1"),  # no plural: coronavirus, motocross
        (r"['’]s", ""),
        (r"(?<=[^aeiou])ies", "y"),
        (r"(ch|sh|ss|x|zz|tz)es", r"\1"),
        (r"(?<=[^aeo])uses", "us"),  # arboviruses, but not houses and causes
        (r"men", "man"),
        (r"s", ""),  # and so archdioceses, databases, prizes
    )
)


class Lemmas(EnglishLemmatizer):
    """Sets the lemmas of documents, in place. Raises ValueError where the tables are not installed."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab, None, mode="rule")
        self.initialize()
        self._nouns = frozenset(self.lookups.get_table("lemma_index")["noun"])
        self._irregular = self.lookups.get_table("lemma_exc")["noun"]

    def __call__(self, doc: Doc) -> Doc:
        """The document with its lemmas: those of auxiliaries are do, have, be (`'s` too), that of `n't` is not.

        All are lower-case, for the text may be in capitals; a name keeps its letters.
        """
        for token in doc:
            token.lemma_ = self._lemma(token)
        return doc

    def _lemma(self, token: Token) -> str:
        form = token.lower_
        if form in _NEGATION:
            return "not"
        if token.pos_ == "AUX":
            return "be" if form in {"'s", "’s"} else _LEMMAS.get(form, form)
        if token.pos_ == "NOUN":
            return self.singular(form)
        if token.pos_ == "PROPN":  # the tagger takes rare nouns for names: `two archdioceses`
            small = token.text == form and not token.ent_type
            return (self._known(form) if small and len(form) >= _SHORTEST else None) or token.text
        lemma = str(self.rule_lemmatize(token)[0]).lower()
        short = token.pos_ == "VERB" and form in {lemma + "ed", lemma + "ing"} and _SHORT.fullmatch(lemma)
        return lemma + "e" if short else lemma

    def singular(self, noun: str) -> str:
        """The singular of a noun in small letters; what is no plural is its own."""
        if _NUMBER.search(noun):
            return noun
        if known := self._known(noun):
            return known
        for ending, singular in _ENDINGS:
            if ending.search(noun):
                return ending.sub(singular, noun)
        return noun

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - one instance lives as long as the process
    def _known(self, noun: str) -> str | None:
        """The singular that the tables have of a noun, or of a noun that it ends with."""
        for start in (0, *range(max(1, len(noun) - _LONGEST), len(noun) - _SHORTEST + 1)):
            end = noun[start:]
            regular = [plural.sub(one, end) for plural, one in _REGULAR if plural.search(end)]
            known = [one for one in regular if one in self._nouns]
            irregular = self._irregular.get(end, [])
            found = [one for one in irregular if one in known] or irregular or known or [end][: end in self._nouns]
            if found:
                return noun[:start] + str(found[0])
        return None
