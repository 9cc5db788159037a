"""guard.toml as typed values: the brand, its accounts, its policy. Loading and checking stand in ``config_file``.

Every section is a frozen struct with defaults that suit a brand that has configured nothing.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from guard.model import Severity

PLATFORMS = ("x", "facebook", "instagram", "linkedin", "threads", "bluesky", "mastodon", "tiktok", "youtube", "reddit")
"""The networks that the guard knows by name."""

CATEGORIES = (
    *("tragedy_exploitation", "bad_timing", "hate_or_slur", "stereotype", "sexism", "body_shaming", "ableism"),
    *("religious_insensitivity", "cultural_appropriation", "profanity", "sexual_innuendo", "violence_or_threat"),
    *("self_harm", "drugs_alcohol", "dangerous_challenge", "wrong_account", "customer_insult", "political_slip"),
    *("unfinished_draft", "ai_boilerplate", "confidential_leak", "personal_data", "secret_credential"),
    *(
        "ambiguous_hashtag",
        "broken_or_unsafe_link",
        "misleading_claim",
        "missing_disclosure",
        "deception",
        "non_apology",
    ),
    *("tone_deaf", "platform", "guard", "house"),
)
"""What can go wrong with a post: the category ids of verdicts, the same for every version."""


class Embargo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that must not be published before ``until`` (a codename, a launch, results)."""

    words: tuple[str, ...]
    until: date | None = None
    note: str = ""


class Wound(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A past crisis of the brand itself: near these words nobody should joke."""

    name: str
    words: tuple[str, ...]
    since: date | None = None
    note: str = ""


class Brand(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who posts. ``country`` is ISO 3166 alpha-2; ``domains`` are the brand's own web domains."""

    name: str = ""
    handles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    sector: str = ""
    country: str = ""
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    voice: str = ""
    public_contacts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    codenames: tuple[str, ...] = ()
    embargoes: tuple[Embargo, ...] = ()
    wounds: tuple[Wound, ...] = ()


class Account(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One account that posts are published from. ``history`` is a file of its past posts."""

    kind: Literal["brand", "executive", "public-body"] = "brand"
    description: str = ""
    platform: str = ""
    handle: str = ""
    voice: Literal["", "formal", "friendly", "playful", "edgy"] = ""
    sector: str = ""
    country: str = ""
    hashtags: tuple[str, ...] = ()
    history: str = ""


class Allow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that this brand may say, with the reason and, if wanted, a last day and the rules it concerns."""

    word: str
    why: str
    until: date | None = None
    rules: tuple[str, ...] = ()


class Override(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A severity for one rule, category or code, optionally only on a platform or account; ``off`` silences it."""

    rule: str
    severity: Severity | Literal["off"]
    platform: str = ""
    account: str = ""
    why: str = ""


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the brand lets pass."""

    allow: tuple[Allow, ...] = ()
    severity: tuple[Override, ...] = ()
    waivers: str = "guard-waivers.toml"


class HouseRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A brand's own rule (M9xx): phrases in the phrase language, or a lesson after an incident."""

    code: str
    slug: str
    match: tuple[str, ...]
    why: str
    instead: str
    summary: str = ""
    severity: Severity = "review"
    offended: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Feed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A disaster or news feed that ``guard events refresh`` reads."""

    url: str
    kind: Literal["rss", "atom", "geojson"] = "rss"
    name: str = ""
    severity: Severity = "review"
    days: int = 7


class Events(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the events calendar is kept, which feeds fill it, when it counts as old."""

    file: str = "guard-events.json"
    feeds: tuple[Feed, ...] = ()
    stale_after_days: int = 3
    timeout_seconds: float = 10.0


class Alerts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom the recovery tells that people are needed: the environment variables that hold the addresses."""

    addresses_env: tuple[str, ...] = ()


Asked = Literal["always", "unsure", "review", "never"]


class LanguageModel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An OpenAI-compatible endpoint. Without a ``model`` nothing is ever asked."""

    model: str = ""
    base_url: str = ""
    api: Literal["chat", "responses"] = "chat"
    key_env: str = "OPENAI_API_KEY"
    keyring: str = ""
    ask: Asked = "unsure"
    drafts: bool = True
    required: bool = False
    settle: bool = False
    strongest: Severity = "block"
    mask: bool = True
    timeout_seconds: float = 30.0
    connections: int = 16
    tokens_per_answer: int = 1_200
    tokens_per_run: int = 2_000_000
    tokens_per_day: int = 5_000_000
    cache_days: int = 30
    seed: int = 7


class Threshold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which score of a moderation category on the guard speaks; replaces the row that ships."""

    category: str
    review: float
    block: float = 1.01


class Moderation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A moderation endpoint. Without a ``model`` it is never asked."""

    model: str = ""
    base_url: str = ""
    key_env: str = "OPENAI_API_KEY"
    keyring: str = ""
    ask: Asked = "always"
    required: bool = False
    images: bool = False
    mask: bool = True
    timeout_seconds: float = 15.0
    cache_days: int = 30
    thresholds: tuple[Threshold, ...] = ()


class Lessons(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lessons file: the house rules that were made after incidents, kept apart from what people write by hand."""

    house_rules: tuple[HouseRule, ...] = ()


class Waiver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that somebody accepted, up to and including ``until``. ``rule`` and ``quote`` are for readers."""

    fingerprint: str
    rule: str = ""
    quote: str = ""
    why: str
    by: str
    added: date
    until: date


class Waivers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A waivers file: one ``[[waiver]]`` block for each accepted finding."""

    waiver: tuple[Waiver, ...] = ()


class Config(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that guard.toml may say. Once loaded, ``house_rules`` hold those of the ``lessons`` file as well."""

    brand: Brand = Brand()
    accounts: dict[str, Account] = {}
    policy: Policy = Policy()
    house_rules: tuple[HouseRule, ...] = ()
    events: Events = Events()
    lessons: str = "guard-lessons.toml"
    alerts: Alerts = Alerts()
    llm: LanguageModel = LanguageModel()
    moderation: Moderation = Moderation()
