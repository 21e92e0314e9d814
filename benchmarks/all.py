"""Run every benchmark and write docs/benchmarks.md: `python -m benchmarks.all DATA_DIR --gold DIR --aside DIR [--only NAME...]`.

DATA_DIR holds the corpora as archives (see the head of each benchmark); `--gold` and `--aside` are folders of annotated articles, as
for benchmarks.card. Each benchmark is a process of its own, one after the other; its figures go to docs/benchmarks.json with the
command, the day, the version, the model and the machine, as soon as it has ended. `--only` runs some and keeps what is
known of the others. The page, its plots and the tables in it are made from that file; `--write` makes only them. `--quick`
runs everything on little, to see whether it works, and writes to build/benchmarks/ instead. One that fails is named at the end,
the others go on, and its old figures stay.

`--torch PYTHON` names an interpreter that has what `pip install 'briefing[training]'` installs, for `speed`.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shlex
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import page
from briefing.child import cores
from briefing.files import write_atomically
from briefing.language.engine import fingerprint
from briefing.version import __version__

ROOT = Path(__file__).resolve().parent.parent
CARD = ROOT / "briefing" / "language" / "model" / "card.json"


@dataclass(frozen=True)
class Benchmark:
    """A module of this package and its arguments; `{data}`, `{corpora}` (unpacked), `{gold}` and `{aside}` are folders."""

    arguments: str
    quick: str


BENCHMARKS = {
    "render": Benchmark("--seeds 20 --stock 20", "--seeds 2 --stock 1"),
    "speed": Benchmark("{data}", "{data} --articles 2 --rounds 1"),
    "memory": Benchmark("{data}", "{data} --words 500 1000"),
    "length": Benchmark("{data}", "{data} --words 200 400 --rounds 1"),
    "scale": Benchmark("{corpora} --sizes 100 1000 10000", "{corpora} --sizes 100"),
    "card": Benchmark("{data} --gold {gold} --aside {aside}", "{data} --gold {gold} --aside {aside} --analysis-only"),
    "analysis": Benchmark("{corpora}", "{corpora} --sample 3"),
    "actors": Benchmark("{corpora} --sample 400", "{corpora} --sample 3"),
    "chains": Benchmark("{corpora}/mpqa2 --part test", "{corpora}/mpqa2 --part test"),
    "across": Benchmark("{data}", "{data}"),
}
UNPACKED = ("gap", "mpqa2", "muc34", "newswcl50", "polnear", "wikievents", "worldwide-newswire")


def machine() -> str:
    """Processor, cores, memory, system and Python in a line."""
    name = platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{cores()} cores of {name}, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def measured(name: str, arguments: str, folders: dict[str, str], python: str) -> dict[str, Any]:
    """Run one benchmark; its figures and how they came about. Raises CalledProcessError if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "figures.json")
        command = [python, "-m", f"benchmarks.{name}", *shlex.split(arguments.format(**folders))]
        load, clock = os.getloadavg()[0], time.perf_counter()
        subprocess.run([*command, "--json", str(file)], cwd=ROOT, check=True)
        return {
            "command": f"python -m benchmarks.{name} {arguments.format(**{key: f'{key.upper()}_DIR' for key in folders})}",
            "day": datetime.date.today().isoformat(),
            "version": __version__,
            "model": fingerprint()[:12],
            "machine": machine(),
            "load": round(load, 1),
            "minutes": round((time.perf_counter() - clock) / 60, 1),
            "figures": json.loads(file.read_text(encoding="utf-8")),
        }


def unpacked(data: Path, folder: Path) -> str:
    """The corpora that some benchmarks read as folders, unpacked below `folder`."""
    for name in UNPACKED:
        with tarfile.open(data / f"{name}.tar.xz") as archive:
            archive.extractall(folder, filter="data")
    return str(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--aside", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(BENCHMARKS), metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--torch", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true", help="only write the page")
    options = parser.parse_args()
    docs = ROOT / "build" / "benchmarks" if options.quick else ROOT / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    results = page.load(docs)
    names = [] if options.write else options.only or list(BENCHMARKS)
    if names and not options.data:
        parser.error("DATA_DIR is missing")
    if "card" in names and not (options.gold and options.aside):
        parser.error("card needs --gold and --aside; without them name the others with --only")
    failed = []
    with tempfile.TemporaryDirectory() as place:
        folders = {
            key: str(value.resolve()) if value else ""
            for key, value in (("data", options.data), ("gold", options.gold), ("aside", options.aside))
        }
        if any("{corpora}" in BENCHMARKS[name].arguments for name in names):
            folders["corpora"] = unpacked(options.data, Path(place))
        for name in names:
            print(f"== {name}, {datetime.datetime.now():%H:%M:%S}", flush=True)
            python = options.torch if name == "speed" else sys.executable
            arguments = BENCHMARKS[name].quick if options.quick else BENCHMARKS[name].arguments
            try:
                results[name] = measured(name, arguments, folders, python)
            except subprocess.CalledProcessError as error:
                print(error, file=sys.stderr)
                failed.append(name)
            page.store(docs, results)
            if name == "card" and name not in failed and not options.quick:
                write_atomically(CARD, json.dumps(results[name]["figures"], indent=1, ensure_ascii=False) + "\n")
    for path, text in page.files(results).items():
        write_atomically(docs / path, text)
    if failed:
        print(f"failed, old figures kept: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
