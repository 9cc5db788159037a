"""The sentences of a finding that every report for people says in the same words."""

from guard.model import Finding

FIELDS = {"alt_text": "In the picture description", "media": "About the attachment", "scheduled_at": "About the time"}
"""Where the words stand when they are not in the post's text."""


def hurt(finding: Finding) -> str:
    """Who may be hurt; nothing if nobody is named."""
    return f"Who may be hurt: {', '.join(finding.offended)}." if finding.offended else ""


def precedent(finding: Finding) -> str:
    """The documented precedent; nothing if there is none."""
    seen = finding.precedent
    return f"It has happened: {seen.brand}, {seen.year}: {seen.note.rstrip('.')}." if seen else ""


def told(finding: Finding) -> str:
    """The whole finding in one paragraph."""
    parts = [finding.message, finding.why, hurt(finding), f"Instead: {finding.instead}", precedent(finding)]
    if finding.field in FIELDS:
        parts.insert(0, f"{FIELDS[finding.field]}:")
    return " ".join(filter(None, parts))
