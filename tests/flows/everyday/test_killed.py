"""Programs that are killed at every point of sending, and programs that race: each post goes out once or is asked about."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from flows.everyday.answers import Approver
from flows.everyday.dispatch import PATIENCE, send_due
from flows.everyday.posts import not_posted, release, submit

from .conftest import CLEAN, LATER, NOW, REVIEW

pytestmark = pytest.mark.slow

SCRIPT = """
import sys
from datetime import datetime
from flows.everyday.answers import Approver
from flows.clock import TravelClock
from flows.terminal.desk import Desk
from flows.everyday.dispatch import send_due
from flows.everyday.posts import submit
from flows.platforms.outbox import Outbox
from flows.store import Casebook
from flows.everyday.wanted import wanted
from guard import config_file
from guard.model import Post

setting, evidence, folder, house, moment, text = sys.argv[1:]
clock = TravelClock(datetime.fromisoformat(moment))
config = config_file.load(house)
with Casebook.open(setting, evidence=evidence) as casebook:
    desk = Desk(casebook, {"main": Outbox(folder, clock)}, config, ".", clock)
    print("ready", flush=True)
    sys.stdin.readline()
    if text:
        post = Post(text=text, id="post.txt:1", place="post.txt:1")
        wish = wanted(post, "main", desk.accounts, config=config, at=None, now=clock())
        print(submit(desk, wish, by="Ana", approver=Approver("Ben", "kindly meant")).outcome)
    else:
        print(" ".join(answer.outcome for answer in send_due(desk, by="cron")))
"""

HOUSE = (
    '[[house_rules]]\ncode = "M901"\nslug = "house-1"\nmatch = ["is a knockout"]\n'
    'why = "It was a mishap once."\ninstead = "Say it plainly."\nseverity = "review"\n'
)

POINTS = {
    "everyday.queued": "waiting",
    "everyday.approved": "draft",
    "everyday.started": "publishing",
    "publish.intended": "publishing",
    "publish.sending": "publishing",
    "outbox.before_write": "publishing",
    "outbox.after_write": "publishing",
    "publish.sent": "publishing",
    "publish.read_back": "publishing",
    "everyday.confirmed": "publishing",
}
"""Where the program is killed -> how the post stands in the queue then."""

NOBODY_KNOWS = {"publish.sending", "outbox.before_write"}
"""Where it was being sent and is not to be found: only a person can say."""


@pytest.fixture
def run(office, setting, tmp_path):
    """Start the program; it waits for a line before it begins."""
    house = tmp_path / "guard.toml"
    house.write_text(HOUSE)

    def start(*, text="", at=NOW, crash=""):
        arguments = [setting, office.casebook.files.folder, office.folder, str(house), at.isoformat(), text]
        return subprocess.Popen(
            [sys.executable, "-c", SCRIPT, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"MISHAP_CRASH_AT": crash},
        )

    return start


def ended(process):
    """What the program printed after it was ready, and its exit code."""
    printed, _ = process.communicate("\n", timeout=120)
    return printed.removeprefix("ready\n").strip(), process.returncode


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_program_never_makes_two_posts(office, run, point):
    text = REVIEW if point == "everyday.approved" else CLEAN
    assert ended(run(text=text, crash=point)) == ("", 137)
    assert office.states() == {1: POINTS[point]}
    before = office.texts()

    office.clock.travel_to(NOW + PATIENCE)
    outcomes = [answer.outcome for answer in send_due(office.desk, by="cron")]
    if point in NOBODY_KNOWS:
        assert (outcomes, before, office.texts()) == (["unsure"], [], [])
        assert submit(office.desk, office.wish(), by="Ana").outcome == "unsure"
        assert not_posted(office.desk, 1, why="I looked", by="Ana").outcome == "draft"
        assert release(office.desk, 1, at=None, by="Ana").outcome == "published"
    elif point == "everyday.approved":
        assert (outcomes, before) == ([], [])
        approver = Approver("Ben", "kindly meant")
        assert submit(office.desk, office.wish(text=text), by="Ana", approver=approver).outcome == "published"
    else:
        assert outcomes == ["published"]
    assert (office.texts(), office.states()) == ([text], {1: "published"})
    assert office.casebook.publications.named(office.wish(text=text).key).state == "confirmed"


@pytest.mark.parametrize("point", ["everyday.started", "publish.sent", "everyday.confirmed"])
def test_the_author_who_tries_again_at_once_makes_no_second_post(office, run, point):
    run_killed = ended(run(text=CLEAN, crash=point))
    assert run_killed == ("", 137)
    outcome, code = ended(run(text=CLEAN, at=NOW + timedelta(seconds=1)))
    assert (outcome, code) == ("published" if point == "everyday.confirmed" else "busy", 0)
    office.clock.travel_to(NOW + PATIENCE)
    list(send_due(office.desk, by="cron"))
    assert (office.texts(), office.states()) == ([CLEAN], {1: "published"})


def test_programs_that_race_publish_each_post_once(office, run):
    texts = [f"News {number} of our bakery." for number in range(4)]
    for number, text in enumerate(texts):
        submit(office.desk, office.wish(text=text, id=str(number), at=LATER), by="Ana")
    racing = [run(at=LATER) for _ in range(2)]
    for process in racing:
        assert process.stdout.readline() == "ready\n"
    for process in racing:
        process.stdin.write("\n")
        process.stdin.flush()
    ends = [process.communicate(timeout=120)[0].split() for process in racing]
    assert [process.returncode for process in racing] == [0, 0]
    assert {outcome for end in ends for outcome in end} <= {"published", "busy"}
    assert (office.texts(), set(office.states().values())) == (texts, {"published"})
