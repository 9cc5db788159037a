"""Read an apology: which of its parts are there, with their places, and which flaws show in its words.

The parts are those that research weighs (responsibility, the act's harm, the people, repair, a way to be heard);
each is a list of phrases in ``lexicons``. Flaws are contextual: ``if you were harmed, write to us`` opens a door, and
"never our intention" beside a plain "we were wrong" explains. So a flaw names the parts that heal it, and counts only
where a post apologises, answers a complaint, or stands on an account whose description says that something went wrong.
"""

from collections.abc import Iterator

from msgspec import Struct

from guard.text.mention import is_quoted
from guard.view import Match, Text, View

PARTS = {
    "regret": "apology_words",
    "responsibility": "owning_up",
    "repair": "making_good",
    "channel": "channel_open",
}
"""The parts of an apology that a lexicon list finds."""

WORDS = {
    "harm": (
        "<harms>",
        "without water|food|power|heating|pay|light|internet|answer",
        "out of pocket",
        "sin|sem agua|água|luz",
    ),
    "people": ("<harmed_people>",),
    "repair": ("<repairs>",),
    "when": ("<when_words>", "by|until|from|in <#>"),
}
"""The parts that are plain words, far too common to look for in every post: patterns that are asked of a draft only."""


EVASIONS = (
    *("if_offended", "passive_fault", "excuses", "blame_shift", "playing_down"),
    *("sorry_for_oneself", "good_intent", "legal_cover", "closing_words"),
)
"""Lists of flaws that, two together, show that a post answers for something without saying sorry."""


ASKED = {
    "if_offended": ("<hedge_words>",),
    "good_intent": ("<proud_words>",),
    "playing_down": ("<small_words>", "compared to|with", "we|we've all done|been|make|makes"),
    "blame_shift": ("<they_words>",),
}
"""Common words that count as a flaw only in an apology in which nobody takes the blame; far too common to scan for."""


class Part(Struct, frozen=True):
    """One place where a part of an apology stands, in code points of the author's text."""

    name: str
    start: int
    end: int


class Apology(Struct, frozen=True):
    """The parts found in one text, in the order of the text."""

    parts: tuple[Part, ...]

    def has(self, *names: str) -> bool:
        """Say whether one of these parts (keys of ``PARTS`` or ``WORDS``) is there."""
        return any(part.name in names for part in self.parts)

    def first(self, name: str) -> Part | None:
        """Where the part ``name`` first stands."""
        return next((part for part in self.parts if part.name == name), None)


def read(text: Text) -> Apology:
    """Find the parts of an apology in ``text``."""
    found = [Part(name, m.start, m.end) for name, rows in PARTS.items() for m in text.matches(rows)]
    for name, patterns in WORDS.items():
        found += [Part(name, m.start, m.end) for m in map(text.search, patterns) if m]
    return Apology(tuple(sorted(found, key=lambda part: (part.start, part.end, part.name))))


def apologises(text: Text) -> bool:
    """Say whether the text says sorry, whether or not it means it."""
    return text.has("apology_words")


def is_empty(text: Text) -> bool:
    """Say whether nobody takes the blame, repairs anything or opens a door."""
    return not text.has("owning_up", "making_good", "channel_open")


def answers_complaint(post: View) -> bool:
    """Say whether the post answers somebody who complains or was hurt."""
    return post.parent is not None and post.parent.has("complaint_words")


def in_trouble(post: View) -> bool:
    """Say whether the post answers a complaint, or its account's description tells of something that went wrong."""
    return answers_complaint(post) or post.about.has("account_in_trouble")


def evades(text: Text) -> bool:
    """Say whether two different places of the text evade: "concerns have been raised. Steps have been taken"."""
    found = [m for m in text.matches(*EVASIONS) if "weak" not in m.row.tags]
    return any(other.start >= found[0].end for other in found[1:]) if found else False


def flaws(post: View, rows: str, *, healed_by: tuple[str, ...] = (), draft: bool = False) -> Iterator[Match]:
    """The flaws of one lexicon list that count here.

    A row tagged ``alone`` shows what it is by itself. The others need an apology, a complaint, a statement, trouble
    or a second evasion around them, or ``draft``: the writer said that this is an apology. A row tagged ``weak`` is
    ordinary language that counts only where nobody takes the blame, repairs anything or opens a door.
    ``healed_by`` are lists whose presence makes the words harmless.
    """
    text = post.text
    if text.has(*healed_by):
        return
    around = draft or apologises(text) or text.has("statement_words") or in_trouble(post) or evades(text)
    empty = is_empty(text) and (draft or apologises(text))
    grave = in_trouble(post) or not text.has("light_sorry")
    common = ASKED.get(rows, ()) if empty and grave else ()
    asked = [text.search(pattern) for pattern in common]
    for match in [*text.matches(rows), *filter(None, asked)]:
        if is_quoted(text, match.start, match.end):
            continue
        weak = "weak" in match.row.tags
        if weak and grave and (empty or (is_empty(text) and answers_complaint(post))):
            yield match
        if not weak and (around or "alone" in match.row.tags):
            yield match
