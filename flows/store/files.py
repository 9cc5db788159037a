"""The evidence folder: files named by the SHA-256 of what is in them, so that a change shows and nothing is kept twice.

A file is written beside and moved into place once it is safe on the disk: there is never half of one.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

from flows.errors import CasebookError

_CHUNK_BYTES = 1 << 20


class Files:
    """The files of ``folder``, two levels deep: ``ab/cd/abcd...``. The folder is made with the first file."""

    def __init__(self, folder: str) -> None:
        self.folder = os.path.abspath(folder)

    def path(self, sha256: str) -> str:
        """Where the content with this hash is, or would be."""
        return os.path.join(self.folder, sha256[:2], sha256[2:4], sha256)

    def put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        """Keep the content; says its hash and its size in bytes.

        Raises:
            CasebookError: the folder or the disk does not take it; nothing is left behind.
        """
        try:
            return self._put(chunks)
        except OSError as error:
            fix = "Make room or allow writing there, then run the same again."
            raise CasebookError(f"{self.folder}: evidence cannot be kept here ({error.strerror}). {fix}") from error

    def _put(self, chunks: Iterable[bytes]) -> tuple[str, int]:
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=self.folder, prefix="new-")
        with ExitStack() as unless_kept:
            unless_kept.callback(os.unlink, fresh)
            with open(handle, "wb") as stream:
                sha256, size = _copied(chunks, stream.write)
                stream.flush()
                os.fsync(stream.fileno())
            target = self.path(sha256)
            os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
            os.replace(fresh, target)
            unless_kept.pop_all()
        _sync_folder(os.path.dirname(target))
        return sha256, size

    def read(self, sha256: str) -> bytes:
        """The content with this hash.

        Raises:
            CasebookError: it is not there, or is not what was kept.
        """
        if problem := self.problem(sha256):
            raise CasebookError(f"{self.path(sha256)}: {problem} Bring it back from a copy of the folder.")
        with open(self.path(sha256), "rb") as stream:
            return stream.read()

    def problem(self, sha256: str) -> str:
        """What is wrong with the file of this hash; empty when it is as it was kept."""
        try:
            found, _ = _copied(_read(self.path(sha256)), lambda _: 0)
        except FileNotFoundError:
            return "The file is gone."
        except OSError as error:
            return f"The file cannot be read ({error.strerror})."
        return "" if found == sha256 else "The file was changed after it was kept."


def chunks_of(path: str) -> Iterator[bytes]:
    """The content of a file, piece by piece, so that a long video needs no room in memory."""
    try:
        yield from _read(path)
    except OSError as error:
        raise CasebookError(f"{path}: this cannot be read to keep it as evidence ({error.strerror}).") from error


def _read(path: str) -> Iterator[bytes]:
    with open(path, "rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            yield chunk


def _copied(chunks: Iterable[bytes], write: object) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        write(chunk)  # type: ignore[operator]
    return digest.hexdigest(), size


def _sync_folder(folder: str) -> None:
    """Make the new name itself safe on the disk, where the system can (Windows cannot)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
