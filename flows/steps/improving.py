"""A person has read a draft and says what should be different; a language model changes it as they ask."""

import hashlib
from functools import partial

from flows.case import Case
from flows.errors import NotAllowed, RecoveryError
from flows.llm.apologising import Writer
from flows.outgoing import EVERYBODY, MACHINE, Draft
from flows.steps.apology import judge, known
from flows.steps.rounds import purpose
from guard.errors import UsageError

BY_HAND = "Write the text yourself: guard incident approve {name} --text FILE --by NAME"


def improve(case: Case, draft: Draft, note: str, *, who: str) -> Draft:
    """A new draft in the place of ``draft``, judged like every other; it waits for approval like every other.

    Its author is the program: whoever wrote the note has not written the text, and may approve it.

    Raises:
        NotAllowed: the note is empty, the draft is no apology of this round, or another one has replaced it.
        UsageError: guard.toml names no language model that may word drafts.
        RecoveryError: the model gave no text that could be used; the draft stays as it is.
    """
    by_hand = BY_HAND.format(name=case.name)
    if not note.strip():
        raise NotAllowed("Say what should be different in the draft.")
    if draft.incident != case.name or draft.purpose != purpose(case):
        raise NotAllowed(f"Draft {draft.id} is no apology that waits in {case.name}, and others are short. {by_hand}")
    if case.endpoint is None:
        raise UsageError(f"guard.toml names no language model that may word drafts ([llm] model, drafts). {by_hand}")
    case.tell("note", f"{who} asked for a change of draft {draft.id}: {note}", {"draft": draft.id, "by": who})
    key = f"improve.{draft.id}.{hashlib.sha256(note.encode()).hexdigest()[:12]}"
    audience = draft.audience or EVERYBODY
    text = Writer(case, known(case, audience), partial(judge, case), key=key).improved(draft.text, note)
    if text is None or text.text == draft.text:
        raise RecoveryError(f"The language model gave no better text, so draft {draft.id} stays as it is. {by_hand}")
    return case.casebook.drafts.add(
        case.name,
        text.text,
        platform=draft.platform,
        author=MACHINE,
        audience=audience,
        purpose=draft.purpose,
        now=case.now,
        findings=text.findings,
        supersedes=draft.id,
    )
