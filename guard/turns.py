"""One at a time: runs that change the same file wait for each other, so that none loses what another wrote."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def turn(path: str) -> Iterator[None]:
    """Hold the folder of the file ``path`` from reading it until it is written again.

    The folder is what is locked, so nothing is left behind. Where the system knows no such locks (Windows, some network
    disks) nobody waits.
    """
    try:
        import fcntl

        folder = os.open(os.path.dirname(os.path.realpath(path)), os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
