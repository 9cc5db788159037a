"""coded-hate: a number, word or hashtag that hate groups use as a code.

What it looks for
    1488, "white power" in all spellings, the names that crimes against humanity were given (final solution, ethnic cleansing,
    blood and soil), dog whistles about who owns the banks, "remigration", "great replacement". History, memorials and
    the power washer pass.

Why
    Followers of these groups greet each other with it, and everyone else finds it within minutes. An accident looks the same
    as a wink.

Flags
    Only 1488 pieces of this jacket. Wear the number with pride
    Say goodbye to stock chaos. Our software is the final solution!
    Ask yourself who owns the banks, the papers and the studio. The globalists.
    Brighter whites in one wash. #WhitePower

Passes
    The Wannsee villa, where the final solution was planned, is open as a memorial.
    Our white power washer has a ten metre hose.
    The house was built in 1488 and the oak door is still there.

Limits
    Codes change. Add new ones to the lexicon or to your house rules.
"""

from guard.detectors._people import said
from guard.detectors.kit import Rule

RULE = Rule(
    code="M306",
    slug="coded-hate",
    category="hate_or_slur",
    severity="block",
    summary="Hate groups use this as a code.",
    why="People will read it as a greeting to extremists, and an accident looks the same as a wink.",
    instead="Use another number, name or hashtag.",
    offended=("Jewish people", "everyone whom these groups persecute"),
    confidence=0.85,
)
WAKES_ON = ("coded_hate",)

detect = said(RULE, "coded_hate")
