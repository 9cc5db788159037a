"""The post-mortem of an incident, from the casebook alone: one HTML file that needs nothing else, or Markdown.

It names the people who decided, and nobody who answered: replies are cited by their ids.
"""

import os
from contextlib import suppress
from typing import Any, TypeVar

from flows.case import Case
from flows.incident import Json, Noun
from flows.outgoing import Publication, lies_in_outbox
from flows.pages.rendering import rendered
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.apology import OVERRIDE, lacks
from flows.steps.approval import KNOWING
from flows.steps.audience import STEP as AUDIENCE
from flows.steps.audience import heard_so_far
from flows.steps.check_in import judged_numbers
from flows.steps.contain import STEP as CONTAIN
from flows.steps.contain import Contained
from flows.steps.rounds import is_apology
from flows.store.wording import (
    ASK,
    CHECK_IN,
    FARED,
    LESSON,
    PROMISE,
    STANDS,
    became,
    held_here,
    purpose_named,
    was_copied,
    who_named,
)
from guard.errors import InputError

MOST_CITED = 5
"""Replies that are cited for each group; the casebook has all of them."""

_IN_WORDS = {
    "stands": STANDS,
    "ask": ASK,
    "became": became,
    "fared": FARED,
    "promise": PROMISE,
    "lesson": LESSON,
    "check_in": CHECK_IN,
}
"""What the states of a program are called on the page."""

_Result = TypeVar("_Result", bound=Noun)


def html(case: Case) -> str:
    """The report as one HTML file, with its charts in it."""
    return _rendered("report.html.j2", case)


def markdown(case: Case) -> str:
    """The report as Markdown."""
    return _rendered("report.md.j2", case)


def write(path: str, text: str) -> None:
    """Write a report, whole or not at all.

    Raises:
        InputError: the file cannot be written there.
    """
    draft = f"{path}.{os.getpid()}.new"
    try:
        with open(draft, "w", encoding="utf-8") as stream:
            stream.write(text.rstrip() + "\n")
        os.replace(draft, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(draft)
        fix = "Name a file in a folder that is there and may be written to."
        raise InputError(f"the report cannot be written ({error.strerror}).", where=path, fix=fix) from error


def facts(case: Case) -> Json:
    """Everything that the report says."""
    book, incident = case.casebook, case.incident
    drafts, publications = book.drafts.of(case.name), book.publications.of(case.name)
    return {
        "incident": incident,
        "mishap": case.mishap,
        "contained": _done(case, CONTAIN, Contained),
        "acknowledged": _done(case, ACKNOWLEDGE, Acknowledged),
        "heard": heard_so_far(case) if _is_done(case, AUDIENCE) else None,
        "override": [event for event in book.timeline.of(case.name) if event.key == OVERRIDE],
        "drafts": drafts,
        "lacking": {draft.id: lacks(case, draft) for draft in drafts},
        "knowing": book.timeline.of(case.name, kind=KNOWING),
        "decisions": book.approvals.of(case.name),
        "publications": publications,
        "in_outbox": any(lies_in_outbox(each.url) for each in publications),
        "promises": book.remedies.of(case.name),
        "check_ins": book.check_ins.of(case.name),
        "lessons": book.lessons.of(case.name),
        "evidence": book.evidence.of(case.name),
        "timeline": book.timeline.of(case.name),
        "verified": book.verify(case.name),
        "most_cited": MOST_CITED,
        "now": case.now,
    }


def recovery_chart(case: Case) -> str:
    """The numbers by which recovery is judged, against what would have been, as SVG; empty without any."""
    judged = judged_numbers(case)
    if judged is None:
        return ""
    from flows.assessment.picture import Mark, inline, picture

    series, answer = judged
    out = [p for p in case.casebook.publications.of(case.name) if p.state == "confirmed" and is_apology(p.key)]
    marks = [Mark(p.settled_at.date(), "an apology") for p in out if p.settled_at]
    drawing = picture(series, answer, margins=case.agreed.margins, marks=marks, form="svg")
    return inline(drawing, f"{', '.join(map(_words, series))}, day by day")


def _is_done(case: Case, step: str) -> bool:
    record = case.casebook.steps.get(case.name, step)
    return record is not None and record.state == "done"


def _done(case: Case, step: str, result: type[_Result]) -> _Result | None:
    return case.found(step, result) if _is_done(case, step) else None


def _rendered(template: str, case: Case) -> str:
    from markupsafe import Markup

    drawing = Markup(recovery_chart(case)) if ".html" in template else ""  # noqa: S704 - made here, its words escaped
    shown = {**facts(case), "chart": drawing, "placed": _placed, **_IN_WORDS}
    return rendered(
        template, shown, when=_when, day=_day, share=_share, purpose=purpose_named, held_here=held_here, who=who_named
    )


# --- how things are written -----------------------------------------------------------------------------------------


def _when(moment: Any) -> str:
    return f"{moment:%-d %B %Y, %H:%M} UTC" if moment else "not known"


def _day(day: Any) -> str:
    return f"{day:%-d %B %Y}" if day else "not known"


def _share(number: float | None) -> str:
    return "-" if number is None else f"{number:.0%}"


def _words(name: str) -> str:
    """A name for programs as words."""
    return name.replace("_", " ")


def _placed(entry: Publication) -> str:
    """Where a text was sent, or that a person took it from the outbox to where it stands."""
    by_hand = was_copied(entry.state, entry.platform, entry.url)
    return f"{entry.account}, by hand" if by_hand else f"{entry.account} on {entry.platform}"
