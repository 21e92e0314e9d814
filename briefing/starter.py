"""A folder of one's own, and the notebooks and examples that come with the package for it.

In a checkout these are its folders `notebooks/`, `params/` and `seeds/`; in an installed package they lie beside this module
(`setup.py` puts them there).
"""

from __future__ import annotations

from pathlib import Path

from briefing.files import write_atomically

# All notebooks; of params/ and seeds/ what their defaults name.
PATTERNS = (
    "notebooks/*.ipynb",
    "params/iskp-memri.yaml",
    "params/lyra-pipeline/*.yaml",
    "seeds/iskp-memri.txt",
    "seeds/lyra-pipeline/*.txt",
)
_README = """# Briefings

- `seeds/`: the articles and reports, one file each.
- `params/`: one small YAML file a briefing. `briefing new seeds/ARTICLE.txt` writes it.
- `notebooks/`: what a briefing is made of. Open them in JupyterLab, change them as you like.
- `build/`: what `briefing render params/*.yaml` makes: a page, the executed notebooks and `analysis.json` for each.

Begin with `briefing render params/iskp-memri.yaml` and open `build/iskp-memri/briefing.html`. `briefing doctor` checks the
installation; `briefing COMMAND --help` says what each command does.
"""


def starter_folder() -> Path:
    """The folder that holds the notebooks and the examples of this package."""
    package = Path(__file__).resolve().parent
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent


def start(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Make a folder of one's own, or complete it: the files that were written, and those that were there and stay.

    Raises OSError if the folder cannot be written.
    """
    source = starter_folder()
    files = sorted(file for pattern in PATTERNS for file in source.glob(pattern))
    contents = {file.relative_to(source).as_posix(): file.read_bytes() for file in files}
    contents |= {"README.md": _README.encode(), ".gitignore": b"/build/\n.ipynb_checkpoints/\n"}
    written, kept = [], []
    for name, content in contents.items():
        file = folder / name
        if file.exists():
            kept.append(file)
        else:
            write_atomically(file, content)
            written.append(file)
    return tuple(written), tuple(kept)
