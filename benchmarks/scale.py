"""How the analysis of many documents scales: `python -m benchmarks.scale DATA_DIR [--sizes N...] [--json FILE] [--plot FILE.svg]`.

DATA_DIR holds corpora as their authors publish them (`benchmarks.documents`): nearly 10,000 different short documents; beyond
them they are repeated with a line before the text. For every size, with an empty cache, `briefing analyse` runs once over all of them.

Other programs on the machine come and go, so seconds of two times of the day cannot be compared. The run is therefore
stopped at equal steps (SIGSTOP to all its processes), and each time a *control* is run: a fresh `briefing analyse` of the same
hundred documents, spread evenly over the lengths, with an empty cache. A step is set against the mean of the controls just before
and just after it, in words a second, by the clock and by CPU time of all processes; the start of a control (until a fifth
of its documents are there) is left out, which makes it faster, so the comparison is a strict one. `as commands` is the
plain comparison of whole runs: documents a second of the size, over those of all its controls, start and all.

Memory is the proportional set size of all processes, twice a second while the run is not stopped. Then the same command once more
with nothing changed; the store is filled, and updated with nothing changed; and every question is asked six times, the
median of the last five counts.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import fmean, median

from benchmarks import processes
from benchmarks.documents import documents, write
from benchmarks.scale_plot import plot
from benchmarks.tables import Figures, finish, markdown
from briefing.across.search import search
from briefing.across.store import Store

CONTROL = 100  # documents of a control
STEPS = 10
SHORTEST = 250  # documents of a step
QUERIES = (
    "SELECT origin, count(*) AS n FROM allegations GROUP BY origin ORDER BY n DESC LIMIT 20",
    "SELECT name, kind, count(DISTINCT paper) AS n FROM actors GROUP BY ALL ORDER BY n DESC LIMIT 20",
    "SELECT p.outlet, c.source, count(*) AS n FROM chains c JOIN papers p USING (paper) WHERE step > 0 "
    "GROUP BY ALL ORDER BY n DESC LIMIT 20",
    "SELECT who, certainty, count(*) AS n FROM (SELECT unnest(accused) AS who, certainty FROM allegations) "
    "GROUP BY ALL ORDER BY n DESC LIMIT 20",
    "SELECT category, count(*), sum((replies > 0)::INT) FROM allegations GROUP BY category",
)
SEARCHES = ("minister accus", "police kill", '"according to"', "president denied", "court")


class Run:
    """A `briefing analyse` on its way, and what it used by the time each document was there."""

    def __init__(self, seeds: Path, out: Path, cache: Path) -> None:
        self.clock: list[float] = []  # seconds from the start to each document, stops left out
        self.errors: list[str] = []
        self.memory: list[tuple[int, int]] = []  # documents that were there, bytes
        self.seconds = self.cpu = self._stopped = 0.0
        self._out = str(out)
        self._seeds = f"{seeds}{os.sep}"
        command = [sys.executable, "-c", "from briefing.cli import app; app()", "analyse", str(seeds), "-o", self._out]
        environment = {**os.environ, "BRIEFING_CACHE": str(cache)}
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._awake = threading.Event()
        self._awake.set()
        self._watch = threading.Thread(target=self._remember, daemon=True)
        self._watch.start()

    def __enter__(self) -> Run:
        return self

    def until(self, number: int) -> float:
        """Wait for so many documents; CPU seconds that all processes have used by then."""
        assert self._process.stdout
        while len(self.clock) < number:
            line = self._process.stdout.readline()
            if not line:
                raise SystemExit(f"{self._out}: the run ended after {len(self.clock)} of {number} documents")
            if line.startswith("error:"):
                self.errors.append(line.strip().replace(self._seeds, ""))  # no path of this machine in the figures
            elif not line.startswith(self._out):
                continue  # more lines of an error
            self.clock.append(time.perf_counter() - self._began - self._stopped)
        return processes.cpu(self._process.pid)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Hold all processes meanwhile."""
        self._awake.clear()
        began = time.perf_counter()
        processes.tell(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            self._stopped += time.perf_counter() - began
            processes.tell(self._process.pid, signal.SIGCONT)
            self._awake.set()

    def __exit__(self, kind: object, *_: object) -> None:
        assert self._process.stdout
        if kind:
            self._process.kill()  # those that it started end with it
        self._process.stdout.read()
        _, _, used = os.wait4(self._process.pid, 0)
        self._process.returncode = 0  # it is known here and not to Popen
        self._process.stdout.close()
        self.seconds = time.perf_counter() - self._began - self._stopped
        self.cpu = used.ru_utime + used.ru_stime
        self._watch.join()

    def _remember(self) -> None:
        while self._awake.wait() and (now := processes.memory(self._process.pid)):
            self.memory.append((len(self.clock), now))
            time.sleep(1)


def control(folder: Path, counts: list[int]) -> Figures:
    """A fresh run over the hundred documents of `folder`."""
    with tempfile.TemporaryDirectory() as work, Run(folder, Path(work) / "out", Path(work) / "cache") as run:
        start = len(counts) // 5
        before = run.until(start)
        after = run.until(len(counts))
    words = sum(counts[start:])
    return {
        "seconds": run.seconds,
        "cpu_seconds": run.cpu,
        "documents_per_second": len(counts) / run.seconds,
        "words_per_second": words / (run.clock[-1] - run.clock[start - 1]),
        "words_per_cpu_second": words / (after - before),
        "peak_megabytes": max(size for _, size in run.memory) / 1e6,
    }


def measure(texts: list[str], number: int, work: Path) -> Figures:
    """All figures for one size."""
    counts = write(texts, number, work / "seeds")
    control_counts = write(_spread(texts[:number]), CONTROL, work / "control")
    step = max(SHORTEST, number // STEPS)
    controls = [control(work / "control", control_counts)]
    steps: list[Figures] = []
    with Run(work / "seeds", work / "out", work / "cache") as run:
        done = CONTROL // 5
        cpu = run.until(done)
        for end in [*range(step, number - step // 2, step), number]:
            now = run.until(end)
            words = sum(counts[done:end])
            with run.stopped():
                controls.append(control(work / "control", control_counts))
            speed = words / (run.clock[end - 1] - run.clock[done - 1])
            beside = controls[-2:]
            steps.append({
                "to": end,
                "words_per_second": speed,
                "against_controls": speed / fmean(c["words_per_second"] for c in beside),
                "against_controls_cpu": words / (now - cpu) / fmean(c["words_per_cpu_second"] for c in beside),
            })  # fmt: skip
            print(f"{number:,}: {steps[-1]}", file=sys.stderr, flush=True)
            done, cpu = end, now
    with Run(work / "seeds", work / "out", work / "cache") as again:
        again.until(number)
    tenth = max(1, number // 10)
    early, late = (
        fmean([size for at, size in run.memory if low <= at < low + tenth] or [run.memory[-1][1]])
        for low in (tenth, number - tenth)
    )
    return {
        "documents": number,
        "different": min(number, len(texts)),
        "words": sum(counts),
        "errors": run.errors,
        "seconds": run.seconds,
        "cpu_seconds": run.cpu,
        "documents_per_second": number / run.seconds,
        "as_commands": number / run.seconds / fmean(c["documents_per_second"] for c in controls),
        "against_controls": median(s["against_controls"] for s in steps),
        "against_controls_cpu": median(s["against_controls_cpu"] for s in steps),
        "last_step_cpu": steps[-1]["against_controls_cpu"],
        "peak_megabytes": max(size for _, size in run.memory) / 1e6,
        "late_over_early": late / early,
        "rerun_seconds": again.seconds,
        "rerun_share": again.seconds / run.seconds,
        "rerun_share_cpu": again.cpu / run.cpu,
        **asked(work / "out"),
        "steps": steps,
        "controls": controls,
        "memory": [(at, round(size / 1e6, 1)) for at, size in run.memory[:: len(run.memory) // 300 + 1]],
    }


def _spread(texts: list[str]) -> list[str]:
    """As many as a control has, evenly over the lengths; all of them, if there are no more."""
    ordered = sorted(texts, key=lambda text: (len(text), text))
    return [ordered[at * len(ordered) // CONTROL] for at in range(CONTROL)] if len(ordered) > CONTROL else ordered


def asked(out: Path) -> Figures:
    """Seconds to fill the store and to update it with nothing new; milliseconds of every question."""
    store = Store(out)
    clock = time.perf_counter()
    store.update()
    filled = time.perf_counter() - clock
    clock = time.perf_counter()
    store.update()
    updated = time.perf_counter() - clock

    def milliseconds(ask: Callable[[], object]) -> float:
        times = []
        for _ in range(6):
            clock = time.perf_counter()
            ask()
            times.append(time.perf_counter() - clock)
        return median(times[1:]) * 1000

    return {
        "fill_seconds": filled,
        "update_milliseconds": updated * 1000,
        "queries": [milliseconds(partial(store.query, query)) for query in QUERIES],
        "searches": [milliseconds(partial(search, store, words)) for words in SEARCHES],
    }


def table(results: Figures) -> str:
    """One row a size, and a sentence on the documents."""
    head = (
        "documents", "documents a second", "as commands", "against controls, CPU time", "the last step",
        "peak memory, MB", "memory, late over early", "second run, of the first", "slowest query, ms", "slowest search, ms",
    )  # fmt: skip
    rows = [
        (
            f"{row['documents']:,}",
            f"{row['documents_per_second']:.2f}",
            f"{row['as_commands']:.2f}",
            f"{row['against_controls_cpu']:.2f}",
            f"{row['last_step_cpu']:.2f}",
            f"{row['peak_megabytes']:.0f}",
            f"{row['late_over_early']:.2f}",
            f"{row['rerun_share']:.1%}",
            f"{max(row['queries']):.0f}",
            f"{max(row['searches']):.0f}",
        )
        for row in results["sizes"]
    ]
    failed = len(results["sizes"][-1]["errors"])
    told = f"{results['different']:,} different documents of {results['words_each']:.0f} words on average; {failed} could not be analysed."
    return f"{markdown(head, rows)}\n\n{told}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    parser.add_argument("--plot", type=Path, help="draw the largest size, as SVG")
    arguments = parser.parse_args()
    if min(arguments.sizes) < CONTROL:
        parser.error(f"--sizes: the smallest is {CONTROL}, the size of a control")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is stopped is not left behind
    texts = documents(arguments.data)
    results: Figures = {
        "different": len(texts),
        "words_each": fmean(len(text.split()) for text in texts),
        "sizes": [],
    }
    for number in sorted(arguments.sizes):
        with tempfile.TemporaryDirectory() as work:
            results["sizes"].append(measure(texts, number, Path(work)))
    if arguments.plot:
        arguments.plot.write_text(plot(results["sizes"][-1]), encoding="utf-8")
    finish(results, table(results), arguments.json)


if __name__ == "__main__":
    main()
