"""Naming the mishap, and saying in a few sentences what somebody must know who has two minutes."""

from flows.case import Case
from flows.incident import Noun
from flows.llm import sources
from flows.llm.answers import Brief, Naming
from flows.llm.drafter import Drafter, drafter
from flows.llm.evidence import Cited, Evidence
from guard.model import RANK, Verdict

NAMING, BRIEF = "flows/naming", "flows/brief"
LONGEST_NAME = 60


class Named(Noun):
    """A short ``name`` for people to speak of it, the ``act`` in a sentence, and the ``brief``."""

    name: str = ""
    act: Cited | None = None
    brief: tuple[Cited, ...] = ()


def named(case: Case, verdict: Verdict, facts: list[str]) -> Named:
    """What a model makes of the post, the findings and the ``facts`` by which the incident was weighed."""
    asks = drafter(case)
    if asks is None:
        return Named()
    evidence = Evidence()
    sources.post(evidence, case, verdict)
    sources.findings(evidence, (f for f in verdict.findings if RANK[f.severity]))
    for fact in facts:
        evidence.add("fact", fact, "the weighing", sign="W")
    name = _name(asks, evidence)
    evidence.dropped.clear()
    return name.model_copy(update={"brief": _brief(asks, evidence)})


def _name(asks: Drafter, evidence: Evidence) -> Named:
    answer = asks.ask(NAMING, Naming, evidence, key="naming")
    if answer is None:
        return Named()
    name = answer.name.text.rstrip(".")
    if len(name) > LONGEST_NAME:
        evidence.drop("is too long for a name")
        name = ""
    elif not evidence.holds(answer.name):
        name = ""
    act = evidence.cited(answer.act) if evidence.holds(answer.act) else None
    asks.tell("naming", NAMING, f"it calls the mishap “{name}”" if name else "no name was kept", evidence.dropped)
    return Named(name=name, act=act)


def _brief(asks: Drafter, evidence: Evidence) -> tuple[Cited, ...]:
    answer = asks.ask(BRIEF, Brief, evidence, key="brief")
    if answer is None:
        return ()
    kept = evidence.keep(answer.statements)
    asks.tell("brief", BRIEF, f"sentences kept for the brief: {len(kept)}", evidence.dropped)
    return kept
