"""`guard prompts`: what language models are told, in every version that there was."""

import click

import prompts
from guard.errors import InputError
from prompts import Prompt, history


@click.group("prompts", short_help="Read what language models are told.")
def command() -> None:
    """Read what language models are told, when guard.toml names one.

    Findings and drafts that a model had a part in cite their prompt as NAME@VERSION. NAME alone is the newest version.

    \b
    guard prompts list
    guard prompts show guard/second-reader
    """


@command.command("list")
def list_() -> None:
    """List the prompts, each with its version and what it is for."""
    found = [prompts.load(name) for name in prompts.names()]
    width = max(len(prompt.label) for prompt in found)
    for prompt in found:
        click.echo(f"{prompt.label:{width}}  {prompt.purpose}")


@command.command()
@click.argument("name")
def show(name: str) -> None:
    """Print the prompt NAME, or NAME@VERSION, with how it came to be."""
    prompt = _named(name)
    click.echo(f"{prompt.label}: {prompt.purpose}\n")
    for change in history.changes(prompt.name):
        if change.version <= prompt.version:
            click.echo(f"{change.version:4}  {change.day}  {change.why}")
    click.echo(f"\n{prompt.words}", nl=False)


@command.command()
@click.argument("name")
@click.argument("other", required=False)
def diff(name: str, other: str | None) -> None:
    """Print what changed in NAME against the version before, or between NAME and OTHER."""
    after = _named(name)
    if other is None and after.version == 1:
        click.echo(f"{after.label} is the first version.", err=True)
        return
    before = _named(other or f"{after.name}@{after.version - 1}")
    if other is not None:
        before, after = after, before
    click.echo(history.difference(before, after) or f"{before.label} and {after.label} say the same.")


def _named(label: str) -> Prompt:
    try:
        return history.named(label)
    except prompts.PromptError as error:
        raise InputError(str(error), fix="guard prompts list names the prompts.") from None
