"""Step 6: out once, whatever happens in between."""

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress

import pytest

from flows.case import NeedsPerson, Rejected
from flows.errors import ClaimLost
from flows.outgoing import text_hash
from flows.plan import Agreement
from flows.platforms.base import NoAccess, Unclear
from flows.platforms.outbox import Outbox
from flows.steps.approval import decide, waiting
from flows.steps.by_hand import not_posted, posted, retry
from flows.steps.publish import publish
from flows.story import PUBLISH
from guard import config_file
from tests.flows.steps.conftest import GOOD

POINTS = ("publish.intended", "publish.sending", "publish.sent", "publish.read_back", "outbox.after_write")
NEVER_SENT = {"publish.sending"}
"""Where it dies after it was marked as being sent, and before it was."""


class Odd(Outbox):
    """An outbox that does something odd instead of publishing."""

    odd: Exception | None = None
    does_it = False

    def publish(self, text, **fields):
        if self.odd is None:
            return super().publish(text, **fields)
        if self.does_it:
            super().publish(text, **fields)
        raise self.odd


@pytest.fixture
def odd(recovery):
    recovery.platforms["main"] = recovery.outbox = Odd(recovery.outbox.path, recovery.clock)
    return recovery.outbox


def ready(recovery, **told):
    case = recovery.drafted(**told)
    recovery.until("publish")
    return case


def state(recovery):
    return [(entry.key.partition("/")[2], entry.state) for entry in recovery.casebook.publications.of(recovery.name)]


def test_the_approved_text_goes_out_once_to_the_letter(recovery):
    case = ready(recovery)
    out = publish(case)
    assert publish(case) == out
    assert recovery.posts == [out.platform_id]
    assert recovery.outbox.read(out.platform_id).text == GOOD
    (entry,) = recovery.casebook.publications.of(case.name)
    assert (entry.state, entry.draft_hash) == ("confirmed", text_hash(GOOD))
    assert case.incident.state == "published"
    assert recovery.is_whole()


@pytest.mark.parametrize("stands", [True, False])
def test_it_answers_the_post_where_that_still_stands(recovery, stands):
    post = recovery.outbox.publish("Earthquake sale", key="wrong")
    case = ready(recovery, id=post.id)
    if not stands:
        recovery.outbox.delete(post.id)
    entry = recovery.outbox._folder.entry(publish(case).platform_id)
    assert entry.in_reply_to == (post.id if stands else None)


def test_an_approval_that_has_expired_since_does_not_count(recovery):
    case = ready(recovery, agreed=Agreement(approval_hours=1))
    recovery.later(hours=2)
    with pytest.raises(NeedsPerson, match="has expired") as waits:
        publish(case)
    assert waits.value.step == "approval"
    assert recovery.posts == []
    decide(case, waiting(case), "approved", who="Ben")
    publish(case)
    assert len(recovery.posts) == 1


def test_a_rejection_after_the_approval_counts(recovery):
    case = ready(recovery)
    decide(case, waiting(case), "rejected", who="Ben", reason="Wait.")
    with pytest.raises(Rejected, match="Wait"):
        publish(case)
    assert recovery.posts == []


def test_what_the_guard_blocks_by_now_does_not_go_out_and_the_better_text_does(recovery):
    case = ready(recovery)
    recovery.config = config_file.from_text(
        '[[house_rules]]\ncode = "M901"\nslug = "no-meals"\nmatch = ["hot meals"]\nseverity = "block"\n'
        'why = "They never came."\ninstead = "Leave it out."\n'
    )
    case = recovery.case()
    with pytest.raises(NeedsPerson, match="The guard blocks this text"):
        publish(case)
    assert (recovery.posts, [each for _, each in state(recovery)]) == ([], ["intended"])
    better = GOOD.replace("400 hot meals", "the repairs")
    decide(case, waiting(case), "edited", who="Ben", text=better)
    out = publish(case)
    assert recovery.outbox.read(out.platform_id).text == better
    assert [each for _, each in state(recovery)] == ["refused", "confirmed"]
    assert recovery.is_whole()


@pytest.mark.parametrize("does_it", [True, False])
def test_when_nobody_knows_the_platform_is_looked_at_and_then_a_person_asked(recovery, odd, does_it):
    case = ready(recovery)
    odd.odd, odd.does_it = Unclear("the line went dead."), does_it
    if does_it:
        publish(case)
    else:
        with pytest.raises(NeedsPerson, match="Nobody knows whether") as waits:
            publish(case)
        assert "guard incident posted" in waits.value.fix
        with pytest.raises(NeedsPerson, match="Nobody knows whether"):
            publish(case)
        key = recovery.casebook.publications.of(case.name)[0].key
        not_posted(case, key, "I have looked.")
        retry(case, key, "The line is back.")
        odd.odd = None
        publish(case)
    assert len(recovery.posts) == 1
    assert [each for _, each in state(recovery)] == ["confirmed"]
    assert recovery.is_whole()


def test_an_edit_does_not_go_out_while_nobody_knows_about_the_first(recovery, odd):
    case = ready(recovery)
    odd.odd = Unclear("the line went dead.")
    with pytest.raises(NeedsPerson, match="Nobody knows"):
        publish(case)
    odd.odd = None
    decide(case, waiting(case), "edited", who="Ann", text=f"{GOOD} Thank you.")
    with pytest.raises(NeedsPerson, match="Nobody knows"):
        publish(case)
    assert recovery.posts == []


def test_a_refusal_is_told_and_sent_again_only_when_a_person_says_so(recovery, odd):
    case = ready(recovery)
    odd.odd = NoAccess("the account is suspended.", where="outbox")
    with pytest.raises(NeedsPerson, match="suspended") as waits:
        publish(case)
    assert "guard incident retry" in waits.value.fix
    odd.odd = None
    with pytest.raises(NeedsPerson, match="It did not go out"):
        publish(case)
    retry(case, recovery.casebook.publications.of(case.name)[0].key, "They let us in again.")
    publish(case)
    assert len(recovery.posts) == 1


def test_an_account_that_cannot_be_spoken_to_is_posted_to_by_hand(recovery):
    case = ready(recovery, account="brand-x", platform="x")
    with pytest.raises(NeedsPerson, match="must be posted by hand") as waits:
        publish(case)
    (entry,) = recovery.casebook.publications.of(case.name)
    assert entry.key in waits.value.fix
    posted(case, entry.key, "https://x.example/brand/17")
    out = publish(case)
    assert (out.platform_id, out.url) == ("https://x.example/brand/17",) * 2
    assert recovery.is_whole()


@pytest.mark.parametrize("others", [("Ann", "Ben"), ("Ann", "Ann"), ("Ann", "Ben", "Cem", "Dee")])
def test_runs_that_race_publish_once(recovery, others):
    ready(recovery)
    cases = [recovery.case(by=who) for who in others]
    start = threading.Barrier(len(cases))

    def race(case):
        start.wait()
        with suppress(ClaimLost, NeedsPerson):
            PUBLISH.run(case)

    runs = [threading.Thread(target=race, args=[case]) for case in cases]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    PUBLISH.run(recovery.case())
    assert len(recovery.posts) == 1
    assert [each for _, each in state(recovery)] == ["confirmed"]
    assert recovery.is_whole()


DIE = """
import sys
from flows.case import Case
from flows.platforms.outbox import Outbox
from flows.steps.publish import publish
from flows.store import Casebook
from flows.clock import TravelClock
from datetime import datetime
import json
told = json.loads(sys.argv[1])
clock = TravelClock(datetime.fromisoformat(told["now"]))
book = Casebook.open(told["setting"], evidence=told["evidence"])
case = Case(book, told["name"], by="Ann", platforms={"main": Outbox(told["outbox"], clock)}, clock=clock)
publish(case)
"""


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
def test_a_run_that_is_killed_publishes_nothing_twice(recovery, setting, tmp_path, point):
    """At each point: out once or never, the ledger says which, and a person is asked where nobody knows."""
    case = ready(recovery)
    told = {
        "now": recovery.clock().isoformat(),
        "setting": setting,
        "evidence": f"{tmp_path}/evidence",
        "name": case.name,
        "outbox": recovery.outbox.path,
    }
    killed = subprocess.run(
        [sys.executable, "-c", DIE, json.dumps(told)],
        env=os.environ | {"MISHAP_CRASH_AT": point},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert killed.returncode == 137, killed.stderr.decode()
    if point in NEVER_SENT:
        with pytest.raises(NeedsPerson, match="Nobody knows whether"):
            publish(case)
        assert recovery.posts == []
        assert [each for _, each in state(recovery)] == ["unknown"]
    else:
        publish(case)
        assert len(recovery.posts) == 1
        assert [each for _, each in state(recovery)] == ["confirmed"]
    assert recovery.is_whole()
