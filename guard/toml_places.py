"""The line of every table, key and list element of a TOML text.

The text has been read by ``tomllib`` before, so it is known to be valid and this walk only has to find where things
begin: it understands all four kinds of strings, comments, dotted and quoted keys, inline tables, lists over many lines,
and blocks.
"""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

from guard.toml_source import Path


@lru_cache(maxsize=2)
def places(text: str) -> Mapping[Path, int]:
    """The line (from 1) of every table, key and list element of a valid TOML text.

    Kept, because every mistake in a file asks for its line.
    """
    walk = _Walk(text.replace("\r\n", "\n"))
    with suppress(RecursionError):  # lists nested hundreds deep: the lines so far are good enough for a message
        walk.to_the_end()
    return walk.lines


class _Walk:
    """One pass over a valid TOML text, noting where things begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted = (0, 1)
        self._blocks: dict[Path, int] = {}
        self.lines: dict[Path, int] = {}

    def to_the_end(self) -> None:
        table: Path = ()
        while self._skip(" \t\n"):
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)

    def _peek(self, start: str) -> bool:
        return self._text.startswith(start, self._at)

    def _skip(self, blank: str) -> bool:
        """Pass blanks and comments; say whether anything follows."""
        while self._at < len(self._text):
            if self._peek("#"):
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            elif self._text[self._at] in blank:
                self._at += 1
            else:
                return True
        return False

    def _note(self, path: Path, start: int) -> None:
        at, line = self._counted
        self._counted = (start, line + self._text.count("\n", at, start))
        self.lines.setdefault(path, self._counted[1])

    def _header(self) -> Path:
        start, double = self._at, self._peek("[[")
        self._at += 2 if double else 1
        path = self._block(self._key("]")) if double else self._inside(self._key("]"))
        self._at += 2 if double else 1
        for end in range(1, len(path) + 1):
            self._note(path[:end], start)
        return path

    def _inside(self, keys: tuple[str, ...]) -> Path:
        """``keys`` with the position of the newest block after each list of blocks."""
        path: Path = ()
        for key in keys:
            path += (key,)
            if path in self._blocks:
                path += (self._blocks[path],)
        return path

    def _block(self, keys: tuple[str, ...]) -> Path:
        parent = (*self._inside(keys[:-1]), keys[-1])
        self._blocks[parent] = self._blocks.get(parent, -1) + 1
        return (*parent, self._blocks[parent])

    def _key(self, end: str) -> tuple[str, ...]:
        keys = []
        while True:
            self._skip(" \t")
            keys.append(self._string() if self._text[self._at] in "\"'" else self._bare())
            self._skip(" \t")
            if self._peek(end):
                return tuple(keys)
            self._at += 1  # the dot

    def _bare(self) -> str:
        start = self._at
        while self._text[self._at] not in " \t.=]":
            self._at += 1
        return self._text[start : self._at]

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._key("="):
            path += (key,)
            self._note(path, start)
        self._at += 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._skip(" \t")
        char = self._text[self._at]
        if char in "\"'":
            self._string()
        elif char == "[":
            self._list(path)
        elif char == "{":
            self._table(path)
        else:
            while self._at < len(self._text) and self._text[self._at] not in ",]}#\n":
                self._at += 1

    def _list(self, path: Path) -> None:
        self._at += 1
        position = 0
        while self._skip(" \t\n,") and not self._peek("]"):
            self._note((*path, position), self._at)
            self._value((*path, position))
            position += 1
        self._at += 1

    def _table(self, path: Path) -> None:
        self._at += 1
        while self._skip(" \t\n,") and not self._peek("}"):
            self._pair(path)
        self._at += 1

    def _string(self) -> str:
        """Pass a string of any of the four kinds; give its content, escapes undone only for keys that need it."""
        quote = self._text[self._at]
        mark = quote * 3 if self._peek(quote * 3) else quote
        start = self._at = self._at + len(mark)
        while not self._peek(mark):
            self._at += 2 if quote == '"' and self._peek("\\") else 1
        content = self._text[start : self._at]
        self._at += len(mark)
        while len(mark) == 3 and self._peek(quote):  # a text may end in one or two quotes of its own
            self._at += 1
        return _unescaped(content) if quote == '"' and "\\" in content and len(mark) == 1 else content


def _unescaped(content: str) -> str:
    return str(tomllib.loads(f'key = "{content}"')["key"])
