"""`guard rules`: what the guard looks for, and why."""

import click

from guard.config import HouseRule
from guard.errors import UsageError
from guard.pages import SECTIONS, Page, find, pages


@click.command("rules", short_help="List the rules, or read one rule's page.")
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--category", help="Only rules of this category.")
@click.option("--config", metavar="FILE", help="With the house rules of this guard.toml  [default: the nearest]")
def command(code: str | None, category: str | None, config: str | None) -> None:
    """List the rules, or print one rule's page.

    CODE is a code or a name. Your own house rules stand at the end.

    \b
    guard rules
    guard rules M101
    guard rules promotion-on-tragedy
    """
    houses = _house_rules(config)
    if code:
        own = next((house for house in houses if code.lower() in {house.code.lower(), house.slug.lower()}), None)
        click.echo(_own(own) if own else _whole(find(code)))
        return
    chosen = [page for page in pages() if category in {None, page.rule.category}]
    if not chosen and not (houses and category == HOUSE):
        known = ", ".join(map(_named, sorted({page.rule.category for page in pages()})))
        raise UsageError(f"there is no category {category!r}. Categories: {known}")
    for page in chosen:
        click.echo(_line(page))
    for house in houses if category in {None, HOUSE} else ():
        click.echo(f"{house.code}  {house.severity:6}  {house.slug:34}  {house.why}")
    click.echo("\nguard rules CODE prints the whole page of a rule.")


HOUSE = "house"
"""The category of a brand's own rules."""


_TOLD = {HOUSE: "your own rules", "guard": "about the check itself"}
"""What a category means whose name does not say it."""


def _named(category: str) -> str:
    return f"{category} ({_TOLD[category]})" if category in _TOLD else category


def _house_rules(config: str | None) -> tuple[HouseRule, ...]:
    from guard import config_file

    return config_file.load(config).house_rules


def _own(house: HouseRule) -> str:
    lines = [
        f"{house.code} {house.slug}",
        house.summary or "A rule of your own.",
        "",
        f"Severity: {house.severity}.",
        *([f"May hurt: {', '.join(house.offended)}."] if house.offended else []),
        f"Why: {house.why}",
        f"Write instead: {house.instead}",
        "",
        "Looks for",
        *(f"    {phrase}" for phrase in house.match),
        *(["Not where the post holds", *(f"    {phrase}" for phrase in house.unless)] if house.unless else []),
        "",
        "It stands in your guard.toml, or in the lessons file beside it.",
    ]
    return "\n".join(lines)


def _line(page: Page) -> str:
    rule = page.rule
    return f"{rule.code}  {rule.severity:6}  {rule.slug:34}  {page.headline}"


def _whole(page: Page) -> str:
    rule = page.rule
    lines = [
        f"{rule.code} {rule.slug}",
        f"{page.headline}",
        "",
        f"Category: {_named(rule.category)}. Severity: {rule.severity}.",
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
