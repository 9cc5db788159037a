"""`guard deploy`: set up the recovery on the Prefect server in use."""

import click


@click.command(short_help="Set up the recovery on a Prefect server.")
def command() -> None:
    """Register blocks, flows, schedules and automations with the Prefect server in use (PREFECT_API_URL).

    Do it after each update; what is there already is brought up to date, nothing is added twice.

    \b
    prefect server start                        in one window
    prefect config set PREFECT_API_URL=http://127.0.0.1:4200/api
    guard deploy
    prefect worker start --pool mishap          in another window
    """
    from flows.server.deploying import deploy

    for line in deploy():
        click.echo(line, err=line.startswith("WARNING"))
