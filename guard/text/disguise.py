"""Find places of a text where a bad word hides: leet, masks, spaced letters, repeats, emoji inside, hashtags, acrostics.

``find`` first asks a few cheap questions of the whole text (about five microseconds for a plain post): does a stem of a
bad word appear when everything but letters is left out, does a letter stand before a mask, is a letter drawn out?
Only then are the places themselves read, each against the dictionary (see ``spellings`` and ``bad_words``). Bad words in
plain sight are not reported: the lexicons find them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from guard.model import RANK
from guard.text import apart, glued
from guard.text.bad_words import BadWord, dictionary, skeleton
from guard.text.fold import Folded
from guard.text.found import Found, Hunt, is_word
from guard.text.spellings import LEET, STARS, resolve

REACH = 24
"""How far a disguised word reaches to either side of the sign that gave it away."""

STEMS = tuple(
    stem.encode()
    for stem in (
        "fuck fuk fcuk fck phuk fick foda fode fotze fanculo shit sht sheit cunt cnt kunt bitch btch twat wank wnk bastard "
        "bstrd ashol asshol arshol arseho bolloc dickh prick nigg fagg motherf slut whor hure nutte arsch scheis wichs "
        "merd mierd puta puto pute ptain encul salop conard connar bordel couil gilip cabr joder jodi cono hostia "
        "pendej ching caralh porra bucet cuzao viado cazzo stronz cogli minchi troia vafan vaffa klootz godver "
        "piss retard kike chink paki trann biatch dumba wtf idgaf stfu"
    ).split()
)
"""What is left of bad words when all but letters goes and posing signs are read as letters."""

_MASK = re.compile(r"[*#%_&^~∗✱•×●■█▇▒░—–?@$](?<=[^\W\d_].)|[*@$](?=[$*hs])|[#$%&@^*](?=[#$%&@^*])")
_GRAWLIX = re.compile(r"[@#$%&*^!]{4,64}")
_REPEATS = tuple(letter * 3 for letter in "aeioucfhkrst") + ("uu", "ii")

SWEARING = BadWord("", "review", (), "symbols")
"""Symbols that stand for swearing as such: ``#$%&!``."""


@cache
def _squeezing() -> tuple[bytes, bytes]:
    """A table and the signs to leave out, for ``bytes.translate`` over Latin-1."""
    table, dropped = bytearray(range(256)), bytearray()
    for code in range(256):
        sign = chr(code)
        plain = sign if sign.isascii() and sign.isalpha() else LEET.get(sign, skeleton(sign))[:1]
        if plain.isascii() and plain.isalpha():
            table[code] = ord(plain)
        else:
            dropped.append(code)
    return bytes(table), bytes(dropped)


def _anywhere(_language: str) -> bool:
    return True


def find(folded: Folded, raw: str, may_be: Callable[[str], bool] = _anywhere) -> tuple[Found, ...]:
    """Every disguised bad word of a text, in its order, none inside another; linear in the length of the text.

    ``may_be`` says whether the text can be in a language: words that are innocent elsewhere count only there.
    """
    text = folded.text
    table, dropped = _squeezing()
    squeezed = text.encode("latin-1", "ignore").translate(table, dropped)
    stems = [stem for stem in STEMS if stem in squeezed]
    drawn = [repeat for repeat in _REPEATS if repeat in text]
    masked = _MASK.search(text)
    pictures = None if text.isascii() else _pictures().search(text)
    lines = text.count("\n") >= 3
    if not (
        stems or drawn or masked or pictures or lines or " * " in text or ".." in text or ("#" in text and "af" in text)
    ):
        return ()
    hunt = Hunt(text, lambda place: raw[folded.origin(place, place + 1)[0] :][:1].isupper(), may_be)
    return _none_inside_another(
        _all(hunt, squeezed, stems, signs=bool(masked), pictures=bool(pictures), drawn=bool(drawn))
    )


def _all(
    hunt: Hunt, squeezed: bytes, stems: list[bytes], *, signs: bool, pictures: bool, drawn: bool
) -> Iterator[Found]:
    if stems:
        yield from _by_stem(hunt, squeezed, stems)
    if signs:
        yield from _by_sign(hunt, _MASK)
        yield from _by_symbols(hunt.text)
    if pictures:
        yield from _by_sign(hunt, _pictures())
    if drawn:
        yield from _by_repeat(hunt)
    if ".." in hunt.text:
        yield from _by_sign(hunt, _patterns()[3])
    if " * " in hunt.text:
        yield from apart.starred(hunt)
    if "#" in hunt.text and "af" in hunt.text:
        yield from _by_tag(hunt)
    yield from apart.acrostic(hunt)


def _none_inside_another(found: Iterable[Found]) -> tuple[Found, ...]:
    """In the order of the text; where places overlap, the strongest and longest."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-RANK[f.bad.severity], f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f.start))


@cache
def _pictures() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W\d_])[\u2190-\u2bff\U0001f000-\U0001faff]{1,3}(?=[^\W\d_])")


def _by_stem(hunt: Hunt, squeezed: bytes, stems: list[bytes]) -> Iterator[Found]:
    gone = _dropped_signs()
    places = [place for place, sign in enumerate(hunt.text) if sign < "\u0100" and sign not in gone]
    for stem in stems:
        at = squeezed.find(stem)
        while at >= 0:
            found = _at_stem(hunt, places[at], places[at + len(stem) - 1] + 1)
            if found:
                yield found
            at = squeezed.find(stem, at + 1)


@cache
def _dropped_signs() -> frozenset[str]:
    return frozenset(_squeezing()[1].decode("latin-1"))


def _at_stem(hunt: Hunt, start: int, end: int) -> Found | None:
    piece = hunt.text[start:end]
    if piece.isascii() and piece.isalpha():
        first, last = glued.word_at(hunt.text, start, end)
        if hunt.text[first:last] in dictionary():
            return None
        return glued.inside(hunt, start, end, first, last) or _at(hunt, start, end)
    if any(sign.isspace() for sign in piece):
        return apart.spaced(hunt, start, end)
    return _at(hunt, start, end)


def _by_sign(hunt: Hunt, pattern: re.Pattern[str]) -> Iterator[Found]:
    done = 0
    for mark in pattern.finditer(hunt.text):
        if mark.start() >= done:
            found = _at(hunt, mark.start(), mark.end())
            done = _reach(hunt.text, mark.start(), mark.end())[1]
            if found:
                yield found


def _at(hunt: Hunt, start: int, end: int) -> Found | None:
    """The disguised word round a place without white space."""
    first, last = _reach(hunt.text, start, end)
    if _is_address(hunt.text[first:last]):
        return None
    found = resolve(hunt.text, first, last)
    if found and not _is_footnote(hunt.text, found[1], found[2]):
        bad = hunt.first(found[0])
        if bad:
            return Found(bad, found[1], found[2], "spelling")
    return _in_tag(hunt, first, last)


def _reach(text: str, start: int, end: int) -> tuple[int, int]:
    least, most = max(start - REACH, 0), min(end + REACH, len(text))
    while start > least and not text[start - 1].isspace():
        start -= 1
    while end < most and not text[end].isspace():
        end += 1
    return start, end


def _is_address(piece: str) -> bool:
    """Say whether the piece is a link, a path or an e-mail address."""
    if "://" in piece or "www." in piece or piece.count("/") > 1:
        return True
    name, _, host = piece.strip(".,;:!?()[]").rpartition("@")
    return len(name) > 1 and "." in host and not any(sign in STARS and sign != "_" for sign in piece)


def _is_footnote(text: str, start: int, end: int) -> bool:
    """Say whether a star or two lead from a word to a note: ``put*``, ``bit**``, or the note is there (``*incl. VAT``)."""
    if text[start] == "*" and text.count("*") > 1:
        return True
    word = text[start:end].rstrip("*")
    stars = end - start - len(word)
    if not 0 < stars <= 2 or len(word) < 2 or not word.isalpha():
        return False
    return is_word(word) or _patterns()[2].search(text) is not None


def _in_tag(hunt: Hunt, start: int, end: int) -> Found | None:
    sign = next((place for place in range(start, end) if hunt.text[place] in "#@"), None)
    return None if sign is None else glued.in_tag(hunt, sign, _tag_end(hunt.text, sign, end))


def _tag_end(text: str, sign: int, end: int) -> int:
    last = sign + 1
    while last < end and (text[last].isalnum() or text[last] in "_$!"):
        last += 1
    return last


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words, hashtags, the beginning of a footnote, dots inside a short word."""
    return (
        re.compile(r"[^\W_]{3,64}"),
        re.compile(r"#\w{4,32}"),
        re.compile(r"(?<!\S)\*{1,2} ?[^\W_]"),
        re.compile(r"(?<=[^\W\d_])\.{2,4}(?=[^\W\d_])"),
    )


def _by_tag(hunt: Hunt) -> Iterator[Found]:
    for tag in _patterns()[1].finditer(hunt.text):
        if tag[0].endswith("af"):
            found = glued.in_tag(hunt, tag.start(), tag.end())
            if found:
                yield found


def _by_symbols(text: str) -> Iterator[Found]:
    for run in _GRAWLIX.finditer(text):
        near = text[max(run.start() - 1, 0) : run.start()] + text[run.end() : run.end() + 1]
        if len(set(run[0]) - {"!"}) >= 3 and not any(sign.isalnum() for sign in near):
            yield Found(SWEARING, run.start(), run.end(), "symbols")


def _by_repeat(hunt: Hunt) -> Iterator[Found]:
    for word in _patterns()[0].finditer(hunt.text):
        if any(repeat in word[0] for repeat in _REPEATS):
            found = _drawn_out(hunt, word.start(), word.end())
            if found:
                yield found


def _drawn_out(hunt: Hunt, start: int, end: int) -> Found | None:
    word = hunt.text[start:end]
    if word in dictionary() or is_word(word):
        return None
    found = resolve(hunt.text, start, end)
    bad = hunt.first(found[0]) if found else None
    if bad is None and word.startswith("fuu") and set(word) == {"f", "u"}:
        bad = dictionary()["fuck"]
    return Found(bad, start, end, "spelling") if bad and bad.source != "hidden" else None
