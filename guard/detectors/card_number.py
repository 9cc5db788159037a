"""card-number: the post holds the number of a payment card.

What it looks for
    Thirteen to nineteen digits with the prefix of a card brand and a right check digit, with or without spaces; in the text
    and in the description of the picture. The numbers that payment services publish for testing pass.

Why
    The card can be used within minutes, and the bank will ask who published it.

Flags
    Found at the till: 4539 5787 6362 1486, come and get it
    Thanks for shopping!  {alt_text: Receipt on the counter that shows card 5425 2334 3010 9903}

Passes
    In test mode pay with 4242 4242 4242 4242.
    Parcel 3702 8822 1104 5519 is on its way to the museum.

Limits
    A number with a hidden or missing digit is no card number.
"""

from collections.abc import Iterator

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.checksums import card
from guard.text.numbers import numbers

RULE = Rule(
    code="M421",
    slug="card-number",
    category="personal_data",
    severity="block",
    summary="This is the number of a payment card.",
    why="The card can be used within minutes, and its owner did not want it here.",
    instead="Take it out, and tell the owner so that the card can be blocked.",
    offended=("the owner of the card",),
    confidence=0.95,
)
WAKES_ON = ("shape:many_digits", "shape:media")
_FOR_TESTS = {"4242424242424242", "4000056655665556", "5555555555554444", "5105105105105100", "378282246310005", "371449635398431",
              "6011111111111117", "4012888888881881", "4000000000000002", "4111111111111111"}  # fmt: skip


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every card number."""
    for text in post.judged:
        for number in numbers(text.raw):
            if len(number.digits) > 12 and number.digits not in _FOR_TESTS and card(number.digits):
                yield hit(RULE, text, number.start, number.end)
