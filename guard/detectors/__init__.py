"""The detectors, in the order in which they run and stand in a report: by code.

Adding one touches three files: this list, the detector's own file, its case table in ``tests/detectors/cases``. Modules are
imported when a post first holds something that wakes them (their ``WAKES_ON`` line, compiled by ``lexicons/compile.py``).
"""

from functools import cache
from importlib import import_module
from types import ModuleType

REGISTRY = (
    # M1xx: the moment and the mood
    "promotion_on_tragedy",
    # M2xx: profanity, sex, violence, danger
    "profanity",
    "disguised_profanity",
    # M3xx: people
    "slur",
    "dehumanising",
    "exclusion",
    "contempt_for_a_group",
    "hateful_wish",
    "coded_hate",
    # M4xx: secrets and private matters
    "leaked_key",
    "private_key",
    "password_in_post",
    "password_in_link",
    "secret_setting",
    "recovery_phrase",
    "access_code",
    "lone_token",
    "wifi_password",
    "one_time_code",
    "random_string",
    # M5xx: the account's own voice
    "placeholder",
    "note_to_colleague",
    "version_label",
    "pasted_brief",
    "test_post",
    "breaks_off",
    "picture_placeholder",
    "impossible_date",
    "assistant_remains",
    "pasted_prompt",
    "machine_cliches",
    # M6xx: tags, links, platform
    "second_reading",
    "acrostic",
    "hijackable_hashtag",
    "near_obscenity",
    "capitals_reading",
    "broken_link",
    "internal_host",
    "editing_link",
    "private_link",
    "local_file_link",
    "lookalike_domain",
    "foreign_domain",
    "phishing_shape",
    "unfinished_link",
    "missing_link",
    "short_link",
    "unencrypted_payment",
    "program_download",
    "temporary_link",
    "excused_link",
    "over_length",
    "missing_alt_text",
    "too_many_hashtags",
    "duplicate_post",
    # M7xx: claims and disclosure
    "spoiled_goods_boast",
    # M8xx: apologies
    # M9xx: the brand's own rules
    "house_rule",
)
"""Module names below ``guard.detectors``."""


@cache
def load(place: int) -> ModuleType:
    """The detector at that place of the registry."""
    return import_module(f"guard.detectors.{REGISTRY[place]}")
