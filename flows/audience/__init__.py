"""Who was hurt by a post, what they ask for and how the storm went, from the replies alone.

``analyse`` reads replies once, in batches. What one reply says is found by a `Reader`; the one at hand goes by phrases
(``lexicons/*.yaml``), and a trained one can take its place. Every claim names the replies that it stands on, every
share has an interval, and copies and accounts that behave like programs are kept apart from people.
"""

from collections.abc import Iterable, Sequence

from flows.audience.analysis import Study, batches
from flows.audience.phrase_reader import PhraseReader
from flows.audience.reading import Judgement, Reader, Reading
from flows.audience.result import Audience
from flows.incident import Json
from flows.platforms.base import Reply

__all__ = ["Audience", "Judgement", "Reader", "Reading", "analyse"]


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
    study = Study(reader or PhraseReader(post), post=post, findings=findings)
    own = account.removeprefix("@").lower()
    for batch in batches(reply for reply in replies if not own or reply.author.removeprefix("@").lower() != own):
        study.add(batch)
    return study.result()
