"""What is wrong with an events file, in words and with its line; imported only when something is."""

import re

import msgspec

_PLAIN = (
    (r"^Input data was truncated$", "it ends too early"),
    (r"^JSON is malformed: (.*?)(?: \(byte \d+\))?$", r"\1"),
    (r"^Object contains unknown field `(\w+)`$", r'there is nothing called "\1"'),
    (r"^Object missing required field `(\w+)`$", r'"\1" is missing'),
    (r"^Invalid enum value '?(.*?)'?$", r'"\1" is not one of the possible values'),
    (r"^Invalid RFC3339 encoded datetime$", 'a moment is written like "2026-12-31T08:00:00Z"'),
    (r"^Invalid RFC3339 encoded date$", 'a day is written like "2026-12-31"'),
    (r"^Expected `([\w| ]+)`, got `(\w+)`$", r"it must be \1, not \2"),
)
"""The decoder's sentences, and what they mean to people."""

_TYPES = {"str": "text", "object": "a table {...}", "array": "a list [...]", "int": "a number", "bool": "true or false"}


def explain(error: Exception, data: bytes) -> tuple[str, int]:
    """What ``error`` says about the events file with the content ``data``, for people, and its line (0: unknown)."""
    what, _, path = str(error).partition(" - at ")
    number = re.search(r"\$\.events\[(\d+)\]", path)
    if not isinstance(error, msgspec.ValidationError):
        place = re.search(r"byte (\d+)", what)
        end = int(place[1]) if place else len(data)
        return f"the events file is not valid JSON: {_plain(what)}.", data.count(b"\n", 0, end) + 1
    if not number:
        return f"the events file is wrong{_key(path)}: {_plain(what)}.", 1
    index = int(number[1])
    return f"event {index + 1}{_name(data, index)} is wrong{_key(path)}: {_plain(what)}.", _line(data, index)


def _plain(what: str) -> str:
    for said, meant in _PLAIN:
        what = re.sub(said, meant, what)
    return re.sub(r"\b(str|object|array|int|bool)\b", lambda found: _TYPES[found[0]], what)


def _key(path: str) -> str:
    """Where in the event or the file it is wrong: the last name on the decoder's path."""
    keys = [key for key in re.findall(r"\.([a-z_]+)", path) if key != "events"]
    return f" at {keys[-1]}" if keys else ""


def _events(data: bytes) -> list[msgspec.Raw]:
    class Bare(msgspec.Struct):
        events: list[msgspec.Raw] = []

    return msgspec.json.decode(data, type=Bare).events


def _name(data: bytes, index: int) -> str:
    class Named(msgspec.Struct):
        name: str

    try:
        return f' ("{msgspec.json.decode(_events(data)[index], type=Named).name}")'
    except msgspec.MsgspecError:
        return ""


def _line(data: bytes, index: int) -> int:
    """The line where the event begins; events that are the same, letter for letter, stand in the order of the
    list.
    """
    place = -1
    for event in _events(data)[: index + 1]:
        place = data.find(bytes(event), place + 1)
    return data.count(b"\n", 0, place) + 1
