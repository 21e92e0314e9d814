"""Parameters: every error of every file at once, each with file, key, value and remedy."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from briefing.params import TLP_LABELS, ParameterError, Parameters, anchors, check, find_seed, read_all


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with one seed."""
    (tmp_path / "pyproject.toml").touch()
    for folder in ("notebooks", "params", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A story.")
    return tmp_path


def write(project: Path, text: str, name: str = "a.yaml") -> Path:
    file = project / "params" / name
    file.write_text(text, encoding="utf-8")
    return file


def problems(file: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(ParameterError) as caught:
        read_all([file])
    assert all(problem.file == str(file) and problem.remedy for problem in caught.value.problems)
    return [(problem.key, problem.problem, problem.remedy) for problem in caught.value.problems]


def test_a_good_file(project: Path) -> None:
    text = 'seed: seeds/a.txt\ntitle: "A: title"\noutlet: O\ntlp: TLP:AMBER+STRICT\nas_of: "2026-01-08"\n'
    (job,) = read_all([write(project, text, "my-brief.yaml")])
    assert job.name == "my-brief"
    assert job.seed == project / "seeds" / "a.txt"
    assert job.root == project
    assert job.parameters == Parameters(
        seed="seeds/a.txt", title="A: title", outlet="O", tlp="TLP:AMBER+STRICT", as_of="2026-01-08"
    )


def test_seed_is_anchored_at_the_project_from_any_working_directory(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(project, "seed: seeds/a.txt\n")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert read_all([file])[0].seed == project / "seeds" / "a.txt"


def test_without_a_project_the_seed_is_looked_for_beside_the_file_and_above(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A story.")
    (tmp_path / "params" / "b.txt").write_text("A story.")
    files = {name: tmp_path / "params" / f"{name}.yaml" for name in ("above", "beside")}
    files["above"].write_text("seed: seeds/a.txt")
    files["beside"].write_text("seed: b.txt")
    above, beside = read_all([files["above"], files["beside"]])
    assert above.seed == tmp_path / "seeds" / "a.txt"
    assert beside.seed == tmp_path / "params" / "b.txt"


def test_an_empty_file_means_the_defaults(project: Path) -> None:
    (project / "seeds" / "iskp-memri.txt").write_text("A story.")
    (job,) = read_all([write(project, "# nothing\n")])
    assert job.parameters == Parameters()


@pytest.mark.parametrize("label", TLP_LABELS)
def test_every_tlp_label(project: Path, label: str) -> None:
    assert read_all([write(project, f'seed: seeds/a.txt\ntlp: "{label}"\n')])[0].parameters.tlp == label


def test_all_problems_of_all_files_at_once(project: Path) -> None:
    first = write(project, "seed: seeds/none.txt\ntilte: x\ntlp: TLP:ORANGE\nas_of: 2026-13-01x\n", "one.yaml")
    second = write(project, "title: 7\noutlet: [a]\nseed: seeds/a.txt\n", "two.yaml")
    third = write(project, "seed: 'open\n", "three.yaml")
    with pytest.raises(ParameterError) as caught:
        read_all([first, second, third])
    found = {(Path(problem.file).stem, problem.key) for problem in caught.value.problems}
    assert found == {("one", "seed"), ("one", "tilte"), ("one", "tlp"), ("one", "as_of"), ("two", "title"),
                     ("two", "outlet"), ("three", "")}  # fmt: skip
    assert caught.value.exit_code == 2
    for problem in caught.value.problems:
        assert str(problem) in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


@pytest.mark.parametrize(
    ("text", "key", "problem", "remedy"),
    [
        ("tilte: x", "tilte", "unknown parameter", "Did you mean 'title'?"),
        ("TLP: x", "TLP", "unknown parameter", "Did you mean 'tlp'?"),
        ("zzz: x", "zzz", "unknown parameter", "Known are seed, title, outlet, tlp, as_of, corrections, known_actors."),
        ("tlp: tlp:green", "tlp", "is no TLP 2.0 label", "Did you mean 'TLP:GREEN'?"),
        ("tlp: TLP:WHITE", "tlp", "is no TLP 2.0 label", "Write one of TLP:RED"),
        ("title: 007", "title", "is a number, not text", "Put it in quotes"),
        ("title: 1.5", "title", "is a number, not text", "Put it in quotes"),
        ("title: yes", "title", "is a yes/no value, not text", "Put it in quotes"),
        ("title:", "title", "is nothing", "leave the key out"),
        ("title: [a, b]", "title", "is a list, not text", "Write one text."),
        ("title: {a: b}", "title", "is a mapping, not text", "Write one text."),
        ('title: "a\\nb"', "title", "has line breaks or control characters", "one line"),
        ("as_of: 2026-01-08", "as_of", "is a date, not text", 'Put it in quotes: as_of: "2026-01-08".'),
        ('as_of: "8 January"', "as_of", "is not a date of the calendar, written YYYY-MM-DD", "2026-01-08"),
        ('as_of: "2026-02-30"', "as_of", "is not a date of the calendar, written YYYY-MM-DD", "2026-01-08"),
        ('as_of: "20260108"', "as_of", "is not a date of the calendar, written YYYY-MM-DD", "2026-01-08"),
        ('seed: ""', "seed", "names no file", "path of a seed file"),
        ("seed: seeds/none.txt", "seed", "there is no such file", "seeds/none.txt"),
        ("seed: seeds", "seed", "there is no such file", "put the file there"),
        ('seed: "a\\0b"', "seed", "there is no such file", "correct the path"),
        ("title: a\ntitle: b", "", "line 2, column 1: the key 'title' is there twice or is no plain word", "Mend"),
        ("? [a]\n: b", "", "is there twice or is no plain word", "Mend"),
        ("title: &x a\noutlet: *x", "", "line 1, column 8: anchors (& and *) are not allowed", "Mend"),
        ("title: !!str 5", "", "line 1, column 8: tags (!) are not allowed", "Mend"),
        ("title: !!python/object/apply:os.system ['true']", "", "tags (!) are not allowed", "Mend"),
        ("title: a: b", "", "line 1, column 9: mapping values are not allowed here", "quotes"),
        ("title: 'open", "", "line 2, column 18: found unexpected end of stream", "Mend"),
        ("title: a\n\tb: c", "", "line 2", "Mend"),
        ("as_of: 2026-13-45", "as_of", "is not a date of the calendar", "2026-01-08"),
        ("- a\n- b", "", "holds a list instead of `key: value` lines", "Write lines such as"),
        ("just words", "", "instead of `key: value` lines", "Write lines such as"),
    ],
)
def test_one_problem(project: Path, text: str, key: str, problem: str, remedy: str) -> None:
    text = text if text.startswith(("seed", "-", "just")) else f"{text}\nseed: seeds/a.txt"
    (found,) = problems(write(project, text))
    assert found[0] == key
    assert problem in found[1]
    assert remedy in found[2]


def test_unreadable_files(project: Path) -> None:
    binary = project / "params" / "latin.yaml"
    binary.write_bytes("title: Zürich".encode("latin-1"))
    assert "is not UTF-8 text (byte 8)" in problems(binary)[0][1]
    assert "cannot be read" in problems(project / "params" / "none.yaml")[0][1]
    assert "cannot be read" in problems(project / "params")[0][1]


def test_two_files_of_one_name_would_share_a_folder(project: Path) -> None:
    first = write(project, "seed: seeds/a.txt")
    second = project / "A.yml"
    second.write_text("seed: seeds/a.txt")
    with pytest.raises(ParameterError, match="both would fill A/"):
        read_all([first, second])


def test_check_takes_plain_values_and_names_every_problem() -> None:
    assert check({"tlp": "TLP:RED"}).tlp == "TLP:RED"
    with pytest.raises(ParameterError) as caught:
        check({"seed": "x", "tlp": "red", "as_of": 5})
    assert {problem.key for problem in caught.value.problems} == {"tlp", "as_of"}


def test_anchors_of_a_notebook(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFING_ROOT", raising=False)
    monkeypatch.chdir(project / "notebooks")
    assert anchors()[0] == project
    assert find_seed("seeds/a.txt", anchors()) == (project / "seeds" / "a.txt", project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("BRIEFING_ROOT", str(project))
    assert find_seed("seeds/a.txt", anchors())[0] == project / "seeds" / "a.txt"
