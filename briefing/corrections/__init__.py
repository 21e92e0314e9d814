"""The analyst's corrections: a small YAML file laid over an analysis on every run. docs/corrections.md shows what it may hold."""

from __future__ import annotations

from briefing.corrections.file import CorrectionError, Corrections, read_corrections
from briefing.corrections.laying import lay

__all__ = ["CorrectionError", "Corrections", "lay", "read_corrections"]
