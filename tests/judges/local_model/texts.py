"""Ten thousand texts of this repository: samples of the rules, posts written for the model, posts to measure on."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from guard.judges.local_model.training.decided import OWN, unmarked

TESTS = Path(__file__).parents[2]


def texts() -> Iterator[str]:
    """All of them, with whatever is odd in them."""
    for path in sorted((TESTS / "detectors" / "cases").glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for sample in [*table["flags"], *table["passes"]]:
            yield sample if isinstance(sample, str) else sample["text"]
    for path in sorted(Path(OWN).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            yield from (unmarked(json.loads(line)[3])[0] for line in stream)
    for path in sorted((TESTS / "corpus" / "written").glob("*.jsonl")):
        with path.open(encoding="utf-8") as stream:
            yield from (json.loads(line)["text"] for line in stream)
