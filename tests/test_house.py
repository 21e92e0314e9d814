"""The house itself: packaging agrees with the lock, layers stay apart, nothing of one machine is in the repository."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from briefing import pipeline

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKED_EXTRAS = ("docs", "exchange", "test")
# These stand side by side on the ground floor and do not know each other; analysis alone stands on language.
ROOMS = ("reading", "language", "analysis", "across", "show", "render", "exchange")


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository; those of the folder, where git or its data is missing."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        folders = ("briefing", "notebooks", "params", "seeds", "tests", "training", "benchmarks")
        paths = [p for f in folders for p in (ROOT / f).rglob("*") if "__pycache__" not in p.parts]
        paths += [p for p in ROOT.iterdir() if p.suffix != ".lock" or p.name == "requirements.lock"]
    return tuple(p for p in paths if p.is_file())


def texts() -> list[tuple[Path, str]]:
    """Path and content of each tracked text file."""
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8192]:
            found.append((path.relative_to(ROOT), data.decode("utf-8", errors="replace")))
    return found


def requirements() -> list[Requirement]:
    project = PROJECT["project"]
    lines = [*project["dependencies"], *(line for e in LOCKED_EXTRAS for line in project["optional-dependencies"][e])]
    return [Requirement(line) for line in lines]


def lock_lines() -> list[str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def locked() -> dict[str, Version]:
    pairs = (line.split("==") for line in lock_lines())
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def test_every_line_of_the_lock_is_a_name_and_a_version() -> None:
    assert len(lock_lines()) > 50
    assert [line for line in lock_lines() if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!+]*", line)] == []
    assert len(locked()) == len(lock_lines())


@pytest.mark.parametrize("requirement", requirements(), ids=lambda r: r.name)
def test_direct_dependency_is_locked_within_its_bound(requirement: Requirement) -> None:
    version = locked().get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} is not in requirements.lock: make lock"
    assert requirement.specifier.contains(version), f"{requirement} does not allow {version}: make lock"


def test_locked_versions_run_on_the_first_python_that_we_promise() -> None:
    promised = PROJECT["project"]["requires-python"].removeprefix(">=") + ".0"
    too_new = {
        found.name: needs
        for found in distributions()
        if locked().get(canonicalize_name(found.name)) == Version(found.version)
        and (needs := found.metadata.get("Requires-Python"))
        and not SpecifierSet(needs).contains(promised)
    }
    assert too_new == {}, f"these refuse Python {promised}: make lock with an older Python"


def test_oldest_versions_are_the_lower_bounds() -> None:
    """What `make test-oldest` installs is what pyproject.toml promises; `make lock` writes both."""
    lines = (ROOT / "requirements-oldest.txt").read_text(encoding="utf-8").split()
    pinned = {canonicalize_name(name): Version(version) for name, version in (line.split("==") for line in lines)}
    project = PROJECT["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["exchange"]]:
        requirement = Requirement(line)
        [bound] = requirement.specifier
        assert (bound.operator, Version(bound.version)) == (">=", pinned[canonicalize_name(requirement.name)]), line


def test_lock_holds_the_build_backend() -> None:
    for line in PROJECT["build-system"]["requires"]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(locked()[canonicalize_name(requirement.name)])


def test_what_only_training_needs_is_not_locked() -> None:
    training = {Requirement(line).name for line in PROJECT["project"]["optional-dependencies"]["training"]}
    assert training
    assert not training & locked().keys()


def test_conda_environment_uses_the_same_lock() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [d for d in environment["dependencies"] if isinstance(d, str)]
    [pip] = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    assert f"python{PROJECT['project']['requires-python']}" in plain
    assert pip == ["-r requirements.lock", "-e ."]


def test_imported_packages_are_direct_dependencies() -> None:
    declared = {canonicalize_name(r.name) for r in requirements()}
    owners_of = packages_distributions()
    missing = set()
    for path in tracked():
        if path.suffix != ".py" or path.relative_to(ROOT).parts[0] != "briefing":
            continue
        for name in imports(path):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "briefing":
                continue
            owners = {canonicalize_name(d) for d in owners_of.get(top, [top])}
            # a part of pydantic under a name of its own
            owners |= {"pydantic"} if "pydantic-core" in owners else set()
            if not owners & declared:
                missing.add(f"{path.relative_to(ROOT)}: {top}")
    assert missing == set()


def test_direct_dependencies_are_imported() -> None:
    owners_of = packages_distributions()
    used = {
        canonicalize_name(owner)
        for path in tracked()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] == "briefing"
        for name in imports(path)
        for owner in owners_of.get(name.split(".")[0], ())
    }
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    # JupyterLab is where notebooks are opened; pyproject.toml says of the two others who needs them.
    assert declared - used == {"jupyterlab", "lxml-html-clean", "spacy-lookups-data"}


def test_analyses_are_kept_apart_by_all_that_makes_them() -> None:
    """What the fingerprint of an analysis counts is what the code of an analysis imports, and the tables of lemmas."""
    owners_of = packages_distributions()
    package = ROOT / "briefing"
    files = [file for part in pipeline.PARTS for file in (package / part, *(package / part).rglob("*.py"))]
    names = {name.split(".")[0] for file in files if file.is_file() for name in imports(file)}
    owners = {canonicalize_name(owner) for name in names - {"briefing"} for owner in owners_of.get(name, ())}
    assert owners | {"spacy-lookups-data"} == set(pipeline.DISTRIBUTIONS)


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_do_not_import_each_other(room: str) -> None:
    allowed = {room, "language"} if room == "analysis" else {room}
    others = (*(f"briefing.{other}" for other in ROOMS if other not in allowed), "briefing.cli", "briefing.live")
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "briefing" / room).rglob("*.py")
        for name in imports(path)
        if name in others or name.startswith(tuple(f"{o}." for o in others))
    }
    assert wrong == set()


def test_ground_floor_imports_nothing_of_the_package() -> None:
    for name in ("schema.py", "errors.py"):
        assert not [i for i in imports(ROOT / "briefing" / name) if i.startswith("briefing")]


def test_import_is_quick_and_public_names_resolve() -> None:
    heavy = "{'pandas', 'plotly', 'spacy', 'numpy', 'onnxruntime', 'pydantic', 'trafilatura', 'nbconvert'}"
    code = f"import sys, briefing; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
    package = importlib.import_module("briefing")
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        package.nonsense  # noqa: B018


def test_top_level_folders_exist() -> None:
    for folder in ("notebooks", "briefing", "seeds", "params", "tests"):
        assert any((ROOT / folder).iterdir()), folder


def test_notebooks_are_clean() -> None:
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert notebooks
    for path in notebooks:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs"), f"{path.name} holds outputs"
            assert cell.get("execution_count") is None, f"{path.name} holds execution counts"


# In pieces, so that this file does not hold what it looks for.
_REGISTRIES = re.compile(
    "|".join(
        [
            r"pypi\." + "org",
            "python" + "hosted",
            r"npmjs\." + "(?:com|org)",
            "deb\\.deb" + "ian",
            "anaconda\\." + "org",
            "index" + "-url",
        ]
    )
)
_MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers|fa" + r"rm)/[\w.]")


@pytest.mark.parametrize("pattern", [_REGISTRIES, _MACHINE_PATHS], ids=["registries", "machine-paths"])
def test_no_file_holds_addresses_of_registries_or_paths_of_a_machine(pattern: re.Pattern[str]) -> None:
    found = [f"{path}: {m[0]}" for path, text in texts() for m in pattern.finditer(text)]
    assert found == []


def test_the_search_finds_what_it_looks_for() -> None:
    assert _REGISTRIES.search("https://pypi." + "org/simple")
    assert _MACHINE_PATHS.search("see /ho" + "me/jane/briefing")
    assert any(path.name == "pyproject.toml" for path, _ in texts())


def test_version_is_in_the_changelog() -> None:
    version = importlib.import_module("briefing").__version__
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_licence_is_apache() -> None:
    assert "Apache License\n                           Version 2.0" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_invented_seeds_say_so_in_their_first_line() -> None:
    seeds = [p for p in (ROOT / "seeds").rglob("*") if p.is_file() and p.name != "iskp-memri.txt"]
    for path in seeds:
        first = next(line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip())
        assert "invented" in first.lower(), f"{path.name}: {first}"


def test_make_lists_its_targets() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {line.split()[0] for line in done.stdout.splitlines()} >= {
        "briefing",
        "test",
        "lab",
        "golden",
        "clean",
        "help",
    }


def test_make_says_what_to_do_without_python(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("bash", "make"):
        found = subprocess.run(["bash", "-c", f"command -v {tool}"], capture_output=True, text=True, check=True).stdout
        (tools / tool).symlink_to(found.strip())
    done = subprocess.run(
        [tools / "make", "SHELL=" + str(tools / "bash"), "briefing"],
        cwd=tmp_path,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "No Python 3.11 or later was found" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
