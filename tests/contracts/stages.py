"""Each platform as the contract tests see it: the account under test, and the people who answer it."""

# ruff: noqa: ARG002 - all stages are made and asked in the same way

import os
import time
from datetime import UTC, datetime

import pytest

from flows.clock import TravelClock
from flows.platforms.accounts import BlueskyAccount, MastodonAccount
from flows.platforms.base import Reply
from flows.platforms.bluesky import Bluesky
from flows.platforms.mastodon import Mastodon
from flows.platforms.outbox import Outbox
from tests.contracts.fake_bluesky import FakeBluesky
from tests.contracts.fake_mastodon import FakeMastodon

START = datetime(2026, 11, 22, 10, tzinfo=UTC)


def no_wait(_):
    """Instead of the waits between two tries."""


class OutboxStage:
    """The real outbox, in a folder of the test."""

    def __init__(self, tmp_path):
        self.clock = TravelClock(START)
        self.platform = Outbox(str(tmp_path / "outbox"), self.clock)

    def another(self):
        return Outbox(self.platform.path, self.clock)

    def answer(self, id_, author, text, likes=0, to=None):
        reply = Reply(id=f"r-{text}", author=author, created_at=self.clock(), text=text, likes=likes, in_reply_to=to)
        self.platform.receive(id_, [reply])
        return reply.id

    def quote(self, id_, author, text):
        self.platform.receive(id_, [Reply(id=text, author=author, created_at=self.clock(), text=text)], quotes=True)

    def texts(self):
        out = self.platform._readable()
        return [entry.text for _, entry in out if self.platform._is_out(entry)]

    def settle(self):
        pass

    def close(self):
        pass


class FakeStage:
    """A real client against a fake server on this machine."""

    def __init__(self, tmp_path):
        self.clock = TravelClock(START)
        self.server = self.make_server()
        self.opened = []
        self.platform = self.another()

    def answer(self, id_, author, text, likes=0, to=None):
        return self.server.somebody_posts(author, text, to or id_, likes)

    def quote(self, id_, author, text):
        self.server.somebody_quotes(author, text, id_)

    def texts(self):
        return self.server.own_texts()

    def settle(self):
        pass

    def open(self, platform):
        self.opened.append(platform)
        return platform

    def close(self):
        for platform in self.opened:
            platform.close()
        self.server.close()


class FakeMastodonStage(FakeStage):
    def make_server(self):
        pytest.importorskip("mastodon")
        return FakeMastodon(self.clock)

    def another(self, token=FakeMastodon.TOKEN, timeout=20):
        account = MastodonAccount.model_validate({"server": self.server.url, "access_token": token, "timeout": timeout})
        return self.open(Mastodon(account, no_wait))


class FakeBlueskyStage(FakeStage):
    def make_server(self):
        pytest.importorskip("atproto")
        return FakeBluesky(self.clock)

    def another(self, token=FakeBluesky.PASSWORD, timeout=20):
        account = BlueskyAccount.model_validate(
            {"handle": FakeBluesky.HANDLE, "app_password": token, "service": self.server.url, "timeout": timeout}
        )
        return self.open(Bluesky(account, self.clock, no_wait))


class BlueskyNetworkStage:
    """Bluesky's own development network: see tests/bluesky/README.md."""

    def __init__(self, tmp_path):
        pytest.importorskip("atproto")
        self.service = os.environ["MISHAP_BLUESKY"]
        self.clock = TravelClock(datetime.now(UTC))
        self._people, self._opened = {}, []
        self.platform = self.person("brand")

    def person(self, name):
        """An account of this name, made when it is first asked for. Their clocks go with the world's."""
        if name not in self._people:
            self._people[name] = self._new(name)
        return self._people[name]

    def _new(self, name):
        from atproto import Client, models
        from atproto_client.request import Request

        handle = f"{name}-{time.time_ns() // 1000 % 10**10}.test"
        request = Request(timeout=60)
        client = Client(base_url=self.service, request=request)
        data = {"handle": handle, "email": f"{handle}@example.com", "password": "invented-one"}
        client.com.atproto.server.create_account(models.ComAtprotoServerCreateAccount.Data(**data))
        request.close()
        return self._account(handle)

    def _account(self, handle):
        account = BlueskyAccount.model_validate(
            {"handle": handle, "app_password": "invented-one", "service": self.service}
        )
        self._opened.append(Bluesky(account, self.clock))
        return self._opened[-1]

    def another(self):
        return self._account(self.platform._account.handle)

    def answer(self, id_, author, text, likes=0, to=None):
        return self.person(author).publish(text, key=text, in_reply_to=to or id_).id

    def quote(self, id_, author, text):
        person, models = self.person(author), self.platform._line.models
        found = self.platform._line.record(*id_.removeprefix("at://").split("/")[::2])
        quoted = models.AppBskyEmbedRecord.Main(record=models.ComAtprotoRepoStrongRef.Main(uri=id_, cid=found.cid))
        record = person._record(text, None, ())
        record.embed = quoted
        person._send(record, text)

    def texts(self):
        params = {"repo": self.platform._line.did, "collection": "app.bsky.feed.post", "limit": 100}
        return [each.value.text for each in self.platform._line.client.com.atproto.repo.list_records(params).records]

    def settle(self):
        """Wait until the server that shows threads has taken note: it is about a second behind."""
        time.sleep(2)

    def close(self):
        for platform in self._opened:
            platform.close()
