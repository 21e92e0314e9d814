"""Execute the notebooks for the first seed and keep the result: `make golden`, then look at the difference.

The golden notebooks are what strict nbval compares with: every output of every cell, mimetype by mimetype. They are run
by papermill with the parameters below, normalised as the renderer does it, and only replaced when all of them ran.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent
NOTEBOOKS = GOLDEN.parent.parent / "notebooks"
# Fixed, and not the defaults only: the injected cell is part of what is tested.
PARAMETERS = {"seed": "seeds/iskp-memri.txt", "as_of": "2026-01-12"}
# Notebooks that start from something else than one seed.
PARAMETERS_OF = {"06-across-seeds": {"papers": "params/lyra-pipeline/*.yaml", "as_of": "2026-03-09"}}


def update(target: Path, notebooks: Path = NOTEBOOKS) -> list[Path]:
    """Run all notebooks and write them, normalised, to `target`; the paths written.

    Raises the first notebook's NotebookError before anything is written.
    """
    from briefing.render.execute import Task, execute

    with tempfile.TemporaryDirectory() as folder:
        made = []
        for source in sorted(notebooks.glob("*.ipynb")):
            result = Path(folder) / source.name
            outcome = execute(Task(source, result, PARAMETERS_OF.get(source.stem, PARAMETERS), {}))
            if outcome.error is not None:
                raise outcome.error
            if outcome.noise:
                raise SystemExit(f"{source.name} wrote to stderr: {outcome.noise[0]}")
            made.append(result)
        target.mkdir(parents=True, exist_ok=True)
        for old in target.glob("*.ipynb"):
            old.unlink()
        return [Path(shutil.copy(result, target / result.name)) for result in made]


def main() -> int:
    """Update the golden notebooks, or write them elsewhere with `--to`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=GOLDEN, help="folder to write to (default: the golden notebooks)")
    for path in update(parser.parse_args().to):
        sys.stdout.write(f"{path} ({path.stat().st_size / 1000:.0f} kB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
