"""private-life-of-a-person: the post speaks about a named person's debts, divorce, trouble with the law or the like.

What it looks for
    A name in one sentence with debts, benefits, a bounced cheque, divorce, an affair, arrest, a visa, custody, exam failures.
    Accounts that know such things from their work are read more strictly. News with a source, and consent, pass.

Why
    Told by a bank, a school or an employer, it is a breach of trust; told by anybody else, it is gossip that may be a crime.

Flags
    Room free because Sanjay in number 5 lost his visa last week
    Chloe Radcliffe's sixth go at the test, same tears
    Margit came to us burnt out after her divorce and left dancing

Passes
    Rent due, boss late? Our advisers talk about debt with everyone.
    The Court of Appeal handed down judgment in the Farrow case today.

Limits
    It cannot know what a person has made public.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.private_people import alone, described, exposed, knows_people, tied

RULE = Rule(
    code="M429",
    slug="private-life-of-a-person",
    category="personal_data",
    severity="review",
    summary="This speaks about a named person's private life.",
    why="Debts, divorces and brushes with the law are nobody's to tell but the person's own.",
    instead="Leave the name or the matter out. Ask first, and say that you asked.",
    offended=("the person concerned and their family", "customers and colleagues who trust you"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("private_facts",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for each person whose private life a text tells."""
    for text in post.judged:
        if not text.has("consent", "public_matter", "mourning"):
            yield from _hits(text, knows_people(post), post.about.has("custodians"))


def _hits(text: Text, trusted: bool, keeps: bool) -> Iterator[Hit]:  # noqa: FBT001 - two facts about the account
    seen = set()
    for fact in text.matches("private_facts"):
        person = exposed(text, fact, office=True)
        if person and person.start not in seen and (trusted or tied(text, person, fact)):
            seen.add(person.start)
            yield hit(RULE, text, min(person.start, fact.start), max(person.end, fact.end))
        elif person is None and trusted and not seen:
            somebody = described(text, fact) or (keeps and (alone(text, fact) or ("gossip" in fact.row.tags and fact)))
            if somebody:
                seen.add(somebody.start)
                yield hit(RULE, text, somebody.start, fact.end)
