"""Speed of rendering: `briefing render` against a shell loop of papermill and nbconvert over the same seeds.

    python -m benchmarks.render [--seeds 20] [--stock 20] [--json FILE]

Both start from an empty cache, run one after the other in the same session, and their notebooks are compared output by
output. `--stock` is the number of seeds that the slow loop is given; its time is then scaled to all of them, and the
table says so. CPU seconds are of all processes of a command, which is what a busy machine leaves comparable.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.tables import Figures, finish, markdown

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NOTEBOOKS = ("01-seed", "02-actors", "03-allegations", "04-attribution-chain", "05-briefing")
PAGE_OF = "05-briefing"


@dataclass(frozen=True)
class Took:
    """Wall-clock and CPU seconds of a command with all its processes."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:,.2f} s ({self.cpu:,.2f} s of CPU)"


def measure(command: list[str], folder: Path, cache: Path) -> Took:
    """Run a command to its end; SystemExit with its words if it fails."""
    environment = {**os.environ, "BRIEFING_CACHE": str(cache), "PATH": f"{BIN}:{os.environ['PATH']}"}
    before, begun = _cpu(), time.perf_counter()
    with tempfile.TemporaryFile() as log:
        code = subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log).returncode
        wall = time.perf_counter() - begun
        with suppress(ChildProcessError):
            while True:  # processes that outlived their parent are ours by now
                os.wait()
        if code:
            log.seek(0)
            raise SystemExit(f"{' '.join(command)[:200]} ended with {code}:\n{log.read().decode()[-2000:]}")
    return Took(wall, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def make_project(folder: Path, number: int) -> list[str]:
    """A project of `number` different seeds, each one of the repository's without one of its lines; their names."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*", "06-*"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "seeds").mkdir()
    (folder / "params").mkdir()
    sources = [ROOT / "seeds" / f"{path.stem}{end}" for path in sorted((ROOT / "params").glob("*.yaml"))
               for end in (".txt", ".md") if (ROOT / "seeds" / f"{path.stem}{end}").is_file()]  # fmt: skip
    names = []
    for k in range(number):
        source = sources[k % len(sources)]
        lines = source.read_text(encoding="utf-8").splitlines()
        filled = [number for number, line in enumerate(lines) if line.strip()]
        del lines[filled[-1 - k // len(sources)]]
        name = f"{k:02d}-{source.stem}"
        (folder / "seeds" / f"{name}{source.suffix}").write_text("\n".join(lines), encoding="utf-8")
        (folder / "params" / f"{name}.yaml").write_text(f"seed: seeds/{name}{source.suffix}\n", encoding="utf-8")
        names.append(name)
    return names


def stock(project: Path, out: Path, names: Iterable[str], cache: Path) -> Took:
    """The loop that a user would write."""
    lines = ["set -eu"]
    for name in names:
        lines.append(f"mkdir -p {out}/{name}")
        for notebook in NOTEBOOKS:
            lines.append(
                f"papermill notebooks/{notebook}.ipynb {out}/{name}/{notebook}.ipynb -f params/{name}.yaml -k python3"
            )
        lines.append(f"jupyter nbconvert --to briefing {out}/{name}/{PAGE_OF}.ipynb --output briefing")
    return measure(["bash", "-c", "\n".join(lines)], project, cache)


def differences(stock_out: Path, ours: Path, names: Iterable[str]) -> list[str]:
    """Cells whose source or outputs are not the same in both, and pages that do not show the same."""
    found = []
    for name in names:
        for notebook in NOTEBOOKS:
            a, b = (_cells(folder / name / f"{notebook}.ipynb") for folder in (stock_out, ours))
            found += [f"{name}/{notebook}, cell {i}" for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        a_body, b_body = (_body(folder / name / "briefing.html") for folder in (stock_out, ours))
        if a_body != b_body:
            found.append(f"{name}/briefing.html")
    return found


def _cells(path: Path) -> list[Any]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [("".join(c["source"]) if "injected-parameters" not in c["metadata"].get("tags", []) else "",
             c.get("outputs")) for c in cells]  # fmt: skip


def _body(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text[text.index('<div class="body">') : text.index("</main>")]


def worker_memory(command: list[str], folder: Path, cache: Path) -> dict[str, float]:
    """Largest proportional set size in MB by kind of process, sampled while a command runs."""
    most: dict[str, float] = {}
    over = threading.Event()

    def sample() -> None:
        while not over.wait(0.02):
            for pid in _descendants(os.getpid()):
                with suppress(OSError, ValueError, IndexError):
                    pss = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
                    if pss:
                        kind = _kind(pid)
                        most[kind] = max(most.get(kind, 0), int(pss[1]) / 1000)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        measure(command, folder, cache)
    finally:
        over.set()
        thread.join()
    return most


def _kind(pid: int) -> str:
    words, above = (Path(f"/proc/{number}/cmdline").read_text() for number in (pid, _parent(pid)))
    if "forkserver" in words:
        return "notebook" if "forkserver" in above else "warm"
    return "analysis" if "spawn_main" in words else "other"


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            with suppress(OSError, IndexError):
                parents.setdefault(_parent(int(path.name)), []).append(int(path.name))
    found, left = [], [pid]
    while left:
        children = parents.get(left.pop(), [])
        found += children
        left += children
    return found


def best(command: list[str], folder: Path, cache: Path, times: int = 3) -> Took:
    """The fastest of several runs."""
    return min((measure(command, folder, cache) for _ in range(times)), key=lambda took: took.wall)


def figures(seeds: int, stock_seeds: int) -> Figures:
    """Run everything; seconds, and megabytes by kind of process. Raises SystemExit if an output is not the same in both."""
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: orphans of a command are waited for, and so counted
    briefing = str(BIN / "briefing")
    with tempfile.TemporaryDirectory() as place:
        project, a, b = Path(place) / "project", Path(place) / "stock", Path(place) / "ours"
        project.mkdir()
        names = make_project(project, seeds)
        params = [f"params/{name}.yaml" for name in names]
        loop = stock(project, a, names[:stock_seeds], Path(place) / "cache-stock")
        render = [briefing, "render", *params, "-o", str(b)]
        empty = measure(render, project, Path(place) / "cache")
        wrong = differences(a, b, names[:stock_seeds])
        if wrong:
            raise SystemExit("not equal: " + "; ".join(wrong[:10]))
        took = {
            "loop": loop,
            "empty": empty,
            "unchanged": best(render, project, Path(place) / "cache"),
            "cached": measure([*render, "--force"], project, Path(place) / "cache"),
            "one": best([briefing, "render", params[0], "-o", str(b), "--force"], project, Path(place) / "cache"),
            "import": best([sys.executable, "-c", "import briefing"], project, Path(place) / "cache", 5),
            "help": best([briefing, "--help"], project, Path(place) / "cache", 5),
        }
        memory = worker_memory(
            [briefing, "render", *params[:5], "-o", str(b), "--force"], project, Path(place) / "cache-memory"
        )
    return {
        "seeds": len(names),
        "loop_seeds": len(names[:stock_seeds]),
        "seconds": {what: {"wall": t.wall, "cpu": t.cpu} for what, t in took.items()},
        "megabytes": memory,
    }


def table(figures: Figures) -> str:
    """What each command took, beside the loop."""
    seeds, loop_seeds = figures["seeds"], figures["loop_seeds"]
    took = {what: Took(**seconds) for what, seconds in figures["seconds"].items()}
    scale = seeds / loop_seeds
    loop = Took(took["loop"].wall * scale, took["loop"].cpu * scale)

    def faster(what: str) -> str:
        return f"{loop.wall / took[what].wall:,.1f} times faster, {loop.cpu / took[what].cpu:,.1f} times less CPU"

    note = f"{loop_seeds} of {seeds} seeds, scaled" if scale != 1 else f"{seeds} seeds"
    notebooks = seeds * len(NOTEBOOKS)
    rows = [
        (f"loop of papermill and nbconvert, {note}", str(loop), ""),
        (f"`briefing render`, {seeds} seeds, nothing cached", str(took["empty"]), faster("empty")),
        ("the same by notebook", f"{took['empty'].wall / notebooks:.3f} s", f"loop: {loop.wall / notebooks:.2f} s"),
        ("the same, analyses cached (`--force`)", str(took["cached"]), faster("cached")),
        ("the same again, nothing changed", str(took["unchanged"]), faster("unchanged")),
        ("one seed, analysis cached", str(took["one"]), "wanted: under 3 s"),
        ("`import briefing`", str(took["import"]), "wanted: under 0.3 s"),
        ("`briefing --help`", str(took["help"]), "wanted: under 0.3 s"),
        *(
            (f"memory of {kind}, at most", f"{figures['megabytes'][key]:.0f} MB", "wanted: under 300 MB")
            for key, kind in (("notebook", "a notebook's process"), ("analysis", "the analysing process"))
            if key in figures["megabytes"]
        ),
    ]
    return markdown(("what", "took", ""), rows)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--stock", type=int, default=20, help="seeds that the slow loop is given")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    options = parser.parse_args()
    found = figures(options.seeds, options.stock)
    finish(found, table(found), options.json)


if __name__ == "__main__":
    main()
