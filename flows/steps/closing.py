"""The end: an incident is closed only with a person's word, and what it taught is written down."""

from flows.case import Case
from flows.errors import NotAllowed
from flows.incident import Incident
from flows.steps.lesson import STEP as LESSON
from flows.steps.lesson import Proposed, lesson

TITLE = "Close the incident"


def close(case: Case, *, by: str, why: str, anyway: bool = False) -> Incident:
    """Close it, and propose its lessons. Promises that are still open keep it open, unless a person says ``anyway``.

    Raises:
        NotAllowed: a promise is still open; nobody is named, or no reason.
    """
    open_ones = case.casebook.remedies.of(case.name, state="open")
    if open_ones and not anyway:
        listed = "; ".join(f"{remedy.promise} ({remedy.owner}, due {remedy.due:%-d %B %Y})" for remedy in open_ones)
        raise NotAllowed(f"{len(open_ones)} promises are still open: {listed}. Prove them first, or close it anyway.")
    case.once(LESSON, lesson, Proposed)
    return case.casebook.incidents.close(case.name, by=by, now=case.now, why=why)
