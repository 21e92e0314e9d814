"""Is this installation whole? Each check says what it found and, if that is not enough, what to do."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from briefing.chromium import find_chromium
from briefing.starter import starter_folder
from briefing.version import __version__

State = Literal["ok", "optional", "wrong"]


@dataclass(frozen=True)
class Finding:
    """What one check found. `optional`: something is missing that most of the package does without."""

    check: str
    state: State
    found: str
    remedy: str = ""


def findings() -> Iterator[Finding]:
    """All checks, the most basic first. Nothing is changed; a file that is written to see whether it can be is removed."""
    yield _python()
    yield from _packages()
    yield _entries()
    yield _notebooks()
    yield _model()
    yield _kernel()
    yield _cache()
    yield _browser()


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    [wanted] = metadata.metadata("briefing").get_all("Requires-Python") or [">=3.11"]
    if SpecifierSet(wanted).contains(found, prereleases=True):
        return Finding("Python", "ok", found)
    return Finding("Python", "wrong", found, f"Install Python {wanted} and make the environment again.")


def _packages() -> Iterator[Finding]:
    """The packages that are needed, then each extra, as one finding where nothing is wrong."""
    groups: dict[str, list[Requirement]] = {"": []}
    for line in metadata.requires("briefing") or ():
        requirement = Requirement(line)
        extra = _extra_of(requirement)
        if extra in ("", "exchange"):
            groups.setdefault(extra, []).append(requirement)
    for extra, requirements in groups.items():
        name = f"packages of briefing[{extra}]" if extra else "packages"
        wrong = [problem for requirement in requirements if (problem := _problem(requirement))]
        if not wrong:
            yield Finding(name, "ok", f"{len(requirements)} within their bounds")
        elif extra:
            yield Finding(
                name, "optional", "; ".join(wrong), f"For `briefing export`: pip install 'briefing[{extra}]'."
            )
        else:
            missing = " ".join(f"'{Requirement(problem.split(' is ')[0])}'" for problem in wrong)
            yield Finding(name, "wrong", "; ".join(wrong), f"pip install -U {missing}")


def _extra_of(requirement: Requirement) -> str:
    """The extra that a requirement belongs to, "" if it is always needed."""
    if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
        return ""
    extras = metadata.metadata("briefing").get_all("Provides-Extra") or []
    return next((extra for extra in extras if requirement.marker.evaluate({"extra": extra})), "other")


def _problem(requirement: Requirement) -> str:
    """What is wrong with an installed package, "" if nothing is."""
    wanted = f"{requirement.name}{requirement.specifier}"
    try:
        found = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return f"{wanted} is not installed"
    return "" if requirement.specifier.contains(found, prereleases=True) else f"{wanted} is needed, {found} is there"


def _entries() -> Finding:
    """The points at which papermill, nbconvert and spaCy find this package; an installation from long ago lacks some."""
    groups = ("papermill.engine", "nbconvert.exporters", "spacy_factories")
    missing = [group for group in groups if "briefing" not in metadata.entry_points(group=group).names]
    if missing or metadata.version("briefing") != __version__:
        problem = f"out of date: {', '.join(missing) or metadata.version('briefing')}"
        return Finding("entry points", "wrong", problem, "Install the package again.")
    return Finding("entry points", "ok", ", ".join(groups))


def _notebooks() -> Finding:
    folder = starter_folder() / "notebooks"
    count = len(list(folder.glob("*.ipynb")))
    if count:
        return Finding("notebooks", "ok", f"{count} in {folder}")
    return Finding("notebooks", "wrong", f"none in {folder}", "Install the package again.")


def _model() -> Finding:
    """The model's files against the hash on its card: a file that was cut short or changed shows."""
    from briefing.language.engine import MODEL, fingerprint

    try:
        wanted = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))["model"]
        found = fingerprint()
    except (OSError, ValueError, KeyError) as error:
        return Finding("language model", "wrong", f"cannot be read ({error})", "Install the package again.")
    if found == wanted:
        return Finding("language model", "ok", f"{found[:16]}…, as on its card")
    return Finding(
        "language model", "wrong", f"{found[:16]}…, its card says {str(wanted)[:16]}…", "Install the package again."
    )


def _kernel() -> Finding:
    """The kernel that the notebooks name, and whether its Python is there."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    remedy = "python -m ipykernel install --user --name python3"
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding("notebook kernel", "wrong", "there is no kernel python3", remedy)
    program = spec.argv[0]
    if shutil.which(program) is None:
        return Finding("notebook kernel", "wrong", f"python3 starts {program}, which is not there", remedy)
    return Finding("notebook kernel", "ok", f"python3 in {spec.resource_dir}")


def _cache() -> Finding:
    from briefing.pipeline import CACHE_VARIABLE, cache_folder

    folder = cache_folder()
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        problem = f"{existing} cannot be written ({error.strerror})"
        remedy = f"Work in a folder of your own (briefing init DIR), or set {CACHE_VARIABLE} to one."
        return Finding("cache of analyses", "optional", problem, remedy)
    free = shutil.disk_usage(existing).free
    if free < 100_000_000:
        return Finding("cache of analyses", "wrong", f"{free / 1e6:.0f} MB are free in {existing}", "Make room.")
    return Finding("cache of analyses", "ok", f"{os.fspath(folder)} can be written")


def _browser() -> Finding:
    found = find_chromium()
    if found:
        return Finding("browser for PDF", "ok", found)
    return Finding(
        "browser for PDF", "optional", "no Chromium was found", "To print pages to PDF: apt-get install chromium."
    )


def whole(found: tuple[Finding, ...]) -> bool:
    """Whether nothing is wrong; what is optional does not count."""
    return all(finding.state != "wrong" for finding in found)
