"""One pass after the other over the examples: batches of like length, losses that skip what nobody labelled."""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from msgspec import Struct
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from guard.judges.local_model.heads import CATEGORIES, HEADS
from guard.judges.local_model.packing import Window, pack
from guard.judges.local_model.training.encoder import Encoder
from guard.judges.local_model.training.labelled import Example
from guard.judges.local_model.wordpiece import WordPiece

BATCH_TOKENS = 2048
"""Tokens of a batch, filling included."""

NO_SURROUNDINGS = 0.3
"""Share of the examples whose surroundings are hidden in a pass, so that the model learns to do without."""

EVIDENCE_WEIGHT = 0.5
RARE_WEIGHT = 4.0
"""How much more a category that is there counts than one that is not: most are not."""

THERE = 0.5
"""From which label on a category counts as there; a teacher's doubt alone stays below."""


class Plan(Struct, frozen=True, kw_only=True):
    """How one phase of the training goes; ``rate`` is the highest learning rate, ``passes`` may be a fraction."""

    passes: float
    rate: float
    seed: int


class Sample(Struct, frozen=True):
    """One example as tokens: with and without what stands around it, and its labels."""

    full: Window
    bare: Window
    labels: Any
    known: Any
    marked: Any
    weight: float


def samples(examples: Sequence[Example], words: WordPiece) -> list[Sample]:
    """The examples cut into tokens; of a long text only the first window, as labels are of the whole."""
    return [_sample(example, words) for example in examples]


def _sample(example: Example, words: WordPiece) -> Sample:
    full = pack(words, example.reading, example.around)[0]
    bare = pack(words, example.reading, "")[0] if example.around else full
    labels = torch.tensor([example.labels.get(head, 0.0) for head in HEADS])
    known = torch.tensor([float(head in example.labels) for head in HEADS])
    for place, head in enumerate(HEADS):
        if head in CATEGORIES and labels[place] >= THERE:
            known[place] = RARE_WEIGHT
    return Sample(full, bare, labels, known, example.spans, example.weight)


def batches(chosen: Sequence[Sample], seed: int, *, hide: float = 0.0) -> Iterator[list[tuple[Sample, Window]]]:
    """Batches of windows of like length, in random order; surroundings are hidden with the chance ``hide``."""
    chance = random.Random(seed)
    windows = [(sample, sample.bare if chance.random() < hide else sample.full) for sample in chosen]
    windows.sort(key=lambda pair: len(pair[1].numbers) + chance.random() * 4)
    packed: list[list[tuple[Sample, Window]]] = [[]]
    for pair in windows:
        if (len(packed[-1]) + 1) * len(pair[1].numbers) > BATCH_TOKENS and packed[-1]:
            packed.append([])
        packed[-1].append(pair)
    chance.shuffle(packed)
    yield from packed


def tensors(windows: Sequence[Window]) -> tuple[Any, Any, Any]:
    """Numbers, segments and the mask of a batch, filled up to its longest window."""
    longest = max(len(window.numbers) for window in windows)
    numbers = torch.zeros(len(windows), longest, dtype=torch.long)
    segments, seen = torch.zeros_like(numbers), torch.zeros_like(numbers)
    for row, window in enumerate(windows):
        length = len(window.numbers)
        numbers[row, :length] = torch.tensor(window.numbers)
        segments[row, :length] = torch.tensor(window.segments)
        seen[row, :length] = 1
    return numbers, segments, seen


def loss_of(encoder: Encoder, batch: list[tuple[Sample, Window]]) -> Any:
    """The loss of one batch: cross-entropy of the heads that are known, and of the marked words."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        heads, tokens = encoder(*tensors([window for _, window in batch]))
    labels = torch.stack([sample.labels for sample, _ in batch])
    known = torch.stack([sample.known * sample.weight for sample, _ in batch])
    each = cross_entropy(heads.float(), labels, reduction="none")
    of_heads = (each * known).sum() / known.sum().clamp(min=1) + (each * known)[:, 0].sum() / known[:, 0].sum().clamp(
        min=1
    )
    marks, marked = evidence_of(batch, tokens.shape)
    of_words = cross_entropy(tokens.float(), marks, reduction="none")
    return of_heads + EVIDENCE_WEIGHT * (of_words * marked).sum() / marked.sum().clamp(min=1)


def evidence_of(batch: list[tuple[Sample, Window]], shape: Any) -> tuple[Any, Any]:
    """For every token whether it is part of the trouble, and whether that is known."""
    marks, marked = torch.zeros(shape), torch.zeros(shape)
    for row, (sample, window) in enumerate(batch):
        if sample.marked is None:
            continue
        for token, (_, start, end) in enumerate(window.pieces, start=1):
            marked[row, token] = 1.0
            marks[row, token] = float(any(start < last and end > first for first, last in sample.marked))
    return marks, marked


def train(
    encoder: Encoder, chosen: Sequence[Sample], plan: Plan, told: Callable[[str], None], after: Callable[[int], None]
) -> None:
    """Run ``plan``; ``told`` hears how it goes, ``after`` is called at the end of each pass with its number."""
    order = [
        batch
        for turn in range(math.ceil(plan.passes))
        for batch in [*batches(chosen, plan.seed + turn, hide=NO_SURROUNDINGS), None]
    ]
    steps = int(plan.passes * sum(batch is not None for batch in order) / math.ceil(plan.passes))
    body = [p for n, p in encoder.named_parameters() if n.startswith("body.")]
    top = [p for n, p in encoder.named_parameters() if not n.startswith("body.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": top, "lr": 5 * plan.rate}], weight_decay=0.01, foreach=True
    )
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _pace(step, steps))
    encoder.train()
    step, turn, total, since = 0, 0, 0.0, time.monotonic()
    for batch in order:
        if batch is None:
            turn += 1
            after(turn)
            encoder.train()
            continue
        if step >= steps:
            break
        loss = loss_of(encoder, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimiser.step()
        pace.step()
        optimiser.zero_grad(set_to_none=True)
        step, total = step + 1, total + loss.item()
        if step % 100 == 0:
            told(f"step {step} of {steps}, loss {total / 100:.4f}, {time.monotonic() - since:.0f} s")
            total = 0.0


def _pace(step: int, steps: int) -> float:
    """Up for the first twentieth, then down to nothing."""
    warm = max(steps // 20, 1)
    return min(step / warm, max((steps - step) / max(steps - warm, 1), 0.0))


@torch.no_grad()
def scores(encoder: Encoder, chosen: Sequence[Sample]) -> Any:
    """The probability of every head for each sample, in order; those of like length are read together."""
    encoder.eval()
    order = sorted(range(len(chosen)), key=lambda place: len(chosen[place].full.numbers))
    found = torch.zeros(len(chosen), len(HEADS))
    for start in range(0, len(order), 32):
        places = order[start : start + 32]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            heads, _ = encoder(*tensors([chosen[place].full for place in places]))
        found[places] = heads.float().sigmoid()
    return found
