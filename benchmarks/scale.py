"""How the analysis of many documents scales: `python -m benchmarks.scale DATA_DIR [--sizes 100 1000 10000] [--plot FILE]`.

DATA_DIR holds `worldwide-newswire.tar.xz` and `polnear.tar.xz`, about 2,000 articles; they are shuffled, and beyond their
number repeated with a line before the text, so that no two are equal. For every size, with an empty cache: documents and
words a second of `briefing analyse`, the memory of all its processes (proportional set size, peak, and mean of the last
tenth over that of the second), the share of a second run with nothing changed, the time to fill the store and to update it
with nothing changed, and the slowest of five queries and five searches, each the second time it is asked.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from statistics import fmean

from briefing.across.search import search
from briefing.across.store import Store

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


def articles(data: Path) -> list[str]:
    """The texts of both corpora in an order that is always the same and follows nothing."""
    found = []
    for archive, part, ending in (
        ("worldwide-newswire", "original_articles/", ".txt"),
        ("polnear", "/text/", ".txt"),
    ):
        with tarfile.open(data / f"{archive}.tar.xz", "r|xz") as tar:
            for member in tar:
                if part in member.name and member.name.endswith(ending) and "/._" not in member.name:
                    handle = tar.extractfile(member)
                    text = handle.read().decode("utf-8", errors="replace") if handle else ""
                    if len(text.split()) >= 60:
                        found.append(text)
    found.sort()
    random.Random(5).shuffle(found)
    return found


def written(texts: list[str], number: int, folder: Path) -> int:
    """Write so many seeds; the number of their words."""
    folder.mkdir(parents=True)
    words = 0
    for at in range(number):
        round_, text = at // len(texts), texts[at % len(texts)]
        text = f"Edition {round_ + 1}.\n\n{text}" if round_ else text
        words += len(text.split())
        (folder / f"n{at:06}.txt").write_text(text, encoding="utf-8")
    return words


def memory(group: int) -> int:
    """Bytes of all processes of a process tree, shared pages counted once (proportional set size)."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    total, todo = 0, [group]
    while todo:
        pid = todo.pop()
        todo += children.get(pid, [])
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def analysed(seeds: Path, out: Path, cache: Path) -> tuple[float, list[int]]:
    """Seconds that the command takes, and its memory as it runs."""
    environment = {**os.environ, "BRIEFING_CACHE": str(cache)}
    command = [sys.executable, "-c", "from briefing.cli import app; app()", "analyse", str(seeds), "-o", str(out)]
    clock = time.perf_counter()
    samples = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            samples.append(memory(process.pid))
            time.sleep(0.5)
    return time.perf_counter() - clock, samples


def asked(out: Path) -> dict[str, float]:
    """Seconds to fill the store, to update it, and of the slowest question."""
    store = Store(out)
    clock = time.perf_counter()
    store.update()
    filled = time.perf_counter() - clock
    clock = time.perf_counter()
    store.update()
    updated = time.perf_counter() - clock
    times = []
    for ask in (*(lambda q=q: store.query(q) for q in QUERIES), *(lambda s=s: search(store, s) for s in SEARCHES)):
        ask()
        clock = time.perf_counter()
        ask()
        times.append(time.perf_counter() - clock)
    return {"fill": filled, "update": updated, "slowest_query": max(times)}


def measure(texts: list[str], number: int, work: Path) -> dict[str, float]:
    """All figures for one size."""
    words = written(texts, number, work / "seeds")
    seconds, samples = analysed(work / "seeds", work / "out", work / "cache")
    again, _ = analysed(work / "seeds", work / "out", work / "cache")
    tenth = max(1, len(samples) // 10)
    early, late = samples[tenth : 2 * tenth] or samples, samples[-tenth - 1 : -1] or samples
    return {
        "documents": number,
        "seconds": seconds,
        "documents_per_second": number / seconds,
        "words_per_second": words / seconds,
        "peak_megabytes": max(samples) / 1e6,
        "late_over_early": fmean(late) / fmean(early),
        "rerun_share": again / seconds,
        **asked(work / "out"),
    }


def plot(rows: list[dict[str, float]], file: Path) -> None:
    """Throughput and memory by size, as a page."""
    import plotly.graph_objects as go

    sizes = [row["documents"] for row in rows]
    figure = go.Figure(
        [
            go.Scatter(x=sizes, y=[row["documents_per_second"] for row in rows], name="documents a second"),
            go.Scatter(x=sizes, y=[row["peak_megabytes"] for row in rows], name="peak memory, MB", yaxis="y2"),
        ],
        {"xaxis": {"type": "log", "title": "documents"}, "yaxis": {"rangemode": "tozero"},
         "yaxis2": {"overlaying": "y", "side": "right", "rangemode": "tozero"}},
    )  # fmt: skip
    figure.write_html(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    texts = articles(arguments.data)
    rows = []
    for number in arguments.sizes:
        with tempfile.TemporaryDirectory() as work:
            rows.append(measure(texts, number, Path(work)))
        print(json.dumps({key: round(value, 3) for key, value in rows[-1].items()}), flush=True)
    print(f"\n| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}")
    for row in rows:
        print(f"| {' | '.join(f'{value:,.3g}' for value in row.values())} |")
    if arguments.plot:
        plot(rows, arguments.plot)


if __name__ == "__main__":
    main()
