"""What the model is told beside the post: who posts it, on what day, what it answers, what its picture shows.

One line of plain words, in a fixed order, each part cut to a fixed length; parts that nobody knows are left out.
"""

from guard.detectors.kit import Context, View

LONGEST_PART = 160
"""Code points that are read of each part."""


def around(view: View, context: Context) -> str:
    """The line about what stands around the post; empty when nothing is known."""
    account = context.account
    who = account.description or context.config.brand.sector
    parts = (
        ("", account.kind.replace("-", " ") if who or account.kind != "brand" else ""),
        ("", who),
        ("on ", ", ".join(day.name for day in context.days[:MOST_DAYS])),
        ("answers: ", view.parent.raw if view.parent else ""),
        ("picture: ", view.alt.raw if view.alt else ""),
    )
    return " ; ".join(label + part.lower()[:LONGEST_PART] for label, part in parts if part)


MOST_DAYS = 2
"""Remembrance days of one day that are named."""
