"""wrong-handle: the handle in the post is nearly, but not quite, the one that is known.

What it looks for
    A handle that differs by a letter, an ending or an underscore from one in the settings (brand.handles), in the account's
    description, or in the answered post.

Why
    Somebody else is told of your news, answers in your thread, or is congratulated on a job that is not theirs.

Flags
    Welcome to our new chef @annakorbel!  {account_description: Restaurant with the chef @annakorbel_kitchen}
    Sorry to read that, @marlowe_jon  {in_reply_to: Signed @marlowe_john and still waiting}

Passes
    Welcome to our new chef @annakorbel_kitchen!  {account_description: Restaurant with the chef @annakorbel_kitchen}
    Thanks for having us, @ten_bells!  {account_description: Restaurant with the chef @annakorbel_kitchen}
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M610",
    slug="wrong-handle",
    category="ambiguous_hashtag",
    severity="review",
    summary="This handle looks like another one that you know.",
    why="Somebody else gets the message, and may answer under your post.",
    instead="Open the profile behind the handle before you tag it.",
    confidence=0.7,
)
WAKES_ON = ("shape:mention",)
SHORTEST = 5
"""Letters of a handle from which on one wrong letter is a slip and not another name."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit on each handle that only looks like a known one."""
    known = _known(post, context)
    if not known:
        return
    for tag in post.text.tags:
        name = tag.name.rstrip(".")
        if tag.sign == "@" and name not in known and len(name) >= SHORTEST:
            like = next((other for other in sorted(known) if _is_like(name, other)), "")
            if like:
                message = f"{post.text.raw[tag.start : tag.end]} is not @{like}."
                yield hit(RULE, post.text, tag.start, tag.end, message=message)


def _known(post: View, context: Context) -> set[str]:
    told = f"{context.account.description} {post.post.in_reply_to or ''}"
    if not ("@" in told or context.config.brand.handles or context.account.handle or context.config.accounts):
        return set()
    listed = (
        *context.config.brand.handles,
        *(a.handle for a in context.config.accounts.values()),
        context.account.handle,
    )
    return {h.lower().lstrip("@") for h in (*listed, *(_handle().findall(told) if "@" in told else ())) if h}


@cache
def _handle() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])@(\w{3,40})")


def _is_like(name: str, other: str) -> bool:
    """Say whether one is the other with an ending, without its underscores, or with one slip of a finger."""
    if len(other) < SHORTEST:
        return False
    bare, known = name.replace("_", ""), other.replace("_", "")
    if bare == known or (known.startswith(bare) and "_" in other) or (bare.startswith(known) and "_" in name):
        return True
    return _differs_by_one(bare, known)


def _differs_by_one(name: str, other: str) -> bool:
    """Say whether one letter was changed, left out, added, or two neighbours were swapped."""
    if abs(len(name) - len(other)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a != b), min(len(name), len(other)))
    rest, other_rest = name[same:], other[same:]
    if rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]:
        return not (rest[:1].isdigit() or other_rest[:1].isdigit())
    return rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
