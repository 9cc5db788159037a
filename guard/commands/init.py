"""`guard init`: write a commented guard.toml for a brand, from a few questions or from flags."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator

import click
from msgspec import Struct

from guard import config_file, schemas
from guard.config_checks import CHECKS, is_bare
from guard.errors import UsageError
from guard.toml_source import quoted, save

STARTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "starter.toml")
"""The file with every line as a commented example; an answer takes the place of its line's example."""


LONGEST = 100
"""Signs of the longest answer: no brand, product or address that people know is longer."""

_JOINERS = "\u200c\u200d\xad\xa0\u202f"
"""Signs that nobody sees and that belong into words: joiners of Persian and Hindi, soft hyphens, hard blanks."""


class Question(Struct, frozen=True):
    """One thing to ask: the key that it fills, the flag that answers it, the words on the screen.

    ``several`` answers stand in one line with commas between; ``key`` names the check that an answer passes.
    """

    key: str
    flag: str
    ask: str
    several: bool = False
    usual: str = ""

    def checked(self, answer: str) -> str:
        """``answer``, when guard.toml would take it; else raises click.BadParameter in its words."""
        check = CHECKS.get(self.key.replace("brand.", "Brand.").replace("accounts.", "Account."), lambda _: "")
        for part in self._parts(answer):
            if what := _nonsense(part) or check(part):
                raise click.BadParameter(f"The answer {what}")
        return answer

    def toml(self, answer: str) -> str:
        """``answer`` as it stands in the file; nothing when it is empty."""
        texts = [quoted(part) for part in self._parts(answer)]
        return f"[{', '.join(texts)}]" if texts and self.several else "".join(texts)

    def _parts(self, answer: str) -> list[str]:
        return [part.strip() for part in (answer.split(",") if self.several else [answer]) if part.strip()]


def _nonsense(answer: str) -> str:
    """Why ``answer`` cannot be the name of anything, as the rest of a sentence; nothing where it can."""
    if hidden := next((sign for sign in answer if not sign.isprintable() and sign not in _JOINERS), ""):
        return f"holds a sign that nobody can see (U+{ord(hidden):04X}). Type it again, without that sign."
    if len(answer) > LONGEST:
        return f"is {len(answer)} signs long; at most {LONGEST} are possible. Write the short form that people know."
    if not any(sign.isalnum() for sign in answer):
        return f'must hold a letter or a digit, not only signs: "{answer}".'
    return ""


QUESTIONS = (
    Question("brand.name", "name", "Name of the brand"),
    Question("brand.handles", "handles", "Its names on the networks, with commas", several=True),
    Question("brand.products", "products", "Products and services, with commas", several=True),
    Question("brand.public_contacts", "contacts", "Contacts that you publish yourselves, with commas", several=True),
    Question("brand.domains", "domains", "Your own web domains, with commas", several=True),
    Question("brand.country", "country", "Country, as two capital letters"),
    Question("brand.sector", "sector", "What you do, in a word (food, health, news ...)"),
    Question("accounts", "account", "A short name for your first account", usual="main"),
    Question("accounts.platform", "platform", "Its network (x, instagram, linkedin ...)"),
    Question("accounts.handle", "handle", "Its name there"),
)


def _flags(function: Callable[..., None]) -> Callable[..., None]:
    for question in reversed(QUESTIONS):
        function = click.option(
            f"--{question.flag}", metavar="TEXT", callback=_checked(question), help=f"{question.ask}."
        )(function)
    return function


def _checked(question: Question) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    def checked(_context: click.Context, _option: click.Parameter, answer: str | None) -> str | None:
        if answer is not None and not answer.strip():
            raise click.BadParameter(f"The answer is empty. Write one, or leave --{question.flag} out.")
        return None if answer is None else question.checked(answer)

    return checked


@click.command(short_help="Write a commented guard.toml for your brand.")
@_flags
@click.option("-o", "--output", default=config_file.NAME, metavar="FILE", show_default=True, help="Where to write it.")
@click.option("--schema/--no-schema", default=True, help="Write a JSON Schema beside it, for editors.  [default: yes]")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing: take the flags, leave the rest as examples.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(output: str, schema: bool, yes: bool, force: bool, **given: str | None) -> None:  # noqa: FBT001 - click
    """Write a commented guard.toml for your brand.

    It asks a few questions; every answer may stay empty. The file explains each of its sections and shows an example
    for what you left out.

    \b
    guard init
    guard init --yes --name "Harbour Coffee" --handles @harbourcoffee --country GB \\
               --products "Dock Roast, Captain's Blend" --contacts hello@harbour.example
    """
    if os.path.exists(output) and not force:
        raise UsageError(f"{output} exists already. Use --force to write over it, or -o to write another file.")
    answers = {question.key: _answer(question, given[question.flag], ask=not yes) for question in QUESTIONS}
    text = filled(answers) if schema else filled(answers).split("\n", 2)[2]
    config_file.from_text(text, output)  # never leave a file behind that the guard would refuse
    save(output, text)
    if schema:
        _write_schema(config_file.folder(output))
    click.echo(_next(output, with_schema=schema))


def _answer(question: Question, given: str | None, *, ask: bool) -> str:
    """The answer as TOML, or nothing."""
    if given is None and ask:
        shown = bool(question.usual)
        try:
            given = click.prompt(question.ask, question.usual, show_default=shown, value_proc=question.checked)
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise UsageError("There was nobody to answer. Use --yes, and flags for what you know.") from None
    return question.toml(given or "")


def filled(answers: dict[str, str]) -> str:
    """The starter file with the answers (key -> TOML) in the places of the examples."""
    with open(STARTER, encoding="utf-8") as stream:
        return "".join(_filled(stream, answers))


def _filled(lines: Iterable[str], answers: dict[str, str]) -> Iterator[str]:
    section = ""
    account = answers.get("accounts", "")
    name = account.strip('"') if is_bare(account.strip('"')) else account
    for line in lines:
        bare = line.removeprefix("#")
        if bare.startswith("["):
            section = bare.strip("[]\n").partition(".main")[0]
            yield f"[accounts.{name}]\n" if section == "accounts" and account else line
            continue
        key = bare.partition(" = ")[0]
        answer = answers.get(f"{section}.{key}", "") if section != "accounts" or account else ""
        yield f"{key} = {answer}\n" if answer else line


def _write_schema(folder: str) -> None:
    with open(schemas.PATH, encoding="utf-8") as stream:
        save(schemas.NAME if folder == "." else os.path.join(folder, schemas.NAME), stream.read())


def _next(output: str, *, with_schema: bool) -> str:
    beside = f" Beside it lies {schemas.NAME}, by which editors check and complete it." if with_schema else ""
    return f"""\
Wrote {output}.{beside}

What to do next
  1. Read {output} once: each section says what it is for and shows an example.
  2. guard check post.txt    judge a post
     guard rules             see what the guard looks for
  3. Commit {output}, so that everybody who posts uses the same rules."""
