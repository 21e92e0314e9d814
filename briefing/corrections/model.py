"""What a corrections file may hold: ten lists of entries, each of which points at the text by its words."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from briefing.schema import ActCategory, ActorKind, Certainty, Credibility, Reliability


class Entry(BaseModel):
    """Base of everything in the file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _as_words(value: Any) -> Any:
    return {"words": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, Field(min_length=1)]


class Quote(Entry):
    """Words of the text. `occurrence` counts from 1 and is needed where the words stand there more than once."""

    words: Text
    occurrence: Annotated[int, Field(ge=1)] | None = None


# An actor by a name that the text gives it, or by the words of a mention.
ActorPointer = Annotated[Quote, BeforeValidator(_as_words)]
Words = Annotated[Quote, BeforeValidator(_as_words)]
Several = Annotated[tuple[Words, ...], BeforeValidator(lambda value: tuple(_as_list(value)))]
Actors = Annotated[tuple[ActorPointer, ...], BeforeValidator(lambda value: tuple(_as_list(value)))]


class ClaimPointer(Quote):
    """An allegation by words of one of its statements, and by whom it accuses where several share these words."""

    accused: ActorPointer | None = None


Claim = Annotated[ClaimPointer, BeforeValidator(_as_words)]


def _as_step(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class ChainStep(Entry):
    """One step of a chain: an actor, a document, OUTLET or UNATTRIBUTED; `words` are those of the text that show it."""

    source: Text
    words: Text | None = None
    occurrence: Annotated[int, Field(ge=1)] | None = None


Step = Annotated[ChainStep, BeforeValidator(_as_step)]
Chain = Annotated[tuple[Step, ...], BeforeValidator(lambda value: tuple(_as_list(value)))]


class Merge(Entry):
    """Several actors are one: the first, unless `name` gives another name."""

    actors: Actors
    name: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _several(self) -> Merge:
        if len(self.actors) < 2:
            raise PydanticCustomError("several", "names fewer than two actors")
        return self


class Split(Entry):
    """The mentions at `words` are of another actor than `actor`."""

    actor: ActorPointer
    words: Several
    name: str = ""
    kind: ActorKind | None = None
    note: str = ""


class Rename(Entry):
    """An actor is shown under another name."""

    actor: ActorPointer
    name: Text
    note: str = ""


class Kind(Entry):
    """An actor is of another kind."""

    actor: ActorPointer
    kind: ActorKind
    note: str = ""


class Reject(Entry):
    """The text makes no such allegation."""

    allegation: Claim
    note: str = ""


class Add(Entry):
    """An allegation that the program did not find, stated at `words`."""

    words: Several
    accused: Actors
    certainty: Certainty
    others: Actors = ()
    act: str = ""
    category: ActCategory = "other"
    chain: Chain | None = None
    hedges: Several = ()
    note: str = ""


class Edit(Entry):
    """An allegation of the program's with some things put right; what is not named stays."""

    allegation: Claim
    accused: Actors | None = None
    others: Actors | None = None
    certainty: Certainty | None = None
    act: Text | None = None
    category: ActCategory | None = None
    chain: Chain | None = None
    hedges: Several | None = None
    note: str = ""

    @model_validator(mode="after")
    def _something(self) -> Edit:
        if self.model_fields_set <= {"allegation", "note"}:
            raise PydanticCustomError("nothing", "changes nothing")
        if self.accused == ():
            raise PydanticCustomError("nobody", "leaves nobody accused")
        return self


class SourceEntry(Entry):
    """How reliable a source is, A to F of the Admiralty code."""

    source: ActorPointer
    grade: Reliability
    note: str = ""


class ClaimEntry(Entry):
    """How credible an allegation is, 1 to 6 of the Admiralty code."""

    allegation: Claim
    grade: Annotated[Credibility, BeforeValidator(_as_text)]
    note: str = ""


class Remark(Entry):
    """A note on an actor, on an allegation, or on the whole."""

    text: Text
    actor: ActorPointer | None = None
    allegation: Claim | None = None

    @model_validator(mode="after")
    def _one(self) -> Remark:
        if self.actor and self.allegation:
            raise PydanticCustomError("one_target", "is on an actor and on an allegation")
        return self


class Entries(Entry):
    """The whole file."""

    merge: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    rename: tuple[Rename, ...] = ()
    kind: tuple[Kind, ...] = ()
    reject: tuple[Reject, ...] = ()
    add: tuple[Add, ...] = ()
    edit: tuple[Edit, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
    notes: tuple[Remark, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is corrected, graded or noted."""
        return not any(getattr(self, name) for name in type(self).model_fields)
