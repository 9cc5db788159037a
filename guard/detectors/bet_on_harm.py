"""bet-on-harm: people may bet on, guess or play for deaths, damage or a verdict.

What it looks for
    Odds, guesses and predictions beside deaths, a disaster, a trial or a punishment.

Why
    It makes a game of who dies, who loses a home, who goes to prison.

Flags
    Odds on a guilty verdict by Friday: 4/7
    Guess how many homes the hurricane leaves without power and win a year of Pro
    We make the death penalty 5/2 and life without parole the favourite.

Passes
    Odds on the derby: 5/2 for the home side.
    Guess how many sweets are in the jar and win a hamper.
    The hurricane may make landfall tonight. Predicted path and shelters in the link.

Limits
    Insurance and weather forecasts speak of odds in earnest; they pass unless something can be won.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Rule, View

RULE = Rule(
    code="M108",
    slug="bet-on-harm",
    category="tragedy_exploitation",
    severity="block",
    summary="This makes a bet or a guessing game of people's harm.",
    why="It plays with who dies, who loses a home or who goes to prison. There is no audience that finds this decent.",
    instead="Do not post it.",
    offended=("the victims and their families", "people who wait for a verdict or for the storm"),
    confidence=0.85,
)
WAKES_ON = ("crime",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the bet to the harm."""
    text = post.text
    bets = moods.tagged(text, "crime", "bet")
    if not bets:
        return
    harm = moods.tagged(text, "crime", "case") or text.matches("tragedy", "deaths", "mourning")
    if harm and not moods.told(text):
        sure = moods.tragedy(text) is not None or bool(moods.tagged(text, "crime", "case"))
        yield moods.hit_both(RULE, text, bets[0], harm[0], severity="block" if sure else "review")
