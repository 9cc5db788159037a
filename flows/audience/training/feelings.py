"""What 48,000 short texts of strangers teach about feelings (GoEmotions): 27 feelings and none, piece by piece."""

import os
from collections import Counter
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import Ridge

from flows.audience.trained_features import pieces
from flows.audience.training.seen import numbering, table
from flows.audience.training.written import lines
from guard.text.fold import fold
from guard.text.tokens import tokenise

LEAST = 10
"""Texts in which a piece must stand."""

ALPHA = 3.0

NAMES = (("[NAME]", "Sam"), ("[RELIGION]", "faith"))
"""What the texts have in place of names."""


class Feelings(NamedTuple):
    """How much each piece (a column) speaks for each feeling; ``weights`` has a row a piece."""

    columns: dict[int, int]
    weights: Any
    names: tuple[str, ...]

    def of(self, texts: list[list[int]]) -> Any:
        """The feelings of texts, a row each."""
        return table(texts, self.columns) @ self.weights


def feelings(data: str) -> Feelings:
    """Learn them from ``public_train.jsonl.gz`` in the folder ``data``."""
    texts, felt = [], []
    for one in lines(os.path.join(data, "public_train.jsonl.gz")):
        if one["id"].startswith("goemotions:"):
            texts.append(_pieces(one["text"]))
            felt.append(one["categories"])
    names = tuple(sorted(Counter(feeling for some in felt for feeling in some)))
    truth = np.array([[name in some for name in names] for some in felt], float)
    often = truth.mean(axis=0)
    columns = numbering(texts, LEAST)
    fitted = Ridge(alpha=ALPHA, solver="sparse_cg", tol=1e-2, fit_intercept=False)
    fitted.fit(table(texts, columns), (truth - often) / np.sqrt(often))
    return Feelings(columns, fitted.coef_.T, names)


def _pieces(text: str) -> list[int]:
    for sign, name in NAMES:
        text = text.replace(sign, name)
    return pieces(tokenise(text, fold(text)).words)
