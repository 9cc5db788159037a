"""Prompts are versioned text: one Markdown file each, read by :func:`load` and filled in by :meth:`Prompt.render`.

A file opens with front matter between two lines of ``---`` (a small part of YAML, one line a field); what follows is
the prompt, with ``{{name}}`` where a variable goes. ``LOCK`` holds one line ``name version sha256`` for each version
that there ever was; a prompt whose words are not those of its version fails the tests, so that ``name@version`` in a
finding always means the same words. ``name.changes.md`` beside a prompt says what changed and why, and holds the
differences from which older versions are read again (``prompts.history``). ``python -m prompts record`` writes both.
"""

import os
import re
from functools import cache
from typing import NamedTuple

FOLDER = os.path.dirname(os.path.abspath(__file__))
FENCE = "---\n"
ENDING, CHANGES = ".md", ".changes.md"
FIELDS = ("id", "version", "purpose", "output", "variables", "settings", "examples")
"""The fields of the front matter. Every file has all of them, in this order."""


class PromptError(ValueError):
    """A prompt that cannot be used; the message says which, what is wrong, and what to do."""


class Prompt(NamedTuple):
    """One version of a prompt.

    ``name`` is its path without ending (``guard/second-reader``), ``output`` the model that the answer must fit, as
    ``package.module:Class``. ``settings`` are wishes to the server (``tokens``), ``examples`` names of recorded answers
    in the tests. ``body`` is what the model is told.
    """

    name: str
    version: int
    purpose: str
    output: str
    variables: tuple[str, ...]
    settings: dict[str, int]
    examples: tuple[str, ...]
    body: str

    @property
    def label(self) -> str:
        """How findings and drafts cite the prompt: ``name@version``."""
        return f"{self.name}@{self.version}"

    @property
    def words(self) -> str:
        """All that decides what a model answers: a change of these is a new version."""
        settings = ", ".join(f"{name}: {number}" for name, number in self.settings.items())
        head = f"output: {self.output}\nvariables: [{', '.join(self.variables)}]\nsettings: {{{settings}}}\n"
        return f"{head}\n{self.body}\n"

    @property
    def sha256(self) -> str:
        """The fingerprint of the words, for ``LOCK``."""
        return fingerprint(self.words)

    def render(self, **values: str) -> str:
        """The body with every variable filled in; what stands in a value is never read as a variable.

        Raises:
            PromptError: variables are missing, or unknown; the message lists all of them.
        """
        missing = [name for name in self.variables if name not in values]
        unknown = sorted(set(values).difference(self.variables))
        if missing or unknown:
            raise PromptError(f"{self.label}: {_told(missing=missing, unknown=unknown)}.")
        return _places().sub(lambda place: values[place[1]], self.body)


def fingerprint(words: str) -> str:
    """The SHA-256 of the words of a prompt."""
    from hashlib import sha256

    return sha256(words.encode()).hexdigest()


def load(name: str, *, folder: str = FOLDER) -> Prompt:
    """Read the newest version of a prompt, as in ``load("guard/second-reader")``.

    Raises:
        PromptError: there is no such prompt, or its file cannot be used.
    """
    path = path_of(name, folder=folder)
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
    except FileNotFoundError:
        raise PromptError(f"{path}: there is no such prompt. There are: {', '.join(names(folder=folder))}.") from None
    return parse(text, name, path)


def path_of(name: str, *, folder: str = FOLDER, ending: str = ENDING) -> str:
    """Where the file of a prompt lies."""
    return os.path.join(folder, *f"{name}{ending}".split("/"))


def names(*, folder: str = FOLDER) -> list[str]:
    """The names of all prompts, sorted."""
    found = [os.path.join(where, file) for where, _, files in os.walk(folder) for file in files]
    chosen = [path for path in found if path.endswith(ENDING) and not path.endswith(CHANGES)]
    return sorted(os.path.relpath(path, folder).removesuffix(ENDING).replace(os.sep, "/") for path in chosen)


# --- reading a file --------------------------------------------------------------------------------------------------


def parse(text: str, name: str, path: str) -> Prompt:
    """The text of a prompt's file.

    Raises:
        PromptError: something in it is wrong; ``path`` is named.
    """
    head, fence, body = text.removeprefix(FENCE).partition(FENCE)
    if not text.startswith(FENCE) or not fence:
        raise PromptError(f"{path}: begin with front matter between two lines of ---")
    told = _fields(head, path)
    if told["id"] != name:
        raise PromptError(f"{path}: its id is {told['id']!r}; write id: {name}")
    prompt = Prompt(
        name=name,
        version=_number(told["version"], "version", path),
        purpose=told["purpose"],
        output=told["output"],
        variables=_list(told["variables"], path),
        settings=_settings(told["settings"], path),
        examples=_list(told["examples"], path),
        body=body.strip(),
    )
    _require_its_variables(prompt, path)
    return prompt


def _fields(head: str, path: str) -> dict[str, str]:
    pairs = [line.partition(":") for line in head.splitlines() if line.strip()]
    given = tuple(name.strip() for name, _, _ in pairs)
    if given != FIELDS:
        raise PromptError(f"{path}: the front matter has the fields {', '.join(given)}; write {', '.join(FIELDS)}")
    told = {name.strip(): value.strip() for name, _, value in pairs}
    if empty := [name for name, value in told.items() if not value]:
        raise PromptError(f"{path}: the front matter says nothing for {', '.join(empty)}")
    return told


def _number(value: str, field: str, path: str) -> int:
    if not value.isdecimal() or not int(value):
        raise PromptError(f"{path}: {field} is {value!r}; write a number from 1 on, as in `{field}: 1`")
    return int(value)


def _list(value: str, path: str) -> tuple[str, ...]:
    if not (value.startswith("[") and value.endswith("]")):
        raise PromptError(f"{path}: {value!r} is no list; write [one, two], or []")
    return tuple(each.strip() for each in value[1:-1].split(",") if each.strip())


def _settings(value: str, path: str) -> dict[str, int]:
    if not (value.startswith("{") and value.endswith("}")):
        raise PromptError(f"{path}: settings is {value!r}; write {{tokens: 800}}, or {{}}")
    pairs = [each.partition(":") for each in value[1:-1].split(",") if each.strip()]
    return {name.strip(): _number(number.strip(), name.strip(), path) for name, _, number in pairs}


def _require_its_variables(prompt: Prompt, path: str) -> None:
    """The variables that are declared are those that stand in the body."""
    used = set(_places().findall(prompt.body))
    missing = sorted(used.difference(prompt.variables))
    unused = sorted(set(prompt.variables) - used)
    if missing or unused:
        raise PromptError(f"{path}: in the list of variables, {_told(missing=missing, unused=unused)}.")


def _told(**lists: list[str]) -> str:
    return "; ".join(f"{word}: {', '.join(names)}" for word, names in lists.items() if names)


@cache
def _places() -> re.Pattern[str]:
    return re.compile(r"\{\{([a-z_]{1,40})\}\}")
