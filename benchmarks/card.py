"""Measure the shipped model and write its card: `python -m benchmarks.card DATA_DIR [--gold DIR] [--aside DIR]`.

DATA_DIR as for benchmarks.attribution and benchmarks.language. With --gold and --aside (folders of annotated articles in
the form that tests/gold/score.py reads; rules were written with sight of the first, not of the second) the analysis is
measured as well; with --analysis-only nothing else is, and the other figures of the card stay as they are. Writes (or to --json)
briefing/language/model/card.json, which every briefing quotes as its measured error, and beside the figures their 95 %
intervals over documents; docs/model-card.md says what each figure means.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import tempfile
from pathlib import Path
from typing import Any

import briefing
from benchmarks import attribution, language
from benchmarks.tables import Figures, markdown
from briefing.analysis import analyse
from briefing.language.engine import MODEL, Engine, fingerprint

SCORE = Path(__file__).parent.parent / "tests" / "gold" / "score.py"


def analysis(gold: Path, what: str) -> dict[str, Any]:
    """The figures of score.py over the articles of `gold`, in per cent, under the name of `what` they are."""
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((gold / "articles").glob("*.txt")):
            (Path(folder) / f"{path.stem}.json").write_text(analyse(briefing.read(path)).to_json(), encoding="utf-8")
        found: dict[str, Any] = score.score(gold, Path(folder))
    names = ("actors", "aliases", "allegations", "accused", "hedges", "links", "responses")
    rows = {f"{name} F1": found[name]["f1"] for name in names}
    shares = {f"{name} right": found[name]["share"] for name in ("kinds", "certainty", "chains")}
    recall = {
        "allegations found": found["allegations"]["recall"],
        "listed allegations right": found["allegations"]["precision"],
    }
    return {f"{found['articles']['n']} {what}": rows | recall | shares}


def table(figures: Figures) -> str:
    """One row a corpus, in per cent; where the card knows them, with the 95 % intervals."""
    rows = []
    for corpus, row in figures["measured"].items():
        known = figures.get("intervals", {}).get(corpus, {})
        between = {name: f" ({known[name][0]:.1f} to {known[name][1]:.1f})" if name in known else "" for name in row}
        rows.append((corpus, ", ".join(f"{name} {value:.1f}{between[name]}" for name, value in row.items())))
    return markdown(("measured on", "per cent"), rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--aside", type=Path)
    parser.add_argument("--analysis-only", action="store_true")
    parser.add_argument("--json", type=Path, default=MODEL / "card.json", help="where to write the card")
    args = parser.parse_args()
    measured: dict[str, Any] = {}
    intervals: dict[str, Any] = {}
    if args.aside:
        measured |= analysis(args.aside, "news articles kept aside")
    if args.gold:
        measured |= analysis(args.gold, "news articles")
    if args.analysis_only:
        old = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))
        measured |= {corpus: row for corpus, row in old["measured"].items() if "news articles" not in corpus}
        intervals = old["intervals"]
    else:
        engine = Engine()
        table, speed = attribution.measure(engine, args.data)
        figures = {"PolNeAR dev": {f"{kind} F1": row["F1"] for kind, row in table.items()}}
        figures |= language.measure(engine, args.data)
        for corpus, row in figures.items():
            measured[corpus] = {name: figure.value for name, figure in row.items()}
            intervals[corpus] = {name: [round(figure.low, 1), round(figure.high, 1)] for name, figure in row.items()}
        print(f"{speed:.0f} words a second")
    rounded = {corpus: {k: round(float(v), 1) for k, v in row.items()} for corpus, row in measured.items()}
    card = {"model": fingerprint(), "measured": rounded, "intervals": intervals}
    args.json.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for corpus, row in rounded.items():
        print(corpus)
        for name, value in row.items():
            print(f"    {name:34}{value:6.1f}", *intervals.get(corpus, {}).get(name, ""))


if __name__ == "__main__":
    main()
