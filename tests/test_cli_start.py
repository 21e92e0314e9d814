"""The commands around a briefing: init, new, doctor; and what holds for every command."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest
import typer.main
import yaml
from typer.testing import CliRunner

from briefing import checkup, starter
from briefing.checkup import Finding, findings, whole
from briefing.cli import app
from briefing.draft import draft
from briefing.params import Parameters, read_all
from briefing.reading import read

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
STORY = '# Quay: "closed" #1\n\nMARLOW, March 3, 2031 — The mayor said the quay was closed, and *nobody* had asked.\n'


def invoke(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words], prog_name="briefing")
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder made by `briefing init`, and the working folder of the test."""
    assert invoke("init", tmp_path / "own")[0] == 0
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path / "own"


# --- every command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_exit_codes_and_json(command: str) -> None:
    code, text, _ = invoke(command, "--help")
    assert code == 0
    assert "Examples:" in text
    assert re.search(rf"^ +briefing {command}( |$)", text, re.MULTILINE)
    assert re.search(r"--json\b|--format [<\[].*json[>\]]", text)
    assert "xit code" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_a_misspelt_command_or_option_says_what_was_meant(command: str) -> None:
    code, _, errors = invoke(command + "x")
    assert code == 2
    assert f"Did you mean '{command}'?" in errors
    code, _, errors = invoke(command, "--hepl")
    assert code == 2
    assert "--help" in errors


def test_completion_is_offered() -> None:
    code, text, _ = invoke("--help")
    assert code == 0
    assert "--install-completion" in text


# --- init


def test_init_makes_a_folder_that_needs_nothing_else(folder: Path) -> None:
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    starter_files = {path.relative_to(ROOT).as_posix() for p in starter.PATTERNS for path in ROOT.glob(p)}
    assert len(starter_files) > 10
    assert made == starter_files | {"README.md", ".gitignore"}
    [job] = read_all([folder / "params" / "iskp-memri.yaml"])
    assert job.seed == (folder / "seeds" / "iskp-memri.txt").resolve()


def test_init_again_completes_and_leaves_what_is_there(folder: Path) -> None:
    (folder / "README.md").write_text("mine")
    (folder / "params" / "iskp-memri.yaml").unlink()
    code, text, _ = invoke("init", folder, "--json")
    assert code == 0
    assert json.loads(text)["written"] == [str(folder / "params" / "iskp-memri.yaml")]
    assert str(folder / "README.md") in json.loads(text)["kept"]
    assert (folder / "README.md").read_text() == "mine"


def test_init_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, text, errors = invoke("init", tmp_path / "file")
    assert (code, text) == (1, "")
    assert "cannot be written" in errors


def test_the_starter_of_an_installed_package_lies_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "briefing"
    (package / "starter" / "notebooks").mkdir(parents=True)
    monkeypatch.setattr(starter, "__file__", str(package / "starter.py"))
    assert starter.starter_folder() == package / "starter"
    shutil.rmtree(package / "starter")
    assert starter.starter_folder() == tmp_path


# --- new


def test_new_writes_every_parameter_with_its_meaning_and_reads_back(folder: Path) -> None:
    (folder / "seeds" / "quay.md").write_text(STORY)
    code, text, errors = invoke("new", "seeds/quay.md")
    assert (code, text, errors) == (0, f"{folder / 'params' / 'quay.yaml'}\n", "")
    written = (folder / "params" / "quay.yaml").read_text()
    for name, field in Parameters.model_fields.items():
        assert f"# {field.description}" in written
        assert f"{name}: " in written
    assert '(here: Quay: "closed" #1)' in written
    assert yaml.safe_load(written) == {"seed": "seeds/quay.md", "tlp": "TLP:CLEAR"}
    [job] = read_all([folder / "params" / "quay.yaml"])
    assert job.seed == folder / "seeds" / "quay.md"


def test_new_keeps_what_is_there_unless_forced(folder: Path) -> None:
    (folder / "seeds" / "quay.md").write_text(STORY)
    (folder / "params" / "quay.yaml").write_text("title: mine\n")
    code, text, errors = invoke("new", "seeds/quay.md", "seeds/none.txt", "--json")
    assert code == 1
    assert json.loads(text) == {"failed": 2, "written": {}}
    assert "is there already. Edit it, or write it afresh with --force." in errors
    assert "seeds/none.txt: there is no such file" in errors
    assert (folder / "params" / "quay.yaml").read_text() == "title: mine\n"
    assert invoke("new", "seeds/quay.md", "--force")[0] == 0


def test_new_for_a_seed_from_elsewhere_names_it_in_full(folder: Path, tmp_path: Path) -> None:
    seed = tmp_path / "quay \u2019é.md"
    seed.write_text(STORY)
    assert invoke("new", seed)[0] == 0
    [job] = read_all([folder / "params" / "quay \u2019é.yaml"])
    assert job.seed == seed


def test_a_title_of_several_lines_stays_a_comment(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    seed = read(tmp_path / "a.txt").model_copy(update={"title": "one\nseed: evil.txt", "outlet": "x\ny"})
    assert yaml.safe_load(draft(seed, "a.txt", Path("params/a.yaml"))) == {"seed": "a.txt", "tlp": "TLP:CLEAR"}


# --- doctor


def found(check: str) -> Finding:
    return next(finding for finding in findings() if finding.check == check)


def test_doctor_finds_nothing_wrong_here_and_prints_json() -> None:
    code, text, _ = invoke("doctor", "--json")
    assert code == 0
    checks = {item["check"]: item["state"] for item in json.loads(text)}
    assert checks.pop("browser for PDF") in ("ok", "optional")
    assert set(checks.values()) == {"ok"}
    assert {"Python", "packages", "packages of briefing[exchange]", "language model", "notebook kernel"} <= set(checks)
    code, text, _ = invoke("doctor")
    assert code == 0
    assert "ok  Python" in text


def test_doctor_says_what_is_missing_or_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = ["none-such>=1", "pytest>=9999", 'stix2>=9999; extra == "exchange"', 'mypy>=9999; extra == "test"']
    monkeypatch.setattr(metadata, "requires", lambda name: wanted)
    assert (
        found("packages").found
        == f"none-such>=1 is not installed; pytest>=9999 is needed, {pytest.__version__} is there"
    )
    assert found("packages").remedy == "pip install -U 'none-such>=1' 'pytest>=9999'"
    assert found("packages of briefing[exchange]").state == "optional"
    assert not whole(tuple(findings()))
    assert invoke("doctor")[0] == 1


def test_doctor_sees_a_model_that_was_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.language import engine

    model = tmp_path / "model"
    shutil.copytree(engine.MODEL, model)
    with (model / "roles.onnx").open("ab") as stream:
        stream.write(b"\0")
    changed = engine.fingerprint(model)
    monkeypatch.setattr(engine, "MODEL", model)
    monkeypatch.setattr(engine, "fingerprint", lambda: changed)
    assert found("language model").state == "wrong"
    (model / "card.json").unlink()
    assert "cannot be read" in found("language model").found


def test_doctor_sees_a_kernel_whose_python_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "kernels" / "python3"
    place.mkdir(parents=True)
    spec = {
        "argv": [str(tmp_path / "gone" / "python"), "-m", "ipykernel_launcher"],
        "display_name": "x",
        "language": "python",
    }
    (place / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    finding = found("notebook kernel")
    assert finding.state == "wrong"
    assert "which is not there" in finding.found


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_doctor_sees_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o500)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    assert "cannot be written" in found("cache of analyses").found


def test_doctor_says_what_can_be_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "find_chromium", lambda: None)
    finding = found("browser for PDF")
    assert (finding.state, "apt-get install chromium" in finding.remedy) == ("optional", True)
    assert whole((finding,))


def test_doctor_sees_entry_points_of_an_old_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "entry_points", lambda group: metadata.EntryPoints())
    assert found("entry points").found.startswith("out of date: papermill.engine, ")
    assert found("entry points").state == "wrong"
