"""The settings of an account on each platform. Secrets are never shown, logged or compared by name."""

import os
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr


def _safe_service(address: str) -> str:
    """The address of a server without a slash at its end; over the network only encrypted, because secrets go there."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("Write the address with https:// at its start, such as https://example.social.")
    if parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ValueError("Use https://: over http:// the password could be read on its way.")
    return address.rstrip("/")


Service = Annotated[str, AfterValidator(_safe_service)]


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OutboxAccount(_Settings):
    """A folder on this machine instead of a platform."""

    platform: Literal["outbox"] = "outbox"
    folder: Annotated[str, AfterValidator(os.path.expanduser)] = Field(min_length=1)


class BlueskyAccount(_Settings):
    """An account on Bluesky, with an app password (Settings -> App Passwords), never the main one."""

    platform: Literal["bluesky"] = "bluesky"
    handle: str = Field(min_length=3, description="such as brand.example.com, without the @")
    app_password: SecretStr
    service: Service = "https://bsky.social"
    web: Service = Field(default="https://bsky.app", description="where people read the posts")
    timeout: float = Field(default=30, gt=0, le=600, description="seconds to wait for an answer")


class MastodonAccount(_Settings):
    """An account on a Mastodon server, with an access token that may read and write (Preferences -> Development)."""

    platform: Literal["mastodon"] = "mastodon"
    server: Service
    access_token: SecretStr
    visibility: Literal["public", "unlisted", "private", "direct"] | None = None
    longest_text: int = Field(default=500, gt=0, description="the server's own limit")
    timeout: float = Field(default=30, gt=0, le=600, description="seconds to wait for an answer")


Account = Annotated[OutboxAccount | BlueskyAccount | MastodonAccount, Field(discriminator="platform")]
"""The settings of any account; the field ``platform`` says which."""
