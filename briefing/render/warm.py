"""Imported once by the process that notebook children are forked from: whatever a notebook and its page take long over.

Nothing is imported from here. Children then find it all done, in memory that they share.
"""

from __future__ import annotations

import gc
import os
import threading
from contextlib import suppress
from importlib import import_module

from briefing.render.execute import warm_up
from briefing.render.figures import plotly_js

_OURS = ("briefing.render.inprocess", "briefing.render.normalise", "briefing.render.page", "briefing.render.steps")
# What a kernel imports when it starts or runs its first cell; where a version has none of them, that takes its time.
_THEIRS = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.crashhandler",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "tornado.platform.asyncio",
)

# Compressing plotly.js takes a fifth of a second and, unlike importing, no lock of the interpreter's.
library = threading.Thread(target=plotly_js)
library.start()
os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # a warning of the debugger, which every kernel imports
warm_up()
for name in _OURS:
    import_module(name)
for name in _THEIRS:
    with suppress(ImportError):
        import_module(name)

import nbformat  # noqa: E402 - after warm_up, which keeps a slow import of it away

nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema
library.join()  # a process with threads is not to be forked
gc.collect()
gc.freeze()  # children need not look for garbage in what they share
