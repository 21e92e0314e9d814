"""From an actor, source or allegation to the words by which an entry can point at it: the way back of `Draft`'s."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.corrections.quoting import places
from briefing.lineage import OUTLET_KEY
from briefing.schema import OUTLET, Analysis, Span


def actor_pointers(analysis: Analysis, actor: str) -> Iterator[Any]:
    """Ways to point at an actor (an id), the plainest first; not each of them leads to this one alone."""
    found = analysis.actor(actor)
    yield found.name
    yield from found.aliases
    for mention in found.mentions:
        if mention.form != "pronoun":
            yield counted(mention, analysis.seed.text)


def source_pointers(analysis: Analysis, key: str) -> Iterator[Any]:
    """Ways to point at a source, by its key in `lineage.Step`."""
    if key == OUTLET_KEY:
        yield OUTLET
    elif any(actor.id == key for actor in analysis.actors):
        yield from actor_pointers(analysis, key)
    else:
        labels = (rung.label for c in analysis.allegations for way in (c.chain, *c.ways) for rung in way)
        yield from dict.fromkeys(label for label in labels if f"label {label.casefold()}" == key)


def claim_pointers(analysis: Analysis, claim: str) -> Iterator[Any]:
    """Ways to point at an allegation (an id): words of its statements, then with whom it accuses."""
    text = analysis.seed.text
    found = next(item for item in analysis.allegations if item.id == claim)
    plain = [counted(statement, text) for statement in found.statements]
    yield from plain
    for words in plain:
        for actor in found.accused:
            for pointer in actor_pointers(analysis, actor):
                yield {**({"words": words} if isinstance(words, str) else words), "accused": pointer}


def counted(span: Span, text: str) -> Any:
    """Words of the text as a pointer, with the number of the place where they stand more than once."""
    words = " ".join(span.of(text).split())
    found = [(place.start, place.end) for place in places(words, text)]
    if len(found) < 2 or (span.start, span.end) not in found:
        return words
    return {"words": words, "occurrence": found.index((span.start, span.end)) + 1}
