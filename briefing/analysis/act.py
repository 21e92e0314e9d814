"""The record that all families of acts fill: who is held to have done what, in which words."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token


@dataclass(frozen=True)
class Act:
    """One place where an act is laid at somebody's door.

    `trigger` is the word that names the act (or the accusation), `accused` and `others` heads of noun phrases, `span`
    the words of the statement, `hedge` the words that say that it is only alleged (None: said flatly), `accuser` who
    accuses (None: not said here), `accusation` the accusing word if there is one. `ruled`: a court's or regulator's finding;
    `omission`: a duty that was not done; `opinion`: a fault found; an omission of that sort counts only
    as a source's word;
    `styled`: a charge used as a title; `bare`: words that tell no deed of their own, or deny it, and count where nothing
    else is told of the accused; `covers`: tokens that give no act of their own any more.
    """

    trigger: Token
    category: str
    accused: tuple[Token, ...]
    others: tuple[Token, ...]
    span: Span
    hedge: Span | None = None
    accuser: Token | None = None
    accusation: Token | None = None
    ruled: bool = False
    omission: bool = False
    opinion: bool = False
    styled: bool = False
    bare: bool = False
    covers: frozenset[int] = field(default_factory=frozenset)
