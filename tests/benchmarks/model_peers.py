"""The guard's own model beside other readers of texts (`make bench-model`).

Quality: on the development split of the openly licensed texts, source by source, beside TF-IDF with a linear model that
is trained here on the training split of the same texts, and beside alt-profanity-check as it is installed. Each says
harmful from 0.5 on; macro-F1 is the mean of the F1 of harmful and of harmless. A source with one kind of text only has
no macro-F1, so the share that is called harmful stands there.

Speed: one warm check after the other (rules and model), and posts per CPU second beside alt-profanity-check and, where
PyTorch and transformers are installed and ``--pipeline`` names a folder with a model, beside a text-classification
pipeline. Only ratios within one run mean anything.

    python tests/benchmarks/model_peers.py ../shared/data [--pipeline FOLDER]
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from bench import TEXTS, verdict
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline, make_union

from guard.engine import Guard
from guard.judges.local_model.judge import LocalModel
from guard.judges.local_model.network import Network
from guard.judges.local_model.packing import pack
from guard.judges.local_model.reading import read
from guard.model import Post
from guard.view import Text

HARMFUL = ("hate", "offence", "sexism")
"""The heads of the model of which one is enough to call a text harmful."""
WARM, POSTS = 50, 1_000
P95_TARGET = 12
"""Milliseconds for one warm check."""
AT_ONCE = 32

Scorer = Callable[[Sequence[str]], Sequence[float]]


class Labelled(NamedTuple):
    """A text of somebody else, and whether they call it harmful."""

    source: str
    text: str
    harmful: bool


def texts(data: str, split: str) -> list[Labelled]:
    """The texts of one split that have a label."""
    with gzip.open(os.path.join(data, "public_train.jsonl.gz"), "rt", encoding="utf-8") as stream:
        rows = (json.loads(line) for line in stream)
        return [
            Labelled(_short(row["source"]), row["text"], bool(row["label"]))
            for row in rows
            if row["split"] == split and row["label"] is not None
        ]


def _short(source: str) -> str:
    return source.removeprefix("github.com/").split(" ")[0].split("@")[0][-38:]


def own_model() -> Scorer:
    """The network alone, on the text as the guard reads it."""
    network = Network()

    def score(chosen: Sequence[str]) -> list[float]:
        windows = (pack(network.words, read(Text(text)), "") for text in chosen)
        return [max(one.heads[head] for one in network.read(found) for head in HARMFUL) for found in windows]

    return score


def linear(train: Sequence[Labelled]) -> Scorer:
    """TF-IDF of words and of characters with logistic regression."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=5, sublinear_tf=True)
    model = make_pipeline(make_union(words, characters), LogisticRegression(solver="liblinear", C=4.0))
    model.fit([one.text for one in train], [one.harmful for one in train])
    return lambda chosen: model.predict_proba(list(chosen))[:, 1].tolist()  # type: ignore[no-any-return]


def alt_profanity_check() -> Scorer:
    """The peer of that name."""
    from profanity_check import predict_prob

    return lambda chosen: predict_prob(list(chosen)).tolist()  # type: ignore[no-any-return]


def quality(data: str) -> Iterator[str]:
    """Macro-F1 by source for each reader."""
    train, held = texts(data, "train"), texts(data, "dev")
    readers = {
        "own model": own_model(),
        "TF-IDF + linear": linear(train),
        "alt-profanity-check": alt_profanity_check(),
    }
    told = {name: [value >= 0.5 for value in score([one.text for one in held])] for name, score in readers.items()}
    yield f"{'Macro-F1 on public_train, split dev':40} {'texts':>6} " + " ".join(f"{name:>20}" for name in readers)
    sources = sorted({one.source for one in held})
    means: dict[str, list[float]] = {name: [] for name in readers}
    for source in sources:
        here = [place for place, one in enumerate(held) if one.source == source]
        truth = [held[place].harmful for place in here]
        row = {name: _figure(truth, [said[place] for place in here]) for name, said in told.items()}
        both = len(set(truth)) > 1
        yield (
            f"{source:40} {len(here):6} "
            + " ".join(f"{value:20.3f}" for value in row.values())
            + ("" if both else "  (called harmful, all are)")
        )
        for name, value in row.items() if both else ():
            means[name].append(value)
    yield f"{'mean of the sources with both kinds':40} {len(held):6} " + " ".join(
        f"{statistics.mean(found):20.3f}" for found in means.values()
    )


def _figure(truth: Sequence[bool], said: Sequence[bool]) -> float:
    if len(set(truth)) > 1:
        return float(f1_score(truth, said, average="macro"))
    return sum(said) / len(said)


def speed(pipeline: str | None) -> Iterator[str]:
    """How long one warm check takes, and how many posts each reader manages in a CPU second."""
    posts = [TEXTS[n % len(TEXTS)].format(n=n) for n in range(POSTS)]
    guard = Guard(judges=[LocalModel()])
    took = [_seconds(lambda text=text: guard.check(Post(text=text))) * 1000 for text in posts]
    warm = sorted(took[WARM:])
    yield f"\nOne warm check, rules and model: median {statistics.median(warm):.1f} ms"
    yield verdict("95 of 100 warm checks end within, ms", warm[int(len(warm) * 0.95)], P95_TARGET)
    readers: dict[str, Callable[[], Any]] = {
        "guard, rules and model": lambda: list(guard.check_all([Post(text=text) for text in posts])),
        "alt-profanity-check, one by one": _one_by_one(alt_profanity_check(), posts),
        "alt-profanity-check, all at once": lambda: alt_profanity_check()(posts),
        **_pipeline(pipeline, posts),
    }
    yield f"\n{'Posts per CPU second, one thread':40} {'posts':>8}"
    for name, work in readers.items():
        yield f"  {name:38} {POSTS / _cpu(work):8,.0f}"


def _one_by_one(score: Scorer, posts: Sequence[str]) -> Callable[[], Any]:
    return lambda: [score([text]) for text in posts]


def _pipeline(folder: str | None, posts: Sequence[str]) -> dict[str, Callable[[], Any]]:
    if folder is None:
        return {}
    import torch
    from transformers import pipeline

    torch.set_num_threads(1)
    classify = pipeline("text-classification", model=folder, device="cpu", batch_size=AT_ONCE)
    return {f"PyTorch pipeline, {os.path.basename(folder)}": lambda: classify(list(posts))}


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _cpu(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the tables, each line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", default="../shared/data", help="the folder with public_train.jsonl.gz")
    parser.add_argument("--pipeline", metavar="FOLDER", help="a model for a PyTorch text-classification pipeline")
    wanted = parser.parse_args()
    parts = [speed(wanted.pipeline)]
    if os.path.exists(os.path.join(wanted.data, "public_train.jsonl.gz")):
        parts.insert(0, quality(wanted.data))
    for part in parts:
        for line in part:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
