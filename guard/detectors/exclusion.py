"""exclusion: people are sent away, sent back or kept out for who they are.

What it looks for
    "Go back to where you came from", "send them home", "no foreigners", "whites only", adverts for flats, jobs and partners
    that name a race, religion, origin or orientation, groups that pay double or come last. Laundry, tennis dress and
    detergent ("whites only, 60 degrees") pass, and so does a post that reports such an advert.

Why
    It tells people that they are not wanted. In most countries it is also unlawful, and it is evidence.

Flags
    Two rooms from March. No foreigners, no gays, no time wasters.
    If you don't like it here, go back to where you came from!
    Zimmer frei, nur an Deutsche.
    Alquilo estudio céntrico. Abstenerse gitanos y extranjeros.

Passes
    Whites only in this programme, 60 degrees, one scoop.
    A landlord wrote "no foreigners" in his advert. That is unlawful, and we help you to report it.
    Everyone is welcome, whatever your passport says.

Limits
    Hints ("you know which sort") are another rule's matter: see insinuation.
"""

from collections.abc import Iterator

from guard.detectors._people import belong, hit_across, said_in
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit, hit_at
from guard.text.mention import is_used

RULE = Rule(
    code="M303",
    slug="exclusion",
    category="hate_or_slur",
    severity="block",
    summary="This sends people away or keeps them out for who they are.",
    why="It says to a whole group that they are not wanted. In most places it is unlawful as well.",
    instead="Say what you offer and to whom it is open: to everyone. State only conditions that the law allows.",
    offended=("the people who are kept out", "everyone who has heard such a sentence before"),
    confidence=0.9,
)
WAKES_ON = ("exclusion", "people_groups", "refusal")

DETERMINERS = frozenset(
    "no keine kein keinen pas d' ningún ningunos ningunas nenhum niente nessuno geen plus ni".split()
)
"""Words that keep a group out when they stand right before its name: "no gypsies"."""

FOLLOWS = frozenset("were was are have had left scored among allowed turned drowned died need".split())
"""Words after which "no pensioners" is only a statement: "no migrants were hurt"."""

NEAR = 4


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield sentences that send away, and groups that are told "no" or "not welcome"."""
    for text in post.judged:
        yield from said_in(RULE, post, text, "exclusion")
        for group in text.matches("people_groups"):
            if _is_told_no(text, group) and is_used(text, group):
                start = text.starts[group.first - 1]
                yield hit(RULE, text, start, group.end)
            yield from _kept_out(text, group)
    yield from _answering(post)


def _answering(post: View) -> Iterator[Hit]:
    """A refusal in the answer to somebody who named a group."""
    if post.parent and post.parent.has("people_groups"):
        for refusal in post.text.matches("refusal"):
            if is_used(post.text, refusal):
                yield hit_at(RULE, post.text, refusal)
                return


def _is_told_no(text: Text, group: Match) -> bool:
    if not group.first or text.words[group.first - 1] not in DETERMINERS:
        return False
    after = text.words[group.last + 1] if group.last + 1 < len(text.words) else ""
    return after not in FOLLOWS and not text.raw[text.ends[group.first - 1] : group.start].strip()


def _kept_out(text: Text, group: Match) -> Iterator[Hit]:
    for cue in text.matches("keep_out"):
        after = cue.first > group.last and belong(text, group, cue, NEAR)
        if after and is_used(text, cue):
            yield hit_across(RULE, text, group, cue)
            return
