"""Text to annotated documents: names, tags, a tree, and who says what (source, cue, content)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["annotate"]


def annotate(texts: Sequence[str], blocks: Sequence[Sequence[tuple[int, int]]] | None = None) -> list[Doc]:
    """Annotate texts with the bundled model.

    `blocks` holds, for each text, half-open character ranges that no sentence crosses (paragraphs, headlines); without
    it, blocks are set apart by empty lines. Returns one spaCy `Doc` a text, in order, with `doc.text == text`: universal
    tags in `pos_`, Universal Dependencies in `dep_` and `head`, names in `ents` (PERSON, ORG, LOC, NORP, MISC, DATE),
    lemmas, sentences, and `doc._.attributions` (see `briefing.language.document.attributions`).
    """
    from briefing.language.engine import engine

    return engine().annotate(texts, blocks)
