"""Documents to analyses: actors, attributions, allegations, chains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.schema import Analysis, KnownActor, Seed

__all__ = ["analyse"]


def analyse(seed: Seed, known: Sequence[KnownActor] = ()) -> Analysis:
    """The analysis of one seed, with the bundled language model; the same for the same seed, `known` actors and version.

    Names and aliases of `known` actors are found where they stand, count as one actor and give it its kind; the actors
    of the analysis still have only the names that the text uses.
    """
    from briefing.analysis.assemble import assemble, blocks
    from briefing.language import annotate
    from briefing.language.engine import fingerprint
    from briefing.schema import Provenance
    from briefing.version import __version__

    doc = annotate([seed.text], [blocks(seed)])[0]
    return assemble(seed, doc, Provenance(version=__version__, model=fingerprint()), known)
