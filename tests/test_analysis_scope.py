"""How far the word of a source reaches in its sentence, and whose word it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing.analysis import analyse
from briefing.schema import Analysis

CLOSING = (
    "The bank hid losses of nine million euros from regulators because it feared that investors would leave, according to "
    "two former managers."
)
INNER = "Militiamen killed nine herders in Tolva and stole the cattle that the families had brought, according to the Herders' Union."
PLACE = "Guards beat prisoners in Velden, where the ministry says no one is held, according to Ilse Draven, a lawyer."
ENDS_ELSEWHERE = "The man, who according to the police shot a guard, was beaten by soldiers."
HELD = "According to the report, security analysts have long assessed that Jon Orsin bribed two clerks in Tolva."
KNOWN = "According to the report, the clerks knew that Jon Orsin bribed two judges in Tolva."
SEMICOLON = "Jon Orsin bribed two clerks, according to prosecutors; the mayor hid the files."
CONTRAST = "According to the police, Orsin shot a guard, but witnesses said officers had planted the gun."
OF_ONE_VOICE = "According to the police, Orsin shot a guard and beat a driver."
BLAMED = "Two patients died, according to the health ministry, which blamed the attackers."
BY = "A report by the ombudsman said that the police had beaten detainees."
ON = "A report on the raid by the army said that the police had beaten detainees."
INQUIRY = "An investigation by the ombudsman found that the police had beaten detainees."
INCLUDING = "Some observers, including the lawyer Ilse Draven, criticised Medisol for selling the data of patients."
NUMBER = "A number of families have filed a lawsuit against Medisol, alleging that the company killed nine miners."
TITLE = "The lawyer Ilse Draven criticised Medisol for selling the data of patients."
ADMITTED = "Prosecutors said Jon Orsin admitted bribing two clerks."
PLEADED = "Jon Orsin pleaded guilty to bribing two clerks."
FOUND_GUILTY = "Jon Orsin was found guilty of smuggling weapons by a court in Tolva."
CHARGED = "Jon Orsin was charged with smuggling weapons, prosecutors said."
CHARGED_BY_NOBODY = "Jon Orsin was charged with smuggling weapons."
ACCUSED = "Ilse Draven said Orsin was accused of selling guns."
CONVICTED = "Judge Ilse Draven convicted Jon Orsin on three charges of bribery."


def chains(folder: Path, text: str) -> dict[str, list[str]]:
    """The sources of each statement behind the outlet, by its words."""
    path = folder / "story.txt"
    path.write_text(text, encoding="utf-8")
    analysis: Analysis = analyse(briefing.read(path))
    said = [(s, [r.label for r in a.chain][1:]) for a in analysis.allegations for s in a.statements]
    return {s.of(analysis.seed.text): sources for s, sources in said}


@pytest.mark.parametrize(
    ("text", "words", "sources"),
    [
        (CLOSING, "hid losses", ["two former managers"]),
        (INNER, "killed nine herders", ["Herders' Union"]),
        (INNER, "stole the cattle", ["Herders' Union"]),
        (PLACE, "beat prisoners", ["Ilse Draven"]),
        (ENDS_ELSEWHERE, "shot a guard", ["police"]),
        (ENDS_ELSEWHERE, "was beaten", []),  # inside a sentence it speaks of its own clause
        (HELD, "bribed two clerks", ["report", "security analysts"]),
        (KNOWN, "bribed two judges", ["report"]),  # who knows a thing does not say it
        (SEMICOLON, "bribed two clerks", ["prosecutors"]),
        (SEMICOLON, "hid the files", []),
        (CONTRAST, "shot a guard", ["police"]),
        (CONTRAST, "planted the gun", ["witnesses"]),
        (OF_ONE_VOICE, "beat a driver", ["police"]),
        (BLAMED, "blamed the attackers", ["health ministry"]),
        (BY, "beaten detainees", ["ombudsman"]),
        (ON, "beaten detainees", ["report on the raid by the army"]),
        (INQUIRY, "beaten detainees", ["ombudsman"]),
        (INCLUDING, "selling the data", ["Some observers"]),
        (NUMBER, "killed nine miners", ["families"]),
        (TITLE, "selling the data", ["Ilse Draven"]),
        (ADMITTED, "bribing two clerks", ["Prosecutors", "Jon Orsin"]),
        (PLEADED, "bribing two clerks", []),
        (FOUND_GUILTY, "smuggling weapons", ["a court in Tolva"]),
        (CHARGED, "smuggling weapons", ["prosecutors"]),
        (CHARGED_BY_NOBODY, "smuggling weapons", ["UNATTRIBUTED"]),
        (ACCUSED, "selling guns", ["Ilse Draven", "UNATTRIBUTED"]),
        (CONVICTED, "bribery", ["Ilse Draven"]),
    ],
)
def test_whose_word_a_statement_is(tmp_path: Path, text: str, words: str, sources: list[str]) -> None:
    found = chains(tmp_path, text)
    assert [s for said, s in found.items() if words in said][:1] == [sources], found
