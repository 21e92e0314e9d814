"""An executed notebook without anything that differs from run to run or from machine to machine."""

from __future__ import annotations

from typing import Any

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_CELL_METADATA = ("tags",)


def normalise(notebook: Any) -> tuple[Any, list[str]]:
    """Clean an executed notebook (nbformat 4.5) in place; gives it back with what its cells wrote to stderr.

    Kept are sources, outputs, execution counts and tags. Times, paths, versions of the interpreter and random ids go;
    cells keep the ids of the source notebook, those that papermill adds are named by their tag or place. What was
    written to stderr (warnings with paths of this machine) is taken out and returned, so that somebody can read it.
    """
    noise: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(notebook["cells"]):
        tags = list(cell["metadata"].get("tags", ()))
        wanted = "injected-parameters" if "injected-parameters" in tags else str(cell.get("id", ""))
        if not wanted or wanted in seen:
            wanted = f"cell-{number:02d}"
        seen.add(wanted)
        cell["id"] = wanted
        metadata = cell["metadata"]
        cell["metadata"] = type(metadata)({key: metadata[key] for key in _CELL_METADATA if metadata.get(key)})
        if cell["cell_type"] != "code":
            continue
        kept = []
        for output in cell["outputs"]:
            if output["output_type"] == "stream" and output["name"] == "stderr":
                text = output["text"]
                noise.append(text if isinstance(text, str) else "".join(text))
                continue
            output.pop("transient", None)
            kept.append(output)
        cell["outputs"] = kept
    notebook["metadata"] = type(notebook["metadata"])(
        {"kernelspec": dict(_KERNEL), "language_info": {"name": "python"}}
    )
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    return notebook, noise
