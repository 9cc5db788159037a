"""The audience of a mishap as a page for people: one HTML file that needs nothing else, or Markdown.

Every number stands on replies, and their ids stand behind it. People who answered are numbers, unless somebody asks for
their names.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from flows.audience.intervals import share, wilson
from flows.audience.picture import timeline
from flows.audience.quotes import Quote, Quotes
from flows.audience.result import Audience, Interval
from flows.audience.wording import DEMANDS, LANGUAGES, STANCES, WAVES, between, counted, listed, percent
from guard.reports.screen import visible

MOST_QUOTED = 3
"""Replies that are quoted beside a claim; all of its ids stand there too."""
NARROW, WIDE = 380, 780
"""Widths of the drawing, for phones and for desks."""


class Claim(Struct, frozen=True):
    """One line of a report: what is said, of how many replies, what share that is, and which replies these are."""

    said: str
    replies: int
    share: float
    interval: Interval
    trace: str
    quotes: Sequence[Quote] = ()
    note: str = ""
    own: int = 0


class Shown(Struct, frozen=True):
    """What a report is made of: what was found, the post, the replies that are shown, and what has changed since.

    ``changes`` are sentences; None where there is no earlier look to compare with.
    """

    found: Audience
    post: str
    quotes: Quotes
    changes: Sequence[str] | None = None
    show_names: bool = False


def html(shown: Shown) -> str:
    """The report as one HTML file. The same replies give the same file."""
    return _rendered("audience.html.j2", shown)


def markdown(shown: Shown) -> str:
    """The report as Markdown, with fewer quotes."""
    return _rendered("audience.md.j2", shown)


def summary(found: Audience) -> list[str]:
    """The whole of it in a few sentences, for somebody who has a minute."""
    if not found.replies:
        return ["There are no replies, so nothing can be said about who was hurt."]
    people = sum(found.people.values())
    offended, interval = percent(share(found.counted, people)), wilson(found.counted, people)
    said = [
        f"{counted(found.replies, 'reply', 'replies')} by {counted(found.unique_authors, 'account', 'accounts')}.",
        f"Of {counted(people, 'reply', 'replies')} by people, {offended} are offended ({between(interval)}).",
        _hurt(found),
    ]
    if found.demands:
        asked = [f"{DEMANDS[one.demand].split(',')[0]} ({percent(one.share)})" for one in found.demands[:3]]
        said.append(f"What they ask of you: {listed(asked)}.")
    if apart := _apart(found):
        said.append(apart)
    return said


def _hurt(found: Audience) -> str:
    named = [f"{one.group} ({percent(one.share)})" for one in found.groups[:4]]
    if not named:
        return "No group of people is named as hurt in them."
    return f"Hurt, as the replies say: {listed(named)}."


def _apart(found: Audience) -> str:
    left = found.replies - sum(found.people.values())
    if not left:
        return ""
    parts = []
    if found.campaigns:
        parts.append("further copies of texts that many pasted")
    if found.suspected_bots:
        parts.append(
            f"what {counted(found.suspected_bots, 'account that behaves', 'accounts that behave')} like programs wrote"
        )
    return f"Left out of these shares: {counted(left, 'reply', 'replies')} ({listed(parts)})."


# --- the lines of its tables ------------------------------------------------------------------------------------------


def stances(found: Audience) -> list[Claim]:
    """What people feel, without copies and suspected programs; what most feel first."""
    people = sum(found.people.values())
    rows = sorted(found.people.items(), key=lambda one: -one[1])
    return [
        Claim(STANCES[name], count, share(count, people), wilson(count, people), f"people/{name}")
        for name, count in rows
    ]


def groups(shown: Shown) -> list[Claim]:
    """Who was hurt."""
    return [
        Claim(
            said=one.group,
            replies=one.replies,
            share=one.share,
            interval=one.interval,
            trace=f"group/{one.group}",
            quotes=_quoted(shown, one.evidence),
            own=one.own,
        )
        for one in shown.found.groups
    ]


def themes(shown: Shown) -> list[Claim]:
    """What they complain about, in their words."""
    return [
        Claim(
            said=f"“{visible(one.label)}”",
            replies=one.replies,
            share=one.share,
            interval=one.interval,
            trace=f"theme/{one.label}",
            quotes=_quoted(shown, one.examples),
            note=", ".join(map(visible, one.keywords)),
        )
        for one in shown.found.themes
    ]


def demands(shown: Shown) -> list[Claim]:
    """What they ask for."""
    return [
        Claim(
            said=DEMANDS[one.demand],
            replies=one.replies,
            share=one.share,
            interval=one.interval,
            trace=f"demand/{one.demand}",
            quotes=_quoted(shown, one.examples),
        )
        for one in shown.found.demands
    ]


def languages(found: Audience) -> list[Claim]:
    """The languages of all replies."""
    return [
        Claim(
            said=LANGUAGES.get(name, name),
            replies=count,
            share=share(count, found.replies),
            interval=wilson(count, found.replies),
            trace=f"language/{name}",
        )
        for name, count in found.languages.items()
    ]


def _quoted(shown: Shown, ids: Iterable[str]) -> list[Quote]:
    """The first of these replies that are at hand, no two with the same words."""
    made: dict[str, Quote] = {}
    for each in ids:
        if (quote := shown.quotes.get(each)) is not None:
            made.setdefault(quote.text, quote)
    return [*made.values()][:MOST_QUOTED]


# --- how it is rendered -----------------------------------------------------------------------------------------------


def _rendered(template: str, shown: Shown) -> str:
    from flows.pages.rendering import rendered

    return rendered(template, _facts(shown), percent=percent, between=between, visible=visible)


def _facts(shown: Shown) -> dict[str, Any]:
    found = shown.found
    return {
        "found": found,
        "post": "\n".join(visible(line) for line in shown.post.splitlines()),
        "changes": shown.changes,
        "show_names": shown.show_names,
        "summary": summary(found),
        "drawings": [_drawing(found, width) for width in (NARROW, WIDE)],
        "wave_names": WAVES,
        "stance_names": STANCES,
        "stances": stances(found),
        "groups": groups(shown),
        "themes": themes(shown),
        "demands": demands(shown),
        "languages": languages(found),
        "pasted": [_quoted(shown, one.examples) for one in found.campaigns],
        "quotes": shown.quotes,
        "in_order": sorted(shown.quotes.values(), key=lambda one: (one.at, one.number)),
        "traces": found.traces,
    }


def _drawing(found: Audience, width: int) -> Any:
    from markupsafe import Markup

    return Markup(timeline(found.timeline, found.waves, width=width, name=f"storm-{width}"))  # noqa: S704 - made here, its words escaped
