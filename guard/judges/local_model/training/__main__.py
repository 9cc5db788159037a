"""``python -m guard.judges.local_model.training DATA OUT BASE TEACHER``: from the data folder to all that ships.

First the open data of others (hate, offence, disasters, feelings), then the posts with a decision, with some of the
first mixed in so that nothing is forgotten. Each phase is kept when it is done and not run again.
"""

import os
import random
import sys
from collections.abc import Sequence

import torch

from guard.judges.local_model.training import decided, public, teacher, vocabulary
from guard.judges.local_model.training.encoder import Encoder, give_meaning
from guard.judges.local_model.training.export import export
from guard.judges.local_model.training.labelled import Example
from guard.judges.local_model.training.learning import Plan, Sample, samples, scores, train
from guard.judges.local_model.training.shipping import settle
from guard.judges.local_model.wordpiece import WordPiece

SEED = 7
FIRST = Plan(passes=1, rate=5e-5, seed=SEED)
SECOND = Plan(passes=3, rate=5e-5, seed=SEED + 100)

SHARE = {
    "GoEmotions": 0.2,
    "hate-speech-and-offensive-language": 0.25,
    "Measuring Hate Speech": 0.55,
    "sentence_templates": 0.15,
    "implicit-hate": 0.5,
    "edos": 0.5,
    "toxic_spans": 0.35,
    "online-misogyny": 0.5,
}
"""How much of each source is read in the first phase: enough of each, so that two cores do it in an hour."""

CRISES = 0.3
AGAIN = 0.05
"""How much of the first phase is read again in each pass of the second."""

ORDINARY = 0.2
"""Share of the replayed ordinary texts (GoEmotions) that count as harmless posts as well."""


TESTS = "tests"
"""The tests of this project, from its top folder: their samples are posts as well."""


def say(line: str) -> None:
    """Tell whoever waits."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - the recipe is a program for developers


def everything(data: str) -> tuple[list[Example], list[Example], list[Example]]:
    """The examples of the first phase, of the second, and the development posts."""
    first = [
        *public.texts(os.path.join(data, "public_train.jsonl.gz"), "train", SHARE, SEED),
        *public.crises(os.path.join(data, "crisis_posts.jsonl.gz"), CRISES, SEED),
    ]
    second = [
        *decided.mission(os.path.join(data, "mission_train.jsonl.gz")),
        *decided.own(),
        *decided.written(os.path.join(TESTS, "corpus", "written")),
        *decided.cases(os.path.join(TESTS, "detectors", "cases")),
    ]
    return first, second, list(decided.mission(os.path.join(data, "mission_dev.jsonl.gz")))


def replayed(first: Sequence[Example]) -> list[Example]:
    """Some of the first phase again; a part of its ordinary texts as harmless posts."""
    chance = random.Random(SEED)
    again = [example for example in first if chance.random() < AGAIN]
    harmless = [
        e for e in first if e.source == "GoEmotions" and e.labels.get("offence") == 0.0 and chance.random() < ORDINARY
    ]
    import msgspec

    return again + [msgspec.structs.replace(e, labels={**e.labels, "risky": 0.0, "block": 0.0}) for e in harmless]


def report(encoder: Encoder, development: Sequence[Sample]) -> str:
    """How well risky posts of the development file are told from harmless ones."""
    from sklearn.metrics import roc_auc_score, roc_curve

    risky = [sample.labels[0].item() for sample in development]
    score = scores(encoder, development)[:, 0].numpy()
    wrong, right, _ = roc_curve(risky, score)
    return f"AUROC {roc_auc_score(risky, score):.4f}, found at 10 % false alarms {max(right[wrong <= 0.1]):.3f}"


def main(data: str, out: str, base: str, larger: str = "") -> None:
    """Train, and write all that ships into ``out``; what stands there already is not trained again.

    ``base`` and ``larger`` are the folders of the encoder that is trained further and of its teacher; without the
    latter the labels stay as people gave them.
    """
    torch.manual_seed(SEED)
    os.makedirs(out, exist_ok=True)
    first, second, development = everything(data)
    pieces, added = vocabulary.with_symbols(
        os.path.join(base, "vocab.txt"), [*first, *(e for e in second if e.source == "mission")]
    )
    vocabulary.save(pieces, out)
    words = WordPiece(pieces)
    say(f"{len(first)} texts, {len(second)} posts, {len(added)} new symbols")
    if larger:
        second = teacher.taught(larger, second, out, say)
    held = samples(development, words)
    encoder = Encoder(base)
    give_meaning(encoder, words, added)
    for name, plan, examples in (("first", FIRST, first), ("second", SECOND, [*second, *replayed(first)])):
        path = os.path.join(out, f"{name}.pt")
        if os.path.exists(path):
            encoder.load_state_dict(torch.load(path, weights_only=True))
            continue
        chosen = samples(examples, words)
        train(encoder, chosen, plan, say, lambda turn: say(f"pass {turn}: {report(encoder, held)}"))
        torch.save(encoder.state_dict(), path)
    export(encoder, out)
    settle(out, data, say)


if __name__ == "__main__":
    main(*sys.argv[1:5])
