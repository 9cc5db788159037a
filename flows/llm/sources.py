"""What is known of an incident, as pieces of evidence for a language model."""

from collections.abc import Iterable

from flows.case import Case
from flows.incident import Remedy
from flows.llm.evidence import Evidence
from flows.platforms.base import Reply
from guard.judges.asking import MASKS, masked, veiled
from guard.model import Finding, Verdict

LONGEST_REPLY = 400
"""Signs of a reply that are sent; who needs more to say what it is about says several things."""


def post(evidence: Evidence, case: Case, verdict: Verdict) -> None:
    """The post as it went out, without its secrets, and when and where."""
    wrong, mask = case.mishap.post, case.config.llm.mask
    evidence.add("the post", masked(wrong.text, "text", verdict.findings, mask=mask).text, "the post", sign="P")
    if wrong.alt_text:
        picture = masked(wrong.alt_text, "alt_text", verdict.findings, mask=mask).text
        evidence.add("its picture, described", picture, "the picture", sign="P")
    if wrong.in_reply_to:
        evidence.add("what it answered", veiled(wrong.in_reply_to, mask=mask), "what it answered", sign="P")
    when = f" on {wrong.published_at:%-d %B %Y at %H:%M} UTC" if wrong.published_at else ""
    about = f" ({wrong.account_description})" if wrong.account_description else ""
    fact = f"{case.mishap.brand} published it{when} on {wrong.platform}, from a {wrong.account_kind} account{about}."
    evidence.add("fact", fact, "the report", sign="P")
    if case.mishap.report:
        evidence.add("what we were told", veiled(case.mishap.report, mask=mask), "what we were told", sign="P")


def findings(evidence: Evidence, found: Iterable[Finding]) -> None:
    """What the guard's rules say of the post; words that are private are left out."""
    for finding in found:
        quote = "" if finding.category in MASKS else f" It is about the words: {finding.quote}"
        told = f"{finding.category}: {finding.message} {finding.why}{quote}"
        evidence.add("finding", told, finding.code, sign="F")


def replies(evidence: Evidence, written: Iterable[Reply], *, mask: bool) -> dict[str, str]:
    """What people wrote; gives our id for each of theirs."""
    return {
        reply.id: evidence.add("reply", veiled(reply.text[:LONGEST_REPLY], mask=mask), reply.id, sign="R")
        for reply in written
    }


def promises(evidence: Evidence, remedies: Iterable[Remedy]) -> None:
    """What was promised and still stands; nothing else may be promised."""
    for remedy in remedies:
        if remedy.state == "open":
            told = f"{remedy.promise.rstrip('.')}. {remedy.owner} sees to it by {remedy.due:%-d %B %Y}."
            evidence.add("promise", told, f"promise {remedy.id}", sign="D")
