"""faith-and-offence: a holy day, person or book beside what offends there, or as a sales argument.

What it looks for
    Two things in one sentence: a holy day or sacred name, and pork, beef, drink, lingerie, betting, or a price and an order to
    buy. Houses of worship, museums, greetings, and sales that only name the season ("Eid sale") pass.

Why
    Believers are addressed on their holiest day, with the one thing that insults them.

Flags
    Hanukkah starts with a ham! Eight nights, eight rashers
    Diwali grill night: steak, medium rare, from seven
    Shiva shots two for one until midnight
    Ramadan mubarak! Saucisse -20 % avant le coucher du soleil

Passes
    Eid Mubarak to all our customers. We close at three.
    Diwali sale: 20% off lamps, sweets and saris until Sunday.
    For Passover the kosher shelf is next to the tea.
    On Good Friday there is no pork roast here, by family custom: cod and chickpeas instead.

Limits
    It does not see pictures: a sacred figure on a label is a question for a person.
"""

from collections.abc import Iterator

from guard.detectors._people import first_said, hit_across, is_warm
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_used

RULE = Rule(
    code="M362",
    slug="faith-and-offence",
    category="religious_insensitivity",
    severity="review",
    summary="This puts a holy day or sacred name beside something that offends there.",
    why="Believers read it on a day that matters to them. It looks like mockery even where it was a slip.",
    instead="Greet people without the product, or sell the product without the holy day.",
    offended=("believers of that faith",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("defiling", "sacred")

AT_HOME = frozenset(
    "church parish diocese cathedral mosque synagogue temple gurdwara rabbi imam priest vicar bishop monastery abbey convent "
    "islamic christian jewish hindu sikh buddhist muslim catholic orthodox religious faith museum archive theatre choir "
    "orchestra school university hospital cultural yoga henna kirche pfarrei église paroisse iglesia parroquia igreja "
    "paróquia terreiro parrocchia diocesi chiesa museo museu musée kerk moskee".split()
)
"""Words of a description by which a post about holy things is at home."""

WITHOUT = frozenset(
    "no not without instead free closed ohne kein keine statt sans pas sin senza niente sem zonder geen still".split()
)
"""Words that take the offence away again: "no pork on Good Friday"."""

PROP = "This uses something sacred as a prop."


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield a holy day or sacred name beside something that offends, or as a prop of somebody who is not at home there."""
    at_home = not AT_HOME.isdisjoint(post.about.words)
    for text in post.judged:
        if any(word in WITHOUT for word in text.words) and not text.has("sacred"):
            continue
        for day in text.matches("holy_days"):
            for other in text.matches("defiling"):
                if is_used(text, other) and not is_warm(text, other):
                    yield hit_across(RULE, text, day, other)
        if not at_home and (name := first_said(text, "sacred")):
            yield hit_at(RULE, text, name, message=PROP)
