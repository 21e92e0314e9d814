"""Memory of the language engine by length of text: `python -m benchmarks.memory DATA_DIR [--words 5000 200000] [--json FILE]`.

DATA_DIR holds `polnear.tar.xz`; its dev articles are put together to texts of so many words (of the longest, repeated). Each
is annotated in a process of its own; the figures are the most that the process ever had in memory (resident set), and what
it had when everything was imported and loaded.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from itertools import cycle
from pathlib import Path

from benchmarks.attribution import documents
from benchmarks.tables import Figures, finish, markdown

_CHILD = """
import json, resource, sys
from briefing.language import annotate

def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6

text = sys.stdin.read()
annotate(["A word or two."])
loaded = most()
doc = annotate([text])[0]
print(json.dumps({"words": len(text.split()), "loaded": loaded, "peak": most()}))
"""


def joined(texts: list[str], words: int) -> str:
    """Whole paragraphs of the texts, one after the other and again from the start, until there are so many words."""
    kept: list[str] = []
    count = 0
    for paragraph in cycle(p for text in texts for p in text.split("\n") if p.strip()):
        kept.append(paragraph.strip())
        count += len(paragraph.split())
        if count >= words:
            break
    return "\n\n".join(kept) + "\n"


def figures(data: Path, sizes: list[int]) -> Figures:
    """Megabytes by number of words."""
    texts = [str(document["text"]) for document in documents(data)]
    rows = []
    for size in sizes:
        command = [sys.executable, "-c", _CHILD]
        done = subprocess.run(command, input=joined(texts, size), capture_output=True, text=True, check=True)
        rows.append(json.loads(done.stdout))
    return {"texts": rows}


def table(figures: Figures) -> str:
    """One row a text."""
    rows = [(f"{row['words']:,}", f"{row['loaded']:.0f} MB", f"{row['peak']:.0f} MB") for row in figures["texts"]]
    return markdown(("words", "model loaded", "at most"), rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--words", type=int, nargs="+", default=[5000, 200_000])
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    args = parser.parse_args()
    found = figures(args.data, args.words)
    finish(found, table(found), args.json)


if __name__ == "__main__":
    main()
