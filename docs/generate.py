"""Writes the pages of the rules, ``docs/rules/*.md``, from the docstrings of the detectors.

``python docs/generate.py`` writes them; with ``--check`` it only says which are stale, and fails when any is.
"""

import os
import sys
from collections.abc import Iterator

from guard.model import Precedent
from guard.pages import Page, pages

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules")
SAMPLES = ("Flags", "Passes")
INDEX_HEAD = """\
# The rules

Made from the detectors by `make generate`: do not edit. `guard rules` shows the same on a terminal.

| code | rule | stops | what it says |
| --- | --- | --- | --- |
"""
SEVERITIES = {"info": "advice", "review": "a person must look", "block": "must not go out as it is"}


def file_name(page: Page) -> str:
    """Where the page of a rule lies below ``docs/rules``."""
    return f"{page.rule.code}-{page.rule.slug}.md"


def index(all_pages: list[Page]) -> str:
    """The list of all rules."""
    return INDEX_HEAD + "".join(_row(page) for page in all_pages)


def _row(page: Page) -> str:
    rule = page.rule
    return f"| [{rule.code}]({file_name(page)}) | {rule.slug} | {SEVERITIES[rule.severity]} | {page.headline} |\n"


def markdown(page: Page) -> str:
    """One rule's page."""
    return "\n\n".join(_parts(page)) + "\n"


def _parts(page: Page) -> Iterator[str]:
    rule = page.rule
    yield f"# {rule.code} {rule.slug}"
    yield page.headline
    yield f"Category `{rule.category}`; {SEVERITIES[rule.severity]}."
    for title, text in page.sections.items():
        yield f"## {title}"
        yield f"```text\n{text}\n```" if title in SAMPLES else text
    yield "## Write instead"
    yield rule.instead
    if rule.offended:
        yield "## Who is hurt"
        yield "\n".join(f"- {who}" for who in rule.offended)
    if rule.precedent:
        yield "## It has happened"
        yield _sentence(rule.precedent)


def _sentence(precedent: Precedent) -> str:
    return f"{precedent.brand}, {precedent.year}: {precedent.note}."


def wanted() -> dict[str, str]:
    """Every file that should lie in ``docs/rules``, and its text."""
    all_pages = sorted(pages(), key=lambda page: page.rule.code)
    return {"README.md": index(all_pages)} | {file_name(page): markdown(page) for page in all_pages}


def present() -> dict[str, str]:
    """Every file that lies there now, and its text."""
    found = {}
    for name in os.listdir(FOLDER) if os.path.isdir(FOLDER) else ():
        with open(os.path.join(FOLDER, name), encoding="utf-8") as stream:
            found[name] = stream.read()
    return found


def stale() -> list[str]:
    """The files that are missing, changed or left over, sorted."""
    now, then = present(), wanted()
    return sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))


def write() -> None:
    """Bring the folder up to date."""
    pages_wanted = wanted()
    os.makedirs(FOLDER, exist_ok=True)
    for name in stale():
        path = os.path.join(FOLDER, name)
        if name in pages_wanted:
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(pages_wanted[name])
        else:
            os.remove(path)


def main(arguments: list[str]) -> int:
    """Write or check; the exit code is 1 when a page is stale."""
    if arguments != ["--check"]:
        write()
        return 0
    for name in stale():
        sys.stderr.write(f"docs/rules/{name} is stale: run `make generate` and commit it\n")
    return 1 if stale() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
