"""The long haul: short flows that look again, for months, after a recovery has done its first part.

``check-in`` looks at one incident on one day. ``sweep`` runs every day: it does what was missed, plans what is not in
the calendar, wakes what was answered elsewhere, and ends what nobody answers. ``baseline`` writes down everyday
numbers from the first day on, without which nobody can say later what is normal, and sees when replies to a post jump.
``refresh-events`` keeps the calendar of events fresh for the guard. ``close-incident`` ends an incident on a person's
word.
"""

import asyncio
import os
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.alerts.alerting import tell_people
from flows.alerts.spikes import Spike, counted, jumps
from flows.errors import RecoveryError
from flows.incident import CheckIn, MetricPoint
from flows.pages.markdown import cell
from flows.platforms.base import Platform, PlatformError
from flows.server import announcing, calendar
from flows.server.office import office
from flows.server.showing import Page, report, report_where_it_began
from flows.server.unanswered import PATIENCE_DAYS, expire
from flows.server.waking import wake
from flows.steps.check_in import check_in as look
from flows.steps.closing import close
from flows.sweep import sweep as sweep_all
from flows.terminal.desk import Desk
from guard.config import Config
from guard.events import feeds


@flow(name="check-in", flow_run_name="check-in {incident} day {day}", persist_result=False, log_prints=False)
async def check_in(incident: str, day: int) -> State[Any]:
    """Look at an incident again: measure, read, compare with before, remind of promises, and say how it stands."""
    async with office() as desk:
        case = desk.case(incident, by=str(runtime.flow_run.id))
        done = await asyncio.to_thread(look, case, day)
        if done.state == "cancelled":
            return Completed(name="NotNeeded", message=f"{incident} was closed before day {day}.")
        if done.status == "relapsed":
            await calendar.schedule(case)
        await asyncio.to_thread(tell_people, desk, incident)
        page = Page(runtime.flow_run.id, incident)
        await page.markdown(f"day-{day}", _told(done), f"How {incident} stands on day {day}")
        await report_where_it_began(case)
        return Completed(message=f"Day {day} of {incident}: {(done.status or 'done').replace('_', ' ')}.")


def _told(done: CheckIn) -> str:
    lines = [f"# Day {done.day}: {(done.status or 'done').replace('_', ' ')}", "", str(done.result.get("said", ""))]
    changed = [f"- {cell(change)}" for change in done.result.get("changes", ())]
    reminded = [f"- {reminder}" for reminder in done.result.get("reminded", ())]
    parts = {"## What changed in the answers since the last look": changed, "## Promises": reminded}
    return "\n".join([*lines, *(line for head, part in parts.items() if part for line in ("", head, "", *part))])


@flow(name="sweep", flow_run_name="daily sweep", persist_result=False, log_prints=False)
async def sweep(patience_days: int = PATIENCE_DAYS) -> State[Any]:
    """Do the check-ins that were missed, plan those that are not in the calendar, wake and cancel what has changed.

    A run that waits for an answer stops waiting after ``patience_days``.
    """
    async with office() as desk:
        await asyncio.to_thread(tell_people, desk)  # what was missed is told first: once it is done, it is not missed
        done = await asyncio.to_thread(lambda: list(sweep_all(desk)))
        await asyncio.to_thread(tell_people, desk)
        planned, woken, cancelled = await _put_right(desk)
        expired = await expire(desk, patience_days)
        page = Page(runtime.flow_run.id, "daily-sweep")
        await page.markdown("done", "\n".join(f"- {line}" for line in done) or "Nothing was due.", "What was due")
    said = f"{len(done)} check-ins done, {planned} planned, {woken} runs woken, {cancelled} cancelled."
    said += f" {expired} runs have stopped waiting for an answer." if expired else ""
    return Completed(message=said)


async def _put_right(desk: Desk) -> tuple[int, int, int]:
    """Bring Prefect's calendar in line with the casebook: how many runs were planned, woken, and cancelled."""
    woken = cancelled = 0
    incidents = desk.casebook.incidents.all()
    for incident in incidents:
        if incident.is_open:
            woken += await wake(desk.casebook, incident.id)
        else:
            cancelled += await calendar.cancel(incident.id)
    planned = await calendar.schedule_all(desk.casebook, [each.id for each in incidents if each.is_open])
    return planned, woken, cancelled


@flow(name="baseline", flow_run_name="everyday numbers", persist_result=False, log_prints=False)
async def baseline() -> State[Any]:
    """Write down what is normal, for the day on which something is not; and tell of posts where it is not now.

    Raises:
        RecoveryError: some of the accounts could not be asked; the numbers of the others are kept.
    """
    count, problems = 0, []
    async with office() as desk:
        for name, platform in desk.accounts.items():
            try:
                points, seen = await asyncio.to_thread(_measured, desk, name, platform)
            except PlatformError as error:
                problems.append(f"{name}: {error}")
                continue
            count += len(points)
            for each in seen:
                announcing.spike(each)
        asked = len(desk.accounts)
    if problems:
        raise RecoveryError(f"{len(problems)} accounts could not be asked: {' '.join(problems)}")
    return Completed(message=f"{count} numbers of {asked} accounts are kept.")


def _measured(desk: Desk, name: str, platform: Platform) -> tuple[list[MetricPoint], list[Spike]]:
    """Today's numbers of an account, which are kept, and the posts that are answered far more often than others."""
    points, day = counted(desk, name, platform), desk.clock().date()
    seen = jumps(desk, name, points)
    if (followers := platform.followers()) is not None:
        points.append(
            MetricPoint(account=name, metric="follower_count", day=day, value=followers, source=platform.name)
        )
    desk.casebook.metrics.record(points)
    return points, seen


@flow(name="refresh-events", flow_run_name="refresh the events", persist_result=False, log_prints=False)
async def refresh_events() -> State[Any]:
    """Read the feeds of disasters and news, so that the guard knows what goes on in the world.

    Raises:
        RecoveryError: a feed could not be read; its events of the last time still count.
    """
    async with office() as desk:
        if not desk.config.events.feeds:
            return Completed(name="NotNeeded", message="guard.toml names no feeds, so there is nothing to read.")
        place = events_file(desk.config, desk.folder)
        book, outcomes = await asyncio.to_thread(feeds.refresh, desk.config.events, place, desk.clock())
    if failed := [outcome.feed for outcome in outcomes if outcome.problem]:
        raise RecoveryError(f"{len(failed)} of {len(outcomes)} feeds could not be read: {', '.join(failed)}.")
    return Completed(message=f"{len(book.events)} events are known.")


def events_file(config: Config, folder: str) -> str:
    """Where the events are kept: as guard.toml says, from its folder."""
    name = os.path.expanduser(config.events.file)
    return name if folder == "." else os.path.join(folder, name)


@flow(name="close-incident", flow_run_name="close {incident}", persist_result=False, log_prints=False)
async def close_incident(incident: str, name: str, reason: str, anyway: bool = False) -> State[Any]:  # noqa: FBT001, FBT002 - a box in a form
    """Close an incident, propose what the guard should know next time, and cancel the check-ins that are planned."""
    async with office() as desk:
        case = desk.case(incident, by=name)
        await asyncio.to_thread(close, case, by=name, why=reason, anyway=anyway)
        cancelled = await calendar.cancel(incident)
        lessons = [f"## {each.title}\n\n```\n{each.text}\n```" for each in desk.casebook.lessons.of(incident)]
        page = Page(runtime.flow_run.id, incident)
        await page.markdown("lessons", "\n\n".join(lessons) or "None.", "What the guard should know next time")
        await report(page, case)
        await report_where_it_began(case)
    return Completed(message=f"{incident} is closed; {cancelled} planned runs were cancelled.")
