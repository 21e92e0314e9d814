"""What the language engine says of a text: a spaCy `Doc` with names, tags, a tree, and attributions."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span


@dataclass(frozen=True)
class Attribution:
    """Somebody says something: `cue` says so, `source` is who (may be empty), `content` is what (one span or more)."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", default=())


def attributions(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions of an annotated document, in the order of their cues."""
    found: tuple[Attribution, ...] = doc._.attributions
    return found
