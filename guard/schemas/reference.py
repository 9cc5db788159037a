"""The key tables of ``docs/configuration.md``, made from the structs and their words."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from guard import config
from guard.config_checks import allowed, section_in
from guard.schemas.words import KEYS, SECTIONS

START = "<!-- keys: made by `python -m guard.schemas` -->"
END = "<!-- end of keys -->"

_IN_TABLES = (
    "Brand",
    "Embargo",
    "Wound",
    "Account",
    "Policy",
    "Allow",
    "Override",
    "HouseRule",
    "Events",
    "Feed",
    "Alerts",
    "LanguageModel",
    "Moderation",
    "Threshold",
    "Waiver",
)

_SHORT = {"a text in quotes": "text", "a list of texts": "list of texts", "a day": "day"}
"""How the words of an error message read in a table."""


def replaced(page: str) -> str:
    """``page`` with its key tables as they should be."""
    before, _, rest = page.partition(START)
    return f"{before}{START}\n{tables()}{END}{rest.partition(END)[2]}"


def tables() -> str:
    """A table of keys for every section."""
    return "".join(f"\n### `{SECTIONS[name][0]}`\n{SECTIONS[name][1]}\n\n{_table(name)}\n" for name in _IN_TABLES)


def _table(name: str) -> str:
    rows = "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(name, getattr(config, name)))
    return f"| key | what it means | what it may be |\n|---|---|---|\n{rows}"


def _rows(name: str, section: type[Struct]) -> Iterator[tuple[str, str, str]]:
    for field in msgspec.structs.fields(section):
        needed = " (needed)" if field.required else ""
        yield f"`{field.name}`{needed}", KEYS[f"{name}.{field.name}"], _kind(field)


def _kind(field: Any) -> str:
    if section_in(field.type):
        return "sections or blocks of their own"
    kind = _SHORT.get(allowed(field.type).partition(",")[0], allowed(field.type))
    given = isinstance(field.default, str | int | float) and field.default
    return f"{kind}; `{field.default}` when left out" if given else kind
