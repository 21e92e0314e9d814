"""The data classes that every part of the package shares; `analysis.json` is `Analysis` written out.

All offsets are half-open character offsets into `Seed.text`: for every span, `text[start:end]` is the evidence itself.
This module is the ground floor: it imports nothing else of the package.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SectionKind = Literal["kicker", "headline", "dateline", "byline", "paragraph", "caption", "boilerplate", "heading"]
ActorKind = Literal[
    "person",
    "armed_group",
    "state",
    "state_agency",
    "international_body",
    "outlet",
    "research_body",
    "company",
    "party",
    "civil_society",
    "court",
    "group",
    "unnamed_person",
    "place",
]
MentionForm = Literal["name", "alias", "description", "pronoun"]
Manner = Literal["direct", "indirect", "mixed"]
Certainty = Literal["asserted", "hedged", "negated"]
ResponseKind = Literal["denial", "rejection", "no_comment", "not_reached", "admission"]
ActCategory = Literal[
    "violence",
    "support_for_violence",
    "crime",
    "corruption",
    "deceit",
    "complicity",
    "abuse",
    "breach",
    "negligence",
    "hostile_intent",
    "other",
]
Basis = Literal[
    "publisher",  # the outlet itself: the first rung of every chain
    "attribution",  # a source, cue and content in the text
    "running_source",  # `it added`, `the report stated`: led back to the source that the story runs on
    "document",  # a paper, video or post that stands as a step of its own
    "unattributed",  # the words claim a source and name none
]

Access = Literal[
    "saw",  # was there
    "took_part",  # did it, helped, or was done to
    "document",  # has it from a paper, a recording or data
    "confession_in_custody",  # has it from somebody who was held
    "intelligence",  # has it from a service that does not show its means
    "hearsay",  # has it from others
    "inference",  # concludes it
    "unstated",  # the text does not say how this source would know
]
Inspectable = Literal[
    "public",  # anyone can look at it
    "published_elsewhere",  # another outlet, a tweet, a broadcast: can be looked up
    "leaked",  # seen by somebody, not published
    "classified",
    "unseen_by_outlet",  # the text says, or its words imply, that the outlet has not seen it
    "unnamed",  # nobody to go back to
    "unstated",
]
Relation = Literal["part_of", "member_of", "leads", "speaks_for", "works_for", "backed_by"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

OUTLET = "OUTLET"
UNATTRIBUTED = "UNATTRIBUTED"


class Model(BaseModel):
    """Base of all classes here: unknown fields are errors, and instances do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Model):
    """Characters `start` (inclusive) to `end` (exclusive) of the seed's text."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if self.end <= self.start:
            raise ValueError(f"span ends at {self.end}, not after its start {self.start}")
        return self

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]


class Section(Span):
    """A part of the seed by its place in the story: headline, paragraph and so on."""

    kind: SectionKind


class Dateline(Span):
    """Where and when the story says it was filed; `date` is ISO (YYYY-MM-DD), or None if it cannot be worked out."""

    place: str | None
    date: str | None


class Seed(Model):
    """One article or report as it was read. `text` is what was kept of the file; offsets count in it."""

    name: str
    text: str
    title: str
    outlet: str | None
    dateline: Dateline | None
    sha256: str
    media_type: str
    sections: tuple[Section, ...]


class Mention(Span):
    """One place where an actor is spoken of, and how."""

    form: MentionForm


class Tie(Span):
    """Words that tie an actor to another one, `to` (an id): `the ministry's police` are part of the ministry."""

    to: str
    relation: Relation


class Actor(Model):
    """Somebody or something that can act, speak or be accused.

    `name` is the fullest name the text uses, `aliases` the other names (no pronouns, no bare descriptions).
    `kind_evidence` holds the words that decided `kind`, None when nothing but the name itself did. `ties` lead to
    the bodies that the text says this actor belongs to, leads, speaks for or is backed by.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    kind_evidence: Span | None = None
    ties: tuple[Tie, ...] = ()


class Source(Span):
    """The words that name the source of an attribution, and the actor they lead to (an id, or None)."""

    actor: str | None


class Attribution(Model):
    """Someone says something: source, cue (the words that say so) and content, each with its place.

    `content` may be in several pieces (a split quotation). `within` is the id of the attribution whose content
    holds this one, None at the top.
    """

    id: str
    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    within: str | None
    manner: Manner


class Statement(Span):
    """A place where an allegation is stated, and the innermost attribution that carries it (None: the outlet's voice).

    `certainty` is how firmly these very words state it; None where they alone were not judged.
    """

    attribution: str | None
    certainty: Certainty | None = None


class Act(Model):
    """What the accused is said to have done: the words of the text, and a coarse category."""

    text: str
    category: ActCategory


class Rung(Model):
    """One step of a chain. `start` and `end` point at the words that show it; both None for the outlet.

    `access` is how this source would know, `inspectable` whether a reader could look at it; the words that say so are
    `evidence`. `interest` holds words that tell this source's stake or side. All of it as the text has it.
    """

    label: str
    actor: str | None
    start: int | None
    end: int | None
    basis: Basis
    access: Access = "unstated"
    inspectable: Inspectable = "unstated"
    evidence: tuple[Span, ...] = ()
    interest: tuple[Span, ...] = ()


class Response(Span):
    """Words in which the accused, or someone for them, answers: denies, rejects, declines, cannot be reached, admits."""

    kind: ResponseKind


class Allegation(Model):
    """One (accused, act), with every statement of it and the chain of who says so, from the reader inwards.

    `ways` are the further chains by which the text carries the same allegation, each different from `chain`.
    `when` and `where` are the words that tell time and place of the act.
    """

    id: str
    statements: tuple[Statement, ...]
    accused: tuple[str, ...]
    others: tuple[str, ...]
    act: Act
    chain: tuple[Rung, ...]
    certainty: Certainty
    hedges: tuple[Span, ...]
    responses: tuple[Response, ...]
    ways: tuple[tuple[Rung, ...], ...] = ()
    when: tuple[Span, ...] = ()
    where: tuple[Span, ...] = ()


class Correction(Model):
    """One thing that the analyst changed: `field` of the actor or allegation `target` (an id), from `was` to `now`.

    `was` and `now` are words for a reader, "" where there was or is nothing; `note` is the analyst's reason.
    """

    entry: Literal["merge", "split", "rename", "kind", "reject", "add", "edit"]
    target: str
    field: str
    was: str
    now: str
    note: str = ""


class SourceGrade(Model):
    """The analyst's Admiralty reliability of a source; `source` is a key of `briefing.lineage.Step`."""

    source: str
    reliability: Reliability
    note: str = ""


class ClaimGrade(Model):
    """The analyst's Admiralty credibility of the allegation with the id `allegation`."""

    allegation: str
    credibility: Credibility
    note: str = ""


class Note(Model):
    """A remark of the analyst on an actor or allegation (an id), or on the whole seed (`target` is "")."""

    target: str
    text: str


class Analyst(Model):
    """What the analyst laid over the machine's reading. `sha256` is that of the corrections file.

    `rejected` keeps the allegations that the analyst took out, as the machine had them.
    """

    sha256: str
    corrections: tuple[Correction, ...] = ()
    reliability: tuple[SourceGrade, ...] = ()
    credibility: tuple[ClaimGrade, ...] = ()
    notes: tuple[Note, ...] = ()
    rejected: tuple[Allegation, ...] = ()


class KnownActor(Model):
    """An actor that the analyst knew before the text: its name, others that it goes by, its kind (None: as the text shows)."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None


class Provenance(Model):
    """What made this analysis: package version, SHA-256 of the language model's files, and of the known actors, if any."""

    version: str
    model: str
    known_actors: str | None = None


class Analysis(Model):
    """The waist of the hourglass: all that notebooks, figures, exports and tests know of a seed."""

    seed: Seed
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    allegations: tuple[Allegation, ...]
    provenance: Provenance
    analyst: Analyst | None = None

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; KeyError if there is none."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def to_json(self) -> str:
        """The bytes of `analysis.json`: sorted keys, two spaces of indent, a closing newline."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Analysis:
        """Read `analysis.json` back; pydantic.ValidationError names each field that does not fit."""
        return cls.model_validate_json(text)
