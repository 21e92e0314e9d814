"""Where quotations stand: pairs of marks, told apart so that one lost mark does not turn all that follows."""

from __future__ import annotations

from spacy.tokens import Doc, Token

#: A quotation that runs longer without its closing mark is taken for a slip of the printer.
_LONGEST = 220


class Quotations:
    """The quotations of a document: `pairs` of (opening mark, closing mark) token indices, in order, none in another.

    `block` holds the number of the block (paragraph, headline ...) of each token. A quotation ends with its block at
    the latest; where its paragraph ends without a closing mark and the next one opens with a mark, it goes on there.
    """

    def __init__(self, doc: Doc, blocks: list[tuple[int, int]]) -> None:
        """Find the quotations of `doc`; `blocks` are character ranges in order. Time grows linearly with the text."""
        self._doc = doc
        self.block = _numbers(doc, blocks)
        #: Numbers of the pairs that go on with the one before.
        self._on: set[int] = set()
        self.pairs = self._find()
        self._at = [-1] * len(doc)
        for k, (a, b) in enumerate(self.pairs):
            self._at[a + 1 : b] = [k] * max(0, b - a - 1)

    def around(self, i: int) -> tuple[int, int] | None:
        """The marks of the quotation that token `i` stands in, or None."""
        return self.pairs[self._at[i]] if self._at[i] >= 0 else None

    def touched(self, content: set[int]) -> list[tuple[int, int]]:
        """The quotations of which `content` holds a word, in order."""
        return [self.pairs[k] for k in sorted({self._at[i] for i in content} - {-1})]

    def whole(self, content: set[int], cue: int) -> set[int]:
        """`content` with the whole of each quotation that it touches from outside, over its sentences."""
        found = set(content)
        for a, b in self.touched(content):
            inside = sum(1 for i in range(a + 1, b) if i in found)
            if not a < cue < b and inside * 3 >= min(b - a, 12) and b - a > 4:
                runs = [(a, b)] if any(c < cue < d for c, d in self.run(a)) else self.run(a)
                found |= {i for c, d in runs for i in range(c, d + 1) if not self._doc[i].is_space}
        return found

    def run(self, mark: int) -> list[tuple[int, int]]:
        """All paragraphs, as pairs of marks, of the quotation of which one is opened by the token `mark`."""
        first = last = self._at[mark + 1]
        while first in self._on:
            first -= 1
        while last + 1 in self._on:
            last += 1
        return self.pairs[first : last + 1]

    def _find(self) -> list[tuple[int, int]]:
        """Straight marks are told apart by the spaces around them, so that one lost mark does not turn all that follow."""
        found: list[tuple[int, int]] = []
        opened: int | None = None
        open_end = -1  # the block at whose end a quotation was still open
        before = -1  # the block of the token before
        for token in self._doc:
            if opened is not None and (self.block[token.i] != self.block[opened] or token.i - opened > _LONGEST):
                if self.block[token.i] != self.block[opened]:
                    found.append((opened, token.i - 1))
                    open_end = self.block[opened]
                opened = None
            opens = token.text in {"“", "``"} or (token.text == '"' and _spaced_before(token) and not token.whitespace_)
            closes = token.text in {"”", "''", '"'}
            if opens or (opened is None and token.text == '"'):
                opened = token.i
                if self.block[opened] == open_end + 1 and before != self.block[opened] and open_end >= 0:
                    self._on.add(len(found))
            elif closes and opened is not None:
                found.append((opened, token.i))
                opened = None
            before = before if token.is_space else self.block[token.i]
        if opened is not None and len(self._doc) - opened < _LONGEST:
            found.append((opened, len(self._doc) - 1))
        return found


def _numbers(doc: Doc, blocks: list[tuple[int, int]]) -> list[int]:
    """Number of the block of each token."""
    out, k = [], -1
    for token in doc:
        while k + 1 < len(blocks) and blocks[k + 1][0] <= token.idx:
            k += 1
        out.append(k)
    return out


def _spaced_before(token: Token) -> bool:
    if token.i == 0:
        return True
    before = token.doc[token.i - 1]
    return bool(before.whitespace_) or before.is_space or before.text in {"(", "[", "-", "–", "—"}
