"""Tell people in the terminal what a step has done, what a draft says, and where an incident stands."""

from collections.abc import Callable
from typing import Any

from flows.case import Case
from flows.everyday.freezing import Stopped
from flows.gravity import MOST
from flows.incident import CheckIn, Noun
from flows.llm.hearing import InWords
from flows.outgoing import IN_OUTBOX, Draft, Publication, lies_in_outbox, once_posted
from flows.steps.acknowledge import Acknowledged
from flows.steps.apology import Apology, about_groups, lacks
from flows.steps.approval import Approved
from flows.steps.audience import Heard
from flows.steps.contain import Contained
from flows.steps.listen import Listening
from flows.steps.long_haul import Planned
from flows.steps.publish import Out
from flows.store import wording
from flows.store.wording import ASK, CHECK_IN, FARED, LESSON, PROMISE, STANDS, held_here, purpose_named, who_named
from flows.story import Step
from guard.reports.screen import visible


def told(step: Step, result: Noun) -> str:
    """What came out of a step, in a few lines."""
    lines = "\n".join(f"  {line}" for line in _TELLERS[type(result)](result))
    return f"\n{step.title}\n{lines}"


def _contained(done: Contained) -> list[str]:
    return [
        *map(_queue, done.queues),
        *([held_here(done.held_here)] if done.held_here else []),
        *(f"Post {number} of our own queue is being sent right now: look at the account." for number in done.sending),
        f"{done.replies:,} replies kept as evidence.",
        *done.unreadable,
        f"A first answer waits as draft {done.holding_draft}; it should be out by {done.holding_due:%H:%M} UTC.",
        "Meanwhile:",
        *(f"- {line}" for line in done.calm),
    ]


def _queue(stopped: Stopped) -> str:
    """What became of an account's queue; what could not be stopped is said so."""
    count = {0: "nothing waits in its own queue.", 1: "1 queued post held."}
    held = f"{stopped.account}: {count.get(stopped.held, f'{stopped.held} queued posts held.')}"
    going = f" Still going out: {'; '.join(stopped.still_going)}." if stopped.still_going else ""
    if stopped.held or not stopped.problem:
        return f"{held}{going} {stopped.problem}".rstrip()
    return f"{stopped.account} COULD NOT BE STOPPED in its own queue. {stopped.problem}{going}"


def _acknowledged(done: Acknowledged) -> list[str]:
    return [
        *([f"Called: {visible(done.called)}"] if done.called else []),
        *(f"{f['code']} {f['message']}" for f in done.findings),
        f"How grave: {done.level} ({done.total} of {MOST} points).",
        *(f"- {p.name}: {p.points} of 3. {p.why}" for p in done.points),
        done.strategy,
    ]


def heard_lines(done: Heard) -> list[str]:
    """Who was hurt, and what they ask for."""
    return [
        *done.unreadable,
        f"{done.offended:,} of {done.replies:,} replies are offended.",
        *(f"- {g.group}: {g.share:.0%} of them; see {', '.join(g.evidence[:3])}" for g in done.groups),
        *(f"{d['share']:.0%} of them {ASK.get(d['demand'], d['demand'])}." for d in done.demands[:3]),
        *(line for each in done.words for line in _in_words(each)),
        *(f"Since the last look: {visible(change)}" for change in done.changes),
    ]


def _in_words(said: InWords) -> list[str]:
    """What a language model makes of a theme or a group, with the replies that it cites."""
    head = f"In a model's words, {said.about} “{visible(said.name)}”" + (
        f" ({visible(said.label)})" if said.label else ""
    )
    return [f"{head}:", *(f"  {visible(s.text)} See {visible(', '.join(s.evidence))}" for s in said.statements)]


def _drafted(done: Apology) -> list[str]:
    first, *groups = done.drafts
    alone = f" {_listed('Draft', groups)} for one group each, to take words from." if groups else ""
    return [
        f"Draft {first} is for everybody: it goes out when it is approved.{alone}",
        *(f"Missing: {question.about}. {question.ask}" for question in done.questions),
    ]


def _listed(one: str, numbers: list[int]) -> str:
    """``Draft 4 is`` or ``Drafts 4, 5 are``."""
    return f"{one} {numbers[0]} is" if len(numbers) == 1 else f"{one}s {', '.join(map(str, numbers))} are"


def _approved(done: Approved) -> list[str]:
    return [f"Draft {done.draft} was approved by {', '.join(done.by)}."]


def _out(done: Out) -> list[str]:
    if lies_in_outbox(done.url):
        return [f"It lies in the outbox: {done.url}", IN_OUTBOX, once_posted(done.key)]
    return [f"It is out: {done.url or done.platform_id}"]


def _listening(done: Listening) -> list[str]:
    return [f"Answers are collected until {done.until:%-d %B %Y, %H:%M} UTC."]


def _planned(done: Planned) -> list[str]:
    return [f"The recovery looks again on days {', '.join(map(str, done.days))}."]


_TELLERS: dict[type[Noun], Callable[[Any], list[str]]] = {
    Contained: _contained,
    Acknowledged: _acknowledged,
    Heard: heard_lines,
    Apology: _drafted,
    Approved: _approved,
    Out: _out,
    Listening: _listening,
    Planned: _planned,
}


def shown_draft(case: Case, draft: Draft) -> str:
    """A draft with what the guard says about it, and what it still lacks."""
    head = f"Draft {draft.id}, {purpose_named(draft.purpose)}, for {draft.audience}, by {who_named(draft.author)}:"
    standing = case.casebook.approvals.standing(draft.id, now=case.now, rules=case.agreed.approvals)
    rejected = [f"It was rejected: {standing.reason}"] if standing.rejected else []
    return "\n".join([head, "", draft.text, "", *rejected, *said_about(case, draft)])


def said_about(case: Case, draft: Draft) -> list[str]:
    """What the guard has against a text, and what is missing in it; that it has no objection only where neither is."""
    findings = [f"  {f['severity']}: {f['message']} Instead: {f['instead']}" for f in draft.findings]
    missing = [f"  missing: {f['message']} {f['instead']}" for f in lacks(case, draft)]
    return [*findings, *missing] or ["The guard has no objection."]


def page(case: Case) -> str:
    """Where an incident stands: its drafts, promises, check-ins and timeline."""
    incident, book = case.incident, case.casebook
    title = f"{incident.id}: {STANDS[incident.state]}, led by {incident.lead}"
    parts = (
        [f"{title}, opened {incident.opened_at:%Y-%m-%d %H:%M} UTC"],
        [*filter(None, [about_groups(case)])],
        [shown_draft(case, draft) + "\n" for draft in book.drafts.of(incident.id, newest=True)],
        [
            f"Promise {r.id} ({PROMISE[r.state]}): {r.promise}; {r.owner}, due {r.due}"
            for r in book.remedies.of(incident.id)
        ],
        [_sent(entry) for entry in book.publications.of(incident.id)],
        [f"Check-in of day {c.day}: {_looked(c)}, {c.due_at:%Y-%m-%d}" for c in book.check_ins.of(incident.id)],
        [f"Lesson {each.id} ({LESSON[each.state]}): {each.title}" for each in book.lessons.of(incident.id)],
        [
            "Timeline (times are UTC):",
            *(f"{e.at:%Y-%m-%d %H:%M} {who_named(e.actor)}: {e.what}" for e in book.timeline.of(incident.id)),
        ],
    )
    return "\n\n".join("\n".join(part) for part in parts if part)


def _sent(entry: Publication) -> str:
    """What became of a text, with the KEY by which the commands call it."""
    what = wording.sent(entry.key, entry.state, account=entry.account, platform=entry.platform, url=entry.url)
    return f"{what} KEY {entry.key} {entry.url or entry.note}".rstrip()


def _looked(check: CheckIn) -> str:
    return FARED[check.status] if check.status else CHECK_IN[check.state]
