"""What the page of a run shows besides its steps: the checklist, the brief, the drafts, the timeline, the report.

Each is an artifact of the run itself. A run that starts again brings them up to date instead of adding a second one.
The report and its chart belong to the run of the recovery: whatever happens later brings them up to date there.
"""

import asyncio
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate, ArtifactUpdate
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterTags,
)

from flows.briefing import brief_now, is_weighed
from flows.case import Case
from flows.everyday.freezing import Stopped
from flows.incident import Json
from flows.outgoing import IN_OUTBOX, lies_in_outbox
from flows.pages.markdown import cell, quoted
from flows.pages.report import markdown, recovery_chart
from flows.steps.apology import about_groups, lacks
from flows.steps.audience import Heard
from flows.steps.contain import Contained
from flows.steps.publish import Out
from flows.store.wording import held_here, purpose_named, who_named

RECOVERY = "recover"
"""The name of the flow whose page tells the whole story of an incident."""


class Page:
    """The artifacts of the flow run ``run``, by their keys; ``incident`` begins every key."""

    def __init__(self, run: UUID | str, incident: str) -> None:
        self._run, self.incident = UUID(str(run)), incident
        self._known: dict[str, UUID] | None = None

    async def markdown(self, name: str, text: str, about: str) -> None:
        """Show a text."""
        await self._put(name, "markdown", text, about)

    async def table(self, name: str, rows: Sequence[Json], about: str) -> None:
        """Show a table."""
        import json

        await self._put(name, "table", json.dumps(list(rows), ensure_ascii=False), about)

    async def picture(self, name: str, drawing: str, about: str) -> None:
        """Show a drawing (SVG), which is part of the artifact itself: nothing has to be kept elsewhere."""
        content = b64encode(drawing.encode()).decode("ascii")
        await self._put(name, "image", f"data:image/svg+xml;base64,{content}", about)

    async def _put(self, name: str, kind: str, data: str, about: str) -> None:
        key = f"{self.incident}-{name}"
        known = await self._keys()
        async with get_client() as client:
            if key in known:
                await client.update_artifact(known[key], ArtifactUpdate(data=data))
                return
            new = ArtifactCreate(key=key, type=kind, data=data, description=about, flow_run_id=self._run)
            known[key] = (await client.create_artifact(new)).id

    async def _keys(self) -> dict[str, UUID]:
        """The artifacts that earlier attempts of this run have left."""
        if self._known is None:
            mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[self._run]))
            async with get_client() as client:
                found = await client.read_artifacts(artifact_filter=mine)
            self._known = {artifact.key: artifact.id for artifact in found if artifact.key}
        return self._known


def _held(count: int) -> str:
    return {0: "nothing waits in its own queue", 1: "one queued post is held"}.get(
        count, f"{count} queued posts are held"
    )


def stopped(queue: Stopped) -> str:
    """What became of a queue, and no more than is known: one that nobody could read is not called empty."""
    if queue.problem and not queue.held:
        return "COULD NOT BE STOPPED. Look at it yourself."
    return f"{_held(queue.held)}. {'A second look found it safe.' if queue.is_safe else 'LOOK AT IT YOURSELF.'}"


async def checklist(page: Page, done: Contained, *, lead: str, first: str) -> None:
    """Show what was stopped, and what nobody should do now; ``first`` says where to decide about the first answer."""
    queues = [f"- {each.account}: {stopped(each)}" for each in done.queues]
    queues += [f"- {held_here(done.held_here)}"] if done.held_here else []
    going = [f"- {q.account}: {where}" for q in done.queues for where in (*q.still_going, q.problem) if where]
    going += [f"- Post {number} of our own queue is being sent right now." for number in done.sending]
    lines = [
        "## What waits for you",
        f"- **{lead}** leads and speaks for everybody.",
        f"- The first answer should be out by {done.holding_due:%H:%M} UTC. It is written: {first}",
        "",
        "## Remain calm",
        *(f"- {line}" for line in done.calm),
        "",
        "## What was stopped",
        *(queues or ["- No account can be asked from here. Stop your scheduling tool by hand."]),
        *(["", "## What could not be stopped", *going] if going else []),
        "",
        "## What was kept",
        f"- {done.replies:,} replies, each as it was written.",
        *(f"- {line}" for line in done.unreadable),
    ]
    await page.markdown("checklist", "\n".join(lines), "What to do, and what not to do, in the first hour")


async def brief(page: Page, case: Case) -> None:
    """Show the page for people who have two minutes, as things stand now; nothing before the mishap was weighed."""
    if is_weighed(case):
        await page.markdown("brief", brief_now(case), "What happened, how grave it is, how to answer")


async def audience(page: Page, done: Heard) -> None:
    """Show who was hurt, with the replies that say so."""
    rows: list[Json] = [
        {
            "who": group.group,
            "share of the offended": f"{group.share:.0%}",
            "replies that say so": ", ".join(group.evidence[:5]),
        }
        for group in done.groups
    ]
    about = f"{done.offended:,} of {done.replies:,} replies are offended"
    await page.table("audience", rows or [{"who": "nobody is named in the replies"}], about)
    words: list[Json] = [
        {
            "about": f"{each.about}: {each.name}",
            "in a language model's words": " ".join([*filter(None, [each.label]), *(s.text for s in each.statements)]),
            "replies that say so": ", ".join(dict.fromkeys(one for s in each.statements for one in s.evidence)),
        }
        for each in done.words
    ]
    if words:
        await page.table("in-words", words, "What the replies say, as a language model words it")


async def drafts(page: Page, case: Case) -> None:
    """Show all drafts with what the guard says about each."""
    lines = ["# Drafts", *filter(None, [about_groups(case)])]
    for draft in case.casebook.drafts.of(case.name, newest=True):
        lines += [
            f"## Draft {draft.id}: {purpose_named(draft.purpose)}, for {draft.audience}, by {who_named(draft.author)}",
            quoted(draft.text),
            "",
        ]
        lines += objections(draft.findings, await asyncio.to_thread(lacks, case, draft))
    await page.markdown("drafts", "\n".join(lines), "Every text that may go out, with what the guard says about it")


async def published(page: Page, out: Out) -> None:
    """Show where the apology stands."""
    where = f"[{out.url}]({out.url})" if re.match(r"https?://", out.url) else f"`{out.url or out.platform_id}`"
    since = f"since {out.at:%-d %B %Y, %H:%M} UTC: {where}"
    inside = lies_in_outbox(out.url)
    text = f"The apology lies in the outbox {since}\n\n{IN_OUTBOX}" if inside else f"The apology is out {since}"
    await page.markdown("published", text, "Where the apology stands")


async def timeline(page: Page, case: Case) -> None:
    """Show everything that has happened, in order."""
    rows = [
        {"when (UTC)": f"{event.at:%d %b %H:%M}", "what": event.what, "who": who_named(event.actor)}
        for event in case.casebook.timeline.of(case.name)
    ]
    await page.table("timeline", rows, "Everything that has happened, in order")


async def report(page: Page, case: Case) -> None:
    """Show the post-mortem as it is by now, with the chart of the numbers where there are any."""
    text, drawing = await asyncio.to_thread(lambda: (markdown(case), recovery_chart(case)))
    await page.markdown("report", text, "The whole story: what happened, who was hurt, what was said and done")
    if drawing:
        await page.picture("chart", drawing, "The numbers of the account, before the post and since")


async def report_where_it_began(case: Case) -> None:
    """Bring the report up to date on the pages of the runs that have recovered this incident."""
    recoveries = FlowRunFilter(tags=FlowRunFilterTags(all_=[f"incident:{case.name}"]))
    async with get_client() as client:
        runs = await client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[RECOVERY])), flow_run_filter=recoveries
        )
    for run in runs:
        await report(Page(run.id, case.name), case)


WEIGHT = {"block": "It must not go out so", "review": "Look at it again", "info": "Good to know"}
"""What each severity asks of the person who reads the text."""


def objections(findings: Iterable[Json], missing: Iterable[Json] = ()) -> list[str]:
    """What the guard says about a text, and what is ``missing`` in it, as lines of a list."""
    lines = [
        f"- **{WEIGHT.get(f['severity'], f['severity'])}:** {cell(f['message'])} {cell(f.get('instead', ''))}".rstrip()
        for f in findings
    ]
    lines += [f"- **Missing:** {cell(f['message'])} {cell(f['instead'])}".rstrip() for f in missing]
    return lines or ["The guard has no objection."]
