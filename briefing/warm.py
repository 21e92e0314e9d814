"""Imported once by the process that notebook children are forked from: what the notebooks themselves import and ask for.

Nothing is imported from here.
"""

from __future__ import annotations

import gc

import pandas  # noqa: F401 - takes long, and the first table needs it

from briefing import live, pipeline, show  # noqa: F401 - the first cell of every notebook

gc.collect()
gc.freeze()
