"""The wheel, installed alone: it holds notebooks, templates, lexicons and model, and renders a seed from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from test_house import ROOT, tracked

from briefing.starter import PATTERNS

STORY = "MARLOW, March 3, 2031 — The mayor accused Orin Vale of taking bribes. Vale denied it.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the tracked files, built without network in a copy."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] not in ("tests", "training", "benchmarks", "docs"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, source / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        out,
        ".",
    ]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [file] = out.glob("*.whl")
    return file


def test_it_holds_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    code = {str(path.relative_to(ROOT)) for path in tracked() if path.is_relative_to(ROOT / "briefing")}
    starter = {path.relative_to(ROOT).as_posix() for pattern in PATTERNS for path in ROOT.glob(pattern)}
    assert names == code | {f"briefing/starter/{name}" for name in starter}


def test_installed_alone_it_renders_a_seed_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "environment"
    venv.create(home, symlinks=True, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    # This package from the wheel, what it needs from the environment of the tests; no `.pth` of that one is read.
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*install, "--target", site, wheel], check=True, capture_output=True)
    (site / "rest.pth").write_text(sysconfig.get_path("purelib"))

    work = tmp_path / "elsewhere"
    work.mkdir()
    (work / "quay.txt").write_text(STORY, encoding="utf-8")
    (work / "quay.yaml").write_text("seed: quay.txt\n", encoding="utf-8")
    program = [scripts / "python", "-c", "from briefing.cli import app; app(prog_name='briefing')"]
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "BRIEFING", "JUPYTER"))}
    surroundings |= {"BRIEFING_CACHE": str(tmp_path / "cache")}
    place = subprocess.run(
        [scripts / "python", "-c", "import briefing; print(briefing.__file__)"],
        cwd=work, env=surroundings, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert Path(place.strip()).is_relative_to(site)

    done = subprocess.run(
        [*program, "render", "quay.yaml", "-o", "out"], cwd=work, env=surroundings, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    page = (work / "out" / "quay" / "briefing.html").read_text(encoding="utf-8")
    assert "Orin Vale" in page
    done = subprocess.run([*program, "init", "own"], cwd=work, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (work / "own" / "notebooks" / "01-seed.ipynb").is_file()
    assert (work / "own" / "seeds" / "iskp-memri.txt").is_file()
