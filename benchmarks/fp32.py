"""The shipped model in fp32, run by torch: the network of `training.model` with the weights of the int8 graphs, multiplied out.

Needs what `pip install 'briefing[training]'` installs (torch, onnx).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx.numpy_helper import to_array
from torch import Tensor

from training.export import RolesGraph
from training.model import Encoder, Network

# What the exporter called the two biaffine scorers, whose modules have no names of their own in the graph.
_NAMES = {"a": "arc.a", "b": "arc.b", "a_1": "dep.a", "b_1": "dep.b"}
_ARC, _RELATION = "/MatMul", "/MatMul_2"


class Session:
    """A torch module that is asked as an onnxruntime session is."""

    def __init__(self, module: torch.nn.Module) -> None:
        self._module = module.eval()

    def run(self, _: None, feed: Mapping[str, Any]) -> list[Any]:
        """The outputs for a feed of arrays, as arrays, in the order of the graph's."""
        with torch.inference_mode():
            found = self._module(*(torch.from_numpy(value) for value in feed.values()))
        return [tensor.numpy() for tensor in (found if isinstance(found, tuple) else (found,))]


def sessions(folder: Path) -> tuple[Session, Session]:
    """Encoder and roles of a model's folder. One thread a call, as the engine asks for."""
    torch.set_num_threads(1)
    state = {**weights(folder / "encoder.onnx"), **weights(folder / "roles.onnx")}
    network = Network(Encoder(1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))))
    missing = set(network.state_dict()) - set(state)
    if not all(name.split(".")[1] in ("allowed", "allowed_start", "free") for name in missing):  # of training only
        raise ValueError(f"{folder}: the graphs hold no {', '.join(sorted(missing))}")
    network.load_state_dict(state, strict=False)
    return Session(network), Session(RolesGraph(network))


def weights(file: Path) -> dict[str, Tensor]:
    """The parameters of a graph by their names in `training.model`."""
    graph = onnx.load(file).graph
    values = {item.name: to_array(item) for item in graph.initializer}
    state: dict[str, Any] = {
        name: value for name, value in values.items() if name.endswith((".bias", ".weight", "segment"))
    }
    for name in [n.removesuffix("_quantized") for n in values if n.endswith("weight_quantized")]:  # embeddings
        state[name] = _multiplied(values, name)
    for node in graph.node:
        name = next((n.removesuffix("_quantized") for n in node.input[1:2] if n in values), None)
        if node.op_type not in ("MatMul", "MatMulInteger") or name is None:
            continue
        matrix = _multiplied(values, name) if node.op_type == "MatMulInteger" else values[name]
        if node.name == _ARC:
            state["arc.U"] = matrix[None]
        elif node.name == _RELATION:
            k = matrix.shape[0]
            state["dep.U"] = matrix.reshape(k, -1, k).transpose(1, 0, 2)
        else:
            path = node.name.strip("/").split("/")[:-1]
            state[_NAMES.get(path[0], ".".join(path)) + ".weight"] = matrix.T
    renamed = {_renamed(name): value for name, value in state.items()}
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in renamed.items()}


def _renamed(name: str) -> str:
    first, _, rest = name.partition(".")
    return f"{_NAMES[first]}.{rest}" if first in _NAMES else name


def _multiplied(values: Mapping[str, Any], name: str) -> Any:
    """Weights from their steps: (step - zero point) x scale, the two by column or for all."""
    steps, zero = values[f"{name}_quantized"].astype("float32"), values[f"{name}_zero_point"].astype("float32")
    return (steps - zero) * values[f"{name}_scale"]
