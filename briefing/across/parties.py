"""Parties: actors over all papers, the outlets that publish them, and sources that are no actor, under one id each."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.across.actors import match, naming
from briefing.across.names import group, parts
from briefing.across.papers import Source
from briefing.comparison import Ambiguity, Member, Party
from briefing.lineage import Step

Key = tuple[str, str]


class Parties:
    """The parties of some papers, and which of them an actor, an outlet or a step of a chain is."""

    def __init__(self, papers: Sequence[Source]) -> None:
        self._made: list[Party] = []
        self._of_actor: dict[Key, str] = {}
        self._of_outlet: dict[str, str] = {}
        self._of_step: dict[Key, str] = {}
        self.ambiguous = self._actors(papers)
        self._outlets(papers)
        self._steps(papers)

    @property
    def all(self) -> tuple[Party, ...]:
        """Every party, in the order of the ids."""
        return tuple(self._made)

    def __getitem__(self, party: str) -> Party:
        return self._made[int(party[1:]) - 1]

    def actor(self, paper: str, actor: str) -> str:
        """The party of an actor of a paper."""
        return self._of_actor[paper, actor]

    def outlet(self, paper: str) -> str:
        """The party that published a paper."""
        return self._of_outlet[paper]

    def step(self, paper: str, step: Step) -> str:
        """The party of a step of a chain in a paper."""
        if step.kind == "outlet":
            return self._of_outlet[paper]
        return self._of_actor.get((paper, step.key)) or self._of_step[paper, step.key]

    def _add(self, party: Party) -> str:
        name = f"p{len(self._made) + 1}"
        self._made.append(party.model_copy(update={"id": name}))
        return name

    def _actors(self, papers: Sequence[Source]) -> tuple[Ambiguity, ...]:
        actors = {(source.id, actor.id): actor for source in papers for actor in source.analysis.actors}
        clusters = match(papers)
        for cluster in clusters:
            name, kind, aliases = naming(actors[key] for key in cluster.keys)
            members = tuple(Member(paper=paper, actor=actor) for paper, actor in cluster.keys)
            made = self._add(Party(id="", name=name, kind=kind, aliases=aliases, members=members))
            self._of_actor.update(dict.fromkeys(cluster.keys, made))
        return tuple(
            Ambiguity(
                party=self._of_actor[cluster.keys[0]],
                name=actors[cluster.keys[0]].name,
                candidates=tuple(self._of_actor[candidate] for candidate in cluster.candidates),
            )
            for cluster in clusters
            if len(cluster.candidates) > 1
        )

    def _outlets(self, papers: Sequence[Source]) -> None:
        """Each paper's outlet: the party of that name, else a new one; a paper of no known outlet is one of its own."""
        known: dict[tuple[str, ...], str] = {}
        for party in self._made:
            if not party.unknown:
                for name in (party.name, *party.aliases):
                    key = parts(name, "body")
                    if len(key) > 1 or group(party.kind) == "body":
                        known.setdefault(key, party.id)
        published: dict[str, list[str]] = {}
        for source in papers:
            outlet = source.paper.outlet
            key = parts(outlet, "body")
            made = known.get(key) if key else None
            if made is None:
                name = outlet or source.paper.name
                made = self._add(Party(id="", name=name, kind="outlet", aliases=(), members=()))
                if key:
                    known[key] = made
            self._of_outlet[source.id] = made
            published.setdefault(made, []).append(source.id)
        for made, ids in published.items():
            update = {"kind": "outlet", "publishes": tuple(ids)}
            self._made[int(made[1:]) - 1] = self[made].model_copy(update=update)

    def _steps(self, papers: Sequence[Source]) -> None:
        """Sources of chains that are no actor: a document or a label that has a name is one over all papers."""
        named: dict[tuple[str, ...], str] = {}
        for source in papers:
            for claim in source.analysis.allegations:
                for step in (step for way in source.lineage.ways(claim) for step in way):
                    key = (source.id, step.key)
                    if step.kind == "outlet" or key in self._of_actor or key in self._of_step:
                        continue
                    name = parts(step.name, "body")
                    # `memo` is one text's memo; `the Kestrel memo` is the same in all.
                    telling = len(name) > 1 and any(word[:1].isupper() for word in step.name.split()[1:])
                    if not step.unknown and telling and name in named:
                        self._of_step[key] = named[name]
                        continue
                    kind = "document" if step.kind == "document" else "nobody" if step.unknown else "company"
                    if step.kind == "unnamed":
                        kind = "unnamed_person"
                    made = self._add(Party(id="", name=step.name, kind=kind, aliases=(), members=()))
                    self._of_step[key] = made
                    if not step.unknown and telling:
                        named[name] = made
