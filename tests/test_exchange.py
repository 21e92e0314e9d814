"""Exports as a whole: the same bytes everywhere, nothing half-written, and the command line around them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from exchange_samples import rich
from typer.testing import CliRunner

from briefing.cli import app
from briefing.cli.export import FORMATS as NAMED
from briefing.exchange import FORMATS, ExportError, export, files
from briefing.params import Parameters

ROOT = Path(__file__).resolve().parent.parent
DIGESTS = """
import hashlib, json, sys
sys.path.insert(0, "tests")
from exchange_samples import rich
from briefing.exchange import FORMATS, files
from briefing.params import Parameters
made = {p: hashlib.sha256(d).hexdigest() for f in FORMATS for p, d in files(rich(), Parameters(), f).items()}
print(json.dumps(made))
"""


def invoke(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def analysis(tmp_path: Path) -> Path:
    """An `analysis.json` where `briefing render` would have put it."""
    file = tmp_path / "build" / "port" / "analysis.json"
    file.parent.mkdir(parents=True)
    file.write_text(rich().to_json(), encoding="utf-8")
    return file


def test_files_are_the_same_in_another_process_zone_locale_and_hash_seed() -> None:
    here = {
        path: hashlib.sha256(data).hexdigest()
        for form in FORMATS
        for path, data in files(rich(), Parameters(), form).items()
    }
    assert len(here) > len(FORMATS)
    for seed, zone, language in (("1", "Pacific/Kiritimati", "C"), ("77", "America/St_Johns", "C.UTF-8")):
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        done = subprocess.run(
            [sys.executable, "-c", DIGESTS], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
        )
        assert json.loads(done.stdout) == here


def test_the_command_line_names_all_formats() -> None:
    assert tuple(FORMATS) == NAMED
    _, text, _ = invoke("export", "--help")
    for name in NAMED:
        assert name in text


def test_export_of_an_analysis_writes_below_its_name(analysis: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, text, errors = invoke("export", analysis, "--to", "stix", "--to", "csv", "-o", out, "--tlp", "TLP:RED")
    assert (code, errors) == (0, "")
    assert text.splitlines()[0] == str(out / "port" / "stix.json")
    assert {path.name for path in (out / "port").iterdir()} == {"stix.json", "csv"}
    assert '"TLP:RED"' in (out / "port" / "stix.json").read_text(encoding="utf-8")


def test_export_prints_json(analysis: Path, tmp_path: Path) -> None:
    code, text, _ = invoke("export", analysis, "--to", "prov", "-o", tmp_path, "--json")
    assert code == 0
    assert json.loads(text) == {"failed": 0, "files": {"port": [str(tmp_path / "port" / "prov.json")]}}


def test_one_that_fails_leaves_the_others_and_nothing_of_itself(analysis: Path, tmp_path: Path) -> None:
    undated = rich().model_copy(update={"seed": rich().seed.model_copy(update={"dateline": None})})
    other = tmp_path / "undated.json"
    other.write_text(undated.to_json(), encoding="utf-8")
    code, _, errors = invoke("export", analysis, other, "--to", "csv", "--to", "stix", "-o", tmp_path / "out")
    assert code == 1
    assert "error: port: stix: STIX needs a date, and the seed has none. Give the date" in errors
    assert "1 of 2 exports failed." in errors
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["port"]
    assert invoke("export", other, "--to", "stix", "-o", tmp_path / "out", "--as-of", "2031-05-05")[0] == 0


def test_wrong_use_says_what_was_meant_and_writes_nothing(
    analysis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    out = tmp_path / "out"
    code, _, errors = invoke("export", analysis, "--to", "stick", "-o", out)
    assert (code, errors) == (2, "error: --to stick: there is no such format. Did you mean 'stix'?\n")
    code, _, errors = invoke("export", "iskp-mermi", tmp_path / "none.json", "--to", "stix", "-o", out)
    assert code == 2
    assert "error: iskp-mermi: there is no such name. Did you mean 'iskp-memri'?" in errors
    assert f"error: {tmp_path / 'none.json'}: there is no such file." in errors
    code, _, errors = invoke("export", "zzz", "--to", "stix", "-o", out)
    assert "Known in " in errors
    code, _, errors = invoke("export", analysis, "--to", "stix", "-o", out, "--tlp", "red")
    assert code == 2
    assert "is no TLP 2.0 label" in errors
    (tmp_path / "port.json").write_text("{}")
    code, _, errors = invoke("export", analysis, tmp_path / "port.json", "--to", "stix", "-o", out)
    assert (code, "both would fill port/" in errors) == (2, True)
    assert not out.exists()


@pytest.mark.parametrize("content", [b"{}", b"\xff", b"nonsense"])
def test_a_file_that_is_no_analysis(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    code, _, errors = invoke("export", tmp_path / "a.json", "--to", "csv", "-o", tmp_path / "out")
    assert code == 1
    assert f"error: {tmp_path / 'a.json'}: is no analysis.json of this version" in errors


def test_an_analysis_that_points_beside_its_text_is_refused(analysis: Path, tmp_path: Path) -> None:
    content = json.loads(analysis.read_text(encoding="utf-8"))
    content["seed"]["text"] = content["seed"]["text"][:40]
    analysis.write_text(json.dumps(content), encoding="utf-8")
    code, _, errors = invoke("export", analysis, "--to", "csv", "-o", tmp_path / "out")
    assert code == 1
    assert "the analysis is not tied to the seed" in errors


def test_a_folder_that_cannot_be_written(analysis: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code, _, errors = invoke("export", analysis, "--to", "csv", "-o", tmp_path / "file")
    assert code == 1
    assert "cannot be written (Not a directory). Name another folder with -o." in errors


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "stix2", None)
    monkeypatch.delitem(sys.modules, "briefing.exchange.stix", raising=False)
    with pytest.raises(ExportError, match=r"needs the package stix2.*pip install 'briefing\[exchange\]'"):
        export(rich(), Parameters(), ["stix"], tmp_path)
