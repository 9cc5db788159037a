"""Step 3, realise whom you have offended: what the replies say, with the replies that say it. Never a guess."""

from collections.abc import Iterable

import msgspec

from flows.case import Case
from flows.errors import RecoveryError
from flows.incident import Json, Noun
from flows.llm.hearing import InWords, in_words
from flows.platforms.base import Reply
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.contain import STEP as CONTAIN
from flows.steps.contain import Contained, keep_file

STEP = "audience"
TITLE = "Find out who was hurt, and what they ask for"


class HurtGroup(Noun):
    """People who were hurt: as they call themselves, their share of the offended replies, and replies that say so."""

    group: str
    share: float
    evidence: tuple[str, ...]


class Heard(Noun):
    """What the replies say. ``whole`` is everything that the analysis found, as ``guard audience`` prints it.

    ``words`` are a language model's for its themes and groups, where one is asked. ``changes`` says what is different
    from the look before. ``unreadable`` are the lines of a file that were left out, where one was just given.
    """

    replies: int
    offended: int
    groups: tuple[HurtGroup, ...]
    demands: tuple[Json, ...]
    themes: tuple[Json, ...]
    whole: Json
    words: tuple[InWords, ...] = ()
    changes: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def audience(case: Case) -> Heard:
    """Read the replies that were kept as evidence; without any, nobody is named."""
    number = case.found(CONTAIN, Contained).replies_evidence
    replies = read_kept(case, number) if number is not None else []
    heard = analysed(case, replies, key=STEP)
    case.casebook.incidents.move(case.name, "audience_known", by=case.by, now=case.now)
    named = ", ".join(group.group for group in heard.groups) or "nobody yet"
    case.tell(
        "audience", f"{heard.offended:,} of {heard.replies:,} replies are offended; hurt: {named}.", key="audience"
    )
    return heard


def heard_so_far(case: Case) -> Heard:
    """What the newest replies that were given say; at first those of the step itself."""
    newest = _newest(case)
    return case.found(STEP if newest is None else f"{STEP}.{newest}", Heard)


def hear_more(case: Case, path: str) -> Heard:
    """Keep the replies in the file ``path`` as evidence and read them, together with those that were known before.

    Of a reply that was known before, known by its id, the newer words count.

    Raises:
        InputError: the file cannot be read, holds nothing, or not one of its lines is a reply.
    """
    kept = keep_file(case, path)
    evidence = kept.evidence
    if evidence is None:
        raise RecoveryError(f"The replies in {path} were not kept.")
    heard = case.once(f"{STEP}.{evidence}", lambda known: _read(known, evidence), Heard)
    return heard.model_copy(update={"unreadable": kept.problems})


def _read(case: Case, evidence: int) -> Heard:
    from flows.audience.changes import changes

    replies = _together(replies_so_far(case), read_kept(case, evidence))
    before, now = heard_so_far(case), analysed(case, replies, key=f"{STEP}.{evidence}")
    return now.model_copy(update={"changes": changes(before.whole, now.whole)})


def replies_so_far(case: Case) -> list[Reply]:
    """All replies that were given, each once: those that were kept when it began, and those that came later."""
    first = case.found(CONTAIN, Contained).replies_evidence
    numbers = [*([] if first is None else [first]), *_later(case)]
    return _together(*(read_kept(case, number) for number in numbers))


def _together(*parts: Iterable[Reply]) -> list[Reply]:
    """The replies of all parts, each once by its id; where it stands in several, as the last of them has it."""
    return list({reply.id: reply for part in parts for reply in part}.values())


def _newest(case: Case) -> int | None:
    """The evidence that was heard last, after the step itself."""
    return max(_later(case), default=None)


def _later(case: Case) -> list[int]:
    """The evidence that was heard after the step itself, the earliest first."""
    steps = [record for record in case.casebook.steps.of(case.name) if record.step.startswith(f"{STEP}.")]
    return sorted(int(record.step.rpartition(".")[2]) for record in steps if record.state == "done")


def read_kept(case: Case, evidence: int) -> list[Reply]:
    """The replies as they were kept."""
    lines = case.casebook.evidence.read(evidence).splitlines()
    return [Reply.model_validate(msgspec.json.decode(line)) for line in lines if line]


def analysed(case: Case, replies: list[Reply], *, key: str = "") -> Heard:
    """What these replies say about the post; with a ``key``, also in a language model's words, kept under that."""
    from flows.audience import analyse

    findings = case.found(ACKNOWLEDGE, Acknowledged).findings
    found = analyse(replies, post=case.mishap.post.text, findings=findings, account=case.incident.account).as_json()
    return Heard(
        replies=found["replies"],
        offended=found["stance"]["offended"],
        groups=tuple(
            HurtGroup(group=g["group"], share=g["share"], evidence=tuple(g["evidence"])) for g in found["groups"]
        ),
        demands=tuple(found["demands"]),
        themes=tuple(found["themes"]),
        whole=found,
        words=in_words(case, replies, found, key=key) if key else (),
    )
