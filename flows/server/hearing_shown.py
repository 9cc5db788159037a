"""What the replies say as a whole, on the page of a run: the report as Markdown, and the storm as a drawing."""

import asyncio

from flows.case import Case
from flows.server.showing import Page
from flows.steps.audience import Heard, replies_so_far

ABOUT = "What the replies say together: who was hurt, what they complain about and ask for, with quotes"


async def audience(page: Page, done: Heard, case: Case) -> None:
    """Show the report and, where there are replies, the storm over time."""
    text, drawing = await asyncio.to_thread(_written, done, case)
    await page.markdown("voices", text, ABOUT)
    if drawing:
        await page.picture("storm", drawing, "The replies over time; the offended ones are red, waves are shaded")


def _written(done: Heard, case: Case) -> tuple[str, str]:
    from flows.audience.picture import timeline
    from flows.audience.quotes import quotes, wanted
    from flows.audience.report import WIDE, Shown, markdown
    from flows.audience.result import Audience

    found = Audience.model_validate(done.whole)
    own = [case.incident.account, *case.config.brand.handles]
    shown = Shown(found, case.mishap.post.text, quotes(replies_so_far(case), wanted(found), own=own))
    return markdown(shown), timeline(found.timeline, found.waves, width=WIDE)
