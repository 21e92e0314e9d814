"""The data classes of a comparison: what many analyses say together, and what changed between two of one seed.

As `schema.Analysis` is the waist between language and presentation for one seed, `Comparison` is it for many: the
rooms that show, export or store a comparison read these classes and never the code that made them. Papers, parties
and claims have ids of their own (`d1`, `p1`, `c1`), in the order of the dates; every finding says in which paper and
at which characters of it the words stand.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import Field

from briefing.schema import ActCategory, ActorKind, Certainty, Model, ResponseKind, Span

PartyKind = ActorKind | Literal["document", "nobody"]
Relation = Literal["same", "cut", "altered", "reworded"]
LinkBasis = Literal["chain", "copy"]
ConflictKind = Literal["reply", "negated", "number"]
Turn = Literal["hardened", "softened"]


class Quoted(Span):
    """Words of a paper: `words` is what stands at `start` to `end` of its text."""

    paper: str
    words: str


class Paper(Model):
    """One analysed seed. `name` is the seed's, `date` ISO or None, `words` the length of its text."""

    id: str
    name: str
    title: str
    outlet: str
    date: str | None
    sha256: str
    words: int


class Member(Model):
    """An actor of one paper: its id there."""

    paper: str
    actor: str


class Party(Model):
    """An actor, document or outlet over all papers: the fullest name, every other name, and its actors in the papers.

    `publishes` holds the papers it published. A party without a name (`unnamed_person`, `group`, `nobody`) is of one paper only,
    since two of the same description may or may not be the same.
    """

    id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...]
    members: tuple[Member, ...]
    publishes: tuple[str, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether this may be the same as any other unknown."""
        return self.kind in ("unnamed_person", "group", "nobody")


class Ambiguity(Model):
    """An actor that was left apart: its name fits several parties (`candidates`), and nothing decides between them."""

    party: str
    name: str
    candidates: Annotated[tuple[str, ...], Field(min_length=2)]


class Edit(Model):
    """One difference between two texts: `was` in the first, `now` in the second; "" where there is nothing."""

    was: str
    now: str


class Copy(Model):
    """A paper that is for the most part another one.

    `shared` is the part of the shorter text's shingles that stand in both. `dated` tells whether the dates say which was first;
    if not, the longer one is taken for the original. `edits` are the sentences that differ.
    """

    paper: str
    original: str
    shared: float
    dated: bool
    edits: tuple[Edit, ...]


class Version(Quoted):
    """A quotation as one paper has it, set against the first version: how it relates to that and what differs."""

    relation: Relation
    edits: tuple[Edit, ...] = ()


class Quotation(Model):
    """The same words of the same speaker in several papers; the first version is the earliest and longest.

    relation of each other one: same (letter by letter but for marks and case) · cut (words left out and none changed) ·
    altered (words changed) · reworded (the same speaker and subject in other words, as in a translation).
    """

    id: str
    speaker: str | None
    versions: Annotated[tuple[Version, ...], Field(min_length=2)]


class Link(Model):
    """`taker` has it from `giver` (party ids), and the words of `paper` that show it; None where it prints its own."""

    taker: str
    giver: str
    paper: str
    start: int | None
    end: int | None
    basis: LinkBasis


class Answer(Quoted):
    """Words in which the accused answers."""

    kind: ResponseKind


class Carrier(Quoted):
    """A paper that carries a claim: the statement, how certain it is put, and the paper's own way to its origin.

    `allegations` are the ids in that paper. `ways` are party ids from the outlet inwards, the first being the one that stands
    for it; `origins` where they end after the ways of all papers are joined.
    """

    allegations: tuple[str, ...]
    certainty: Certainty
    ways: tuple[tuple[str, ...], ...]
    origins: tuple[str, ...]
    answers: tuple[Answer, ...]


class Root(Model):
    """Where a claim begins when all chains are joined. `known` is False for what has no name, and for an outlet that
    does not say where it has it from: such roots may all be one. `papers` are those whose ways end here.
    """

    party: str
    known: bool
    papers: tuple[str, ...]


class Common(Model):
    """A hidden common origin: papers name the sources `apparent`, which all have it from `root`. `paths` show it."""

    root: str
    apparent: Annotated[tuple[str, ...], Field(min_length=2)]
    paths: tuple[tuple[str, ...], ...]


class Circle(Model):
    """Circular reporting: `path` begins and ends with the same party, each having it from the next.

    `closing` is the link that came last and closed the circle.
    """

    path: Annotated[tuple[str, ...], Field(min_length=3)]
    closing: Link


class Conflict(Quoted):
    """Words in which one paper goes against another (`against`): a reply, a negated statement, another number."""

    kind: ConflictKind
    against: str
    other: str
    alone: bool  # no other outlet carries this


class Limit(Model):
    """Whether the credibility grade 1, `confirmed by other independent sources`, is open to the analyst.

    If it is `refused`, `rung` is the party that stands in every way to a known origin (None: no known origin), `why` says it.
    """

    refused: bool
    why: str
    rung: str | None


class Claim(Model):
    """One allegation over all papers. `least` and `most` bound its independent origins; `outlets` counts those that carry it.

    `echo` is outlets per independent origin. `first` and `last` are the dates of the first and last paper.
    """

    id: str
    accused: tuple[str, ...]
    category: ActCategory
    act: str
    carriers: Annotated[tuple[Carrier, ...], Field(min_length=1)]
    links: tuple[Link, ...]
    roots: tuple[Root, ...]
    least: int
    most: int
    outlets: int
    echo: float
    common: tuple[Common, ...]
    circles: tuple[Circle, ...]
    conflicts: tuple[Conflict, ...]
    limit: Limit
    first: str | None
    last: str | None


class Shift(Model):
    """A claim put more firmly or more weakly in `paper` than in `against`."""

    claim: str
    paper: str
    against: str
    turn: Turn
    was: Certainty
    now: Certainty


class Desk(Model):
    """One outlet (a party id) beside the others: its papers, and claims that only it carries (`adds`), that two others or more
    carry and it does not (`omits`), that it puts firmer or weaker, and whose reply only it prints (`replies`).
    """

    outlet: str
    papers: tuple[str, ...]
    claims: tuple[str, ...]
    adds: tuple[str, ...]
    omits: tuple[str, ...]
    shifts: tuple[Shift, ...]
    replies: tuple[str, ...]


class Comparison(Model):
    """What many analyses say together."""

    papers: tuple[Paper, ...]
    parties: tuple[Party, ...]
    ambiguous: tuple[Ambiguity, ...]
    copies: tuple[Copy, ...]
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    desks: tuple[Desk, ...]
    version: str

    def to_json(self) -> str:
        """Sorted keys, two spaces of indent, a closing newline: the same bytes for the same analyses."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


class Altered(Model):
    """An allegation that both runs have and state differently; `what` is certainty, chain or replies."""

    accused: tuple[str, ...]
    statement: str
    what: Literal["certainty", "chain", "replies"]
    was: str
    now: str


class Stated(Model):
    """An allegation of one run in the words of its text: id there, accused, statement, certainty, and the chain's names."""

    allegation: str
    accused: tuple[str, ...]
    statement: str
    certainty: Certainty
    chain: tuple[str, ...]


class Change(Model):
    """What changed from one run to the next: `old` and `new` name the seeds and their hashes."""

    old: tuple[str, str]
    new: tuple[str, str]
    added: tuple[Stated, ...]
    withdrawn: tuple[Stated, ...]
    hardened: tuple[Altered, ...]
    softened: tuple[Altered, ...]
    altered: tuple[Altered, ...]
    sources_added: tuple[str, ...]
    sources_withdrawn: tuple[str, ...]
    actors_added: tuple[str, ...]
    actors_withdrawn: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two runs say the same."""
        parts = (self.added, self.withdrawn, self.hardened, self.softened, self.altered, self.sources_added,
                 self.sources_withdrawn, self.actors_added, self.actors_withdrawn)  # fmt: skip
        return not any(parts)

    def to_json(self) -> str:
        """As `Comparison.to_json`."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


class Hit(Model):
    """A place that holds words that were looked for: `marks` are the places of these in `words`.

    `start` and `end` are the place of `words` in the paper, None for an actor, who has many.
    """

    paper: str
    outlet: str
    date: str
    words: str
    start: int | None
    end: int | None
    marks: tuple[tuple[int, int], ...]
