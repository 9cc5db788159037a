"""drug-wink: illegal drugs or misused medicine as a wink, a flavour or a tip.

What it looks for
    White lines and noses, dealers, comedowns, special brownies, "lean", nan's little blue ones with a glass of red, study pills, gear in
    the gym. Police reports, harm reduction, medicine information and licensed shops' facts pass.

Why
    Families lose people to drugs, and children read it as permission. Platforms remove it, and regulators ask about medicine.

Flags
    A bump of the white stuff ❄️ it is icing sugar, officer
    Magic brownies are back, you will see colours 🍄
    Pop a xanax with your wine and listen to our whales
    Our flat white is basically legal crack

Passes
    Officers have seized 60 kg of cocaine at the port.
    Pill testing is free and anonymous by the first aid point.
    Snow! Fresh powder on the upper slopes.
    Take paracetamol as the leaflet says, and ask your pharmacist.

Limits
    New slang is not known.
"""

from guard.detectors._perils import voiced
from guard.detectors.kit import Rule

RULE = Rule(
    code="M243",
    slug="drug-wink",
    category="drugs_alcohol",
    severity="block",
    summary="This winks at drugs or at misused medicine.",
    why="Families have lost people to drugs and read this. Platforms take it down, and regulators ask about medicine.",
    instead="Take the drug joke out. Speak about medicine only as the leaflet does.",
    offended=("people in recovery and their families", "parents", "health workers"),
    confidence=0.8,
)
WAKES_ON = ("drug_wink",)

detect = voiced(RULE, "drug_wink", denied=True)
