"""What the terminal tells a Prefect server about an incident, where one is in use (``PREFECT_API_URL``).

The casebook is what counts: when the server cannot be reached, the person is told, and the daily sweep tells it later.
"""

import asyncio
import os
from collections.abc import Mapping

import click

from flows.case import Case
from flows.store import Casebook


def tell_decided(casebook: Casebook, incident: str, environ: Mapping[str, str] = os.environ) -> None:
    """Let suspended runs of the incident go on, because somebody has decided in the terminal."""
    if not environ.get("PREFECT_API_URL"):
        return
    from flows.server.waking import wake

    try:
        count = asyncio.run(wake(casebook, incident))
    except _unreachable():
        _say_later("hears of the decision")
        return
    if count:
        click.echo("The suspended run on the Prefect server goes on.", err=True)


def tell_closed(case: Case, environ: Mapping[str, str] = os.environ) -> None:
    """Cancel the check-ins that are still in the calendar of the server, and bring the report there up to date."""
    if not environ.get("PREFECT_API_URL"):
        return
    try:
        asyncio.run(_closed(case))
    except _unreachable():
        _say_later("cancels the planned check-ins")


async def _closed(case: Case) -> None:
    from flows.server.calendar import cancel
    from flows.server.showing import report_where_it_began

    await cancel(case.name)
    await report_where_it_began(case)


def _unreachable() -> tuple[type[Exception], ...]:
    import httpx
    from prefect.exceptions import PrefectException

    return (httpx.HTTPError, PrefectException, OSError, RuntimeError)


def _say_later(what: str) -> None:
    click.echo(f"The Prefect server cannot be reached now; it {what} with the next daily sweep.", err=True)
