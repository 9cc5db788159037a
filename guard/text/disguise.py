"""Find where a bad word hides in a text: leet, masks, letters apart, repeats, emoji inside, hashtags, acrostics.

``find`` first asks a few cheap questions of the whole text (ten microseconds for a plain post): does a stem of a bad
word appear when everything but letters is left out, does a letter stand before a mask, is a letter drawn out? Only
then are the searches loaded that read the places themselves (see ``hunt``). Bad words in plain sight are not
reported: the lexicons find them.
"""

import re
from collections.abc import Callable
from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

from guard.text.fold import Folded

if TYPE_CHECKING:
    from guard.text.hunt import Found

STEMS = (
    "fuck fuk fcuk fck phuk fick foda fode fotze fanculo shit sheit cunt cnt kunt bitch twat wank bastard ashol "
    "asshol arshol arseho bolloc dickh prick nigg fagg motherf slut whore hure nutte arsch scheis wichs merd mierd "
    "puta puto putain encul salop conard connar bordel couil gilip cabron joder jodid cojon hostia pendej chinga "
    "caralh porra bucet cuzao viado cazzo stronz cogli minchi troia vafan vaffa klootz godver bullsh bulsh piss "
    "retard kike chink paki trann biatch dumba wtf idgaf stfu"
).split()
"""What is left of bad words when all but letters goes and posing signs are read as letters."""

POSING = "0123456789@$!|+£¢©®¥§(àáâãäåçèéêëìíîïñòóôõöøùúûüýÿßð"
POSING_AS = "oizeasbtbgasiitlccryscaaaaaaceeeeiiiinoooooouuuuyysd"
"""Signs of Latin-1 that pass for a letter, and the letter."""

_LETTERS = bytes.maketrans(POSING.encode("latin-1"), POSING_AS.encode())
_REST = bytes(code for code in range(256) if chr(code) not in POSING + ascii_lowercase)

MASK = re.compile(
    r"[*#%_&^~∗✱•×●■█▇▒░—–@$?0-9!|€](?:(?<=[^\W\d_][*#%_&^~∗✱•×●■█▇▒░—–@$])|(?<=[^\W\d_].)(?=[^\W\d_])"
    r"|(?<=[#$%&@^*])(?=[#$%&@^*])|(?<=@)(?=ss)|(?<=[$*])(?=h))",
)
"""A mask after a letter or beside another, a sign that poses as a letter between letters, ``@ss``, ``$hit``."""

GAP = re.compile(r"[.\-](?<=[^\W\d_].)(?=[^\W\d_])")
"""A dot or hyphen between letters."""

BEGINNINGS = frozenset(
    "b c d f g h j k l m n p r s t v w z ac ar as ass assh ba bo bu ca cab ch chi cl co cog con conn cou cr cu cul di "
    "en enc fa fi fo fu gi gil go god he ho hi hos ja jo jod ki kl ku ma me mer mi mo ni nu pe ph pi po por pr pu put "
    "sa sal sch sche sh shi sl sta st str stro ste sw tw twa va vaff vi wa wh wi wich za".split()
)
"""What stands before the dot in ``sh.t``, ``c-ño``: few words with a hyphen begin so, and the dictionary sleeps."""


def find(folded: Folded, raw: str, may_be: Callable[[str], bool] = lambda _: True) -> "tuple[Found, ...]":
    """Every disguised bad word of a text, in its order, none inside another; linear in the length of the text.

    ``may_be`` says whether the text can be in a language: words that are innocent elsewhere count only there.
    """
    text = _without_links(folded.text)
    squeezed = squeeze(text)
    searches = _worth_it(text, squeezed)
    if not searches:
        return ()
    from guard.text.hunt import Hunt, hunt

    return hunt(Hunt(text, squeezed, lambda place: _is_capital(folded, raw, place), may_be), searches)


def _without_links(text: str) -> str:
    """The text with blanks for the signs of its links, which look like disguises."""
    return _link().sub(lambda link: " " * len(link[0]), text) if "://" in text else text


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"[a-z]{2,6}://[^\s]{1,4096}")


def _is_capital(folded: Folded, raw: str, place: int) -> bool:
    return place < len(folded.text) and raw[folded.origin(place, place + 1)[0]].isupper()


def squeeze(text: str) -> bytes:
    """The letters of a text alone, signs that pose as letters included, without accents."""
    return (text.replace("€", "e") if "€" in text else text).encode("latin-1", "ignore").translate(_LETTERS, _REST)


@cache
def stems() -> re.Pattern[bytes]:
    """All stems as one pattern, common beginnings once."""
    return re.compile(_tree(sorted(stem.encode() for stem in STEMS)))


def _tree(words: list[bytes]) -> bytes:
    if words == [b""]:
        return b""
    branches = [head + _tree([w[1:] for w in words if w[:1] == head]) for head in sorted({w[:1] for w in words})]
    return branches[0] if len(branches) == 1 else b"(?:" + b"|".join(branches) + b")"


@cache
def pictures() -> re.Pattern[str]:
    """A picture between letters."""
    return re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff](?<=[^\W\d_].)[^\w\s]{0,2}(?=[^\W\d_])")


def has_gap(text: str) -> bool:
    """Say whether a dot or hyphen stands after the beginning of a bad word."""
    for gap in GAP.finditer(text):
        start = gap.start()
        while start and text[start - 1].isalnum() and gap.start() - start < 5:
            start -= 1
        if text[start : gap.start()] in BEGINNINGS:
            return True
    return False


def is_drawn_out(text: str) -> bool:
    """Say whether a letter is drawn out. Every post is asked, and a loop would take three times as long."""
    if "uu" in text or "ii" in text or "aaa" in text or "eee" in text or "ooo" in text:
        return True
    return "ccc" in text or "fff" in text or "hhh" in text or "kkk" in text or "sss" in text


def _worth_it(text: str, squeezed: bytes) -> list[str]:
    """The searches that the text may need, each behind a cheap question. Every post is asked all of them."""
    answers = (
        ("stem", stems().search(squeezed)),
        ("mask", MASK.search(text)),
        ("gap", ("." in text or "-" in text) and has_gap(text)),
        ("repeat", is_drawn_out(text)),
        ("picture", not text.isascii() and pictures().search(text)),
        ("dots", ".." in text),
        ("starred", " * " in text),
        ("attitude", "#" in text and "af" in text),
        ("acrostic", text.count("\n") > 2),
    )
    return [name for name, answer in answers if answer]
