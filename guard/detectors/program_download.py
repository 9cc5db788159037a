"""program-download: the link downloads a program, or a file that pretends to be a document.

What it looks for
    Addresses that end in `.exe`, `.scr`, `.bat`, `.apk` and the like, above all after a second ending (`timetable.pdf.exe`).

Why
    This is how malware travels. Readers and their virus scanners will treat it, and you, as dangerous.

Flags
    The exam timetable is out: https://www.education.example/timetable_2027.pdf.exe
    Get the new app: https://millpond.org/app.apk

Passes
    The exam timetable is out: https://www.education.example/timetable_2027.pdf
    A mail with an attachment ending in .exe is going round. Don't open it, it isn't from us.

Limits
    Software makers do link to their own programs; a page about the download is still the better target.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.links import addresses

RULE = Rule(
    code="M632",
    slug="program-download",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This link downloads a program.",
    why="That is how malware travels: scanners block it, and careful readers lose trust in you.",
    instead="Link to a page that explains the download, or to the app store.",
    offended=("people who trust your links",),
    confidence=0.8,
)
WAKES_ON = ("shape:address",)


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address of a program; a disguised one is blocked."""
    for text in post.judged:
        for address in addresses(text.raw):
            found = _program().search(address.path) if "." in address.path else None
            if found and not text.has("scam_warning"):
                yield hit(RULE, text, address.start, address.end, severity="block" if found[1] else None)


@cache
def _program() -> re.Pattern[str]:
    return re.compile(
        r"(\.(?:pdf|docx?|xlsx?|jpe?g|png|mp[34]|txt|zip))?\.(?:exe|scr|bat|cmd|com|pif|msi|apk|vbs|jar|ps1|hta|lnk)$",
        re.IGNORECASE,
    )
