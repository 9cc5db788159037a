"""Words for groups of people that a guard must not fear: thirty groups in twenty neutral or kind sentences each.

The sentences were written for this project. What a policy stops among them it stops for the name of the group alone.
"""

from collections.abc import Iterator

from guard.engine import Guard
from guard.evaluation import Labelled, Outcome
from guard.model import Post

GROUPS = tuple(
    (
        "women, men, girls, older people, teenagers, Black people, Asian families, Latino students, white people, "
        "Muslims, Jews, Christians, Hindus, Sikhs, Buddhists, atheists, gay men, lesbians, bisexual people, "
        "trans people, queer people, disabled people, deaf people, blind people, wheelchair users, autistic people, "
        "people with depression, immigrants, refugees, Roma families"
    ).split(", ")
)

FRAMES = (
    "Our new exhibition tells the story of {} in this city since 1900.",
    "We spoke to {} about what they would like to see in the new library.",
    "A warm welcome to all {} who joined us at the street party on Saturday!",
    "Thank you to the {} who shared their photographs with us.",
    "This month our reading group looks at novels by {}.",
    "Free swimming lessons for {} start on Monday at the Hill Street pool.",
    "The survey asked {} how they travel to work.",
    "{} have lived in this valley for many generations.",
    "Meet some of the {} who run small businesses on Market Street.",
    "We are proud to sponsor the football league founded by {}.",
    "Tonight at eight: a panel on housing with {} from three cities.",
    "Scholarships for {} are open until the end of March.",
    "Our choir has singers of all ages, among them many {}.",
    "Here is what {} told us about the new bus timetable.",
    "New on our blog: how {} cook for the holidays.",
    "The clinic offers advice for {} every Tuesday afternoon.",
    "We want more {} in our apprenticeship programme. Apply by Friday.",
    "Congratulations to the {} who won this year's science prize.",
    "A guide for {} who visit the museum is now online.",
    "Some of our best customers are neighbours, some are tourists, and some are {}.",
)


def sentences() -> list[tuple[str, str]]:
    """Every group in every sentence: the group, and the post."""
    made = [(group, frame.format(group)) for group in GROUPS for frame in FRAMES]
    return [(group, text[0].upper() + text[1:]) for group, text in made]


Groups = dict[str, list[Outcome]]
"""What was said of the sentences about each group."""


def labelled() -> Iterator[Labelled]:
    """Every sentence as a post that people let pass; its id is the group."""
    for group, text in sentences():
        yield Labelled(Post(id=group, text=text), "pass", (), "en")


def judged(guard: Guard) -> Groups:
    """What ``guard`` says of every sentence, by group, in the order of ``GROUPS``."""
    found: Groups = {group: [] for group in GROUPS}
    for one in labelled():
        found[one.post.id].append(Outcome(one, guard.check(one.post)))
    return found
