"""second-reading: a hashtag, handle or address can be read in another way.

What it looks for
    Every plausible way to cut a tag into words, not only the one its maker meant, obscene words that appear across the words,
    second readings that turn the mood (a moral choice, an amoral choice), and tags that recall something terrible. The same
    in web addresses and in the handle of the account itself.

Why
    Readers see the wrong words first and share the tag for that alone. Nobody talks about the campaign any more.

Flags
    Our pens are back #penisland
    Our fair for young people #teensexpo
    Meet the team of our clinic #therapistfinder
    New pens, new shop: penisland.example
    Taking somebody in is right. #amoralduty

Passes
    Good news for #Scunthorpe and #Essex
    Our big assembly hall is full #BigHall
    Join the #cocktailhour
    Names are read at noon. #HolocaustMemorialDay

Limits
    English first; in other languages only frequent words are known. Capitals (#PenIsland) help people: then only whole words count.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from guard.detectors.kit import Context, Hit, Rule, Text, View, hit
from guard.text.hashtags import Reading, is_word, segmentations
from guard.text.tag_names import Name, Table, ends, held, is_smooth, known, name, places, surprise, table
from guard.text.tokens import Tag
from guard.view import compiled

RULE = Rule(
    code="M601",
    slug="second-reading",
    category="ambiguous_hashtag",
    severity="review",
    summary="This tag can be read in another way.",
    why="Readers see the wrong words first, and share the tag for that alone.",
    instead="Choose another tag, and have somebody outside the team read it aloud.",
    offended=("whoever the second reading is about",),
    confidence=0.8,
)
WAKES_ON = ("shape:hashtag", "shape:mention", "shape:link")
LONGEST_EXTRA = 1
"""How many more words than the most plausible reading a reading may have that people still see."""
NEAR = 3
LEAST_DIFFERENCE = 5.0
"""Bits by which a reading may be more surprising than the best and still come to mind at once."""
"""Readings that are as plausible as the first."""
SHORTEST_PLURAL = 3
LONG_WORD = 9
"""Letters from which on a grave word is seen inside any tag."""


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield one hit for each tag or host that reads wrongly."""
    for text in post.judged:
        for start, end in _names(text, post, context):
            written = text.raw[start:end].lstrip("#@\uff03")
            seen = _seen(name(written), text)
            if seen:
                yield hit(RULE, text, start, end, message=f"{text.raw[start:end]} can be read as “{seen}”.")


def _names(text: Text, post: View, context: Context) -> Iterator[tuple[int, int]]:
    """Where hashtags, hosts and the account's own handles stand; other people's handles are not ours to change."""
    for tag in text.tags:
        if tag.sign == "#" or _is_ours(tag, post, context):
            yield tag.start, tag.end
    if "link" in post.shapes:
        for found in _host().finditer(text.raw):
            yield found.span(1)


def _is_ours(tag: Tag, post: View, context: Context) -> bool:
    """Say whether the handle is the account's own: it says so, or a post that is no answer names it without capitals."""
    if tag.start > 0 and not post.post.in_reply_to and post.text.raw[tag.start + 1 : tag.end].islower():
        return True
    return any(tag.name == h.lower().lstrip("@") for h in (*context.config.brand.handles, context.account.handle))


@cache
def _host() -> re.Pattern[str]:
    """A label of a host that is long enough to be misread, before an ending."""
    return re.compile(r"(?<![\w.@#-])(?:https?://)?(?:www\.)?([A-Za-z0-9]{6,40})(?=\.[a-z]{2,8}\b)")


@cache
def _table() -> Table:
    sets = compiled().sets
    return table({*sets["tag_obscene"], *sets["tag_grave"], *sets["tag_two_faced"], *sets["tag_sinister"]})


@lru_cache(2048)
def _found(letters: str) -> dict[str, int]:
    """The listed words that stand anywhere in the letters, with the place of the last one each."""
    return dict(held(letters, _table()))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(compiled().sets[name])


def _seen(tag: Name, text: Text) -> str:
    """What readers may see in the tag, or an empty text."""
    found = _found(tag.letters)
    if not found or tag.letters in _words("tag_named"):
        return ""
    if grave := _grave(tag, found, text):
        return grave
    if tag.is_clear:
        return next((seen for part in tag.parts if (seen := _bad_part(tag, part, text))), _of_minors(tag.parts, text))
    return _misread(tag.letters, found, text)


def _grave(tag: Name, found: dict[str, int], text: Text) -> str:
    """A word that recalls something terrible: a long one anywhere, a short one as a word of its own."""
    for word, at in found.items():
        is_grave = word in _words("tag_grave") or word in _words("tag_two_faced")
        if is_grave and (word not in _words("tag_grave_word") or tag.stands(at, at + len(word))):
            if len(word) < LONG_WORD and not tag.stands(at, at + len(word)):
                continue
            return "" if _is_sober(tag, word, text) else word
    return ""


def _is_sober(tag: Name, grave: str, text: Text) -> bool:
    """Say whether the tag or the text warns of the word or remembers it."""
    if not text.held.isdisjoint(_words("tag_sober_text")):
        return True
    exact, stems = _with_stems("tag_sober")
    at = tag.letters.find(grave)
    others = [word for word, start, end in places(tag.words) if end <= at or start >= at + len(grave)]
    return any(word in exact or word.startswith(stems) for word in others)


@cache
def _with_stems(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = compiled().sets[name]
    return frozenset(w for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*")


def _bad_part(tag: Name, part: str, text: Text) -> str:
    """A part that capitals show, when it is obscene by itself or hides something that is."""
    if part in _words("tag_obscene"):
        is_meant = part in _words("tag_frank") or not _is_meant_so(part, text) or _is_sober(tag, part, text)
        return "" if is_meant else part
    inside = _found(part)
    return _misread(part, inside, text) if inside and not known((part,)) else ""


def _of_minors(parts: Reading, text: Text) -> str:
    """Children right before a part that begins with sex: ``#KidSexplorers``."""
    for before, after in pairwise(parts):
        if before in _words("tag_minors") and after.startswith("sex") and not text.has("sex_education"):
            return f"{before} sex"
    return ""


def _is_meant_so(word: str, text: Text) -> bool:
    """Say whether the word is bad in the language of the text: French ``bite`` is, the English one is not."""
    langs = [entry[:2] for entry in _words("tag_abroad") if entry[3:] == word]
    return not langs or any(text.languages.get(lang, 0.0) >= 0.5 for lang in langs)


def _misread(letters: str, found: dict[str, int], text: Text) -> str:
    """A reading of letters without capitals in which a bad word stands out."""
    readings = segmentations(letters)
    if not readings:
        return ""
    obscene = frozenset(word for word in found if word in _words("tag_obscene") and _is_meant_so(word, text))
    innocent = _innocent_places(letters)
    for reading in readings:
        if len(reading) <= len(readings[0]) + LONGEST_EXTRA and _stands_out(reading, obscene, readings[0], innocent):
            return " ".join(reading)
    strong = obscene - _words("tag_word_only")
    across = _with_a_letter(readings[0], strong) or _across(letters, readings[0], strong, innocent)
    return across or _of_sex(letters) or _turned(letters, readings, found, text)


def _innocent_places(letters: str) -> list[tuple[int, int]]:
    return [(at, at + len(word)) for word, at in held(letters, _innocent())]


@cache
def _innocent() -> Table:
    return table(word.rstrip("*") for word in compiled().sets["tag_innocent"])


def _stands_out(reading: Reading, bad: frozenset[str], meant: Reading, innocent: list[tuple[int, int]]) -> bool:
    """Say whether a bad word is more than a part of one longer word that everybody sees first."""
    longer = [*innocent, *((start, end) for word, start, end in places(meant) if word not in bad)]
    for word, start, end in places(reading):
        hidden = any(s <= start and end <= e for s, e in longer)
        if word in bad and (not hidden or (word.startswith("rapist") and len(reading) > 2)):
            return True
    return False


def _across(letters: str, meant: Reading, words: frozenset[str], innocent: list[tuple[int, int]]) -> str:
    """An obscene word that appears across the words that were meant."""
    edges = set(ends(meant[:-1]))
    for word in sorted(words):
        start = letters.find(word)
        if start < 0 or any(s <= start < e for s, e in innocent):
            continue
        if any(start < edge < start + len(word) for edge in edges):
            return f"{letters[:start]} {word} {letters[start + len(word) :]}".strip()
    return ""


def _with_a_letter(meant: Reading, words: frozenset[str]) -> str:
    """An obscene word with one letter more that makes no other word: ``slutz``, ``pennis``."""
    unknown = [word for word in meant if not is_word(word)]
    return next((bad for bad in words for word in unknown if bad in word and len(word) == len(bad) + 1), "")


def _of_sex(letters: str) -> str:
    """A plural before a word that begins with ex: ``kidsexpo`` and ``bulbsexchange`` read as something else."""
    found = _people_ex().search(letters)
    if found:
        return f"{found[1]} sex {found[2][2:]}"
    for found in _s_ex().finditer(letters):
        before = segmentations(letters[: found.start()])
        if before and is_smooth(before[0]) and len(before[0][-1]) >= SHORTEST_PLURAL:
            return f"{' '.join(before[0])} sex {letters[found.end() - 2 :]}"
    return ""


@cache
def _s_ex() -> re.Pattern[str]:
    return re.compile(r"sex[pchtea][a-z]")


@cache
def _people_ex() -> re.Pattern[str]:
    """People, also in other languages, before such a word."""
    people = (
        "teen|kid|child|children|boy|girl|men|women|pupil|student|nan|gran|mum|mom|dad|parent|senior|expert|couple|junior|youth|"
        "teacher|friend|urlaub|curso|familie|jeune|enfant|atleta|aluno|alumno|student[ei]"
    )
    return re.compile(rf"({people})s(ex[pchtea][a-z]{{1,20}})")


def _turned(letters: str, readings: tuple[Reading, ...], found: dict[str, int], text: Text) -> str:
    """Of two readings that are equally plausible, the one with a word that turns the mood."""
    if not text.may_be("en") or not _words("tag_household").isdisjoint((letters, letters.rstrip("0123456789"))):
        return ""
    bad = (_words("tag_sinister") | _words("tag_obscene")).intersection(found)
    near = [r for r in readings[:NEAR] if bad and len(r) <= len(readings[0]) and is_smooth(r)]
    near = [r for r in near if surprise(r) <= surprise(readings[0]) + LEAST_DIFFERENCE]
    dark = [r for r in near if not bad.isdisjoint(r)]
    return " ".join(dark[0]) if dark and len(near) > 1 and (len(dark) < len(near) or len(dark) > 1) else ""
