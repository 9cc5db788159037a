"""profanity: the post swears.

What it looks for
    Swear words and coarse expressions in English, German, French, Spanish, Portuguese, Italian and Dutch, and initialisms
    (WTF, FFS). Strong words block, coarse ones go to a person, mild ones (damn, crap, bloody) are said for information; to a
    public body or an executive, and when several come together, mild ones go to a person as well.

Why
    People screenshot a brand that swears, and the words are read by customers who did not ask for them. What is a joke among
    friends is a complaint to somebody's head office an hour later.

Flags
    hoodies restocked. they're warm as fuck
    Frost tonight, bring your tomatoes in or they'll be shit by morning
    Signal failure again. WTF
    Putain, encore une panne à Dijon
    Neue Kollektion. Fick dich, Winter
    Joder, otra vez sin red en Valencia

Passes
    Carols in Penistone: mulled apple juice from six. Mr Cockburn will play the organ.
    Our search dogs got a new recruit: Bess, a black Labrador bitch, 14 weeks old.
    Estrenamos «La puta respetuosa», de Sartre, en el teatro.
    Der Stoff ist dick und warm.
    Herta Wanker leitet ab Montag das Archiv.

Limits
    Coarse humour without a coarse word, and words that only one town finds rude, are not seen. A brand whose voice is edgy
    can say so in its profile (`voice = "edgy"`): coarse words are then said for information.
"""

from collections.abc import Iterator

from guard.detectors._swearing import expected, in_handle, is_mentioned
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit_at

RULE = Rule(
    code="M201",
    slug="profanity",
    category="profanity",
    severity="block",
    summary="This swears.",
    why="Customers who did not ask for it read it, and a brand that swears is shared as a joke at its own expense.",
    instead="Say it without the swear word: what is it that you want people to feel or do?",
    offended=("families and customers who follow the account", "colleagues who answer the complaints"),
    confidence=0.9,
)
WAKES_ON = ("profanity",)

COARSE = "This is coarse language. Have somebody who knows the audience read it."
MILD = "This is mild swearing. Some readers will mind."


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield the swear words that the post uses in its own voice."""
    for text in post.judged:
        used = [match for match in text.matches("profanity") if _is_used(text, match)]
        mild = len({text.words[match.first] for match in used if match.row.fields.get("severity") == "info"})
        for match in used:
            yield _hit(text, match, context, mild)


def _is_used(text: Text, match: Match) -> bool:
    if "capitals" in match.row.tags and not text.raw[match.start : match.end].isupper():
        return False
    return not is_mentioned(text, match.start, match.end)


def _hit(text: Text, match: Match, context: Context, mild: int) -> Hit:
    given = match.row.fields.get("severity", RULE.severity)
    severity = "info" if in_handle(text, match.start) else expected(given, context, mild_words=mild)
    message = match.row.fields.get("message") or {"review": COARSE, "info": MILD}.get(given, "")
    confidence = {"block": 0.95, "review": 0.8}.get(given, 0.5)
    return hit_at(RULE, text, match, severity=severity, message=message, confidence=confidence)
