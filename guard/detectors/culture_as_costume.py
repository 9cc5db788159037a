"""culture-as-costume: dress and signs of a people are sold or worn as a costume.

What it looks for
    War bonnets, bindis, geisha, sombreros, turbans, dreadlock wigs, grass skirts, face colour and their like in one
    sentence with costume, party, festival or fashion words. Members of the culture, classes that explain, and posts that
    say no to such costumes pass.

Why
    What some earn, inherit or pray in becomes a joke for a night, by people who could take it off again.

Flags
    Feather war bonnets and face paint sticks for your festival look
    Rasta wig with built-in beanie, perfect for festivals
    Bindis on the door and a sari kit to keep, bottomless brunch at two
    Afro-Perücke und Baströckchen, das komplette Kostüm für 14,99

Passes
    We have stopped selling costumes of other people's cultures. The war bonnets are gone.
    Bindis, jhumke and maang tikka for weddings. My masi sells them, Mum made them.
    Try on a kimono with our volunteers, who explain the sleeves and the obi.
    The bonnet is an honour, not a hat: our curator has asked the Lakota.

Limits
    It does not see pictures. Where alt text names such a costume, it is read too.
"""

from collections.abc import Iterator

from guard.detectors._people import is_warm
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.text.mention import is_negated, is_used

RULE = Rule(
    code="M371",
    slug="culture-as-costume",
    category="cultural_appropriation",
    severity="review",
    summary="This sells or shows a people's dress as a costume.",
    why="What is worn with meaning there becomes a joke for a night here. People of that culture will say so, loudly.",
    instead="Choose another theme. If the dress itself matters, let people of that culture make it, explain it and be paid.",
    offended=("the people of that culture",),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("culture_props",)

OWN = frozenset(
    "grandmother grandmother's grandfather aunt auntie aunty masi nani ancestors elder elders iwi ceremony explain explains "
    "explained learn protocol respect regalia honour honor community artist artists weaver weavers woven embroidered taught "
    "teaches wedding weddings heritage tradition traditional retired stopped gone raus oma abuela nonna avó licence signed paid "
    "named sister daughter family".split()
)
"""Words by which a people's own dress is shown, taught or left alone."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit a text: a people's dress or sign, unless somebody explains it, owns it or has given it up."""
    at_home = not OWNERS.isdisjoint(post.about.words)
    for text in post.judged:
        if at_home or not OWN.isdisjoint(text.words):
            continue
        for prop in text.matches("culture_props"):
            if is_used(text, prop) and not is_warm(text, prop) and not is_negated(text, prop.first):
                yield hit_at(RULE, text, prop)
                break


OWNERS = frozenset(
    "native aboriginal indigenous māori maori sikh gurdwara hindu indian mexican japanese caribbean hawaiian inuit roma "
    "traveller navajo zulu museum gallery archive cultural heritage temple university school community-owned".split()
)
"""Words of a description by which a post about a people's dress is at home."""
