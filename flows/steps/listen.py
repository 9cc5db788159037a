"""Step 7, listen and remedy: open a window in which the people who were hurt can say what would put it right.

The window is a time in the casebook, not a process that sleeps: check-ins, and people, read what has come in.
"""

from datetime import timedelta

from flows.case import Case
from flows.incident import Moment, Noun
from flows.llm.answering import Suggested, suggested
from flows.platforms.base import PlatformError, Reply
from flows.steps.audience import Heard, analysed
from flows.steps.publish import STEP as PUBLISH
from flows.steps.publish import Out
from flows.steps.rounds import current, named

STEP = "listen"
TITLE = "Listen to the people who were hurt"


class Listening(Noun):
    """The window: since when, until when, and below which post."""

    since: Moment
    until: Moment
    post: str


class Answers(Noun):
    """What has come in below the apology. ``waiting`` are the ids of questions that nobody has answered yet.

    ``suggested`` are drafts of answers to those that are asked most, where a language model is asked for them.
    """

    heard: Heard
    waiting: tuple[str, ...]
    problem: str = ""
    suggested: tuple[Suggested, ...] = ()


def listen(case: Case) -> Listening:
    """Open the window."""
    number = current(case)
    out = case.found(named(PUBLISH, number), Out)
    until = case.now + timedelta(hours=case.agreed.listening_hours)
    case.casebook.incidents.move(case.name, "listening", by=case.by, now=case.now)
    case.tell(
        "listen", f"Listening to answers below the apology until {until:%-d %B, %H:%M} UTC.", key=named(STEP, number)
    )
    return Listening(since=out.at, until=until, post=out.platform_id)


def answers(case: Case) -> Answers:
    """What stands below the apology now, kept as evidence and grouped; the questions in it wait for people."""
    window = _window(case)
    replies: list[Reply] = []
    problem = ""
    if case.platform is None:
        problem = "This account cannot be asked from here."
    else:
        try:
            for reply in case.platform.replies(window.post):
                replies.append(reply)  # noqa: PERF402 - what was read before the platform stopped answering counts
        except PlatformError as error:
            problem = f"Not all answers could be read: {error}"
    if replies:
        case.casebook.evidence.keep(
            case.name,
            (reply.model_dump_json().encode() + b"\n" for reply in replies),
            kind="replies",
            name="the answers to the apology",
            source=f"{case.incident.platform}, below the apology",
            by=case.by,
            now=case.now,
        )
    theirs, answered = _by_others(case, replies)
    waiting = tuple(reply.id for reply in theirs if "?" in reply.text and reply.id not in answered)
    return Answers(
        heard=analysed(case, theirs), waiting=waiting, problem=problem, suggested=_suggested(case, theirs, waiting)
    )


def _suggested(case: Case, replies: list[Reply], waiting: tuple[str, ...]) -> tuple[Suggested, ...]:
    if case.endpoint is None or not waiting:
        return ()
    out = {entry.draft_hash for entry in case.casebook.publications.of(case.name) if entry.state == "confirmed"}
    said = [draft.text for draft in case.casebook.drafts.of(case.name) if draft.sha256 in out]
    return suggested(case, [reply for reply in replies if reply.id in waiting], "\n\n".join(said))


def _window(case: Case) -> Listening:
    """The newest window: below the apology that was published last."""
    done = {record.step for record in case.casebook.steps.of(case.name) if record.state == "done"}
    numbers = range(current(case), 0, -1)
    return case.found(next((name for n in numbers if (name := named(STEP, n)) in done), STEP), Listening)


def _by_others(case: Case, replies: list[Reply]) -> tuple[list[Reply], set[str | None]]:
    """The replies of other people, and the ids of those that we have answered."""
    own = {name.removeprefix("@").casefold() for name in (case.incident.account, *case.config.brand.handles)}
    ours = {reply.id for reply in replies if reply.author.removeprefix("@").casefold() in own}
    return [r for r in replies if r.id not in ours], {r.in_reply_to for r in replies if r.id in ours}
