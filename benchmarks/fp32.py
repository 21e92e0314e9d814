"""The shipped model in fp32, run by torch: the network of `training.model` with the weights of the int8 graphs, multiplied out.

Needs what `pip install 'briefing[training]'` installs (torch, onnx).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from training.export import OUTPUTS, RolesGraph
from training.model import Encoder, Network
from training.unpack import unpack


class Session:
    """A torch module that is asked as an onnxruntime session is; `outputs` names what it gives, in its order."""

    def __init__(self, module: torch.nn.Module, outputs: Sequence[str]) -> None:
        self._module = module.eval()
        self._outputs = outputs

    def run(self, wanted: Sequence[str] | None, feed: Mapping[str, Any]) -> list[Any]:
        """The outputs of these names (None: all) for a feed of arrays, as arrays."""
        with torch.inference_mode():
            found = self._module(*(torch.from_numpy(value) for value in feed.values()))
        named = dict(zip(self._outputs, found if isinstance(found, tuple) else (found,), strict=True))
        return [named[name].numpy() for name in wanted or self._outputs]


def sessions(folder: Path) -> tuple[Session, Session]:
    """Encoder and roles of a model's folder. One thread a call, as the engine asks for."""
    torch.set_num_threads(1)
    state = unpack(folder)
    network = Network(Encoder(1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))))
    network.load_state_dict(state)
    return Session(network, OUTPUTS), Session(RolesGraph(network), ("emissions",))
