"""Prompts are versioned text: one Markdown file each, read by :func:`load`.

A file opens with front matter between two lines of ``---`` that holds ``version: N``; what follows is the prompt.
``LOCK`` holds one line ``name version sha256`` a prompt. A changed prompt without a new version fails the tests, so
that ``name@version`` in a finding always means the same words.
"""

import hashlib
import os
from typing import NamedTuple

FOLDER = os.path.dirname(os.path.abspath(__file__))
FENCE = "---\n"


class PromptError(ValueError):
    """A prompt file that cannot be used; the message names the file and what it needs."""


class Prompt(NamedTuple):
    """One prompt: ``name`` is its path without ending (``guard/second_reading``), ``body`` what the model is told."""

    name: str
    version: int
    body: str

    @property
    def label(self) -> str:
        """How findings and drafts cite the prompt: ``name@version``."""
        return f"{self.name}@{self.version}"

    @property
    def sha256(self) -> str:
        """The fingerprint of the words, for ``LOCK``."""
        return hashlib.sha256(self.body.encode()).hexdigest()


def load(name: str, *, folder: str = FOLDER) -> Prompt:
    """Read one prompt by its name, as in ``load("guard/second_reading")``.

    Raises:
        PromptError: the file is missing, or its front matter has no version.
    """
    path = os.path.join(folder, *f"{name}.md".split("/"))
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
    except FileNotFoundError:
        raise PromptError(f"{path}: there is no such prompt") from None
    return Prompt(name, *_parse(text, path))


def names(*, folder: str = FOLDER) -> list[str]:
    """The names of all prompts, sorted."""
    found = [os.path.join(where, file) for where, _, files in os.walk(folder) for file in files if file.endswith(".md")]
    return sorted(os.path.relpath(path, folder).removesuffix(".md").replace(os.sep, "/") for path in found)


def lock(*, folder: str = FOLDER) -> str:
    """The text that ``LOCK`` should hold now."""
    prompts = [load(name, folder=folder) for name in names(folder=folder)]
    return "".join(f"{prompt.name} {prompt.version} {prompt.sha256}\n" for prompt in prompts)


def _parse(text: str, path: str) -> tuple[int, str]:
    head, fence, body = text.removeprefix(FENCE).partition(FENCE)
    if not text.startswith(FENCE) or not fence:
        raise PromptError(f"{path}: begin with front matter between two lines of ---")
    settings = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
    version = settings.get("version", "").strip()
    if not version.isdecimal():
        raise PromptError(f"{path}: the front matter needs a line like `version: 1`")
    return int(version), body.strip()
