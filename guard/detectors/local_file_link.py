r"""local-file-link: the post points to a file on somebody's own computer.

What it looks for
    `file://…`, `C:\…`, `/Users/name/…`, `/home/name/…` and shared drives such as `\\server\folder`.

Why
    Nobody else can open it, and it shows a colleague's name and how your folders are organised.

Flags
    Read our annual report: file:///C:/Users/h.lund/Desktop/report_v9.pdf
    Photos of the fair: C:\Users\marketing\fair2026\best.jpg

Passes
    Read our annual report: https://www.lundpension.example/report.pdf
    Save it where you like, on a Mac or a PC.

Limits
    Lessons that explain folders to beginners are told apart only by words such as "your own computer" or "tutorial".
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit

RULE = Rule(
    code="M624",
    slug="local-file-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This points to a file on somebody's own computer.",
    why="Readers cannot open it, and it shows a colleague's name and your folders.",
    instead="Upload the file to your website and link to it there.",
    offended=("people who want to read the file",),
    confidence=0.95,
)
WAKES_ON = ("shape:assignment", "shape:link", "shape:long_token")

_PIECES = ("\\", "file:/", "smb:/", "afp:/", "/users/", "/home/", "/volumes/", "/mnt/")


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every path of a local file or drive."""
    for text in post.judged:
        if any(piece in text.folded.text for piece in _PIECES) and not text.has("developer_talk"):
            for found in _path().finditer(text.raw):
                yield hit(RULE, text, *found.span())


@cache
def _path() -> re.Pattern[str]:
    return re.compile(
        r"(?:file|smb|afp)://[^\s\"<>]{1,500}"
        r"|(?<![A-Za-z])[A-Za-z]:\\[^\s\"<>|]{2,300}"
        r"|(?<![\w/.:])/(?:Users|home|Volumes|mnt)/[\w.-]{2,60}/[^\s\"<>]{1,300}"
        r"|(?<![\w\\])\\\\[\w.-]{2,60}\\[^\s\"<>|]{1,300}"
    )
