"""`guard incident improve`: say what should be different in a draft, and have a language model change it."""

import click

from flows.commands.options import CASEBOOK, CONFIG, WAITS, by
from flows.steps.approval import waiting
from flows.steps.improving import improve
from flows.steps.rounds import is_out
from flows.terminal.desk import desk
from flows.terminal.telling import shown_draft


@click.command(short_help="Have a language model change the draft that waits, as you say.")
@click.argument("incident")
@click.option("--note", required=True, metavar="TEXT", help="What should be different: shorter, plainer, a fact ...")
@click.option("--draft", type=int, metavar="NUMBER", help="Which draft  [default: the apology that waits]")
@by
@CASEBOOK
@CONFIG
def command(incident: str, note: str, draft: int | None, by: str, casebook: str | None, config: str | None) -> int:
    """Change a draft of the apology of INCIDENT as a note says. The new text is judged, and waits for approval."""
    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        chosen = waiting(case) if draft is None else at.casebook.drafts.get(draft)
        if is_out(case, chosen.purpose):
            how = f'guard incident again {incident} --why "..." --by NAME'
            raise click.UsageError(f"This text is out already. To say more: {how}")
        click.echo(shown_draft(case, improve(case, chosen, note, who=by)))
    click.echo(f"\nTo approve it: guard incident approve {incident} --by NAME", err=True)
    return WAITS
