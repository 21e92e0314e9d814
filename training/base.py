"""A published encoder as `training.train` starts from it: `python -m training.base MODEL.onnx FOLDER [--layers N]`.

MODEL.onnx is a BertModel, exported with weights in fp32 or int8; a tokenizer.json lies beside it. FOLDER gets model.safetensors (fp32;
int8 multiplied out) with the lowest N layers, and the tokenizer.
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from training.unpack import parameters


def base(path: Path, layers: int) -> dict[str, NDArray[np.float32]]:
    """The weights of the embeddings and of the lowest `layers` layers, named as in a BertModel. Raises ValueError if it has fewer."""
    found: dict[str, NDArray[np.float32]] = {}
    depth: set[int] = set()
    for name, weight in parameters(path).items():
        part = re.search(r"(?:embeddings|encoder\.layer\.(\d+))\..*", name)
        if part is not None and (part[1] is None or int(part[1]) < layers):
            depth |= {int(part[1])} if part[1] else set()
            found[part[0]] = np.ascontiguousarray(weight, dtype=np.float32)
    if len(depth) < layers:
        raise ValueError(f"{path}: {len(depth)} layers of a BertModel, {layers} asked (--layers)")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    args = parser.parse_args()
    weights = base(args.model, args.layers)
    args.folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, args.folder / "model.safetensors")
    shutil.copy(args.model.parent / "tokenizer.json", args.folder / "tokenizer.json")


if __name__ == "__main__":
    main()
