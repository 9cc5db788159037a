"""The configuration in a TOML document that was read: typed, with its lessons file, or refused with every mistake.

Apart from :mod:`guard.config_file` so that a guard without any configuration does not pay for it when it starts.
"""

import os
from collections.abc import Iterable
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from guard.config import Config, Lessons
from guard.config_checks import Problem, problems
from guard.config_links import broken_links
from guard.errors import ConfigError
from guard.toml_source import Document, read

SHARED = "pyproject.toml"


def from_document(document: Document) -> Config:
    """The configuration in a document that was read, with the house rules of its lessons file. Raises ConfigError."""
    document = _ours(document)
    config: Config = section(document, Config)
    base = os.path.dirname(document.name)
    lessons = _lessons(document, config, base)
    more: Lessons = section(lessons, Lessons) if lessons else Lessons()
    whole = msgspec.structs.replace(config, house_rules=config.house_rules + more.house_rules)
    own = len(config.house_rules)
    refuse(_placed(problem, document, lessons or document, own) for problem in broken_links(whole, base))
    return whole


def section(document: Document, kind: type[Struct]) -> Any:
    """The values of ``document`` as a ``kind``. Raises ConfigError with every mistake in it."""
    refuse((document, problem) for problem in problems(document.values, kind))
    return msgspec.convert(document.values, kind)


def refuse(found: Iterable[tuple[Document, Problem]]) -> None:
    """Raise ConfigError when there is any problem: a line for each, in the order of the file."""
    placed = sorted({(document.name, document.line(problem.path), problem.what) for document, problem in found})
    if placed:
        _raise([(f"{name}:{line}", what) for name, line, what in placed])


MOST_TOLD = 40
"""Mistakes that are told at once: who mends these sees the others then."""


def _raise(lines: list[tuple[str, str]]) -> NoReturn:
    (where, what), *rest = lines
    told = [what, *(f"{place}: {more}" for place, more in rest[: MOST_TOLD - 1])]
    if len(lines) > MOST_TOLD:
        told.append(f"... and {len(lines) - MOST_TOLD:,} more mistakes.")
    raise ConfigError("\n".join(told), where=where)


def _placed(problem: Problem, document: Document, lessons: Document, own: int) -> tuple[Document, Problem]:
    """``problem`` with its document: house rules after the first ``own`` stand in the lessons file."""
    match problem.path:
        case ("house_rules", int(number), *rest) if number >= own:
            return lessons, Problem(("house_rules", number - own, *rest), problem.what)
    return document, problem


def _ours(document: Document) -> Document:
    """Of a pyproject.toml the table ``[tool.guard]``, of any other file all of it."""
    if os.path.basename(document.name) != SHARED:
        return document
    ours = our_table(document.values)
    if ours is None:
        raise ConfigError("There is no table [tool.guard] in it.", where=document.name)
    if not isinstance(ours, dict):
        what = "tool.guard must be a section: write [tool.guard] and its keys below."
        raise ConfigError(what, where=document.where(("tool", "guard")))
    return Document(document.name, document.text, ours, ("tool", "guard"))


def our_table(values: dict[str, Any]) -> Any:
    """The table ``[tool.guard]`` of a pyproject.toml, or ``None``."""
    tool = values.get("tool")
    return tool.get("guard") if isinstance(tool, dict) else None


def _lessons(document: Document, config: Config, base: str) -> Document | None:
    """The lessons file; one that guard.toml names must exist, the one of the default name need not."""
    path = os.path.join(base, config.lessons)
    if os.path.isfile(path):
        return read(path)
    if "lessons" in document.values:
        what = f'lessons names a file that is not there: "{config.lessons}". Create it, or take the line out.'
        refuse([(document, Problem(("lessons",), what))])
    return None
