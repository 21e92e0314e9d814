"""Merge, split, rename and kind: what the analyst says of actors."""

from __future__ import annotations

from briefing.corrections.draft import Draft, with_ways
from briefing.corrections.model import Kind, Merge, Rename, Split
from briefing.corrections.quoting import Refusal, locate_one
from briefing.schema import Actor, Allegation, Correction, Mention, Rung, Span


def split(draft: Draft, entry: Split) -> None:
    """Make a new actor of the mentions in the quoted words; statements and steps of chains that show them go with them.

    An allegation is held against the new actor where its statements mention that one and no longer the old one.
    """
    old = draft.actor(entry.actor)
    moved = {mention: None for quote in entry.words for mention in _mentions(draft, old, quote.words, quote.occurrence)}
    left = tuple(mention for mention in old.mentions if mention not in moved)
    if not left:
        raise Refusal(
            repr(old.name), "all mentions of this actor would be taken away", "Rename it, or leave it a mention."
        )
    name = entry.name or " ".join(next(iter(moved)).of(draft.text).split())
    key = draft.number("a")
    aliases = dict.fromkeys(" ".join(m.of(draft.text).split()) for m in moved if m.form in ("name", "alias"))
    new = Actor(
        id=key,
        name=name,
        kind=entry.kind or old.kind,
        aliases=tuple(alias for alias in aliases if alias != name),
        mentions=tuple(sorted(moved, key=lambda m: (m.start, m.end))),
    )
    _free(draft, name, None)
    gone = {" ".join(m.of(draft.text).split()) for m in moved} - {" ".join(m.of(draft.text).split()) for m in left}
    remaining = tuple(alias for alias in old.aliases if alias not in gone)
    draft.actors[old.id] = old.model_copy(update={"mentions": left, "aliases": remaining})
    draft.actors[key] = new
    draft.remember(name, key)
    draft.attributions = tuple(
        item.model_copy(update={"source": item.source.model_copy(update={"actor": key})})
        if item.source and item.source.actor == old.id and _shows(new, item.source)
        else item
        for item in draft.attributions
    )
    for claims in (draft.claims, draft.rejected):
        for number, claim in claims.items():
            claims[number] = _with_new(claim, draft.actors[old.id], new)
    draft.note(Correction(entry="split", target=key, field="actor", was=old.name, now=name, note=entry.note))


def _mentions(draft: Draft, actor: Actor, words: str, occurrence: int | None) -> list[Mention]:
    span = locate_one(words, occurrence, draft.text)
    found = [mention for mention in actor.mentions if _touch(mention, span)]
    if not found:
        raise Refusal(repr(words), f"{actor.name!r} is not mentioned in these words", "Quote words of its mentions.")
    return found


def _with_new(claim: Allegation, old: Actor, new: Actor) -> Allegation:
    """An allegation in which steps shown by words of `new`, and the roles it alone can have, go over to it."""

    def party(key: str) -> str:
        told = any(_shows(new, statement) for statement in claim.statements)
        return new.id if key == old.id and told and not any(_shows(old, s) for s in claim.statements) else key

    def step(rung: Rung) -> Rung:
        if rung.actor != old.id or rung.start is None or rung.end is None:
            return rung
        if not _shows(new, Span(start=rung.start, end=rung.end)):
            return rung
        return rung.model_copy(update={"actor": new.id, "label": new.name if rung.label == old.name else rung.label})

    parties = {"accused": tuple(map(party, claim.accused)), "others": tuple(map(party, claim.others))}
    return with_ways(claim.model_copy(update=parties), [tuple(map(step, way)) for way in (claim.chain, *claim.ways)])


def merge(draft: Draft, entry: Merge) -> None:
    """Make one actor of several: the first of them, with the names, mentions, parts and ties of all."""
    actors = list({actor.id: actor for actor in map(draft.actor, entry.actors)}.values())
    kept, *gone = actors
    if entry.name:
        draft.claim_right(kept.id, "name")
        _free(draft, entry.name, {actor.id for actor in actors})
    name = entry.name or kept.name
    named = {
        " ".join(m.of(draft.text).split()) for actor in actors for m in actor.mentions if m.form in ("name", "alias")
    }
    names = dict.fromkeys(
        alias
        for actor in actors
        for alias in (actor.name, *actor.aliases)
        if alias != name and (actor is kept or alias in actor.aliases or alias in named)
    )
    mentions = {(m.start, m.end): m for actor in reversed(actors) for m in actor.mentions}
    ties = dict.fromkeys(tie for actor in actors for tie in actor.ties)
    draft.actors[kept.id] = kept.model_copy(
        update={
            "name": name,
            "aliases": tuple(names),
            "mentions": tuple(mentions[place] for place in sorted(mentions)),
            "ties": tuple(ties),
        }
    )
    draft.remember(name, kept.id)
    draft.replace({actor.id: kept.id for actor in gone})
    for actor in actors:
        _relabel(draft, kept.id, actor.name, name)
    for actor in gone or [kept]:  # the program may have come to take them for one itself
        if actor is not kept:
            del draft.actors[actor.id]
        draft.note(Correction(entry="merge", target=kept.id, field="actor", was=actor.name, now=name, note=entry.note))


def rename(draft: Draft, entry: Rename) -> None:
    """Give an actor another name; the old one stays among its other names."""
    actor = draft.actor(entry.actor)
    draft.claim_right(actor.id, "name")
    _free(draft, entry.name, {actor.id})
    aliases = tuple(dict.fromkeys(alias for alias in (actor.name, *actor.aliases) if alias != entry.name))
    draft.actors[actor.id] = actor.model_copy(update={"name": entry.name, "aliases": aliases})
    draft.remember(entry.name, actor.id)
    _relabel(draft, actor.id, actor.name, entry.name)
    draft.note(
        Correction(entry="rename", target=actor.id, field="name", was=actor.name, now=entry.name, note=entry.note)
    )


def kind(draft: Draft, entry: Kind) -> None:
    """Set the kind of an actor; the words that had decided it for the program decide nothing any more."""
    actor = draft.actor(entry.actor)
    draft.claim_right(actor.id, "kind")
    draft.actors[actor.id] = actor.model_copy(update={"kind": entry.kind, "kind_evidence": None})
    draft.note(Correction(entry="kind", target=actor.id, field="kind", was=actor.kind, now=entry.kind, note=entry.note))


def _free(draft: Draft, name: str, owners: set[str] | None) -> None:
    """Refuse a name that another actor has: two of one name could not be told apart."""
    taken = next((a for a in draft.actors.values() if a.name == name and a.id not in (owners or ())), None)
    if taken is not None:
        raise Refusal(
            repr(name), "is the name of another actor", "Merge the two, or choose a name that tells them apart."
        )


def _relabel(draft: Draft, key: str, old: str, new: str) -> None:
    """Steps of chains that bear an actor's old name bear the new one."""
    for claims in (draft.claims, draft.rejected):
        for number, claim in claims.items():
            ways = [
                tuple(r.model_copy(update={"label": new}) if r.actor == key and r.label == old else r for r in way)
                for way in (claim.chain, *claim.ways)
            ]
            claims[number] = with_ways(claim, ways)


def _shows(actor: Actor, span: Span) -> bool:
    return any(_touch(mention, span) for mention in actor.mentions)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
