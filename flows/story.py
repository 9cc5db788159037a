"""The recovery in order, from the first minute to the plan for the coming months: what Prefect and the terminal run.

Each step is done once (``Case.once``), so running the story again goes on where it stopped.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flows.case import Case
from flows.incident import Noun
from flows.steps import acknowledge, apology, approval, audience, contain, listen, long_haul, publish
from flows.steps.rounds import current, named


class Step(NamedTuple):
    """One step: its name in the casebook, what it does as a sentence, the function, and what comes out."""

    name: str
    title: str
    do: Callable[[Case], Any]
    result: type[Noun]

    def run(self, case: Case) -> Noun:
        """Do it once, or give what came out when it was done."""
        return case.once(self.name, self.do, self.result)


CONTAIN = Step(contain.STEP, contain.TITLE, contain.contain, contain.Contained)
ACKNOWLEDGE = Step(acknowledge.STEP, acknowledge.TITLE, acknowledge.acknowledge, acknowledge.Acknowledged)
AUDIENCE = Step(audience.STEP, audience.TITLE, audience.audience, audience.Heard)
APOLOGY = Step(apology.STEP, apology.TITLE, apology.apology, apology.Apology)
APPROVAL = Step(approval.STEP, approval.TITLE, approval.approval, approval.Approved)
PUBLISH = Step(publish.STEP, publish.TITLE, publish.publish, publish.Out)
LISTEN = Step(listen.STEP, listen.TITLE, listen.listen, listen.Listening)
LONG_HAUL = Step(long_haul.STEP, long_haul.TITLE, long_haul.long_haul, long_haul.Planned)

STORY = (CONTAIN, ACKNOWLEDGE, AUDIENCE, APOLOGY, APPROVAL, PUBLISH, LISTEN, LONG_HAUL)
"""The steps from the first minute on; check-ins, closing and the lesson follow when their time has come."""

AGAIN = (APOLOGY, APPROVAL, PUBLISH, LISTEN, LONG_HAUL)
"""The steps of a further round, when an apology was not enough."""


def round_of(number: int) -> tuple[Step, ...]:
    """The steps of a further round: the same ones, under names of their own."""
    return tuple(step._replace(name=named(step.name, number), title=f"{step.title} ({number})") for step in AGAIN)


def whole(case: Case) -> tuple[Step, ...]:
    """All steps of an incident: the story, and those of its further rounds."""
    return (*STORY, *(step for number in range(2, current(case) + 1) for step in round_of(number)))


def tell(case: Case) -> Iterator[tuple[Step, Noun]]:
    """Do the steps one after another, giving each with what came out.

    Raises:
        NeedsPerson, Rejected: a person must decide first; call it again afterwards.
    """
    for step in whole(case):
        yield step, step.run(case)
