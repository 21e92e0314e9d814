"""The command line: one module a command; each parses, calls one function and prints.

Everything heavy is imported when a command runs.
"""

from __future__ import annotations

from briefing.cli import analyse, compare, diff, export, query, render
from briefing.cli.app import app

__all__ = ["app"]

# In the order in which `briefing --help` lists them.
for module in (analyse, render, compare, diff, query, export):
    module.add_to(app)
