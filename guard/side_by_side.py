"""Work that mostly waits, done for many items at once, with the results in the order of the items."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Items under way or done for each place, so that a slow one does not hold the others up."""


def side_by_side(work: Callable[[T], R], items: Iterable[T], places: int) -> Iterator[R]:
    """The results of ``work`` for ``items``, at most ``places`` of them at work at any time.

    ``items`` are drawn in the caller's thread. The threads keep no program alive: after Ctrl-C nothing is waited for.
    What ``work`` raises is raised here.
    """
    free = Semaphore(places)
    waiting: deque[SimpleQueue[R | BaseException]] = deque()
    for item in items:
        done: SimpleQueue[R | BaseException] = SimpleQueue()
        free.acquire()
        Thread(target=_one, args=(work, item, done, free), daemon=True).start()
        waiting.append(done)
        while len(waiting) >= AHEAD * places:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def _one(work: Callable[[T], R], item: T, done: "SimpleQueue[R | BaseException]", free: Semaphore) -> None:
    try:
        done.put(work(item))
    except BaseException as error:  # noqa: BLE001 - it is raised where the result is awaited
        done.put(error)
    finally:
        free.release()


def _result(done: "SimpleQueue[R | BaseException]") -> R:
    result = done.get()
    if isinstance(result, BaseException):
        raise result
    return result
