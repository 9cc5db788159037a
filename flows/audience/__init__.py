"""Who was hurt by a post, what they ask for and how the storm went, from the replies alone.

``analyse`` reads replies once, in batches. What one reply says is found by a `Reader`: a small trained one on top of
phrases (``lexicons/*.yaml``), or these alone where its weights are missing. Every claim names the replies that it
stands on, every share has an interval, and copies and accounts that behave like programs are kept apart from people.
"""

from collections.abc import Iterable, Iterator, Sequence

from flows.audience.analysis import Study, batches
from flows.audience.batch import Maker, post_runs, read_by
from flows.audience.reading import Judgement, Reader, Reading
from flows.audience.result import Audience
from flows.audience.trained import best_reader
from flows.incident import Json
from flows.platforms.base import Reply

__all__ = ["Audience", "Judgement", "Reader", "Reading", "analyse"]

MAKER: Maker = best_reader
"""Makes the reader that is used where nobody names another one."""


def analyse(
    replies: Iterable[Reply],
    *,
    post: str,
    findings: Sequence[Json] = (),
    account: str = "",
    reader: Reader | None = None,
) -> Audience:
    """What ``replies`` to ``post`` say together.

    ``findings`` are the guard's own about the post, ``account`` the brand's handle: its own replies are not its
    audience's. The same replies always give the same answer.
    """
    reader = reader or MAKER(post)
    study = Study(reader.name, findings=findings)
    for batch in batches(by_others(replies, account)):
        study.add(batch, read_by(reader, [reply.text for reply in batch], post_runs(post)))
    return study.result()


def by_others(replies: Iterable[Reply], account: str) -> Iterator[Reply]:
    """The replies without those that the brand's own ``account`` wrote."""
    own = account.removeprefix("@").lower()
    return (reply for reply in replies if not own or reply.author.removeprefix("@").lower() != own)
