"""customer-told-on: the post tells something embarrassing or telling of a customer, patient, pupil or guest by name.

What it looks for
    A private person (with a title, an initial, or as "our customer", "our regular", "winner") in one sentence with embarrassing goods, tears,
    drink, complaints, a lover, an absence, a secret proposal.

Why
    What people buy, say and do with you is theirs. The story may be charming; the person did not agree to it.

Flags
    Mrs Pritchard forgot her teeth again, third time this month!  {account_description: Care home}
    Our customer Rob picked up his overnight pants, loyal as ever

Passes
    Congratulations to our customer Anna, who won the hamper!
    Tom at the till has a new hat.

Limits
    Names that are not known as names are missed; kind stories told with consent should say so.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.private_people import described, exposed, sentence, tied

RULE = Rule(
    code="M440",
    slug="customer-told-on",
    category="personal_data",
    severity="review",
    summary="This tells something about a customer that is not yours to tell.",
    why="The person trusted you and did not agree to be a story.",
    instead="Ask first, or tell it so that nobody is recognised.",
    offended=("the person concerned", "customers who wonder whether they are next"),
    confidence=0.65,
    contextual=True,
)
WAKES_ON = ("telling_details",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for a private person's name beside a telling detail."""
    for text in post.judged:
        if text.has("consent", "public_matter", "mourning", "missing_person"):
            continue
        customers = text.matches("regulars")
        keeps = post.about.has("custodians") and not post.about.has("storytellers")
        for detail in text.matches("telling_details"):
            person = exposed(text, detail)
            if person is None:
                somebody = described(text, detail) if post.about.has("custodians") else None
                if somebody:
                    yield hit(RULE, text, somebody.start, detail.end)
                    break
                continue
            start, end = sentence(text.raw, person.start)
            among = any(start <= customer.start < end for customer in customers)
            kept = keeps and (person.kind != "given" or tied(text, person, detail))
            if among or kept:
                yield hit(RULE, text, min(person.start, detail.start), max(person.end, detail.end))
                break
