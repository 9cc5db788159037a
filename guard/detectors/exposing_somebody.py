"""exposing-somebody: the post exposes a person on purpose, or threatens to.

What it looks for
    "Here's her number", "shall we tell everyone why your cheque bounced", "we know where you live", "screenshots in the comments, have
    fun with her", a "defaulter of the week", "she doesn't know we're posting this", "haven't told their parents yet".

Why
    It sets a crowd on one person. Whatever they did, readers will side with them, and courts may too.

Flags
    You want to give us one star? Shall we tell everyone why your cheque bounced?
    Two stars because it rained. Screenshots in the comments, have fun with her.
    Dana gets a cortado at 6:10 every morning, she doesn't know we're posting this!

Passes
    Here's our number, call us any time.
    Lenders who post your name break the law. Screenshot it and file a complaint.

Limits
    Irony between friends looks the same.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at
from guard.text.people import people

RULE = Rule(
    code="M432",
    slug="exposing-somebody",
    category="personal_data",
    severity="review",
    summary="This exposes a person to a crowd.",
    why="Readers will side with the person you expose, and what strangers do to them will be your doing.",
    instead="Settle it in private. In public, say at most that you are in touch with the person.",
    offended=("the person exposed", "customers who wonder whether they are next"),
    confidence=0.8,
)
WAKES_ON = ("exposure",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every act of exposure that has a person to expose."""
    for text in post.judged:
        if text.has("consent", "scam_words", "missing_person"):
            continue
        found = text.matches("exposure")
        for match in found:
            if "camera" in match.row.tags:
                if not post.about.has("security_forces") and (post.alt or text.has("complainant", "theft_words")):
                    yield hit_at(RULE, text, match)
                    break
                continue
            if _counts(text, match, len(found)):
                strong = "dox" in match.row.tags or ("threat" in match.row.tags and people(text.raw))
                yield hit_at(RULE, text, match, severity="block" if strong else None)
                break


def _counts(text: Text, match: Match, number: int) -> bool:
    tag = match.row.tags[0]
    if "home" in match.row.tags:
        return "(" not in text.raw[match.end : match.end + 2]
    if tag in {"dox", "threat", "shame", "outing"}:
        return True
    somebody = bool(people(text.raw)) or text.has("complainant")
    return (
        somebody
        or (tag != "where" and number > 1)
        or (tag == "secret" and bool({"she", "he", "they", "her", "him"} & set(text.words)))
    )
