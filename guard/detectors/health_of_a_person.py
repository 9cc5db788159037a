"""health-of-a-person: the post speaks about a named person's illness, treatment or disability.

What it looks for
    A name, or a name with an initial, in one sentence with a diagnosis, a treatment, a test result, a disability. Accounts to which
    people entrust their health (clinics, schools, insurers, employers ...) are read more strictly. What people tell of themselves, and
    stories told with consent ("she asked us to share"), pass.

Why
    Health is the most private thing there is, and in many countries the law protects it above all. Praise and thanks do not change that.

Flags
    Edith's dementia means she forgets she's eaten, so here she is with a third pudding
    Proud of Kasia, back today after six weeks for her depression
    Kian D. (eating disorder unit since May) is missed by all of 9B

Passes
    I was off for six weeks with depression last spring, and I'm saying it because a colleague said it first.
    Doreen asked us to tell her story: she rang the bell at the end of her chemo this morning.
    Our walk raised £4,000 for dementia research.

Limits
    People who are described and not named ("the teacher from Lower Wick") are only seen in part.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit, hit_at
from guard.text.private_people import alone, described, exposed, knows_people, tied

RULE = Rule(
    code="M428",
    slug="health-of-a-person",
    category="personal_data",
    severity="review",
    summary="This speaks about a named person's health.",
    why="Nobody but the person concerned may tell this, however kindly it is meant.",
    instead="Leave the name or the illness out. With written consent, say that the person chose to share it.",
    offended=("the person concerned and their family", "patients, pupils and colleagues who trust you"),
    confidence=0.75,
    contextual=True,
)
MOST_BETWEEN = 120
"""Code points between an office and an illness that belong together."""
WAKES_ON = ("health_facts", "described_case")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for each person whose health a text tells."""
    for text in post.judged:
        if not _told_freely(text):
            trusted = knows_people(post)
            yield from _hits(text, trusted, post.about.has("custodians"))
            if trusted:
                yield from _described(text)


def _hits(text: Text, trusted: bool, keeps: bool) -> Iterator[Hit]:  # noqa: FBT001 - two facts about the account
    seen = set()
    for fact in text.matches("health_facts"):
        person = exposed(text, fact) or (alone(text, fact) if keeps else None)
        if person and person.start not in seen and (trusted or (tied(text, person, fact) and person.kind != "full")):
            seen.add(person.start)
            yield hit(RULE, text, min(person.start, fact.start), max(person.end, fact.end))


def _described(text: Text) -> Iterator[Hit]:
    """Somebody without a name whom the neighbours still know: by office and illness, or by age, trade and place."""
    for role in text.matches("roles"):
        near = [fact for fact in text.matches("health_facts") if 0 < abs(fact.start - role.start) < MOST_BETWEEN]
        if near:
            yield hit(RULE, text, min(role.start, near[0].start), max(role.end, near[0].end))
            return
    for fact in text.matches("health_facts"):
        somebody = described(text, fact)
        if somebody:
            yield hit(RULE, text, somebody.start, fact.end)
            return
    if text.has("case_words"):
        for match in text.matches("described_case")[:1]:
            yield hit_at(RULE, text, match)


def _told_freely(text: Text) -> bool:
    return text.has("consent", "public_matter") or text.has("mourning")
