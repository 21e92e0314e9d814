"""Analyses in the forms of other tools: STIX 2.1, FollowTheMoney, W3C PROV, GraphML, GEXF, CSV, Parquet and Excel.

No export is firmer than the seed: an allegation stays a note, an entity that somebody said, a node of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.exchange.formats import FORMATS, ExportError, Format, files
from briefing.files import write_atomically
from briefing.params import Parameters
from briefing.schema import Analysis

__all__ = ["FORMATS", "ExportError", "Format", "export", "files"]


def export(analysis: Analysis, parameters: Parameters, forms: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write an analysis below `folder` in each of the formats, and give the paths.

    Title, marking and date of `parameters` are used, nothing else of them. All formats are made before anything is
    written. Raises ExportError, and OSError if the folder cannot be written.
    """
    made = {path: data for form in dict.fromkeys(forms) for path, data in files(analysis, parameters, form).items()}
    for path, data in made.items():
        write_atomically(folder / path, data)
    return tuple(folder / path for path in made)
