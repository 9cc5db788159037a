"""The network that is trained: an encoder with one number a head for the post, and one a token for the evidence."""

from typing import Any

import torch
from torch import nn
from transformers import AutoModel, BertModel

from guard.judges.local_model.heads import HEADS
from guard.judges.local_model.training.vocabulary import meaning
from guard.judges.local_model.wordpiece import WordPiece


class Encoder(nn.Module):
    """Reads tokens; gives logits of the heads, and for every token the logit that it is part of the trouble."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(base, add_pooling_layer=False)
        width = self.body.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.mixed = nn.Linear(3 * width, width)
        self.heads = nn.Linear(width, len(HEADS))
        self.evidence = nn.Linear(width, 1)

    def forward(self, numbers: Any, segments: Any, seen: Any) -> tuple[Any, Any]:
        """Logits of the heads (batch, heads) and of the tokens (batch, tokens); ``seen`` is 1 where a token stands."""
        more = {"token_type_ids": segments} if isinstance(self.body, BertModel) else {}
        hidden = self.body(input_ids=numbers, attention_mask=seen, **more).last_hidden_state
        tokens = self.evidence(hidden).squeeze(-1)
        mask = seen.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        most = (hidden - (1 - mask) * 1e4).max(1).values
        pooled = torch.cat([hidden[:, 0], mean, most], dim=-1)
        mixed = torch.nn.functional.gelu(self.mixed(self.drop(pooled)))
        return self.heads(self.drop(mixed)), tokens


def give_meaning(encoder: Encoder, words: WordPiece, added: dict[int, str]) -> None:
    """Start the pieces that the base did not know with the mean of the words of their names."""
    table = encoder.body.get_input_embeddings().weight
    with torch.no_grad():
        for number, sign in added.items():
            named = [piece for piece, _, _ in words.cut(meaning(sign))]
            table[number] = table[named].mean(0)
