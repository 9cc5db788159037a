"""A time limit for one detector on one post: a part that hangs becomes finding M001, and the guard still answers."""

import atexit
import signal
import threading
from collections.abc import Callable
from types import FrameType

SECONDS = 10.0
"""How long one detector may take for one post; each takes microseconds for an ordinary post."""


class TooSlowError(Exception):
    """A detector did not end within its time."""


class Watch:
    """Ends a part's work inside ``with watch as next_turn:`` with :class:`TooSlowError`.

    A part has ``seconds``, or up to twice as many.

    One clock ticks for the whole run, and each tick ends what was at work at the tick before: entering costs no call
    to the operating system. Works where that can wake a program (not on Windows) and in the main thread only; elsewhere
    it does nothing. While it exists it is the process's user of ``SIGALRM``.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._turn = self._seen = 0
        self._busy = False
        if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGALRM, self._tick)
            signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
            # A tick while the interpreter clears up would end the program, and its exit code would be lost.
            atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)

    def __enter__(self) -> Callable[[], None]:
        """Begin; call what is given whenever another part's turn begins."""
        self._turn += 1
        self._busy = True
        return self._next

    def _next(self) -> None:
        self._turn += 1

    def __exit__(self, *_: object) -> None:
        self._busy = False

    def _tick(self, _signal: int, _frame: FrameType | None) -> None:
        if self._busy and self._seen == self._turn:
            raise TooSlowError
        self._seen = self._turn
