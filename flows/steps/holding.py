"""The first answer: "we have seen it, we will answer today", sent once a person has approved it."""

from flows.case import Case
from flows.steps.publish import Out, send_approved

STEP = "holding"
TITLE = "Publish the first answer, once"


def holding(case: Case) -> Out:
    """Publish the first answer if a person has approved it.

    Raises:
        NeedsPerson, Rejected: as in publishing the apology.
    """
    return send_approved(case, "holding", profile="reply")
