"""The sections ``[llm]`` and ``[moderation]`` of guard.toml: which endpoints may be asked, when, and how much.

No key stands here: ``key_env`` and ``keyring`` say where it is kept.
"""

from typing import Literal

from msgspec import Struct

from guard.model import Severity

Asked = Literal["always", "unsure", "review", "never"]


class LanguageModel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An OpenAI-compatible endpoint. Without a ``model`` nothing is ever asked."""

    model: str = ""
    base_url: str = ""
    api: Literal["chat", "responses"] = "chat"
    key_env: str = "OPENAI_API_KEY"
    keyring: str = ""
    ask: Asked = "unsure"
    required: bool = False
    strongest: Severity = "block"
    mask: bool = True
    timeout_seconds: float = 30.0
    connections: int = 16
    tokens_per_answer: int = 1_200
    tokens_per_run: int = 2_000_000
    tokens_per_day: int = 5_000_000
    cache_days: int = 30
    seed: int = 7


class Threshold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which score of a moderation category on the guard speaks; replaces the row that ships."""

    category: str
    review: float
    block: float = 1.01


class Moderation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A moderation endpoint. Without a ``model`` it is never asked."""

    model: str = ""
    base_url: str = ""
    key_env: str = "OPENAI_API_KEY"
    keyring: str = ""
    ask: Asked = "always"
    required: bool = False
    images: bool = False
    mask: bool = True
    timeout_seconds: float = 15.0
    cache_days: int = 30
    thresholds: tuple[Threshold, ...] = ()
