"""What became of an everyday post, for programs and in a sentence for the person who wanted it out."""

from typing import Literal, NamedTuple

from flows.errors import RecoveryError
from flows.outgoing import ALL_ACCOUNTS, QueuedPost, lies_in_outbox
from flows.store import Casebook
from guard.model import Verdict

Outcome = Literal["published", "queued", "busy", "blocked", "draft", "unsure", "refused", "incomplete", "unset"]
EXIT_CODES: dict[Outcome, int] = {
    "published": 0,
    "queued": 0,
    "blocked": 1,
    "busy": 3,
    "draft": 3,
    "unsure": 3,
    "refused": 4,
    "incomplete": 4,
    "unset": 2,
}
"""What became of a post -> the exit code of the command."""


SAME_AGAIN = (
    "To say the same again, give the post another id: save the text under another file name (news-2.txt), or change the"
    " id in its front matter or JSON."
)
"""How a text that is out goes out once more: a post is known by its id, which a .txt file has from its name."""


class Answer(NamedTuple):
    """What became of a post: for programs, and in a sentence. ``fix`` says what a person can do now."""

    outcome: Outcome
    said: str
    fix: str = ""
    number: int | None = None
    verdict: Verdict | None = None
    url: str = ""

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return EXIT_CODES[self.outcome]


class Approver(NamedTuple):
    """Who says that a post may go out although the guard wants a person to look, and why."""

    name: str
    reason: str


class NotNow(RecoveryError):
    """The post must not go out now; what it says becomes the note of the draft."""

    def __init__(self, why: str, verdict: Verdict | None = None) -> None:
        self.verdict = verdict
        super().__init__(why)


def draft(queued: QueuedPost, why: str, fix: str, verdict: Verdict | None = None) -> Answer:
    """The answer about a post that stays, or has become, a draft."""
    return Answer("draft", f"Draft {queued.id} for {queued.account}, not published. {why}", fix, queued.id, verdict)


def standing(book: Casebook, queued: QueuedPost) -> Answer:
    """Where a queued post stands, without doing anything about it."""
    number = queued.id
    if queued.state == "waiting":
        said = f"Queued as number {number}: it goes out on {queued.account} at {queued.at:%Y-%m-%d %H:%M} UTC."
        return Answer("queued", said, "guard publish --due sends it then; have it run every few minutes.", number)
    if queued.state == "publishing":
        return Answer("busy", f"Another run is publishing number {number} right now.", "", number)
    if queued.state == "published":
        entry = book.publications.named(queued.publication or queued.key)
        url = (entry.url or entry.platform_id or "") if entry else ""
        where = "lies in the outbox, and goes there once" if lies_in_outbox(url) else "is out, and goes out once"
        said = f"Number {number} {where}: {url}"
        return Answer("published", said, SAME_AGAIN, number, url=url)
    if queued.state == "refused":
        return Answer("refused", f"Number {number} does not go out: {queued.note}", "", number)
    return _stays(book, queued)


def _stays(book: Casebook, queued: QueuedPost) -> Answer:
    """The answer about a draft, or about a post that a freeze holds."""
    if frozen := book.freezes.of(queued.account):
        whose = "" if frozen.account == ALL_ACCOUNTS else f" {frozen.account}"
        since = f"{frozen.since:%Y-%m-%d %H:%M} UTC"
        why = f"{queued.account} is frozen since {since} by {frozen.by}: {frozen.why}"
        return draft(queued, why, f"First: guard thaw{whose} --by NAME --why TEXT. Then release it by its number.")
    return draft(queued, queued.note, f"To release it: guard publish --release {queued.id} --at now --by NAME")


def how_to_settle(number: int) -> str:
    """What a person does about a post of which nobody knows whether it went out."""
    return (
        f"Look there with your own eyes. If it is out: guard publish --posted {number} --where ADDRESS --by NAME. "
        f"If not: guard publish --not-posted {number} --reason TEXT --by NAME"
    )
