"""Measure the shipped model and write its card: `python -m benchmarks.card DATA_DIR [--gold DIR]`.

DATA_DIR as for benchmarks.attribution and benchmarks.language. With --gold (a folder of annotated articles in the form that
tests/gold/score.py reads) the analysis is measured as well. Writes briefing/language/model/card.json, which every briefing
quotes as its measured error; docs/model-card.md says what each figure means.
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
from briefing.analysis import analyse
from briefing.language.engine import MODEL, Engine, fingerprint

SCORE = Path(__file__).parent.parent / "tests" / "gold" / "score.py"


def analysis(gold: Path) -> dict[str, Any]:
    """The figures of score.py over the articles of `gold`, in per cent."""
    spec = importlib.util.spec_from_file_location("score", SCORE)
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((gold / "articles").glob("*.txt")):
            (Path(folder) / f"{path.stem}.json").write_text(analyse(briefing.read(path)).to_json(), encoding="utf-8")
        found: dict[str, Any] = score.score(gold, Path(folder))
    names = ("actors", "allegations", "accused", "links", "responses")
    rows = {f"{name} F1": found[name]["f1"] for name in names}
    shares = {f"{name} right": found[name]["share"] for name in ("kinds", "certainty", "chains")}
    recall = {
        "allegations found": found["allegations"]["recall"],
        "listed allegations right": found["allegations"]["precision"],
    }
    return {f"{found['articles']['n']} news articles": rows | recall | shares}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path)
    args = parser.parse_args()
    engine = Engine()
    table, speed = attribution.measure(engine, args.data)
    measured: dict[str, Any] = analysis(args.gold) if args.gold else {}
    measured["PolNeAR dev"] = {f"{kind} F1": row["F1"] for kind, row in table.items()}
    measured |= language.measure(engine, args.data)
    rounded = {corpus: {k: round(float(v), 1) for k, v in row.items()} for corpus, row in measured.items()}
    (MODEL / "card.json").write_text(
        json.dumps({"model": fingerprint(), "measured": rounded}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    for corpus, row in rounded.items():
        print(corpus)
        for name, value in row.items():
            print(f"    {name:26}{value:6.1f}")
    print(f"{speed:.0f} words a second")


if __name__ == "__main__":
    main()
