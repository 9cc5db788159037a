"""`guard incident show` and its kin: look at incidents without changing anything."""

from collections.abc import Sequence

import click

from flows.commands.options import CASEBOOK, at_desk
from flows.incident import Incident
from flows.store.wording import STANDS
from flows.terminal.desk import Desk

READER = "reader"


@click.command("list", short_help="List the incidents.")
@click.option("--all", "everything", is_flag=True, help="Also those that are closed.")
@at_desk
def list_(at: Desk, everything: bool) -> int:  # noqa: FBT001 - click gives it by name
    """List the incidents that are open, the newest first."""
    known = at.casebook.incidents.all()
    incidents = [each for each in known if everything or each.is_open]
    for each in incidents:
        click.echo(f"{each.id:32} {STANDS[each.state]:18} {each.opened_at:%Y-%m-%d}  led by {each.lead}")
    if not incidents:
        click.echo("There is no incident." if everything else "No incident is open.", err=True)
    if closed := _not_listed(known, incidents):
        click.echo(closed, err=True)
    return 0


def _not_listed(known: Sequence[Incident], listed: Sequence[Incident]) -> str:
    """How to see those that are closed; empty where there are none, or where they are listed."""
    closed = len(known) - len(listed)
    if not closed:
        return ""
    said = "1 is closed; to see it" if closed == 1 else f"{closed} are closed; to see them"
    return f"{said}: guard incident list --all"


@click.command(short_help="Show an incident: where it stands, its texts, promises and timeline.")
@click.argument("incident")
@at_desk
def show(at: Desk, incident: str) -> int:
    """Show INCIDENT."""
    from flows.terminal.telling import page

    click.echo(page(at.case(incident, by=READER)))
    return 0


@click.command(short_help="Print the page for people who have two minutes.")
@click.argument("incident")
@at_desk
def brief(at: Desk, incident: str) -> int:
    """Print what happened in INCIDENT, how grave it is and where it stands now, as Markdown for executives."""
    from flows.briefing import brief_now

    click.echo(brief_now(at.case(incident, by=READER)))
    return 0


@click.command(short_help="Write the post-mortem of an incident.")
@click.argument("incident")
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), help="[default: as FILE ends, or markdown]")
@click.option("-o", "--output", metavar="FILE", help="Write it there  [default: print it]")
@at_desk
def report(at: Desk, incident: str, form: str | None, output: str | None) -> int:
    """Write the post-mortem of INCIDENT: what happened, who was hurt, what was said and done, and what was learnt."""
    from flows.pages.report import html, markdown, write

    chosen = form or ("html" if (output or "").lower().endswith((".html", ".htm")) else "markdown")
    text = (html if chosen == "html" else markdown)(at.case(incident, by=READER))
    if output is None:
        click.echo(text)
    else:
        write(output, text)
        click.echo(f"Wrote {output}.", err=True)
    return 0


@click.command(short_help="Read an incident again and say whether anything was changed.")
@click.argument("incident")
@at_desk
def verify(at: Desk, incident: str) -> int:
    """Check the timeline's chain, the evidence, texts and ledger of INCIDENT; exit code 1: something was changed."""
    found = at.casebook.verify(incident)
    for each in found.broken:
        click.echo(f"{each.where}: {each.what}")
    whole = "all are" if found.is_whole else "not all are"
    click.echo(
        f"{found.events} events and {found.evidence} pieces of evidence were read: {whole} as they were written."
    )
    click.echo(f"The last event is {found.head}.")
    return 0 if found.is_whole else 1


@click.command(short_help="Say where the casebook is.")
@CASEBOOK
def where(casebook: str | None) -> int:
    """Print where the casebook is kept."""
    from flows.store import place

    click.echo(place(casebook))
    return 0
