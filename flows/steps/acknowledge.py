"""Step 2, acknowledge what was done: in the guard's own findings, how it came about, and how grave it is.

The clusters are those of Coombs' Situational Crisis Communication Theory; what a brand has posted itself is nearly
always preventable. The severity is a sum that is shown, not a measurement: it says how many people must know today.
"""

from flows.case import Case
from flows.gravity import MOST, Gravity, Level, Points, weighed
from flows.incident import Json, Noun
from flows.llm.evidence import Cited, unmarked
from flows.llm.naming import Named, named
from flows.outgoing import place_named
from flows.plan import Responsibility
from flows.steps.contain import STEP as CONTAIN
from flows.steps.contain import Contained
from guard.model import Finding

STEP = "acknowledge"
TITLE = "Say what was done, and how grave it is"

ACCIDENTS = frozenset("unfinished_draft ai_boilerplate broken_or_unsafe_link wrong_account secret_credential".split())
"""Kinds of mishaps that nobody means."""

STRATEGY: dict[Responsibility, str] = {
    "preventable": "Rebuild: take responsibility, say sorry, put right what can be put right.",
    "accidental": "Take responsibility for the slip, say what it was, and say how it will not happen again.",
    "victim": "Say what happened to you, warn and protect the people who may be hurt, and say sorry that they were.",
}


class Acknowledged(Noun):
    """What was done. ``findings`` are the guard's own on the post as it was published.

    ``called`` and ``in_short`` are a language model's words for it, where one is asked; nothing is decided by them.
    """

    findings: tuple[Json, ...]
    kinds: tuple[str, ...]
    offended: tuple[str, ...]
    responsibility: Responsibility
    assumed: bool
    points: tuple[Points, ...]
    level: Level
    strategy: str
    brief: str
    called: str = ""
    in_short: tuple[Cited, ...] = ()

    @property
    def total(self) -> int:
        """The sum of the points, at most twelve."""
        return Gravity(points=self.points).total


def acknowledge(case: Case) -> Acknowledged:
    """Judge the post as it was published, and weigh the incident."""
    verdict = case.check_wrong_post()
    serious = [finding for finding in verdict.findings if finding.severity != "info"]
    kinds = tuple(dict.fromkeys(finding.category for finding in serious))
    given = case.mishap.responsibility
    responsibility: Responsibility = given or ("accidental" if kinds and ACCIDENTS.issuperset(kinds) else "preventable")
    shown = tuple(_shown(finding) for finding in serious)
    gravity = weighed(
        shown,
        followers=case.mishap.audience_size,
        responsibility=responsibility,
        replies=case.found(CONTAIN, Contained).replies,
    )
    points, level = gravity.points, gravity.level
    words = named(case, verdict, [f"How grave: {level}.", *(f"{p.name}: {p.points} of 3. {p.why}" for p in points)])
    done = Acknowledged(
        findings=shown,
        kinds=kinds,
        offended=tuple(dict.fromkeys(group for finding in serious for group in finding.offended)),
        responsibility=responsibility,
        assumed=given is None,
        points=points,
        level=level,
        strategy=STRATEGY[responsibility],
        brief=_worded(_brief(case, serious, points, level, responsibility), words),
        called=words.name,
        in_short=words.brief,
    )
    case.casebook.incidents.move(case.name, "acknowledged", by=case.by, now=case.now)
    case.tell(
        "severity",
        f"Weighed the incident: {level}, {gravity.total} of {MOST} points.",
        {"points": {p.name: p.points for p in points}},
        key="severity",
    )
    return done


def _shown(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "quote": finding.quote,
        "message": finding.message,
        "why": finding.why,
        "instead": finding.instead,
        "offended": list(finding.offended),
    }


def _brief(
    case: Case, findings: list[Finding], points: tuple[Points, ...], level: Level, responsibility: Responsibility
) -> str:
    """One page for people who have two minutes."""
    incident, mishap = case.incident, case.mishap
    total = Gravity(points=points).total
    when = f" on {incident.published_at:%-d %B %Y at %H:%M} UTC" if incident.published_at else ""
    what = [f"- {finding.message} ({finding.code}: “{finding.quote}”)" for finding in findings]
    lines = [
        f"# {mishap.brand}: a post that went wrong",
        "",
        f"**What happened.** A post went out from {incident.account} {place_named(incident.platform)}{when}.",
        "",
        _quoted(mishap.post.text),
        "",
        *(
            ["**What is wrong with it**", *what, ""]
            if what
            else ["The guard's rules find nothing wrong in its words.", ""]
        ),
        *(["**What we were told**", _quoted(mishap.report), ""] if mishap.report else []),
        f"**How grave: {level}** ({total} of {MOST} points; what is known now, not a measurement)",
        "",
        *(f"- {p.name}: {p.points} of 3. {p.why}" for p in points),
        "",
        f"**How to answer.** {STRATEGY[responsibility]}",
        f"{mishap.lead} leads and speaks for us; everybody else stays silent until the answer is out.",
    ]
    return "\n".join(lines)


def _worded(brief: str, words: Named) -> str:
    """The page with a language model's name for the mishap and its few sentences, each with what it stands on."""
    title, _, page = brief.partition("\n")
    named = f" ({unmarked(words.name)})" if words.name else ""
    said = [*filter(None, [words.act]), *words.brief]
    short = [f"- {unmarked(each.text)} (see: {unmarked(', '.join(each.evidence))})" for each in said]
    head = ["", "**In short, as a language model words it**", "", *short] if short else []
    return "\n".join([title + named, *head, page])


def _quoted(text: str) -> str:
    """The text as a quotation in Markdown, line by line."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines()) + "\n"
