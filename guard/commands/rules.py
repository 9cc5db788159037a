"""`guard rules`: what the guard looks for, and why."""

import click

from guard.errors import UsageError
from guard.pages import SECTIONS, Page, find, pages


@click.command("rules", short_help="List the rules, or read one rule's page.")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--category", help="Only rules of this category.")
def command(code: str | None, category: str | None) -> None:
    """List the rules, or print one rule's page.

    CODE is a code or a name.

    \b
    guard rules
    guard rules M101
    guard rules promotion-on-tragedy
    """
    if code:
        click.echo(_whole(find(code)))
        return
    chosen = [page for page in pages() if category in {None, page.rule.category}]
    if not chosen:
        known = ", ".join(sorted({page.rule.category for page in pages()}))
        raise UsageError(f"there is no category {category!r}. Categories: {known}")
    for page in chosen:
        click.echo(_line(page))
    click.echo("\nguard rules CODE prints the whole page of a rule.")


def _line(page: Page) -> str:
    rule = page.rule
    return f"{rule.code}  {rule.severity:6}  {rule.slug:34}  {page.headline}"


def _whole(page: Page) -> str:
    rule = page.rule
    lines = [
        f"{rule.code} {rule.slug}",
        f"{page.headline}",
        "",
        f"Category: {rule.category}. Severity: {rule.severity}.",
        f"May hurt: {', '.join(rule.offended) or 'the brand itself'}.",
        f"Write instead: {rule.instead}",
    ]
    for name in SECTIONS:
        if page.sections.get(name):
            lines += ["", name, *(f"    {line}" if line else "" for line in page.sections[name].splitlines())]
    if rule.precedent:
        lines += [
            "",
            "Documented precedent",
            f"    {rule.precedent.brand}, {rule.precedent.year}: {rule.precedent.note}.",
        ]
    lines += ["", f"To allow a word or change the severity, see [policy] in guard.toml. Say: allow {rule.slug}."]
    return "\n".join(lines)
