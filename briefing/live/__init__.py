"""The notebooks come alive in JupyterLab: tables that sort, words in the text, sources switched off, corrections written.

What the cells show stays as it is, the same bytes for papermill, nbconvert, nbval and the page: `attach` opens a widget
without a view, whose script finds the outputs of its notebook and adds to them what a reader can do. Where there is no
front end that knows widgets, nothing is added and nothing is missing.
"""

from __future__ import annotations

from briefing.live.attaching import attach

__all__ = ["attach"]
