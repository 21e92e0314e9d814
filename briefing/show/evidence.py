"""Evidence or nothing: words of the seed are carried with their place, and are compared again when they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.errors import BriefingError
from briefing.schema import Analysis, Span


class EvidenceMismatch(BriefingError):
    """Words that are not what the seed has at their place; nothing is shown then."""

    def __init__(self, seed: str, what: str, start: int, end: int, problem: str) -> None:
        super().__init__(seed, what, start, end, problem)
        self.seed, self.what, self.start, self.end, self.problem = seed, what, start, end, problem

    def __str__(self) -> str:
        return (
            f"{self.seed}: {self.what} at characters {self.start} to {self.end}: {self.problem}. "
            "Make the analysis again from the same file; it belongs to another text."
        )


@dataclass(frozen=True)
class Quote:
    """Words of the seed and the characters where they stand, `text[start:end] == words`."""

    start: int
    end: int
    words: str

    @property
    def anchor(self) -> str:
        """The id of this place in the highlighted text."""
        return f"s-{self.start}-{self.end}"


def quote(seed_name: str, text: str, what: str, start: int, end: int) -> Quote:
    """The words at a place; EvidenceMismatch if it lies outside the text or holds only blanks."""
    if not 0 <= start < end <= len(text):
        raise EvidenceMismatch(seed_name, what, start, end, f"outside the text of {len(text)} characters")
    words = text[start:end]
    if not words.strip():
        raise EvidenceMismatch(seed_name, what, start, end, "nothing but blanks there")
    return Quote(start, end, words)


def recheck(seed_name: str, text: str, what: str, start: int, end: int, words: str) -> None:
    """Raise EvidenceMismatch unless `text[start:end]` still is `words`."""
    found = quote(seed_name, text, what, start, end).words
    if found != words:
        raise EvidenceMismatch(seed_name, what, start, end, f"the text has {found!r} there, not {words!r}")


def check(analysis: Analysis) -> None:
    """Look at every span of an analysis once; raise EvidenceMismatch at the first that does not hold.

    Numbers alone do not tell an analysis that was laid over another text, so the names are looked at as well: where
    fewer than half of the mentions by name hold a name of their actor, the text is not the one that was analysed. (A
    single one that does not is a matter of who was meant, which the analysis may see otherwise: `the country`.)
    """
    seed = analysis.seed
    strange: list[tuple[str, Span]] = []
    named = 0

    def look(what: str, span: Span) -> str:
        return quote(seed.name, seed.text, what, span.start, span.end).words

    for actor in analysis.actors:
        names = [_plain(name) for name in (actor.name, *actor.aliases)]
        for mention in actor.mentions:
            words = _plain(look(f"a mention of {actor.name!r}", mention))
            if mention.form in ("name", "alias"):
                named += 1
                if not any(name in words or words in name for name in names):
                    strange.append((actor.name, mention))
        if actor.kind_evidence:
            look(f"the kind of {actor.name!r}", actor.kind_evidence)
    if 2 * len(strange) > named:
        name, first = strange[0]
        problem = (
            f"the text has {first.of(seed.text)!r} there, which is no name of this actor, as {len(strange)} of {named}"
        )
        raise EvidenceMismatch(seed.name, f"a mention of {name!r}", first.start, first.end, problem)
    for item in analysis.attributions:
        for what, span in (("source", item.source), ("cue", item.cue), *(("content", part) for part in item.content)):
            if span is not None:
                look(f"the {what} of attribution {item.id}", span)
    for claim in analysis.allegations:
        for what, spans in (("statement", claim.statements), ("hedge", claim.hedges), ("reply", claim.responses)):
            for span in spans:
                look(f"a {what} of allegation {claim.id}", span)
        for rung in claim.chain:
            if rung.start is not None and rung.end is not None:
                quote(seed.name, seed.text, f"the step {rung.label!r} of allegation {claim.id}", rung.start, rung.end)


def _plain(words: str) -> str:
    """A name for comparison: letters and digits, folded."""
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()
