"""The last step of the recipe: the file that ships, its settings, its figures on the development data, its card."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
from sklearn.metrics import roc_auc_score

from guard import evaluation
from guard.engine import Guard
from guard.evaluation import Report, Share
from guard.judges.local_model.judge import LocalModel
from guard.judges.local_model.network import SETTINGS, VOCABULARY, WEIGHTS, Network, Settings, settings
from guard.judges.local_model.training.card import card
from guard.judges.local_model.training.choosing import SENSITIVE, Seen, blocking, choose, look, named
from guard.measuring.identity import labelled

FIGURES = "figures.json"
UNSET = Settings("unset", {}, (), {}, 0.0, {}, {})


def settle(folder: str, data: str, said: Callable[[str], None]) -> None:
    """Choose the settings of the weights in ``folder``, and measure what ships with them on the development data."""
    version = f"mishap-local@{date.today():%Y.%m.%d}"  # noqa: DTZ011 - the day on which somebody trained it
    hashes = {name: _sha256(os.path.join(folder, name)) for name in (WEIGHTS, VOCABULARY)}
    _write(folder, SETTINGS, msgspec.structs.replace(UNSET, version=version, sha256=hashes))
    network = Network(folder)
    mission = look(list(evaluation.read(os.path.join(data, "mission_dev.jsonl.gz"))), network)
    brands = look(list(evaluation.read(os.path.join(data, "brand_posts_dev.jsonl.gz"))), network)
    found = choose(mission, brands, look(list(labelled()), network))
    said(f"on posts that the weights were not fitted on: {found.held_out}")
    chosen = Settings(
        version=version,
        sha256=hashes,
        fusion=found.fusion,
        stops=found.stops,
        lower=found.lower,
        categories=named(mission),
        blocking=blocking([one for one in [*mission, *brands] if not one.risky]),
    )
    _write(folder, SETTINGS, chosen)
    settings.cache_clear()
    measured = figures(folder, mission, brands) | {"held_out": found.held_out}
    _write(folder, FIGURES, measured)
    card(measured, chosen, folder, os.path.join(folder, WEIGHTS))


def figures(folder: str, mission: Sequence[Seen], brands: Sequence[Seen]) -> dict[str, Any]:
    """What the whole guard does on the development posts."""
    guard = Guard(judges=[LocalModel(folder)])
    here = evaluation.evaluate([one.labelled for one in mission], guard)
    there = evaluation.evaluate([one.labelled for one in brands], guard)
    risky = [outcome.risky for outcome in here.outcomes]
    return {
        "auroc_score": round(float(roc_auc_score(risky, [o.verdict.score for o in here.outcomes])), 4),
        "auroc_model": round(float(roc_auc_score(risky, [one.head("risky") for one in mission])), 4),
        "stopped": plain(here.stopped()),
        "right_category": plain(here.right()),
        "overlapping_span": plain(overlaps(here)),
        "false_alarms": plain(here.alarms()),
        "false_blocks": plain(here.blocked()),
        "brands_stopped": plain(there.alarms()),
        "brands_blocked": plain(there.blocked()),
        "brands_sensitive": plain(_sensitive(there)),
        "brands_median_risk": round(float(np.median([one.head("risky") for one in brands])), 4),
        "categories": {name: plain(here.stopped(name)) for name in here.categories},
        "languages": {name: _of_language(here, name) for name in here.languages},
    }


def overlaps(report: Report) -> Share:
    """Of the posts rightly stopped whose trouble is marked: how many have a finding that overlaps a mark."""
    chosen = [o for o in report.outcomes if o.risky and o.stopped and _marks(o.labelled)]
    return Share(sum(_meet(o) for o in chosen), len(chosen))


def _meet(outcome: evaluation.Outcome) -> bool:
    found = [f.span for f in outcome.verdict.findings if f.severity != "info" and f.field == "text"]
    return any(start < last and end > first for start, end in found for first, last in _marks(outcome.labelled))


def _marks(labelled: evaluation.Labelled) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in labelled.post.extra.get("spans") or ()]


def _sensitive(report: Report) -> Share:
    chosen = [o for o in report.outcomes if SENSITIVE in o.labelled.categories]
    return Share(sum(o.stopped for o in chosen), len(chosen))


def _of_language(report: Report, name: str) -> dict[str, Any]:
    chosen = [o for o in report.outcomes if o.risky and o.labelled.lang == name]
    return {
        "stopped": plain(Share(sum(o.stopped for o in chosen), len(chosen))),
        "false_alarms": plain(report.alarms(name)),
    }


def plain(share: Share) -> dict[str, Any]:
    """A share as numbers, with its interval."""
    return {
        "hits": share.hits,
        "total": share.total,
        "share": round(share.value, 4),
        "interval": [round(x, 4) for x in share.interval],
    }


def _sha256(path: str) -> str:
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(folder: str, name: str, value: object) -> None:
    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
        json.dump(msgspec.to_builtins(value), stream, indent=1, sort_keys=True)
        stream.write("\n")
