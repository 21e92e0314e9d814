"""Documents to analyses: actors, attributions, allegations, chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.schema import Analysis, Seed

__all__ = ["analyse"]


def analyse(seed: Seed) -> Analysis:
    """The analysis of one seed, with the bundled language model. The same seed and version give the same analysis."""
    from briefing.analysis.assemble import assemble, blocks
    from briefing.language import annotate
    from briefing.language.engine import fingerprint
    from briefing.schema import Provenance
    from briefing.version import __version__

    doc = annotate([seed.text], [blocks(seed)])[0]
    return assemble(seed, doc, Provenance(version=__version__, model=fingerprint()))
