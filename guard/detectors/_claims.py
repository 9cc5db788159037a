"""What the claim rules share: which words are a claim of the post's own, and not denied, quoted, limited or warned of."""

from collections.abc import Iterator
from typing import Literal

from guard.detectors.kit import Context, Match, Text
from guard.model import Severity
from guard.text.mention import is_negated, is_quoted
from guard.text.mention_words import DENIALS

SELLERS = {
    "health": frozenset(
        (
            *(
                "supplement",
                "supplements",
                "vitamin",
                "vitamins",
                "pharmacy",
                "pharmacies",
                "clinic",
                "clinics",
                "wellness",
                "herbal",
            ),
            *(
                "slimming",
                "fitness",
                "dental",
                "cbd",
                "remedy",
                "remedies",
                "health",
                "healthcare",
                "therapy",
                "homeopathy",
                "tea",
            ),
            *("apotheke", "pharmacie", "farmacia", "farmácia", "apotheek", "integratori", "suplementos", "compléments"),
        )
    ),
    "money": frozenset(
        (
            *(
                "bank",
                "banking",
                "invest",
                "investment",
                "investments",
                "trading",
                "crypto",
                "broker",
                "loan",
                "loans",
                "lender",
            ),
            *(
                "payday",
                "credit",
                "fund",
                "fintech",
                "insurance",
                "insurer",
                "mortgage",
                "forex",
                "finance",
                "financial",
                "lottery",
            ),
            *("banque", "banco", "banca", "kredit", "crédit", "inversiones", "investimentos", "versicherung", "wallet"),
        )
    ),
}
"""Words for the sectors in which a claim is the regulator's business: there it blocks."""

NOTHING = frozenset(("nothing", "nichts", "rien", "nada", "niente", "niets", "neither"))

AFTER = frozenset(("keine", "keinen", "kein", "geen", "nicht", "niet"))
"""Denials that stand after the verb: "Knoblauch heilt keine Grippe"."""


def claims(text: Text, *lists: str, firm: bool = False) -> Iterator[Match]:
    """The claims of these lists that the post makes in its own voice.

    With ``firm`` a denial anywhere before in the sentence counts ("no tea cures a cold"); without it only one
    right before the claim, because "no risk" and "never loses" are claims themselves.
    """
    limits = text.matches("claim_limits")
    if any("near" not in limit.row.tags for limit in limits):
        return
    limited = {text.sentences[limit.first] for limit in limits}
    for match in text.matches(*lists):
        if text.sentences[match.first] not in limited and _is_made(text, match, firm=firm):
            yield match


def _is_made(text: Text, match: Match, *, firm: bool) -> bool:
    sentences = text.sentences
    if sentences[match.first] != sentences[match.last] or is_quoted(text, match.start, match.end):
        return False
    if is_negated(text, match.first):
        return False
    if not firm:
        return True
    before = [text.words[i] for i in range(match.first) if sentences[i] == sentences[match.first]]
    return (DENIALS | NOTHING).isdisjoint(before) and AFTER.isdisjoint(text.words[match.first : match.last + 1])


def severity(context: Context, trade: Literal["health", "money"]) -> Severity | None:
    """``block`` where the brand, the account or its description belongs to that trade; else the rule's own severity."""
    sectors = f"{context.config.brand.sector} {context.account.sector} {context.account.description}"
    words = sectors.lower().replace(",", " ").split()
    return None if SELLERS[trade].isdisjoint(words) else "block"
