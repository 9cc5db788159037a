"""crime-as-hook: a real crime, a trial or a killer is made a costume, a dish, a bet, a game or a punch line.

What it looks for
    A crime or trial (verdict, jury, inquest, missing girl) or a kind of murderer (strangler, serial killer, suicide bomber) in
    the same post as a costume, a menu, a tour, odds, an escape room, a joke or a price. News, thrillers, murder mystery dinners
    and idioms (killer deal, cereal killer) pass.

Why
    A victim's family sees somebody's worst day sold as fun. Courts and juries can be affected as well.

Flags
    Guilty or not, our fries win every trial 😂 Verdict: delicious
    Halloween's hottest look: the Riverside Strangler! Wig and gloves £34.95
    Odds on a guilty verdict by Friday: 4/7

Passes
    The jury found the driver guilty of causing death by dangerous driving. Statement of both families below.
    Killer deal: ten wings for £6 until nine.
    Murder mystery dinner on Friday, three courses, £35.
    Free trial for 30 days, then £9 a month.

Limits
    It cannot know that a fictional looking name is a real case.
"""

from collections.abc import Iterator

from guard.detectors import _moods as moods
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View
from guard.model import Severity

RULE = Rule(
    code="M105",
    slug="crime-as-hook",
    category="tragedy_exploitation",
    severity="review",
    summary="This uses a crime or a trial to entertain or to sell.",
    why="The victims and their families see somebody's worst day made into fun or a product.",
    instead="Leave real crimes, trials and killers out. Use an invented story, and say that it is one.",
    offended=("the victims and their families", "people who were harmed by a similar crime"),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("crime",)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit from the crime to what is made of it."""
    text = post.text
    case = moods.tagged(text, "crime", "case")
    killer = moods.tagged(text, "crime", "killer")
    if not (case or killer) or _is_fiction(text):
        return
    use = _use(text, case, killer)
    if use:
        cue, severity = use
        yield moods.hit_both(RULE, text, (case or killer)[0], cue, severity=severity)


def _use(text: Text, case: list[Match], killer: list[Match]) -> tuple[Match | None, Severity] | None:
    """What is made of the crime, and how bad that is."""
    bet = moods.tagged(text, "crime", "bet")
    costume = moods.tagged(text, "crime", "costume")
    if case and bet:
        return bet[0], "block"
    if killer and costume and moods.sells(text):
        return costume[0], "review"
    if case and moods.laughs(text):
        return None, "review"
    cue = moods.sells(text) if case and (costume or text.has("gloating")) else None
    return (cue, "review") if cue else None


def _is_fiction(text: Text) -> bool:
    return text.has("story") and not text.has("gloating") and not moods.laughs(text)
