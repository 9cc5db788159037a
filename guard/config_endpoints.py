"""What [llm] and [moderation] of guard.toml may say beyond its types; see ``CHECKS`` of :mod:`guard.config_checks`."""

from collections.abc import Callable
from typing import Any


def _seconds(number: float) -> str:
    return "" if 0 < number <= 300 else f"must be a number of seconds above 0 and up to 300, not {number}."


def _endpoint(url: str) -> str:
    right = url.startswith(("https://", "http://")) and len(url.split()) == 1 and len(url) > 8
    if right and "@" in url.partition("://")[2].partition("/")[0]:
        return "must not hold a name or a password; the key comes from the variable that key_env names."
    return "" if right else 'must be a web address, like "http://127.0.0.1:8080/v1".'


def _key_variable(name: str) -> str:
    """A key must not stand in the file: its variable does. What was written may be the key, so it is not repeated."""
    right = name.isascii() and name.replace("_", "a").isalnum() and not name[0].isdigit() and len(name) <= 64
    fix = "put the key itself into that variable."
    return "" if right else f'must be the name of an environment variable, like "OPENAI_API_KEY"; {fix}'


def _connections(number: int) -> str:
    return "" if 1 <= number <= 64 else f"must be a number from 1 to 64, not {number}."


def _tokens(number: int) -> str:
    return "" if number >= 0 else f"must be a number of tokens, or 0 for no limit, not {number}."


def _answer_tokens(number: int) -> str:
    return "" if 64 <= number <= 100_000 else f"must be a number of tokens from 64 to 100000, not {number}."


def _kept_days(number: int) -> str:
    return "" if 0 <= number <= 3650 else f"must be a number of days up to 3650, or 0 to keep nothing, not {number}."


def _score(number: float) -> str:
    return "" if 0 < number <= 1.01 else f"must be a score above 0 and up to 1, not {number}."


CHECKS: dict[str, Callable[[Any], str]] = {
    "LanguageModel.base_url": _endpoint,
    "LanguageModel.key_env": _key_variable,
    "LanguageModel.connections": _connections,
    "LanguageModel.timeout_seconds": _seconds,
    "LanguageModel.tokens_per_answer": _answer_tokens,
    "LanguageModel.tokens_per_run": _tokens,
    "LanguageModel.tokens_per_day": _tokens,
    "LanguageModel.cache_days": _kept_days,
    "Moderation.base_url": _endpoint,
    "Moderation.key_env": _key_variable,
    "Moderation.timeout_seconds": _seconds,
    "Moderation.cache_days": _kept_days,
    "Threshold.review": _score,
    "Threshold.block": _score,
}
