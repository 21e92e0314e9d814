"""Train the network: `python -m training.train WORK_DIR ENCODER.safetensors [--epochs N]`.

ENCODER.safetensors holds a BertModel's weights; a checkpoint of this network (*.pt, see training.unpack) is trained on.
Needs WORK_DIR/{train,dev}.jsonl (training.prepare) and the tokenizer.json beside ENCODER. Writes WORK_DIR/last.pt every 200
steps and after every epoch (a killed run goes on from there), WORK_DIR/epochN.pt, and one line of figures an epoch to
WORK_DIR/log.jsonl. Seeds are fixed; a GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from briefing.language.decode import bio_transitions, spans, viterbi
from briefing.language.labels import CUE_LABELS, NAME_LABELS, PARTIAL, ROLE_LABELS
from training.export import load as load_checkpoint
from training.model import Encoder, Network
from training.windows import CLASSES, IGNORE, Prepared, batches, cut, epoch, load, tensors, window

LIMIT = 300  # word pieces a window
PIECES = 4096  # padded pieces a batch
#: What the encoder is told of a word besides its pieces, in the order of `Encoder.extra`.
FEATURES = ("shape", "quote", "gap")
#: Cues are few among the words, and all that follows hangs on them.
WEIGHTS = {"cue": 2.5}
#: How often each corpus is read per epoch.
SHARE = {"polnear": 1.0, "ud": 0.7, "worldwide": 0.3, "conll": 0.3}


def allowed_names() -> Tensor:
    """[classes, labels]: 0 where a class of the data allows a label, -inf elsewhere."""
    table = torch.full((len(CLASSES), len(NAME_LABELS)), float("-inf"))
    for i, name in enumerate(CLASSES):
        for label in PARTIAL.get(name, (name,)):
            table[i, NAME_LABELS.index(label)] = 0.0
    return table


def start(path: Path) -> Network:
    """The network with the encoder of a BertModel, or with all the weights of a checkpoint."""
    if path.suffix == ".safetensors":
        return Network(Encoder.from_bert(load_file(path)))
    return load_checkpoint(path)


def losses(network: Network, b: dict[str, Tensor], names: Tensor, half: bool = False) -> dict[str, Tensor]:
    """One loss a head; a head without labels in the batch is left out. `half`: the encoder computes in bfloat16."""
    with torch.autocast(b["ids"].device.type, torch.bfloat16, enabled=half):
        words = network.words(b["ids"], b["extra"], b["mask"], b["first"]).float()
    out: dict[str, Tensor] = {}
    on = b["on"]
    out["start"] = F.binary_cross_entropy_with_logits(network.start(words)[..., 0][on], b["starts"][on].float())
    if (b["cue"] != IGNORE).any():
        out["cue"] = F.cross_entropy(network.cue(words).transpose(1, 2), b["cue"], ignore_index=IGNORE)
    has = b["names"] != IGNORE
    if has.any():
        scores = network.names(words)[has].log_softmax(-1)
        out["names"] = -torch.logsumexp(scores + names[b["names"][has]], -1).mean()
    has = b["upos"] != IGNORE
    if has.any():
        rows = has.any(1)
        some = words[rows]
        out["upos"] = F.cross_entropy(network.upos(some).transpose(1, 2), b["upos"][rows], ignore_index=IGNORE)
        sentence = torch.where(on[rows], b["starts"][rows].cumsum(1), -1)
        arcs = network.arcs(some, sentence)
        out["arc"] = F.cross_entropy(arcs.transpose(1, 2), b["heads"][rows], ignore_index=IGNORE)
        relations = network.relations(some, b["heads"][rows].clamp(min=0))
        out["dep"] = F.cross_entropy(relations.transpose(1, 2), b["deps"][rows], ignore_index=IGNORE)
    if len(b["row"]):
        emissions = network.roles(words, on, b["row"], b["begin"], b["end"])
        out["roles"] = network.roles.loss(emissions, b["roles"], on[b["row"]]) / 10
    return out


def runs(labels: list[int], kind: str) -> set[tuple[int, int]]:
    """Half-open maximal runs of one role."""
    flat = [int(ROLE_LABELS[x].endswith(kind)) for x in labels]
    return {(a, b) for a, b, _ in spans(["OBI".index("O" if not x else "B" if i == 0 or not flat[i - 1] else "I")
                                         for i, x in enumerate(flat)], CUE_LABELS)}  # fmt: skip


@torch.no_grad()
def evaluate(network: Network, documents: list[Prepared], device: torch.device) -> dict[str, float]:
    """F1 or accuracy, in per cent, on windows of dev documents (gold sentence starts for the tree)."""
    network.eval()
    count: Counter[str] = Counter()

    def f1(key: str, gold: set[Any], found: set[Any]) -> None:
        count[key] += len(gold & found) * 2
        count[key + "/"] += len(gold) + len(found)

    examples = [window(d, a, b) for d in documents for a, b in cut(d, LIMIT, LIMIT)]
    transitions = network.roles.transitions().cpu().numpy()
    start = network.roles.allowed_start.cpu().numpy()
    name_rules = bio_transitions(NAME_LABELS)
    for batch in batches(examples, PIECES, random.Random(0)):
        b = {k: v.to(device) for k, v in tensors(batch).items()}
        words, starts, cue, names, upos, _, _ = network(b["ids"], b["extra"], b["mask"], b["first"], b["breaks"])
        sentence = torch.where(b["on"], b["starts"].cumsum(1), -1)
        heads = network.arcs(words, sentence).argmax(2)
        relations = network.relations(words, heads).argmax(2)
        best_names = viterbi(names.float().cpu().numpy(), *name_rules)
        best_cues = cue.argmax(2).tolist()
        for row, example in enumerate(batch):
            n = len(example["first"])
            on = b["on"][row]
            f1("start", *({i for i, x in enumerate(v[:n]) if x > 0} for v in (example["starts"], starts[row].tolist())))
            if "upos" in example:
                count["upos"] += int((upos[row].argmax(1) == b["upos"][row])[on].sum())
                right = (heads[row] == b["heads"][row])[on]
                count["uas"] += int(right.sum())
                count["las"] += int((right & (relations[row] == b["deps"][row])[on]).sum())
                for key in ("upos/", "uas/", "las/"):
                    count[key] += n
            if "names" in example:
                gold = [CLASSES[x] for x in example["names"]]
                merged = [PARTIAL.get(g, (g,))[0] for g in gold]
                coarse = "B-MISC|NORP" in CLASSES and any("|NORP" in g for g in gold)
                found = spans(best_names[row, :n].tolist(), NAME_LABELS)
                want = spans([NAME_LABELS.index(g) for g in merged], NAME_LABELS)
                fold = {"NORP": "MISC"} if coarse else {}
                f1("names", *({(a, e, fold.get(k, k)) for a, e, k in s if k != "DATE"} for s in (want, found)))
            if "cue" in example:
                want_cues = {(a, e) for a, e, _ in spans(example["cue"], CUE_LABELS)}
                found_cues = {(a, e) for a, e, _ in spans(best_cues[row][:n], CUE_LABELS)}
                f1("cue", want_cues, found_cues)
                for tag, cues in (("", found_cues), ("|cue", want_cues)):
                    gold_runs = {
                        k: set().union(*(runs(r[2], k) for r in example["roles"])) for k in ("source", "content")
                    }
                    found_runs: dict[str, set[tuple[int, int]]] = {"source": set(), "content": set()}
                    if cues:
                        a, e = (torch.tensor([c[i] for c in sorted(cues)], device=device) for i in range(2))
                        emissions = network.roles(words[row : row + 1, :n], b["on"][row : row + 1, :n], a * 0, a, e)
                        for path in viterbi(emissions.float().cpu().numpy(), transitions, start).tolist():
                            for kind in found_runs:
                                found_runs[kind] |= runs(path, kind)
                    for kind in found_runs:
                        f1(kind + tag, gold_runs[kind], found_runs[kind])
    network.train()
    return {k: round(100 * count[k] / max(1, count[k + "/"]), 1) for k in sorted(count) if not k.endswith("/")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--stop-after", type=int, default=0, help="stop at this epoch, with the schedule of --epochs")
    parser.add_argument("--steps", type=int, default=0, help="end, schedule and all, after so many steps")
    parser.add_argument("--share", action="append", default=[], metavar="CORPUS=X", help="read X of it per epoch")
    parser.add_argument("--without", action="append", default=[], metavar="HEAD", help="do not train this head")
    parser.add_argument("--blind", action="append", default=[], choices=FEATURES, help="hide this feature of the words")
    parser.add_argument("--dev", type=int, default=25, help="documents of a corpus that are measured after an epoch")
    parser.add_argument(
        "--half", action="store_true", help="the encoder in bfloat16: faster where the processor has it"
    )
    args = parser.parse_args()
    share = SHARE | {k: float(v) for k, v in (x.split("=") for x in args.share)}
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(args.encoder.parent / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train = {corpus: load(tokenizer, args.work / "train.jsonl", {corpus}) for corpus in share}
    rng = random.Random(1)
    dev = {corpus: load(tokenizer, args.work / "dev.jsonl", {corpus}) for corpus in share}
    held = {c: rng.sample(d, min(len(d), args.dev * (2 if c == "ud" else 1))) for c, d in dev.items()}
    network = start(args.encoder).to(device)
    for i in map(FEATURES.index, args.blind):
        network.encoder.extra[i].weight.requires_grad_(False)  # it starts at zero and stays there
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": 2e-4}, {"params": heads, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    names = allowed_names().to(device)

    def batches_of(number: int) -> list[list[dict[str, Any]]]:
        rng = random.Random(number)
        documents = [x for corpus, part in train.items() for x in rng.sample(part, int(len(part) * share[corpus]))]
        return batches(epoch(documents, LIMIT, rng), PIECES, rng)

    total = args.steps or args.epochs * len(batches_of(0))
    warm = min(150, max(1, total // 10))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.01, 1 - s / total)
    )
    done, step = 0, 0
    last = args.work / "last.pt"
    skip = 0
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done, step, skip = state["epoch"], state["step"], state["skip"]

    def save(number: int, skip: int) -> None:
        state = {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
        }
        torch.save(state | {"epoch": number, "step": step, "skip": skip}, args.work / "saving.pt")
        os.replace(args.work / "saving.pt", last)

    clock = time.time()
    mean: dict[str, float] = {}
    for number in range(done, min(args.epochs, args.stop_after or args.epochs)):
        if step == total:
            break
        for i, batch in enumerate(batches_of(number)):
            if number == done and i < skip:
                continue
            if step == total:
                break
            b = {k: v.to(device) for k, v in tensors(batch).items()}
            parts = {k: v for k, v in losses(network, b, names, args.half).items() if k not in args.without}
            optimizer.zero_grad()
            sum(WEIGHTS.get(k, 1.0) * v for k, v in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            for k, v in parts.items():
                mean[k] = mean.get(k, v.item()) * 0.98 + 0.02 * v.item()
            if step % 50 == 0:
                print(step, total, round(time.time() - clock), {k: round(v, 3) for k, v in mean.items()}, flush=True)
            if step % 200 == 0:
                save(number, i + 1)
        figures: dict[str, float] = {}
        for corpus, documents in held.items():
            figures |= {f"{corpus}.{k}": v for k, v in evaluate(network, documents, device).items()}
        line = json.dumps({"epoch": number + 1, "step": step, "seconds": round(time.time() - clock), **figures})
        print(line, flush=True)
        with (args.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        save(number + 1, 0)
        torch.save(network.state_dict(), args.work / f"epoch{number + 1}.pt")


if __name__ == "__main__":
    main()
