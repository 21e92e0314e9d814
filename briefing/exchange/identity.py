"""Names that stay: UUIDs (version 5) for everything that is exported, made of the seed's hash and of places in its text.

The same seed gives the same names in every run and in every version of the package, as long as the same words are found.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from briefing.lineage import Step
from briefing.schema import Actor, Allegation, Analysis

# The namespace of all our names; an arbitrary UUID that must never change.
NAMESPACE = UUID("6f1d3c0e-5a94-4d0b-9c55-0a7c1f6d2b1e")


def stable(*parts: str) -> str:
    """The UUID of a list of words; lists that differ in any word give different UUIDs."""
    return str(uuid5(NAMESPACE, "\0".join(f"{len(part)}:{part}" for part in parts)))


class Names:
    """The stable names of one analysis's parts."""

    def __init__(self, analysis: Analysis) -> None:
        self._seed = analysis.seed.sha256
        self._actors = {actor.id: self._actor_key(actor) for actor in analysis.actors}

    @staticmethod
    def _actor_key(actor: Actor) -> str:
        first = min(actor.mentions, key=lambda mention: (mention.start, mention.end))
        return f"{actor.name} {first.start}-{first.end}"

    def of(self, kind: str, *parts: str) -> str:
        """The UUID of a part of this seed that has no rule of its own."""
        return stable(self._seed, kind, *parts)

    def actor(self, actor_id: str) -> str:
        """The UUID of an actor: its name and its first mention."""
        return self.of("actor", self._actors[actor_id])

    def source(self, step: Step) -> str:
        """The UUID of a step of a chain: the actor's where it is one, else that of its label."""
        return self.actor(step.key) if step.key in self._actors else self.of("source", step.key)

    def claim(self, claim: Allegation) -> str:
        """The UUID of an allegation: where it is first stated, and against whom."""
        first = min(claim.statements, key=lambda statement: (statement.start, statement.end))
        accused = sorted(self._actors[actor] for actor in claim.accused)
        return self.of("allegation", f"{first.start}-{first.end}", claim.act.text, *accused)
