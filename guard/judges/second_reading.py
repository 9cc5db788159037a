"""What a language model answers about a post. Imported once one is asked: pydantic costs more than a whole check."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints  # noqa: TID253 - see above

Category = Literal[
    "tragedy_exploitation", "bad_timing", "tone_deaf", "hate_or_slur", "stereotype", "sexism", "body_shaming",
    "ableism", "religious_insensitivity", "cultural_appropriation", "profanity", "sexual_innuendo",
    "violence_or_threat", "self_harm", "drugs_alcohol", "dangerous_challenge", "wrong_account", "customer_insult",
    "political_slip", "unfinished_draft", "ai_boilerplate", "confidential_leak", "personal_data",
    "secret_credential", "ambiguous_hashtag", "broken_or_unsafe_link", "misleading_claim", "missing_disclosure",
    "deception", "non_apology",
]  # fmt: skip

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)]


class Seen(BaseModel):
    """One thing that could go wrong, with the words that it is about."""

    category: Category
    severity: Literal["info", "review", "block"]
    quote: Annotated[str, StringConstraints(max_length=2_000)]
    why: Sentence
    who_is_hurt: list[Sentence] = Field(max_length=10)
    instead: Sentence
    confidence: float = Field(ge=0, le=1)


class SecondReading(BaseModel):
    """What the second reader says of one post."""

    speaks_to_the_reader: bool
    harmless: list[Annotated[str, StringConstraints(max_length=20)]] = Field(default_factory=list, max_length=20)
    findings: list[Seen] = Field(max_length=20)
