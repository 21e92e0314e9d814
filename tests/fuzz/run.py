"""Coverage-guided fuzzing with atheris (`pip install atheris`): `python tests/fuzz/run.py NAME [libFuzzer's options]`.

NAME is one of targets.TARGETS. Starts from tests/fuzz/corpus/NAME, keeps what it learns in build/fuzz/NAME, and writes a
find to build/fuzz/NAME-crash-HASH. Useful options: -runs=100000, -max_total_time=600, -max_len=4096. Mend the find, and
move its file, made small, to the corpus: from then on every test run reads it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "build" / "fuzz"


def main() -> None:
    """Fuzz one target until libFuzzer ends the process."""
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    with atheris.instrument_imports(include=["briefing", "yaml", "targets"]):
        import targets

    name = sys.argv[1]
    target = targets.TARGETS[name]
    learned = BUILD / name
    learned.mkdir(parents=True, exist_ok=True)
    options = [f"-artifact_prefix={BUILD / name}-", "-timeout=20", "-rss_limit_mb=1500", *sys.argv[2:]]
    atheris.Setup([sys.argv[0], str(learned), str(HERE / "corpus" / name), *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
