"""Everyday posts on a Prefect server: published, queued, suspended for a person, and ended by a name that says it."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from prefect.flow_runs import resume_flow_run

from flows.publishing import publish_due, publish_post

pytestmark = [
    pytest.mark.slow,
    # Prefect just drops connections of the loops that end with `asyncio.run`; Python says so whenever it finds one.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

CLEAN, REVIEW, BLOCKED = "Our shop is open until six today.", "Our drill is a knockout.", "Our drill is dynamite."
RULES = (("review", "is a knockout"), ("block", "is dynamite"))
YES = {"name": "Ben Oduya", "decision": "approve", "text": "", "reason": ""}
NO = {"name": "Ben Oduya", "decision": "reject", "text": "", "reason": "It shouts."}


@pytest.fixture
def run(deploy, home):
    """Start a run that wants to publish a text; start it again with ``run.on``."""
    with open(os.path.join(home, "guard.toml"), "w", encoding="utf-8") as stream:
        stream.writelines(
            f'[[house_rules]]\ncode = "M90{number}"\nslug = "house-{number}"\nmatch = ["{match}"]\n'
            f'why = "It was a mishap once."\ninstead = "Say it plainly."\nseverity = "{severity}"\n'
            for number, (severity, match) in enumerate(RULES, 1)
        )
    deployed = deploy(publish_post)

    def start(text, **post):
        return deployed.start(deployed.create(post={"text": text, "by": "Ana Ruiz"} | post))

    start.on = deployed.start
    return start


def texts(outbox):
    return [post["text"] for post in outbox()]


def ended(run):
    return run.state.type.value, run.state.name


def test_a_clean_post_is_published_once(run, outbox):
    first, second = run(CLEAN), run(CLEAN)
    assert (ended(first), ended(second)) == (("COMPLETED", "Published"),) * 2
    assert texts(outbox) == [CLEAN]
    assert first.name.startswith("publish on main ")
    assert all(word not in f"{first.name} {first.tags} {first.state.message}" for word in ("shop", "six"))


def test_a_blocked_post_is_no_red_failure(run, outbox):
    assert (ended(run(BLOCKED)), texts(outbox)) == (("CANCELLED", "Blocked"), [])


def test_a_frozen_account_keeps_its_posts(run, outbox, casebook):
    casebook.freezes.freeze(by="Cy", why="an accident", now=datetime.now(UTC))
    assert (ended(run(CLEAN)), texts(outbox)) == (("COMPLETED", "Frozen"), [])


@pytest.mark.parametrize(
    ("answers", "end", "out"),
    [
        ([YES], ("COMPLETED", "Published"), [REVIEW]),
        ([NO], ("CANCELLED", "Rejected"), []),
        ([NO | {"reason": ""}, YES], ("COMPLETED", "Published"), [REVIEW]),
        ([YES | {"text": "Our drill fits every hand."}], ("COMPLETED", "Published"), ["Our drill fits every hand."]),
        ([YES | {"text": BLOCKED}, NO], ("CANCELLED", "Rejected"), []),
        ([YES | {"decision": "edit"}, YES], ("COMPLETED", "Published"), [REVIEW]),
    ],
)
def test_a_person_decides(run, outbox, answers, end, out):
    going = run(REVIEW)
    for answer in answers:
        assert (ended(going), texts(outbox)) == (("PAUSED", "Suspended"), [])
        resume_flow_run(going.id, run_input=answer)
        going = run.on(going)
    assert (ended(going), texts(outbox)) == (end, out)
    assert (ended(run.on(going)), texts(outbox)) == (end, out)  # started once more from the top


def test_a_post_for_later_is_queued_and_sent_when_it_is_due(run, deploy, outbox, casebook):
    soon = datetime.now(UTC) + timedelta(hours=1)
    assert (ended(run(CLEAN, at=soon.isoformat())), texts(outbox)) == (("COMPLETED", "Queued"), [])
    due = deploy(publish_due)
    assert ended(due.start(due.create())) == ("COMPLETED", "Completed")
    assert texts(outbox) == []
    casebook.queue.withdraw(1, now=datetime.now(UTC), why="sooner")
    casebook.queue.release(1, at=datetime.now(UTC), now=datetime.now(UTC), by="Ana")
    done = due.start(due.create())
    assert (ended(done), done.state.message, texts(outbox)) == (
        ("COMPLETED", "Completed"),
        "1 published, 0 need a person.",
        [CLEAN],
    )


def test_what_waits_for_a_person_is_said_by_the_run_that_sends_what_is_due(run, deploy, outbox, casebook):
    soon = datetime.now(UTC) + timedelta(hours=1)
    run(REVIEW, at=soon.isoformat())
    casebook.queue.release(1, at=datetime.now(UTC), now=datetime.now(UTC), by="Ana")  # without an approval
    due = deploy(publish_due)
    assert ended(due.start(due.create())) == ("COMPLETED", "AwaitingPerson")
    assert texts(outbox) == []
