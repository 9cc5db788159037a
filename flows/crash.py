"""Where a test can kill the program, to prove that nothing is sent twice and nothing is lost when it dies.

Nothing happens unless the environment asks for it: ``MISHAP_CRASH_AT`` names the point (or several, with commas), and
the process is gone there as after ``kill -9``: no clean-up, no last words. With ``MISHAP_CRASH_ONCE`` set to the place
of a file that does not exist yet, only the first process that gets there dies; with that of a folder, the first one at
each point.
"""

import os


def crash_point(name: str) -> None:
    """Die here when the environment says so; ``name`` is written like ``outbox.before_write``."""
    if name in os.environ.get("MISHAP_CRASH_AT", "").split(",") and _is_first(name):
        os._exit(137)


def _is_first(name: str) -> bool:
    mark = os.environ.get("MISHAP_CRASH_ONCE")
    if not mark:
        return True
    mark = os.path.join(mark, name) if os.path.isdir(mark) else mark
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
