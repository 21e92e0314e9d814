"""One invented analysis that has something of everything an export must carry, made without the language engine."""

from __future__ import annotations

from typing import Any

from show_samples import Claim, at, build

from briefing.schema import (
    OUTLET,
    Analysis,
    Analyst,
    ClaimGrade,
    Correction,
    Note,
    Response,
    Rung,
    SourceGrade,
    Span,
    Tie,
)

TEXT = """Minister: rebels run the port
MARLOW, March 3
The Marlow Gazette has seen a leaked memo. Ada Kern, who speaks for the Harbour Office, told the Gazette that Red Tide
=SUM(1;1) shelled the quay, which she saw. A clerk reportedly said Orin Vale took bribes. Vale denied it: "-- never".
Red Tide could not be reached. Orin Vale also burned the books, the memo says. Nobody denies that Orin Vale fled.
Orin Vale admitted the flight.
"""


def rich(**changes: Any) -> Analysis:
    """Two ways to one allegation, a tie, a hedge, answers of three kinds, a document, an unnamed source, an analyst."""
    made = build(
        TEXT,
        actors=[
            ("Ada Kern", "person"),
            ("Harbour Office", "state_agency"),
            ("Red Tide", "armed_group"),
            ("A clerk", "unnamed_person"),
            ("Orin Vale", "person", ("Vale",)),
            ("The Marlow Gazette", "outlet", ("Gazette",)),
            ("MARLOW", "place"),
        ],
        claims=[
            Claim("Red Tide\n=SUM(1;1) shelled the quay", ("Red Tide",), ("Ada Kern",)),
            Claim("took bribes", ("Orin Vale",), ("A clerk",), "hedged", ("reportedly",), (('Vale denied it: "-- never"', "denial"),),
                  others=("Red Tide",)),
            Claim("burned the books", ("Orin Vale",), ("the memo",), documents=("the memo",)),
            Claim("Orin Vale fled", ("Orin Vale",), ("UNATTRIBUTED",), replies=(("Orin Vale admitted the flight", "admission"),)),
        ],
        outlet="Marlow Gazette",
        dateline=("MARLOW, March 3", "Marlow", "2031-03-03"),
        name="port",
    )  # fmt: skip
    kern, office = made.actors[0], made.actors[1]
    tie = Tie(**at(TEXT, "speaks for"), to=office.id, relation="speaks_for")
    first, second, *rest = made.allegations
    saw = first.chain[1].model_copy(update={"access": "saw", "evidence": (Span(**at(TEXT, "which she saw")),)})
    memo = Rung(label="a leaked memo", actor=None, **at(TEXT, "a leaked memo"), basis="document", inspectable="leaked")
    first = first.model_copy(
        update={
            "chain": (first.chain[0], saw),
            "ways": ((first.chain[0], memo),),
            "responses": (Response(**at(TEXT, "Red Tide could not be reached"), kind="not_reached"),),
        }
    )
    analyst = Analyst(
        sha256="0" * 64,
        corrections=(Correction(entry="rename", target="a1", field="name", was="Kern", now="Ada Kern", note="=full"),),
        reliability=(SourceGrade(source="a1", reliability="B"),),
        credibility=(
            ClaimGrade(allegation=first.id, credibility="2"),
            ClaimGrade(allegation=second.id, credibility="6"),
        ),
        notes=(Note(target="a3", text="Also in the file of 2030."), Note(target="", text="Wait for the inquiry.")),
    )
    update = {
        "provenance": made.provenance.model_copy(update={"known_actors": "1" * 64}),
        "actors": (kern.model_copy(update={"ties": (tie,)}), *made.actors[1:]),
        "allegations": (first, second, *rest),
        "analyst": analyst,
    }
    assert first.chain[0].label == OUTLET
    return made.model_copy(update=update | changes)
