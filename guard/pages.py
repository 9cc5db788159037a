"""The rules' pages: each detector's docstring, cut into sections, with its samples.

A page opens with ``slug: headline`` and has indented sections. Each line below ``Flags`` and ``Passes`` is one sample
post, which runs as a test. What surrounds a sample stands in braces at its end, two spaces away::

    Flags
        Celebrate with us! 30% off everything  {scheduled_at: 2026-11-11T10:00:00+00:00; account_description: Bakery}

``config`` is JSON with the keys of guard.toml, ``media`` the path of one file.
"""

import inspect
import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from guard import detectors
from guard.engine import OWN_TROUBLE
from guard.errors import UsageError
from guard.judges.categories import RULES
from guard.model import Rule

SECTIONS = ("What it looks for", "Why", "Flags", "Passes", "Options", "Precedents", "Limits")
_CONTEXT = re.compile(r"  \{(\w+: .*)\}$")


class Sample(Struct, frozen=True):
    """One sample post: its text and what surrounds it (fields of Post)."""

    text: str
    fields: dict[str, Any]


class Page(Struct, frozen=True):
    """One rule and its page."""

    rule: Rule
    headline: str
    sections: dict[str, str]

    def samples(self, section: str) -> list[Sample]:
        """The samples below ``Flags`` or ``Passes``."""
        return [_sample(line) for line in self.sections.get(section, "").splitlines() if line.strip()]


def pages() -> Iterator[Page]:
    """Every rule's page, in the order of the registry."""
    for place in range(len(detectors.REGISTRY)):
        module = detectors.load(place)
        yield page(module.RULE, inspect.cleandoc(module.__doc__ or ""))
    for rule in RULES.values():
        yield page(rule, f"{rule.slug}: {rule.summary}\n\nWhat it looks for\n    {JUDGED}\n\nWhy\n    {rule.why}")
    for rule in OWN_TROUBLE:
        yield page(rule, f"{rule.slug}: {rule.summary}\n\nWhy\n    {rule.why}")


JUDGED = """Nothing that could be listed. The guard's own model, or a language model where one is configured, read the
    whole post and takes it for this. The finding says which of them (`source`) and how sure it is."""


def page(rule: Rule, text: str) -> Page:
    """Cut the docstring of ``rule`` into its headline and sections."""
    head, _, body = text.partition("\n")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in body.splitlines():
        if line in SECTIONS:
            current = sections.setdefault(line, [])
        else:
            current.append(line)
    return Page(rule, head.partition(": ")[2] or head, {k: inspect.cleandoc("\n".join(v)) for k, v in sections.items()})


def _sample(line: str) -> Sample:
    found = _CONTEXT.search(line)
    if not found:
        return Sample(line.replace("\\n", "\n"), {})
    fields: dict[str, Any] = dict(part.split(": ", 1) for part in found[1].split("; "))
    if "media" in fields:
        fields["media"] = [{"path": fields["media"]}]
    if "config" in fields:
        fields["config"] = json.loads(fields["config"])
    return Sample(line[: found.start()].replace("\\n", "\n"), fields)


def find(name: str) -> Page:
    """The page of the rule with that code or slug.

    Raises:
        UsageError: there is no such rule.
    """
    known = {key: p for p in pages() for key in (p.rule.code, p.rule.slug)}
    found = known.get(name.upper()) or known.get(name.lower())
    if found is None:
        by_lower = {key.lower(): key for key in known}
        near = [by_lower[key] for key in get_close_matches(name.lower(), list(by_lower), 3)]
        hint = f" Did you mean {' or '.join(near)}?" if near else " `guard rules` lists them all."
        raise UsageError(f"there is no rule {name!r}.{hint}")
    return found
