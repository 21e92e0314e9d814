"""Counting in chains where the text carries one allegation in more than one way, and how far a reader can follow it."""

from __future__ import annotations

from show_samples import Claim, build

from briefing.lineage import Lineage
from briefing.schema import Analysis, Inspectable, Rung

TEXT = "T\nYork said that Xavier said that Firm stole corn. Zoe said that Firm stole corn. Xavier said that Firm stole hay."


def two_ways() -> Analysis:
    """The corn by York through Xavier, and by Zoe; the hay by Xavier."""
    analysis = build(
        TEXT,
        [("York", "person"), ("Xavier", "person"), ("Zoe", "person"), ("Firm", "company")],
        [
            Claim("Firm stole corn", ("Firm",), ("York", "Xavier")),
            Claim("Firm stole corn", ("Firm",), ("Zoe",)),
            Claim("Firm stole hay", ("Firm",), ("Xavier",)),
        ],
    )
    corn, again, hay = analysis.allegations
    return analysis.model_copy(update={"allegations": (corn.model_copy(update={"ways": (again.chain,)}), hay)})


def key(analysis: Analysis, name: str) -> str:
    return next(actor.id for actor in analysis.actors if actor.name == name)


def test_no_source_of_one_way_fells_what_another_way_still_carries() -> None:
    analysis = two_ways()
    falls = {bearing.source.name: bearing.falls for bearing in Lineage(analysis).bearings()}
    hay = analysis.allegations[1].id
    assert falls == {"York": (), "Xavier": (hay,), "Zoe": ()}


def test_origins_count_every_way() -> None:
    analysis = two_ways()
    corn = Lineage(analysis).origins(analysis.allegations[:1])
    assert {step.name for step in corn.named} == {"Xavier", "Zoe"}
    assert (corn.least, corn.most) == (2, 2)


def test_sources_together_fell_what_none_of_them_fells_alone() -> None:
    analysis = two_ways()
    corn, hay = (claim.id for claim in analysis.allegations)
    lineage = Lineage(analysis)
    off = {name: key(analysis, name) for name in ("York", "Xavier", "Zoe")}
    assert lineage.fallen([]) == ()
    assert lineage.fallen([off["York"]]) == ()
    assert lineage.fallen([off["York"], off["Zoe"]]) == (corn,)
    assert lineage.fallen([off["Xavier"]]) == (hay,)
    assert lineage.fallen(["outlet"]) == (corn, hay)


def opened(chain: tuple[Rung, ...], *states: Inspectable) -> tuple[Rung, ...]:
    return tuple(rung.model_copy(update={"inspectable": state}) for rung, state in zip(chain, states, strict=True))


def test_distance_is_counted_from_the_innermost_step_that_lies_open() -> None:
    analysis = two_ways()
    corn, hay = analysis.allegations
    shut = Lineage(analysis).distance(corn)
    assert (shut.nearest.key, shut.beyond) == ("outlet", 1)  # by Zoe, the shorter way
    chain = opened(corn.chain, "public", "published_elsewhere", "public")
    open_one = analysis.model_copy(update={"allegations": (corn.model_copy(update={"chain": chain}), hay)})
    found = Lineage(open_one).distance(open_one.allegations[0])
    assert (found.nearest.name, found.beyond) == ("Xavier", 0)
    chain = opened(corn.chain, "public", "published_elsewhere", "classified")
    partly = analysis.model_copy(update={"allegations": (corn.model_copy(update={"chain": chain, "ways": ()}), hay)})
    found = Lineage(partly).distance(partly.allegations[0])
    assert (found.nearest.name, found.beyond) == ("York", 1)
