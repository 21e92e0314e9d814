"""Turns: the speaker stands before the words (`DRAVEN: We ...`, `Q. Who ...`, `[10:14] Draven: He ...`), one block a turn.

Hearings, court transcripts, press briefings, interviews and chats are set so. A text is taken for one only where at least three
blocks bear a label and one of the labels comes back; a label is a name, a title with a name, or a role (`turn_roles` in
`lexicons/sources.yaml`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from briefing.analysis.cleaning import Name
from briefing.analysis.kinds import kinds
from briefing.analysis.lexicon import load
from briefing.analysis.names import key

_TIME = r"[\[(]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[APap]\.?[Mm]\.?)?[\])]?\s*[-–—]?\s*"
_LABEL = re.compile(
    rf"(?:{_TIME})?(?:<\s*(?P<nick>[^<>\n]{{1,40}}?)\s*>:?|(?P<name>[^\W\d_][\w.'’ -]{{0,45}}?)\s*(?:\([^()\n]{{1,40}}\)|{_TIME})?\s*:)"
    r"\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<name>[QA])\s*[.:]\s+(?=\S)")
#: `CROSS-EXAMINATION BY MR. LOPES:`
_EXAMINES = re.compile(r"(?:[\w -]{0,40}\bexamination\s+)?by\s+(?P<name>[^\n:]{3,40}):?\s*", re.IGNORECASE)
_SMALL = {"of", "the", "for", "and", "de", "del", "la", "van", "von", "der", "al", "bin"}
_MOST_WORDS = 6
_FEWEST = 3


@dataclass(frozen=True)
class Turn:
    """One turn: token ranges (half-open) of its label and of its words; `role` as in `turn_roles`, or `name`.

    `examiner` holds the tokens of the name of who asks (`EXAMINATION BY MR. LOPES`), where a text says so.
    """

    label: tuple[int, int]
    words: tuple[int, int]
    role: str
    examiner: tuple[int, int] | None = None


@cache
def _roles() -> dict[str, str]:
    return {word: role for role, words in load("sources")["turn_roles"].items() for word in words}


def turns(doc: Doc, blocks: Sequence[tuple[int, int]]) -> list[Turn]:
    """The turns of a text, in order; none where it is no transcript. `blocks`: character ranges that no sentence crosses."""
    text = doc.text
    found: list[tuple[int, int, int, int]] = []  # number of the block, start and end of the label, start of the words
    examiners: dict[int, tuple[int, int]] = {}
    for k, (start, end) in enumerate(blocks):
        if by := _EXAMINES.fullmatch(text, start, end):
            examiners[k] = by.span("name")
        elif label := _LETTER.match(text, start, end) or _LABEL.match(text, start, end):
            group = "name" if label["name"] else "nick"
            if group == "nick" or _is_label(label["name"]):
                found.append((k, *label.span(group), label.end()))
    known = {key(e.text).split()[-1] for e in doc.ents if e.label_ == "PERSON" and key(e.text)}
    named = {text[a:b] for _, a, b, _ in found if _names(doc, a, b, known)}
    found = [f for f in found if (w := text[f[1] : f[2]]) in named or _role(w)]
    counts = Counter(text[a:b] for _, a, b, _ in found)
    if len(found) < _FEWEST or max(counts.values()) < 2:
        return []
    return list(_made(doc, text, blocks, found, examiners))


def _made(
    doc: Doc,
    text: str,
    blocks: Sequence[tuple[int, int]],
    found: list[tuple[int, int, int, int]],
    examiners: dict[int, tuple[int, int]],
) -> Iterator[Turn]:
    gaps = found[-1][0] - found[0][0] + 1
    dense = 2 * len(found) > gaps  # a speaker goes on over the blocks without a label
    examiner: tuple[int, int] | None = None
    for number, (k, start, end, begin) in enumerate(found):
        examiner = next(
            (examiners[j] for j in range(k, found[number - 1][0] if number else -1, -1) if j in examiners), examiner
        )
        last = found[number + 1][0] - 1 if dense and number + 1 < len(found) else k
        while last > k and (
            last in examiners or not text[blocks[last][0] : blocks[last][1]].endswith((".", "!", "?", '"', "”"))
        ):
            last -= 1
        label, words = _tokens(doc, start, end), _tokens(doc, begin, blocks[last][1])
        if label is None or words is None or label.end > words.start:
            continue
        asks = _tokens(doc, *examiner) if examiner is not None else None
        role = _role(text[start:end]) or "name"
        yield Turn(
            (label.start, label.end),
            (words.start, words.end),
            role,
            (asks.start, asks.end) if asks is not None else None,
        )


def spoken_by(spoken: Sequence[Turn], names: Iterable[Name]) -> list[int | None]:
    """For each turn the token of the name that stands for its speaker, None where no name does.

    Who answers (`A.`, `THE WITNESS:`) is the person most spoken of in the text before the turns, the first of equals, or else
    who had the last turn under a name.
    """
    at = {i: n for n in names for i in n.tokens}
    asking = {i for t in spoken if t.examiner is not None for i in range(*t.examiner)}
    found: list[int | None] = []
    asked: Name | None = None
    spoke: Name | None = None  # in a turn of his own name
    before = 0
    for turn in spoken:
        between = [at[i] for i in range(before, turn.label[0]) if i in at and at[i].start == i and i not in asking]
        people = [n for n in between if n.label == "PERSON" and n.key]
        if people:
            counts = Counter(n.key.split()[-1] for n in people)
            asked = max(people, key=lambda n: (counts[n.key.split()[-1]], -n.start))
        before = max(before, turn.words[1])
        label = turn.label if turn.role == "name" else turn.examiner if turn.role == "questions" else None
        name = next((at[i] for i in range(label[1] - 1, label[0] - 1, -1) if i in at), None) if label else None
        if turn.role == "answers":
            name = asked or spoke
        elif turn.role == "name":
            spoke = name
        found.append(name.root if name is not None else None)
    return found


def _tokens(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand") if start < end else None


def _is_label(words: str) -> bool:
    """Whether the words before a colon may be who speaks: a few, all of them with a capital."""
    parts = words.split()
    return len(parts) <= _MOST_WORDS and all(p[:1].isupper() or p in _SMALL for p in parts)


def _role(words: str) -> str | None:
    return _roles().get(" ".join(w for w in words.lower().replace(".", "").split() if w != "the"))


def _names(doc: Doc, start: int, end: int, known: set[str]) -> bool:
    """Whether a label names somebody: the model says so, a title does, or a person of the text has the name."""
    span = doc.char_span(start, end, alignment_mode="expand")
    parts = tuple(key(doc.text[start:end]).split())
    if span is None or not parts:
        return False
    titled = any(kinds().title(parts[:k]) for k in range(1, len(parts)))
    return titled or parts[-1] in known or any(t.ent_type_ in {"PERSON", "ORG"} for t in span)
