"""docs/benchmarks.md and its plots, from docs/benchmarks.json and a template; see benchmarks.all."""

from __future__ import annotations

import datetime
import importlib
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from benchmarks.tables import markdown
from briefing.files import write_atomically

TEMPLATE = Path(__file__).with_name("page.md.jinja")
TALLY = TEMPLATE.parent.parent / "tests" / "fuzz" / "tally.json"
Results = dict[str, Any]


def load(docs: Path) -> Results:
    """What is known of each benchmark, by its name; nothing where no file is."""
    file = docs / "benchmarks.json"
    found: Results = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def store(docs: Path, results: Results) -> None:
    """Write the results where `load` finds them."""
    write_atomically(docs / "benchmarks.json", json.dumps(results, indent=1, ensure_ascii=False) + "\n")


def files(results: Results) -> dict[str, str]:
    """The page and its plots, by name of file."""
    made = {}
    for name, plot in (("length", _plot_length), ("scale", _plot_scale)):
        if name in results:
            made[f"benchmarks-{name}.svg"] = plot(results[name]["figures"])

    def shown(name: str, say: str = "") -> str:
        return _shown(name, results.get(name), f"![{say}](benchmarks-{name}.svg)" if say else "")

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return {"benchmarks.md": template.render(shown=shown, figures=_figures(results), fuzzed=_fuzzed()), **made}


def _figures(results: Results) -> Results:
    return {name: result["figures"] for name, result in results.items()}


def _shown(name: str, result: Results | None, plot: str) -> str:
    """Table, plot and what the figures were made with."""
    if result is None:
        return f"Not measured yet: `python -m benchmarks.{name} --help`."
    table = importlib.import_module(f"benchmarks.{name}").table(result["figures"])
    day = datetime.date.fromisoformat(result["day"])
    made = (
        f"`{result['command']}`, {day.day} {day:%B %Y}, version {result['version']}, model `{result['model']}`; "
        f"{result['machine']}; load before {result['load']:.1f}; took {max(1, round(result['minutes']))} min."
    )
    return "\n\n".join(part for part in (table, plot, made) if part)


def _fuzzed() -> str:
    """Executions and finds of the fuzzer by target."""
    tally = json.loads(TALLY.read_text(encoding="utf-8"))
    total = {key: sum(row[key] for row in tally.values()) for key in ("executions", "finds")}
    rows = [(name, f"{row['executions']:,}", str(row["finds"])) for name, row in [*tally.items(), ("all", total)]]
    return markdown(("target", "executions", "finds"), rows)


def _plot_length(figures: Results) -> str:
    from benchmarks.length import plot

    return plot(figures)


def _plot_scale(figures: Results) -> str:
    from benchmarks.scale_plot import plot

    return plot(figures["sizes"][-1])
