"""operation-given-away: a police operation is told before it happens.

What it looks for
    "Doors go in at dawn on Friday", "raids tomorrow", "um 5 Uhr rollen wir an" from accounts of the police, customs or the army.

Why
    Those who are looked for read along. Officers and neighbours can come to harm.

Flags
    Big week for the drugs team. Doors go in at five addresses on the estate at dawn on Friday.  {account_description: County police force}

Passes
    Officers searched five addresses at dawn today. Six people are in custody.  {account_description: County police force}
    Doors go in the new shop tomorrow. Painters next week.  {account_description: Bakery}

Limits
    It must know that the account is one of the police: describe it so.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit_at

RULE = Rule(
    code="M450",
    slug="operation-given-away",
    category="confidential_leak",
    severity="block",
    summary="This gives away an operation before it happens.",
    why="Those who are looked for read along, and officers or neighbours can come to harm.",
    instead="Post after the operation, with what the lead officer releases.",
    offended=("officers and residents who are put at risk",),
    confidence=0.85,
)
WAKES_ON = ("operation",)
_PAST = {
    "searched",
    "arrested",
    "today",
    "yesterday",
    "last",
    "gestern",
    "heute",
    "custody",
    "durchsucht",
    "hier",
    "ayer",
    "ontem",
    "ieri",
    "gisteren",
}


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for an operation to come, from an account that carries it out."""
    if post.about.has("security_forces") and not _PAST.intersection(post.text.words):
        for match in post.text.matches("operation")[:1]:
            yield hit_at(RULE, post.text, match)
