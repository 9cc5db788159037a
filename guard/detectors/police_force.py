"""police-force: people in uniform or in charge boast of force, or joke about it.

What it looks for
    Suspects who "fell down the stairs", dogs that get a treat for a bite, batons and tasers with a smile, cameras that "played
    up", "we didn't see anything", "next time we'll give you something worth filming". Inquiries, court news and policy pass.

Why
    Whoever holds power over others is read literally. It also becomes evidence.

Flags
    Tripped on the steps outside the cells, funny how that keeps happening
    Rex found the suspect. Good boy got a treat for the bite 🐕
    Our baton says hello to the away fans 😎
    Farmers, if you catch one first, we didn't see anything 😉

Passes
    A man fell down the stairs at the station last night. The officer has reported it and an inquiry has begun.
    Rex found the missing boy. Good dog.
    Officers used a baton during the arrest; the complaint is with the ombudsman.
    Two arrests after the match. Footage? Call 101.

Limits
    Irony without these words is not seen, and what the picture shows is not looked at.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M224",
    slug="police-force",
    category="violence_or_threat",
    severity="block",
    summary="This boasts of force or jokes about it.",
    why="Whoever has power over others is taken literally. Those who were hurt will read it, and it can end up as evidence.",
    instead="Say what happened in plain words: how many arrests, who was hurt, who looks into it.",
    offended=("people who were hurt", "their families", "those who doubt that you are fair"),
    confidence=0.85,
)
WAKES_ON = ("police_force",)

detect = voiced(RULE, "police_force")
