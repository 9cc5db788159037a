"""What the model says about a post, in the order in which the numbers leave the network."""

CATEGORIES = (
    "tragedy_exploitation",
    "bad_timing",
    "hate_or_slur",
    "stereotype",
    "sexism",
    "body_shaming",
    "ableism",
    "religious_insensitivity",
    "cultural_appropriation",
    "profanity",
    "sexual_innuendo",
    "violence_or_threat",
    "self_harm",
    "drugs_alcohol",
    "dangerous_challenge",
    "wrong_account",
    "customer_insult",
    "political_slip",
    "unfinished_draft",
    "ai_boilerplate",
    "confidential_leak",
    "personal_data",
    "secret_credential",
    "ambiguous_hashtag",
    "broken_or_unsafe_link",
    "misleading_claim",
    "missing_disclosure",
    "deception",
    "non_apology",
    "tone_deaf",
)
"""The 30 categories of a mishap; each has a probability of its own."""

VERDICTS = ("risky", "block")
"""Would a communications lead stop the post, and would it be stopped for good?"""

TONES = ("hate", "offence", "disaster", "promotion", "positive", "negative")
"""What the post does besides, whoever posts it."""

HEADS = (*VERDICTS, *CATEGORIES, *TONES)
"""Everything that is said about a post, one number each."""
