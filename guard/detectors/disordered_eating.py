"""disordered-eating: hunger, purging or fainting as a tip, a badge or a joke.

What it looks for
    "Thinspo", skipped meals as a record, "dizzy means it's working", "nothing tastes as good", counting ribs, throwing up as
    models do, badges for not eating, "no solids". Help lines, recovery, medicine and religious fasting pass.

Why
    Eating disorders are among the deadliest mental illnesses, and people who have one read such posts as instructions.

Flags
    Nothing tastes as good as being thin
    Day 4 of only our shake. Dizzy means it's working
    You barely ate today! Badge unlocked
    Just throw it up after, the models do

Passes
    Nothing tastes as good as homemade bread.
    Dizzy on a diet? Stop, and see your GP.
    Eating disorders come in every size. Our line is open.
    Skip the queue for lunch: order in the app.

Limits
    Mockery of bodies is another rule's matter (body-shaming).
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M232",
    slug="disordered-eating",
    category="self_harm",
    severity="block",
    summary="This praises hunger, purging or fainting, or jokes about it.",
    why="People with an eating disorder read it as instructions. It is one of the deadliest mental illnesses.",
    instead="Do not post this. Speak about food without numbers, guilt or rewards for not eating.",
    offended=("people with an eating disorder", "their families", "parents of teenagers"),
    confidence=0.9,
)
WAKES_ON = ("disordered_eating",)

detect = voiced(RULE, "disordered_eating")
