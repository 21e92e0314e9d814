"""An analysis while it is being corrected: what entries point at is found here, and every change is written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from briefing.corrections.file import CorrectionError, Corrections, place
from briefing.corrections.model import ClaimPointer, Quote
from briefing.corrections.quoting import Refusal, locate, nearest
from briefing.errors import Problem
from briefing.schema import Actor, Allegation, Analysis, Analyst, Attribution, Correction, Rung, Span

_NUMBERED = re.compile(r"[act]\d+")


class Draft:
    """The parts of an analysis that corrections change, in the order of the text, and the log of the changes."""

    def __init__(self, analysis: Analysis, corrections: Corrections) -> None:
        self.machine = analysis
        self.text = analysis.seed.text
        self.actors: dict[str, Actor] = {actor.id: actor for actor in analysis.actors}
        self.attributions: tuple[Attribution, ...] = analysis.attributions
        self.claims: dict[str, Allegation] = {claim.id: claim for claim in analysis.allegations}
        self.rejected: dict[str, Allegation] = {}
        self.log: list[Correction] = []
        self.problems: list[Problem] = []
        self._file = corrections.file
        # names that the program or an earlier entry gave an actor, and the actors they now lead to
        self._known: dict[str, dict[str, None]] = {}
        for actor in analysis.actors:
            self.remember(actor.name, actor.id)
        self._changed: dict[tuple[str, str], str] = {}
        self._place = ""

    @contextmanager
    def entry(self, kind: str, number: int) -> Iterator[None]:
        """Work on one entry of the file: what it points at and is not there becomes a problem, and the next goes on."""
        self._place = place(kind, number)
        try:
            yield
        except Refusal as refusal:
            self.problems.append(Problem(self._file, self._place, refusal.value, refusal.problem, refusal.remedy))

    def claim_right(self, target: str, field: str) -> None:
        """Refuse that two entries set the same thing: one of them would be lost."""
        before = self._changed.setdefault((target, field), self._place)
        if before != self._place:
            raise Refusal(field, f"was set by {before} already", "Take one of the two out.")

    def note(self, correction: Correction) -> None:
        """Write a change down."""
        self.log.append(correction)

    def finish(self, analyst: Analyst) -> Analysis:
        """The corrected analysis. Raises CorrectionError if any entry was refused."""
        if self.problems:
            raise CorrectionError(self.problems)
        return self.machine.model_copy(
            update={
                "actors": tuple(self.actors.values()),
                "attributions": self.attributions,
                "allegations": tuple(self.claims.values()),
                "analyst": analyst,
            }
        )

    # what entries point at

    def actor(self, pointer: Quote) -> Actor:
        """The actor with this name, else the one that is mentioned in these words. Raises Refusal."""
        words = " ".join(pointer.words.split())
        if pointer.occurrence is None:
            named = self._named(words)
            if named:
                return self._only(words, named)
            if _NUMBERED.fullmatch(words):
                raise Refusal(words, "is a number that may change from run to run", "Write the actor's name.")
        try:
            spans = locate(pointer.words, pointer.occurrence, self.text)
        except Refusal as refusal:
            if pointer.occurrence is not None:
                raise
            raise Refusal(refusal.value, "no actor has this name", nearest(words, self._names())) from None
        found = [
            actor
            for actor in self.actors.values()
            if any(_overlap(mention, span) for mention in actor.mentions for span in spans)
        ]
        if not found:
            raise Refusal(
                repr(words), "no actor has this name or is mentioned in these words", nearest(words, self._names())
            )
        return self._only(words, found)

    def _named(self, words: str) -> list[Actor]:
        """Those whose name this is or was; if nobody's, those who have it as an alias."""
        known = [self.actors[key] for key in self._known.get(words, {})]
        return known or [actor for actor in self.actors.values() if words in actor.aliases]

    def _names(self) -> list[str]:
        return [name for actor in self.actors.values() for name in (actor.name, *actor.aliases)]

    def _only(self, words: str, found: Sequence[Actor]) -> Actor:
        if len(found) > 1:
            names = ", ".join(repr(actor.name) for actor in found[:4])
            raise Refusal(
                repr(words),
                f"{len(found)} actors answer to these words ({names})",
                "Write {words: ..., occurrence: ...} with words that mention only one of them.",
            )
        return found[0]

    def claim(self, pointer: ClaimPointer) -> Allegation:
        """The allegation that is stated in these words. Raises Refusal."""
        if _NUMBERED.fullmatch(pointer.words) and pointer.occurrence is None:
            raise Refusal(pointer.words, "is a number that may change from run to run", "Quote words of a statement.")
        spans = locate(pointer.words, pointer.occurrence, self.text)
        accused = None if pointer.accused is None else self.actor(pointer.accused).id
        found = _stated(self.claims.values(), spans, accused)
        if not found:
            if _stated(self.rejected.values(), spans, accused):
                raise Refusal(
                    repr(pointer.words), "this allegation was rejected in the same file", "Take one of the two out."
                )
            against = "" if pointer.accused is None else f" against {pointer.accused.words!r}"
            raise Refusal(
                repr(pointer.words),
                f"no allegation{against} is stated in these words any more, or yet",
                "Quote words of its statement; `briefing correct` lists them.",
            )
        if len(found) > 1:
            accused_by = "; ".join(", ".join(self.actors[key].name for key in claim.accused) for claim in found[:4])
            raise Refusal(
                repr(pointer.words),
                f"{len(found)} allegations are stated in these words (against {accused_by})",
                "Quote words of one alone, or write {words: ..., accused: ...}.",
            )
        return found[0]

    # changes that touch many parts

    def remember(self, name: str, actor: str) -> None:
        """Let a name lead to an actor from now on, beside those that it leads to already."""
        self._known.setdefault(" ".join(name.split()), {})[actor] = None

    def replace(self, old: dict[str, str]) -> None:
        """Put other actors in the place of those whose ids are the keys of `old`, wherever they are named."""
        for name, keys in self._known.items():
            self._known[name] = dict.fromkeys(old.get(key, key) for key in keys)

        def new(key: str) -> str:
            return old.get(key, key)

        for key, actor in self.actors.items():
            ties = dict.fromkeys(tie.model_copy(update={"to": new(tie.to)}) for tie in actor.ties)
            self.actors[key] = actor.model_copy(update={"ties": tuple(tie for tie in ties if tie.to != key)})
        self.attributions = tuple(
            item.model_copy(update={"source": item.source.model_copy(update={"actor": new(item.source.actor)})})
            if item.source and item.source.actor is not None
            else item
            for item in self.attributions
        )
        for claims in (self.claims, self.rejected):
            for key, claim in claims.items():
                accused = tuple(dict.fromkeys(map(new, claim.accused)))
                others = tuple(other for other in dict.fromkeys(map(new, claim.others)) if other not in accused)
                ways = [
                    tuple(r.model_copy(update={"actor": None if r.actor is None else new(r.actor)}) for r in way)
                    for way in (claim.chain, *claim.ways)
                ]
                claims[key] = with_ways(claim.model_copy(update={"accused": accused, "others": others}), ways)

    def number(self, letter: str) -> str:
        """An id that nothing has yet."""
        taken = {*self.actors, *self.claims, *self.rejected, *(item.id for item in self.attributions)}
        taken |= {actor.id for actor in self.machine.actors}
        numbers = [int(key[1:]) for key in taken if re.fullmatch(rf"{letter}\d+", key)]
        return f"{letter}{max(numbers, default=0) + 1}"

    def name_of(self, keys: Iterable[str]) -> str:
        """The names of actors for a reader."""
        return ", ".join(self.actors[key].name for key in keys)


def with_ways(claim: Allegation, ways: Sequence[tuple[Rung, ...]]) -> Allegation:
    """The allegation with the first of `ways` as its chain; no two steps of one actor in a row, no way twice."""
    distinct: dict[tuple[tuple[str, str | None], ...], tuple[Rung, ...]] = {}
    for way in ways:
        steps: list[Rung] = []
        for rung in way:
            if not (steps and rung.actor is not None and rung.actor == steps[-1].actor):
                steps.append(rung)
        distinct.setdefault(tuple((rung.label, rung.actor) for rung in steps), tuple(steps))
    chain, *others = distinct.values()
    return claim.model_copy(update={"chain": chain, "ways": tuple(others)})


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _stated(claims: Iterable[Allegation], spans: Sequence[Span], accused: str | None) -> list[Allegation]:
    """The allegations stated at `spans`: exactly there, else around the words, else within them, else overlapping them."""
    found = [claim for claim in claims if accused is None or accused in claim.accused]
    tests: tuple[Callable[[Span, Span], bool], ...] = (
        lambda statement, span: (statement.start, statement.end) == (span.start, span.end),
        lambda statement, span: statement.start <= span.start and span.end <= statement.end,
        lambda statement, span: span.start <= statement.start and statement.end <= span.end,
        _overlap,
    )
    for test in tests:
        hits = [claim for claim in found if any(test(s, span) for s in claim.statements for span in spans)]
        if hits:
            return hits
    return []
