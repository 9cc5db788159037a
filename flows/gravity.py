"""How grave a mishap is: one sum of four summands, in the same words and by the same arithmetic wherever it is said.

The summands are reach, harm, intent and spread, each of at most three points. It is a sum that anybody can check, not
a measurement: it says how many people must know today. What nobody knows yet counts as nothing, and is said so.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from flows.incident import Noun
from flows.plan import Responsibility

Level = Literal["low", "medium", "high", "critical"]

LEVELS: tuple[tuple[int, Level], ...] = ((9, "critical"), (6, "high"), (3, "medium"), (0, "low"))
"""From how many points on a mishap is how grave."""

MOST = 12
"""The points that there are: three for each of the four summands."""

_REACH = ((1_000_000, 3), (100_000, 2), (10_000, 1))
_SPREAD = ((1_000, 3), (100, 2), (10, 1))
"""From how many followers, or replies, on there are how many points."""

_GRAVE = frozenset(
    "tragedy_exploitation hate_or_slur violence_or_threat self_harm dangerous_challenge personal_data "
    "secret_credential stereotype sexism ableism religious_insensitivity".split()
)
"""Kinds of mishaps that hurt people rather than taste."""

_HARMLESS = frozenset("unfinished_draft ai_boilerplate broken_or_unsafe_link platform guard".split())

_INTENT: dict[Responsibility, int] = {"preventable": 2, "accidental": 1, "victim": 0}

_MANY_SPEAK, _MANY_LIKES = 3, 1_000
_SHARE, _STRENGTH = 0.25, 0.6


class Points(Noun):
    """One summand: how many points, of at most three, and why."""

    name: str
    points: int
    why: str


class Gravity(Noun):
    """The summands, and what they come to."""

    points: tuple[Points, ...]

    @property
    def total(self) -> int:
        """The sum of the points, at most twelve."""
        return sum(each.points for each in self.points)

    @property
    def level(self) -> Level:
        """The sum in a word."""
        return next(level for least, level in LEVELS if self.total >= least)


class Answers(Noun):
    """What the replies say, once they have been read, as people's replies alone.

    ``share`` of them are offended, put as strongly as ``strength`` says (0 to 1). ``own`` of the ``offended`` are by
    members of a hurt group or people close to one; ``likes`` are what the offended ones got; ``news`` has picked it up.
    """

    offended: int
    share: float
    strength: float
    own: int
    likes: int
    news: bool


def weighed(
    findings: Iterable[Mapping[str, Any]],
    *,
    followers: int | None = None,
    responsibility: Responsibility = "preventable",
    replies: int = 0,
    answers: Answers | None = None,
) -> Gravity:
    """How grave it is, by the guard's ``findings`` on the post (``severity`` and ``category``) and what is known."""
    serious = [finding for finding in findings if finding["severity"] != "info"]
    return Gravity(
        points=(
            _reach(followers),
            _harm(serious, answers),
            Points(name="intent", points=_INTENT[responsibility], why=f"It counts as {responsibility}."),
            _spread(replies, answers),
        )
    )


def _reach(followers: int | None) -> Points:
    if followers is None:
        return Points(name="reach", points=0, why="Nobody has said how many follow the account: counted as few.")
    return Points(name="reach", points=_steps(followers, _REACH), why=f"{followers:,} follow the account.")


def _harm(serious: Sequence[Mapping[str, Any]], answers: Answers | None) -> Points:
    """By what the guard says, or by what people say, whichever is worse."""
    kinds = tuple(dict.fromkeys(str(finding.get("category", "trouble")) for finding in serious))
    stops = any(finding["severity"] == "block" for finding in serious)
    by_guard, by_people = _by_guard(kinds, stops=stops), _by_people(answers)
    why = [_guard_said(kinds, stops=stops), *([_people_said(answers)] if answers else [])]
    return Points(name="harm", points=max(by_guard, by_people), why=" ".join(why))


def _by_guard(kinds: tuple[str, ...], *, stops: bool) -> int:
    if not _GRAVE.isdisjoint(kinds):
        return 3 if stops else 2
    return 0 if _HARMLESS.issuperset(kinds) else 1


def _by_people(answers: Answers | None) -> int:
    if answers is None or not answers.offended:
        return 0
    if answers.own >= _MANY_SPEAK:
        return 2
    return int(answers.share >= _SHARE or answers.strength >= _STRENGTH)


def _guard_said(kinds: tuple[str, ...], *, stops: bool) -> str:
    if not kinds:
        return "The guard's rules find nothing in the text: the harm must be told by the people it hurt."
    named = ", ".join(kind.replace("_", " ") for kind in kinds)
    return f"The guard names {named}, and would have said {'block' if stops else 'review'}."


def _people_said(answers: Answers) -> str:
    return (
        f"{answers.share:.0%} of people's replies are offended, and {answers.own:,} write as members of a hurt group or"
        " people close to one."
    )


def _spread(replies: int, answers: Answers | None) -> Points:
    if answers is None:
        return Points(name="spread", points=_steps(replies, _SPREAD), why=f"{replies:,} replies were kept.")
    wider = answers.news or answers.likes >= _MANY_LIKES
    news = " The news has picked it up." if answers.news else ""
    why = f"{answers.offended:,} replies are offended, with {answers.likes:,} likes.{news}"
    return Points(name="spread", points=min(3, _steps(answers.offended, _SPREAD) + wider), why=why)


def _steps(size: int, steps: tuple[tuple[int, int], ...]) -> int:
    return next((points for least, points in steps if size >= least), 0)
