"""A recovery to try the steps on: both databases, an outbox, a clock that is moved by hand, and a simple reader."""

from datetime import timedelta

import pytest

from flows.case import Case
from flows.opening import open_incident
from flows.plan import Agreement, Mishap, WrongPost
from flows.platforms.base import Reply
from flows.platforms.outbox import Outbox
from flows.steps.approval import decide, waiting
from flows.story import STORY
from guard import config_file

POST = "Earthquake sale: 20% off all boots, shop now"
REPLIES = (
    ("r1", "tilda", "As a nurse I am hurt. Take it down."),
    ("r2", "benno", "As a nurse I say: shame. Say sorry."),
    ("r3", "sal", "As a miner I am hurt."),
    ("r4", "fan", "Nice boots."),
)
GOOD = (
    "We used an earthquake to sell boots. That was wrong, and it was our doing. It hurt nurses and miners. We are "
    "sorry. Ben pays for 400 hot meals by 4 December. If our post hurt you, write to us here."
)


class Read:
    """What the stand-in finds."""

    def __init__(self, found):
        self.found = found

    def as_json(self):
        return self.found


def read_simply(replies, *, post, findings=(), account=""):
    """Stands in for the analysis: "hurt" and "shame" offend, "As a ..." says who, "sorry" asks for an apology."""
    del post, findings, account
    replies = list(replies)
    offended = [reply for reply in replies if "hurt" in reply.text or "shame" in reply.text]
    groups: dict[str, list[str]] = {}
    for reply in offended:
        if reply.text.startswith("As a "):
            groups.setdefault(f"{reply.text.split()[2]}s", []).append(reply.id)
    return Read(
        {
            "replies": len(replies),
            "stance": {"offended": len(offended)},
            "groups": [{"group": g, "share": len(ids) / len(offended), "evidence": ids} for g, ids in groups.items()],
            "demands": [{"demand": "apology", "share": 0.5}] if any("sorry" in r.text for r in replies) else [],
            "themes": [],
        }
    )


class Recovery:
    """An incident of Acme, and the people who work on it."""

    def __init__(self, casebook, clock, folder):
        self.casebook, self.clock, self.folder = casebook, clock, str(folder)
        self.outbox = Outbox(f"{folder}/outbox", clock)
        self.platforms = {"main": self.outbox}
        self.config = config_file.from_text('[brand]\nname = "Acme"\nhandles = ["@acme"]\n')
        self.name = ""

    def replies(self, *replies):
        """A file of replies."""
        path = f"{self.folder}/replies.jsonl"
        with open(path, "w", encoding="utf-8") as stream:
            stream.writelines(reply.model_dump_json() + "\n" for reply in self.written(*replies))
        return path

    def written(self, *replies):
        return [Reply(id=i, author=author, created_at=self.clock(), text=text) for i, author, text in replies]

    def open(self, *replies, text=POST, agreed=None, account="main", platform="outbox", **told):
        """Open the incident; ``replies`` are in a file."""
        post = {
            name: told.pop(name)
            for name in ("id", "published_at", "media", "account_description", "alt_text")
            if name in told
        }
        told.setdefault("replies_file", self.replies(*replies) if replies else None)
        mishap = Mishap(
            brand="Acme",
            lead="Ann",
            agreed=agreed or Agreement(),
            post=WrongPost(text=text, account=account, platform=platform, **post),
            **told,
        )
        self.name = open_incident(self.casebook, mishap, clock=self.clock).id
        return self.case()

    def case(self, by="Ann"):
        return Case(
            self.casebook,
            self.name,
            by=by,
            platforms=self.platforms,
            config=self.config,
            folder=self.folder,
            clock=self.clock,
        )

    def until(self, last, by="Ann"):
        """Do the steps up to ``last``, which is given back undone."""
        for step in STORY:
            if step.name == last:
                return step
            step.run(self.case(by))
        raise AssertionError(last)

    def drafted(self, text=GOOD, *replies, **told):
        """An incident whose text waits for approval."""
        case = self.open(*(replies or REPLIES), **told)
        self.until("approval")
        if text:
            decide(case, waiting(case), "edited", who="Ann", text=text)
        return case

    def published(self, **told):
        """An incident whose apology is out."""
        case = self.drafted(**told)
        self.until("listen")
        return case

    def later(self, **time):
        return self.clock.forward(timedelta(**time))

    @property
    def posts(self):
        """The ids of what is in the outbox."""
        return list(self.outbox._folder.ids())

    def told(self, kind):
        return [event.what for event in self.casebook.timeline.of(self.name, kind=kind)]

    def told_of(self, prompt):
        """What the timeline tells of the answers to a prompt (``flows/brief@1``)."""
        events = self.casebook.timeline.of(self.name, kind="llm")
        return [event.what for event in events if event.details["prompt"] == prompt]

    def is_whole(self):
        return self.casebook.verify(self.name).broken == ()


@pytest.fixture(autouse=True)
def simple_reader(monkeypatch):
    monkeypatch.setattr("flows.audience.analyse", read_simply)


@pytest.fixture
def recovery(casebook, clock, tmp_path):
    return Recovery(casebook, clock, tmp_path)
