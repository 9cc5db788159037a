"""Is the Prefect server open to others? Whoever reaches an API without a password may approve, publish, read passwords.

A server that was told to listen everywhere does not say so to its clients. So a server on this machine is also looked
for at the machine's other addresses, and asked whether it lets in somebody without a password.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, PREFECT_SERVER_API_HOST

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", ""})

SOON = 2.0
"""Seconds until an address of this machine counts as silent."""


def warnings() -> Iterator[str]:
    """What is dangerous about the server in use, a sentence each."""
    address = PREFECT_API_URL.value() or ""
    here = (urlsplit(address).hostname or "") in LOOPBACK
    has_password = bool(PREFECT_API_AUTH_STRING.value() or os.environ.get("PREFECT_SERVER_API_AUTH_STRING"))
    if here:
        others = PREFECT_SERVER_API_HOST.value() not in LOOPBACK and not has_password
        exposed = others or any(_lets_anybody_in(address, host) for host in own_addresses())
    else:
        exposed = not has_password
    if exposed:
        yield (
            f"WARNING: {shown(address)} can be reached from other machines and asks for no password. Whoever reaches"
            " it can approve a text in anybody's name and read the passwords of your accounts. Set"
            " PREFECT_SERVER_API_AUTH_STRING for the server and PREFECT_API_AUTH_STRING for its users."
        )


def shown(address: str) -> str:
    """The address without the user and password that may stand in it."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def own_addresses() -> tuple[str, ...]:
    """The addresses by which other machines know this one; nothing is sent to find out."""
    found = []
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))  # sends nothing: it only chooses the address that would be used
            found.append(str(probe.getsockname()[0]))
    return tuple(found)


def _lets_anybody_in(address: str, host: str) -> bool:
    """Say whether the server answers at ``host`` of this machine, too, and lets in somebody without a password."""
    parts = urlsplit(address)
    name = f"[{host}]" if ":" in host else host
    try:
        answer = httpx.get(f"{parts.scheme}://{name}:{parts.port or 80}{parts.path}/admin/version", timeout=SOON)
    except httpx.HTTPError:
        return False
    return answer.is_success
