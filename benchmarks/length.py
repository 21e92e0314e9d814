"""How the time of an analysis grows with the length of a text: `python -m benchmarks.length DATA_DIR [--words N...] [--json FILE]`.

DATA_DIR holds `polnear.tar.xz`; its dev articles are put together, paragraph after paragraph, to one text of each length. In one
process, with the model loaded, each text is read from its file, annotated and analysed; in turn, round after round, and the
best round of each length counts. Such a text has more actors and fewer repetitions than a report of one author: the step
that grows fastest, which name is whose, has more to do.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.attribution import documents
from benchmarks.memory import joined
from benchmarks.tables import Figures, finish, markdown
from briefing.analysis.assemble import assemble, blocks
from briefing.language import annotate
from briefing.reading import read
from briefing.schema import Provenance

WANTED = 10_000, 10.0  # words in seconds
STEPS = ("read", "annotate", "assemble")
COLOURS = ("#7a7a7a", "#1f5fa8", "#a35a00")


def taken(path: Path) -> list[float]:
    """Seconds of each step, and of CPU in all."""
    clocks, cpu = [time.perf_counter()], time.process_time()
    seed = read(path)
    clocks.append(time.perf_counter())
    doc = annotate([seed.text], [blocks(seed)])[0]
    clocks.append(time.perf_counter())
    assemble(seed, doc, Provenance(version="benchmark", model="benchmark"))
    clocks.append(time.perf_counter())
    return [*(b - a for a, b in pairwise(clocks)), time.process_time() - cpu]


def figures(data: Path, sizes: list[int], rounds: int) -> Figures:
    """Seconds by number of words."""
    texts = [str(document["text"]) for document in documents(data)]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for size in sizes:
            path = Path(folder, f"{size}.txt")
            path.write_text(joined(texts, size), encoding="utf-8")
            paths.append(path)
        taken(paths[0])  # loads the model and the word lists
        times = [[taken(path) for path in paths] for _ in range(rounds)]
        for path, *tries in zip(paths, *times, strict=True):
            *steps, cpu = min(tries, key=lambda seconds: sum(seconds[: len(STEPS)]))
            words = len(path.read_text(encoding="utf-8").split())
            rows.append({"words": words, "seconds": dict(zip(STEPS, steps, strict=True)), "cpu": cpu})
    return {"texts": rows}


def table(figures: Figures) -> str:
    """Seconds by step, and the time for a word beside that of the shortest text."""
    rows = []
    first = _seconds(figures["texts"][0]) / figures["texts"][0]["words"]
    for row in figures["texts"]:
        total = _seconds(row)
        steps = (f"{row['seconds'][step]:.2f}" for step in STEPS)
        rows.append(
            [
                f"{row['words']:,}",
                *steps,
                f"**{total:.2f}**",
                f"{row['cpu']:.2f}",
                f"{total / row['words'] / first:.2f}",
            ]
        )
    return markdown(["words", *STEPS, "seconds in all", "of CPU", "a word, shortest = 1"], rows)


def _seconds(row: Figures) -> float:
    return float(sum(row["seconds"].values()))


def plot(figures: Figures) -> str:
    """Seconds over words as SVG: one line a step, stacked, and the time that is wanted."""
    width, height, left, bottom = 640, 320, 60, 270
    rows = figures["texts"]
    most_words = max(row["words"] for row in rows)
    most = 1.1 * max(WANTED[1], *(_seconds(row) for row in rows))

    def at(words: float, seconds: float) -> str:
        return f"{left + words / most_words * (width - left - 30):.1f} {bottom - seconds / most * (bottom - 40):.1f}"

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-size="12" '
        'font-family="system-ui, sans-serif" fill="#1a1a1a">',
        "<title>Seconds of an analysis by words of the text</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<path d="M{at(0, most)}L{at(0, 0)}L{at(most_words, 0)}" stroke="#555" fill="none"/>',
    ]
    for part in range(5):
        words, seconds = most_words * part / 4, most * part / 4
        x, y = at(words, 0).split()[0], at(0, seconds).split()[1]
        lines.append(f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{words:,.0f}</text>')
        lines.append(f'<text x="{left - 8}" y="{y}" dy="4" text-anchor="end">{seconds:.1f}</text>')
    for k, (step, colour) in enumerate(zip(STEPS, COLOURS, strict=True)):
        sums = [(row["words"], sum(row["seconds"][s] for s in STEPS[: k + 1])) for row in rows]
        path = "L".join(at(words, seconds) for words, seconds in [(0, 0.0), *sums])
        lines.append(f'<path d="M{path}" stroke="{colour}" stroke-width="2" fill="none"/>')
        lines.append(f'<text x="{left + 16 + 90 * k}" y="22" fill="{colour}">{"+ " if k else ""}{step}</text>')
    words, seconds = WANTED
    lines.append(
        f'<path d="M{at(words, 0)}L{at(words, seconds)}L{at(0, seconds)}" stroke="#a33" stroke-dasharray="4 3" fill="none"/>'
    )
    lines.append(f'<text x="{left + 300}" y="22" fill="#a33">wanted: {words:,} words within {seconds:.0f} s</text>')
    lines.append(
        f'<text x="{(left + width - 30) / 2}" y="{height - 10}" text-anchor="middle">words; upwards: seconds</text>'
    )
    return "\n".join([*lines, "</svg>\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--words", type=int, nargs="+", default=[1000, 2000, 5000, 10_000, 20_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    args = parser.parse_args()
    found = figures(args.data, sorted(args.words), args.rounds)
    finish(found, table(found), args.json)


if __name__ == "__main__":
    main()
