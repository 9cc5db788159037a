"""Answers to the questions that are asked most below an apology, from what is known and promised, as drafts."""

import hashlib
from collections.abc import Sequence

from flows.case import Case
from flows.incident import Noun
from flows.llm import sources
from flows.llm.answers import Asked, Questions
from flows.llm.drafter import drafter
from flows.llm.evidence import Evidence
from flows.llm.tongues import language_of
from flows.outgoing import MACHINE
from flows.platforms.base import Reply

QUESTIONS = "flows/questions"
MOST = 40
"""Questions that are given."""
PURPOSE = "reply"


class Suggested(Noun):
    """A question, the replies that ask it, and the draft of an answer; ``None``: only a person knows it."""

    question: str
    asked_in: tuple[str, ...]
    draft: int | None


def suggested(case: Case, replies: Sequence[Reply], said: str = "") -> tuple[Suggested, ...]:
    """The questions in ``replies`` that are asked most, each with a draft where what we know and have ``said`` answers
    it. A draft is read, approved and posted by people.
    """
    asks = drafter(case)
    if asks is None or not replies:
        return ()
    key = f"questions.{hashlib.sha256(' '.join(sorted(reply.id for reply in replies)).encode()).hexdigest()[:12]}"
    evidence = Evidence()
    asked = sources.replies(evidence, replies[:MOST], mask=case.config.llm.mask)
    sources.post(evidence, case, case.check_wrong_post())
    sources.promises(evidence, case.casebook.remedies.of(case.name))
    if said:
        evidence.add("what we have said", said, "our apology", sign="A")
    chosen = language_of(case, replies)
    answer = asks.ask(QUESTIONS, Questions, evidence, key=key, language=chosen.tongue.name)
    if answer is None:
        return ()
    back = {ours: theirs for theirs, ours in asked.items()}
    made = [found for each in answer.questions if (found := _suggestion(case, each, evidence, back))]
    drafts = sum(each.draft is not None for each in made)
    kept = f"questions kept{chosen.told}: {len(made)}, with a draft of an answer: {drafts}"
    asks.tell(key, QUESTIONS, kept, evidence.dropped)
    return tuple(made)


def _suggestion(case: Case, asked: Asked, evidence: Evidence, back: dict[str, str]) -> Suggested | None:
    asked_in = tuple(dict.fromkeys(back[each] for each in asked.asked_in if each in back))
    if not asked_in or not asked.question:
        evidence.drop("is a question that no reply asks")
        return None
    kept = evidence.keep(asked.answer, evidence.ids("P", "D", "A"))
    whole = len(kept) == len(asked.answer) and bool(kept)
    text = " ".join(each.text for each in kept)
    return Suggested(
        question=asked.question, asked_in=asked_in, draft=_draft(case, asked.question, text) if whole else None
    )


def _draft(case: Case, question: str, text: str) -> int:
    draft = case.casebook.drafts.add(
        case.name,
        text,
        platform=case.incident.platform,
        author=MACHINE,
        purpose=PURPOSE,
        audience=f"who asks: {question[:120]}",
        now=case.now,
        findings=case.objections(text, profile="reply"),
    )
    return draft.id
