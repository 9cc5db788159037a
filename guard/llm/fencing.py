"""What others wrote, given to a model as data and never as instruction: between marks that nobody can guess.

The marks are drawn anew for every question, so no post can hold the closing one. The signs by which chat formats tell
who speaks (``<|im_start|>``, ``[INST]``, ``<start_of_turn>``) are broken up, each sign for one sign, because some
servers read them inside a message too.
"""

import re
import secrets

from guard.llm.outcome import Message

_ROLES = r"im_start|im_end|endoftext|start_header_id|end_header_id|eot_id|system|user|assistant|channel|message|return"
_CHAT_SIGNS = re.compile(
    rf"<\|(?={_ROLES}|[a-z_]{{1,30}}\|>)|<(?=/?s>|(?:start|end)_of_turn>|bos>|eos>)|\[(?=/?INST\])|<(?=<SYS>>|</SYS>>)"
)
_HALVES = re.compile("[\ud800-\udfff]")
_BROKEN = str.maketrans({"<": "‹", "[": "(", "|": "¦"})


class Fence:
    """The marks of one question. ``mark`` is what the system message names."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark or secrets.token_hex(16)

    def around(self, **texts: str | None) -> str:
        """Each text that is not empty, between its own two lines with the mark; safe against any content.

        Raises:
            ValueError: a text holds the mark, which happens only when somebody was given it.
        """
        return "\n".join(self._one(name, text) for name, text in texts.items() if text)

    def _one(self, name: str, text: str) -> str:
        if self.mark in text:
            raise ValueError(f"the {name} holds the mark of its own fence")
        return f"[{self.mark} begin {name}]\n{unarmed(text)}\n[{self.mark} end {name}]"


def unarmed(text: str) -> str:
    """``text`` with the signs of chat formats broken, and halves of characters replaced, which no server takes.

    It stays as long as before, so that places in it stay the same.
    """
    return _HALVES.sub("\ufffd", _CHAT_SIGNS.sub(lambda found: found[0].translate(_BROKEN), text))


def system(content: str) -> Message:
    """What we ask of the model."""
    return {"role": "system", "content": content}


def user(content: str) -> Message:
    """What it is to read."""
    return {"role": "user", "content": content}
