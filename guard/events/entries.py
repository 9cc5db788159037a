"""The entries of a feed, from RSS, Atom or GeoJSON, with what alert services say about them.

Understands plain news feeds and the fields of disaster feeds: GDACS (alert level, country, kind of event), CAP
(severity, area, expiry) and the earthquake feeds of geological services (magnitude, place). XML is read as a stream
and never builds a tree; a document that declares entities is refused.
"""

import re
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from guard.events.fetching import FeedError

MOST_ENTRIES = 2_000
MOST_LETTERS = 2_000
DEEPEST = 64

FIELDS = {
    "title": "title", "headline": "title", "name": "title", "eventname": "title",
    "pubdate": "published", "published": "published", "sent": "published", "date": "published", "time": "published",
    "updated": "updated",
    "fromdate": "starts", "onset": "starts",
    "todate": "ends", "expires": "ends",
    "alertlevel": "level", "alert": "level", "severity": "level",
    "country": "country",
    "place": "place", "areadesc": "place",
    "eventtype": "type", "type": "type", "event": "type",
    "mag": "magnitude", "magnitude": "magnitude",
}  # fmt: skip
"""Name of an element or property (lower case, without its prefix) -> the field of an Entry."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry as its feed says it; what the feed does not say is empty."""

    title: str = ""
    published: datetime | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    level: str = ""
    country: str = ""
    place: str = ""
    type: str = ""
    magnitude: float | None = None


def read_entries(data: bytes, kind: Literal["rss", "atom", "geojson"]) -> list[Entry]:
    """The entries of a feed, in its order. RSS and Atom are told apart by the document itself.

    Raises:
        FeedError: this is no feed of that kind, or one that must not be read.
    """
    fields = _from_geojson(data) if kind == "geojson" else _from_xml(data)
    return [_entry(found) for found in fields if any(found.get(name) for name in ("title", "place"))]


# ----------------------------------------------------------------------------------------------------------------- XML


class _Items:
    """Gathers the items of a feed while expat reads through it."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []
        self.root = ""
        self._depth = 0
        self._item_depth = 0
        self._field = ""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        self._depth += 1
        self.root = self.root or local
        if self._depth > DEEPEST:
            raise FeedError("its elements are nested too deeply")
        if not self._item_depth and local in {"item", "entry"}:
            self._item_depth = self._depth
            if len(self.found) >= MOST_ENTRIES:
                raise FeedError(f"it has more than {MOST_ENTRIES} entries")
            self.found.append({})
        elif self._item_depth and self._depth == self._item_depth + 1:
            field = FIELDS.get(local, "")
            self._field = field if field not in self.found[-1] else ""

    def end(self, _name: str) -> None:
        if self._depth == self._item_depth:
            self._item_depth = 0
        if self._depth == self._item_depth + 1:
            self._field = ""
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._field:
            item = self.found[-1]
            item[self._field] = (item.get(self._field, "") + text)[:MOST_LETTERS]


def _from_xml(data: bytes) -> list[dict[str, str]]:
    from xml.parsers import expat

    items = _Items()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = items.start
    parser.EndElementHandler = items.end
    parser.CharacterDataHandler = items.text
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's way to say that this is all
    except expat.ExpatError as error:
        raise FeedError(f"it is not well-formed XML (line {error.lineno})") from None
    except (LookupError, ValueError):
        raise FeedError("its encoding is not known") from None
    if items.root not in {"rss", "feed", "rdf"}:
        raise FeedError("it is neither RSS nor Atom")
    return items.found


def _refuse_entities(*_declaration: object) -> None:
    raise FeedError("it declares XML entities, which no feed needs")


# ------------------------------------------------------------------------------------------------------------- GeoJSON


class _Feature(Struct):
    properties: dict[str, Any] | None = None


class _Features(Struct, tag_field="type", tag="FeatureCollection"):
    features: list[_Feature]


def _from_geojson(data: bytes) -> list[dict[str, Any]]:
    try:
        features = msgspec.json.decode(data, type=_Features).features
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise FeedError("it is not GeoJSON with a list of features") from None
    if len(features) > MOST_ENTRIES:
        raise FeedError(f"it has more than {MOST_ENTRIES} entries")
    return [_known(feature.properties or {}) for feature in features]


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in properties.items():
        field = FIELDS.get(name.lower())
        if field and value not in (None, "") and isinstance(value, str | int | float):
            found.setdefault(field, value)
    return found


# ---------------------------------------------------------------------------------------------------------- to entries


def _entry(found: dict[str, Any]) -> Entry:
    return Entry(
        title=_plain(found.get("title")),
        published=_moment(found.get("published")) or _moment(found.get("updated")),
        starts=_moment(found.get("starts")),
        ends=_moment(found.get("ends")),
        level=_plain(found.get("level")),
        country=_plain(found.get("country")),
        place=_plain(found.get("place")),
        type=_plain(found.get("type")),
        magnitude=_number(found.get("magnitude")),
    )


def _plain(value: object) -> str:
    """A text without tags and surplus spaces; titles in RSS may hold HTML."""
    from html import unescape

    text = re.sub(r"<[^<>]{0,200}>", " ", unescape(str(value or "")))
    return " ".join(text.split())[:MOST_LETTERS]


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    """A moment as feeds write it: ISO 8601, the way of e-mails, or milliseconds since 1970."""
    if value in (None, ""):
        return None
    try:
        moment = _from_number(float(str(value))) if _number(value) is not None else _from_text(str(value).strip())
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_number(value: float) -> datetime:
    seconds = value / 1000 if value > 1e11 else value
    return datetime.fromtimestamp(seconds, UTC)


def _from_text(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        from email.utils import parsedate_to_datetime

        return parsedate_to_datetime(text)
