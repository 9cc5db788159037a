"""A row of named values becomes a Post: every field is checked, unknown ones are kept."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from os.path import basename
from typing import Any

from guard.errors import InputError
from guard.model import Media, Post

ACCOUNT_KINDS = ("brand", "executive", "public-body")

YEARS = range(1900, 2201)
"""The years of moments that are meant; a year 9999 is a program's way to say "never", and no calendar reaches it."""

_ALIASES = {"twitter": "x"}
_TEXT = "text in quotes"
_LONGEST_SHOWN = 60
_MOST_SHOWN = 12
_BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0")
"""Letters, signs and marks that show nothing by themselves."""
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
"""Unicode categories of which a reader sees nothing: controls, zero-width characters, spaces."""


def post_from(fields: Mapping[str, Any], file: str, line: int) -> Post:
    """The post that ``fields`` describe, read in ``file`` at ``line``.

    Values of None count as not given. ``id`` may be a whole number.

    Raises:
        InputError: no text, a value of the wrong kind, a time without offset, nothing to check.
    """
    where = f"{file}:{line}"
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for name, value in fields.items():
        accept = _FIELDS.get(name)
        if accept is None:
            extra[name] = value
        elif value is not None:
            known[name] = accept(value, name, where)
    if "text" not in known:
        known["text"] = _no_text(fields, where)
    if not known.get("id"):
        known["id"] = f"{basename(file)}:{line}"
    post = Post(place=where, extra=extra, **known)
    if not is_seen(post.text):
        _require_picture(post)
    return post


def is_seen(text: str) -> bool:
    """Say whether a reader sees anything of ``text``; zero-width characters alone are nothing to check."""
    return text[:1].isalnum() or any(map(_shows, text[:40])) or any(map(_shows, set(text)))


def _shows(char: str) -> bool:
    if char.isspace() or char in _BLANKS:
        return False
    if char.isprintable():
        return True
    from unicodedata import category

    return category(char) not in _UNSEEN


def _no_text(fields: Mapping[str, Any], where: str) -> str:
    """``"text": null`` is a post without words; no field of that name is more likely a misspelt one."""
    if "text" in fields:
        return ""
    found = listed(fields)
    raise InputError(f'has no field "text" (fields found: {found}).', where=where, fix='Name the post\'s field "text".')


def _require_picture(post: Post) -> None:
    if not post.media and not is_seen(post.alt_text or ""):
        hidden = bool(post.text) and not post.text.isspace()
        what = "holds invisible characters and nothing else" if hidden else "is an empty post"
        raise InputError(f"{what}: there is nothing to check.", where=post.place, fix="Write its text.")


def listed(names: Iterable[object]) -> str:
    """The names of fields or columns for a message; of very many the first."""
    shown = [shortened(str(name)) for name in islice(names, _MOST_SHOWN + 1)]
    return ", ".join([*shown[:_MOST_SHOWN], *(["..."] if len(shown) > _MOST_SHOWN else [])]) or "none"


def second(names: Iterable[str]) -> str | None:
    """The first name that stood before, or ``None``."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def shortened(text: str) -> str:
    """``text`` as far as a message has room for it."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _wrong(value: object, name: str, expected: str, where: str) -> InputError:
    what = f'the field "{name}" is {kind_of(value)}, it should be {expected}.'
    return InputError(what, where=where, fix="Correct this value and check the post again.")


def kind_of(value: object) -> str:
    """What a value is, in words for people who do not program."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object in braces"
    if value is None:
        return "empty"
    return "text" if isinstance(value, str) else "something else"


def _text(value: object, name: str, where: str) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(value, name, _TEXT, where)


def _id(value: object, name: str, where: str) -> str:
    """Numbered posts are common, and a whole number becomes text without loss."""
    return str(value) if type(value) is int else _text(value, name, where)


def _name(value: object, name: str, where: str) -> str | None:
    return _text(value, name, where).strip() or None


def _platform(value: object, name: str, where: str) -> str | None:
    platform = _text(value, name, where).strip().lower()
    return _ALIASES.get(platform, platform) or None


def _account_kind(value: object, name: str, where: str) -> str | None:
    kind = _name(value, name, where)
    if kind is None or kind in ACCOUNT_KINDS:
        return kind
    raise InputError(
        f'the field "{name}" is "{shortened(kind)}".', where=where, fix=f"Use one of: {', '.join(ACCOUNT_KINDS)}."
    )


def _moment(value: object, name: str, where: str) -> datetime | None:
    if isinstance(value, str) and not value.strip():
        return None
    try:
        moment = datetime.fromisoformat(_text(value, name, where).strip())
    except ValueError as error:
        what = f'the field "{name}" is "{shortened(str(value))}", which is not a date and time.'
        raise InputError(what, where=where, fix="Write it like 2026-11-25T09:30:00+01:00.") from error
    if moment.tzinfo is None:
        what = f'the field "{name}" is "{value}", which does not say in which time zone.'
        raise InputError(
            what, where=where, fix=f"Add the offset, for example {moment.isoformat()}+01:00, or Z for UTC."
        )
    if moment.year not in YEARS:
        what = f'the field "{name}" is "{value}", a year in which nothing is published.'
        raise InputError(what, where=where, fix="Correct the year, or leave the field empty when no time is set.")
    return moment


def _media(value: object, name: str, where: str) -> tuple[Media, ...]:
    if not isinstance(value, list):
        raise _wrong(value, name, 'a list such as [{"path": "cake.jpg", "alt_text": "A cake"}]', where)
    return tuple(_medium(item, f"{name}[{place}]", where) for place, item in enumerate(value))


def _medium(item: object, name: str, where: str) -> Media:
    if not isinstance(item, dict):
        raise _wrong(item, name, 'an object such as {"path": "cake.jpg", "alt_text": "A cake"}', where)
    path, alt_text = item.get("path"), item.get("alt_text")
    return Media(
        path="" if path is None else _text(path, f"{name}.path", where),
        alt_text=None if alt_text is None else _text(alt_text, f"{name}.alt_text", where),
    )


_FIELDS: dict[str, Callable[[object, str, str], object]] = {
    "text": _text,
    "id": _id,
    "platform": _platform,
    "account": _name,
    "account_kind": _account_kind,
    "account_description": _text,
    "scheduled_at": _moment,
    "in_reply_to": _text,
    "alt_text": _text,
    "media": _media,
    "lang": _name,
}

KNOWN = frozenset(_FIELDS)
"""The fields of a post that mean something to the guard."""
