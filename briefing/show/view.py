"""What the show has of a briefing: the checked analysis, the parameters that concern it, and its names and places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from briefing.lineage import Lineage, Reply, Step, StepKind
from briefing.schema import Actor, Allegation, Analysis, ClaimGrade, SourceGrade
from briefing.show.evidence import Quote, check, quote
from briefing.show.places import Places

_DETERMINER = re.compile(r"\b(an?|the|its|his|her|their)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)


class _Parameters(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def tlp(self) -> str: ...
    @property
    def as_of(self) -> str: ...


class BriefingLike(Protocol):
    """What `briefing.load` gives: an analysis and the parameters it was made with."""

    @property
    def analysis(self) -> Analysis:
        """The analysis."""

    @property
    def parameters(self) -> _Parameters:
        """The parameters it was made with."""


@dataclass(frozen=True)
class Source:
    """Somebody or something that a chain passes through.

    `key` and `kind` are those of its `briefing.lineage.Step`. `phrase` is the name as it stands in a
    sentence, `short` as it stands in a figure. `quote` holds the words that show it, None where there are none.
    """

    key: str
    kind: StepKind
    name: str
    short: str
    phrase: str
    quote: Quote | None


class View:
    """One analysis, made ready to be shown. Raises EvidenceMismatch if its spans do not fit its text."""

    def __init__(self, analysis: Analysis, title: str = "", outlet: str = "", tlp: str = "", as_of: str = "") -> None:
        check(analysis)
        self.analysis = analysis
        self.text = analysis.seed.text
        self.title = title or analysis.seed.title
        self.outlet = outlet or analysis.seed.outlet or None
        self.tlp = tlp
        self.as_of = as_of
        self.places = Places(analysis.seed)
        self.actors = {actor.id: actor for actor in analysis.actors}
        self.attributions = {item.id: item for item in analysis.attributions}
        self.lineage = Lineage(analysis)
        layer = analysis.analyst
        self._reliability = {grade.source: grade for grade in layer.reliability} if layer else {}
        self._credibility = {grade.allegation: grade for grade in layer.credibility} if layer else {}

    @property
    def article(self) -> str:
        """The publisher as the subject of a sentence: its name, else `the article`."""
        return self.outlet or "the article"

    def quote(self, what: str, start: int, end: int) -> Quote:
        """The words at a place of the seed; `what` names them in the error if they are not there."""
        return quote(self.analysis.seed.name, self.text, what, start, end)

    def short(self, actor_id: str) -> str:
        """An actor's name for figures: the acronym where the name is long and the text has one."""
        return short_name(self.actors[actor_id])

    def name(self, actor_id: str) -> str:
        """An actor's full name, with the acronym that the text uses."""
        actor = self.actors[actor_id]
        short = short_name(actor)
        return f"{actor.name} ({short})" if short in actor.aliases and short.isupper() else actor.name

    def accused(self, claim: Allegation) -> tuple[str, ...]:
        """The short names of those an allegation is held against."""
        return tuple(self.short(actor) for actor in claim.accused)

    def source(self, step: Step) -> Source:
        """How the page speaks of the source that a step of a chain stands for."""
        rung = step.rung
        words = None
        if rung.start is not None and rung.end is not None:
            words = self.quote(f"the step {rung.label!r}", rung.start, rung.end)
        if step.kind == "outlet":
            name = self.outlet or "the article itself"
            return Source(step.key, step.kind, name, self.outlet or "this article", self.article, None)
        if step.kind == "nobody":
            return Source(step.key, step.kind, "nobody named", "nobody named", "nobody it names", words)
        if step.key in self.actors:
            actor = self.actors[step.key]
            phrase = short_name(actor) if step.kind == "named" else self._described(actor.name, words)
            return Source(step.key, step.kind, self.name(actor.id), short_name(actor), phrase, words)
        phrase = step.name if step.kind == "named" else self._described(step.name, words)
        return Source(step.key, step.kind, step.name, step.name, phrase, words)

    def chain(self, claim: Allegation) -> tuple[Source, ...]:
        """The sources of an allegation, from the reader inwards; the first is the outlet."""
        return tuple(self.source(step) for step in self.lineage.chain(claim))

    def ways(self, claim: Allegation) -> tuple[tuple[Source, ...], ...]:
        """All chains by which the text carries an allegation, the one of `chain` first."""
        return tuple(tuple(self.source(step) for step in way) for way in self.lineage.ways(claim))

    def reliability(self, key: str) -> SourceGrade | None:
        """The analyst's grade of the source with this key, None if it was not judged."""
        return self._reliability.get(key)

    def credibility(self, claim: Allegation) -> ClaimGrade | None:
        """The analyst's grade of an allegation, None if it was not judged."""
        return self._credibility.get(claim.id)

    def notes(self, target: str) -> tuple[str, ...]:
        """The analyst's remarks on an actor or allegation (an id), or on the whole seed ("")."""
        layer = self.analysis.analyst
        return tuple(note.text for note in layer.notes if note.target == target) if layer else ()

    def answered(self, reply: Reply) -> bool:
        """Whether an accused is recorded to have answered at all; somebody who was not reached has not."""
        return any(response.kind != "not_reached" for response in reply.responses)

    def _described(self, name: str, words: Quote | None) -> str:
        """A description with the article that stands before it in the text: `a classified Indian dossier`."""
        if re.match(r"(an?|the|some|several|two|three|many|other)\b", name, re.IGNORECASE):
            return name[:1].lower() + name[1:]
        if words is not None:
            if re.fullmatch(rf"(an?|the)\s+{re.escape(name)}", words.words, re.IGNORECASE):
                return words.words[:1].lower() + words.words[1:]
            before = _DETERMINER.search(self.text, max(0, words.start - 40), words.start)
            if before and before.end() == words.start and before.group().split()[1:] == []:
                return f"{before.group(1).lower()} {name}"
        return name


def view(subject: BriefingLike | Analysis | View) -> View:
    """The View of whatever a notebook holds: a briefing, a bare analysis, or a view already."""
    if isinstance(subject, View):
        return subject
    if isinstance(subject, Analysis):
        return View(subject)
    parameters = subject.parameters
    return View(subject.analysis, parameters.title, parameters.outlet, parameters.tlp, parameters.as_of)


def short_name(actor: Actor) -> str:
    """An actor's name for a figure: for a name of more than 18 characters an acronym of the text, else the name."""
    if len(actor.name) > 18:
        acronyms = [alias for alias in actor.aliases if 2 <= len(alias) <= 10 and alias[:1].isupper()
                    and sum(map(str.isupper, alias)) >= 2 and " " not in alias]  # fmt: skip
        if acronyms:
            return min(acronyms, key=lambda alias: (len(alias), alias))
    # A description that begins a sentence in the text does not in ours.
    return re.sub(r"^(An?|The|Some|Several|Many|Other|Two|Three)(?= )", lambda m: m[0].lower(), actor.name)
