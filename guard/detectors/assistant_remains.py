"""assistant-remains: a writing assistant's own words are still in the post.

What it looks for
    The frame that assistants put around their text ("Sure! Here is a caption ...", "Let me know if you would like it shorter"),
    what they say of themselves ("As an AI language model"), refusals, lists of variants, pasted prompts and word counts, and
    the technical marks of chat programs. In English, German, French, Spanish, Portuguese, Italian and Dutch.

Why
    Readers see at once that nobody wrote, and perhaps nobody read, what the organisation says. It is screenshotted for that alone,
    and it hurts most where people expected a person: condolences, apologies, safety advice.

Flags
    Sure! Here's a friendly caption for your new opening hours: We now open at eight.
    We open at eight from Monday. Would you like me to make this more formal?
    Als KI-Sprachmodell kann ich das nicht beurteilen, aber hier ein Vorschlag: Kommt vorbei!

Passes
    Sure, here is the menu for Sunday: roast, pie, or both. Let me know if you'd like a table by the window.
    We asked what "as an AI language model" means to our pupils. Their answers hang in the hall.

Limits
    Copy that merely sounds generated is not a finding of this rule; see machine-cliches.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors._standing import answers, stands
from guard.detectors.kit import Context, Hit, Match, Rule, Text, View, hit, hit_at
from guard.model import Precedent, Severity, Span
from guard.text.mention import is_quoted

RULE = Rule(
    code="M511",
    slug="assistant-remains",
    category="ai_boilerplate",
    severity="block",
    summary="A writing assistant's own words are still in the post.",
    why="Readers see at once that nobody read this before it went out, and they will say so.",
    instead="Delete everything that the assistant said about the text, read the rest aloud once, and check its facts.",
    offended=("readers who expected a person",),
    precedent=Precedent(
        "Dawn (newspaper, Pakistan)",
        2025,
        "an assistant's offer to write another version was printed at the end of a story; regret was published",
    ),
    confidence=0.92,
)
WAKES_ON = (
    "assistant",
    "assistant_abroad",
    "shape:bracket",
    "shape:assignment",
    "shape:marks",
    "shape:link",
)


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield the assistant's phrases and the marks of chat programs."""
    for text in post.judged:
        for match in text.matches("assistant", "assistant_abroad"):
            severity = _severity(post, text, match)
            if severity and not is_quoted(text, match.start, match.end):
                yield hit_at(RULE, text, match, severity=severity)
        if text is post.text and text.words[:1] and text.words[0] in _ACCEPTING and not answers(post):
            yield from (
                hit(RULE, text, *yes.span(1), severity="review")
                for yes in _acceptance().finditer(text.raw, 0, FIRST_WORDS)
            )
        for start, end in _marks(text):
            if not is_quoted(text, start, end):
                yield hit(RULE, text, start, end)
        for start, end in _labels(text):
            if not is_quoted(text, start, end):
                yield hit(RULE, text, start, end, severity="review")


def _severity(post: View, text: Text, match: Match) -> Severity | None:
    """How grave a phrase is where it stands; ``None`` when it is an ordinary remark there."""
    tags = match.row.tags
    if "mark" in tags or _is_told(text, match) or ("stranger" in tags and not _is_stranger(post, text, match)):
        return None
    personal = "fresh" in tags and answers(post)
    if not stands(post, text, match) or (personal and "sure" not in tags):
        return None
    return "block" if "sure" in tags and not personal else "review"


_TELLING = frozenset("says said asks asked replied sagt sagte dit disait dice dijo diz disse zegt zei".split())
ABOUT = 4
"""Letters from which on a word of the account's description says who speaks."""


def _is_told(text: Text, match: Match) -> bool:
    """Say whether somebody is said to have said it: "I can't help with that, says the octopus"."""
    place = match.last + 1
    return place < len(text.words) and text.words[place] in _TELLING


def _is_stranger(post: View, text: Text, match: Match) -> bool:
    """Say whether the account is spoken of as somebody else: a florist says "if I were a florist"."""
    said = text.words[match.first : match.last + 2]
    own = {word.removesuffix("'s") for word in said if len(word) >= ABOUT} & set(post.about.words)
    return bool(own) and (said[0] == "if" or not text.held.isdisjoint({"recommend", "recommends", "suggest", "advise"}))


def _marks(text: Text) -> Iterator[Span]:
    """Places of technical marks, of counts, of headings and bold labels, and of labelled variants."""
    for pattern in _possible(text):
        yield from (found.span() for found in pattern.finditer(text.raw))
    if text.held.isdisjoint(_style_words()):
        return
    variants = list(_variants().finditer(text.raw))
    if len({found[0].lower() for found in variants}) >= ENOUGH_VARIANTS:
        yield variants[0].start(), variants[-1].end()


def _labels(text: Text) -> Iterator[Span]:
    """Labels before a text that say what was done to it: one ``Rephrased:``, or several like ``Input: ... Output: ...``."""
    if ":" not in text.raw or text.held.isdisjoint(_LABELS):
        return
    found = [(m.span(1), frozenset(m[1].lower().split())) for m in _label().finditer(text.raw)]
    yield from (span for span, words in found if not _ONE_LABEL.isdisjoint(words))
    several = [(span, words & _TWO_LABELS) for span, words in found if words & _TWO_LABELS]
    if len({words for _, words in several}) >= ENOUGH_VARIANTS:
        yield several[0][0][0], several[-1][0][1]


_ONE_LABEL = frozenset(
    "rephrased reworded rewritten revised simplified generated auto-generated autogenerated instruction instructions friendlier funnier wittier punchier warmer "
    "snappier rewrite rewording umformuliert gekürzt reformulé raccourci reformulado resumido reescrito riscritto accorciato herschreven ingekort".split()
)
"""Words of a label of which one is enough."""
_TWO_LABELS = frozenset(
    "original improved input output context task role goal persona summary transcript simplified formal casual playful score confidence bot human language attempt version draft "
    "english tone length audience sentiment readability style prompt response reply question answer feedback eingabe ausgabe kontext aufgabe contexte tâche contexto "
    "tarea tarefa contesto compito".split()
)
"""Words of labels of which two different ones are needed."""
_LABELS = _ONE_LABEL | _TWO_LABELS


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|(?<=[.!?;] )|(?<=\n))\(?((?:[\w'’-]{1,20} ){0,3}[\w'’-]{1,20})(?: \([^()\n]{1,40}\))? ?:(?!//|\d)"
    )


def _possible(text: Text) -> Iterator[re.Pattern[str]]:
    """The patterns of which the text holds what they cannot do without."""
    raw = text.raw
    if not (_SIGNS.isdisjoint(text.signs) and _SIGN_WORDS.isdisjoint(text.held)) or any(map(raw.__contains__, _MARKS)):
        yield _signs()
    if not _UNITS.isdisjoint(text.held):
        yield _counts()
    if "**" in raw or "##" in raw:
        yield _furniture()


_SIGNS = frozenset("<`【[{·•|")
_SIGN_WORDS = frozenset(
    "variation variant output response rewrite suggestion suggested note nb hinweis anmerkung remarque nota let headline tweet slogan tagline caption subject title "
    "hook post tool function sources wikipedia intent sentiment confidence canvas retry regenerate".split()
)
_MARKS = ("```", "oaicite", "turn", "utm_source", "chatgpt")
"""One of these stands in everything that ``_signs`` finds."""


@cache
def _style_words() -> frozenset[str]:
    """The first words of all styles, in reading form; endings in brackets give both."""
    words = set()
    for style in _STYLES.split("|"):
        first = re.split(r"[ \[?]", style.lower())[0]
        words |= {first, f"{first}a", f"{first}o", first.replace("humou", "humor"), "humorous", "humourous"}
    return frozenset(words)


ENOUGH_VARIANTS = 2
FIRST_WORDS = 24
"""Code points in which a yes can open the post."""
_ACCEPTING = frozenset(
    "done voilà noted you on my apologies sounds excellent perfect certainly absolutely of sure great got understood no definitely happy natürlich selbstverständlich gern gerne klar bien certainement avec por claro com desde certo certamente "
    "volentieri zeker natuurlijk uiteraard".split()
)
_UNITS = frozenset(
    "character characters char chars word words line lines sentence sentences hashtags emoji emojis zeichen wörter mots caractères palabras caracteres palavras parole caratteri "
    "woorden tekens wordcount charcount zeichenzahl wortzahl".split()
)
_STYLES = (
    r"professional|formal|casual|playful|funny|witty|humou?rous|emotional|empathetic|inspirational|inspiring|bold|cheeky|friendly|empathetic|"
    r"serious|punchy|minimalist|conversational|gen[ -]?z|heartfelt|edgy|quirky|corporate|safe|short and sweet|gratitude[- ]led|"
    r"storytelling|relatable|poetic|urgent|warm|informative|educational|sachlich|locker|lustig|emotional|frech|seriös|"
    r"professionnel|décalé|drôle|émotionnel|profesional|divertid[ao]|cercan[ao]|emotiv[ao]|profissional|descontraíd[ao]|engraçad[ao]|"
    r"professionale|formale|scherzos[ao]|divertente|emozionale|zakelijk|speels|grappig|luchtig"
)


@cache
def _signs() -> re.Pattern[str]:
    """What chat programs leave in copied text."""
    return re.compile(
        r"\b(?:Copy|Share|Retry|Edit|Export|Like|Dislike|Regenerate|Listen) ?[·•|] ?(?:Copy|Share|Retry|Edit|Export|Like|Dislike|Regenerate|Listen)\b"
        r"|<\|[a-z_]{2,24}\|>[a-z]{0,12}|</?(?:think|thinking|answer|response|assistant|user|system)>"
        r"|(?:^|\n|(?<=[.!?] ))(?:[Vv]ariation|[Vv]ariant|[Oo]utput|[Rr]esponse|[Rr]ewrite|[Ss]uggestion|[Ss]uggested) ?#?[1-9A-C](?: of \d)? ?[:.)·|–-]"
        r"|[(\[] ?(?:Note|NB|Hinweis|Anmerkung|Remarque|Nota|Let op|Opmerking) ?:|(?:^|\n|(?<=[.!?] ))(?:Headline|Tweet|Slogan|Tagline|Caption|Subject line|Title|Hook|Post) ?[1-9A-C] ?[:.)–-] [^\n]{0,400}?(?:Headline|Tweet|Slogan|Tagline|Caption|Subject line|Title|Hook|Post) ?[2-9B-D] ?[:.)–-]"
        r"|(?:^|\n)[ \t]{0,4}```|```\s*$|:contentReference\[[^\]\n]{0,40}\](?:\{[^}\n]{0,40}\})?"
        r"|【\d{1,3}[^】\n]{0,40}】|\[(?:oaicite|cite|source|citation)s?:? ?[^\]\n]{0,40}\]"
        r"|\bturn\d{1,2}(?:search|view|news|image)\d{1,3}"
        r"|\b(?:Tool|Function) (?:call|result|output) ?: ?[\w{]|(?:^|\n)(?:Copy|Retry|Share|Export|Edit|Regenerate)[ \t]*\n(?:Copy|Retry|Share|Export|Edit|Edit in canvas|Regenerate|Listen)[ \t]*(?=\n|$)"
        r"|(?:^|\n)[A-Z][\w. ]{1,30} ?\+\d{1,2}[ \t]*\n[A-Z][\w. ]{1,30} ?\+\d{1,2}[ \t]*(?=\n|$)"
        r"|(?:^|[\s;,])(?:intent|sentiment|confidence|next_\w{2,20}|[a-z]{2,15}_[a-z]{2,15})=[\w.\"'-]{1,40}[;,&| ]{1,3}[a-z][a-z_]{2,30}=[\w.\"'-]"
        r"|\boaicite\b|\butm_source=(?:chatgpt\.com|openai|copilot\.com|perplexity)"
        r"|\[\d\] [A-Z]\w|\w ?\[\d{1,2}\](?:\[\d{1,2}\]|[.,;\s]|$)|\[/?INST\]|\bchatgpt\.com/(?:share|c)/"
        r"|^\s*\{\s*\"(?:caption|text|post|tweet|hashtags|body|title|headline|content|message|output|role)\"\s*:"
    )


@cache
def _acceptance() -> re.Pattern[str]:
    """A yes to an order, where nobody had asked anything."""
    return re.compile(
        r"^\W{0,3}(Certainly|Absolutely|Of course|Sure(?: thing)?|Great (?:question|choice|idea|prompt|request)|Got it|Understood|No problem|Definitely|Happy to help|Done|Voilà|Noted|You got it|On it|My apologies|Apologies|Sounds good|Excellent choice|Perfect choice|"
        r"Natürlich|Selbstverständlich|Gern(?:e)?|Klar|Bien sûr|Certainement|Avec plaisir|Por supuesto|Claro(?: que s[ií]m?)?|Com certeza|Desde luego|Certo|Certamente|"
        r"Volentieri|Zeker|Natuurlijk|Uiteraard)[!.](?! ?[!?.])(?=\s)",
    )


@cache
def _counts() -> re.Pattern[str]:
    """A count of characters or words, as assistants append it."""
    unit = r"(?:characters?|chars?|words?|lines?|sentences?|hashtags|emojis?|zeichen|wörter|mots|caractères|palabras|caracteres|palavras|parole|caratteri|woorden|tekens)"
    return re.compile(
        rf"[(\[] ?(?:approx(?:\.|imately)? |about |ca\. |~ ?|total: )?\d{{1,4}}(?: ?/ ?\d{{2,4}})? {unit}\b[^()\[\]\n]{{0,30}}[)\]]"
        r"|\b(?:character|char|word|zeichen|wort) ?count ?[:=] ?\d{1,3}\b(?![,.]\d)|\b(?:zeichenzahl|wortzahl|nombre de mots) ?: ?\d{1,3}\b",
        re.IGNORECASE,
    )


@cache
def _furniture() -> re.Pattern[str]:
    """Headings and bold labels in the notation that networks do not show."""
    return re.compile(
        r"^#{2,4} \S[^\n]{0,80}|\*\*[^*\n]{2,60}(?::\*\*|\*\* ?:)|^(?:[-*•] |\d\. )\*\*[^*\n]{2,60}\*\*", re.MULTILINE
    )


@cache
def _variants() -> re.Pattern[str]:
    """A style that labels one of several versions: ``Version 2 - Playful:``, ``Funny:``."""
    name = r"(?:option|version|variation|variant|draft|caption|alternative|take|idea|variante|opción|opção|opzione|optie|versie) ?"
    return re.compile(
        rf"(?:\b{name}(?:\d{{1,2}}|[a-e])(?: of \d)? ?[-–—:.]? ?[(\[]?|(?:^|(?<=[.!?] )|(?<=\n)|[0-9]\ufe0f?\u20e3 ?|[•*-] ?))"
        rf"(?:more |very |the |slightly |a bit |plus |más |mais |più |eher )?(?:{_STYLES})(?: version| tone| option| fassung)?[)\]]? ?[:–—]",
        re.IGNORECASE,
    )
