"""Where a report goes: standard output, or a file that is there whole or not at all."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from guard.errors import GuardError, UsageError

STANDARD_OUTPUT = ("-", "/dev/stdout")

_ANOTHER = "Choose another file with -o."


@contextmanager
def opened(path: str) -> Iterator[TextIO]:
    """The stream of the report in the file ``path``; ``-`` is standard output.

    The file is written beside its place and moved there, so that a run that was stopped leaves the old one. Pipes and
    devices are written to as they are.

    Raises:
        UsageError: no such file can be made.
        GuardError: the disk is full, or broken.
    """
    if path in STANDARD_OUTPUT:
        yield sys.stdout
        return
    target = path if _is_device(path) else os.path.realpath(path)
    draft = path if _is_device(path) else f"{target}.{os.getpid()}.part"
    try:
        with _open(path, target, draft) as stream:
            yield stream
        if draft != target:
            os.replace(draft, target)
    except OSError as error:
        raise GuardError(f"{path}: the report cannot be written ({error.strerror}). {_ANOTHER}") from None
    finally:
        if draft != target:
            with suppress(OSError):
                os.remove(draft)


def _open(path: str, target: str, draft: str) -> TextIO:
    if not path:
        raise UsageError("-o needs the name of a file.")
    if os.path.isdir(target):
        raise UsageError(f"{path}: the report cannot be written: this is a folder. {_ANOTHER}")
    try:
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        stream = open(draft, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - the caller closes it
        if draft != target and os.path.exists(target):
            os.chmod(draft, stat.S_IMODE(os.stat(target).st_mode))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path}: the report cannot be written: {reason}. {_ANOTHER}") from None
    return stream


def _is_device(path: str) -> bool:
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def refuse_own(path: str, files: Iterable[str]) -> None:
    """Raise UsageError when ``path`` is one of the ``files`` that the check reads: the report would take its place."""
    if path in STANDARD_OUTPUT or not os.path.isfile(path):
        return
    taken = os.stat(path)
    for name in files:
        with suppress(OSError, ValueError):
            found = os.fstat(sys.stdin.fileno()) if name == "-" else os.stat(name)
            if os.path.samestat(found, taken):
                raise UsageError(f"{path}: the check reads this file, and the report would take its place. {_ANOTHER}")
