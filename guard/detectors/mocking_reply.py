"""mocking-reply: somebody complains, and the answer laughs, talks down or shouts.

What it looks for
    An answer to a complaint, a loss or a plea that offers no help, money, apology or way to be reached, but holds a sign of contempt: a laughing or
    shrugging emoji, "hun", "sweetheart", "sir", "lol", sarcasm, words in capitals, or nothing else at all.

Why
    The person is in trouble because of you, and you laugh. Readers take their side at once.

Flags
    Cool story 😂  {in_reply_to: My flight was cancelled and nobody helped us for nine hours}
    It said so on the ticket, hun.  {in_reply_to: I waited 50 minutes and missed my last bus}
    😂  {in_reply_to: You charged me twice and I have no food in the house}

Passes
    Oh no 😬 That should not happen, send us your order number and we'll replace it today.  {in_reply_to: The cake arrived crushed}
    Ha, we have been there 😂 Enjoy the bonus slice!  {in_reply_to: I just ate a whole pizza in the bath}

Limits
    It knows only the post that is answered, not the thread before it.
"""

from collections.abc import Iterator

from guard.detectors._answering import derision, helpful
from guard.detectors.kit import Context, Hit, Rule, View, whole
from guard.model import Precedent

RULE = Rule(
    code="M542",
    slug="mocking-reply",
    category="customer_insult",
    severity="review",
    summary="Somebody complains, and this answer mocks or brushes off.",
    why="A person in trouble is laughed at in public. Readers take their side at once.",
    instead="Say that you are sorry for what happened, what you will do and by when, and where they can reach a person.",
    offended=("the person who complained", "other customers who read along"),
    precedent=Precedent(
        "Virgin Trains East Coast",
        2018,
        "answered a complaint about a patronising word with more of them, and deleted the answer",
    ),
    confidence=0.7,
    contextual=True,
)
WAKES_ON = ("shape:reply",)
LONGEST = 45
"""Words of an answer that may be nothing but contempt; a longer one explains something."""
BRUSH_OFF = 32
"""Words of an answer that may be nothing but a brush-off."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit on the whole answer when contempt outweighs help."""
    text, parent = post.text, post.parent
    if not parent or not text.words or len(text.words) > LONGEST:
        return
    trouble = parent.has("grievance", "complaint_words", "distress", "despair")
    contempt, help_ = derision(text), helpful(text)
    jeers = contempt > 2 * help_ and (trouble or contempt > 1 or "?" in parent.raw)
    if jeers or (trouble and not help_ and len(text.words) <= BRUSH_OFF):
        yield whole(RULE, text)
