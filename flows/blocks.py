"""The Prefect blocks of this package: a brand, its accounts and the casebook, as a team keeps them on its server.

Prefect's servers and workers import this module whenever they start (entry point ``prefect.collections``). So nothing
heavy belongs here: no flow, no platform client, no model. ``flows.server.office`` makes something of the blocks.

Secrets are masked wherever Prefect shows them, but whoever may ask an API without a password can read them in clear:
set PREFECT_SERVER_API_AUTH_STRING before an account is kept here.
"""

from typing import ClassVar, Literal

from prefect.blocks.core import Block
from pydantic import Field, SecretStr

__all__ = ("AccountBlock", "AlertsBlock", "BrandBlock", "CasebookBlock", "LanguageModelBlock")


class BrandBlock(Block):
    """A brand: its guard.toml, word for word, for workers on machines where that file is not."""

    _block_type_name: ClassVar[str | None] = "Mishap brand"
    _block_type_slug: ClassVar[str | None] = "mishap-brand"
    _description: ClassVar[str | None] = "The guard.toml of a brand, which every post and apology is judged by."

    guard_toml: str = Field(default="", title="guard.toml", description="The whole file; empty for the defaults.")
    folder: str = Field(default=".", title="Folder", description="Where the relative paths in it start.")


class AccountBlock(Block):
    """An account that the recovery may speak to. The name of the block is the account's name, such as ``main``."""

    _block_type_name: ClassVar[str | None] = "Mishap account"
    _block_type_slug: ClassVar[str | None] = "mishap-account"
    _description: ClassVar[str | None] = "An account on a social platform, with what is needed to log in."

    platform: Literal["outbox", "bluesky", "mastodon"] = Field(default="outbox", title="Platform")
    folder: str | None = Field(default=None, title="Folder", description="Of an outbox: where its files are.")
    handle: str | None = Field(default=None, title="Handle", description="On Bluesky: brand.example.com, without @.")
    app_password: SecretStr | None = Field(default=None, title="App password", description="On Bluesky.")
    service: str | None = Field(
        default=None, title="Service", description="On Bluesky: another server than bsky.social."
    )
    web: str | None = Field(
        default=None, title="Web address", description="On Bluesky: where people read the posts, if not on bsky.app."
    )
    server: str | None = Field(default=None, title="Server", description="On Mastodon: https://example.social.")
    access_token: SecretStr | None = Field(default=None, title="Access token", description="On Mastodon.")
    visibility: Literal["public", "unlisted", "private", "direct"] | None = Field(
        default=None, title="Visibility", description="On Mastodon: who sees the posts, if not as the account is set."
    )
    longest_text: int | None = Field(
        default=None, gt=0, title="Longest text", description="On Mastodon: the server's own limit, if not 500."
    )
    timeout: float | None = Field(
        default=None, gt=0, le=600, title="Patience", description="Seconds to wait for an answer, if not 30."
    )

    def settings(self) -> dict[str, object]:
        """What was filled in, as the settings of an account are written."""
        return {name: value for name in SETTINGS if (value := getattr(self, name)) is not None}


SETTINGS = tuple(name for name in AccountBlock.model_fields if name in AccountBlock.__annotations__)
"""The fields of an account that are settings of it, and none of Prefect's own."""


class CasebookBlock(Block):
    """Where the casebook is, for all workers alike. The block named ``casebook`` is the one that counts."""

    _block_type_name: ClassVar[str | None] = "Mishap casebook"
    _block_type_slug: ClassVar[str | None] = "mishap-casebook"
    _description: ClassVar[str | None] = "The database in which incidents, approvals and publications are written down."

    place: SecretStr = Field(title="Place", description="A file, or postgresql://user:password@host/database.")
    evidence: str | None = Field(default=None, title="Folder of the evidence", description="The same for all workers.")


class LanguageModelBlock(Block):
    """The key of the model that guard.toml names. The block named ``language-model`` is the one that counts."""

    _block_type_name: ClassVar[str | None] = "Mishap language model"
    _block_type_slug: ClassVar[str | None] = "mishap-language-model"
    _description: ClassVar[str | None] = "The key of the model that guard.toml names: it reads posts and words drafts."

    key: SecretStr = Field(title="Key", description="As the provider of the model gave it to you.")


class AlertsBlock(Block):
    """Whom the recovery tells that people are needed. The block named ``alerts`` is the one that counts."""

    _block_type_name: ClassVar[str | None] = "Mishap alerts"
    _block_type_slug: ClassVar[str | None] = "mishap-alerts"
    _description: ClassVar[str | None] = "Where people are told that an incident needs them: mail, chat, phone."

    addresses: list[SecretStr] = Field(
        default=[],
        title="Addresses",
        description="As apprise writes them: mailto://..., slack://..., one for each team or person.",
    )
