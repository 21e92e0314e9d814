"""Pages without kernels: the cells of notebook 05 shown in this process, for any analysis.

The verbs and their arguments are read from the notebook itself, so a page made here has what the notebook shows, in its
order; only papermill and the kernel are left out.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from show_samples import as_briefing

from briefing import show
from briefing.render.facts import PageFacts
from briefing.render.page import make_page
from briefing.schema import Analysis
from briefing.show import display

NOTEBOOK = Path(__file__).resolve().parent.parent / "notebooks" / "05-briefing.ipynb"


def executed(analysis: Analysis, notebook: Path = NOTEBOOK, **parameters: str) -> dict[str, Any]:
    """The notebook as papermill would leave it, for this analysis."""
    made: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    briefing = as_briefing(analysis, **parameters)
    for number, cell in enumerate((c for c in made["cells"] if c["cell_type"] == "code"), start=1):
        cell["execution_count"] = number
        if set(cell["metadata"].get("tags", ())) & {"parameters", "remove-cell"}:
            continue
        outputs: list[tuple[dict[str, Any], dict[str, Any]]] = []
        with patch.object(display, "emit", lambda bundle, told, to=outputs: to.append((bundle, told))):
            for node in ast.parse("".join(cell["source"])).body:
                assert isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
                assert isinstance(node.value.func, ast.Attribute)
                arguments = {word.arg: ast.literal_eval(word.value) for word in node.value.keywords}
                getattr(show, node.value.func.attr)(briefing, **arguments)
        cell["outputs"] = [
            {"output_type": "display_data", "data": bundle, "metadata": {"briefing": told}} for bundle, told in outputs
        ]
    return made


def page_of(analysis: Analysis, notebook: Path = NOTEBOOK, **parameters: str) -> str:
    """The page of an analysis."""
    title = parameters.get("title") or analysis.seed.title or analysis.seed.name
    facts = PageFacts(
        name=analysis.seed.name,
        title=title,
        tlp=parameters.get("tlp", "TLP:CLEAR"),
        as_of=parameters.get("as_of", ""),
        text=analysis.seed.text,
        outlet=analysis.seed.outlet or "",
        counts={"actors": len(analysis.actors), "allegations": len(analysis.allegations)},
    )
    return make_page(json.dumps(executed(analysis, notebook, **parameters)), facts)
