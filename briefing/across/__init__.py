"""Many analyses set side by side: who really said it first, what changed, and the store they are kept in."""

from __future__ import annotations

from briefing.across.change import changes
from briefing.across.compare import compare

__all__ = ["changes", "compare"]
