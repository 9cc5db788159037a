"""person-hinted-at: nobody is named, and everybody knows who is meant.

What it looks for
    A wink that stands for a name ("let's just say", "no names, but", "starts with a K", "we say nothing", "wir sagen nur so viel"), or
    the word that the person asked you not to tell, beside somebody who is described, or beside an illness, a debt, a quarrel. Only
    for accounts that people entrust their matters to, or that work among neighbours.

Why
    In a town, a trade or a school the hint is as good as the name, and it shows that you knew you must not say it.

Flags
    We say nothing, but guess who's back on our table: starts with a B, plays in goal.  {account_description: Knee clinic in Graz}
    No names, but the pupil from 6C whose mother sits on the council failed again.  {account_description: Primary school}
    He asked us not to say, so we'll just whisper: the man with the boatyard paid for the new ward.  {account_description: District hospital}

Passes
    We say nothing about our patients. That's the point of a clinic.  {account_description: Knee clinic in Graz}
    No names, but one of our cakes was licked by a dog.  {account_description: Bakery}
    Starts with a K, barks, and is back with his owner's blessing.  {account_description: Vet}

Limits
    A hint without such a wink is left to the rules on health and private life.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at

RULE = Rule(
    code="M445",
    slug="person-hinted-at",
    category="personal_data",
    severity="review",
    summary="This names nobody, and everybody will know who is meant.",
    why="Among neighbours a hint is as good as a name, and it shows that you knew you must not say it.",
    instead="Leave the person out altogether, or ask and say that you asked.",
    offended=("the person concerned", "everybody who trusts you to keep quiet"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("hinting",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit on the wink when the post also tells whom or what it is about."""
    text = post.text
    if text.has("agreed_to_it", "missing_person") or not post.about.words or post.about.has("storytellers"):
        return
    for wink in text.matches("hinting"):
        if _tells(post, text, wink):
            yield hit_at(RULE, text, wink)
            return


def _tells(post: View, text: Text, wink: Match) -> bool:
    """Somebody is described by their place or office, and, for a mere wink, something private or a discreet place is at hand."""
    somebody = text.has("described_people", "roles")
    private = text.has("health_facts", "private_facts", "telling_details")
    if "against" in wink.row.tags:
        return somebody or private
    if post.about.has("custodians", "discreet_places"):
        return somebody or (private and text.has("complainant")) or text.has("spotted")
    return somebody and text.has("health_facts", "private_facts")
