"""Fits stance and demand, and turns what was fitted into the tables of whole numbers that ship."""

from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from flows.audience.reading import DEMANDS, STANCES
from flows.audience.trained_features import SHAPES
from flows.audience.trained_weights import COLUMNS
from flows.audience.training.feelings import Feelings
from flows.audience.training.joined import joined
from flows.audience.training.seen import Seen, numbering, seen, table
from flows.audience.training.written import Written


class Choices(NamedTuple):
    """What was chosen by cross-validation over mishaps.

    ``least`` is the number of replies in which a piece must stand, ``pieces`` and ``feelings`` are how much these count
    beside the shapes, ``stance`` and ``demand`` how loosely each is fitted (sklearn's C).
    """

    least: int = 2
    pieces: float = 4.0
    feelings: float = 1.0
    stance: float = 0.6
    demand: float = 2.0


CHOSEN = Choices()


class Fitted(NamedTuple):
    """The evidence of each piece and each shape for each column, as fitted."""

    columns: dict[int, int]
    pieces: Any
    shapes: Any
    offset: Any

    def evidence(self, what: Seen) -> Any:
        """The evidence for each column, a row a text."""
        return table(what.pieces, self.columns) @ self.pieces + what.shapes @ self.shapes + self.offset


def fit(replies: list[Written], what: Seen, felt: Feelings, choices: Choices = CHOSEN) -> Fitted:
    """Learn stance and demand from ``replies``, seen as ``what``, and from pairs of them."""
    pairs = joined(replies)
    replies, what = [*replies, *pairs], what.and_of(seen(pairs))
    own = numbering(what.pieces, choices.least)
    columns = {piece: place for place, piece in enumerate(sorted({*own, *felt.columns}))}
    features = sp.hstack(
        [
            what.shapes,
            table(what.pieces, own) * choices.pieces,
            felt.of(what.pieces) * choices.feelings,
        ]
    ).tocsr()
    stance = _stance(replies, features, choices.stance)
    demand = _demand(replies, features, choices.demand)
    coefficients = np.concatenate([stance.coef_, demand.coef_]).T
    shapes, rest = coefficients[: len(SHAPES)], coefficients[len(SHAPES) :]
    weights = np.zeros((len(columns), len(COLUMNS)))
    weights[[columns[piece] for piece in own]] += rest[: len(own)] * choices.pieces
    weights[[columns[piece] for piece in felt.columns]] += felt.weights @ rest[len(own) :] * choices.feelings
    return Fitted(columns, weights, shapes, np.concatenate([stance.intercept_, demand.intercept_]))


def _stance(replies: list[Written], features: Any, strict: float) -> Any:
    truth = [STANCES.index(reply.stance) for reply in replies]
    return _fitted(features, np.array(truth), np.ones(len(truth)), strict)


def _demand(replies: list[Written], features: Any, strict: float) -> Any:
    """A reply with two demands is learned for both, each with half its weight."""
    rows, truth, weights = [], [], []
    for row, reply in enumerate(replies):
        for demand in reply.demands or ("none",):
            rows.append(row)
            truth.append((*DEMANDS, "none").index(demand))
            weights.append(1 / max(1, len(reply.demands)))
    return _fitted(features[rows], np.array(truth), np.array(weights), strict)


def _fitted(features: Any, truth: Any, weights: Any, strict: float) -> Any:
    """Rare labels count more, by the root of how rare they are."""
    often = np.bincount(truth) / len(truth)
    weights = weights / np.sqrt(often[truth])
    weights *= len(truth) / weights.sum()
    return LogisticRegression(C=strict, max_iter=300, tol=1e-3).fit(features, truth, sample_weight=weights)
