"""Accepted findings in a file that reviews well in git: one ``[[waiver]]`` block each, sorted by fingerprint.

A waiver has a reason, a name and a last day, at most a year ahead. Adding one edits only its own lines, so that
comments and the blocks of others stay as they were and two branches seldom meet on the same line.
"""

import os
from collections.abc import Iterator
from datetime import date

import msgspec

from guard.config import Waiver, Waivers
from guard.config_checks import Problem
from guard.config_reading import refuse, section
from guard.errors import ConfigError
from guard.toml_places import places
from guard.toml_source import Document, Path, parse, quoted, read, save
from guard.turns import turn

LONGEST_DAYS = 366
"""How long a finding can be accepted at once; after that somebody looks again."""

_HEAD = """\
# Findings that somebody accepted, with the reason and a last day. `guard waive` writes here, `guard check` reads it.
"""

_BY_HAND = "Put every text of it on one line, or add the block by hand."


def load(path: str) -> tuple[Waiver, ...]:
    """The waivers in the file ``path``, expired ones too; none when there is no such file.

    Raises:
        ConfigError: the file cannot be read or is wrong; one line for each mistake, with file, line and key.
    """
    return _checked(read(path)) if os.path.exists(path) else ()


def add(path: str, waiver: Waiver) -> bool:
    """Write ``waiver`` into the file ``path``; one with its fingerprint is replaced. Says whether there was one.

    The file is written beside and moved into place, so that a reader never sees half of it. Raises ConfigError, and
    leaves the file alone, when it is wrong already or would be afterwards.
    """
    with turn(path):
        return _add(path, waiver)


def _add(path: str, waiver: Waiver) -> bool:
    document = read(path) if os.path.exists(path) else Document(path, _HEAD, {})
    before = {known.fingerprint: known for known in _checked(document)}
    text = _edited(document, waiver)
    after = {known.fingerprint: known for known in _checked(parse(text, path))}
    if after != before | {waiver.fingerprint: waiver}:
        raise ConfigError("The file is written in a way that cannot be edited safely.", where=path, fix=_BY_HAND)
    save(path, text)
    return waiver.fingerprint in before


def _checked(document: Document) -> tuple[Waiver, ...]:
    waivers: Waivers = section(document, Waivers)
    refuse((document, problem) for problem in _problems(waivers.waiver))
    return waivers.waiver


def _problems(waivers: tuple[Waiver, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, waiver in enumerate(waivers):
        path: Path = ("waiver", place)
        if waiver.fingerprint in seen:
            yield Problem((*path, "fingerprint"), f"waiver.fingerprint {waiver.fingerprint} stands twice. Keep one.")
        if (waiver.until - waiver.added).days > LONGEST_DAYS:
            what = f"waiver.until must be at most {LONGEST_DAYS} days after added ({waiver.added}), not {waiver.until}."
            yield Problem((*path, "until"), what)
        seen.add(waiver.fingerprint)


# --- editing --------------------------------------------------------------------------------------------------------


def _edited(document: Document, waiver: Waiver) -> str:
    """The document's text with the block of ``waiver`` in its place."""
    end = "\r\n" if "\r\n" in document.text else "\n"
    lines = document.text.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    blocks = _blocks(document, lines)
    same = next((span for name, span in blocks if name == waiver.fingerprint), None)
    if same:
        lines[slice(*same)] = _block(waiver)
    else:
        _insert(lines, _block(waiver), [start for name, (start, _) in blocks if name > waiver.fingerprint])
    return end.join([*lines, ""])


def _insert(lines: list[str], block: list[str], later: list[int]) -> None:
    """Put ``block`` before the first of the ``later`` blocks and the comments above it, else at the end."""
    if not later:
        lines += ["", *block] if lines else block
        return
    start = min(later)
    while start and lines[start - 1].startswith("#"):
        start -= 1
    lines[start:start] = [*block, ""]


def _blocks(document: Document, lines: list[str]) -> list[tuple[str, tuple[int, int]]]:
    """Fingerprint, first line and end of every block, from its heading to its last key."""
    known = places(document.text)
    blocks = []
    for place, values in enumerate(document.values.get("waiver", ())):
        start = known["waiver", place] - 1
        if not lines[start].strip().startswith("[["):
            what = "The waivers are written in one line. Write each as a block with the heading [[waiver]]."
            raise ConfigError(what, where=document.where(("waiver",)))
        following = known.get(("waiver", place + 1), len(lines) + 1) - 1
        blocks.append((values["fingerprint"], (start, _last_key(lines, start, following))))
    return blocks


def _last_key(lines: list[str], start: int, end: int) -> int:
    """Where the block ends: comments and blank lines before the next heading are the next block's."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _block(waiver: Waiver) -> list[str]:
    values = msgspec.structs.asdict(waiver)
    written = ((key, value if isinstance(value, date) else quoted(value)) for key, value in values.items() if value)
    return ["[[waiver]]", *(f"{key} = {value}" for key, value in written)]
