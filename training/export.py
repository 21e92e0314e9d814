"""Write the shipped model: `python -m training.export CHECKPOINT.pt TOKENIZER.json [--folder briefing/language/model]`.

Two ONNX graphs, `encoder.onnx` (windows to words, cues, names, tags, tree) and `roles.onnx` (source and content of each
cue), the tokenizer without its truncation, and `model.json` with what decoding needs. The matrix products and the word embeddings of the
encoder are quantised to int8 (weights per channel, activations per tensor at run time, 7 bits of range so that processors
without VNNI instructions compute the same sums); `--fp32` leaves them as they are, to measure what that costs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from briefing.language.labels import CUE_LABELS, DEPS, NAME_LABELS, ROLE_LABELS, UPOS
from training.model import Encoder, Network

OUTPUTS = ("words", "starts", "cue", "names", "upos", "arcs", "relations")


class RolesGraph(nn.Module):
    """The roles head with the signature of the exported graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(self, words: Tensor, mask: Tensor, row: Tensor, begin: Tensor, end: Tensor) -> Tensor:
        return self.roles(words, mask, row, begin, end)


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint, ready to run."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    state = state.get("network", state)
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    network = Network(Encoder(layers))
    network.load_state_dict(state)
    return network.eval()


def export(network: Network, folder: Path, quantise: bool) -> None:
    """Write both graphs into `folder`."""
    b, length, width, cues = 2, 12, 7, 3
    inputs = {
        "ids": torch.ones(b, length, dtype=torch.long), "extra": torch.zeros(b, 3, length, dtype=torch.long),
        "mask": torch.ones(b, length, dtype=torch.long), "first": torch.ones(b, width, dtype=torch.long),
        "breaks": torch.zeros(b, width, dtype=torch.long),
    }  # fmt: skip
    axes = {
        k: {0: "windows", (2 if k == "extra" else 1): "pieces" if k in {"ids", "extra", "mask"} else "width"}
        for k in inputs
    }
    axes |= {k: {0: "windows", 1: "width"} for k in OUTPUTS}
    axes["arcs"][2] = "width"
    role_inputs = {
        "words": torch.randn(b, width, network.start.in_features), "mask": torch.ones(b, width, dtype=torch.bool),
        "row": torch.zeros(cues, dtype=torch.long), "begin": torch.ones(cues, dtype=torch.long),
        "end": torch.full((cues,), 2, dtype=torch.long),
    }  # fmt: skip
    role_axes = {"words": {0: "windows", 1: "width"}, "mask": {0: "windows", 1: "width"}}
    role_axes |= {k: {0: "cues"} for k in ("row", "begin", "end")} | {"emissions": {0: "cues", 1: "width"}}
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the tracing exporter is deprecated, yet the only one that keeps these axes free
        plain = Path(scratch) / "encoder.onnx"
        torch.onnx.export(network, tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=list(OUTPUTS),
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        torch.onnx.export(RolesGraph(network), tuple(role_inputs.values()), str(folder / "roles.onnx"),
                          input_names=list(role_inputs), output_names=["emissions"], dynamic_axes=role_axes,
                          opset_version=17, dynamo=False)  # fmt: skip
        graph = onnx.load(plain)
        if not quantise:
            onnx.save(graph, folder / "encoder.onnx")
            return
        inside = [n.name for n in graph.graph.node if n.op_type in {"MatMul", "Gather"} and "/encoder/" in n.name]
        quantize_dynamic(plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                         op_types_to_quantize=["MatMul", "Gather"], nodes_to_quantize=inside)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("briefing/language/model"))
    parser.add_argument("--fp32", action="store_true")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    network = load(args.checkpoint)
    export(network, args.folder, not args.fp32)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(args.folder / "tokenizer.json"), pretty=False)
    labels = {"cue": CUE_LABELS, "names": NAME_LABELS, "upos": UPOS, "deps": DEPS, "roles": ROLE_LABELS}
    transitions = network.roles.transitions().detach()
    meta = {
        "labels": labels,
        "role_transitions": [[round(x, 4) for x in row] for row in transitions.tolist()],
        "role_start": network.roles.allowed_start.tolist(),
    }
    (args.folder / "model.json").write_text(json.dumps(meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for path in sorted(args.folder.iterdir()):
        print(f"{path.stat().st_size:10} {path.name}")


if __name__ == "__main__":
    main()
