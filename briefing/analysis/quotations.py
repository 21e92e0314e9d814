"""Where quotations stand: pairs of marks, told apart so that one lost mark does not turn all that follows."""

from __future__ import annotations

from spacy.tokens import Doc, Token


def blocks_of(doc: Doc, blocks: list[tuple[int, int]]) -> list[int]:
    """Number of the block of each token."""
    out, k = [], -1
    for token in doc:
        while k + 1 < len(blocks) and blocks[k + 1][0] <= token.idx:
            k += 1
        out.append(k)
    return out


#: A quotation that runs longer without its closing mark is taken for a slip of the printer.
_LONGEST_QUOTE = 220


def quotations(doc: Doc, block: list[int]) -> list[tuple[int, int]]:
    """(opening mark, closing mark) token indices. A quotation ends with its block at the latest.

    Straight marks are told apart by the spaces around them, so that one lost mark does not turn all that follow.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        if opened is not None and (block[token.i] != block[opened] or token.i - opened > _LONGEST_QUOTE):
            if block[token.i] != block[opened]:
                found.append((opened, token.i - 1))
            opened = None
        opens = token.text in {"“", "``"} or (token.text == '"' and _spaced_before(token) and not token.whitespace_)
        closes = token.text in {"”", "''", '"'}
        if opens or (opened is None and token.text == '"'):
            opened = token.i
        elif closes and opened is not None:
            found.append((opened, token.i))
            opened = None
    if opened is not None and len(doc) - opened < _LONGEST_QUOTE:
        found.append((opened, len(doc) - 1))
    return found


def _spaced_before(token: Token) -> bool:
    if token.i == 0:
        return True
    before = token.doc[token.i - 1]
    return bool(before.whitespace_) or before.is_space or before.text in {"(", "[", "-", "–", "—"}
