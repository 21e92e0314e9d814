"""Where corrections are found, and `briefing correct`. All texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from show_samples import Claim, build
from typer.testing import CliRunner

from briefing import pipeline
from briefing.bulk import Task, analyse
from briefing.cli import app
from briefing.cli.targets import find
from briefing.corrections import CorrectionError
from briefing.gathering import gather
from briefing.params import ParameterError, read_all
from briefing.schema import Analysis

TEXT = "Bo Holm took four million, Kestrel wrote.\nThe port paid Holm, Kestrel wrote.\n"
REJECTS = "reject: [{allegation: took four million}]\n"


def machine(path: Path, outlet: str, *limits: int) -> Analysis:
    claims = [Claim("took four million", ("Bo Holm",), ("Kestrel",)), Claim("paid Holm", ("The port",), ("Kestrel",))]
    actors = [("Bo Holm", "person"), ("Kestrel", "company"), ("The port", "state_agency")]
    return build(path.read_text(encoding="utf-8"), actors, claims, outlet=outlet or None)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one seed, in which the language engine is not needed."""
    for folder in ("params", "seeds", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "seeds" / "port.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "params" / "holm.yaml").write_text("seed: seeds/port.txt\n", encoding="utf-8")
    monkeypatch.setattr(pipeline, "make_analysis", machine)
    monkeypatch.setenv(pipeline.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(project: Path, name: str, text: str) -> Path:
    path = project / "params" / name
    path.write_text(text, encoding="utf-8")
    return path


def claims(analysis: Analysis) -> list[str]:
    return [claim.id for claim in analysis.allegations]


def test_corrections_beside_the_parameters_reach_the_job_and_its_notebooks(project: Path) -> None:
    file = write(project, "holm.corrections.yaml", REJECTS)
    [job] = read_all([project / "params" / "holm.yaml"])
    assert (job.corrections, job.parameters.corrections) == (file, "params/holm.corrections.yaml")
    assert file in job.inputs
    assert claims(pipeline.JobAnalyser()(job)) == ["c2"]
    loaded = pipeline.load(**job.parameters.model_dump())
    assert loaded.analysis == pipeline.JobAnalyser()(job)
    assert loaded.analysis.analyst is not None


def test_every_change_of_the_corrections_counts(project: Path) -> None:
    parameters = project / "params" / "holm.yaml"
    assert claims(pipeline.JobAnalyser()(*read_all([parameters]))) == ["c1", "c2"]
    write(project, "holm.corrections.yaml", REJECTS)
    first = pipeline.JobAnalyser()(*read_all([parameters]))
    write(project, "holm.corrections.yaml", REJECTS + "# and a remark\n")
    second = pipeline.JobAnalyser()(*read_all([parameters]))
    assert first.analyst and second.analyst
    assert first.analyst.sha256 != second.analyst.sha256
    assert claims(second) == ["c2"]


def test_named_corrections_come_first_and_those_of_the_seed_last(project: Path) -> None:
    parameters = project / "params" / "holm.yaml"
    of_seed = write(project, "port.corrections.yaml", REJECTS)
    write(project, "port.yaml", "seed: seeds/port.txt\n")
    assert read_all([parameters])[0].corrections == of_seed
    assert pipeline.load(seed="seeds/port.txt").analysis.analyst is not None
    named = write(project, "other.corrections.yaml", "")
    parameters.write_text("seed: seeds/port.txt\ncorrections: params/other.corrections.yaml\n", encoding="utf-8")
    assert read_all([parameters])[0].corrections == named


def test_corrections_that_are_named_and_missing(project: Path) -> None:
    parameters = write(project, "holm.yaml", "seed: seeds/port.txt\ncorrections: none.yaml\n")
    with pytest.raises(ParameterError, match=r"holm\.yaml: corrections: 'none\.yaml': there is no such file"):
        read_all([parameters])
    with pytest.raises(ParameterError, match=r"corrections: 'none\.yaml': there is no such file"):
        pipeline.load(seed="seeds/port.txt", corrections="none.yaml")


def test_a_corrections_file_is_no_briefing_and_must_belong_to_one(project: Path) -> None:
    files = [project / "params" / "holm.yaml", write(project, "holm.corrections.yaml", REJECTS)]
    assert [job.name for job in read_all(files)] == ["holm"]
    stray = write(project, "hlom.corrections.yaml", REJECTS)
    with pytest.raises(ParameterError, match=r"no hlom\.yaml beside it\. Did you mean holm\.corrections\.yaml\?"):
        read_all([*files, stray])


def test_corrections_that_do_not_fit_stop_the_briefing(project: Path) -> None:
    write(project, "holm.corrections.yaml", "reject: [{allegation: took five million}]\n")
    [job] = read_all([project / "params" / "holm.yaml"])
    with pytest.raises(CorrectionError, match="Did you mean 'took four million'"):
        pipeline.JobAnalyser()(job)


def test_seeds_are_analysed_with_the_corrections_of_their_project(project: Path) -> None:
    file = write(project, "port.corrections.yaml", REJECTS)
    fate = analyse(Task(project / "seeds" / "port.txt", project / "out"))
    assert (fate.allegations, fate.corrections) == (1, file)
    assert json.loads((project / "out" / "analysis.json").read_text(encoding="utf-8"))["analyst"]["rejected"]


@pytest.mark.parametrize("named", ["holm", "params/holm.yaml"])
def test_correct_writes_a_file_to_start_from(project: Path, named: str) -> None:
    done = CliRunner().invoke(app, ["correct", named])
    target = project / "params" / "holm.corrections.yaml"
    assert done.exit_code == 0, done.output
    assert "3 actors and 2 allegations" in done.stdout
    assert '"took four million"' in target.read_text(encoding="utf-8")
    [job] = read_all([project / "params" / "holm.yaml"])
    assert pipeline.JobAnalyser()(job).analyst is None


def test_correct_never_touches_a_file_and_tells_what_is_new(project: Path) -> None:
    target = write(project, "holm.corrections.yaml", '# a1  "Bo Holm", person\n' + REJECTS)
    before = target.read_bytes()
    done = CliRunner().invoke(app, ["correct", "holm"])
    assert done.exit_code == 0, done.output
    assert target.read_bytes() == before
    assert "was not changed. It does not list 4 of" in done.stdout
    assert 'new: "Kestrel", company' in done.stdout
    assert 'Bo Holm", person' not in done.stdout


def test_correct_checks_the_file_that_is_there(project: Path) -> None:
    write(project, "holm.corrections.yaml", "kind: [{actor: Kestral, kind: company}]\n")
    done = CliRunner().invoke(app, ["correct", "holm"])
    assert done.exit_code == 2
    assert "'Kestral': no actor has this name. Did you mean 'Kestrel'?" in done.stderr


def test_correct_without_such_a_briefing(project: Path) -> None:
    done = CliRunner().invoke(app, ["correct", "nobody"])
    assert done.exit_code == 2
    assert "nobody.yaml" in done.stderr


def test_comparisons_and_exports_are_of_the_corrected_reading(project: Path) -> None:
    write(project, "holm.corrections.yaml", REJECTS)
    (project / "seeds" / "other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    other = write(project, "other.yaml", "seed: seeds/other.txt\n")
    analyses, _ = gather([project / "params" / "holm.yaml", other])
    assert [claims(analysis) for analysis in analyses] == [["c2"], ["c1", "c2"]]
    [target] = find(["holm"], {})
    assert claims(target.analysis()) == ["c2"]
