"""``python -m flows.demo [FOLDER]``: one whole recovery, from the post to the last check-in, in less than a minute.

Everything stays in one folder: an outbox takes the place of the network, and the clock travels. People who decide are
scripted; the replies are those of ``examples/recovery``.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import click

from flows import demo_story as script
from flows.case import NeedsPerson, Rejected
from flows.clock import TravelClock
from flows.incident import CheckIn
from flows.opening import open_incident
from flows.pages.report import html, markdown, write
from flows.plan import Agreement, Mishap, WrongPost
from flows.platforms.outbox import Outbox
from flows.steps import remedy
from flows.steps.approval import decide, waiting
from flows.steps.audience import hear_more
from flows.steps.check_in import Look
from flows.steps.closing import close
from flows.steps.holding import holding
from flows.steps.lesson import merge
from flows.steps.listen import STEP as LISTEN
from flows.steps.listen import Listening
from flows.steps.measuring import bring_in
from flows.story import tell
from flows.sweep import sweep
from flows.terminal.desk import Desk
from flows.terminal.telling import heard_lines, told
from guard import config_file
from guard.engine import Guard
from guard.errors import GuardError, InputError
from guard.model import Post

FOLDER = os.path.join("build", "demo-recovery")
MARK = "made-by-the-demo.txt"
"""A folder with this file in it is the demo's own, so that it may begin afresh there."""
NOON = timedelta(hours=12)


@click.command()
@click.argument("folder", default=FOLDER)
def main(folder: str) -> None:
    """Show one whole recovery, in FOLDER."""
    examples = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "examples", "recovery")
    letters = script.letters(examples)
    _begin(folder, examples)
    with _desk(folder) as (desk, outbox, clock):
        post = _publish_the_post(outbox, clock, os.path.join(examples, "post.txt"))
        demo = Demo(desk, outbox, clock, letters, folder)
        name = demo.open(post)
        demo.first_answer(name)
        demo.apologise(name)
        demo.long_haul(name)
        demo.end(name)
        demo.where_to_look(name)


def _begin(folder: str, examples: str) -> None:
    """An empty folder with the brand's guard.toml.

    Raises:
        InputError: something else is there already.
    """
    if os.path.exists(folder) and os.listdir(folder) and not os.path.exists(os.path.join(folder, MARK)):
        fix = "Name a folder that is empty or not there yet: python -m flows.demo FOLDER"
        raise InputError("something else is in this folder.", where=folder, fix=fix)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(os.path.join(folder, MARK), "w", encoding="utf-8") as stream:
        stream.write("The next run of the demonstration deletes this folder.\n")
    shutil.copy(os.path.join(examples, config_file.NAME), folder)


@contextmanager
def _desk(folder: str) -> Iterator[tuple[Desk, Outbox, TravelClock]]:
    from flows.store import Casebook

    clock = TravelClock(script.WENT_OUT - timedelta(hours=1))
    outbox = Outbox(os.path.join(folder, "outbox"), clock)
    config = config_file.load(os.path.join(folder, config_file.NAME))
    with Casebook.open(os.path.join(folder, "casebook.sqlite3")) as casebook:
        yield Desk(casebook, {script.ACCOUNT: outbox}, config, folder, clock), outbox, clock


def _publish_the_post(outbox: Outbox, clock: TravelClock, path: str) -> WrongPost:
    """What nobody had checked: the post goes out, and two others wait in the queue."""
    for number, (text, at) in enumerate(script.QUEUED, 1):
        outbox.publish(text, key=f"everyday {number}", at=at)
    clock.travel_to(script.WENT_OUT)
    with open(path, encoding="utf-8") as stream:
        text = stream.read().rstrip("\n")
    published = outbox.publish(text, key="the flood sale")
    return WrongPost(text=text, account=script.ACCOUNT, id=published.id, published_at=published.at)


class Demo:
    """The demonstration: what each scripted person does, told as it happens."""

    def __init__(self, desk: Desk, outbox: Outbox, clock: TravelClock, letters: script.Letters, folder: str) -> None:
        self._desk, self._outbox, self._clock, self._letters, self._folder = desk, outbox, clock, letters, folder
        self._read_until = script.WENT_OUT

    # --- the first day ----------------------------------------------------------------------------------------------

    def open(self, post: WrongPost) -> str:
        """Open the incident and go as far as it goes."""
        self._at(script.OPENED, f"{script.LEAD} opens the incident.")
        self._outbox.receive(post.id or "", script.between(self._letters.replies, script.WENT_OUT, script.OPENED))
        mishap = Mishap(
            brand=script.BRAND,
            post=post,
            lead=script.LEAD,
            report=script.REPORT,
            audience_size=script.followers(script.WENT_OUT.date() - timedelta(days=1)),
            agreed=Agreement(two_person=True),
        )
        name = open_incident(self._desk.casebook, mishap, clock=self._clock).id
        self._bring_in(name)
        self._go_on(name, by=script.LEAD)
        return name

    def first_answer(self, name: str) -> None:
        """Two people approve the first answer."""
        self._at(script.FIRST_ANSWER, "The first answer goes out.")
        for who in (script.LEAD, script.SECOND):
            case = self._desk.case(name, by=who)
            decide(case, waiting(case, "holding"), "approved", who=who)
            self._say(f"{who} approves it.")
        self._say(f"It lies in the outbox: {holding(self._desk.case(name, by=script.SECOND)).platform_id}")

    # --- the apology ------------------------------------------------------------------------------------------------

    def apologise(self, name: str) -> None:
        """Hear more people, write, reject, write again, approve, publish."""
        self._at(script.DECIDED, "The replies of a day and a night are read, and the apology is written.")
        lead, second = self._desk.case(name, by=script.LEAD), self._desk.case(name, by=script.SECOND)
        self._hear(name, script.DECIDED)
        remedy.promise(lead, script.PROMISE, owner=script.SECOND, due=script.PROMISE_DUE)
        self._say(f"{script.LEAD} promises: {script.PROMISE}, by {script.PROMISE_DUE:%-d %B}.")
        self._go_on(name, by=script.LEAD)
        decide(lead, waiting(lead), "edited", who=script.LEAD, text=script.FIRST_TRY)
        self._say(f"{script.LEAD} proposes: {script.FIRST_TRY}")
        decide(second, waiting(second), "rejected", who=script.SECOND, reason=script.WHY_NOT)
        self._go_on(name, by=script.SECOND)
        decide(lead, waiting(lead), "edited", who=script.LEAD, text=script.APOLOGY)
        self._go_on(name, by=script.LEAD)
        decide(second, waiting(second), "approved", who=script.SECOND)
        self._go_on(name, by=script.SECOND)

    # --- the long haul ----------------------------------------------------------------------------------------------

    def long_haul(self, name: str) -> None:
        """Travel from check-in to check-in, as the daily sweep would, until none is left."""
        window = self._desk.case(name, by=script.LEAD).found(LISTEN, Listening)
        self._read_until = window.since
        proven = False
        while due := self._next(name):
            if not proven and due.due_at > script.PROVEN:
                self._prove(name)
                proven = True
            self._look(name, due, window.post)

    def _prove(self, name: str) -> None:
        self._at(script.PROVEN, "The promise is kept.")
        case = self._desk.case(name, by=script.SECOND)
        (promised,) = case.casebook.remedies.of(name)
        self._say(f"{script.SECOND} proves it: {remedy.prove(case, promised.id, script.PROOF).proof}")

    def _look(self, name: str, due: CheckIn, apology: str) -> None:
        """Let the day of a check-in come, with what people wrote until then and the day's numbers."""
        moment = max(due.due_at, self._clock() + timedelta(hours=1))
        self._at(moment, f"Check-in of day {due.day}.")
        self._outbox.receive(apology, script.between(self._letters.answers, self._read_until, moment))
        if self._read_until < script.ALL_REPLIES <= moment:
            self._hear(name, script.ALL_REPLIES)
        self._read_until = moment
        self._bring_in(name)
        for said in sweep(self._desk):
            self._say(said)
        self._answer(name, due.day, apology)

    def _answer(self, name: str, day: int, apology: str) -> None:
        """Answer the questions that the check-in has found, below the apology."""
        found = Look.model_validate(self._desk.casebook.check_ins.get(name, day).result)
        own = [script.answer(question, self._clock()) for question in found.answers.waiting]
        self._outbox.receive(apology, own)
        if own:
            self._say(f"{script.SECOND} answers: {', '.join(found.answers.waiting)}")

    def _next(self, name: str) -> CheckIn | None:
        planned = [each for each in self._desk.casebook.check_ins.of(name) if each.state == "planned"]
        return min(planned, key=lambda each: each.due_at, default=None)

    # --- the end ----------------------------------------------------------------------------------------------------

    def end(self, name: str) -> None:
        """Close, learn, and try whether the guard has learnt it."""
        self._at(self._clock() + NOON, f"{script.LEAD} closes the incident; {script.SECOND} keeps its lessons.")
        lead, second = self._desk.case(name, by=script.LEAD), self._desk.case(name, by=script.SECOND)
        close(lead, by=script.LEAD, why=script.WHY_CLOSED, phrases=script.PHRASES)
        for each in self._desk.casebook.lessons.of(name):
            _, path = merge(second, each.id, by=script.SECOND)
            self._say(f"Lesson {each.id} ({each.title}) stands in {path}.")
        config = config_file.load(os.path.join(self._folder, config_file.NAME))
        post = Post(text=lead.mishap.post.text)
        verdict = Guard(config, now=self._clock(), folder=self._folder).check(post)
        codes = ", ".join(finding.code for finding in verdict.findings)
        self._say(f"The same post again: the guard says {verdict.decision} ({codes}).")

    def where_to_look(self, name: str) -> None:
        """Write the report and say where everything is."""
        case = self._desk.case(name, by=script.LEAD)
        page, text = (os.path.join(self._folder, f"report.{ending}") for ending in ("html", "md"))
        write(page, html(case))
        write(text, markdown(case))
        found = self._desk.casebook.verify(name)
        out = [each for each in self._desk.casebook.publications.of(name) if each.state == "confirmed"]
        self._say("")
        self._say(f"{found.events} events, {found.evidence} pieces of evidence, {len(out)} texts published once each;")
        self._say("all are as they were written." if found.is_whole else "NOT all are as they were written.")
        click.echo(f"""
Where to look:
  the report         {page} (or {text})
  what went out      {os.path.join(self._folder, "outbox", "posts")}
  the casebook       MISHAP_HOME={self._folder} guard incident show {name}
  is it whole?       MISHAP_HOME={self._folder} guard incident verify {name}""")

    # --- small things -----------------------------------------------------------------------------------------------

    def _go_on(self, name: str, *, by: str) -> None:
        """Run the steps as far as they go, and tell those that are new."""
        case = self._desk.case(name, by=by)
        known = {record.step for record in case.casebook.steps.of(name) if record.state == "done"}
        try:
            for step, result in tell(case):
                if step.name not in known:
                    click.echo(told(step, result))
        except (NeedsPerson, Rejected) as waits:
            self._say(str(waits))

    def _hear(self, name: str, until: datetime) -> None:
        """Give the replies that were written until then, as a person would who has saved them."""
        path = os.path.join(self._folder, f"replies-until-{until:%Y-%m-%d}.jsonl")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(script.as_lines(script.between(self._letters.replies, script.WENT_OUT, until)))
        for line in heard_lines(hear_more(self._desk.case(name, by=script.LEAD), path)):
            self._say(line)

    def _bring_in(self, name: str) -> None:
        """Give the numbers of the days that are over, as a listening tool counts them."""
        path = os.path.join(self._folder, "numbers.csv")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(script.numbers(self._clock().date() - timedelta(days=1)))
        bring_in(self._desk.case(name, by="listening tool (scripted)"), path)

    def _at(self, moment: datetime, what: str) -> None:
        self._clock.travel_to(moment)
        click.secho(f"\n{moment:%a %-d %B %Y, %H:%M} UTC: {what}", bold=True)

    def _say(self, line: str) -> None:
        click.echo(f"  {line}" if line else "")


if __name__ == "__main__":
    try:
        main()
    except GuardError as error:
        click.echo(f"demo: {error}", err=True)
        sys.exit(error.exit_code)
