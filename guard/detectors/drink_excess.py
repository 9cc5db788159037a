"""drink-excess: drinking as much as possible, drinking to cope, drinking while pregnant, or a laugh at the sober.

What it looks for
    "Until you drop", last one standing, pint leaderboards, mummy juice before the school run, wine as therapy, "one won't hurt" to the
    pregnant, "sober is boring". Recipes, opening hours, alcohol-free drinks and support pass.

Why
    People who drink too much, and their children, read it. Advertising codes forbid it in most countries.

Flags
    Chug till you puke, the ambulance is outside
    Cheaper than therapy: house wine £4
    Mommy juice for the school gate, who needs a nap
    Sober for a year means twelve months of missed parties

Passes
    Bottomless brunch with tea or prosecco, last table at two.
    Sober for a year today, says our chef. We are proud.
    Mulled wine and mince pies from six. Free apple punch for drivers.
    Pregnant? Our mocktail list is long.

Limits
    Whether a drinks promotion is lawful differs from country to country and is not checked.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M244",
    slug="drink-excess",
    category="drugs_alcohol",
    severity="review",
    summary="This celebrates drinking too much or drinking to cope.",
    why="People who struggle with alcohol, and their children, read it. Advertising codes forbid it in most countries.",
    instead="Sell the taste, the place or the company, not the quantity or the escape.",
    offended=("people in recovery", "children of drinkers", "health workers"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("drink_excess",)

detect = voiced(RULE, "drink_excess", denied=True)
