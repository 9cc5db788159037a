"""Let the terminal tell people what they should know now, and say there what did not arrive."""

import click

from flows.terminal.desk import Desk


def alarm(at: Desk, incident: str | None = None) -> None:
    """Tell people about one incident or about everything; whatever goes wrong with that stops nothing."""
    if not at.addresses:
        return
    from flows.alerts.alerting import tell_people

    for problem in tell_people(at, incident):
        click.echo(f"An alert did not arrive. {problem}", err=True)
