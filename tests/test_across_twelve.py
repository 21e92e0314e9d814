"""The twelve invented reports: every root, copy, altered quotation, circle and confirmation is found, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.across import compare
from briefing.comparison import Claim, Comparison
from briefing.gathering import gather
from briefing.schema import Analysis

ROOT = Path(__file__).resolve().parent.parent
TRUTH: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "truth" / "lyra-pipeline.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    return gather(sorted((ROOT / "params" / "lyra-pipeline").glob("*.yaml")))[0]


@pytest.fixture(scope="module")
def found(analyses: list[Analysis]) -> Comparison:
    return compare(analyses)


def name(found: Comparison, party: str | None) -> str | None:
    return next((item.name for item in found.parties if item.id == party), None)


def number(found: Comparison, paper: str) -> str:
    return next(item.name[:2] for item in found.papers if item.id == paper)


def as_told(found: Comparison, claim: Claim) -> dict[str, Any]:
    """A claim in the words of the truth file."""
    told: dict[str, Any] = {
        "accused": ", ".join(str(name(found, party)) for party in claim.accused),
        "papers": sorted(number(found, carrier.paper) for carrier in claim.carriers),
        "outlets": claim.outlets,
        "roots": [name(found, root.party) for root in claim.roots],
        "grade_one_refused": claim.limit.refused,
        "replies": {
            number(found, conflict.paper): "alone" if conflict.alone else "not alone" for conflict in claim.conflicts
        },
    }
    for common in claim.common:
        apparent = [name(found, party) for party in common.apparent if party != common.root]
        told["common"] = {"root": name(found, common.root), "apparent": apparent}
    for circle in claim.circles:
        told["circle"] = [name(found, party) for party in circle.path]
        told["circle_closed_by"] = number(found, circle.closing.paper)
    if claim.limit.rung:
        told["stands_in_the_way"] = name(found, claim.limit.rung)
    return told


def test_claims_with_their_roots_circles_and_replies(found: Comparison) -> None:
    assert [as_told(found, claim) for claim in found.claims] == TRUTH["claims"]
    assert [len(claim.common) for claim in found.claims] == [1, 0, 0]
    assert [len(claim.circles) for claim in found.claims] == [1, 0, 0]
    assert all(conflict.kind == "reply" for claim in found.claims for conflict in claim.conflicts)


def test_copies(found: Comparison) -> None:
    assert [
        {"paper": number(found, c.paper), "original": number(found, c.original), "dated": c.dated} for c in found.copies
    ] == TRUTH["copies"]


def test_quotations(found: Comparison) -> None:
    told = []
    for quotation in found.quotations:
        versions = {number(found, version.paper): version.relation for version in quotation.versions}
        known = {"speaker": name(found, quotation.speaker)} if len(versions) > 2 or "07" in versions else {}
        told.append({**known, "versions": versions})
    key = str
    assert sorted(told, key=key) == sorted(TRUTH["quotations"], key=key)


def test_nobody_is_taken_for_somebody_else(found: Comparison) -> None:
    assert found.ambiguous == ()
    assert len(found.desks) == 4 and all(len(desk.papers) == 3 for desk in found.desks)


def test_without_the_confirmation_grade_one_is_refused_and_the_rung_is_named(analyses: list[Analysis]) -> None:
    found = compare(analysis for analysis in analyses if not analysis.seed.name.startswith("10"))
    limit = found.claims[0].limit
    assert limit.refused
    assert name(found, limit.rung) == TRUTH["without_10"]["stands_in_the_way"]


def test_words_of_every_finding_are_those_of_the_papers(found: Comparison, analyses: list[Analysis]) -> None:
    text = {paper.id: a.seed.text for paper in found.papers for a in analyses if a.seed.name == paper.name}
    quoted = [item for claim in found.claims for item in (*claim.carriers, *claim.conflicts)]
    quoted += [answer for claim in found.claims for carrier in claim.carriers for answer in carrier.answers]
    versions = [version for quotation in found.quotations for version in quotation.versions]
    assert len(quoted) > 15 and len(versions) > 8
    for item in (*quoted, *versions):
        assert text[item.paper][item.start : item.end] == item.words
