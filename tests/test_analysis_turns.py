"""Texts in which the speaker is set apart from the words: transcripts, chats, lists and texts after a colon, long quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.analysis import analyse
from briefing.schema import Analysis

HEARING = """Harbour Panel Hears of Beatings

KESTREL, March 3, 2021 - The Harbour Safety Committee questioned Ilse Draven, the former head of the harbour guard, on Tuesday.

CHAIRMAN ORSIN: Ms. Draven, when did you learn of the beatings?

DRAVEN: I learned of them in May. Captain Lopes beat two detainees in the yard.

Nobody at the ministry asked me about it. The minister hid the report.

MR. REIS: Let me add something. Ms. Draven took bribes from the Velmora Shipping Company.

DRAVEN: I never took any bribes.
"""
COURT = """Trial of a Harbour Guard, Day Four

Marta Reis, a clerk at the harbour, was called as a witness and sworn.

CROSS-EXAMINATION BY MR. LOPES:

Q. Where were you on the night of May 4?

A. I was in the office. Captain Orsin came in and beat the prisoner with a stick.

Q. Did he say anything?

A. He said that the minister had ordered the beating.
"""
INTERVIEW = """A Forest Sold: An Interview With Ilse Draven

Ilse Draven has led the Foresters' League since 2014. She spoke to us in Oldra.

Interviewer: What happened in the valley?

Draven: The Oram Timber Company felled protected trees for years.

Interviewer: The company says that the league set fire to its trucks.

Draven: That is a lie.
"""
CHAT = """Chat of the Harbour Guards

The messages were read out in court on Monday.

[10:14] Draven: Lopes beat the boy again.
[10:15] Orsin: He also burned the logs.
[10:17] Draven: The captain bribed the inspector to hide it.
[10:19] Lopes: I never beat anyone.
"""
SHEET = """Two Raids in Oldra

Place: Oldra market. Rebels killed nine people there in May.

Victims: nine traders. The rebels also shelled the school.

Place: Kesh harbour. Guards beat two detainees in the yard.
"""
LIST = """Harbour Guards Beat Detainees, Report Finds

KESTREL, March 3, 2021 - The Ostrava Institute published a report on the harbour guard on Monday. The report found:

- Guards beat at least nine detainees in the yard.
- The ministry hid the complaints.

The minister wrote in a letter to the committee:

The Ostrava Institute invented the beatings.

Rebels shelled the harbour on Friday.
"""
MAIL = """Leaked Mails Show Quarrel at Oram Bank

Two managers of Oram Bank quarrelled over missing funds in May.

On Tuesday, May 4, 2021, Ilse Draven wrote:

> The audit office falsified the accounts.
> Marcus Reis stole two million from the pension fund.

Reis replied the next day.
"""
LONG = """Witness Tells of Raid

KESTREL, March 3, 2021 - Ilse Draven, a teacher, told the committee of the night of the raid.

"Soldiers came at dawn," Draven said. "They burned our houses.

"Captain Lopes shot my brother in the yard.

"His men looted the church.

"The government hid the bodies," she said.

Marta Reis, a nurse, gave another account: "The rebels fired first.

"They killed two soldiers at the gate.

"They stole our medicine."

The rebels did not comment.
"""


def analysed(folder: Path, text: str) -> Analysis:
    path = folder / "story.txt"
    path.write_text(text, encoding="utf-8")
    return analyse(briefing.read(path))


def chains(analysis: Analysis) -> dict[str, list[str]]:
    """The sources of each allegation behind the outlet, by the words of its statements."""
    text = analysis.seed.text
    return {s.of(text): [r.label for r in a.chain][1:] for a in analysis.allegations for s in a.statements}


def chain(analysis: Analysis, words: str) -> list[str]:
    return next(labels for said, labels in chains(analysis).items() if words in said)


@pytest.mark.parametrize(
    ("text", "words", "sources"),
    [
        (HEARING, "Captain Lopes beat", ["Ilse Draven"]),
        (HEARING, "The minister hid", ["Ilse Draven"]),  # a turn goes on over paragraphs
        (HEARING, "took bribes", ["REIS"]),
        (COURT, "beat the prisoner", ["Marta Reis"]),
        (COURT, "ordered the beating", ["Marta Reis", "Orsin"]),
        (INTERVIEW, "felled protected trees", ["Ilse Draven"]),
        (INTERVIEW, "set fire to its trucks", ["Oram Timber Company"]),
        (CHAT, "beat the boy", ["Draven"]),
        (CHAT, "bribed the inspector", ["Draven"]),
        (SHEET, "Rebels killed nine people", []),  # labels that name nobody
        (LIST, "Guards beat at least nine", ["Ostrava Institute"]),
        (LIST, "hid the complaints", ["Ostrava Institute"]),
        (LIST, "shelled the harbour", []),  # below the paragraph that the letter is
        (MAIL, "falsified the accounts", ["Ilse Draven"]),
        (MAIL, "Marcus Reis stole", ["Ilse Draven"]),
        (LONG, "shot my brother", ["Ilse Draven"]),
        (LONG, "looted the church", ["Ilse Draven"]),
        (LONG, "stole our medicine", ["Marta Reis"]),
    ],
)
def test_who_speaks_set_apart_from_the_words(tmp_path: Path, text: str, words: str, sources: list[str]) -> None:
    assert chain(analysed(tmp_path, text), words) == sources


def test_whoever_a_turn_accuses_answers_in_a_turn(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, HEARING)
    (bribes,) = [a for a in analysis.allegations if "took bribes" in a.statements[0].of(analysis.seed.text)]
    assert any("I never took any bribes" in r.of(analysis.seed.text) for r in bribes.responses)


def test_a_quotation_over_paragraphs_is_one_attribution_of_who_is_named_outside_it(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, LONG)
    text = analysis.seed.text
    (said,) = [a for a in analysis.attributions if any("looted" in s.of(text) for s in a.content)]
    assert any("hid the bodies" in s.of(text) for s in said.content)
    assert said.source is not None and said.source.actor is not None
    assert analysis.actor(said.source.actor).name == "Ilse Draven"  # she is not Lopes, of whom she speaks


def test_a_turn_is_an_attribution_of_its_words(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, COURT)
    text = analysis.seed.text
    (answer,) = [a for a in analysis.attributions if any("Orsin came in" in s.of(text) for s in a.content)]
    assert answer.source is not None and answer.source.of(text).startswith("A") and answer.manner == "direct"
    assert answer.source.actor is not None and analysis.actor(answer.source.actor).name == "Marta Reis"
