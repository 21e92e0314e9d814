"""The words of a page, checked before it is written: ICD 203 for likelihood and confidence, PHIA for may and might.

Only the briefing's own words are looked at. Words of the seed are exempt wherever they stand: quotations (`q`, `mark`,
`blockquote`), the text itself, and every name (`bdi`), also where the name occurs again in a sentence. So are the
terms of a scale (`dfn`).

The rules, by the standards that set them:

* ICD 203, likelihood: words for likelihood come from one row of its table, and a page does not mix them with those of
  the PHIA yardstick (UK Professional Head of Intelligence Assessment), which puts other numbers behind like words.
* ICD 203, confidence: no sentence joins a likelihood with a level of confidence.
* PHIA: a judgement does not say may, might or could; they say no more than that something is not impossible.
* Never stronger than the source: no verb that presupposes that what was said is so (confirmed, revealed, admitted).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from briefing.errors import BriefingError

_EXEMPT = frozenset(("q", "mark", "bdi", "dfn", "blockquote", "cite", "code", "pre", "svg", "script", "style", "title"))
_EXEMPT_CLASSES = frozenset(("bf-seed",))
_INLINE = frozenset(
    "a abbr b bdi cite code dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
_VOID = frozenset(("br", "col", "hr", "wbr"))
_GAP = "…"  # what stands for words of the seed in a sentence that is checked

# Every word for likelihood, and the scales that have it: two rows of ICD 203, and the yardstick of PHIA.
_FIRST, _SECOND, _PHIA = "the first row of ICD 203", "the second row of ICD 203", "the PHIA yardstick"
_LIKELIHOOD: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"almost no chance", (_FIRST,)),
    (r"very unlikely", (_FIRST,)),
    (r"highly unlikely", (_PHIA,)),
    (r"unlikely", (_FIRST, _PHIA)),
    (r"roughly even chance", (_FIRST,)),
    (r"very likely", (_FIRST,)),
    (r"highly likely", (_PHIA,)),
    (r"likely", (_FIRST, _PHIA)),
    (r"almost certain(?:ly)?", (_FIRST, _PHIA)),
    (r"remote (?:chance|possibility)", (_SECOND, _PHIA)),
    (r"highly improbabl[ey]", (_SECOND,)),
    (r"improbabl[ey]", (_SECOND,)),
    (r"roughly even odds", (_SECOND,)),
    (r"highly probabl[ey]", (_SECOND,)),
    (r"probabl[ey]", (_SECOND, _PHIA)),
    (r"nearly certain(?:ly)?", (_SECOND,)),
    (r"realistic possibility", (_PHIA,)),
)
_TERM = re.compile("|".join(rf"(?P<t{i}>\b{word}\b)" for i, (word, _) in enumerate(_LIKELIHOOD)), re.IGNORECASE)
_CONFIDENCE = re.compile(r"\bconfiden(?:t|ce)\b", re.IGNORECASE)
_WEAK = re.compile(r"\b(?:may|might|could)\b|^(?:May|Might|Could)\b(?! \d)")
# Verbs that take what follows them for true; the briefing knows only what was said.
_UPGRADES = re.compile(
    r"\b(?:confirm(?:s|ed|ing)?|prove[ds]?|proving|proven|establish(?:es|ed)?|reveal(?:s|ed|ing)?|expos(?:es|ed|ing)"
    r"|demonstrat(?:es|ed|ing)|verif(?:y|ies|ied)|uncover(?:s|ed)?|disclos(?:es|ed)|admit(?:s|ted)?|conced(?:es|ed)"
    r"|acknowledg(?:es|ed)|found that|the fact that|in fact|of course|clearly|undoubtedly|no doubt)\b",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])[”\"’)]*\s+(?=[\"“(]?[A-Z0-9…])")


@dataclass(frozen=True)
class Breach:
    """A sentence of the briefing that breaks a rule: what it says, the word, the rule, and what to do."""

    sentence: str
    word: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        return f"“{self.sentence}” has “{self.word}”: {self.rule}. {self.remedy}"


class WordingError(BriefingError):
    """A page whose own words break a rule; nothing was written. `breaches` has each sentence and its rule."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        super().__init__(tuple(breaches))
        self.breaches = tuple(breaches)

    def __str__(self) -> str:
        more = f" And {len(self.breaches) - 3} more." if len(self.breaches) > 3 else ""
        found = " ".join(str(breach) for breach in self.breaches[:3])
        return f"The page was not written, because its own words break a rule. {found}{more}"


def check(markup: str) -> None:
    """Raise WordingError, naming every sentence and rule, unless the briefing's own words in `markup` keep the rules."""
    breaches = tuple(lint(markup))
    if breaches:
        raise WordingError(breaches)


def lint(markup: str) -> Iterator[Breach]:
    """Every breach in a piece of HTML, in the order of the page."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    names = _names(reader.names)
    scales: set[str] = {_FIRST, _SECOND, _PHIA}
    for sentence in reader.sentences():
        own = names.sub(_GAP, sentence) if names else sentence
        terms = list(_TERM.finditer(own))
        for term in terms:
            having = set(_LIKELIHOOD[int(str(term.lastgroup)[1:])][1])
            if not scales & having:
                yield Breach(sentence, term[0], "likelihood words of one page come from one row (ICD 203)",
                             f"The page already uses {' or '.join(sorted(scales))}: take a word from there.")  # fmt: skip
            else:
                scales &= having
        if terms and (level := _CONFIDENCE.search(own)):
            yield Breach(sentence, level[0], "likelihood and confidence do not stand in one sentence (ICD 203)",
                         "Make two sentences of it.")  # fmt: skip
        if weak := _WEAK.search(own):
            yield Breach(sentence, weak[0], "a judgement does not say may, might or could (PHIA)",
                         "Use a word of the yardstick, or say what is not known.")  # fmt: skip
        if upgrade := _UPGRADES.search(own):
            yield Breach(sentence, upgrade[0], "the briefing is never firmer than its source",
                         "Say said, or quote the words.")  # fmt: skip


def _names(found: set[str]) -> re.Pattern[str] | None:
    """A pattern of all names and of the names in lists of them, the longest first, that matches whole words only."""
    parts = {part for name in found for part in re.split(r", | and | ← |\s*[()]", name) if len(part) > 1}
    longest = sorted(found | parts, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)") if longest else None


class _Reader(HTMLParser):
    """Collects the briefing's own words block by block, with a gap where words of the seed stand, and the names."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self._blocks: list[list[str]] = [[]]
        self._open: list[tuple[str, bool]] = []  # tag, and whether the words in it are the seed's
        self._name: list[str] = []

    def sentences(self) -> Iterator[str]:
        """The sentences, without blocks that hold nothing of the briefing's own."""
        for block in self._blocks:
            for sentence in _END.split(" ".join("".join(block).split())):
                if re.search(r"[^\W\d_]", sentence):
                    yield sentence

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._blocks.append([])
        if tag in _VOID:
            return
        inside = bool(self._open) and self._open[-1][1]
        classes = set((dict(attrs).get("class") or "").split())
        exempt = inside or tag in _EXEMPT or bool(classes & _EXEMPT_CLASSES)
        if exempt and not inside:
            self._blocks[-1].append(_GAP)
        if tag == "bdi":
            self._name = []
        self._open.append((tag, exempt))

    def handle_endtag(self, tag: str) -> None:
        if tag == "bdi":
            name = " ".join("".join(self._name).split())
            if re.search(r"[^\W\d_]", name):
                self.names |= {name, name[:1].upper() + name[1:]}
                if " " in name:  # a description at the head of a cell has a capital that it has not in a sentence
                    self.names.add(name[:1].lower() + name[1:])
        if any(open_tag == tag for open_tag, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag not in _INLINE:
            self._blocks.append([])

    def handle_data(self, data: str) -> None:
        if any(tag == "bdi" for tag, _ in self._open):
            self._name.append(data)
        if not (self._open and self._open[-1][1]):
            self._blocks[-1].append(data)
