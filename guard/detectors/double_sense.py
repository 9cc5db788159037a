"""double-sense: the words of a hashtag, plain as they are, are slang for sex, drugs, violence or hatred.

What it looks for
    Phrases that a joke or a search engine knows better than the campaign (#dogging, #crackaddicts, #SendThemBack), "show us your"
    and things that stand for a part of the body, people who are beaten, cooked or sold in a tag (#ShootTheKids, #KidsForSale), and
    tags that are rude in the language of the post.

Why
    Whoever opens the tag finds something else there, and the account stands in the middle of it.

Flags
    Torches on! We meet in the car park. #doggingsunday
    Our hens are busy. #crackaddicts
    The new portraits are in! #ShootTheKids
    They're back at the pond. #showusyourbeaver

Passes
    Meet the dogs of our shelter. #DogsOfLeeds
    Two of our eggs had two yolks. #CrackingEggs
    Portraits of the whole family on Sunday. #FamilyPhotos
    Show us your garden. #showusyourgarden

Limits
    Slang changes, and only what is in the lists is known.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.hashtags import Reading
from guard.text.tag_names import Name, Table, held, is_smooth, name, table
from guard.view import compiled

RULE = Rule(
    code="M606",
    slug="double-sense",
    category="ambiguous_hashtag",
    severity="review",
    summary="This hashtag also means something else.",
    why="Whoever opens the tag finds something else there, and your account in the middle of it.",
    instead="Choose another tag. Search for it first on each network, also as slang.",
    confidence=0.75,
)
WAKES_ON = ("shape:hashtag",)

SENSES = {
    "sex": "In slang it is about sex.",
    "drugs": "It also speaks of drugs or of being drunk.",
    "violence": "It also speaks of violence or death.",
    "hate": "It also speaks of hatred, or calls for shutting people out.",
    "swear": "It is read as swearing or as a joke about the toilet.",
    "abroad": "In the language of the post it is rude, or recalls something terrible.",
}
LONGEST_GAP = 12
"""Letters that may stand for the plus in a phrase."""
LONG_PHRASE = 9
"""Letters from which on a phrase is seen wherever it stands."""
LIKELY = 0.4

Found = tuple[tuple[str, int], ...]
"""Words with their places in a tag."""


def detect(post: View, _context: Context) -> Iterator[Hit]:
    """Yield one hit for each hashtag with a second sense."""
    for text in post.judged:
        for tag in text.tags:
            if tag.sign != "#":
                continue
            why = _sense(name(text.raw[tag.start + 1 : tag.end]), text)
            if why and not (why == SENSES["hate"] and _is_reclaimed(post)):
                yield hit(RULE, text, tag.start, tag.end, why=f"{why} {RULE.why}")


def _sense(tag: Name, text: Text) -> str:
    """What else the tag says, or an empty text."""
    found = _found(tag.letters)
    for piece, at in found:
        for rest, sense in _phrases().get(piece, ()):
            end = _end(tag.letters, rest, at + len(piece))
            if end and (end - at >= LONG_PHRASE or tag.stands(at, end)):
                return SENSES[sense]
    return _sense_of_words(tag, found, text) or _of_people(tag, found)


@lru_cache(2048)
def _found(letters: str) -> tuple[tuple[str, int], ...]:
    """The listed pieces and words that stand anywhere in the letters, with their places."""
    return tuple(held(letters, _table()))


@cache
def _table() -> Table:
    abroad = {word[3:] for word in _set("tag_abroad_words")}
    return table(
        {
            *_phrases(),
            *_senses(),
            *_set("tag_show"),
            *_set("tag_people"),
            *_set("tag_things"),
            *(w for w in abroad if len(w) > 2),
        }
    )


def _is_reclaimed(post: View) -> bool:
    """Say whether people use a word of hatred for themselves, with pride."""
    return not (post.text.held | post.about.held).isdisjoint(_set("tag_reclaimed"))


def _end(letters: str, rest: str, at: int) -> int:
    """Where a phrase ends whose first piece ends at ``at``; 0 when the rest is not there."""
    if not rest:
        return at
    found = letters.find(rest, at, at + LONGEST_GAP + len(rest))
    return found + len(rest) if found >= 0 else 0


@cache
def _phrases() -> dict[str, list[tuple[str, str]]]:
    """For the first piece of each phrase what must follow, and the sense."""
    follow: dict[str, list[tuple[str, str]]] = {}
    for sense in SENSES:
        for phrase in compiled().sets[f"tag_{sense}" if sense != "abroad" else "tag_abroad_phrases"]:
            piece, _, rest = phrase.partition("+")
            follow.setdefault(piece, []).append((rest, sense))
    return follow


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(compiled().sets[name])


def _sense_of_words(tag: Name, found: Found, text: Text) -> str:
    """What a word of the tag means by itself."""
    if "420" in tag.parts:
        return SENSES["drugs"]
    if not tag.is_clear and not found:
        return ""
    words = tag.words
    if not (tag.is_clear or is_smooth(words)) or any(known in tag.letters for known in _set("tag_names")):
        return ""
    sense = next((sense for word in words if (sense := _senses().get(word))), "")
    return SENSES.get(sense, "") or (SENSES["abroad"] if _foreign(words, text) else "")


@cache
def _senses() -> dict[str, str]:
    return {w: sense for sense in SENSES if sense != "abroad" for w in compiled().sets[f"tag_{sense}_words"]}


def _foreign(words: Reading, text: Text) -> bool:
    """Say whether one of the words is bad in the language that the text is likely in."""
    listed = _set("tag_abroad_words")
    return any(
        f"{lang}:{word}" in listed for lang, share in text.languages.items() if share >= LIKELY for word in words
    )


def _of_people(tag: Name, found: Found) -> str:
    """Parts of the body that are shown, people who are harmed or sold."""
    has_people = False
    for word, at in found:
        end = at + len(word)
        if word in _set("tag_show") and _is_body(tag.letters[end:]) and tag.stands(at, len(tag.letters)):
            return SENSES["sex"]
        if word in _set("tag_people"):
            has_people = True
            if tag.letters.startswith(_sold(), end) and tag.stands(at, end):
                return SENSES["violence"]
    if has_people and _is_harmed(tag.words):
        return SENSES["violence"]
    return SENSES["sex"] if any(word in _set("tag_things") for word, _ in found) and _is_suggestive(tag) else ""


def _is_suggestive(tag: Name) -> bool:
    """Say whether something with a second meaning is grabbed, filled or called stiff."""
    words = [word for word in tag.words if word not in _set("tag_small")]
    if not (tag.is_clear or is_smooth(tag.words)):
        return False
    return any(a in _set("tag_done") and b in _set("tag_things") for a, b in pairwise(words))


def _is_body(rest: str) -> bool:
    return not _set("tag_body").isdisjoint((rest, rest.removesuffix("s")))


def _is_harmed(words: Reading) -> bool:
    """Say whether a verb of harm stands before people, at most with small words between."""
    verb = ""
    for word in words:
        if word in _set("tag_people") and verb in _set("tag_harm_him" if word in {"her", "him"} else "tag_harm"):
            return True
        verb = verb if word in _set("tag_small") else word
    return False


@cache
def _sold() -> tuple[str, ...]:
    return tuple(compiled().sets["tag_sold"])
