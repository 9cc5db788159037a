"""Texts of the public under open licences (see the data's README): what each source's labels mean, how far they go."""

import random
from collections.abc import Iterator
from typing import Any

from guard.judges.local_model.reading import read
from guard.judges.local_model.training.labelled import Example, rows
from guard.view import Text

Labels = dict[str, float]


def texts(path: str, split: str, share: dict[str, float], seed: int = 0) -> Iterator[Example]:
    """The texts of public_train of one ``split``, of each source the ``share`` (by the name in its key) of them."""
    chance = random.Random(seed)
    for row in rows(path):
        if row["split"] != split:
            continue
        maker = next(name for name in MAKERS if name in row["source"])
        if chance.random() >= share.get(maker, 1.0):
            continue
        told = MAKERS[maker](row)
        if told is not None:
            yield plain(row, told, weight=TRUST.get(maker, 1.0), source=maker)


def crises(path: str, share: float, seed: int = 0) -> Iterator[Example]:
    """Posts in disasters; the question is whether they speak of one."""
    chance = random.Random(seed)
    for row in rows(path):
        kinds = row["categories"]
        if chance.random() >= share or "Not labeled" in kinds or "Not applicable" in kinds:
            continue
        yield plain(row, {"disaster": float("Not related" not in kinds)}, weight=1.0, source="crisis")


def plain(row: dict[str, Any], labels: Labels, *, weight: float, source: str) -> Example:
    """An example from a text without surroundings."""
    reading = read(Text(row["text"]))
    return Example(
        reading=reading, around="", labels=labels, spans=None, weight=weight, source=source, group=row["id"], row=row
    )


def _hate(row: dict[str, Any]) -> Labels:
    return {"hate": 1.0, "offence": 1.0} if row["label"] else {"hate": 0.0}


def _implicit(row: dict[str, Any]) -> Labels:
    return {"hate": float(row["label"])}


def _davidson(row: dict[str, Any]) -> Labels:
    if "hate" in row["categories"]:
        return {"hate": 1.0, "offence": 1.0}
    return {"hate": 0.0, "offence": float(row["label"])}


def _templates(row: dict[str, Any]) -> Labels:
    return {"offence": 1.0} if row["label"] else {"hate": 0.0, "offence": 0.0, "risky": 0.0}


def _sexism(row: dict[str, Any]) -> Labels:
    return {"hate": 1.0, "sexism": 1.0} if row["label"] else {"sexism": 0.0}


def _toxic(_row: dict[str, Any]) -> Labels:
    return {"offence": 1.0}


ANGRY = {"anger", "annoyance", "disgust", "disapproval"}
GLAD = {"admiration", "gratitude", "love", "joy", "optimism", "caring", "excitement", "pride", "relief", "amusement"}
SAD = {"sadness", "disappointment", "fear", "remorse", "grief", "nervousness", "embarrassment"}


def _emotions(row: dict[str, Any]) -> Labels:
    kinds = set(row["categories"])
    labels = {"positive": float(bool(kinds & GLAD)), "negative": float(bool(kinds & (SAD | ANGRY)))}
    return labels if kinds & ANGRY else labels | {"hate": 0.0, "offence": 0.0}


MAKERS = {
    "GoEmotions": _emotions,
    "hate-speech-and-offensive-language": _davidson,
    "Measuring Hate Speech": _hate,
    "sentence_templates": _templates,
    "implicit-hate": _implicit,
    "edos": _sexism,
    "toxic_spans": _toxic,
    "Hatemoji": _hate,
    "online-misogyny": _sexism,
    "TOXIGEN": _implicit,
}
"""What the labels of each source mean; the key stands in the source's name."""

TRUST = {"sentence_templates": 0.3, "hate-speech-and-offensive-language": 0.5, "GoEmotions": 0.5}
"""How far labels are trusted that are template-like, biased against a dialect, or meant for something else."""
