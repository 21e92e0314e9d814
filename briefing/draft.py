"""The first parameters file of a seed: every parameter with its meaning, and what the seed itself says as a hint."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.params import Parameters
from briefing.schema import Seed

_HEAD = """\
# The parameters of one briefing: briefing render {file}
# A line that begins with # leaves its parameter at the default that it shows.
"""


def draft(seed: Seed, path: str, file: Path) -> str:
    """The YAML text of a new parameters `file` for `seed`, whose `path` is written down as it is given.

    The text reads back as `Parameters(seed=path)`: everything else is left to the analyst.
    """
    hints = {"title": seed.title, "outlet": seed.outlet or "", "as_of": ""}
    if seed.dateline and seed.dateline.date:
        hints["as_of"] = f"the seed is of {seed.dateline.date}"
    parts = [_HEAD.format(file=file.as_posix())]
    for name, field in Parameters.model_fields.items():
        meaning = f"# {field.description}"
        if hints.get(name):
            meaning += f" (here: {' '.join(hints[name].split())})"
        value = path if name == "seed" else field.default
        line = f"{name}: {json.dumps(value, ensure_ascii=False)}"  # JSON is YAML too
        parts.append(f"{meaning}\n{line if name in ('seed', 'tlp') else f'# {line}'}\n")
    return "\n".join(parts)
