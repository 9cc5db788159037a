"""Read one feed from the web, carefully: http and https only, few redirects, one try, limits on time and size."""

import time
import zlib
from typing import TYPE_CHECKING

from guard._version import __version__
from guard.errors import GuardError

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 5_000_000
"""The largest feed that is read, unpacked."""

MOST_REDIRECTS = 5
_ANY_COMPRESSION = 47
"""zlib's sign for "gzip or zlib, whichever it is"."""


class FeedError(GuardError):
    """A feed could not be read; the message says why in a few words."""


def fetch(url: str, timeout: float) -> bytes:
    """The content behind ``url``; after ``timeout`` seconds the wait ends, also for a server that answers drop by drop.

    Raises:
        FeedError: not http or https, no answer in time, an error status, too large, too many redirects.
    """
    import httpx

    deadline = time.monotonic() + timeout
    headers = {"User-Agent": f"prefect-mishap/{__version__}", "Accept-Encoding": "identity"}
    client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=True, max_redirects=MOST_REDIRECTS)
    try:
        if httpx.URL(url).scheme not in {"http", "https"}:
            raise FeedError("only http and https addresses are read")
        with client, client.stream("GET", url) as response:
            _check(response, url)
            return _content(response, deadline)
    except httpx.TooManyRedirects:
        raise FeedError(f"it sends on to other addresses more than {MOST_REDIRECTS} times") from None
    except httpx.TimeoutException:
        raise FeedError(f"no answer within {timeout:g} seconds") from None
    except httpx.UnsupportedProtocol:
        raise FeedError("it sends on to an address that is neither http nor https") from None
    except (httpx.InvalidURL, UnicodeError):  # a name with an empty part cannot be looked up
        raise FeedError("this is no web address") from None
    except httpx.HTTPError as error:
        raise FeedError(f"no connection ({str(error) or type(error).__name__})") from None


def _check(response: "httpx.Response", url: str) -> None:
    if response.is_error:
        raise FeedError(f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
    if url.lower().startswith("https:") and response.url.scheme != "https":
        raise FeedError("it sends on from https to http")


def _content(response: "httpx.Response", deadline: float) -> bytes:
    """The body, unpacked by ourselves: a small packed answer can hold gigabytes."""
    packed = response.headers.get("Content-Encoding", "identity") != "identity"
    unpack = zlib.decompressobj(_ANY_COMPRESSION) if packed else None
    content = bytearray()
    for chunk in response.iter_raw():
        try:
            content += unpack.decompress(chunk, MOST_BYTES + 1) if unpack else chunk
        except zlib.error:
            raise FeedError("the answer is packed in a way that cannot be read") from None
        if len(content) > MOST_BYTES:
            raise FeedError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise FeedError("it answers too slowly")
    return bytes(content)
