"""Read the addresses in a text: scheme, host, port, path, query, and what is wrong with how they are written.

Also addresses that are broken (``htp:/``, ``https//www``), without a scheme (``shop.example.co.uk/sale``), in
Markdown, or run together. Nothing is looked up: a text is only cut at white space, so the cost is linear. Mail
addresses are no links.
"""

import re
from functools import cache, lru_cache

from msgspec import Struct

from guard.text.endings import mistyped
from guard.text.hosts import (
    COMMON_ENDINGS,
    COUNTRY_ENDINGS,
    MISTYPED_ENDINGS,
    PROGRAM_SCHEMES,
    SECOND_LEVELS,
    WORDY_ENDINGS,
)

_LEAD = "([{'‘’`*_~:;,.!?👉👇🔗-–—"
_TAIL = ")]}'’`*~:;,.!?…-–—"
_WORLD_WIDE = ("www.www.", "wwww.", "ww.", "wwe.", "vvww.", "wvw.", "www-", "www,")
_SHORT_WORDS = {"be", "it"}
_OLD = ("ftp", "ftps", "sftp")
_WEB = ("http", "https", "ftp", "ftps", "sftp", "ws", "wss")


class Address(Struct, frozen=True):
    """One address: its code points in the text, its parts, and in ``fault`` what is wrong with its writing.

    ``host`` is lower case, ``shown`` as written; ``path`` begins with a slash or is empty; ``cut`` marks an address
    that ends in dots as programs shorten it.
    """

    start: int
    end: int
    text: str
    scheme: str = ""
    user: str = ""
    password: str = ""
    shown: str = ""
    port: str = ""
    path: str = ""
    query: str = ""
    fault: str = ""
    cut: bool = False

    @property
    def host(self) -> str:
        """The host in lower case, without a final dot."""
        return self.shown.lower().rstrip(".")

    @property
    def labels(self) -> list[str]:
        """The host's labels, from the left."""
        return self.host.split(".")

    @property
    def site(self) -> str:
        """The registered name with its ending: ``www.shop.brand.co.uk`` is ``brand.co.uk``."""
        return registered(self.host)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Names (lower case) and values of the query and of ``;name=value`` in the path."""
        from urllib.parse import unquote

        pairs = [part for part in re.split("[&;]", self.query) if part]
        pairs += self.path.split(";")[1:]
        return [(name.lower(), unquote(value)) for name, _, value in (pair.partition("=") for pair in pairs)]


def registered(host: str) -> str:
    """The registered name of ``host``: its last two labels, or three where the country has second levels."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in SECOND_LEVELS and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


@lru_cache(8)
def addresses(raw: str) -> tuple[Address, ...]:
    """All addresses in ``raw``, in order. Those that a network made itself (``t.co``) say nothing and are left out."""
    if not any(_telling(word) for word in [w for w in raw.split() if "." in w or "/" in w or ":" in w]):
        return ()
    found: list[Address] = []
    for chunk in _chunk().finditer(raw):
        text = chunk[0]
        if _telling(text):
            for offset, piece in _pieces(text):
                address = _address(piece, chunk.start() + offset)
                if address:
                    found.append(address)
    return tuple(found)


def _telling(word: str) -> bool:
    return ("." in word[1:-1] or "/" in word or "localhost:" in word) and not word.startswith(
        ("https://t.co/", "http://t.co/")
    )


def _pieces(chunk: str) -> list[tuple[int, str]]:
    """Cut Markdown links and lists of addresses, without their brackets and full stops."""
    cut = chunk.find("](")
    parts = [(0, chunk[:cut]), (cut + 2, chunk[cut + 2 :])] if cut >= 0 else [(0, chunk)]
    pieces = []
    for offset, part in parts:
        bare = part.lstrip(_LEAD)
        pieces.append((offset + len(part) - len(bare), _without_tail(bare)))
    return [piece for piece in pieces if piece[1]]


def _without_tail(text: str) -> str:
    bare = text.rstrip(_TAIL)
    if len(bare) < len(text) and text[len(bare)] == ")" and "(" in bare:
        return bare + ")"
    if bare.endswith(("http", "https")) or text[len(bare) :].startswith(("...", "…")):
        return text.rstrip(")]}'’`*~,;!?")
    return bare


def _address(text: str, start: int) -> Address | None:
    colon = text.find("://")
    if colon > 0:
        scheme = _scheme().search(text, max(0, colon - 31), colon)
        if scheme:
            whole = text[scheme.start() :]
            if text[: scheme.start()].lower().rstrip(":") in PROGRAM_SCHEMES:
                return _split(whole, text[colon + 3 :], start + scheme.start(), scheme="http", fault="program")
            return _with_scheme(whole, scheme[0], start + scheme.start())
    if text[:5].lower() == "@http":
        return _address(text[1:], start + 1)
    if "/" in text or text[:4].lower() == "http":
        bad = _bad_scheme().match(text)
        if bad:
            return _split(text, text[bad.end() :], start, scheme="http", fault="scheme")
    return _bare(text, start)


def _with_scheme(text: str, scheme: str, start: int) -> Address | None:
    scheme = scheme.lower()
    rest = text[len(scheme) + 3 :]
    fault = ""
    if scheme not in _WEB and len(scheme) < 8 and not set(scheme) - set("htps") and "tp" in scheme:
        scheme, fault = "http", "scheme"
    elif scheme in {"hxxp", "hxxps"}:
        scheme, fault = "http", "defanged"
    elif scheme.endswith(("http", "https")) and scheme.isalpha() and scheme not in _WEB:
        fault = "glued"
    elif scheme in _WEB:
        fault = _glued(rest)
        rest = _scheme_again().sub("", rest, count=1) if fault == "twice" else rest
    return _split(text, rest, start, scheme=scheme, fault=fault)


def _glued(rest: str) -> str:
    again = _scheme_again().search(rest)
    if again is None:
        return ""
    if again.start() == 0:
        return "twice"
    return "" if rest[again.start() - 1] in "/=?&" else "run together"


def _split(text: str, rest: str, start: int, *, scheme: str, fault: str) -> Address:
    """The address whose part after the scheme is ``rest``."""
    cut = rest.endswith(("...", "…"))
    end = next((i for i, c in enumerate(rest) if c in "/?#\\"), len(rest))
    authority, tail = rest[:end], rest[end:]
    account, at, place = authority.rpartition("@")
    user, _, password = account.partition(":") if at else ("", "", "")
    host, port = _port(place)
    path, _, query = tail.partition("#")[0].partition("?")
    return Address(
        start,
        start + len(text),
        text,
        scheme,
        user,
        password,
        host,
        port,
        path,
        query,
        fault or _host_fault(host, scheme),
        cut,
    )


def _port(place: str) -> tuple[str, str]:
    host, colon, port = place.rpartition(":")
    return (host, port) if colon and port.isdigit() and "]" not in port else (place, "")


def _host_fault(host: str, scheme: str) -> str:
    if scheme in PROGRAM_SCHEMES:
        return "program"
    if scheme not in _WEB:
        return ""
    if host and scheme in _OLD:
        return "old"
    return _name_fault(host) if host else "empty"


def _name_fault(host: str) -> str:
    if "[.]" in host:
        return "defanged"
    if "," in host or ".." in host.rstrip(".…") or host.startswith((".", "-")):
        return "host"
    if mistyped(host):
        return "ending"
    if host.lower().startswith(_WORLD_WIDE):
        return "www"
    return "" if "." in host or host.lower() == "localhost" or host[0] == "[" else "host"


def _bare(text: str, start: int) -> Address | None:
    """An address without a scheme; a word before or after it (``site:brand.com``) is left out."""
    machine = _machine().match(text)
    if machine:
        return _split(text, text, start, scheme="", fault="")
    if text[:4].lower() == "www." and _torn_www().match(text):
        return Address(start, start + len(text), text, shown=text.partition("/")[0], fault="host")
    host = _host().match(text)
    if host is None or not _after_host().match(text, host.end()) or "@" in text:
        return None
    labels = host[0].split(".")
    if not _is_address(labels, text[host.end() : host.end() + 1]):
        return None
    fault = "ending" if mistyped(host[0]) else "www" if host[0].lower().startswith(_WORLD_WIDE) else ""
    return _split(text, text, start, scheme="", fault=fault)


def _is_address(labels: list[str], after: str) -> bool:
    ending = labels[-1]
    if labels[0].lower() == "www":
        return len(labels) > 2
    if ending != ending.lower() or len(labels[-2]) < 2:
        return False
    deep = after in {"/", "?"} or len(labels) > 2
    if ending in MISTYPED_ENDINGS:
        return deep
    if ending not in COUNTRY_ENDINGS and ending not in COMMON_ENDINGS:
        return False
    return deep or (ending not in WORDY_ENDINGS and (ending not in _SHORT_WORDS or len(labels[-2]) > 4))


@cache
def _chunk() -> re.Pattern[str]:
    return re.compile(r"[^\s<>\"“”„«»|→↓➡]+")


@cache
def _scheme() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}$")


@cache
def _bad_scheme() -> re.Pattern[str]:
    return re.compile(
        r"(?:h{1,2}t{1,4}p{1,2}s?|https?|ht{1,2}s|ttps?)(?:[:;.,]?/{1,4}|[:;])(?=[a-z0-9\[])", re.IGNORECASE
    )


@cache
def _host() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|[_-]){1,63}){1,10}")


@cache
def _machine() -> re.Pattern[str]:
    return re.compile(r"localhost(?::\d{2,5}|/)|(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5}(?:/|$)|/[a-z])", re.IGNORECASE)


@cache
def _torn_www() -> re.Pattern[str]:
    return re.compile(r"www\.[\w-]{1,63}(?:,|\.\.)[\w.-]{2,63}", re.IGNORECASE)


@cache
def _after_host() -> re.Pattern[str]:
    return re.compile(r"[/?#:]|$")


@cache
def _scheme_again() -> re.Pattern[str]:
    return re.compile(r"https?:/{0,2}", re.IGNORECASE)
