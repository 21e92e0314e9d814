"""The word lists of the analysis, as data: `lexicons/NAME.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "lexicons"


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed word list `name` (without `.yaml`). Raises FileNotFoundError for a list that is not there."""
    data = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(data, dict):
        raise ValueError(f"{FOLDER / name}.yaml: must hold a mapping")
    return data
