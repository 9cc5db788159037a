"""The connection to Bluesky: logs in when first needed, asks again when there is no answer, reads page by page."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from flows.platforms.accounts import BlueskyAccount
from flows.platforms.base import Gone, NoAccess
from flows.platforms.bluesky_calls import reading
from flows.platforms.bluesky_records import POSTS
from flows.platforms.clients import load
from flows.platforms.patience import Sleep, patiently


class Connection:
    """Asks as one account. Everything here only reads."""

    def __init__(self, account: BlueskyAccount, sleep: Sleep) -> None:
        self._account, self._sleep = account, sleep

    @cached_property
    def client(self) -> Any:
        """The client, logged in."""
        client = load("atproto", "bluesky").Client(base_url=self._account.service, request=self._request)
        secret = self._account.app_password.get_secret_value()

        def log_in() -> None:
            with reading():
                client.login(self._account.handle, secret, fetch_bsky_profile=False)

        patiently(log_in, self._sleep)
        return client

    @cached_property
    def _request(self) -> Any:
        return load("atproto_client.request", "bluesky").Request(timeout=self._account.timeout)

    def close(self) -> None:
        """Let go of the connection, if there is one."""
        if "_request" in self.__dict__:
            self._request.close()
        for name in ("_request", "client", "did"):
            self.__dict__.pop(name, None)

    @property
    def models(self) -> Any:
        """The shapes of all that can be sent and received."""
        return load("atproto", "bluesky").models

    @cached_property
    def did(self) -> str:
        """The account's lasting name; a handle may change."""
        # The client shows it only with a profile, and a new account has none for its first second.
        session = self.client._session  # noqa: SLF001
        if session is None:
            raise NoAccess("the login did not work.", where="Bluesky")
        return str(session.did)

    def ask(self, question: Callable[[Any], Any]) -> Any:
        """What the client answers to ``question``, asked again while there is no answer."""
        client = self.client

        def ask() -> Any:
            with reading():
                return question(client)

        return patiently(ask, self._sleep)

    def pages(self, page_at: Callable[[Any, str | None], Any], name: str) -> Iterator[Any]:
        """The entries called ``name`` of all pages; ``page_at`` asks the client for the page at a place."""
        cursor: str | None = None
        while True:
            page = self._page(page_at, cursor)
            yield from getattr(page, name)
            if not page.cursor or page.cursor == cursor:
                return
            cursor = page.cursor

    def _page(self, page_at: Callable[[Any, str | None], Any], cursor: str | None) -> Any:
        return self.ask(lambda client: page_at(client, cursor))

    def record(self, who: str, name: str) -> Any:
        """The record of a post, as it stands in its author's repository. Raises Gone."""
        params = {"repo": who, "collection": POSTS, "rkey": name}
        return self.ask(lambda client: client.com.atproto.repo.get_record(params))

    def own_record(self, name: str) -> Any:
        """The record of a post of this account, or None."""
        try:
            return self.record(self.did, name)
        except Gone:
            return None
