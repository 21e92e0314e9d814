"""The chain of an allegation as the analyst gives it, or as the attributions around its words give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.corrections.draft import Draft
from briefing.corrections.model import Chain, ChainStep, Quote
from briefing.corrections.quoting import Refusal, locate_one, places
from briefing.schema import OUTLET, UNATTRIBUTED, Actor, Attribution, Rung, Span, Statement

_PUBLISHER = Rung(label=OUTLET, actor=None, start=None, end=None, basis="publisher")


def carrying(draft: Draft, span: Span) -> str | None:
    """The id of the innermost attribution whose content holds `span`; None for the outlet's own voice."""
    holding = [
        (sum(part.end - part.start for part in item.content), i, item.id)
        for i, item in enumerate(draft.attributions)
        if any(part.start <= span.start and span.end <= part.end for part in item.content)
    ]
    return min(holding)[2] if holding else None


def chain_from(
    draft: Draft, steps: Chain | None, statements: Sequence[Statement], ways: Sequence[Sequence[Rung]]
) -> tuple[Rung, ...]:
    """The rungs of a chain: those of `steps`, else of the attributions around the first statement.

    A step that is in one of `ways` already keeps what is known of it. Raises Refusal for a step that is nobody's.
    """
    if steps is None:
        return _of_attributions(draft, statements[0])
    every = [rung for way in ways for rung in way]
    chain = [next((rung for rung in every if rung.basis == "publisher"), _PUBLISHER)]
    known = [rung for rung in every if rung.basis not in ("publisher", "unattributed")]
    for i, step in enumerate(steps):
        if step.source.upper() == OUTLET:
            if i:
                raise Refusal(OUTLET, "stands behind another step", "The outlet is the first step, or left out.")
        elif step.source.upper() == UNATTRIBUTED:
            if i != len(steps) - 1:
                raise Refusal(UNATTRIBUTED, "stands before another step", "It can only be the last step.")
            span = None if step.words is None else locate_one(step.words, step.occurrence, draft.text)
            chain.append(_nobody(span))
        else:
            chain.append(_rung(draft, step, statements[0], known))
    return tuple(chain)


def _of_attributions(draft: Draft, statement: Statement) -> tuple[Rung, ...]:
    by_id = {item.id: item for item in draft.attributions}
    around: list[Attribution] = []
    item = by_id.get(statement.attribution or "")
    while item is not None and item not in around:
        around.insert(0, item)
        item = by_id.get(item.within or "")
    chain = [_PUBLISHER]
    for item in around:
        if item.source is None:
            if item is around[-1]:
                chain.append(_nobody(item.cue))
            continue
        actor = draft.actors.get(item.source.actor or "")
        label = actor.name if actor else " ".join(item.source.of(draft.text).split())
        if not (actor and chain[-1].actor == actor.id):
            chain.append(_shown(label, actor, item.source, document=False))
    return tuple(chain)


def _nobody(span: Span | None) -> Rung:
    start, end = (None, None) if span is None else (span.start, span.end)
    return Rung(label=UNATTRIBUTED, actor=None, start=start, end=end, basis="unattributed")


def _shown(label: str, actor: Actor | None, span: Span, document: bool) -> Rung:
    return Rung(
        label=label,
        actor=actor.id if actor else None,
        start=span.start,
        end=span.end,
        basis="document" if document else "attribution",
    )


def _rung(draft: Draft, step: ChainStep, statement: Span, known: Sequence[Rung]) -> Rung:
    words = None if step.words is None else locate_one(step.words, step.occurrence, draft.text)
    label = " ".join(step.source.split())
    same = next((rung for rung in known if rung.actor is None and rung.label.casefold() == label.casefold()), None)
    actor = None if same else _actor(draft, step)
    if actor is not None:
        same = next((rung for rung in known if rung.actor == actor.id and rung.start is not None), None)
    if same is not None:
        return same if words is None else same.model_copy(update={"start": words.start, "end": words.end})
    if actor is None:
        return _shown(label, None, words or locate_one(step.source, step.occurrence, draft.text), document=True)
    near = min(_places(draft, actor), key=lambda s: (abs(s.start - statement.start), s.start))
    return _shown(actor.name, actor, words or near, document=False)


def _actor(draft: Draft, step: ChainStep) -> Actor | None:
    """The actor that a step names; None where it names a document by words of the text, or shows it by such words."""
    try:
        return draft.actor(Quote(words=step.source))
    except Refusal:
        if step.words is None and not places(step.source, draft.text):
            raise
        return None


def _places(draft: Draft, actor: Actor) -> Iterator[Span]:
    """Where an actor speaks; where it is mentioned, if it never does."""
    sources = [item.source for item in draft.attributions if item.source and item.source.actor == actor.id]
    yield from sources or actor.mentions
