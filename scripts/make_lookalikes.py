"""Write ``guard/text/_lookalikes.py``: which letters of other scripts look like which letters of the Latin alphabet.

Sources: Unicode's security data (confusables.txt, UTS #39, Unicode License v3) as packed in ``confusable-homoglyphs``
(MIT), character names of the Unicode Character Database, and a table of our own for letters that readers take for
Latin ones although Unicode does not count them as confusable (``и`` for n, ``я`` for r).

Run it after a new release of Unicode's data, in any environment that can install a package::

    pip install confusable-homoglyphs==3.3.1
    python scripts/make_lookalikes.py
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import ascii_letters

TARGET = Path(__file__).parent.parent / "guard" / "text" / "_lookalikes.py"
SCRIPTS = ("CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU", "CANADIAN SYLLABICS", "DESERET", "OSAGE")
"""Scripts whose letters stand in for Latin ones, but are letters of their own in their own words."""

OWN = (
    "аa вb еe зe иn йn кk мm нh пn рp сc тt уy хx цu чy шw щw ъb ыb ьb эe юo яr єe іi їi јj ѕs љb ћh ґr гr дa бb "
    "αa βb γy δd εe ζz ηn θo ιi κk λa μu νv ξe οo πn ρp ςc σo τt υu φo χx ψw ωw "
    "АA ВB ЕE ЗE ИN ЙN КK МM НH ПN РP СC ТT УY ХX ЦU ЧY ШW ЩW ЪB ЬB ЭE ЯR ЄE ІI ЇI ЈJ ЅS ГR ДA БB "
    "ΑA ΒB ΓR ΔA ΕE ΖZ ΗH ΘO ΙI ΚK ΛA ΜM ΝN ΞE ΟO ΠN ΡP ΣE ΤT ΥY ΦO ΧX ΨW ΩO "
)
"""Letters that readers take for Latin ones, each with the Latin letter."""

KEPT = set("ıĸŋəɛɔɓɗɖƙƴɣƔɯƜʋƲƽƼ")
"""Latin letters of real alphabets (Turkish, Hausa, Ewe, Azeri ...): they stay what they are."""

KINDS_OF_I = ("IOTA", "PALOCHKA", "UKRAINIAN I", "LETTER I")


def main() -> int:
    """Write the table; the same data give the same file."""
    strict = dict(sorted(_confusable()))
    latin = (
        {s: t for s, t in strict.items() if unicodedata.name(s).startswith("LATIN")}
        | dict(_signs())
        | dict(_capitals())
    )
    foreign = {s: t for s, t in strict.items() if unicodedata.name(s).startswith(SCRIPTS)}
    loose = {pair[0]: pair[1] for pair in OWN.split() if pair[0] not in foreign}
    parts = [_table("LATIN", latin, "Other shapes of Latin letters, always read as these letters.")]
    parts.append(_table("STRICT", foreign, "Letters of other scripts that cannot be told from Latin ones."))
    parts.append(_table("LOOSE", loose, "Letters of other scripts that pass for Latin ones inside a Latin word."))
    head = '"""Letters that look like Latin ones, made by scripts/make_lookalikes.py (sources there): do not edit."""\n'
    TARGET.write_text(head + "".join(parts), encoding="utf-8")
    return 0


def _confusable() -> Iterator[tuple[str, str]]:
    """Pairs of (look-alike, ASCII letter) that NFKC does not already unite."""
    data = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    for letter in ascii_letters:
        for near in (entry["c"] for entry in data.get(letter, ())):
            if _is_letter_beyond_ascii(near):
                yield near, _case_of(near, letter)


def _is_letter_beyond_ascii(text: str) -> bool:
    if len(text) != 1 or text.isascii() or text in KEPT or not text.isalpha():
        return False
    return unicodedata.normalize("NFKC", text) == text


def _case_of(near: str, letter: str) -> str:
    """Unicode's data puts the capital I with the small l: letters that are a kind of I become i."""
    if letter in "lI" and any(
        word in unicodedata.name(near) for word in ("IOTA", "PALOCHKA", "UKRAINIAN I", "LETTER I")
    ):
        return "i"
    return letter.upper() if near.isupper() else letter


def _capitals() -> Iterator[tuple[str, str]]:
    """Small capitals, which are letters of phonetic alphabets."""
    for point in [*range(0x250, 0x2B0), *range(0x1D00, 0x1D26), 0xA730, 0xA731]:
        name = unicodedata.name(chr(point), "")
        if name.startswith("LATIN LETTER SMALL CAPITAL ") and len(name.rsplit(" ", 1)[1]) == 1:
            yield chr(point), name[-1].lower()


def _signs() -> Iterator[tuple[str, str]]:
    """White letters on black circles and squares."""
    for first in (0x1F150, 0x1F170):
        for offset in range(26):
            yield chr(first + offset), chr(ord("a") + offset)


def _table(name: str, pairs: dict[str, str], about: str) -> str:
    keys, values = "".join(pairs), "".join(pairs.values())
    lines = [f"\n{name} = dict(\n    zip(\n"]
    for text in (keys, values):
        pieces = [text[i : i + 96] for i in range(0, len(text), 96)]
        lines += [f'        "{piece}"\n' for piece in pieces[:-1]] + [f'        "{pieces[-1]}",\n']
    lines += [f'        strict=True,\n    )\n)\n"""{about}"""\n']
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
