"""Reading again when a platform gives no answer. Only reading: what was sent is never sent again from here."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from flows.platforms.base import Unreachable

WAITS = (1.0, 3.0, 9.0)
"""Seconds of the waits between the tries; each is made shorter by chance, so that many do not come back at once."""

_Answer = TypeVar("_Answer")
Sleep = Callable[[float], None]


def patiently(read: Callable[[], _Answer], sleep: Sleep = time.sleep) -> _Answer:
    """What ``read`` gives, tried up to four times while the platform is `Unreachable`."""
    for wait in WAITS:
        try:
            return read()
        except Unreachable:
            sleep(random.uniform(wait / 2, wait))  # noqa: S311 - chance, not secrets
    return read()
