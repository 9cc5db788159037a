"""TOML as its author wrote it: read with its line numbers, so that an error can say where.

``tomllib`` gives values and forgets places; :mod:`guard.toml_places` finds them again when there is something to
complain about. :func:`quoted` writes text back.
"""

import os
from contextlib import suppress
from typing import Any, NoReturn

from msgspec import Struct

from guard.errors import ConfigError

Path = tuple[str | int, ...]
"""Where a value stands: keys and list positions (from 0) from the top, such as ``("policy", "allow", 0, "word")``."""

MAX_BYTES = 4 * 1024 * 1024
"""More than anybody writes by hand; keeps a device file or a mistaken export from filling the memory."""

_PLAIN_WORDS = (
    ("Exceeds the limit", "a number has far too many digits."),
    ("Escaped character is not", "a \\u in a text stands for no character."),
    (
        "Invalid value",
        'what stands after the = cannot be read. Texts need straight quotes, like "Acme"; days are bare: 2026-12-31.',
    ),
    ("Invalid statement", "this is neither a [section] nor a key = value. Comments start with #."),
    ("Expected '=' after a key", 'a key needs = and a value, like name = "Acme".'),
    (
        "Expected newline",
        "something follows the value that cannot be read. Texts need quotes, days are written 2026-12-31.",
    ),
    ("Illegal character '\\n'", 'the text is not closed: a quote (") is missing at the end of the line.'),
    ("Unterminated string", 'a text is not closed: a quote (") is missing.'),
    ("Expected \"'", "a text is not closed: a quote (') is missing."),
    ("Expected ']'", "the section name is not closed: write [name]."),
    ("Expected ']]'", "the section name is not closed: write [[name]]."),
    ("Unclosed array", "a list is not closed: a ] is missing, or a comma between its values."),
    ("Unclosed inline table", "a { is not closed: a } is missing, or a comma between its values."),
    ("Invalid initial character for a key", "a key is missing or has a sign in it that keys cannot have."),
    ("Cannot declare", "this section exists already. Keep one of the two, or give the second another name."),
    ("Cannot overwrite a value", "this key exists already. Keep one of the two."),
    ("Duplicate inline table key", "this key exists already. Keep one of the two."),
    ("Cannot mutate immutable namespace", "this section exists already in another form. Keep one of the two."),
    ("Unescaped '\\'", "a \\ inside a text is written \\\\, or the text is put between single quotes: 'C:\\posts'."),
    ("Invalid date", "there is no such day. Days are written year-month-day, like 2026-12-31."),
)
"""How tomllib's messages begin, and the same in words that help."""


_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


class Document(Struct, frozen=True):
    """One TOML file that was read: its name for messages, its text, its values.

    ``top`` is where our values start in the file: ``("tool", "guard")`` in a pyproject.toml.
    """

    name: str
    text: str
    values: dict[str, Any]
    top: Path = ()

    def line(self, path: Path) -> int:
        """The line where ``path`` stands, else that of the nearest thing around it."""
        from guard.toml_places import places

        known = places(self.text)
        full = self.top + path
        while full and full not in known:
            full = full[:-1]
        return known.get(full, 1)

    def where(self, path: Path) -> str:
        """``file:line`` of ``path``."""
        return f"{self.name}:{self.line(path)}"


def read(path: str) -> Document:
    """The TOML file at ``path``.

    Raises:
        ConfigError: it cannot be read, is not UTF-8 or not TOML; names file and line.
    """
    return parse(_decoded(_bytes(path), path), path)


def parse(text: str, name: str) -> Document:
    """Read TOML from ``text``; ``name`` stands for the file in messages. Raises ConfigError."""
    import tomllib

    try:
        return Document(name, text, tomllib.loads(text))
    except ValueError as error:  # also a number with thousands of digits
        _refuse_syntax(str(error), text, name)
    except RecursionError:
        raise ConfigError("The lists or tables are nested too deeply to be read.", where=name) from None


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError("There is no such file.", where=path, fix="`guard init` writes a guard.toml.") from None
    except IsADirectoryError:
        fix = f"Name the file, like {os.path.join(path, 'guard.toml')}."
        if path.endswith(".toml"):
            fix = "Give the folder another name, so that the file can have this one."
        raise ConfigError("This is a folder, not a file.", where=path, fix=fix) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"The file cannot be read ({reason}).", where=path) from None
    if len(data) > MAX_BYTES:
        raise ConfigError("The file is larger than 4 MB, which no configuration is.", where=path)
    return data


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "The file is not UTF-8 text."
        raise ConfigError(what, where=f"{path}:{line}", fix='Save it with the encoding "UTF-8".') from None


def _refuse_syntax(message: str, text: str, name: str) -> NoReturn:
    reason, _, place = message.rpartition(" (at ")
    digits = place.removeprefix("line ").split(",")[0]
    lines = text.rstrip().split("\n")
    number = min(int(digits), len(lines)) if digits.isdigit() else len(lines)
    reason = reason or message
    what = next((plain for start, plain in _PLAIN_WORDS if reason.startswith(start)), f"{reason}.")
    shown = lines[number - 1].strip()[:80]
    raise ConfigError(
        f"This is not valid TOML: {what}", where=f"{name}:{number}", fix=f"The line: {shown}" if shown else ""
    )


def storable(text: str) -> str:
    """``text`` with U+FFFD for lone surrogates (a byte of the command line that is no UTF-8): no file can hold them."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def quoted(text: str) -> str:
    """``text`` as a TOML string on one line, as far as it is ``storable``."""
    out = []
    for char in storable(text):
        if char in _ESCAPED:
            out.append(_ESCAPED[char])
        elif char < " " or char == "\x7f":
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(char)
    return '"' + "".join(out) + '"'


def save(path: str, text: str) -> None:
    """Write ``text`` beside ``path`` and move it into place: no reader ever sees half of it. Raises ConfigError."""
    target = os.path.realpath(path)
    beside = f"{target}.{os.getpid()}.new"
    try:
        with open(beside, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        if os.path.exists(target):
            os.chmod(beside, os.stat(target).st_mode & 0o777)
        os.replace(beside, target)
    except OSError as error:
        with suppress(OSError):
            os.remove(beside)
        raise ConfigError(f"The file cannot be written ({error.strerror}).", where=path) from None
