"""disability-insult: a word for a disability or an illness is used as an insult.

What it looks for
    Retard, spaz, cripple, mongo, "special bus", "brain dead" and their like in seven languages; "are you
    blind or". Medicine, history, watchmaking and disabled people who speak of themselves pass.

Why
    These words were shouted at people in playgrounds and institutions. There is no harmless way to use them
    in a post.

Flags
    Might as well be retarded at this point lol
    I'm such a spaz today, dropped it twice
    Roba da mongoloidi, il nuovo software
    Bist du behindert oder was?

Passes
    The retard lever slows the balance; move it one hair's breadth.
    Spastic paralysis: our physiotherapists explain what helps.
    Crip time, spoons, pacing: our glossary is out in plain English.
    He called my brother a retard. I called his manager.

Limits
    Irony without any of the known words is not seen.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M351",
    slug="disability-insult",
    category="ableism",
    severity="block",
    summary="This uses a disability as an insult.",
    why="Disabled people and their families have had these words shouted at them.",
    instead="Take the word out. Say what you mean: slow, clumsy, annoying.",
    offended=("disabled people", "their families"),
    confidence=0.9,
)
WAKES_ON = ("disability_insult",)

detect = said(RULE, "disability_insult")
