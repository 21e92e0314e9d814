"""The analyst's corrections on an analysis made by hand. All texts are invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from show_samples import Claim, build

from briefing.corrections import CorrectionError, lay, read_corrections
from briefing.corrections.model import Entries
from briefing.corrections.starting import news, starting_file
from briefing.evidence import verify
from briefing.lineage import Lineage
from briefing.schema import Actor, Allegation, Analysis, Attribution, Source, Span, Tie

TEXT = """Audit finds ghost dredging in Varnholm
The Varnholm Port Authority paid a shell company, an audit says. The VPA rejects that.
Bo Holm took four million, the auditors of Kestrel wrote. Holm's lawyer, Ida Brink, denies it.
The group sold forged papers, an official said. The group moved abroad, a second official said.
Mr Holm hid the papers, according to a letter that Kestrel has seen.
"""


def machine() -> Analysis:
    """The program's own reading: the port is two actors, `The group` one, one allegation has the wrong source."""
    made = build(
        TEXT,
        [
            ("Varnholm Port Authority", "company"),
            ("VPA", "state_agency"),
            ("Bo Holm", "person", ("Mr Holm",)),
            ("Kestrel", "company"),
            ("The group", "armed_group"),
            ("an official", "unnamed_person"),
            ("Ida Brink", "person"),
        ],
        [
            Claim("paid a shell company", ("Varnholm Port Authority",), ("an audit",), documents=("an audit",)),
            Claim("took four million", ("Bo Holm",), ("Kestrel",), others=("VPA",)),
            Claim("sold forged papers", ("The group",), ("an official",), certainty="hedged", others=("Bo Holm",)),
        ],
        outlet="Varnholm Courier",
    )
    tie = Tie(start=TEXT.index("Ida"), end=TEXT.index("Ida") + 3, to="a3", relation="speaks_for")
    actors = tuple(a.model_copy(update={"ties": (tie,)}) if a.name == "Ida Brink" else a for a in made.actors)
    return verify(made.model_copy(update={"actors": actors}))


def corrected(tmp_path: Path, text: str) -> Analysis:
    file = tmp_path / "a.corrections.yaml"
    file.write_text(text, encoding="utf-8")
    corrections = read_corrections(file)
    analysis = verify(lay(machine(), corrections))
    assert lay(machine(), corrections) == analysis
    assert lay(analysis, corrections) == analysis
    assert Analysis.from_json(analysis.to_json()) == analysis
    return analysis


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(CorrectionError) as caught:
        corrected(tmp_path, text)
    assert caught.value.exit_code == 2
    assert all(str(p).startswith(str(tmp_path / "a.corrections.yaml")) for p in caught.value.problems)
    return [str(p).removeprefix(f"{tmp_path / 'a.corrections.yaml'}: ") for p in caught.value.problems]


def actor(analysis: Analysis, name: str) -> Actor:
    [found] = [a for a in analysis.actors if a.name == name]
    return found


def claim(analysis: Analysis, words: str) -> Allegation:
    [found] = [c for c in analysis.allegations if any(s.of(TEXT) == words for s in c.statements)]
    return found


def log(analysis: Analysis) -> list[tuple[str, str, str, str, str]]:
    assert analysis.analyst is not None
    return [(c.entry, c.field, c.was, c.now, c.note) for c in analysis.analyst.corrections]


@pytest.mark.parametrize("text", ["", "# nothing\n", "merge:\nnotes:\n", "merge: []\n"])
def test_a_file_without_entries_changes_nothing(tmp_path: Path, text: str) -> None:
    assert corrected(tmp_path, text) == machine()


def test_merge(tmp_path: Path) -> None:
    after = corrected(tmp_path, 'merge:\n - {actors: [VPA, Varnholm Port Authority], note: "one body"}\n')
    port = actor(after, "VPA")
    assert (port.kind, port.aliases, len(port.mentions)) == ("state_agency", ("Varnholm Port Authority",), 2)
    assert "a1" not in {a.id for a in after.actors}
    assert claim(after, "paid a shell company").accused == (port.id,)
    assert claim(after, "took four million").others == (port.id,)
    assert log(after) == [("merge", "actor", "Varnholm Port Authority", "VPA", "one body")]


def test_merge_takes_names_ties_steps_and_roles_along(tmp_path: Path) -> None:
    after = corrected(
        tmp_path, "merge:\n - {actors: [Kestrel, an official]}\n - {actors: [Bo Holm, The group], name: Holm ring}\n"
    )
    ring = actor(after, "Holm ring")
    forged = claim(after, "sold forged papers")
    assert (forged.accused, forged.others) == ((ring.id,), ())
    assert [r.label for r in forged.chain] == ["OUTLET", "Kestrel"]
    assert set(ring.aliases) == {"Bo Holm", "Mr Holm", "The group"}
    assert actor(after, "Ida Brink").ties[0].to == ring.id
    assert after.attributions[2].source is not None
    assert after.attributions[2].source.actor == actor(after, "Kestrel").id


def test_split_takes_the_steps_and_accusations_along_that_the_words_show(tmp_path: Path) -> None:
    after = corrected(
        tmp_path,
        'split:\n - {actor: The group, words: {words: "The group", occurrence: 1}, name: Forgers, kind: group}\n',
    )
    new, old = actor(after, "Forgers"), actor(after, "The group")
    assert (new.kind, [m.of(TEXT) for m in new.mentions], len(old.mentions)) == ("group", ["The group"], 1)
    # its statement says nobody's name, so the allegation stays where it was
    assert claim(after, "sold forged papers").accused == (old.id,)
    again = corrected(tmp_path, 'split:\n - {actor: Bo Holm, words: "Mr Holm hid", name: The brother}\n')
    assert actor(again, "Bo Holm").aliases == ()
    assert [m.of(TEXT) for m in actor(again, "The brother").mentions] == ["Mr Holm"]


def test_split_moves_what_only_the_new_actor_shows(tmp_path: Path) -> None:
    text = "The group robbed a bank, police said. The group fled."
    claims = [Claim("The group robbed a bank", ("The group",), ("police",))]
    made = build(text, [("The group", "armed_group"), ("police", "state_agency")], claims)
    file = tmp_path / "c.yaml"
    file.write_text('split:\n - {actor: The group, words: "The group robbed", name: Robbers}\n', encoding="utf-8")
    after = verify(lay(made, read_corrections(file)))
    assert after.allegations[0].accused == (actor(after, "Robbers").id,)


def test_rename_and_kind(tmp_path: Path) -> None:
    after = corrected(
        tmp_path, "rename:\n - {actor: Kestrel, name: Kestrel Audit}\nkind:\n - {actor: Kestrel, kind: research_body}\n"
    )
    audit = actor(after, "Kestrel Audit")
    assert (audit.id, audit.kind, audit.aliases, audit.kind_evidence) == ("a4", "research_body", ("Kestrel",), None)
    assert claim(after, "took four million").chain[1].label == "Kestrel Audit"
    assert log(after) == [
        ("rename", "name", "Kestrel", "Kestrel Audit", ""),
        ("kind", "kind", "company", "research_body", ""),
    ]


def test_a_correction_that_the_program_has_caught_up_with_stays_the_analysts(tmp_path: Path) -> None:
    after = corrected(tmp_path, "kind:\n - {actor: Kestrel, kind: company}\nmerge:\n - {actors: [Bo Holm, Mr Holm]}\n")
    assert after.model_copy(update={"analyst": None}) == machine()
    assert [entry for entry, *_ in log(after)] == ["merge", "kind"]


def test_reject(tmp_path: Path) -> None:
    after = corrected(tmp_path, "reject:\n - {allegation: took four million, note: misread}\n")
    assert [c.id for c in after.allegations] == ["c1", "c3"]
    assert after.analyst is not None
    assert after.analyst.rejected == (machine().allegations[1],)
    assert log(after) == [("reject", "allegation", "took four million", "", "misread")]


def test_edit(tmp_path: Path) -> None:
    after = corrected(
        tmp_path,
        """
edit:
  - allegation: sold forged papers
    accused: [Bo Holm, The group]
    others: [VPA]
    certainty: asserted
    act: sold forged papers, an official said
    category: crime
    hedges: []
    chain: [OUTLET, Kestrel, {source: the letter, words: a letter}, UNATTRIBUTED]
""",
    )
    forged = claim(after, "sold forged papers")
    assert (forged.accused, forged.others, forged.certainty) == (("a3", "a5"), ("a2",), "asserted")
    assert (forged.act.text, forged.act.category) == ("sold forged papers, an official said", "crime")
    assert [(r.label, r.basis) for r in forged.chain] == [
        ("OUTLET", "publisher"),
        ("Kestrel", "attribution"),
        ("the letter", "document"),
        ("UNATTRIBUTED", "unattributed"),
    ]
    assert [TEXT[r.start : r.end] for r in forged.chain[1:3] if r.start is not None] == ["Kestrel", "a letter"]
    assert [field for _, field, *_ in log(after)] == [
        "accused",
        "others",
        "certainty",
        "act",
        "category",
        "hedges",
        "chain",
    ]
    assert ("edit", "certainty", "hedged", "asserted", "") in log(after)


def test_edited_chain_keeps_what_is_known_of_a_step(tmp_path: Path) -> None:
    before = machine().allegations[0].chain[1]
    after = corrected(tmp_path, "edit:\n - {allegation: paid a shell company, chain: [Kestrel, an audit]}\n")
    assert claim(after, "paid a shell company").chain[2] == before


def test_add_takes_the_chain_of_the_attributions_around_it(tmp_path: Path) -> None:
    after = corrected(
        tmp_path,
        """
add:
  - words: The VPA rejects that
    accused: VPA
    certainty: hedged
    category: deceit
    hedges: [rejects]
  - words: "hid the papers"
    accused: [Bo Holm]
    certainty: asserted
    chain: [{source: the letter, words: "a letter that Kestrel has seen"}]
    note: not found
""",
    )
    assert [c.id for c in after.allegations] == ["c1", "c4", "c2", "c3", "c5"]
    first, second = claim(after, "The VPA rejects that"), claim(after, "hid the papers")
    assert ([r.label for r in first.chain], first.statements[0].attribution) == (["OUTLET", "an audit"], "t1")
    assert ([r.label for r in second.chain], second.act.text) == (["OUTLET", "the letter"], "hid the papers")
    assert [h.of(TEXT) for h in first.hedges] == ["rejects"]
    assert log(after)[1] == ("add", "allegation", "", "hid the papers", "not found")


def test_what_the_program_came_to_find_itself_is_as_the_analyst_says(tmp_path: Path) -> None:
    after = corrected(tmp_path, "add:\n - {words: took four million, accused: Bo Holm, certainty: hedged}\n")
    assert [c.id for c in after.allegations] == ["c1", "c2", "c3"]
    assert claim(after, "took four million").certainty == "hedged"
    assert log(after) == [("add", "allegation", "took four million", "took four million", "")]


def test_nested_attributions_give_a_chain(tmp_path: Path) -> None:
    text = "Kestrel wrote that a witness told it that Bo Holm stole the ship."
    made = build(text, [("Kestrel", "company"), ("Bo Holm", "person")])

    def said(key: str, source: str, actor_id: str | None, content: str, within: str | None) -> Attribution:
        at = text.index(content)
        start = text.index(source)
        return Attribution(
            id=key, source=Source(start=start, end=start + len(source), actor=actor_id), cue=None,
            content=(Span(start=at, end=at + len(content)),), within=within, manner="indirect",
        )  # fmt: skip

    outer = said("t1", "Kestrel", "a1", "a witness told it that Bo Holm stole the ship", None)
    inner = said("t2", "a witness", None, "Bo Holm stole the ship", "t1")
    file = tmp_path / "c.yaml"
    file.write_text("add:\n - {words: Bo Holm stole, accused: Bo Holm, certainty: asserted}\n", encoding="utf-8")
    after = verify(lay(made.model_copy(update={"attributions": (outer, inner)}), read_corrections(file)))
    assert [r.label for r in after.allegations[0].chain] == ["OUTLET", "Kestrel", "a witness"]
    assert after.allegations[0].statements[0].attribution == "t2"


def test_grades_and_notes(tmp_path: Path) -> None:
    after = corrected(
        tmp_path,
        """
rename: [{actor: Kestrel, name: Kestrel Audit}]
sources:
  - {source: Kestrel, grade: B, note: has been right before}
  - {source: an audit, grade: C}
  - {source: OUTLET, grade: A}
claims:
  - {allegation: took four million, grade: 2}
  - {allegation: paid a shell company, grade: "3"}
notes:
  - {text: Read again in March.}
  - {actor: Bo Holm, text: Not the minister.}
  - {allegation: took four million, text: Figure from page 3.}
""",
    )
    assert after.analyst is not None
    keys = {step.key for c in after.allegations for step in Lineage(after).chain(c)}
    assert [(g.source, g.reliability) for g in after.analyst.reliability] == [
        ("a4", "B"),
        ("label an audit", "C"),
        ("outlet", "A"),
    ]
    assert {g.source for g in after.analyst.reliability} <= keys
    assert [(g.allegation, g.credibility) for g in after.analyst.credibility] == [("c2", "2"), ("c1", "3")]
    assert [(n.target, n.text) for n in after.analyst.notes] == [
        ("", "Read again in March."),
        ("a3", "Not the minister."),
        ("c2", "Figure from page 3."),
    ]


def test_quotations_may_differ_in_white_space_and_signs(tmp_path: Path) -> None:
    after = corrected(tmp_path, 'edit:\n - {allegation: "took   four\n   million", certainty: hedged}\n')
    assert claim(after, "took four million").certainty == "hedged"
    after = corrected(tmp_path, 'add:\n - {words: "Holm’s lawyer", accused: Ida Brink, certainty: hedged}\n')
    assert claim(after, "Holm's lawyer").accused == ("a7",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("merge: [{actors: [Kestrel, Kestral]}]", "merge, entry 1: 'Kestral': no actor has this name. Did you mean 'Kestrel'?"),
        ("kind: [{actor: a4, kind: company}]", "a4: is a number that may change from run to run. Write the actor's name."),
        ("reject: [{allegation: c2}]", "c2: is a number that may change from run to run. Quote words of a statement."),
        ("reject: [{allegation: took five million}]", "the text does not hold these words. Did you mean 'took four million'?"),
        ("reject: [{allegation: moved abroad}]", "no allegation is stated in these words any more, or yet"),
        ("reject: [{allegation: {words: took four million, accused: VPA}}]", "no allegation against 'VPA' is stated in these words"),
        ("rename: [{actor: VPA, name: Kestrel}]", "'Kestrel': is the name of another actor. Merge the two"),
        ("split: [{actor: VPA, words: The VPA}]", "'VPA': all mentions of this actor would be taken away"),
        ("split: [{actor: The group, words: The group}]", "stand in the text 2 times. Add `occurrence:` with a number from 1 to 2"),
        ("split: [{actor: VPA, words: Kestrel wrote}]", "'VPA' is not mentioned in these words"),
        ("split: [{actor: VPA, words: {words: Kestrel, occurrence: 9}}]", "these words stand in the text 2 times. Correct the number."),
        ("kind: [{actor: papers, kind: group}]", "no actor has this name or is mentioned in these words"),
        ('kind: [{actor: "an official said. The group", kind: group}]', "2 actors answer to these words ('The group', 'an official')"),
        ("edit: [{allegation: took four million, act: took it all}]", "'took it all': the text does not hold these words"),
        ("edit: [{allegation: took four million, chain: [the moon]}]", "'the moon': no actor has this name"),
        ("edit: [{allegation: took four million, chain: [UNATTRIBUTED, VPA]}]", "UNATTRIBUTED: stands before another step"),
        ("edit: [{allegation: took four million, chain: [VPA, OUTLET]}]", "OUTLET: stands behind another step"),
        ("add: [{words: took nothing at all, accused: VPA, certainty: hedged}]", "add, entry 1: 'took nothing at all': the text does"),
        ("sources: [{source: the moon, grade: A}]", "no actor has this name, and no step of a chain has this label"),
        ("notes: [{actor: Nobody Known, text: x}]", "notes, entry 1: 'Nobody Known': no actor has this name"),
    ],
)  # fmt: skip
def test_pointers_that_lead_nowhere_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    [found] = problems(tmp_path, text)
    assert problem in found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "rename: [{actor: VPA, name: A}, {actor: VPA, name: B}]",
            "rename, entry 2: name: was set by rename, entry 1 already",
        ),
        ("kind: [{actor: VPA, kind: group}, {actor: VPA, kind: party}]", "kind: was set by kind, entry 1 already"),
        ("sources: [{source: VPA, grade: A}, {source: VPA, grade: B}]", "grade: was set by sources, entry 1 already"),
        (
            "reject: [{allegation: took four million}]\nedit: [{allegation: took four million, certainty: hedged}]",
            "edit, entry 1: 'took four million': this allegation was rejected in the same file",
        ),
        (
            "add: [{words: hid the papers, accused: VPA, certainty: hedged}, {words: hid the papers, accused: VPA, certainty: negated}]",
            "add, entry 2: allegation: was set by add, entry 1 already",
        ),
        (
            "edit: [{allegation: took four million, certainty: hedged}, {allegation: took four million, certainty: negated}]",
            "edit, entry 2: certainty: was set by edit, entry 1 already",
        ),
    ],
)
def test_entries_that_undo_each_other_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    [found] = problems(tmp_path, text)
    assert problem in found


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    text = """
merge: [{actors: [Nobody, Else]}]
reject: [{allegation: said nothing}]
kind: [{actor: VPA, kind: party}]
notes: [{actor: X, text: y}]
"""
    assert [line.split(":")[0] for line in problems(tmp_path, text)] == [
        "merge, entry 1",
        "reject, entry 1",
        "notes, entry 1",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("merg: []", "merg: []: unknown key. Did you mean 'merge'?"),
        ("kind: [{actor: VPA, kind: compny}]", "kind, entry 1, kind: 'compny': is none of the known words. Did you mean 'company'?"),
        ("kind: [{actor: VPA, kind: company, kidn: company}]", "kind, entry 1, kidn: 'company': unknown key. Did you mean 'kind'?"),
        ("kind: [{actor: VPA}]", "kind, entry 1, kind: : is missing. Add it."),
        ("rename: [{actor: VPA, name: 5}]", 'rename, entry 1, name: 5: is a number, not text. Put it in quotes: "5".'),
        ("rename: [{actor: {words: VPA, ocurrence: 2}, name: A}]", "ocurrence: 2: unknown key. Did you mean 'occurrence'?"),
        ("rename: [{actor: {words: VPA, occurrence: 0}, name: A}]", "Occurrences are counted from 1."),
        ("rename: [VPA]", "rename, entry 1: 'VPA': is text, not a mapping"),
        ("rename: VPA", "rename: 'VPA': is text, not a list"),
        ("merge: [{actors: [VPA]}]", "names fewer than two actors. Name two or more."),
        ("edit: [{allegation: took four million}]", "changes nothing"),
        ("edit: [{allegation: took four million, accused: []}]", "leaves nobody accused"),
        ("sources: [{source: VPA, grade: G}]", "is none of the known words. Known are A, B, C, D, E, F."),
        ("claims: [{allegation: took four million, grade: 7}]", "'7': is none of the known words"),
        ("notes: [{text: x, actor: VPA, allegation: took}]", "Write two notes."),
        ("merge: &a []", "anchors (& and *) are not allowed"),
        ("notes: [{text: !!python/name:os.system x}]", "tags (!) are not allowed"),
        ("kind: []\nkind: []", "the key 'kind' is there twice"),
        ("- x", "holds a list instead of `key: value` lines"),
        ("a: [", "line 1"),
        ("notes: " + "[" * 20_000, "nested too deep"),
        ("# " + "x" * 1_000_000, "holds more than 1,000,000 bytes"),
    ],
)  # fmt: skip
def test_files_that_do_not_fit_are_refused(tmp_path: Path, text: str, problem: str) -> None:
    [found] = problems(tmp_path, text)
    assert problem in found


def test_other_corrections_on_a_corrected_analysis_are_an_error(tmp_path: Path) -> None:
    once = corrected(tmp_path, "kind: [{actor: VPA, kind: party}]")
    (tmp_path / "b.yaml").write_text("kind: [{actor: VPA, kind: group}]", encoding="utf-8")
    with pytest.raises(ValueError, match="other corrections"):
        lay(once, read_corrections(tmp_path / "b.yaml"))


def test_starting_file_corrects_nothing_and_lists_everything(tmp_path: Path) -> None:
    text = starting_file(machine(), "a", "seeds/a.txt")
    assert corrected(tmp_path, text) == machine()
    assert news(machine(), text) == []
    for words in (
        '"Bo Holm", person, also "Mr Holm"',
        '"The group": "sold forged papers", hedged, OUTLET <- an official',
    ):
        assert words in text
    # the examples are entries once their first sign is taken away
    examples = re.sub(r"^# (?=\w+: {2,}#|\w+:$|  - \{)", "", text, flags=re.MULTILINE)
    assert set(yaml.safe_load(examples)) == set(Entries.model_fields)
    assert Entries.model_validate(yaml.safe_load(examples))


def test_news_are_what_the_file_does_not_list_whatever_their_numbers(tmp_path: Path) -> None:
    before = machine()
    fewer = before.model_copy(update={"actors": before.actors[1:], "allegations": before.allegations[1:]})
    text = starting_file(fewer, "a", "seeds/a.txt")
    assert news(before, text) == [
        '"Varnholm Port Authority", company',
        '"Varnholm Port Authority": "paid a shell company", asserted, OUTLET <- an audit',
    ]


def test_the_example_in_the_documentation_is_a_corrections_file(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "corrections.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    file = tmp_path / "a.corrections.yaml"
    file.write_text(example, encoding="utf-8")
    assert not [name for name in Entries.model_fields if not getattr(read_corrections(file).entries, name)]
