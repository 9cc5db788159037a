"""``python -m prompts record NAME --why TEXT``: make what was changed in a prompt its next version.

The words before are those of the last commit (``git show HEAD:...``). The version in the file, the changelog and
``LOCK`` are written; a prompt that is new gets version 1. ``python -m prompts check`` says what is wrong.
"""

import argparse
import os
import re
import subprocess
import sys
import time

from prompts import CHANGES, FOLDER, Prompt, PromptError, load, parse, path_of
from prompts.history import LOCK, Change, changes, difference, entry, lock, problems


def record(name: str, *, why: str, day: str, before: Prompt | None, folder: str = FOLDER) -> Prompt:
    """Write the next version: ``before`` is the one that LOCK knows, ``None`` for a prompt that is new.

    Raises:
        PromptError: nothing was changed, or ``before`` is not what LOCK says.
    """
    prompt = load(name, folder=folder)
    known = lock(folder=folder) if os.path.exists(os.path.join(folder, LOCK)) else {}
    last = max((number for each, number in known if each == name), default=0)
    if before and known.get((name, before.version)) != before.sha256:
        raise PromptError(f"{before.label}, as it was before, is not what LOCK says; nothing was written.")
    if not before and last:
        raise PromptError(f"{name} has a version {last} already, but what it said is not known; nothing was written.")
    if before and before.words == prompt.words:
        raise PromptError(f"{name} says the same as {before.label}; nothing was written.")
    prompt = _numbered(prompt, last + 1, folder)
    log = changes(name, folder=folder) if last else []
    shown = difference(before, prompt) if before else ""
    _write(
        path_of(name, folder=folder, ending=CHANGES),
        f"# {name}\n\n" + "\n".join(map(entry, [Change(last + 1, day, why, shown), *log])),
    )
    known[name, last + 1] = prompt.sha256
    rows = [f"{each} {number} {sha256}\n" for (each, number), sha256 in sorted(known.items())]
    _write(os.path.join(folder, LOCK), "".join(rows))
    return prompt


def _numbered(prompt: Prompt, number: int, folder: str) -> Prompt:
    path = path_of(prompt.name, folder=folder)
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    _write(path, re.sub(r"^version: \d+$", f"version: {number}", text, count=1, flags=re.MULTILINE))
    return load(prompt.name, folder=folder)


def _committed(name: str) -> Prompt | None:
    """The prompt as the last commit has it."""
    path = path_of(name)
    command = ["git", "-C", FOLDER, "show", f"HEAD:./{os.path.relpath(path, FOLDER)}"]
    shown = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - git itself, for a file of ours
    return parse(shown.stdout.decode(), name, path) if shown.returncode == 0 else None


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def main(arguments: list[str] | None = None) -> int:
    """Read the command line; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m prompts", description="Record and check versions of prompts.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="say what is wrong with the prompts here")
    recording = commands.add_parser("record", help="make what was changed in a prompt its next version")
    recording.add_argument("name")
    recording.add_argument("--why", required=True)
    told = parser.parse_args(arguments)
    try:
        if told.command == "check":
            wrong = problems()
            sys.stderr.writelines(f"{each}\n" for each in wrong)
            return int(bool(wrong))
        today = time.strftime("%Y-%m-%d", time.gmtime())
        done = record(told.name, why=told.why, day=today, before=_committed(told.name))
    except PromptError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{done.label} is recorded.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
