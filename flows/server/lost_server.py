"""A run whose Prefect server does not answer any more counts as crashed, not as failed: it is started again.

A server on SQLite under load refuses what it has no time for (503), and a server that is restarted answers nothing for
a while. Prefect's client tries again some times; after that the run ends here, and an automation starts it again a
minute later (``flows.server.automations``). It goes on where it stopped.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec

import httpx
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectHTTPStatusError
from prefect.states import Crashed

Told = ParamSpec("Told")


def outlives_server(work: Callable[Told, Awaitable[State[Any]]]) -> Callable[Told, Awaitable[State[Any]]]:
    """The body of a flow which ends as crashed when it loses the server."""

    @wraps(work)
    async def guarded(*args: Told.args, **kwargs: Told.kwargs) -> State[Any]:
        try:
            return await work(*args, **kwargs)
        except PrefectHTTPStatusError as error:
            if error.response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            what = f"refused ({error.response.status_code})"
        except httpx.TransportError as error:
            what = f"did not answer ({type(error).__name__})"
        return Crashed(message=f"The Prefect server {what}. The run is started again, and goes on where it stopped.")

    return guarded
