"""Entries that a program writes into the analyst's file: what was there stays, and nothing half-meant is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_corrections import machine

from briefing.corrections import CorrectionError, lay, read_corrections
from briefing.corrections.appending import appended, line, replaced
from briefing.corrections.pointing import actor_pointers, claim_pointers, source_pointers
from briefing.corrections.quoting import Refusal
from briefing.corrections.starting import starting_file
from briefing.corrections.writing import write_entry
from briefing.lineage import Lineage
from briefing.yamlfile import mapping_of

QUICK = settings(deadline=None, derandomize=True, database=None)
ENTRY = {"actor": "Kestrel", "name": "Kestrel Audit", "note": 'says "so": # 1'}

BY_HAND = """\
# mine
notes:   # of May
  - text: "one"   # kept
    # within
    actor: Kestrel

  # below
rename:
- actor: VPA
  name: >-
    The folded
    name
# the end"""

FILES = {
    "empty": "",
    "comments": "# nothing yet\n",
    "by hand": BY_HAND,
    "windows": BY_HAND.replace("\n", "\r\n"),
    "marked": "\ufeff" + BY_HAND,
    "flow": 'rename: [{actor: "VPA", name: "Port"}, # one\n  ]\n',
    "empty flow": "rename: []\nnotes: [{text: a}]\n",
    "no value": "rename:   # later\nnotes:\n  - {text: a}\n",
    "last without a line end": "rename:\n    - {actor: VPA, name: Port}",
    "block scalar": "rename:\n  - actor: VPA\n    name: Port\n    note: |\n      two\n      lines\n\nkind: []\n",
    "start": starting_file(machine(), "a", "a.txt"),
}


def without(made: str, inserted: str) -> str:
    assert made.count(inserted) == 1
    return made.replace(inserted, "")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["rename", "notes", "sources"])
def test_an_entry_is_put_in_and_nothing_else_is_touched(name: str, kind: str) -> None:
    before = FILES[name]
    made = appended(before.encode(), kind, ENTRY).decode()
    old, new = mapping_of(before.encode(), ""), mapping_of(made.encode(), "")
    assert new == {**old, kind: [*(old.get(kind) or []), ENTRY]}
    words = line(ENTRY)
    at = made.index(words)
    # every line that was there is there, in its order
    rest = iter(made.splitlines())
    assert all(any(l == kept or words in l for l in rest) for kept in before.splitlines())  # noqa: E741
    assert len(made) - len(before) < len(words) + 30 and at > 0
    assert ("\r\n" in made) == ("\r\n" in before)
    twice = mapping_of(appended(made.encode(), kind, {"text": "again"}), "")
    assert twice[kind] == [*new[kind], {"text": "again"}]


@pytest.mark.parametrize("text", ["{notes: []}", "--- \nnotes: []\n...\n", "rename: ~\n"])
def test_where_it_cannot_be_put_in_safely_it_is_handed_back(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        appended(text.encode(), "rename", ENTRY)
    assert "Kestrel Audit" in caught.value.value


def test_an_entry_is_replaced_and_the_comments_around_it_stay() -> None:
    made = replaced(BY_HAND.encode(), "rename", 0, ENTRY).decode()
    assert made == BY_HAND[: BY_HAND.index("actor: VPA")] + line(ENTRY) + "\n# the end"
    made = replaced(BY_HAND.encode(), "notes", 0, {"text": "two"}).decode()
    assert made.startswith('# mine\nnotes:   # of May\n  - {text: "two"}\n\n  # below\n')


words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)


@given(
    entries=st.lists(st.tuples(st.sampled_from(["notes", "rename", "claims"]), words, words), max_size=6),
    start=st.sampled_from(sorted(FILES)),
)
@QUICK
def test_any_words_come_back_as_they_were_given(entries: list[tuple[str, str, str]], start: str) -> None:
    data = FILES[start].encode()
    wanted = {key: list(value or []) for key, value in mapping_of(data, "").items()}
    for kind, one, two in entries:
        entry = {"text": one, "inner": {"words": two, "occurrence": 2}}
        data = appended(data, kind, entry)
        wanted.setdefault(kind, []).append(entry)
    found = {key: list(value or []) for key, value in mapping_of(data, "").items()}
    assert found == wanted


def test_pointers_lead_to_what_they_are_made_from(tmp_path: Path) -> None:
    analysis = machine()
    made = tmp_path / "a.corrections.yaml"
    for actor in analysis.actors:
        written = write_entry(
            made, analysis, "notes", ({"actor": p, "text": "n"} for p in actor_pointers(analysis, actor.id)), actor.id
        )
        assert written.entry in made.read_text(encoding="utf-8")
    for claim in analysis.allegations:
        pointers = ({"allegation": p, "text": "n"} for p in claim_pointers(analysis, claim.id))
        write_entry(made, analysis, "notes", pointers, claim.id)
    targets = [note.target for note in lay(analysis, read_corrections(made)).analyst.notes]  # type: ignore[union-attr]
    assert targets == [*(a.id for a in analysis.actors), *(c.id for c in analysis.allegations)]
    steps = {step.key for claim in analysis.allegations for step in Lineage(analysis).chain(claim)}
    for key in sorted(steps):
        entries = ({"source": p, "grade": "C"} for p in source_pointers(analysis, key))
        write_entry(made, analysis, "sources", entries, key)
    layer = lay(analysis, read_corrections(made)).analyst
    assert layer is not None and {grade.source for grade in layer.reliability} == steps


def grade(made: Path, value: str, **more: Any) -> Any:
    entries = [{"source": "Kestrel", "grade": value}]
    return write_entry(made, machine(), "sources", entries, "a4", **more)


def test_a_grade_is_changed_in_place_and_can_be_taken_back(tmp_path: Path) -> None:
    made = tmp_path / "a.corrections.yaml"
    grade(made, "B", start="# head\n")
    first = made.read_text(encoding="utf-8")
    assert first == '# head\nsources:\n  - {source: "Kestrel", grade: "B"}\n'
    written = grade(made, "D")
    assert made.read_text(encoding="utf-8") == first.replace('"B"', '"D"')
    written.take_back()
    assert made.read_text(encoding="utf-8") == first
    with pytest.raises(CorrectionError, match="was changed after"):
        written.take_back()


def test_a_file_that_was_made_for_an_entry_goes_with_it(tmp_path: Path) -> None:
    made = tmp_path / "new" / "a.corrections.yaml"
    grade(made, "B").take_back()
    assert not made.exists()


@pytest.mark.parametrize(
    ("text", "kind", "entry", "target", "said"),
    [
        ("notes: [", "sources", {"source": "Kestrel", "grade": "B"}, "a4", "line 1"),
        ("nots: []\n", "sources", {"source": "Kestrel", "grade": "B"}, "a4", "Did you mean 'notes'?"),
        ("", "sources", {"source": "Kestrel", "grade": "G"}, "a4", "none of the known words"),
        ("", "sources", {"source": "Nobody Known", "grade": "B"}, "a4", "no actor has this name"),
        ("", "sources", {"source": "Bo Holm", "grade": "B"}, "a4", "no words of the text point at this one alone"),
        ("{notes: []}", "sources", {"source": "Kestrel", "grade": "B"}, "a4", "by hand"),
        ('edit: [{allegation: "took four", certainty: hedged}]', "edit",
         {"allegation": "took four", "certainty": "negated"}, "c2", "was set by edit, entry 1"),
        ('reject: [{allegation: "took four"}]', "claims", {"allegation": "took four", "grade": "2"}, "c2", "rejected"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_written(
    tmp_path: Path, text: str, kind: str, entry: dict[str, Any], target: str, said: str
) -> None:
    made = tmp_path / "a.corrections.yaml"
    made.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        write_entry(made, machine(), kind, [entry], target)
    assert said in str(caught.value) and str(made) in str(caught.value)
    assert made.read_text(encoding="utf-8") == text


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    made = tmp_path / "a.corrections.yaml"

    def entries() -> Any:
        made.write_text("# somebody else\n", encoding="utf-8")
        yield {"source": "Kestrel", "grade": "B"}

    with pytest.raises(CorrectionError, match="was changed while"):
        write_entry(made, machine(), "sources", entries(), "a4")
    assert made.read_text(encoding="utf-8") == "# somebody else\n"


def test_an_entry_is_plain_yaml() -> None:
    assert yaml.safe_load(line({"a": 'x"\\y', "b": 2, "c": {"d": "\u2028\x7f"}})) == {
        "a": 'x"\\y',
        "b": 2,
        "c": {"d": "\u2028\x7f"},
    }
