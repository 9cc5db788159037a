"""The model card: what the model is for, what it learned from, how well it does, where it is weak."""

import os
from collections.abc import Mapping
from typing import Any

CARD = "MODEL_CARD.md"
TEXT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "card.md")
"""The card without its figures."""

SOURCES = (
    ("all-MiniLM-L6-v2", "the network that is trained further", "Apache-2.0", "sentence-transformers"),
    ("mission_train", "8,955 posts with a decision, written for this project", "this project", "Mishap"),
    ("training/data, tests/", "9,600 posts and samples of rules, written for this project", "this project", "Mishap"),
    ("GoEmotions", "feelings in comments", "Apache-2.0", "Google Research, Demszky et al. 2020"),
    ("Hate speech and offensive language", "offence and hate", "MIT", "Davidson et al. 2017"),
    ("Measuring Hate Speech", "hate", "CC-BY-4.0", "Kennedy et al. 2020, UC Berkeley D-Lab"),
    ("Unintended bias templates", "neutral words about groups of people", "Apache-2.0", "Jigsaw, Dixon et al. 2018"),
    ("Implicit hate", "hate without slurs", "MIT", "ElSherief et al. 2021"),
    ("EDOS", "sexism", "CC0", "Kirk et al. 2023"),
    ("Toxic spans", "toxic comments", "CC0", "Pavlopoulos et al. 2021, Civil Comments"),
    ("HatemojiBuild", "hate with emoji", "CC-BY-4.0", "Kirk et al. 2022"),
    ("Online misogyny", "misogyny", "MIT", "Guest et al. 2021"),
    ("ToxiGen, seeds written by people", "implicit hate", "MIT", "Hartvigsen et al. 2022"),
    ("CrisisLexT26", "posts in disasters", "MIT", "Olteanu et al. 2015"),
)
"""Name, what it teaches, licence, maker."""

ROWS = (
    ("risky posts stopped (mission_dev)", "stopped"),
    ("of these for a right reason", "right_category"),
    ("of these with a finding on the marked words", "overlapping_span"),
    ("harmless posts stopped, most of them hard negatives (mission_dev)", "false_alarms"),
    ("harmless posts blocked (mission_dev)", "false_blocks"),
    ("published posts of brands stopped", "brands_stopped"),
    ("published posts of brands blocked", "brands_blocked"),
    ("published posts of brands on sensitive topics stopped", "brands_sensitive"),
)


def card(figures: Mapping[str, Any], settings: Any, folder: str, weights: str) -> str:
    """Write ``MODEL_CARD.md`` into ``folder``; the path is returned."""
    with open(TEXT, encoding="utf-8") as stream:
        text = stream.read()
    text = text.format(
        version=settings.version,
        size=os.path.getsize(weights) / 1e6,
        blocking=", ".join(name.replace("_", " ") for name in settings.blocking),
        lower=settings.lower,
        sources="\n".join(f"| {' | '.join(source)} |" for source in SOURCES),
        rows="\n".join(_row(label, figures[key]) for label, key in ROWS),
        categories="\n".join(_row(name, share) for name, share in figures["categories"].items()),
        languages="\n".join(_language(name, both) for name, both in figures["languages"].items()),
        held=figures["held_out"],
        **{key: figures[key] for key in ("auroc_score", "auroc_model", "brands_median_risk")},
    )
    path = os.path.join(folder, CARD)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    return path


def _row(label: str, share: Mapping[str, Any]) -> str:
    low, high = share["interval"]
    return f"| {label} | {share['share']:.1%} | {low:.1%} to {high:.1%} | {share['total']:,} |"


def _language(name: str, both: Mapping[str, Any]) -> str:
    def told(share: Mapping[str, Any]) -> str:
        return f"{share['share']:.0%} of {share['total']:,}"

    return f"| {name} | {told(both['stopped'])} | {told(both['false_alarms'])} |"
