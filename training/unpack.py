"""The shipped model back to a checkpoint: `python -m training.unpack CHECKPOINT.pt [--folder briefing/language/model]`.

The int8 weights are multiplied out again, so training can go on from what is shipped (with other corpora, or with heads of
one's own), and what int8 costs can be measured: `training.export CHECKPOINT.pt TOKENIZER.json --fp32`. What rounding took
from the weights does not come back.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from briefing.language.engine import MODEL
from training.model import Encoder, Network

#: Modules whose name a graph loses, because the network reads their weights itself: (node in the graph, parameter).
HEADS = {"/a": "arc.a", "/b": "arc.b", "/a_1": "dep.a", "/b_1": "dep.b"}


def parameters(path: Path) -> dict[str, NDArray[np.float32]]:
    """Every weight of a graph under the name of the module that holds it; a matrix product's [in, out] turned to [out, in]."""
    graph = onnx.load(path).graph
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    found: dict[str, NDArray[np.float32]] = {}
    for name in stored:
        base = name.removesuffix("_quantized")
        if base != name:
            scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
            found[base] = (stored[name].astype(np.float32) - zero.astype(np.float32)) * scale
        elif not name.endswith(("_scale", "_zero_point")) and stored[name].dtype == np.float32:
            found[name] = stored[name]
    for node in graph.node:
        weight = node.input[1].removesuffix("_quantized") if len(node.input) > 1 else ""
        module = re.sub(r"/MatMul(_quant)?$", "", node.name)
        if (
            node.op_type in {"MatMul", "MatMulInteger"}
            and weight.startswith("onnx::")
            and module != node.name
            and module
        ):
            found[HEADS.get(module, module.strip("/").replace("/", ".")) + ".weight"] = found[weight].T
    bilinear = [found[n.input[1]] for n in graph.node if re.fullmatch(r"/MatMul(_2)?", n.name)]
    if bilinear:
        arc, dep = bilinear
        found["arc.U"] = arc[None]
        found["dep.U"] = dep.reshape(len(dep), -1, len(dep)).transpose(1, 0, 2)
    return found


def unpack(folder: Path) -> dict[str, Tensor]:
    """The state of the network that `folder` holds. Raises KeyError naming a parameter that its graphs lack."""
    encoder = parameters(folder / "encoder.onnx")
    found = encoder | {f"roles.{k.removeprefix('roles.')}": v for k, v in parameters(folder / "roles.onnx").items()}
    meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    network = Network(Encoder(1 + max(int(k.split(".")[2]) for k in found if k.startswith("encoder.layers."))))
    state = network.state_dict()
    allowed = state["roles.allowed"].numpy()
    free = np.array(meta["role_transitions"], dtype=np.float32) - allowed
    found |= {"roles.free": np.where(allowed < 0, 0, free), "roles.allowed": allowed}
    found["roles.allowed_start"] = np.array(meta["role_start"], dtype=np.float32)
    return {k: torch.from_numpy(np.array(found[k], dtype=np.float32)).reshape(v.shape) for k, v in state.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--folder", type=Path, default=MODEL)
    args = parser.parse_args()
    torch.save(unpack(args.folder), args.checkpoint)


if __name__ == "__main__":
    main()
