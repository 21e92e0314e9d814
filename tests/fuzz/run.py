"""Coverage-guided fuzzing with atheris (`pip install -e '.[fuzz]'`): `python tests/fuzz/run.py NAME [libFuzzer's options]`.

NAME is one of targets.TARGETS. Starts from tests/fuzz/corpus/NAME, keeps what it learns in build/fuzz/NAME, and writes a
find to build/fuzz/NAME-crash-HASH. Useful options: -runs=100000, -max_total_time=600, -max_len=4096. Mend the find, and
move its file, made small, to the corpus: from then on every test run reads it. `python tests/fuzz/run.py tally` enters the
executions since the last time in tests/fuzz/tally.json; finds are entered by hand.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "build" / "fuzz"
SECONDS = 5.0  # between two entries of the count; libFuzzer ends the process without a word to Python


class Counted:
    """A target that counts its executions in a file."""

    def __init__(self, target: Callable[[bytes], None], file: Path) -> None:
        self._target, self._file = target, file
        self._count = int(file.read_text()) if file.is_file() else 0
        self._written = time.monotonic()

    def __call__(self, data: bytes) -> None:
        """Run the target once."""
        self._count += 1
        if time.monotonic() - self._written > SECONDS:
            self._file.write_text(str(self._count))
            self._written = time.monotonic()
        self._target(data)


def enter() -> None:
    """Enter in the tally what was counted since the last time."""
    file = HERE / "tally.json"
    tally = json.loads(file.read_text(encoding="utf-8"))
    for name, row in tally.items():
        count = BUILD / f"{name}.count"
        if count.is_file():
            row["executions"] += int(count.read_text())
            count.unlink()
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(row)}" for name, row in tally.items())
    file.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main() -> None:
    """Fuzz one target until libFuzzer ends the process."""
    if sys.argv[1:] == ["tally"]:
        return enter()
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    with atheris.instrument_imports(include=["briefing", "yaml", "targets"]):
        import targets

    name = sys.argv[1]
    learned = BUILD / name
    learned.mkdir(parents=True, exist_ok=True)
    target = Counted(targets.TARGETS[name], BUILD / f"{name}.count")
    options = [f"-artifact_prefix={BUILD / name}-", "-timeout=20", "-rss_limit_mb=1500", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(learned), str(HERE / "corpus" / name), *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
