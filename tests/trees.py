"""Sentences with their trees written out by hand, so that tests of the analysis do not depend on the model."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc, Token

from briefing.analysis.assemble import assemble
from briefing.schema import Analysis, Provenance, Seed


@cache
def _vocab() -> spacy.Language:
    return spacy.blank("en")


def tree(*sentences: str) -> Doc:
    """A Doc from sentences of words, each `form|lemma|POS|head|relation[|NAME]`, heads counted from 1 in the sentence, 0 root.

    A word is followed by a space unless it ends in `_`.
    """
    words, spaces, lemmas, pos, heads, deps, starts, names = [], [], [], [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for k, item in enumerate(sentence.split()):
            form, lemma, tag, head, dep, *name = item.split("|")
            words.append(form.removesuffix("_"))
            spaces.append(not form.endswith("_"))
            lemmas.append(lemma or form)
            pos.append(tag)
            heads.append(offset + (int(head) - 1 if head != "0" else k))
            deps.append("ROOT" if head == "0" else dep)
            starts.append(k == 0)
            names.append(f"B-{name[0]}" if name else "O")
    return Doc(_vocab().vocab, words=words, spaces=spaces, lemmas=lemmas, pos=pos, heads=heads, deps=deps,
               sent_starts=starts, ents=names)  # fmt: skip


def word(doc: Doc, text: str) -> Token:
    """The first token of `doc` with this text."""
    return next(t for t in doc if t.text == text)


def analysed(doc: Doc) -> Analysis:
    """The analysis of a seed that has nothing but the text of `doc`."""
    seed = Seed(name="x", text=doc.text, title="", outlet=None, dateline=None, sha256="0" * 64, media_type="text/plain",
                sections=())  # fmt: skip
    return assemble(seed, doc, Provenance(version="0", model="0" * 64))
