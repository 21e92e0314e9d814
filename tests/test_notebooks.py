"""The notebooks: thin, clean and alike; and their golden copies: current, complete, and really compared.

nbval compares the golden copies output by output (`pytest --nbval tests/golden`). Here is what makes that comparison
mean something: that the copies are of today's notebooks, that they hold outputs, and that a change would be noticed.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
OF_ONE_SEED = ("01-seed", "02-actors", "03-allegations", "04-attribution-chain", "05-briefing")
ACROSS = "06-across-seeds"
NAMES = (*OF_ONE_SEED, ACROSS)
# Bytes of a golden copy; 05 holds the figures of the others and the whole text.
BUDGET = {name: 150_000 for name in NAMES} | {"05-briefing": 300_000}
UPDATE = "make golden"


def load(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def tags(cell: dict[str, Any]) -> list[str]:
    found: list[str] = cell["metadata"].get("tags", [])
    return found


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def notebook(name: str) -> dict[str, Any]:
    return load(ROOT / "notebooks" / f"{name}.ipynb")


@pytest.fixture
def golden(name: str) -> dict[str, Any]:
    path = GOLDEN / f"{name}.ipynb"
    assert path.is_file(), f"{path.name} is missing in tests/golden: {UPDATE}"
    return load(path)


def test_these_are_all_notebooks() -> None:
    found = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert set(NAMES) <= found


def test_shape(notebook: dict[str, Any]) -> None:
    cells = notebook["cells"]
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert [cell["cell_type"] for cell in cells[:3]] == ["markdown", "code", "code"]
    assert tags(cells[1]) == ["parameters"] and tags(cells[2]) == ["remove-cell"]
    ids = [cell["id"] for cell in cells]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z][a-z-]*", identifier) for identifier in ids)
    assert len(code_cells(notebook)) <= 12
    for cell in code_cells(notebook):
        assert len(source(cell).splitlines()) <= 8
        assert cell["outputs"] == [] and cell["execution_count"] is None


def test_a_notebook_tells_and_does_not_compute(notebook: dict[str, Any]) -> None:
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda, ast.ListComp, ast.DictComp, ast.If)
    for cell in code_cells(notebook):
        tree = ast.parse(source(cell))
        assert not [node for node in ast.walk(tree) if isinstance(node, forbidden)]
    for cell in code_cells(notebook)[2:]:
        for line in source(cell).splitlines():
            assert re.fullmatch(r"show\.\w+\(briefing(, \w+=\w+)*\)", line), line


def test_markdown_has_one_title_a_question_and_headings_in_order(notebook: dict[str, Any]) -> None:
    texts = [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    levels = [len(match) for text in texts for match in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1 and set(levels[1:]) == {2}
    assert "?**" in texts[0]
    for cell, following in zip(notebook["cells"][3:], notebook["cells"][4:], strict=False):
        assert (cell["cell_type"], following["cell_type"]) != ("markdown", "markdown")


def parameters(notebook: dict[str, Any]) -> dict[str, str]:
    """The parameters of a notebook with their defaults; each is text, on a line of its own, and explained."""
    found = {}
    for line in source(notebook["cells"][1]).splitlines():
        assert re.fullmatch(r'\w+: str = "[^"=]*"  # .+', line), line
        statement = ast.parse(line).body[0]
        assert isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value
        found[statement.target.id] = ast.literal_eval(statement.value)
    return found


@pytest.mark.parametrize("one", OF_ONE_SEED)
def test_parameters_are_the_schema_and_the_same_everywhere(one: str) -> None:
    from briefing.params import Parameters

    notebook, first = load(ROOT / "notebooks" / f"{one}.ipynb"), load(ROOT / "notebooks" / "01-seed.ipynb")
    assert source(notebook["cells"][1]) == source(first["cells"][1])
    assert parameters(notebook) == {key: field.default for key, field in Parameters.model_fields.items()}


def test_parameters_across_seeds_are_those_of_the_function_that_loads_them() -> None:
    from briefing.gathering import load_many

    expected = {key: value.default for key, value in inspect.signature(load_many).parameters.items()}
    found = parameters(load(ROOT / "notebooks" / f"{ACROSS}.ipynb"))
    assert list(found) == list(expected)
    assert found == expected | {"words": found["words"]}  # the example looks for something


def test_papermill_understands_the_parameters() -> None:
    code = (
        "import sys, json; sys.modules['rfc3987_syntax'] = None\n"
        "import papermill; print(json.dumps([papermill.inspect_notebook(path) for path in sys.argv[1:]]))"
    )
    paths = [ROOT / "notebooks" / f"{name}.ipynb" for name in NAMES]
    command = [sys.executable, "-W", "ignore", "-c", code, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for path, found in zip(paths, json.loads(done.stdout.splitlines()[-1]), strict=True):
        assert {key: (value["inferred_type_name"], bool(value["help"])) for key, value in found.items()} == {
            key: ("str", True) for key in parameters(load(path))
        }


def test_golden_is_of_todays_notebook(name: str, notebook: dict[str, Any], golden: dict[str, Any]) -> None:
    kept = [cell for cell in golden["cells"] if "injected-parameters" not in tags(cell)]
    assert [(c["cell_type"], c["id"], source(c)) for c in kept] == [
        (c["cell_type"], c["id"], source(c)) for c in notebook["cells"]
    ], f"{name} was changed since its golden copy was made: {UPDATE}"
    assert len(golden["cells"]) == len(kept) + 1


def test_golden_is_not_empty(golden: dict[str, Any]) -> None:
    counts = [cell["execution_count"] for cell in code_cells(golden)]
    assert counts == list(range(1, len(counts) + 1))
    for cell in code_cells(golden):
        quiet = {"parameters", "injected-parameters"} & set(tags(cell))
        assert bool(cell["outputs"]) != bool(quiet), source(cell)
        for output in cell["outputs"]:
            assert output["output_type"] == "display_data"
            assert output["metadata"]["briefing"]["kind"] in ("figure", "table", "block", "text", "style", "live")
            assert "".join(output["data"]["text/html"]).strip()


def test_golden_has_the_figures_that_it_should(name: str, golden: dict[str, Any]) -> None:
    expected = {
        "01-seed": ["timeline", "voices"],
        "02-actors": ["actor-map", "mentions"],
        "03-allegations": ["matrix"],
        "04-attribution-chain": ["ladder", "bearing"],
        "05-briefing": [],
        "06-across-seeds": ["echo", "lineage", "carried", "days"],
    }
    found = [
        output["metadata"]["briefing"]["name"]
        for cell in code_cells(golden)
        for output in cell["outputs"]
        if "application/vnd.plotly.v1+json" in output["data"]
    ]
    assert found == expected[name]


def test_golden_keeps_within_its_size_and_holds_nothing_of_this_machine(name: str, golden: dict[str, Any]) -> None:
    text = (GOLDEN / f"{name}.ipynb").read_text(encoding="utf-8")
    assert len(text.encode()) < BUDGET[name]
    assert not re.search(r"0x[0-9a-f]{6,}|/tmp/|papermill\"|\bbdata\b", text)
    assert set(golden["metadata"]) == {"kernelspec", "language_info"}
    assert all(set(cell["metadata"]) <= {"tags"} for cell in golden["cells"])


def test_a_changed_golden_fails(tmp_path: Path) -> None:
    """Strict nbval, as `make test` runs it, on a copy as it is and on one with three changes: it finds just those."""
    path = GOLDEN / "04-attribution-chain.ipynb"
    assert path.is_file(), f"there is no golden copy to change: {UPDATE}"
    wanted = ("parameters", "injected-parameters", "set-up", "bearing-line", "ladder", "unnamed")
    made = load(path)
    made["cells"] = [cell for cell in made["cells"] if cell["id"] in wanted]
    (tmp_path / "same.ipynb").write_text(json.dumps(made), encoding="utf-8")
    cells = {cell["id"]: cell for cell in made["cells"]}
    sentence = cells["bearing-line"]["outputs"][0]["data"]
    sentence["text/html"] = "".join(sentence["text/html"]).replace("</p>", " Or not.</p>")
    cells["ladder"]["outputs"][0]["data"]["application/vnd.plotly.v1+json"]["layout"]["height"] += 1
    cells["unnamed"]["outputs"] = []
    (tmp_path / "changed.ipynb").write_text(json.dumps(made), encoding="utf-8")
    sanitize = str(ROOT / "tests" / "sanitize.cfg")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", "-rA", "--nbval",
               "--nbval-sanitize-with", sanitize, "--rootdir", str(tmp_path), str(tmp_path)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    failed = sorted(re.findall(r"^FAILED (\w+)\.ipynb::Cell (\d+)", done.stdout, re.MULTILINE))
    assert failed == [("changed", "3"), ("changed", "4"), ("changed", "5")], done.stdout
    assert len(re.findall(r"^PASSED same\.ipynb", done.stdout, re.MULTILINE)) == len(code_cells(made))


def test_updating_writes_nothing_if_a_notebook_fails(tmp_path: Path) -> None:
    sources = tmp_path / "notebooks"
    sources.mkdir()
    broken = load(ROOT / "notebooks" / "01-seed.ipynb")
    broken["cells"] = [*broken["cells"][:2], {**broken["cells"][2], "source": "raise RuntimeError('broken cell')"}]
    (sources / "01-seed.ipynb").write_text(json.dumps(broken), encoding="utf-8")
    target = tmp_path / "golden"
    target.mkdir()
    (target / "01-seed.ipynb").write_text("the old one", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(GOLDEN)!r})\nfrom pathlib import Path\nimport update\n" \
           f"update.update(Path({str(target)!r}), Path({str(sources)!r}))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode != 0 and "broken cell" in done.stderr
    assert (target / "01-seed.ipynb").read_text(encoding="utf-8") == "the old one"
