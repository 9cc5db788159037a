"""remembrance-day-clash: the post goes out on a day of mourning in its own country, and sells, parties or puns.

What it looks for
    The remembrance days, anniversaries of disasters and days of mourning at the moment of publishing, in the countries of the brand and
    the account (from guard.toml, else from the account's description). It stops a post that names such a day and sells or jokes,
    and one that plays on what happened then: "ride the wave" on the day of a tsunami, "make some noise" at the
    minute of silence.

Why
    On this day people there remember their dead. They read a harmless pun as meant for them.

Flags
    Ride the wave! Our surf sale starts now 🌊  {scheduled_at: 2027-03-11T14:46:00+09:00; account_description: Surf shop in Sendai, Japan}
    Boom! Fireworks are half price 💥  {scheduled_at: 2027-08-06T08:15:00+09:00; account_description: Toy shop in Hiroshima}
    Three, two, one, make some noise! 📣  {scheduled_at: 2026-11-08T11:00:00+00:00; account_description: Distillery, UK}

Passes
    Ride the wave! Our surf sale starts now 🌊  {scheduled_at: 2027-05-20T14:46:00+09:00; account_description: Surf shop in Sendai, Japan}
    At 14:46 we stand still with our guests.  {scheduled_at: 2027-03-11T14:46:00+09:00; account_description: Hotel in Sendai, Japan}

Precedents
    KFC Germany 2022: a promotion that a calendar sent by itself celebrated the anniversary of a pogrom.

Limits
    Without a country in guard.toml or in the description only the days of the whole world are known.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors._moments import countries_of, days_of, named
from guard.detectors.kit import Context, Hit, Rule, Text, View, whole
from guard.events.calendar import EVERYWHERE, Day
from guard.model import Precedent, Severity

RULE = Rule(
    code="M122",
    slug="remembrance-day-clash",
    category="bad_timing",
    severity="review",
    summary="This goes out on a day of mourning and does not fit it.",
    why="On this day people there remember their dead, and they will read it as meant for them.",
    instead="Choose another day or hour, or leave out the party, the offer and the pun.",
    offended=("people who remember their dead on this day",),
    precedent=Precedent(
        "KFC Germany",
        2022,
        "a promotion that a calendar sent by itself celebrated the anniversary of a pogrom; an apology followed within the hour",
    ),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("shape:day", "shape:described", "touchy")

HOMES = {
    "holocaust-remembrance": ("DE", "AT", "IL", "PL", "HU", "NL", "FR", "IT"),
    "hiroshima": ("JP",),
    "nagasaki": ("JP",),
    "september-11": ("US",),
    "rwanda-genocide": ("RW",),
    "srebrenica": ("BA", "RS", "HR"),
}
"""Where a day of the whole world is mourned so that a mere pun hurts; elsewhere the post must name the day."""

GRAVE_KINDS = frozenset({"remembrance", "mourning", "disaster-anniversary", "protest-memory"})


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit: on the day's name where the post names it, else on the whole post."""
    text = post.text
    if not (context.days or context.account.description or moods.holds_word(text, "touchy_words")):
        return
    days = days_of(post, context)
    told = list(named(text, days)) if days else []
    grave = [day for day in days if _is_grave_here(day, context)]
    if not (told or grave) or moods.tagged(text, "sober", "care") or text.has("condolence"):
        return
    for day, match in told:
        severity = _beside_its_name(text, day)
        if severity:
            yield moods.hit_both(RULE, text, match, None, severity=severity, **_words_of(day))
            return
    mood = _mood(text) if grave else ""
    if not mood or (text.has("mourning") and not moods.laughs(text)):
        return
    for day in grave:
        if mood == "play" or _is_near(day, post):
            yield whole(RULE, text, **_words_of(day))
            return


def _beside_its_name(text: Text, day: Day) -> Severity | None:
    if day.gravity == "info" or (moods.helps(text) and not moods.laughs(text)):
        return None
    if moods.offers(text) or moods.laughs(text):
        return day.gravity
    return "review" if moods.celebrates(text) or moods.sells(text) else None


def _is_grave_here(day: Day, context: Context) -> bool:
    """Say whether the account's own country mourns on that day; Jewish days count in Israel."""
    if day.gravity != "block" or day.kind not in GRAVE_KINDS:
        return False
    home = HOMES.get(day.id, ("IL",) if day.evening else () if EVERYWHERE in day.countries else day.countries)
    return not set(home).isdisjoint(countries_of(context) or day.countries)


def _mood(text: Text) -> str:
    """How the post fails the day: ``play`` (a party, a laugh, a word that is a pun on the day), ``offer``, or not at all."""
    party = moods.laughs(text) or moods.celebrates(text)
    offer = moods.offers(text) is not None
    light = party or offer or moods.merry(text) or moods.smirks(text) or moods.sells(text) is not None
    if party or (light and moods.holds_word(text, "touchy_words")):
        return "play"
    return "offer" if offer else ""


def _is_near(day: Day, post: View) -> bool:
    """Say whether the whole country keeps the day, or it happened where the description says that the account is."""
    if day.kind in {"remembrance", "mourning"}:
        return True
    named_there = {word for name in (day.name.lower(), *day.words) for word in name.split() if len(word) > 3}
    return not named_there.isdisjoint(post.about.held)


def _words_of(day: Day) -> dict[str, object]:
    message = f"This goes out on a day of mourning ({day.name}) and does not fit it."
    return {"message": message, "offended": day.offended or RULE.offended}
