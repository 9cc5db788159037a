"""Find guard.toml, read it, and say every mistake in it with file, line and key.

``load`` gives the typed :class:`~guard.config.Config`; the paths in it stay as written and count from ``folder(path)``.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from guard.config import Config, Lessons
from guard.config_checks import Problem, problems
from guard.config_links import broken_links
from guard.errors import ConfigError
from guard.toml_source import Document, parse, read

NAME = "guard.toml"
SHARED = "pyproject.toml"


def find(start: str = ".") -> str | None:
    """The configuration for files in or below ``start``: the nearest guard.toml upwards, else pyproject.toml.

    A pyproject.toml counts when it has a table ``[tool.guard]``.
    """
    shared = None
    for folder in _upwards(start):
        if os.path.isfile(path := os.path.join(folder, NAME)):
            return path
        if shared is None and _is_ours(path := os.path.join(folder, SHARED)):
            shared = path
    return shared


def load(path: str | None = None) -> Config:
    """The configuration in the file ``path``; without one the nearest upwards from here, else the built-in defaults.

    Raises:
        ConfigError: the file cannot be read or is wrong; one line for each mistake, with file, line and key.
    """
    path = path or find()
    if path is None:
        return Config()
    return from_document(_ours(read(path)))


def folder(path: str | None) -> str:
    """Where the relative paths of the configuration in ``path`` start: its folder."""
    return os.path.dirname(path or "") or "."


def from_text(text: str, name: str = NAME) -> Config:
    """The configuration in ``text``, as if it stood in the file ``name``. Raises ConfigError."""
    return from_document(_ours(parse(text, name)))


def from_document(document: Document) -> Config:
    """The configuration in a document that was read, with the house rules of its lessons file. Raises ConfigError."""
    config: Config = section(document, Config)
    base = folder(document.name)
    lessons = _lessons(document, config, base)
    more: Lessons = section(lessons, Lessons) if lessons else Lessons()
    whole = msgspec.structs.replace(config, house_rules=config.house_rules + more.house_rules)
    own = len(config.house_rules)
    refuse(_placed(problem, document, lessons or document, own) for problem in broken_links(whole, base))
    return whole


def _placed(problem: Problem, document: Document, lessons: Document, own: int) -> tuple[Document, Problem]:
    """``problem`` with its document: house rules after the first ``own`` stand in the lessons file."""
    match problem.path:
        case ("house_rules", int(number), *rest) if number >= own:
            return lessons, Problem(("house_rules", number - own, *rest), problem.what)
    return document, problem


def section(document: Document, kind: type[Struct]) -> Any:
    """The values of ``document`` as a ``kind``. Raises ConfigError with every mistake in it."""
    refuse((document, problem) for problem in problems(document.values, kind))
    return msgspec.convert(document.values, kind)


def refuse(found: Iterable[tuple[Document, Problem]]) -> None:
    """Raise ConfigError when there is any problem: a line for each, in the order of the file."""
    placed = sorted({(document.name, document.line(problem.path), problem.what) for document, problem in found})
    if placed:
        _raise([(f"{name}:{line}", what) for name, line, what in placed])


def _raise(lines: list[tuple[str, str]]) -> NoReturn:
    (where, what), *rest = lines
    raise ConfigError("\n".join([what, *(f"{place}: {more}" for place, more in rest)]), where=where)


def _upwards(start: str) -> Iterator[str]:
    folder = os.path.abspath(start or ".")
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _is_ours(path: str) -> bool:
    """Say whether a pyproject.toml speaks to the guard; when it does and is broken, ``load`` will say so."""
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError:
        return False
    if b"guard" not in data:
        return False
    try:
        return _tool(read(path).values) is not None
    except ConfigError:
        return b"[tool.guard" in data


def _tool(values: dict[str, Any]) -> Any:
    tool = values.get("tool")
    return tool.get("guard") if isinstance(tool, dict) else None


def _ours(document: Document) -> Document:
    """Of a pyproject.toml the table ``[tool.guard]``, of any other file all of it."""
    if os.path.basename(document.name) != SHARED:
        return document
    ours = _tool(document.values)
    if ours is None:
        raise ConfigError("There is no table [tool.guard] in it.", where=document.name)
    return Document(document.name, document.text, ours, ("tool", "guard"))


def _lessons(document: Document, config: Config, base: str) -> Document | None:
    """The lessons file; one that guard.toml names must exist, the one of the default name need not."""
    path = os.path.join(base, config.lessons) if base != "." else config.lessons
    if os.path.exists(path):
        return read(path)
    if "lessons" in document.values:
        what = f'lessons names a file that is not there: "{config.lessons}". Create it, or take the line out.'
        refuse([(document, Problem(("lessons",), what))])
    return None
