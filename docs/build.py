"""Build the documentation as a small static site that needs no network: `python docs/build.py OUT`.

The pages of this folder, the commands as their help has them, the notebooks with the outputs of the first seed, and the
public names of the package from their docstrings.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sphinx.cmd.build import main as sphinx

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
PACKAGE = ROOT / "briefing"


def build(out: Path) -> int:
    """Write the site below `out`, in place of what was there; 0 if Sphinx had nothing to complain about."""
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder)
        for path in DOCS.iterdir():
            if path.suffix in (".md", ".png", ".svg"):
                shutil.copy(path, pages)
        shutil.copytree(DOCS / "static", pages / "static")
        background = sorted(path.stem for path in DOCS.glob("*.md") if path.stem != "index")
        index = (DOCS / "index.md").read_text(encoding="utf-8").replace("BACKGROUND", "\n".join(background))
        (pages / "index.md").write_text(index, encoding="utf-8")
        (pages / "commands.md").write_text(commands(), encoding="utf-8")
        _section(pages, "notebooks", "Notebooks", {path.stem: notebook(path) for path in _notebooks()})
        _section(pages, "reference", "Reference", {name: module(name) for name in modules()})
        return sphinx(["-q", "-W", "--keep-going", "-c", str(DOCS), "-d", str(pages / ".cache"), str(pages), str(out)])


def commands() -> str:
    """The help of every command, as typer writes it."""
    command = [
        sys.executable,
        "-m",
        "typer",
        "briefing.cli",
        "utils",
        "docs",
        "--name",
        "briefing",
        "--title",
        "Commands",
    ]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return re.sub(r"(?m)^ {2}(?=\S)", "    ", text)  # the examples, as code


def modules() -> list[str]:
    """The public modules: those at the top of the package, and the parts that name what is public in them."""
    top = [f"briefing.{path.stem}" for path in PACKAGE.glob("*.py") if not path.stem.startswith("_")]
    parts = [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE and _public(path)]
    named = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in parts]
    formats = [f"briefing.exchange.{path.stem}" for path in (PACKAGE / "exchange").glob("[!_]*.py")]
    return ["briefing", *sorted({*top, *named, *formats} - {"briefing.cli", "briefing.version"})]


def _public(path: Path) -> bool:
    """Whether a module has `__all__`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in assigned)


def module(name: str) -> str:
    """The page of a module. A name that is defined in one place and public in another has its anchor where it is defined."""
    init = PACKAGE.joinpath(*name.split(".")[1:], "__init__.py")
    again = "\n   :no-index:" if init.is_file() else ""
    return f"# {name}\n\n```{{eval-rst}}\n.. automodule:: {name}{again}\n```\n"


def notebook(path: Path) -> str:
    """The page of a notebook: its text, its calls, and what each call showed for the first seed, as HTML.

    A figure is shown as the table that stands for it where plotly cannot run.
    """
    executed = ROOT / "tests" / "golden" / path.name
    cells = json.loads((executed if executed.is_file() else path).read_text(encoding="utf-8"))["cells"]
    parts = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source)
        elif "injected-parameters" not in cell["metadata"].get("tags", []):
            parts.append(f"```python\n{source}\n```")
            shown = ("".join(output.get("data", {}).get("text/html", "")) for output in cell["outputs"])
            parts += [f"```{{raw}} html\n{html}\n```" for html in shown if html]
    return "\n\n".join(parts) + "\n"


def _notebooks() -> list[Path]:
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


def _section(pages: Path, name: str, title: str, contents: dict[str, str]) -> None:
    """A page that lists others, and these."""
    (pages / name).mkdir()
    for page, content in contents.items():
        (pages / name / f"{page}.md").write_text(content, encoding="utf-8")
    listed = "\n".join(f"{name}/{page}" for page in contents)
    (pages / f"{name}.md").write_text(f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1])))
