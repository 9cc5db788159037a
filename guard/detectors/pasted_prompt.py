"""pasted-prompt: what was typed for a writing assistant, or what its window shows, is still in the post.

What it looks for
    Orders to a machine ("Write three captions about our hoodies, max 60 words, no emojis", "Make this punchier:"), roles that it should play
    ("You are a witty copywriter"), the talk of both sides ("User: ... Assistant: ...") and the words on its buttons.

Why
    Readers see how little of the post was thought by anybody. The order often says what it should hide: "do not mention prices".

Flags
    Write a LinkedIn post about our new tram line, max 80 words, no jargon.
    You are a social media manager for a dental clinic. Smile, it is Monday!
    Make this punchier: our windows keep the heat in.
    Regenerate response

Passes
    Write a caption for this photo in the comments and win two tickets.
    Make this your year of walking: ten routes from our door.
    How do you write a tweet about a bridge? Ask our pupils.

Limits
    An order that could be meant for readers ("Tell us a story about winter") is not seen.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors._standing import answers, stands
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit, hit_at
from guard.model import Span
from guard.text.mention import is_quoted

RULE = Rule(
    code="M512",
    slug="pasted-prompt",
    category="ai_boilerplate",
    severity="block",
    summary="An order to a writing assistant is still in the post.",
    why="Readers see what you asked a machine to write, and what you asked it to hide.",
    instead="Delete the order and everything that belongs to the assistant's window. Keep only what is for readers.",
    offended=("readers who expected a person",),
    confidence=0.88,
)
WAKES_ON = ("prompts", "shape:assignment")


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield orders to a machine, its buttons, and the names of the two who talk."""
    for text in post.judged:
        orders = [m for m in text.matches("prompts") if stands(post, text, m) and not is_quoted(text, m.start, m.end)]
        for match in orders:
            severity = _severity(post, match, orders)
            if severity:
                yield hit_at(RULE, text, match, severity=severity)
        for start, end in _talk(text):
            yield hit(RULE, text, start, end)


def _severity(post: View, match: Match, orders: list[Match]) -> str | None:
    """An order alone asks for a look; an order with its terms (length, tone) is beyond doubt; terms alone count by two."""
    tags = match.row.tags
    terms = {m.start for m in orders if "spec" in m.row.tags and m is not match}
    if "sure" in tags or (terms and "furniture" not in tags):
        return "block"
    return None if "spec" in tags or ("likely" in tags and answers(post)) else "review"


def _talk(text: Text) -> Iterator[Span]:
    if (_MACHINES | {"output", "agent"}).isdisjoint(text.held):
        return
    speakers = [m for m in _speakers().finditer(text.raw) if not is_quoted(text, *m.span())]
    names = {m[1].lower() for m in speakers}
    if (
        len(names) > 1
        and not _others().search(text.raw)
        and (not _MACHINES.isdisjoint(names) or names == {"customer", "agent"})
    ):
        yield speakers[0].start(), speakers[-1].end()
    elif speakers and names <= _OPENERS and _begins(text.raw, speakers[0]):
        yield speakers[0].span()


def _begins(raw: str, speaker: re.Match[str]) -> bool:
    """Say whether a speaker's name begins the post or a line of it."""
    return not speaker.start() or raw[speaker.start()] == "\n"


_MACHINES = frozenset(
    {
        *"assistente asistente assistent".split(),
        "assistant",
        "chatgpt",
        "gpt",
        "ai",
        "gemini",
        "claude",
        "copilot",
        "prompt",
        "system",
    }
)
_OPENERS = frozenset({"assistant", "chatgpt", "gpt", "system", "prompt", "gemini", "copilot", "system prompt"})


@cache
def _speakers() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|\n|(?<=[.!?] ))\*{0,2}(user|human|assistant|system prompt|system|chatgpt|gpt|ai|gemini|claude|copilot|prompt|output|input|response|customer|agent|you|utente|assistente|usuario|usuária|usuário|utilizador|asistente|utilisateur|benutzer|nutzer|assistent|gebruiker)\*{0,2} ?:",
        re.IGNORECASE,
    )


@cache
def _others() -> re.Pattern[str]:
    """A third who talks, and no machine: then it is a scene and no chat window."""
    return re.compile(
        r"(?:^|\n|(?<=[.!?] ))(?:Manager|Boss|Me|Mum|Dad|Dog|Cat|Chef|Everyone|Nobody|Nan|Oma|Waiter|Teacher) ?:"
    )
