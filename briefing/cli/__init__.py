"""The command line: one module a command; each parses, calls one function and prints.

Everything heavy is imported when a command runs.
"""

from __future__ import annotations

from briefing.cli import analyse, compare, correct, diff, doctor, export, init, new, query, render
from briefing.cli.app import app

__all__ = ["app"]

# In the order in which `briefing --help` lists them.
for module in (init, new, analyse, correct, render, compare, diff, query, export, doctor):
    module.add_to(app)
