"""From the data to the weights, in one command: ``python -m flows.audience.training DATA OUT``."""

import os
import sys
from functools import partial
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold

from flows.audience.phrase_reader import PhraseReader
from flows.audience.reading import Judgement
from flows.audience.trained import TrainedReader, verdict
from flows.audience.trained_weights import COLUMNS
from flows.audience.training.card import card
from flows.audience.training.feelings import Feelings, feelings
from flows.audience.training.fitting import Fitted, fit
from flows.audience.training.measuring import Figures, figures, judged, temperatures
from flows.audience.training.seen import Seen, seen
from flows.audience.training.shipping import ship
from flows.audience.training.written import Written, example, storm, written

FOLDS = 6

DEMAND = 0.6
"""How sure it must be that anything is asked for: about four in five demands that are named are then right, on the
training replies, each read without its mishap."""


def main(data: str, out: str) -> None:
    """Learn, measure, and write everything that ships into the folder ``out``."""
    replies = written("replies")
    what, felt = seen(replies), feelings(data)
    held_back = crossed(replies, what, felt)
    hand = [number for number, reply in enumerate(replies) if reply.set != "tables"]
    warmths = temperatures([replies[number] for number in hand], held_back[hand])
    settings = ship(fit(replies, what, felt), warmths, DEMAND, out)
    rows = [("training replies, other mishaps", *_crossed(replies, hand, held_back, warmths))]
    rows += [(name, *both(some, out)) for name, some in measured().items()]
    text = card(settings, replies, rows)
    with open(os.path.join(out, "MODEL_CARD.md"), "w", encoding="utf-8") as stream:
        stream.write(text)
    sys.stdout.write(text)


def crossed(replies: list[Written], what: Seen, felt: Feelings) -> Any:
    """The evidence about each reply by a model that was not trained on its mishap."""
    evidence = np.zeros((len(replies), len(COLUMNS)))
    for train, test in GroupKFold(FOLDS).split(replies, groups=[reply.mishap for reply in replies]):
        fitted: Fitted = fit([replies[number] for number in train], what.of(train), felt)
        evidence[test] = fitted.evidence(what.of(test))
    return evidence


def _crossed(
    replies: list[Written], hand: list[int], evidence: Any, warmths: tuple[float, float]
) -> tuple[Figures, Figures]:
    some = [replies[number] for number in hand]
    phrases = {reply.post: PhraseReader(reply.post) for reply in some}
    found: list[Judgement] = [
        verdict(phrases[reply.post].hear(reply.text), evidence[number].tolist(), warmths, DEMAND)
        for number, reply in zip(hand, some, strict=True)
    ]
    return figures(some, judged(some, PhraseReader)), figures(some, found)


def measured() -> dict[str, list[Written]]:
    """What no training ever saw."""
    held = written("heldout")
    return {
        "held-out replies, first hand": [reply for reply in held if reply.set == "first"],
        "held-out replies, second hand": [reply for reply in held if reply.set == "second"],
        "example recovery": example(),
        "synthetic storm": storm(3000, 21),
    }


def both(replies: list[Written], folder: str) -> tuple[Figures, Figures]:
    """Figures of the phrases alone, and of the reader whose weights are in ``folder``."""
    trained = partial(TrainedReader, folder=folder)
    return figures(replies, judged(replies, PhraseReader)), figures(replies, judged(replies, trained))


if __name__ == "__main__":
    main(*sys.argv[1:])
