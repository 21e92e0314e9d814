"""The network: one BERT-shaped encoder, many heads (torch; at run time the same graph is run by onnxruntime).

Every head reads the first word piece of each word. Attributions are decoded cue by cue: a small transformer reads the
window again, conditioned on the cue, and a linear-chain CRF (Lafferty et al. 2001) chooses source and content spans, so
that attributions may overlap and nest, and spans have no holes. The tree is scored by biaffine attention (Dozat and
Manning 2017).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from briefing.language.decode import bio_transitions
from briefing.language.features import GAPS, QUOTES, SHAPES
from briefing.language.labels import CUE_LABELS, DEPS, NAME_LABELS, ROLE_LABELS, UPOS

DISTANCES = 31  # buckets of the signed distance from a cue


class Dropout(nn.Module):
    """Dropout with one mask a sequence (Gal and Ghahramani 2016): as good here, and far cheaper on a CPU."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * (torch.rand(x.size(0), 1, x.size(2), device=x.device) >= self.p).to(x.dtype) / (1 - self.p)


class Attention(nn.Module):
    """Multi-head self-attention."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.dense = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """X [B, L, D]; mask [B, 1, 1, L], 0 where to look and a large negative number elsewhere."""
        b, length, width = x.shape
        q, k, v = (
            f(x).view(b, length, self.heads, width // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask, -1)
            out = weights @ v
        else:
            out = F.scaled_dot_product_attention(q, k, v, mask)
        return self.dense(out.transpose(1, 2).reshape(b, length, width))


class Layer(nn.Module):
    """One transformer layer, normalised after the sum as BERT does."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.drop(self.attention(x, mask)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT with three more embeddings a piece (word shape, quotation, gap), which start at zero."""

    def __init__(
        self, layers: int, width: int = 384, heads: int = 12, inner: int = 1536, vocabulary: int = 30522
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.extra = nn.ModuleList(nn.Embedding(len(n), width) for n in (SHAPES, QUOTES, GAPS))
        for embedding in self.extra:
            nn.init.zeros_(embedding.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1) for _ in range(layers))

    def forward(self, ids: Tensor, extra: Tensor, mask: Tensor) -> Tensor:
        """Ids [B, L]; extra [B, 3, L]; mask [B, L] of 1 and 0. Returns [B, L, D]."""
        x = self.words(ids) + self.positions(torch.arange(ids.size(1), device=ids.device)) + self.segment
        for i, embedding in enumerate(self.extra):
            x = x + embedding(extra[:, i])
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def from_bert(cls, weights: dict[str, Tensor]) -> Encoder:
        """The encoder with the weights of a BertModel state dict."""
        layers = 1 + max(int(k.split(".")[2]) for k in weights if k.startswith("encoder.layer."))
        self = cls(layers, weights["embeddings.word_embeddings.weight"].shape[1])
        state = self.state_dict()
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "attention.query": "attention.self.query", "attention.key": "attention.self.key",
            "attention.value": "attention.self.value", "attention.dense": "attention.output.dense",
            "norm1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense",
            "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(layers):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{mine}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        for mine, theirs in names.items():
            state[mine] = weights[theirs].float()
        state["segment"] = weights["embeddings.token_type_embeddings.weight"][0].float()
        self.load_state_dict(state)
        self.words.weight.requires_grad_(False)  # 11.7 of 22 M parameters: training them costs time and brings nothing
        return self


class Biaffine(nn.Module):
    """Scores of pairs of words; `k` hidden units a side, `n` labels."""

    def __init__(self, width: int, k: int, n: int) -> None:
        super().__init__()
        self.a, self.b = nn.Linear(width, k), nn.Linear(width, k)
        self.U = nn.Parameter(torch.randn(n, k + 1, k + 1) * 0.02)
        self.drop = Dropout(0.2)

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        a, b = self.drop(F.gelu(self.a(x))), self.drop(F.gelu(self.b(x)))
        return F.pad(a, (0, 1), value=1.0), F.pad(b, (0, 1), value=1.0)


class Roles(nn.Module):
    """Source and content of a cue: a small transformer over the window's words, told where the cue is."""

    def __init__(self, width: int, k: int = 128, layers: int = 2) -> None:
        super().__init__()
        self.word, self.cue, self.gate_word, self.gate_cue = (nn.Linear(width, k) for _ in range(4))
        self.distance = nn.Embedding(DISTANCES, k)
        self.inside = nn.Embedding(2, k)
        self.norm = nn.LayerNorm(k)
        self.layers = nn.ModuleList(Layer(k, 4, 2 * k, 0.1) for _ in range(layers))
        self.out = nn.Linear(k, len(ROLE_LABELS))
        transitions, start = bio_transitions(ROLE_LABELS)
        self.register_buffer("allowed", torch.from_numpy(transitions))
        self.register_buffer("allowed_start", torch.from_numpy(start))
        self.free = nn.Parameter(torch.zeros(len(ROLE_LABELS), len(ROLE_LABELS)))

    def transitions(self) -> Tensor:
        return self.free + self.allowed

    def forward(self, words: Tensor, mask: Tensor, row: Tensor, start: Tensor, end: Tensor) -> Tensor:
        """Words [B, W, D], mask [B, W], row/start/end [R]: the cue's window and its half-open words. Returns [R, W, 5]."""
        width = words.size(1)
        place = torch.arange(width, device=words.device)[None]
        inside = ((place >= start[:, None]) & (place < end[:, None])).long()
        away = torch.where(place < start[:, None], place - start[:, None], (place - end[:, None] + 1).clamp(min=0))
        near = away.abs()  # buckets: 0 to 6 words away, then half octaves
        far = ((near.clamp(min=1).float().log2() - 2.8) * 2).floor().long() + 7
        bucket = torch.where(near <= 6, near, far.clamp(7, 15)) * torch.sign(away) + DISTANCES // 2
        cue = words[row, start]
        x = self.word(words)[row] + self.cue(cue)[:, None] + self.gate_word(words)[row] * self.gate_cue(cue)[:, None]
        x = self.norm(x + self.distance(bucket) + self.inside(inside))
        bias = (1.0 - mask[row][:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.out(x)

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a cue; emissions [R, W, K], labels [R, W], mask [R, W] (a prefix of ones)."""
        transitions = self.transitions()
        on = mask.to(emissions.dtype)
        gold = emissions.gather(2, labels[..., None])[..., 0] * on
        steps = transitions[labels[:, :-1], labels[:, 1:]] * on[:, 1:]
        gold_score = gold.sum(1) + steps.sum(1) + self.allowed_start[labels[:, 0]]
        alpha = emissions[:, 0] + self.allowed_start
        for i in range(1, emissions.size(1)):
            step = torch.logsumexp(alpha[:, :, None] + transitions, 1) + emissions[:, i]
            alpha = torch.where(mask[:, i, None], step, alpha)
        return (torch.logsumexp(alpha, 1) - gold_score).mean()


class Network(nn.Module):
    """Encoder and heads. `forward` gives what one pass over windows can give; `roles` then reads it cue by cue."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.norm.weight.numel()
        self.start = nn.Linear(width, 1)
        self.cue = nn.Linear(width, len(CUE_LABELS))
        self.names = nn.Linear(width, len(NAME_LABELS))
        self.upos = nn.Linear(width, len(UPOS))
        self.arc = Biaffine(width, 192, 1)
        self.dep = Biaffine(width, 96, len(DEPS))
        self.roles = Roles(width)
        self.drop = Dropout(0.1)

    def words(self, ids: Tensor, extra: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Word vectors [B, W, D] at the first piece of each word; first [B, W]."""
        pieces = self.encoder(ids, extra, mask)
        return self.drop(torch.gather(pieces, 1, first[..., None].expand(-1, -1, pieces.size(2))))

    def arcs(self, words: Tensor, sentence: Tensor) -> Tensor:
        """Head scores [B, W, W]; words of other sentences (sentence [B, W], -1 for padding) are out of reach."""
        a, b = self.arc.sides(words)
        scores = (a @ self.arc.U[0]) @ b.transpose(1, 2)
        return scores + (sentence[:, :, None] != sentence[:, None]).to(scores.dtype) * -1e4

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Relation scores [B, W, n] of each word to its head [B, W]."""
        a, b = self.dep.sides(words)
        b = torch.gather(b, 1, heads[..., None].expand(-1, -1, b.size(2)))
        n, k, _ = self.dep.U.shape
        left = a @ self.dep.U.permute(1, 0, 2).reshape(k, n * k)
        return (left.view(*a.shape[:2], n, k) @ b[..., None])[..., 0]

    def forward(self, ids: Tensor, extra: Tensor, mask: Tensor, first: Tensor, breaks: Tensor) -> tuple[Tensor, ...]:
        """All heads but roles; breaks [B, W]: 1 where a sentence must start, -1 for padding, else 0."""
        words = self.words(ids, extra, mask, first)
        starts = self.start(words)[..., 0]
        sentence = torch.where(breaks < 0, -1, ((starts > 0) | (breaks > 0)).long().cumsum(1))
        arcs = self.arcs(words, sentence)
        relations = self.relations(words, arcs.argmax(2))
        return words, starts, self.cue(words), self.names(words), self.upos(words), arcs, relations
