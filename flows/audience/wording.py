"""What the names of stances, demands and languages mean, as people say it."""

from flows.audience.result import Interval

STANCES = {
    "offended": "offended",
    "supportive": "on your side",
    "neutral": "neutral, or nobody can tell",
    "joke": "joking",
    "spam": "spam",
    "question": "asking",
}
DEMANDS = {
    "apology": "apologise",
    "remove": "take it down",
    "refund": "give money back",
    "fire": "dismiss somebody",
    "donate": "give to those hurt",
    "policy": "do it differently from now on",
    "boycott": "nothing: they leave, or call on others to leave",
    "explain": "explain how it came about",
}
LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "und": "too short to tell, or another one",
}
WAVES = {
    "first wave": "First wave",
    "news pick-up": "Picked up by the news",
    "raid": "Raid",
    "second wave": "Second wave",
}


def percent(share: float) -> str:
    """A share as people write it: ``34%``, and never nothing for a little."""
    return "under 1%" if 0 < share <= 0.005 else f"{share:.0%}"


def between(interval: Interval) -> str:
    """An interval: ``28-41%``."""
    return f"{interval[0]:.0%}-{interval[1]:.0%}"


def counted(count: int, one: str, more: str) -> str:
    """``1 reply``, ``1,200 replies``."""
    return f"{count:,} {one if count == 1 else more}"


def listed(words: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
