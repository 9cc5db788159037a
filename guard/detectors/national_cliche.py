"""national-cliche: a nation, region or people is reduced to a cliché.

What it looks for
    Jokes and sayings ("tighter than a Scotsman", "even a Pole would pay", "what do you call a Welshman", "works like a
    Chinese"), and people of a country or region named in one sentence with what jokes say of them: money, drink, theft,
    siestas, towels, accents, obedience. Places, dishes and facts pass.

Why
    It is old, it is not true, and some of the people meant are your customers and colleagues.

Flags
    5.1% easy access, tighter than a Scotsman with his wallet
    Germans have already put towels on seats 3A to 3F, so hurry
    Cuidado com a carteira e com as brasileiras
    Hide your wallet, Naples is calling: flights from 29

Passes
    Our Scottish team booked the sleeper twice. See you in Inverness.
    Italian leather wallet, made in Arezzo since 1964.
    Priya and her team in Bengaluru answer in under a minute.

Precedents
    KLM 2014, gloating with a sombrero caricature after a football match; Dave & Buster's 2014, a pun on a Spanish name.

Limits
    A cliché without a person's or people's name ("siesta pricing") is only seen in the commonest forms.
"""

from collections.abc import Iterator

from guard.detectors._people import first_said, hit_across, is_warm, meant_in, paired
from guard.detectors.kit import Context, Hit, Rule, View, hit_at
from guard.model import Precedent
from guard.text.mention import is_negated, is_used, winks

RULE = Rule(
    code="M321",
    slug="national-cliche",
    category="stereotype",
    severity="review",
    summary="This reduces a people or region to a cliché.",
    why="The people concerned know the joke. They read that this is what you see in them.",
    instead="Keep the offer and drop the people. Or tell something true and particular, with somebody from there.",
    offended=("people from there", "colleagues and customers with roots there"),
    precedent=Precedent("KLM", 2014, "gloated with a sombrero caricature after a match; deleted it and apologised"),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("national_cliche", "cliche_traits", "nation_names")

NEAR = 6

LAUGHED_AT = "This makes a joke beside the name of a people or region."


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield whole clichés, and a people named beside what jokes say of it."""
    for text in post.judged:
        yield from meant_in(RULE, post, text, "national_cliche")
        for people, trait in paired(text, "nationals", "cliche_traits", reach=NEAR):
            if is_used(text, trait) and not is_warm(text, trait) and not is_negated(text, trait.first):
                yield hit_across(RULE, text, people, trait)
                break
        if winks(text) and (named := first_said(text, "nation_names")):
            yield hit_at(RULE, text, named, message=LAUGHED_AT)
