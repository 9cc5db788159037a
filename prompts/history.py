"""The versions of a prompt that there were, read again from the differences in its changelog.

A changelog (``name.changes.md``) has one entry a version, the newest first: when, why, and what changed against the
version before. Going backwards through these differences from the words of today gives the words of any version, and
``LOCK`` says whether they are the true ones. A version so costs only the lines that changed.
"""

import os
import re
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache
from typing import NamedTuple

from prompts import CHANGES, FENCE, FIELDS, FOLDER, Prompt, PromptError, fingerprint, load, names, parse, path_of

LOCK = "LOCK"
HOW = "Raise its version: python -m prompts record {name} --why 'what is better now'"


class Change(NamedTuple):
    """One entry of a changelog. ``difference`` leads from the version before to this one; the first has none."""

    version: int
    day: str
    why: str
    difference: str


def lock(*, folder: str = FOLDER) -> dict[tuple[str, int], str]:
    """The fingerprints in ``LOCK``, by name and version."""
    path = os.path.join(folder, LOCK)
    rows = [line.split() for line in _read(path, "There is no LOCK").splitlines()]
    if wrong := [" ".join(row) for row in rows if len(row) != len(("name", "version", "sha256"))]:
        raise PromptError(f"{path}: these lines are not `name version sha256`: {'; '.join(wrong)}")
    return {(name, int(version)): sha256 for name, version, sha256 in rows}


def changes(name: str, *, folder: str = FOLDER) -> list[Change]:
    """The changelog of a prompt, the newest version first."""
    path = path_of(name, folder=folder, ending=CHANGES)
    return list(_entries(_read(path, f"{name} has no changelog")))


def version(name: str, number: int, *, folder: str = FOLDER) -> Prompt:
    """A prompt as it was in version ``number``.

    Raises:
        PromptError: there was no such version, or the changelog does not lead back to it.
    """
    newest = load(name, folder=folder)
    words = newest.words
    for change in changes(name, folder=folder):
        if change.version <= number:
            break
        words = undone(words, change.difference, f"{name}@{change.version}")
    known = lock(folder=folder)
    if (name, number) not in known:
        versions = ", ".join(str(each) for each_name, each in sorted(known) if each_name == name) or "none"
        raise PromptError(f"{name} has no version {number}. There are: {versions}.")
    if fingerprint(words) != known[name, number]:
        raise PromptError(f"{name}@{number} is not what LOCK says: a line of its changelog was changed.")
    return _restored(newest, number, words)


def named(label: str, *, folder: str = FOLDER) -> Prompt:
    """A prompt by ``name`` or ``name@version``."""
    name, at, number = label.partition("@")
    if at and not number.isdecimal():
        raise PromptError(f"{label!r}: write name@version, as in {name}@1.")
    return version(name, int(number), folder=folder) if at else load(name, folder=folder)


def difference(before: Prompt, after: Prompt) -> str:
    """What changed between two versions, as a unified difference; empty when nothing did."""
    lines = unified_diff(
        before.words.splitlines(), after.words.splitlines(), before.label, after.label, lineterm="", n=1
    )
    return "\n".join(lines)


def problems(*, folder: str = FOLDER) -> list[str]:
    """What is wrong with the prompts here, each with what to do; nothing when all is well."""
    return [told for name in names(folder=folder) for told in _wrong(name, folder)] + _leftovers(folder)


def _wrong(name: str, folder: str) -> Iterator[str]:
    try:
        prompt = load(name, folder=folder)
        known, log = lock(folder=folder), changes(name, folder=folder)
    except PromptError as error:
        yield str(error)
        return
    if prompt.sha256 != known.get((name, prompt.version)):
        yield f"{prompt.label} has other words than LOCK says. {HOW.format(name=name)}"
        return
    if [each.version for each in log] != list(range(prompt.version, 0, -1)):
        yield f"{name}: its changelog does not have the versions {prompt.version} to 1. {HOW.format(name=name)}"
        return
    for number in range(prompt.version - 1, 0, -1):
        try:
            version(name, number, folder=folder)
        except PromptError as error:
            yield str(error)


def _leftovers(folder: str) -> list[str]:
    here = set(names(folder=folder))
    return [
        f"LOCK names {name}@{number}, but there is no such prompt. Remove the line, or bring the file back."
        for name, number in lock(folder=folder)
        if name not in here
    ]


# --- going back ------------------------------------------------------------------------------------------------------


def undone(words: str, difference: str, label: str) -> str:
    """The words before a ``difference``.

    Raises:
        PromptError: it does not belong to these words.
    """
    lines, out, at = words.splitlines(), list[str](), 0
    for start, hunk in _hunks(difference):
        out += lines[at:start]
        after = [line[1:] for line in hunk if not line.startswith("-")]
        if lines[start : start + len(after)] != after:
            raise PromptError(f"{label}: the difference in its changelog does not fit its words.")
        out += [line[1:] for line in hunk if not line.startswith("+")]
        at = start + len(after)
    return "\n".join([*out, *lines[at:]]) + "\n"


def _hunks(difference: str) -> Iterator[tuple[int, list[str]]]:
    """Each hunk: the line at which it begins in the newer words (from 0 on), and its lines."""
    start, hunk = -1, list[str]()
    for line in difference.splitlines():
        if place := _place().match(line):
            if start >= 0:
                yield start, hunk
            count = int(place[2]) if place[2] is not None else 1
            start, hunk = int(place[1]) - (1 if count else 0), []
        elif start >= 0:
            hunk.append(line or " ")
    if start >= 0:
        yield start, hunk


@cache
def _place() -> re.Pattern[str]:
    return re.compile(r"@@ -[0-9,]{1,20} \+(\d{1,6})(?:,(\d{1,6}))? @@")


def _restored(newest: Prompt, number: int, words: str) -> Prompt:
    """An older version, with the purpose of today's."""
    head, _, body = words.partition("\n\n")
    told = dict.fromkeys(FIELDS, "[]") | {"id": newest.name, "version": str(number), "purpose": newest.purpose}
    told |= dict(line.split(": ", 1) for line in head.splitlines())
    front = "".join(f"{name}: {told[name]}\n" for name in FIELDS)
    return parse(f"{FENCE}{front}{FENCE}{body}", newest.name, newest.name)


# --- the changelog ---------------------------------------------------------------------------------------------------


def _entries(text: str) -> Iterator[Change]:
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        head, _, rest = part.partition("\n")
        why, _, shown = rest.partition("````diff\n")
        number, _, day = head.partition(", ")
        if not number.isdecimal():
            raise PromptError(f"A changelog has an entry {head!r}; write `## 2, 2026-12-31`.")
        yield Change(int(number), day.strip(), " ".join(why.split()), shown.partition("\n````")[0])


def entry(change: Change) -> str:
    """An entry as it is written."""
    shown = f"\n````diff\n{change.difference}\n````\n" if change.difference else ""
    return f"## {change.version}, {change.day}\n\n{change.why}\n{shown}"


def _read(path: str, missing: str) -> str:
    try:
        with open(path, encoding="utf-8") as stream:
            return stream.read()
    except FileNotFoundError:
        raise PromptError(f"{missing} ({path}). Run: python -m prompts record NAME --why TEXT") from None
