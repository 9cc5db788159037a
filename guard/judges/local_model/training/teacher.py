"""A larger encoder is trained on the same posts, and the one that ships learns from what it says of them as well.

What a teacher says between 0 and 1 tells more of a post than the decision alone: how near a harmless twin came (Hinton,
Vinyals and Dean 2015). The labels that people gave and the teacher's numbers count half each.
"""

import os
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import torch

from guard.judges.local_model.heads import CATEGORIES, HEADS, VERDICTS
from guard.judges.local_model.training.encoder import Encoder
from guard.judges.local_model.training.labelled import Example
from guard.judges.local_model.training.learning import Plan, samples, scores, train
from guard.judges.local_model.wordpiece import WordPiece

PLAN = Plan(passes=2, rate=4e-5, seed=1)
RESTING = 3
"""Layers of the teacher from the bottom that stay as they came, beside its vocabulary: a fifth less work."""

SHARE = 0.5
"""How much of a label is the teacher's."""

READS = frozenset({"mission", "own"})
"""The sources that the teacher learns from: whole posts. Of all posts with a decision it says what it thinks."""

TAUGHT = (*VERDICTS, *CATEGORIES)


def words_of(base: str) -> WordPiece:
    """The vocabulary of a base: BERT's marks, or those of MPNet."""
    with open(os.path.join(base, "vocab.txt"), encoding="utf-8") as stream:
        pieces = stream.read().splitlines()
    return WordPiece(pieces) if "[CLS]" in pieces else WordPiece(pieces, begin="<s>", end="</s>")


def trained(
    base: str, examples: Sequence[Example], words: WordPiece, path: str, told: Callable[[str], None]
) -> Encoder:
    """The teacher, which is kept in ``path`` and not trained again."""
    encoder = Encoder(base)
    if os.path.exists(path):
        encoder.load_state_dict(torch.load(path, weights_only=True))
        return encoder
    resting = ("body.embeddings", *(f"body.encoder.layer.{place}." for place in range(RESTING)))
    for name, values in encoder.named_parameters():
        values.requires_grad = not name.startswith(resting)
    chosen = samples([example for example in examples if example.source in READS], words)
    train(encoder, chosen, PLAN, told, lambda turn: told(f"the teacher has read all {turn} times"))
    torch.save(encoder.state_dict(), path)
    return encoder


def softened(examples: Sequence[Example], said: Any) -> list[Example]:
    """The examples with labels between what people and the teacher say; ``said`` has a row each, a column a head."""
    return [_softened(example, dict(zip(HEADS, row, strict=True))) for example, row in zip(examples, said, strict=True)]


def _softened(example: Example, said: dict[str, float]) -> Example:
    mixed = {
        head: (1 - SHARE) * value + SHARE * said[head] if head in TAUGHT else value
        for head, value in example.labels.items()
    }
    return msgspec.structs.replace(example, labels=mixed)


def taught(base: str, examples: Sequence[Example], out: str, told: Callable[[str], None]) -> list[Example]:
    """``examples`` with softer labels; the teacher and what it says are kept in ``out``."""
    path = os.path.join(out, "teacher-says.pt")
    if not os.path.exists(path):
        words = words_of(base)
        encoder = trained(base, examples, words, os.path.join(out, "teacher.pt"), told)
        torch.save(scores(encoder, samples(examples, words)), path)
    return softened(examples, torch.load(path, weights_only=True).tolist())
