"""Step 4, apologise: drafts made of what is known, and questions for what is not.

A draft never invents: no remedy that nobody promised, nobody who was hurt without a reply that says so. What is missing
is asked for. The order follows Lewicki, Polin and Lount (2016): responsibility first, then repair, regret and
explanation; asking to be forgiven comes last and is left out here. No gifts: compensation in the first message feeds
the anger (Herhausen and others, 2019).
"""

from collections.abc import Sequence
from functools import partial

from flows.case import Case, NeedsPerson
from flows.errors import NotAllowed
from flows.incident import Json, Noun, Remedy
from flows.llm.apologising import Known, Text, Writer
from flows.outgoing import EVERYBODY, MACHINE, Draft
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.audience import heard_so_far, replies_so_far
from flows.steps.rounds import PURPOSE, current, is_out, named, purpose

STEP = "apology"
TITLE = "Write drafts of the apology"
OVERRIDE = "override-audience"
"""The timeline event by which a person lets drafts be written although nobody is known to be hurt."""

UNKNOWN_ACT = "we published something that we should not have"
"""What a draft says where nobody has told what the post did; a person must put it into words."""
UNNAMED = "The text does not say what the post did."
NAME_IT = "What did the post do, in one sentence that begins with “we”?"

MOST_GROUPS = 3
"""Groups that get a draft of their own."""

ACTS = {
    "tragedy_exploitation": "we used other people's loss to draw attention to ourselves",
    "violence_or_threat": "we made light of violence",
    "hate_or_slur": "we used words that degrade people",
    "self_harm": "we made a joke of something that costs lives",
    "dangerous_challenge": "we encouraged something that can injure people",
    "personal_data": "we made public what was private",
    "secret_credential": "we published access data that should have stayed secret",
    "stereotype": "we repeated a prejudice about people",
    "sexism": "we spoke of people in a way that makes them smaller because of their gender",
    "ableism": "we made fun of disability",
    "religious_insensitivity": "we treated what is sacred to others as a joke",
    "body_shaming": "we made fun of people's bodies",
    "customer_insult": "we insulted people who trust us",
    "cultural_appropriation": "we used another culture as decoration",
    "tone_deaf": "we joked while others were in trouble",
    "bad_timing": "we posted this on a day that belongs to people who mourn",
    "deception": "we deceived the people who read us",
    "misleading_claim": "we claimed something that is not true",
    "confidential_leak": "we made public what was told to us in confidence",
    "missing_disclosure": "we did not say that this was advertising",
    "sexual_innuendo": "we made a sexual joke that does not belong here",
    "political_slip": "we took sides from an account that speaks for everybody",
    "drugs_alcohol": "we made light of drugs or of drinking",
    "profanity": "we used language that does not belong here",
    "ambiguous_hashtag": "we chose a hashtag that reads as something else",
    "wrong_account": "we posted something private from this account",
    "non_apology": "our first answer did not say what we had done",
    "unfinished_draft": "we published a text that was not finished",
    "ai_boilerplate": "we published a text that nobody had read",
    "broken_or_unsafe_link": "we sent you to a wrong address",
}
"""What a brand did, by the guard's kind of mishap, as an owner says it. The gravest come first: what hurts people by
who they are or what they lost, then what insults or deceives them, then what is merely out of place."""


FOR_GROUPS = (
    "What goes out is the draft for everybody. The drafts for one group each say what was done to these people alone;"
    " they are not sent by themselves. Read them, and put what they say better into your own text:"
    " guard incident approve {incident} --text FILE --by NAME"
)
"""What the drafts for groups are for, and how to choose."""


class Question(Noun):
    """A fact that a draft needs and that only a person knows."""

    about: str
    ask: str


class Apology(Noun):
    """The drafts, by their numbers in the casebook, and what is still missing in them."""

    drafts: tuple[int, ...]
    questions: tuple[Question, ...]


def apology(case: Case) -> Apology:
    """Write one draft for everybody and one for each group that was hurt most.

    Raises:
        NeedsPerson: nobody is known to be hurt, and no person has said that drafts shall be written all the same.
    """
    done = case.found(ACKNOWLEDGE, Acknowledged)
    groups = [group.group for group in heard_so_far(case).groups]
    if not groups and not any(event.key == OVERRIDE for event in case.casebook.timeline.of(case.name)):
        raise NeedsPerson(
            STEP,
            "Nobody is known to be hurt yet, so there is nobody to apologise to.",
            fix=f"Give replies (guard incident replies {case.name} FILE --by NAME), or go on all the same, with a"
            f" reason (guard incident go-on {case.name} --why TEXT --by NAME).",
        )
    remedies = case.casebook.remedies.of(case.name)
    audiences = [EVERYBODY, *groups[:MOST_GROUPS]]
    own = [_draft(case, audience, _text(case, done, audience, groups, remedies)) for audience in audiences]
    drafts = tuple(_worded(case, draft, number).id for number, draft in enumerate(own, 1))
    case.casebook.incidents.move(case.name, "drafted", by=case.by, now=case.now)
    return Apology(drafts=drafts, questions=tuple(_missing(case, done, groups, remedies)))


def judge(case: Case, text: str) -> list[Json]:
    """What the apology rules and the guard say about a text, as the casebook keeps it."""
    return case.objections(text, profile="apology")


def about_groups(case: Case) -> str:
    """What the drafts for groups are for; empty where there are none, and once the apology is out."""
    if is_out(case, purpose(case)):
        return ""
    drafts = case.casebook.drafts.of(case.name, purpose=purpose(case), newest=True)
    return FOR_GROUPS.format(incident=case.name) if any(each.audience != EVERYBODY for each in drafts) else ""


def lacks(case: Case, draft: Draft) -> list[Json]:
    """What an apology still lacks (say, a remedy): no reason to stop it, and yet no reason to be content with it."""
    return lacking(case, draft.purpose, draft.text)


def lacking(case: Case, purpose: str, text: str) -> list[Json]:
    """What a text for that purpose still lacks; only an apology must be whole."""
    if not purpose.startswith(PURPOSE):
        return []
    found = case.check(text, profile="apology", by_rules=True).findings
    missing: list[Json] = [{"message": f.message, "instead": f.instead} for f in found if f.severity == "info"]
    return [*([{"message": UNNAMED, "instead": NAME_IT}] if UNKNOWN_ACT in text else []), *missing]


def let_write(case: Case, why: str) -> None:
    """Let drafts be written although nobody is known to be hurt: a person says so, and why."""
    if not why.strip():
        raise NotAllowed("Say why drafts shall be written although nobody is known to be hurt.")
    case.tell("override", f"Drafts are written although nobody is known to be hurt: {why}", key=OVERRIDE)


def _draft(case: Case, audience: str, text: str, *, supersedes: int | None = None) -> Draft:
    return case.casebook.drafts.add(
        case.name,
        text,
        platform=case.incident.platform,
        author=MACHINE,
        audience=audience,
        purpose=purpose(case),
        now=case.now,
        findings=judge(case, text),
        supersedes=supersedes,
    )


def known(case: Case, audience: str = EVERYBODY) -> Known:
    """What is known for an apology to that audience: who was hurt, and the replies that say so."""
    groups = [group for group in heard_so_far(case).groups if audience in {EVERYBODY, group.group}]
    ids = {each for group in groups for each in group.evidence}
    replies = tuple(reply for reply in replies_so_far(case) if reply.id in ids) if case.endpoint else ()
    return Known(audience=audience, groups=tuple(group.group for group in groups), replies=replies)


def _worded(case: Case, own: Draft, number: int) -> Draft:
    """A language model's text in the place of our own, where one is asked and its text is no worse."""
    if case.endpoint is None:
        return own
    key = f"{named(STEP, current(case))}.{number}"
    writer = Writer(case, known(case, own.audience), partial(judge, case), key=key)
    text = writer.better(Text(text=own.text, findings=own.findings))
    if text is None or text.text == own.text:
        return own
    try:
        return _draft(case, own.audience, text.text, supersedes=own.id)
    except NotAllowed:  # a person has written a text meanwhile, and that one counts
        return own


def _text(case: Case, done: Acknowledged, audience: str, groups: Sequence[str], remedies: Sequence[Remedy]) -> str:
    return " ".join(
        filter(
            None,
            (
                act_of(case, done),
                "What we have said about it so far was not enough." if current(case) > 1 else "",
                "That was wrong, and it was our doing.",
                _hurt(audience, groups),
                "We are sorry.",
                *(_promise(remedy) for remedy in remedies if remedy.state == "open"),
                "If our post hurt you, write to us here.",
            ),
        )
    )


def act_of(case: Case, done: Acknowledged) -> str:
    """What the brand did, as it owns up to it: the gravest that the guard names."""
    day = case.mishap.post.published_at
    when = f"In our post of {day:%-d %B}" if day else "In our post"
    return f"{when}, {next((said for kind, said in ACTS.items() if kind in done.kinds), UNKNOWN_ACT)}."


def _hurt(audience: str, groups: Sequence[str]) -> str:
    if audience != EVERYBODY:
        return f"It hurt you, {audience}, and you have told us so."
    if not groups:
        return ""
    named = groups[:MOST_GROUPS]
    listed = " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return f"It hurt {listed}."


def _promise(remedy: Remedy) -> str:
    return f"{remedy.promise.rstrip('.')}: {remedy.owner} sees to it by {remedy.due:%-d %B}."


def _missing(case: Case, done: Acknowledged, groups: Sequence[str], remedies: Sequence[Remedy]) -> list[Question]:
    questions = []
    if not any(kind in ACTS for kind in done.kinds):
        questions.append(Question(about="the act", ask=NAME_IT))
    if not groups:
        questions.append(Question(about="the people", ask="Who was hurt? Name them as they name themselves."))
    if not any(remedy.state == "open" for remedy in remedies):
        ask = (
            "What will you do, who sees to it, and by when? Promise nothing that you cannot keep. Add it to the text,"
            f" and with: guard incident remedy {case.name} PROMISE --owner NAME --due DATE --by NAME"
        )
        questions.append(Question(about="the remedy", ask=ask))
    return questions
