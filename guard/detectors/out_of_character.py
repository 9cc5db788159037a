"""out-of-character: the post does not sound like this account.

What it looks for
    The language of chats (lol, omg, "i" in small letters, kisses) in the first person on the account of a bank, court, hospital or public body,
    or on one whose voice is configured as formal. Where a file of the account's earlier posts is configured: a first person, small initial letters, chat words or
    missing own hashtags that its posts never show.

Why
    It usually means that somebody posted from the wrong account. Where it does not, readers still ask who is writing.

Flags
    omg not me crying at my desk again lol  {account_kind: public-body; account_description: Tax authority}
    ngl i would let the penguins run this place rn  {account_kind: brand; account_description: Central bank}

Passes
    The office is closed on Monday. Call 101 in an emergency.  {account_kind: public-body; account_description: Police force}
    omg the buns are back  {account_kind: brand; account_description: Bakery}
    I am proud of our results, and of the people behind them.  {account_kind: executive; account_description: Chief executive of a bank}

Options
    `voice` and `history` of the account in guard.toml.

Limits
    Institutions that joke on purpose are asked about every time: set `voice = "playful"`.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from guard.detectors._register import chatty, is_known, is_personal, is_sober, lower, says_i, speaks_as_firm
from guard.detectors.kit import Context, Hit, Rule, Text, View, whole
from guard.text.mention import quotations

RULE = Rule(
    code="M525",
    slug="out-of-character",
    category="wrong_account",
    severity="review",
    summary="This does not sound like this account.",
    why="It usually means that somebody posted from the wrong account. Where it does not, readers still ask who is writing.",
    instead="Check which account is selected. If the tone is meant, let a second person agree.",
    offended=("followers who expect this account's own voice",),
    confidence=0.55,
    contextual=True,
)
WAKES_ON = ("chatty", "first_person", "shape:history")
ENOUGH_SIGNS = 2
"""Signs of chat that break the voice of an ordinary account; on a sober one fewer are enough."""
LONGEST = 60
"""Words; a longer post tells a story."""
ENOUGH_POSTS = 20
"""Earlier posts below which nothing is concluded from them."""
RARE = 0.02
"""Share of the earlier posts below which a habit is foreign to the account."""
CONSTANT = 0.8
"""Share from which on a habit is expected."""
FAR, LEAST_SPREAD = 4, 40.0
"""Standard deviations from the usual length, and the least one that is taken (code points)."""
ENOUGH_BREAKS = 2
_LIVELY = frozenset({"playful", "edgy"})


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole post when its register is foreign to the account."""
    text = post.text
    if context.account.voice in _LIVELY:
        return
    if _chats(post, context) or _breaks_with(text, context.history) >= ENOUGH_BREAKS:
        yield whole(RULE, text)


def _chats(post: View, context: Context) -> bool:
    text = post.text
    if (
        is_personal(post, context)
        or not is_known(post, context)
        or post.parent
        or not says_i(text)
        or len(text.words) > LONGEST
    ):
        return False
    if speaks_as_firm(text.words) or text.links or any(tag.sign == "#" for tag in text.tags):
        return False
    plain = _DIGITS.isdisjoint(text.raw) and not quotations(text.raw)
    needed = ENOUGH_SIGNS - is_sober(post, context) * (1 + plain)
    return chatty(text) >= needed + (not plain and not is_sober(post, context))


_DIGITS = frozenset("0123456789")
"""Times, dates and prices: a post that informs."""


def _breaks_with(text: Text, history: tuple[str, ...]) -> int:
    """How many habits of the post the account's earlier posts never or hardly ever show."""
    if len(history) < ENOUGH_POSTS:
        return 0
    manner = _manner(history)
    foreign = sum(habit(text) and manner.shares[name] < RARE for name, habit in _HABITS.items())
    untagged = not _has_tag(text) and manner.shares["tag"] > CONSTANT
    return foreign + untagged + (abs(len(text.raw) - manner.length) > FAR * manner.spread)


class Manner(Struct, frozen=True):
    """How an account's earlier posts were: the share of them with each habit, their usual length and its spread."""

    shares: dict[str, float]
    length: float
    spread: float


@lru_cache(maxsize=8)
def _manner(history: tuple[str, ...]) -> Manner:
    posts = [Text(past) for past in history]
    shares = {name: sum(map(habit, posts)) / len(posts) for name, habit in {**_HABITS, "tag": _has_tag}.items()}
    lengths = [len(past) for past in history]
    usual = sum(lengths) / len(lengths)
    spread = (sum((length - usual) ** 2 for length in lengths) / len(lengths)) ** 0.5
    return Manner(shares, usual, max(spread, LEAST_SPREAD))


def _starts_small(text: Text) -> bool:
    return lower(text.raw)


def _is_chatty(text: Text) -> bool:
    return text.has("chatty")


def _has_emoji(text: Text) -> bool:
    return any(sign >= FIRST_EMOJI for sign in text.raw)


def _has_tag(text: Text) -> bool:
    return any(tag.sign == "#" for tag in text.tags)


_HABITS: dict[str, Callable[[Text], bool]] = {
    "i": says_i,
    "small": _starts_small,
    "chatty": _is_chatty,
    "emoji": _has_emoji,
}
"""What is foreign to an account when its earlier posts never do it."""
FIRST_EMOJI = "\U0001f300"
