"""The JSON Schema of guard.toml, for editors: the structs of :mod:`guard.config` with the words of ``words.py``.

``python -m guard.schemas`` writes ``guard.toml.schema.json`` and the key tables of ``docs/configuration.md``; a test
fails while one of them is not what it should be. An editor with TOML support (Taplo, Even Better TOML) uses the schema
when the file starts with ``#:schema ./guard.toml.schema.json``.
"""

import os
from typing import Any

import msgspec

from guard.config import PLATFORMS, Config
from guard.schemas.words import KEYS, SECTIONS

NAME = "guard.toml.schema.json"
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), NAME)

_NARROWER: dict[str, dict[str, Any]] = {
    "Brand.country": {"pattern": "^([A-Z]{2})?$"},
    "Brand.countries": {"items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
    "Brand.languages": {"items": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)?$"}},
    "Brand.domains": {"items": {"type": "string", "pattern": "^[^/:@ ]+\\.[^/:@ ]+$"}},
    "Account.country": {"pattern": "^([A-Z]{2})?$"},
    "Account.platform": {"enum": ["", *PLATFORMS]},
    "Override.platform": {"enum": ["", *PLATFORMS]},
    "HouseRule.code": {"pattern": "^M9[0-9]{2}$"},
    "HouseRule.slug": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "Feed.url": {"pattern": "^https?://"},
}
"""What ``config_checks`` asks beyond the types, as far as a schema can say it."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of guard.toml."""
    made = msgspec.json.schema(Config)
    for name, struct in made["$defs"].items():
        _explain(name, struct)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def rendered() -> str:
    """The schema as the file holds it."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


def _explain(name: str, struct: dict[str, Any]) -> None:
    struct["title"], struct["description"] = SECTIONS[name]
    for key, value in struct["properties"].items():
        without_null = _without_null(value)
        value.clear()
        value.update(without_null, **_NARROWER.get(f"{name}.{key}", {}), description=KEYS[f"{name}.{key}"])


def _without_null(value: dict[str, Any]) -> dict[str, Any]:
    """TOML has no null: a value that may be absent is simply left out."""
    choices = [choice for choice in value.get("anyOf", ()) if choice != {"type": "null"}]
    rest = {key: inner for key, inner in value.items() if key != "anyOf" and inner is not None}
    if not choices:
        return rest
    return {**rest, **choices[0]} if len(choices) == 1 else {**rest, "anyOf": choices}
