"""Many seeds in, one comparison out: the place where the notebook and the command line get it from.

Papers are named by parameters files (their seeds are read and analysed, or taken from the cache) or by `analysis.json`
files that were written before, each also as a pattern such as `params/*.yaml`.
"""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from briefing.comparison import Comparison, Hit
from briefing.errors import BriefingError, ReadingError
from briefing.evidence import verify
from briefing.params import TLP_LABELS, Parameters, anchors, check, project_root, read_all
from briefing.pipeline import JobAnalyser
from briefing.schema import Analysis

DEFAULT_PAPERS = "params/lyra-pipeline/*.yaml"


class GatheringError(BriefingError):
    """Papers that cannot be compared."""

    exit_code = 2


@dataclass(frozen=True)
class Gathering:
    """What the notebook across seeds starts from. `tlp` is the strictest marking of all papers and of the parameters.

    `hits` are the sentences that hold `words`.
    """

    comparison: Comparison
    title: str
    tlp: str
    as_of: str
    words: str = ""
    hits: tuple[Hit, ...] = ()


def load_many(
    papers: str = DEFAULT_PAPERS, words: str = "", title: str = "", tlp: str = "TLP:CLEAR", as_of: str = ""
) -> Gathering:
    """The comparison of the papers that a pattern names, by the notebook's parameters.

    A relative pattern is looked for where relative seeds are. Raises ParameterError for parameters that do not fit, and what
    `gather` raises.
    """
    parameters = check({"title": title, "tlp": tlp, "as_of": as_of})
    analyses, marking = gather(found(papers))
    hits = find(analyses, words) if words.strip() else ()
    return Gathering(compare(analyses), title, strictest((parameters.tlp, marking)), as_of, words, hits)


def find(analyses: Iterable[Analysis], words: str) -> tuple[Hit, ...]:
    """The sentences that hold all the words; StoreError if there is no word among them."""
    from briefing.across.search import search
    from briefing.across.store import Shelf

    return search(Shelf(analyses), words)


def compare(analyses: Iterable[Analysis]) -> Comparison:
    """The comparison of analyses; this is where its modules are imported."""
    from briefing.across import compare as set_side_by_side

    return set_side_by_side(analyses)


def found(pattern: str) -> list[Path]:
    """The files that a pattern names, sorted, in the first place that has any; GatheringError if there is none."""
    places = anchors()
    for place in places:
        files = sorted(Path(name) for name in glob.glob(str(place / Path(pattern).expanduser()), recursive=True))
        if files:
            return files
    looked = " or ".join(str(place) for place in places)
    raise GatheringError(
        f"papers: {pattern!r}: names no file (looked in {looked}). Name parameters files or analysis.json files."
    )


def gather(files: Sequence[Path]) -> tuple[list[Analysis], str]:
    """The verified analyses that the files lead to, and the strictest marking that their parameters ask for.

    A file that ends in `.json` is an `analysis.json`, any other a parameters file. Raises ParameterError, ReadingError, CorrectionError,
    CorrectionError, EvidenceError, and GatheringError for less than two papers.
    """
    ready = [file for file in files if file.suffix == ".json"]
    jobs = read_all([file for file in files if file.suffix != ".json"])
    analyses = [read_analysis(file) for file in ready]
    analyses += map(JobAnalyser(), jobs)
    if len(analyses) < 2:
        raise GatheringError(
            f"{len(analyses)} paper{'s' * (len(analyses) != 1)} cannot be compared. Name two or more, of the same event."
        )
    return analyses, strictest(job.parameters.tlp for job in jobs)


def read_analysis(file: Path) -> Analysis:
    """A verified `analysis.json`. Raises ReadingError for a file that is none, EvidenceError for one that does not hold."""
    try:
        return verify(Analysis.from_json(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise ReadingError(file, f"cannot be read ({error.strerror})", "Check the path and its permissions") from error
    except (UnicodeDecodeError, ValidationError) as error:
        remedy = "Make it again with `briefing analyse`; an older version may have written it"
        raise ReadingError(file, "is no analysis.json of this version", f"{remedy}.") from error


def strictest(labels: Iterable[str]) -> str:
    """The strictest of TLP labels; TLP:CLEAR of none."""
    order = {label: place for place, label in enumerate(TLP_LABELS)}
    lightest: str = Parameters.model_fields["tlp"].default
    return min((lightest, *labels), key=lambda label: order[label])


def notebook_folder() -> Path:
    """The notebooks of the project around the working directory, else those of this package's checkout."""
    for place in (Path.cwd(), Path(__file__).parent):
        root = project_root(place)
        if root:
            return root / "notebooks"
    raise GatheringError("notebooks: are not here. Run this in the project's folder.")
