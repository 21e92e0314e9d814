"""Briefings from seeds: who is in a report, who is accused of what, who says so and through whom.

The public names are few, and each is loaded when it is first used, so that `import briefing` takes milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.analysis import analyse
    from briefing.errors import BriefingError
    from briefing.gathering import load_many
    from briefing.pipeline import load
    from briefing.reading import read
    from briefing.schema import Analysis, Seed

__all__ = ["Analysis", "BriefingError", "Seed", "__version__", "analyse", "load", "load_many", "read"]

_HOME = {
    "Analysis": "briefing.schema",
    "BriefingError": "briefing.errors",
    "Seed": "briefing.schema",
    "analyse": "briefing.analysis",
    "load": "briefing.pipeline",
    "load_many": "briefing.gathering",
    "read": "briefing.reading",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it (PEP 562); AttributeError if there is none."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
