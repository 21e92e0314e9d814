"""Chains of many papers joined: roots, echo, hidden common origins, circles, copies, and what grade 1 needs."""

from __future__ import annotations

import itertools

import pytest
from across_samples import Said, Sheet, paper

from briefing.across import compare
from briefing.comparison import Claim, Comparison


def joined(*sheets: Sheet) -> Comparison:
    return compare(sheet.analysis() for sheet in sheets)


def the_claim(found: Comparison) -> Claim:
    [claim] = found.claims
    return claim


def names(found: Comparison, ids: tuple[str, ...]) -> list[str]:
    by_id = {party.id: party.name for party in found.parties}
    return [by_id[party] for party in ids]


def test_ten_outlets_repeating_one_source_are_one_origin() -> None:
    found = joined(*(paper(f"n{i}", f"Outlet {i} Daily", f"2026-01-{i:02}", ["Ford Ministry"]) for i in range(1, 11)))
    claim = the_claim(found)
    assert (claim.outlets, claim.least, claim.most, claim.echo) == (10, 1, 1, 10.0)
    assert names(found, tuple(root.party for root in claim.roots)) == ["Ford Ministry"]
    assert claim.limit.refused and names(found, (claim.limit.rung or "",)) == ["Ford Ministry"]
    assert claim.common == () and claim.circles == ()


def test_two_named_origins_in_two_outlets_do_not_forbid_grade_one() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"]),
        paper("b", "Evening Leaf", "2026-01-02", ["Orsk Rangers"]),
    )
    claim = the_claim(found)
    assert (claim.least, claim.most) == (2, 2)
    assert not claim.limit.refused and claim.limit.rung is None


def test_two_origins_that_only_one_outlet_prints_pass_through_it() -> None:
    first = paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"])
    both = paper("b", "Morning Leaf", "2026-01-02", ["Orsk Rangers"])
    found = joined(first, both)
    claim = the_claim(found)
    assert claim.least == 2
    assert claim.limit.refused and names(found, (claim.limit.rung or "",)) == ["Morning Leaf"]


def test_a_hidden_common_origin_is_drawn_from_every_apparent_source() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"]),
        paper("b", "Evening Leaf", "2026-01-01", ["Orsk Rangers"]),
        paper("c", "Noon Leaf", "2026-01-02", ["Ford Ministry", "Delve Bureau"]),
        paper("d", "Night Leaf", "2026-01-03", ["Orsk Rangers", "Delve Bureau"]),
    )
    claim = the_claim(found)
    [common] = claim.common
    assert names(found, (common.root,)) == ["Delve Bureau"]
    assert {tuple(names(found, path)) for path in common.paths} == {
        ("Ford Ministry", "Delve Bureau"),
        ("Orsk Rangers", "Delve Bureau"),
    }
    assert claim.least == 1 and claim.limit.refused
    assert names(found, (claim.limit.rung or "",)) == ["Delve Bureau"]


def test_a_source_that_a_paper_itself_traces_is_not_hidden() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry", "Delve Bureau"]),
        paper("b", "Evening Leaf", "2026-01-02", ["Orsk Rangers", "Delve Bureau"]),
    )
    assert the_claim(found).common == ()


def test_an_origin_that_refers_back_to_its_own_echo_closes_a_circle() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Delve Bureau"]),
        paper("b", "Evening Leaf", "2026-01-02", ["Delve Bureau", "Morning Leaf"], kinds={"Morning Leaf": "outlet"}),
    )
    claim = the_claim(found)
    [circle] = claim.circles
    assert names(found, circle.path) == ["Delve Bureau", "Morning Leaf", "Delve Bureau"]
    assert circle.closing.paper == "d2"
    assert names(found, tuple(root.party for root in claim.roots)) == ["Delve Bureau"]


def test_a_circle_through_several_outlets_is_found_whatever_the_order_of_the_papers() -> None:
    sheets = [
        paper("a", "Morning Leaf", "2026-01-01", ["Delve Bureau"]),
        paper("b", "Evening Leaf", "2026-01-02", ["Morning Leaf"], kinds={"Morning Leaf": "outlet"}),
        paper("c", "Noon Leaf", "2026-01-03", ["Delve Bureau", "Evening Leaf"], kinds={"Evening Leaf": "outlet"}),
    ]
    seen = set()
    for order in itertools.permutations(sheets):
        found = joined(*order)
        [circle] = the_claim(found).circles
        assert names(found, circle.path) == ["Delve Bureau", "Evening Leaf", "Morning Leaf", "Delve Bureau"]
        seen.add(found.to_json())
    assert len(seen) == 1


def test_an_outlet_that_quotes_another_is_no_origin_of_its_own() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"]),
        paper("b", "Evening Leaf", "2026-01-02", ["Morning Leaf"], kinds={"Morning Leaf": "outlet"}),
    )
    assert names(found, tuple(root.party for root in the_claim(found).roots)) == ["Ford Ministry"]


@pytest.mark.parametrize("chain", [["UNATTRIBUTED"], []])
def test_what_nobody_answers_for_adds_nothing_to_the_lower_bound(chain: list[str]) -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"]),
        paper("b", "Evening Leaf", "2026-01-02", chain),
    )
    claim = the_claim(found)
    assert (claim.least, claim.most) == (1, 2)
    assert [root.known for root in claim.roots] == [True, False]


def test_without_a_known_origin_grade_one_is_refused_without_a_rung() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["UNATTRIBUTED"]),
        paper("b", "Evening Leaf", "2026-01-02", ["a guard"], kinds={"a guard": "unnamed_person"}),
    )
    claim = the_claim(found)
    assert (claim.least, claim.most) == (1, 2)
    assert claim.limit.refused and claim.limit.rung is None and "a guard" in claim.limit.why


def test_the_same_description_in_two_papers_is_two_parties() -> None:
    sheets = [
        paper(f"n{i}", f"Outlet {i} Leaf", f"2026-01-0{i}", ["a guard"], kinds={"a guard": "unnamed_person"})
        for i in (1, 2)
    ]
    assert the_claim(joined(*sheets)).most == 2


def test_words_of_the_accused_are_no_lineage() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"]),
        paper("b", "Evening Leaf", "2026-01-02", ["Red Delta"]),
    )
    claim = the_claim(found)
    assert names(found, tuple(root.party for root in claim.roots)) == ["Ford Ministry"]
    assert claim.carriers[1].origins == ()


WIRE = (
    "Guards found the mill in ashes at dawn and carried what was left of the ledgers to the ford. "
    "The miller, who had slept at his sister's, counted eleven sacks and one drowned goat. "
    "Nobody in the village had heard a cart, a horse or a dog. "
)


def test_a_wire_copy_counts_with_its_original_and_shows_its_edits() -> None:
    tail = WIRE + "The council meets on Sunday to speak of a reward."
    found = joined(
        paper("a", "Delta Wire", "2026-01-01", ["Ford Ministry"], tail=tail),
        paper("b", "Evening Leaf", "2026-01-02", ["Ford Ministry"], tail=WIRE),
    )
    [copy] = found.copies
    assert (copy.paper, copy.original, copy.dated) == ("d2", "d1", True)
    assert (copy.edits[-1].was, copy.edits[-1].now) == ("The council meets on Sunday to speak of a reward.", "")
    assert len(copy.edits) == 3  # that, and the line with the name of the paper
    claim = the_claim(found)
    assert names(found, claim.carriers[1].ways[0]) == ["Evening Leaf", "Delta Wire", "Ford Ministry"]
    assert [link.basis for link in claim.links] == ["chain", "copy"]


def test_papers_that_share_a_subject_are_no_copies() -> None:
    found = joined(
        paper("a", "Delta Wire", "2026-01-01", ["Ford Ministry"], tail=WIRE),
        paper("b", "Evening Leaf", "2026-01-02", ["Ford Ministry"], tail="The mill at the ford had stood for ages."),
    )
    assert found.copies == ()


def test_of_copies_of_one_day_the_longer_is_the_original_and_the_doubt_is_told() -> None:
    found = joined(
        paper("a", "Evening Leaf", "2026-01-01", ["Ford Ministry"], tail=WIRE),
        paper("b", "Delta Wire", "2026-01-01", ["Ford Ministry"], tail=WIRE + "The council meets on Sunday at nine."),
    )
    [copy] = found.copies
    assert (copy.original, copy.dated) == ("d2", False)


def test_outlets_side_by_side() -> None:
    sheets = [
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"], certainty="hedged"),
        paper("b", "Evening Leaf", "2026-01-02", ["Ford Ministry"], tail="Red Delta denied it.", reply="denied it"),
    ]
    other = Said("Dorn Miller stole four sacks", "Dorn Miller", ["Ford Ministry"], category="crime")
    sheets[0].text += " The Ford Ministry said that Dorn Miller stole four sacks."
    sheets[0].said = [*sheets[0].said, other]
    sheets[0].actors["Dorn Miller"] = "person"
    found = joined(*sheets, paper("c", "Noon Leaf", "2026-01-03", ["Ford Ministry"]))
    by_name = {names(found, (desk.outlet,))[0]: desk for desk in found.desks}
    assert by_name["Morning Leaf"].adds == ("c2",)
    assert by_name["Evening Leaf"].replies == ("c1",)
    [shift] = by_name["Evening Leaf"].shifts
    assert (shift.turn, shift.was, shift.now) == ("hardened", "hedged", "asserted")
    assert by_name["Noon Leaf"].adds == by_name["Noon Leaf"].replies == ()


def test_numbers_of_one_thing_that_differ_between_outlets_are_shown_against_each_other() -> None:
    found = joined(
        paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"],
              statement="the Red Delta killed four guards at the mill"),
        paper("b", "Evening Leaf", "2026-01-02", ["Ford Ministry"],
              statement="the Red Delta killed 14 guards at the mill"),
    )  # fmt: skip
    [conflict] = the_claim(found).conflicts
    assert (conflict.kind, conflict.words, conflict.other) == ("number", "14 guards", "four guards")


def test_other_victims_or_other_places_are_other_claims() -> None:
    one = paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"], statement="the Red Delta burned the mill at Orsk")
    two = paper("b", "Evening Leaf", "2026-01-02", ["Ford Ministry"], statement="the Red Delta shot a judge in Varna")
    assert len(joined(one, two).claims) == 2


def test_the_same_act_months_later_needs_nearly_the_same_words() -> None:
    one = paper(
        "a", "Morning Leaf", "2026-01-01", ["Ford Ministry"], statement="the Red Delta burned the old mill down"
    )
    two = paper("b", "Evening Leaf", "2026-06-01", ["Ford Ministry"], statement="the Red Delta burned a barn down")
    near = paper("b", "Evening Leaf", "2026-01-03", ["Ford Ministry"], statement="the Red Delta burned the mill down")
    assert len(joined(one, two).claims) == 2
    assert len(joined(one, near).claims) == 1


def test_the_same_analysis_twice_counts_once() -> None:
    sheet = paper("a", "Morning Leaf", "2026-01-01", ["Ford Ministry"])
    assert len(joined(sheet, sheet).papers) == 1
