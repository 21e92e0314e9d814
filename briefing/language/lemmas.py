"""Lemmas of the words that the rule tables leave as they are: auxiliaries and contractions, a closed class."""

from __future__ import annotations

from spacy.tokens import Doc

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
_NEGATION = {"n't", "n’t"}


def complete(doc: Doc) -> None:
    """Set the lemmas of auxiliaries (`did` is do, `'s` as an auxiliary is be) and of `n't` in place; lower-case the rest but names."""
    for token in doc:
        if token.lower_ in _NEGATION:
            token.lemma_ = "not"
        elif token.pos_ == "AUX":
            form = token.lower_
            token.lemma_ = "be" if form in {"'s", "’s"} else _LEMMAS.get(form, form)
        elif token.pos_ != "PROPN":  # text in capitals
            token.lemma_ = token.lemma_.lower()
