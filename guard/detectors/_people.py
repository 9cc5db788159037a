"""What the rules about people share: only what a post says in its own voice counts, and words that belong together."""

from collections.abc import Iterator

from guard.detectors.kit import Context, Detect, Hit, Match, Rule, Text, View, hit, hit_at
from guard.text.mention import is_negated, is_used
from guard.text.mention_words import DENIALS

REACH = 8
"""Words that may stand between two expressions of one sentence that are read together."""

WARM = frozenset(
    "welcome welcomes thank thanks proud congratulations congrats grateful helped helping helps fed feeds volunteers "
    "volunteer cake recipe beautiful best love loved loves friends happy celebrate celebrates celebrating danke willkommen "
    "merci bienvenue gracias bienvenidos obrigado bemvindos grazie benvenuti bedankt welkom".split()
)
"""Words of a sentence that speaks well of people."""


OWN = frozenset(
    "my our mein meine unser unsere mon ma mes notre mi mis nuestra minha nossa mia nostra mijn onze".split()
)
"""Words before somebody's own people."""


def said(rule: Rule, *lists: str) -> Detect:
    """A detector that reports the rows of these lists that the post says itself; a row's tags name its owners."""

    def detect(post: View, _context: Context) -> Iterator[Hit]:
        for text in post.judged:
            yield from said_in(rule, post, text, *lists)

    return detect


def said_in(rule: Rule, post: View, text: Text, *lists: str) -> Iterator[Hit]:
    """The rows of these lists that one text of the post says itself."""
    for match in text.matches(*lists):
        if is_used(text, match, about=post.about, owners=match.row.tags) and not is_trade_word(post, match):
            yield hit_at(rule, text, match)


def meant(rule: Rule, *lists: str) -> Detect:
    """The same, and a denial ("it is not ...") lets the row pass too."""

    def detect(post: View, _context: Context) -> Iterator[Hit]:
        for text in post.judged:
            yield from meant_in(rule, post, text, *lists)

    return detect


def meant_in(rule: Rule, post: View, text: Text, *lists: str) -> Iterator[Hit]:
    """The rows of these lists that one text of the post says itself and does not deny."""
    for match in text.matches(*lists):
        if is_used(text, match, about=post.about) and not is_denied(text, match) and not is_trade_word(post, match):
            yield hit_at(rule, text, match)


def is_trade_word(post: View, match: Match) -> bool:
    """Say whether the account's description gives the words their harmless sense: a butcher's faggots, a gearbox."""
    return any(post.about.search(sense) for sense in match.row.fields.get("unless", ()))


def paired(text: Text, first: str, second: str, *, reach: int = REACH) -> Iterator[tuple[Match, Match]]:
    """Every match of list ``first`` with the nearest match of list ``second`` in the same sentence."""
    others = text.matches(second)
    for match in text.matches(first) if others else ():
        near = [other for other in others if belong(text, match, other, reach)]
        if near:
            yield match, min(near, key=lambda other: abs(other.first - match.first))


def belong(text: Text, one: Match, other: Match, reach: int = REACH) -> bool:
    """Say whether two matches stand in one sentence with at most ``reach`` words between them."""
    early, late = (one, other) if one.first <= other.first else (other, one)
    return text.sentences[early.last] == text.sentences[late.first] and late.first - early.last - 1 <= reach


def first_said(text: Text, *lists: str) -> Match | None:
    """The first match of these lists that the post says itself and does not deny, in a sentence that is not warm."""
    for match in text.matches(*lists):
        if is_used(text, match) and not is_warm(text, match) and not is_denied(text, match):
            return match
    return None


def is_denied(text: Text, match: Match) -> bool:
    """Say whether a denial stands before the words, or inside them where the row itself has none."""
    inside = DENIALS.intersection(text.words[match.first : match.last + 1])
    return is_negated(text, match.first) or any(word not in match.row.pattern.source for word in inside)


def is_own(text: Text, match: Match) -> bool:
    """Say whether it is somebody's own: "my wife"."""
    return match.first > 0 and text.words[match.first - 1] in OWN


def is_called_out(text: Text, match: Match) -> bool:
    """Say whether the word addresses people: "Ladies, ..." or "..., ladies!"."""
    after = text.raw[match.end : match.end + 1]
    opens = not match.first or text.sentences[match.first - 1] != text.sentences[match.first]
    return (opens and after in {",", ":", "?", "!"}) or (
        text.raw[max(match.start - 2, 0) : match.start] == ", " and after in {".", "!", "?", ",", ":", ""}
    )


def hit_across(rule: Rule, text: Text, one: Match, other: Match, **changes: object) -> Hit:
    """A hit from the beginning of the earlier to the end of the later of two matches."""
    return hit(rule, text, min(one.start, other.start), max(one.end, other.end), **changes)


def is_warm(text: Text, match: Match) -> bool:
    """Say whether the sentence of ``match`` speaks well of somebody."""
    number = text.sentences[match.first]
    return any(word in WARM and text.sentences[place] == number for place, word in enumerate(text.words))
