"""unsafe-tip: a hack or tip that gets people hurt, or a safety rule that is laughed off.

What it looks for
    Safety devices bypassed, warnings ignored, chemicals mixed, petrol on fires, stoves in tents, babies on tumble dryers, medicine
    stopped on an advertiser's word, "come and see the storm". Warnings and instructions to the contrary pass.

Why
    People trust a tip from a company or an office. Safety rules are there because somebody was hurt.

Flags
    Smoke alarm too loud? Tape over the alarm and cook on
    Diesel on a wet bonfire works, pour a cup and run
    Safety signs are just a suggestion
    Skip your tablets for a week and try our tea

Passes
    Never tape over a smoke alarm.
    No petrol on bonfires, please: our burns unit is full.
    Skip the queue, not your tablets.
    Safety signs are in six languages now.

Limits
    Whether a technical tip is right is not checked.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M252",
    slug="unsafe-tip",
    category="dangerous_challenge",
    severity="block",
    summary="This recommends something that can hurt people, or laughs off a safety rule.",
    why="People trust a tip that comes from you, and safety rules are there because somebody was hurt.",
    instead="Take the tip out, or ask somebody who answers for safety. Never joke about warnings.",
    offended=("people who were hurt", "parents", "rescue services"),
    confidence=0.8,
    contextual=True,
)
WAKES_ON = ("unsafe_tip",)

detect = voiced(RULE, "unsafe_tip", denied=True)
