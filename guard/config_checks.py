"""What guard.toml may say: every value looked at on its own, so that all mistakes are told in one go.

:func:`problems` walks the values along the structs of :mod:`guard.config`; what a type cannot say (a country exists, a
code is M9xx, a domain is bare) stands in ``CHECKS``. Nothing here knows files or lines.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from guard.config import PLATFORMS
from guard.config_endpoints import CHECKS as ENDPOINTS
from guard.toml_source import Path


class Problem(Struct, frozen=True):
    """One mistake: where it stands, and a sentence that names the key and says what is allowed."""

    path: Path
    what: str


def problems(values: Any, section: type[Struct], path: Path = ()) -> Iterator[Problem]:
    """Every mistake in ``values``, which should make up a ``section``."""
    if not isinstance(values, dict):
        yield Problem(path, f"{shown(path)} must be {_heading(path, section)}, not {_seen(values)}.")
        return
    fields = {field.name: field for field in msgspec.structs.fields(section)}
    for key, value in values.items():
        if key in fields:
            yield from _value(value, fields[key], section, (*path, key))
        else:
            yield Problem((*path, key), _unknown(key, tuple(fields), path))
    for key, field in fields.items():
        if field.required and key not in values:
            yield Problem(path, _missing(key, section, path))


def shown(path: Path) -> str:
    """A path as its author would write it: ``brand.embargoes.until``; positions are left to the line number."""
    return ".".join(key if is_bare(key) else f'"{key}"' for key in path if isinstance(key, str)) or "the file"


def close(word: str, known: tuple[str, ...]) -> str:
    """``Did you mean "..."?`` for the nearest of the ``known`` words, or nothing."""
    from difflib import get_close_matches

    plain = {other.casefold().replace("_", "-"): other for other in known}
    near = get_close_matches(word.casefold().replace("_", "-").replace(" ", "-"), list(plain), 1, 0.6)
    return f' Did you mean "{plain[near[0]]}"?' if near else ""


def listed(words: tuple[str, ...]) -> str:
    """The words for reading: ``"a", "b" or "c"``."""
    quoted = [f'"{word}"' for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _value(value: Any, field: Any, section: type[Struct], path: Path) -> Iterator[Problem]:
    kind, inner = field.type, section_in(field.type)
    if inner is None:
        yield from _leaf(value, field, f"{section.__name__}.{field.name}", path)
    elif kind is inner:
        yield from problems(value, inner, path)
    elif isinstance(value, dict if kind.__origin__ is dict else list):
        for place, block in value.items() if isinstance(value, dict) else enumerate(value):
            yield from problems(block, inner, (*path, place))
    else:
        yield Problem(path, f"{shown(path)} must be {_headings(kind, path)}, not {_seen(value)}.")


def section_in(kind: Any) -> type[Struct] | None:
    """The struct that ``kind`` is, or is a list or table of; ``None`` for plain values."""
    last = kind.__args__[-2 if kind.__origin__ is tuple else -1] if hasattr(kind, "__origin__") else kind
    return last if isinstance(last, type) and issubclass(last, Struct) else None


def _leaf(value: Any, field: Any, name: str, path: Path) -> Iterator[Problem]:
    if _is_texts(field.type) and isinstance(value, list):
        if field.required and not value:
            yield Problem(path, f'{shown(path)} is empty. It needs at least one text, like ["one"].')
        for place, text in enumerate(value):
            yield from _plain(text, str, name, (*path, place), required=True)
    else:
        yield from _plain(value, field.type, name, path, required=field.required)


def _plain(value: Any, kind: Any, name: str, path: Path, *, required: bool) -> Iterator[Problem]:
    try:
        checked = msgspec.convert(value, kind)
    except msgspec.ValidationError:
        yield Problem(path, f"{shown(path)} must be {allowed(kind)}, not {_seen(value)}.{_nearest(value, kind)}")
        return
    if isinstance(checked, str) and not checked.strip():
        if required:
            yield Problem(path, f"{shown(path)} is empty. Write a text, or take the line out.")
    elif (check := CHECKS.get(name)) and (what := check(checked)):
        yield Problem(path, f"{shown(path)} {what}")


def _is_texts(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _choices(kind: Any) -> tuple[str, ...]:
    """The texts that a ``Literal``, or a union of some, allows."""
    args = getattr(kind, "__args__", ())
    return tuple(text for arg in args for text in ((arg,) if isinstance(arg, str) else _choices(arg)))


def allowed(kind: Any) -> str:
    """What a value of this type looks like, in words."""
    if choices := _choices(kind):
        return listed(tuple(filter(None, choices)))
    if _is_texts(kind):
        return 'a list of texts, like ["one", "two"]'
    return {bool: "true or false", str: 'a text in quotes, like "Acme"', int: "a whole number", float: "a number"}.get(
        kind, "a day, like 2026-12-31"
    )


def _nearest(value: Any, kind: Any) -> str:
    if isinstance(value, str):
        return (
            close(value, _choices(kind)) if _choices(kind) else f" Write [{_seen(value)}]." if _is_texts(kind) else ""
        )
    return ""


def _seen(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:60]}…"' if len(value) > 60 else f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else str(value)[:60]


def _heading(path: Path, section: type[Struct]) -> str:
    heading = ".".join(str(key) for key in path if isinstance(key, str))
    if path and isinstance(path[-1], int):
        return f"a block with the heading [[{heading}]]"
    if section.__name__ == "Account":
        return f"a section of its own: the name of an account, like [{heading}], with its keys below"
    return f"a section: write [{heading}] and its keys below"


def _headings(kind: Any, path: Path) -> str:
    heading = shown(path)
    if kind.__origin__ is dict:
        return f"sections with names, like [{heading}.main]"
    return f"written with two brackets, [[{heading}]], once for each"


def _unknown(key: str, known: tuple[str, ...], path: Path) -> str:
    near = close(key, known) or (_elsewhere(key) if not path else "")
    place = f"[{shown(path)}]" if path else "The file"
    return f"{shown((*path, key))} is not a known key.{near} {place} may hold: {', '.join(known)}."


def _elsewhere(key: str) -> str:
    """Where a key that stands at the top of the file belongs."""
    if key == "tool":
        return " Only pyproject.toml puts tool.guard before the names; guard.toml leaves it out."
    from guard.schemas.words import KEYS, SECTIONS

    homes = [SECTIONS[name.split(".")[0]][0] for name in KEYS if name.endswith(f".{key}")]
    return f" It belongs in {' or '.join(homes)}." if homes else ""


def _missing(key: str, section: type[Struct], path: Path) -> str:
    from guard.schemas.words import meaning

    words = meaning(section.__name__, key)
    return f"{shown(path)} lacks {key}: {words[:1].lower()}{words[1:]}"


def is_bare(key: str) -> bool:
    """Say whether TOML takes ``key`` without quotes."""
    return bool(key) and key.isascii() and key.replace("-", "").replace("_", "").isalnum()


# --- what types cannot say: each gives the rest of a sentence that starts with the key, or nothing -------------------


def _country(code: str) -> str:
    from guard.countries import COUNTRIES, country_meant

    if code in COUNTRIES:
        return ""
    meant = country_meant(code)
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f'must be a country code of two capital letters, like "US" or "DE", not {_seen(code)}.{guess}'


def _language(code: str) -> str:
    language, _, region = code.partition("-")
    short = len(language) in {2, 3} and language.isascii() and language.isalpha() and language.islower()
    if short and (not region or (region.isascii() and region.isalnum())):
        return ""
    return f'must hold short codes, like "en", "de" or "pt-BR", not {_seen(code)}.'


def _platform(name: str) -> str:
    if name in PLATFORMS:
        return ""
    near = ' Did you mean "x"?' if name.casefold() == "twitter" else close(name, PLATFORMS)
    return f"must be {listed(PLATFORMS)}, not {_seen(name)}.{near}"


def _domain(name: str) -> str:
    bare = name.rpartition("://")[2].partition("/")[0].removeprefix("www.").lower()
    if "." in name.strip(".") and name == bare and " " not in name and "@" not in name:
        return ""
    fix = f' Write "{bare}".' if "." in bare and " " not in bare and "@" not in bare else ""
    return f'must hold bare domains, like "acme.com", not {_seen(name)}.{fix}'


def _one_word(name: str) -> str:
    if "://" in name:
        return f'must hold names, like "@acme", not web addresses: {_seen(name)}.'
    return f"must hold single words, without blanks: {_seen(name)}." if len(name.split()) != 1 else ""


def _house_code(code: str) -> str:
    right = len(code) == 4 and code.startswith("M9") and code.isascii() and code[1:].isdigit() and code != "M900"
    return "" if right else f'must be a number from "M901" to "M999", not {_seen(code)}.'


def _slug(name: str) -> str:
    right = name.isascii() and name == name.lower() and all(part.isalnum() for part in name.split("-"))
    return "" if right else f'must be small letters, digits and hyphens, like "no-fire-jokes", not {_seen(name)}.'


def _address(url: str) -> str:
    right = url.startswith(("https://", "http://")) and len(url.split()) == 1 and "." in url
    return "" if right else f'must be a web address, like "https://example.org/feed.xml", not {_seen(url)}.'


def _days(number: int) -> str:
    return "" if 1 <= number <= 3650 else f"must be a number of days from 1 to 3650, not {number}."


def _seconds(number: float) -> str:
    return "" if 0 < number <= 300 else f"must be a number of seconds above 0 and up to 300, not {number}."


def _fingerprint(name: str) -> str:
    right = len(name) == 16 and all(char in "0123456789abcdef" for char in name)
    return "" if right else f"must be the sixteen signs (0-9, a-f) that a report shows, not {_seen(name)}."


def _variable(name: str) -> str:
    """An address of an alert holds a password, so it must not stand in the file: its variable does, and is shown."""
    right = name.isascii() and name.replace("_", "a").isalnum() and not name[0].isdigit()
    fix = "put the address itself, which holds a password, into that variable."
    return "" if right else f'must be the name of an environment variable, like "MISHAP_ALERT"; {fix}'


CHECKS: dict[str, Callable[[Any], str]] = {
    "Brand.country": _country,
    "Brand.countries": _country,
    "Brand.languages": _language,
    "Brand.domains": _domain,
    "Brand.handles": _one_word,
    "Brand.hashtags": _one_word,
    "Account.country": _country,
    "Account.platform": _platform,
    "Account.handle": _one_word,
    "Account.hashtags": _one_word,
    "Override.platform": _platform,
    "HouseRule.code": _house_code,
    "HouseRule.slug": _slug,
    "Feed.url": _address,
    "Feed.days": _days,
    "Events.stale_after_days": _days,
    "Events.timeout_seconds": _seconds,
    "Waiver.fingerprint": _fingerprint,
    "Alerts.addresses_env": _variable,
    **ENDPOINTS,
}
