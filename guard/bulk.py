"""Judge many posts, in order, in one process or in several."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from guard.config import Config
from guard.engine import Guard, Profile
from guard.errors import CheckIncomplete, InputError
from guard.judges.base import Judge
from guard.model import Post, Verdict
from guard.tally import INCOMPLETE
from guard.watch import Watch

if TYPE_CHECKING:
    from concurrent.futures import Future

CHUNK = 200
"""Posts that travel to a worker at once: enough to hide the cost of sending, few enough to keep all busy."""
AHEAD = 3
"""Chunks under way for each worker: memory stays the same however long the input is."""

Judged = tuple[Post, Verdict] | InputError


class Settings(Struct, frozen=True, kw_only=True):
    """What a worker process needs to make the same guard; see :class:`Guard`."""

    config: Config = Config()
    now: datetime | None = None
    profile: Profile = "post"
    folder: str = "."
    model: bool = False
    llm: bool | None = None
    explain_llm: bool = False
    run: str = ""
    jobs: int = 1

    def guard(self) -> Guard:
        """Make the guard, with a limit to the time that a detector may take."""
        return Guard(
            self.config,
            now=self.now,
            profile=self.profile,
            folder=self.folder,
            watch=Watch(),
            judges=self._judges(),
        )

    @property
    def asks(self) -> bool:
        """Say whether any endpoint is to be asked."""
        return self.llm is not False and bool(self.llm or self.config.llm.model or self.config.moderation.model)

    def _judges(self) -> Sequence[Judge]:
        from guard.judges import configured

        return [*configured.own_model(self.model), *self._endpoints()]

    def _endpoints(self) -> Sequence[Judge]:
        if not self.asks:
            return ()
        from guard.judges import configured

        return configured.judges(
            self.config,
            llm=self.llm,
            folder=self.folder,
            run=self.run,
            share=self.jobs,
            explain=_explain if self.explain_llm else None,
        )


def _explain(text: str) -> None:
    """Show what is sent, in one piece, on standard error; nothing in it may speak to the terminal."""
    import sys
    from contextlib import suppress

    from guard.reports.screen import visible

    with suppress(OSError):
        sys.stderr.write("".join(f"{visible(line)}\n" for line in text.split("\n")))
        sys.stderr.flush()


def judge_all(posts: Iterable[Post | InputError], settings: Settings, *, jobs: int = 1) -> Iterator[Judged]:
    """Judge ``posts`` in their order; with more ``jobs`` in that many processes. Errors pass through."""
    if jobs == 1:
        return _alone(posts, settings.guard())
    return _in_processes(iter(posts), settings, jobs)


def _alone(posts: Iterable[Post | InputError], guard: Guard) -> Iterator[Judged]:
    try:
        yield from _judge(posts, guard)
    finally:
        guard.close()


def _judge(posts: Iterable[Post | InputError], guard: Guard) -> Iterator[Judged]:
    if guard.at_once == 1:
        for item in posts:
            yield item if isinstance(item, InputError) else (item, guard.check(item))
        return
    items = iter(posts)
    while chunk := list(islice(items, guard.at_once)):
        verdicts = guard.check_all([item for item in chunk if isinstance(item, Post)])
        yield from (item if isinstance(item, InputError) else (item, next(verdicts)) for item in chunk)


def _in_processes(posts: Iterator[Post | InputError], settings: Settings, jobs: int) -> Iterator[Judged]:
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[list[Judged]]] = deque()
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (settings,))
    try:
        while chunk := list(islice(posts, CHUNK)):
            waiting.append(pool.submit(_judge_chunk, chunk))
            if len(waiting) >= AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenExecutor:
        fix = "Perhaps the memory ran out: run it again with fewer --jobs."
        raise CheckIncomplete(f"a worker process ended in the middle, so the check is not complete. {fix}") from None
    finally:
        pool.shutdown(cancel_futures=True)


_OURS: list[Guard] = []
"""The guard of this worker process."""


def _start(settings: Settings) -> None:
    """Make this worker's guard; Ctrl-C is the business of the process that started it, and its end is ours."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()
    _OURS[:] = [settings.guard()]


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone, however it went: nobody else would."""
    import os
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(INCOMPLETE)


def _judge_chunk(chunk: list[Post | InputError]) -> list[Judged]:
    return list(_judge(chunk, _OURS[0]))
