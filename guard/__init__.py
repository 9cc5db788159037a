"""Mishap's guard: judge a social post before it is published.

>>> from guard import Guard, Post
>>> Guard().check(Post(text="Our shop is open until six today.")).decision
'pass'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guard._version import __version__
    from guard.config import Config
    from guard.engine import Guard
    from guard.model import Finding, Post, Rule, Verdict

__all__ = ["Config", "Finding", "Guard", "Post", "Rule", "Verdict", "__version__", "check"]

_HOMES = {
    "Config": "guard.config",
    "Finding": "guard.model",
    "Guard": "guard.engine",
    "Post": "guard.model",
    "Rule": "guard.model",
    "Verdict": "guard.model",
    "__version__": "guard._version",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: ``import guard`` alone costs nothing."""
    if name not in _HOMES:
        message = f"module 'guard' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def check(text: str, **post: Any) -> "Verdict":
    """Judge one text with the built-in defaults; ``post`` takes the other fields of :class:`Post`."""
    from guard.engine import Guard
    from guard.model import Post

    return Guard().check(Post(text=text, **post))
