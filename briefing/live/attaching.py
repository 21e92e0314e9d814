"""A notebook and its companion: a widget model without a view, one a kernel."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from briefing.params import ANALYSIS_VARIABLE
from briefing.pipeline import Briefing
from briefing.show import display

if TYPE_CHECKING:
    from briefing.live.companion import Companion

_now: list[Companion] = []


def attach(briefing: Briefing) -> None:
    """Bring the notebook's outputs to life wherever a front end with widgets shows them; once, in the set-up cell.

    Displays the place by which the companion knows its notebook, an empty element that is the same on every run of the
    same seed and corrections. A companion of an earlier run goes.
    """
    from briefing.live.state import key

    marker = f'<div class="bf-live" data-briefing="{key(briefing.analysis)}"></div>'
    display.emit({"text/html": marker, "text/plain": ""}, {"kind": "live", "name": "live"})
    if not _watched():
        return
    from briefing.live.companion import Companion

    for old in _now:
        old.close()
    _now[:] = [Companion(briefing)]


def _watched() -> bool:
    """Whether somebody may be looking: cells are run by a kernel, and not by the renderer of a batch."""
    from IPython.core.getipython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None and not os.environ.get(ANALYSIS_VARIABLE)
