"""What a language model may answer, for each of its prompts. Everything that states a fact cites its evidence."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints


def plain(text: str) -> str:
    """A model's words on one line, without signs that a screen or a database obeys."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


Words = Annotated[str, StringConstraints(max_length=700), AfterValidator(plain)]
Few = Annotated[str, StringConstraints(max_length=80), AfterValidator(plain)]
Ids = Annotated[list[Annotated[str, StringConstraints(max_length=40), AfterValidator(plain)]], Field(max_length=30)]


class Statement(BaseModel):
    """A sentence that says something is so, and the ids of what it stands on."""

    text: Words
    evidence: Ids


class Naming(BaseModel):
    """A short name for what went wrong, and what the post did, in one sentence."""

    name: Statement
    act: Statement


class Brief(BaseModel):
    """What somebody must know who has two minutes."""

    statements: list[Statement] = Field(max_length=10)


class Label(BaseModel):
    """A few words for one theme."""

    theme: Few
    label: Few
    evidence: Ids


class Labels(BaseModel):
    """The labels of all themes."""

    labels: list[Label] = Field(max_length=30)


class Summary(BaseModel):
    """What the replies of one theme, or of one group, say."""

    about: Few
    statements: list[Statement] = Field(max_length=6)


class Summaries(BaseModel):
    """The summaries of all themes and groups."""

    summaries: list[Summary] = Field(max_length=40)


Part = Literal["act", "responsibility", "harm", "regret", "repair", "explanation", "invitation"]
"""What a sentence of an apology does."""


class Sentence(Statement):
    """A sentence of an apology, and what it does there."""

    part: Part


class Letter(BaseModel):
    """An apology, sentence by sentence."""

    sentences: list[Sentence] = Field(max_length=14)


class Asked(BaseModel):
    """A question that several people ask, and what can be answered from what is known."""

    question: Words
    asked_in: Ids
    answer: list[Statement] = Field(max_length=5)


class Questions(BaseModel):
    """The questions that are asked most."""

    questions: list[Asked] = Field(max_length=12)


class LessonWords(BaseModel):
    """By which words a post like this is known again, why it must be stopped, and what to write instead."""

    phrases: list[Few] = Field(max_length=5)
    why: Statement
    instead: Statement
