"""What the trained reader sees of a reply: which pieces of words it holds, and its shape.

Pieces are words, pairs of words, the first and last word and the letters of each word, three to five in a row; each is
known by a number alone (`crc32`). The shape is what the phrases found, the emoji, questions, shouting, length, who is
spoken of, and what the reply takes up from the post.
"""

import math
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from flows.audience.phrase_reader import FELT, NEGATIONS, Heard
from flows.audience.reading import DEMANDS, STANCES, UNSURE
from flows.audience.speech import Speech

LONGEST = 24
"""Letters of a word that are looked at; longer ones are no words."""

LETTERS = (3, 4, 5)

DENIED = 3
"""Words after a negation that it may turn."""

EMOJI = {
    "laughing": "😂🤣💀😆😹☠😭🤡🍿😅😜😏",
    "warm": "❤♥💕💖💗🥰😍💙💚💛🧡💜🖤🤍💯👍🙌🎉😘🤩👌💪🔥",
    "angry": "😡🤬😠👎🤮🤢🖕💩😤",
    "sad": "😢😭💔😔😞🥺😥",
    "mocking": "🙄👏🤦🤷😒🤨🙃",
    "selling": "💰💵💸🤑🚀📈📲👇👉🎁💎",
}

YOU = frozenset(
    "you your you're yours yourselves yourself u ur vous votre vos ihr euch euer eure vocês vosotros ustedes voi "
    "vostro vostra".split()
)
ME = frozenset(
    "i me my mine i'm i've i'd im we our us we're we've ich wir mein meine mi mis yo nous je mes mon ma j eu meu minha "
    "io mio mia uns unser".split()
)
ASKING = frozenset(
    "what when where who which how why do does did is are was can could will would has have any anyone wann wo wer "
    "wie was gibt quand où combien qui est quanto dove quando chi cosa cuándo dónde cómo qué hay qual onde como "
    "alguém".split()
)
SMALL = frozenset("the and with for are this that our your you from not".split())
"""Words of a post of which nobody thinks when they stand in a reply."""

_QUOTED = re.compile(r'["“«„]')
_FIGURE = re.compile(r"\d")
_MONEY = re.compile(r"[€$£%]")
_STOP = re.compile(r"[.!?…]+(?=\s)")
_LENGTHS = (2, 5, 10)
_LONG = (20, 35)


def subjects(words: Sequence[str]) -> frozenset[str]:
    """The words of a post that a reply takes up when it speaks of it."""
    return frozenset(word for word in words if len(word) > 2 and word not in SMALL)


def pieces(words: Sequence[str]) -> list[int]:
    """The numbers of all pieces of a text, each once, in order of size. All numbers are one word."""
    if not words:
        return []
    words = ["0" if word.isdigit() else word[:LONGEST] for word in words]
    found: set[int] = set()
    for word in words:
        found.update(_of_word(word))
    since = DENIED
    for one, two in pairwise(words):
        found.add(_number(f"2:{one} {two}"))
        since = 0 if one in NEGATIONS else since + 1
        if since < DENIED:
            found.add(_number(f"!:{two}"))
    found.add(_number(f"^:{words[0]}"))
    found.add(_number(f"^2:{' '.join(words[:2])}"))
    found.add(_number(f"$:{words[-1]}"))
    return sorted(found)


@lru_cache(200_000)
def _of_word(word: str) -> tuple[int, ...]:
    made = [_number(f"1:{word}")]
    if len(word) > LETTERS[0] and word.isalpha():
        framed = f"<{word}>"
        made += [_number(f"~:{framed[at : at + n]}") for n in LETTERS for at in range(len(framed) - n + 1)]
    return tuple(made)


def _number(piece: str) -> int:
    return crc32(piece.encode("utf-8", "surrogatepass"))


def shape(heard: Heard, about: Collection[str]) -> dict[str, float]:
    """The shape of a text by name, without what is 0; ``about`` are the `subjects` of the post. Most are 0 to 1."""
    words = heard.speech.own
    found = {
        **_phrases(heard),
        **_signs(heard.speech),
        **_length(len(words)),
        **_people(words, heard.speech.raw),
        **_post(words, about, heard.speech),
    }
    return {name: float(value) for name, value in found.items() if value}


def _phrases(heard: Heard) -> dict[str, float]:
    judged = heard.judgement
    return {
        **{f"phrases {topic}": math.log1p(min(weight, 12.0)) for topic, weight in heard.plain.items()},
        **{f"weighed {topic}": math.log1p(min(heard.scores[topic], 12.0)) for topic in FELT},
        f"judged {judged.stance}": judged.confidence,
        "judged unsure": judged.confidence < UNSURE,
        **{f"asked {one.topic}": 1.0 for one in heard.asked},
        f"wants {heard.wants}": heard.wants is not None,
        "wants": heard.wants is not None,
        "speaks for": bool(heard.groups.own),
        "names": bool(heard.groups.named),
        "ironic": heard.speech.marked_ironic,
        "foreign": next(iter(heard.speech.languages), "und") not in {"en", "und"},
    }


def _signs(speech: Speech) -> dict[str, float]:
    text = speech.raw.strip()
    return {
        **(_emoji(speech) if speech.emoji else {}),
        "?": "?" in text,
        "?$": text.endswith("?"),
        "??": text.count("?") > 1,
        "!": min(text.count("!"), 3) / 3,
        "shouts": _shouts(text),
        "...": "..." in text or "…" in text,
        '"': _QUOTED.search(text) is not None,
        ".$": text.endswith("."),
        "small start": text[:1].islower(),
        "figures": _FIGURE.search(text) is not None,
        "money": _MONEY.search(text) is not None,
        "links": speech.links > 0,
        "tags": any(tag.sign == "#" for tag in speech.tags),
        "to somebody": text.startswith("@"),
        "sentences": min(len(_STOP.findall(text, 0, 2000)), 4) / 4,
    }


def _emoji(speech: Speech) -> dict[str, float]:
    shown = "".join(sign * min(times, 2) for sign, times in speech.emoji.items())
    return {
        **{f"emoji {kind}": min(sum(sign in signs for sign in shown), 2) / 2 for kind, signs in EMOJI.items()},
        "emoji": min(sum(speech.emoji.values()), 3) / 3,
        "only emoji": speech.own_words <= 0,
    }


def _shouts(text: str) -> bool:
    if text.islower():
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 12 and sum(map(str.isupper, text)) / letters > 0.7


def _length(words: int) -> dict[str, float]:
    return {
        "length": math.log1p(words) / 3,
        **{f"to {most} words": words <= most for most in _LENGTHS},
        **{f"from {least} words": words >= least for least in _LONG},
    }


def _people(words: Sequence[str], text: str) -> dict[str, float]:
    you, me = sum(word in YOU for word in words), sum(word in ME for word in words)
    asks = "?" in text
    return {
        "you": min(you, 2) / 2,
        "me": min(me, 3) / 3,
        "you and me": you > 0 and me > 0,
        "you?": asks and you > 0,
        "question word": asks and bool(words) and words[0] in ASKING,
        "negation": not NEGATIONS.isdisjoint(words),
    }


def _post(words: Sequence[str], about: Collection[str], speech: Speech) -> dict[str, float]:
    taken = len({word for word in words if word in about})
    return {
        "takes up": min(taken, 3) / 3,
        "takes up most": taken / max(3, len(words)),
        "quotes": speech.has_quotation,
    }


SHAPES: tuple[str, ...] = (
    *(f"phrases {topic}" for topic in (*FELT, "spam", "sarcasm", "news")),
    *(f"weighed {topic}" for topic in FELT),
    *(f"judged {stance}" for stance in (*STANCES, "unsure")),
    *(f"asked {demand}" for demand in (*DEMANDS, "none")),
    *(f"wants {demand}" for demand in DEMANDS),
    *("wants", "speaks for", "names", "ironic", "foreign"),
    *(f"emoji {kind}" for kind in EMOJI),
    *("emoji", "only emoji", "?", "?$", "??", "!", "shouts", "...", '"', ".$", "small start", "figures", "money"),
    *("links", "tags", "to somebody", "sentences", "length"),
    *(f"to {most} words" for most in _LENGTHS),
    *(f"from {least} words" for least in _LONG),
    *("you", "me", "you and me", "you?", "question word", "negation", "takes up", "takes up most", "quotes"),
)
"""The names of all shapes, in the order of the weights."""
