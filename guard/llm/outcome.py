"""What comes of a question: an answer that fits its model, or a failure that can be told to people."""

from typing import Generic, Literal, TypedDict, TypeVar

from msgspec import Struct

T = TypeVar("T")

Kind = Literal[
    "not-configured",
    "no-key",
    "over-limit",
    "unreachable",
    "too-slow",
    "refused",
    "cut-off",
    "malformed",
    "bad-request",
    "not-allowed",
    "too-many",
    "server-error",
]
"""What went wrong, for programs: ``too-many`` is HTTP 429, ``cut-off`` an answer that met its limit of tokens."""


class Message(TypedDict):
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Answer(Struct, Generic[T], frozen=True, kw_only=True):
    """An answer that passed the validation of its model.

    ``model`` is what the server says answered; ``tokens_in`` and ``tokens_out`` are what this question cost in all,
    repair included, and nothing when ``cached``. ``seconds`` is the time it took.
    """

    value: T
    model: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cached: bool = False
    repaired: bool = False


class Failure(Struct, frozen=True, kw_only=True):
    """No answer. ``message`` is a sentence for people; it holds neither the key nor anything that the server wrote."""

    kind: Kind
    message: str
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
