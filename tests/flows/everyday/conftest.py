"""A desk for everyday posts: the casebook in both databases, an outbox, and a clock that is moved by hand."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from flows.everyday.wanted import wanted
from flows.platforms.outbox import Outbox
from flows.terminal.desk import Desk
from guard import config_file
from guard.model import Post

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)

CLEAN = "Our shop is open until six today."
REVIEW = "Our new drill is a knockout."
BLOCKED = "Our new drill is dynamite."


def brand(*more):
    """A brand with house rules, so that these tests do not hang on what the guard knows by itself.

    ``more`` are the severity and the words of further rules.
    """
    house = [("review", "is a knockout"), ("block", "is dynamite"), *more]
    return config_file.from_text(
        "".join(
            f'[[house_rules]]\ncode = "M90{number}"\nslug = "house-{number}"\nmatch = ["{match}"]\n'
            f'why = "It was a mishap once."\ninstead = "Say it plainly."\nseverity = "{severity}"\n'
            for number, (severity, match) in enumerate(house, 1)
        )
    )


class Office:
    """The desk, and what stands in the outbox."""

    def __init__(self, casebook, clock, folder):
        self.clock, self.folder = clock, folder
        self.outbox = Outbox(folder, clock)
        self.desk = Desk(casebook, {"main": self.outbox, "blog": Outbox(f"{folder}-blog", clock)}, brand(), ".", clock)
        self.casebook = casebook

    def wish(self, text=CLEAN, account="main", *, at=None, answers=None, **fields):
        post = Post(**{"text": text, "id": "post.txt:1", "place": "post.txt:1"} | fields)
        return wanted(
            post,
            account,
            self.desk.accounts,
            config=self.desk.config,
            at=at,
            now=self.clock(),
            answers=answers,
        )

    def change(self, config):
        """Let the brand have another guard.toml from now on."""
        self.desk.config = config

    def texts(self):
        """What is out, as anybody can read it."""
        posts = [self.outbox._folder.entry(id_) for id_ in self.outbox._folder.ids()] if self.is_open() else []
        return sorted(entry.text for entry in posts if entry.status == "published" or self.is_past(entry))

    def is_open(self):
        return os.path.isdir(os.path.join(self.folder, "posts"))

    def is_past(self, entry):
        return entry.status == "scheduled" and entry.at <= self.clock()

    def states(self):
        return {post.id: post.state for post in self.casebook.queue.all()}


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "outbox")


@pytest.fixture
def office(casebook, clock, folder):
    return Office(casebook, clock, folder)
