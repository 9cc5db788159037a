"""The outbox's folder: one file a post, written whole or not at all, and never outside the folder.

The name of a post's file is made from its key alone, and a file is only ever *added* under a name that is free. So one
key makes one post, even when two processes try at the same moment or one dies half-way.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Literal

from pydantic import ValidationError

from flows.crash import crash_point
from flows.incident import Moment, Noun
from flows.platforms.base import Gone, Media, Refused

_ELSEWHERE = "Choose another folder."

MOST_BYTES = 1_000_000
"""A larger file is no post."""

README = """\
This folder is an outbox: what a real account would show to the world, as files on this machine.

posts/    one file for each post. "status" says where it stands:
            published   it is out (here: nobody but you sees it)
            scheduled   it goes out by itself at the moment "at"; once that has passed, it counts as published
            held        it was stopped and goes nowhere
            deleted     it was taken down again
inbox/    what people answered. <name of the post's file>.jsonl holds replies and
          <name of the post's file>.quotes.jsonl holds quotes, one JSON object a line:
          {"id": "1", "author": "sam", "created_at": "2026-11-22T10:15:00Z", "text": "...", "likes": 3}
counts/   optional: <name of the post's file>.json with {"likes": 10, "reposts": 2, "views": 900}
account.json   optional: {"followers": 1200}

All times are UTC. You may read everything and add to inbox/, counts/ and account.json. Leave posts/ to the program:
it relies on these files so that nothing is sent twice.
"""


class Entry(Noun):
    """One post as its file tells it."""

    status: Literal["published", "scheduled", "held", "deleted"]
    at: Moment
    text: str
    in_reply_to: str | None = None
    media: tuple[Media, ...] = ()
    key: str
    written_at: Moment
    changed_at: Moment | None = None


@cache
def _id_shape() -> re.Pattern[str]:
    return re.compile(r"[a-z0-9][a-z0-9-]{0,99}")


def id_of(key: str) -> str:
    """The id of the post with this key, in ASCII: readable words of the key, and a mark that makes it the only one."""
    words = re.sub(r"[^a-z0-9]+", "-", key.lower()[:80]).strip("-")
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{words}-{mark}" if words else mark


class Folder:
    """The files of the outbox at ``path``. It is made when something is first written."""

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path)

    def place(self, part: str, id_: str, ending: str = ".json") -> str:
        """The file of the post ``id_`` in the subfolder ``part``. An id that could lead elsewhere is Gone."""
        if not _id_shape().fullmatch(id_):
            raise Gone(f"{id_[:100]!r} is not the id of a post in this outbox.", where=self.path)
        return os.path.join(self.path, part, id_ + ending)

    def make(self) -> None:
        """Make the folder and its README. Raises Refused when that is not possible."""
        try:
            for part in ("posts", "inbox", "counts"):
                os.makedirs(os.path.join(self.path, part), exist_ok=True)
            self._explain()
        except OSError as error:
            raise self._unwritable(error) from error

    def _explain(self) -> None:
        readme = os.path.join(self.path, "README.txt")
        if not os.path.exists(readme):
            with open(readme, "w", encoding="ascii") as stream:
                stream.write(README)

    def add(self, id_: str, entry: Entry) -> bool:
        """Add a post. False, and nothing is changed, when there is one with this id already."""
        self.make()
        target = self.place("posts", id_)
        fresh = self._beside(target, entry)
        try:
            crash_point("outbox.before_write")
            os.link(fresh, target)
            crash_point("outbox.after_write")
        except FileExistsError:
            return False
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            with suppress(OSError):
                os.unlink(fresh)
        self._settle()
        return True

    def change(self, id_: str, entry: Entry) -> None:
        """Put ``entry`` in the place of the post ``id_``."""
        target = self.place("posts", id_)
        fresh = self._beside(target, entry)
        try:
            os.replace(fresh, target)
        except OSError as error:
            raise self._unwritable(error) from error
        self._settle()

    def entry(self, id_: str) -> Entry | None:
        """The post ``id_``, or None. Raises Refused, and names the file, when it is there and cannot be read."""
        path = self.place("posts", id_)
        try:
            return Entry.model_validate_json(_bytes(path))
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            raise Refused("the outbox cannot be there: this is no folder.", where=self.path, fix=_ELSEWHERE) from None
        except (ValidationError, OSError) as error:
            raise Refused(_why(error), where=path, fix="Correct the file or move it elsewhere.") from None

    def ids(self) -> Iterator[str]:
        """The ids of all posts, in the order of their names."""
        for name in sorted(_names(os.path.join(self.path, "posts"))):
            id_, ending = os.path.splitext(name)
            if ending == ".json" and _id_shape().fullmatch(id_):
                yield id_

    def letters(self) -> Iterator[str]:
        """The names of the files in the inbox that hold replies or quotes."""
        return (name for name in sorted(_names(os.path.join(self.path, "inbox"))) if name.endswith(".jsonl"))

    # --- writing ----------------------------------------------------------------------------------------------------

    def _beside(self, target: str, entry: Entry) -> str:
        """Write ``entry`` to a file beside ``target``, safe on the disk, and say where."""
        fresh = f"{target}.{os.getpid()}-{os.urandom(4).hex()}.new"
        try:
            with open(fresh, "xb") as stream:
                stream.write(entry.model_dump_json(indent=2).encode() + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            with suppress(OSError):
                os.unlink(fresh)
            raise self._unwritable(error) from error
        return fresh

    def _settle(self) -> None:
        """Have the disk remember the new name, too; where folders cannot be synced, it does so in its own time."""
        with suppress(OSError):
            folder = os.open(os.path.join(self.path, "posts"), os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _unwritable(self, error: OSError) -> Refused:
        fix = f"Nothing was published. Free some space or allow writing there, or: {_ELSEWHERE}"
        return Refused(f"the outbox cannot be written ({error.strerror}).", where=self.path, fix=fix)


def _bytes(path: str) -> bytes:
    """What is in the file itself; a link to somewhere else is not followed."""
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Refused(f"the outbox cannot be read ({error.strerror}).", where=folder) from error


def _why(error: ValidationError | OSError) -> str:
    if isinstance(error, OSError):
        return f"this post cannot be read ({error.strerror})."
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"this is not a post of the outbox ({where + ': ' if where else ''}{first['msg']})."
