"""A time limit for one detector on one post: a part that hangs becomes finding M001, and the guard still answers."""

import signal
import threading
from types import FrameType

SECONDS = 10.0
"""How long one detector may take for one post; each takes microseconds for an ordinary post."""


class TooSlowError(Exception):
    """A detector did not end within its time."""


class Watch:
    """Ends the work inside ``with watch:`` after ``seconds`` with :class:`TooSlowError`.

    Works where the operating system can wake a program (not on Windows) and in the main thread only; elsewhere it does
    nothing. While it exists it is the process's user of ``SIGALRM``.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._running = False
        self._able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        if self._able:
            signal.signal(signal.SIGALRM, self._end)

    def __enter__(self) -> None:
        if self._able:
            self._running = True
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_: object) -> None:
        if self._able:
            self._running = False
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        if self._running:  # else the work ended in the very moment in which its time was over
            raise TooSlowError
