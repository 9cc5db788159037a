"""From the trained encoder to the file that ships: ONNX, eight-bit whole numbers, probabilities instead of logits."""

import os
import tempfile
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from guard.judges.local_model.network import WEIGHTS
from guard.judges.local_model.packing import WINDOW
from guard.judges.local_model.training.encoder import Encoder

OPSET = 17


class Shipped(nn.Module):
    """The encoder as it ships."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, numbers: Any, segments: Any, seen: Any) -> tuple[Any, Any]:
        """Probabilities of the heads, and of the tokens."""
        heads, tokens = self.encoder(numbers, segments, seen)
        return heads.sigmoid(), tokens.sigmoid()


def export(encoder: Encoder, folder: str) -> str:
    """Write ``model.onnx`` into ``folder``; the path is returned."""
    encoder.eval()
    _shorten(encoder)
    example = torch.ones(2, 12, dtype=torch.long)
    names = ["numbers", "segments", "seen"]
    path = os.path.join(folder, WEIGHTS)
    with tempfile.TemporaryDirectory() as scratch:
        whole = os.path.join(scratch, "whole.onnx")
        torch.onnx.export(
            Shipped(encoder),
            (example, torch.zeros_like(example), example),
            whole,
            input_names=names,
            output_names=["heads", "evidence"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in [*names, "evidence"]} | {"heads": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    return path


def _shorten(encoder: Encoder) -> None:
    """Keep the places of a window only: the others are never read."""
    embeddings = encoder.body.embeddings
    kept = nn.Embedding.from_pretrained(embeddings.position_embeddings.weight[:WINDOW].clone())
    embeddings.position_embeddings = kept
    embeddings.register_buffer("position_ids", torch.arange(WINDOW).unsqueeze(0), persistent=False)
    embeddings.register_buffer("token_type_ids", torch.zeros(1, WINDOW, dtype=torch.long), persistent=False)
    encoder.body.config.max_position_embeddings = WINDOW
