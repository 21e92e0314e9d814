"""The record of one attribution while it is built."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefing.schema import Access, Inspectable


@dataclass(frozen=True)
class Ground:
    """How a source would know and whether one could look, with the words that say so, and the words for its side."""

    access: Access
    inspectable: Inspectable
    evidence: tuple[Span, ...] = ()
    interest: tuple[Span, ...] = ()


#: Where the text says nothing of it.
UNSTATED = Ground("unstated", "unstated")


@dataclass
class Report:
    """One attribution on its way to the analysis: token indices of its parts, and what its source leads to.

    `source` is the head of the source's noun phrase (None: not named); `actors` draft ids of the cast; `document` the
    head of the paper that speaks, if one does, and `paper` its fullest phrase; `labelled` True where it
    stands as a label before the words; `running` True where the source is led
    back to one named before; `hearer` the publisher to whom it was said, `hearers` its draft ids; `stated` False where
    the cue is of a wish or a question; `spoken` True where it is a verb of speech; `denied` where it says that the
    content is not so; `within` the smallest report whose content holds this one; `ground` what the text says of how the
    source would know.
    """

    cue: frozenset[int]
    content: set[int]
    source: Token | None
    source_span: Span | None
    actors: tuple[str, ...] = ()
    document: Token | None = None
    paper: Span | None = None
    labelled: bool = False
    running: bool = False
    hearer: Token | None = None
    hearers: tuple[str, ...] = ()
    stated: bool = True
    spoken: bool = False
    denied: bool = False
    within: Report | None = None
    ground: Ground = UNSTATED

    @property
    def key(self) -> tuple[int, int]:
        """Order in the text, the larger first."""
        return (min(self.cue, default=min(self.content, default=0)), -len(self.content))
