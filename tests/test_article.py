"""The mishaps named in the article that inspired this project, stopped for the right reason, beside harmless twins."""

import pytest

from tests.detectors.judging import judge

CAIRO = "Millions are in uproar in #Cairo. Rumor is they heard our new spring collection is now available online at http://bit.ly/KCairo -KC"
DETROIT = "I find it ironic that Detroit is known as the #motorcity and yet no one here knows how to f***ing drive"
RECEIPT = "Receipt of the day: 1 large pepperoni for lady chinky eyes 😂"
KITCHEN = "Watch what we put on the sandwiches before they go out! 🤢😂 Cheese up my nose, then straight to the customer. They'll never know"

STOPPED = [
    (CAIRO, "tragedy_exploitation", "block"),
    (CAIRO.replace("http://bit.ly/KCairo -KC", ""), "tragedy_exploitation", "block"),
    (DETROIT, "profanity", "block"),
    (DETROIT.replace("f***ing", "fucking"), "profanity", "block"),
    (DETROIT.replace("f***ing ", ""), "customer_insult", "review"),
    (RECEIPT, "hate_or_slur", "block"),
    ("Customer name on the ticket: lady chinky eyes. LOL", "hate_or_slur", "block"),
]
HARMLESS = [
    "Our new spring collection is now available online at https://shop.example/spring",
    "Millions in #Cairo are watching the final tonight, and so are we.",
    "We are closing our Cairo shop today so that our colleagues are safe. Staff will be paid.",
    "Detroit is known as the #motorcity, and today we learned how to drive a 1920 tram there.",
    "Receipt of the day: 1 large pepperoni for a lady with the best hat we've seen.",
    "A chink of light between the curtains: our blackout blinds are back.",
    "Watch what we put on the sandwiches before they go out: pickles, mustard, and a note for your birthday.",
]


@pytest.mark.parametrize(("text", "category", "least"), STOPPED)
def test_is_stopped_for_the_right_reason(text: str, category: str, least: str) -> None:
    verdict = judge({"text": text, "account_kind": "brand"})
    assert category in {f.category for f in verdict.findings if f.severity != "info"}
    assert verdict.decision == least or (least == "review" and verdict.decision == "block")


def test_bragging_about_spoiled_food_is_stopped() -> None:
    assert (
        judge({"text": KITCHEN, "account_kind": "brand", "account_description": "Pizza delivery chain"}).decision
        != "pass"
    )


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_twin_passes(text: str) -> None:
    assert judge({"text": text, "account_kind": "brand"}).decision == "pass"


def test_the_precedent_is_named() -> None:
    precedents = {f.precedent.brand for f in judge(CAIRO).findings if f.precedent}
    assert "Kenneth Cole" in precedents
