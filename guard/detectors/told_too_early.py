"""told-too-early: the post tells news of a firm or office and says itself that it is not out yet.

What it looks for
    Results, deals, closures, appointments, products, prizes, rulings ... together with "not announced yet", "can't say more until the
    press release", "staff hear next week", "keep it under your hats", "shh", in seven languages. News that is out, and posts that
    only say that nothing will be said, pass.

Why
    It can break the law of the stock exchange, a contract, or the trust of people who learn of their fate from a feed.

Flags
    Tough call today. Eleven branches close next spring, staff will hear on the 14th.
    Contracts for the Glenmoor deal get signed on Monday, so keep it under your hats 🤫
    Central bank nod for our licence came in at four, still embargoed till the Governor speaks so hush

Passes
    Colleagues in eleven branches heard from me in person last week. Today I want to say why we're closing them.
    Our Q3 results are published on Thursday at 07:00. We don't comment on numbers before then.
    There's a project we can't name yet. Until then: we're hiring.

Precedents
    Twitter CFO Anthony Noto 2014: published a plan to buy a company; it was meant as a private message.

Limits
    News without any sign that it is early looks like news. List codenames and embargoes in the configuration (brand-embargo).
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit
from guard.model import Precedent

RULE = Rule(
    code="M443",
    slug="told-too-early",
    category="confidential_leak",
    severity="review",
    summary="This gives away news that is not out yet.",
    why="Those whom it concerns would learn it from a feed; for listed firms it may be against the law.",
    instead="Wait until the announcement is out and the people concerned have been told. Have the owner of the news confirm the time.",
    offended=("staff, partners and investors who learn it from a feed",),
    precedent=Precedent(
        "Twitter CFO Anthony Noto", 2014, "published a plan to buy a company that was meant as a private message"
    ),
    confidence=0.75,
    contextual=True,
)
WAKES_ON = ("not_yet_public", "keep_it_quiet", "coy_hint")
NEAR = 200
"""Code points between the sign that news is early and the news."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for early news: a sign that it is early, and a matter that is announced at a fixed moment."""
    for text in post.judged:
        if text.has("already_public", "scam_words", "embargo_talk"):
            continue
        found = _alone(text) or _nearest(text, text.matches("business_secret"))
        if found:
            early, matter = found
            yield hit(RULE, text, min(early.start, matter.start), max(early.end, matter.end))


def _alone(text: Text) -> tuple[Match, Match] | None:
    """Words that nobody uses unless something is told too early, whatever it is."""
    for early in text.matches("not_yet_public", "coy_hint"):
        if "alone" in early.row.tags:
            return early, early
    return None


def _nearest(text: Text, matters: list[Match]) -> tuple[Match, Match] | None:
    for early in text.matches("not_yet_public", "keep_it_quiet", "coy_hint"):
        if "emoji" in early.row.tags:
            continue
        apart = [m for m in matters if m.last < early.first or m.first > early.last]
        matter = min(apart, key=lambda m: abs(m.start - early.start), default=None)
        if matter and abs(matter.start - early.start) <= NEAR:
            return early, matter
    return None
