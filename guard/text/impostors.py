"""Tell an address that poses as a brand's own from the brand's own, by the letters alone.

What fools the eye: letters that look alike (``rn`` for ``m``, a capital i for an l, a digit for a letter, a
Cyrillic a), a hyphen or a word more (``brand-vouchers.top``), one letter off, and a real name with its
ending moved to the front (``gov.uk.pay-now.site``).
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from guard.config import Brand
from guard.text.hosts import CHEAP_ENDINGS, COMMON_ENDINGS, COUNTRY_ENDINGS, SECOND_LEVELS, WELL_KNOWN
from guard.text.links import registered

SHORTEST_NAME = 5
"""Letters that a brand's name needs before a name that holds it, or differs by one letter, is taken to pose as it."""

_TWINS = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("0", "o"),
    ("1", "l"),
    ("3", "e"),
    ("4", "a"),
    ("5", "s"),
    ("7", "t"),
    ("8", "b"),
)


@lru_cache(64)
def sites(*texts: str) -> frozenset[str]:
    """The registered names of all domains in these texts (an account's description, its contacts)."""
    domains = {domain.lower().removeprefix("www.") for text in texts for domain in _domain().findall(text)}
    return frozenset(
        registered(domain) for domain in domains if domain.rpartition(".")[2] in COUNTRY_ENDINGS | COMMON_ENDINGS
    )


def name(site: str) -> str:
    """The telling part of a registered name, its letters and digits alone: ``rind-crumb.co.uk`` is ``rindcrumb``."""
    return _not_letters().sub("", site.split(".", maxsplit=1)[0])


@lru_cache(4096)
def skeleton(text: str) -> str:
    """What ``text`` looks like: twins of letters made one, capital i read as l, other scripts as Latin."""
    looks = text.replace("I", "l")
    if not looks.isascii():
        from guard.text.fold import fold

        looks = fold(looks).text
    looks = looks.lower()
    for twin, letter in _TWINS:
        looks = looks.replace(twin, letter)
    return _not_letters().sub("", looks)


def poses_as(shown: str, own: Iterable[str]) -> str:
    """The site of ``own`` that the host ``shown`` may be taken for, though it is none of them; else an empty string."""
    own = tuple(own)
    if "xn--" in shown.lower() and (coded := _coded(shown, own)) is not None:
        return coded
    host = shown.lower().rstrip(".")
    site = registered(host)
    if site in own or site in WELL_KNOWN:
        return ""
    looks = skeleton(shown[: len(host) - len(site)] + shown[len(host) - len(site) :].split(".", maxsplit=1)[0])
    for brand in own:
        meant = name(brand)
        if len(meant) >= SHORTEST_NAME and _like(looks, skeleton(meant), name(site), meant):
            return brand
    return ""


def apes_platform(host: str) -> str:
    """The well-known site whose name ``host`` nearly carries (``faceb00k.com``, ``paypa1.com``), or an empty string."""
    site = registered(host.lower())
    written = name(site)
    if site in WELL_KNOWN or len(written) < SHORTEST_NAME + 1:
        return ""
    known = _platforms_by_look().get(skeleton(written), "")
    return known if known and name(known) != written else ""


@cache
def _platforms_by_look() -> dict[str, str]:
    """What the name of each well-known site looks like; of several alike the first."""
    looks: dict[str, str] = {}
    for known in sorted(WELL_KNOWN):
        if len(meant := name(known)) > SHORTEST_NAME:
            looks.setdefault(skeleton(meant), known)
    return looks


def _like(looks: str, meant_looks: str, written: str, meant: str) -> bool:
    return meant_looks in looks or (written != meant and one_off(written, meant))


def one_off(left: str, right: str) -> bool:
    """Say whether one letter was added, dropped, changed or swapped with its neighbour."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    tails = left[start + 1 :], right[start + 1 :]
    swapped = left[start : start + 2] == right[start : start + 2][::-1] and left[start + 2 :] == right[start + 2 :]
    return tails[0] == tails[1] or left[start:] == tails[1] or tails[0] == right[start:] or swapped


def fronted(host: str) -> bool:
    """Say whether the host carries another name's ending before its own: ``bank.fr.clients-info.info``."""
    site = registered(host)
    before = host[: -len(site)].removeprefix("www.").rstrip(".").split(".")
    if any(_is_ending(label) for label in before[1:]):
        return True
    split = site.partition("-")[0] if "-" in site and before[0] else ""
    cheap = site.rpartition(".")[2] in CHEAP_ENDINGS
    return _is_ending(split) or (cheap and _is_ending(before[-1].rpartition("-")[2]) and "-" in before[-1])


def _is_ending(label: str) -> bool:
    if label in {"com", "org", "net", "gov", "gob", "gouv"}:
        return True
    return (
        label in COUNTRY_ENDINGS
        and label not in SECOND_LEVELS
        and label not in {"my", "id", "tv", "cc", "ai", "io", "fm", "ms", "cd"}
    )


def bait(host: str) -> bool:
    """Say whether a hyphenated or cheap name promises what phishing promises: a login, a refund, something official."""
    site = registered(host)
    label = site.split(".")[0]
    cheap = site.rpartition(".")[2] in CHEAP_ENDINGS
    return "-" in host and bool(
        (_bait().search(label) and ("-" in label or cheap)) or (cheap and _cheap_bait().search(label))
    )


def mixed(shown: str) -> bool:
    """Say whether one label mixes Latin with Greek or Cyrillic letters, also when written in punycode."""
    if shown.isascii() and "xn--" not in shown:
        return False
    return any(_mixed_label(_decoded(label)) for label in shown.lower().split("."))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _coded(shown: str, own: Iterable[str]) -> str | None:
    """What a name in punycode poses as: nothing if it is the brand's own; ``None`` where its letters do not tell."""
    site = registered(shown.lower().rstrip("."))
    if ".".join(map(_decoded, site.split("."))) in own:
        return ""
    plain = name(site.removeprefix("xn--").rpartition("-")[0])
    return next((brand for brand in own if _holds_in_order(name(brand), plain)), None)


def _holds_in_order(meant: str, plain: str) -> bool:
    """The plain letters of a coded name stand in this order in ``meant``, which has few more."""
    rest = iter(meant)
    return SHORTEST_NAME <= len(plain) >= len(meant) - 4 and all(letter in rest for letter in plain)


def _mixed_label(label: str) -> bool:
    foreign = any("\u0370" <= c <= "\u052f" for c in label)
    return foreign and any("a" <= c <= "z" for c in label)


def own_sites(brand: Brand, description: str) -> frozenset[str]:
    """The registered names that belong to the account: configured domains and contacts, those in its description."""
    return sites(*brand.domains, *brand.public_contacts, description)


@cache
def _not_letters() -> re.Pattern[str]:
    return re.compile(r"[\W_]")


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.-])(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")


@cache
def _bait() -> re.Pattern[str]:
    return re.compile(
        "log-?in|verif|secur|seguro|sicher|official|ufficiale|oficial|account|update|claim|refund|voucher|unlock|confirm"
    )


@cache
def _cheap_bait() -> re.Pattern[str]:
    return re.compile(
        "gift|prize|premio|bonus|client|customer|kunde|klant|cliente|support|help|service|pay|bank|alert|now|fast|track|pix|lib"
    )
