"""What a detector is made of: a rule, what wakes it, and a generator of hits.

::

    RULE = Rule(code="M999", ...)
    WAKES_ON = ("some_list", "shape:hashtag")     # literal: read without importing the module

    def detect(post: View, context: Context) -> Iterator[Hit]:
        ...

A detector never reads files, the clock or the network, never changes the post and never sees another detector's hits.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from guard.config import Account, Config
from guard.model import Hit, Rule
from guard.view import Match, Row, Text, View

if TYPE_CHECKING:
    from guard.events.calendar import Day
    from guard.events.store import Event

__all__ = ["Context", "Detect", "Hit", "Match", "Row", "Rule", "Text", "View", "hit", "hit_at", "hits_on", "whole"]


class Context(Struct, frozen=True, kw_only=True):
    """Everything a detector may know besides the post itself.

    ``now`` is the aware moment that the post is judged for, ``account`` the profile it is published from, ``days`` the
    remembrance days of that moment in the account's countries, ``events`` what is going on then, ``history``
    the account's earlier posts. ``risk`` is for judges alone: what the embedded model, asked before them, has said.
    """

    now: datetime
    config: Config = Config()
    account: Account = Account()
    days: "tuple[Day, ...]" = ()
    events: "tuple[Event, ...]" = ()
    history: tuple[str, ...] = ()
    profile: str = "post"
    risk: float | None = None

    @property
    def shapes(self) -> set[str]:
        """What the surroundings hold, as names that detectors wake on beside the post's own shapes."""
        brand = self.config.brand
        held = (
            ("day", self.days),
            ("event", self.events),
            ("wound", brand.wounds),
            ("embargo", brand.embargoes or brand.codenames),
            ("house", self.config.house_rules),
            ("history", self.history),
            ("described", self.account.description),
        )
        return {f"profile-{self.profile}", *[name for name, value in held if value]}

    @property
    def today(self) -> date:
        """The calendar day of ``now``, in the offset that ``now`` carries."""
        return self.now.date()


Detect = Callable[[View, Context], Iterator[Hit]]


def hit(rule: Rule, text: Text, start: int, end: int, **changes: object) -> Hit:
    """A hit of ``rule`` on the code points ``start`` to ``end`` of ``text``; ``changes`` replace the rule's own words."""
    return Hit(rule=rule, start=start, end=end, field=text.field, **changes)  # type: ignore[arg-type]


def hit_at(rule: Rule, text: Text, match: Match, **changes: object) -> Hit:
    """A hit where a lexicon row matched; what the row says (why, instead, severity ...) replaces the rule's words."""
    said = {k: v for k, v in match.row.fields.items() if k in _SAID}
    if "note" in match.row.fields and "why" not in said:
        said["why"] = match.row.fields["note"]
    return hit(rule, text, match.start, match.end, **{**said, **changes})


_SAID = ("message", "why", "instead", "severity", "offended", "confidence")


def hits_on(rule: Rule, *lists: str) -> Detect:
    """A detector that reports every row of these lists that the post's texts match."""

    def detect(post: View, _context: Context) -> Iterator[Hit]:
        for text in post.judged:
            for match in text.matches(*lists):
                yield hit_at(rule, text, match)

    return detect


def whole(rule: Rule, text: Text, **changes: object) -> Hit:
    """A hit on the whole text without its surrounding white space."""
    stripped = text.raw.strip()
    start = text.raw.find(stripped)
    return hit(rule, text, start, start + len(stripped), **changes)
