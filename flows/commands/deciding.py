"""`guard incident approve` and its kin: what only a person can say about what goes out."""

from collections.abc import Callable

import click

from flows.case import Case, NeedsPerson
from flows.commands.options import CASEBOOK, CONFIG, WAITS, by, is_terminal, text_of
from flows.commands.walking import go_on
from flows.outgoing import IN_OUTBOX, Draft, Publication, lies_in_outbox, once_posted
from flows.server.from_terminal import tell_decided
from flows.steps import by_hand
from flows.steps.apology import judge, lacking
from flows.steps.approval import decide, waiting
from flows.steps.holding import holding
from flows.steps.rounds import is_out
from flows.store.wording import text_named
from flows.terminal.desk import desk


@click.command(short_help="Approve, edit or reject a text that waits.")
@click.argument("incident")
@click.option("--draft", type=int, metavar="NUMBER", help="Which draft  [default: the apology that waits]")
@click.option("--holding", "first", is_flag=True, help="The first answer, instead of the apology.")
@click.option("--text", metavar="FILE", help="Approve the text in this file instead of the draft.")
@click.option("--reject", metavar="WHY", help="Say no, for this reason.")
@click.option("--yes", "sure", is_flag=True, help="Ask nothing, although something is missing or found in the text.")
@by
@CASEBOOK
@CONFIG
def approve(
    incident: str,
    draft: int | None,
    first: bool,  # noqa: FBT001 - click gives it by name
    text: str | None,
    reject: str | None,
    sure: bool,  # noqa: FBT001 - click gives it by name
    by: str,
    casebook: str | None,
    config: str | None,
) -> int:
    """Decide about a text that waits in INCIDENT, and go on with the recovery: what is approved goes out, once.

    Where something is missing or found in the text, it is shown once more and you are asked; with --yes you are not.
    """
    if text is not None and reject is not None:
        raise click.UsageError("Give --text or --reject, not both.")
    written = text_of(text) if text is not None else None
    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        case.must_be_open()
        try:
            chosen = _chosen(case, draft, "holding" if first else None)
        except NeedsPerson as none:
            click.echo(f"{none}\n{none.fix}".rstrip(), err=True)
            return WAITS
        if (reject is not None or written is not None) and is_out(case, chosen.purpose):
            what = "This text is out already. What stands there can only be taken down by hand."
            raise click.UsageError(f"{what} To say more: guard incident again {incident} --why TEXT --by NAME")
        if reject is not None:
            decide(case, chosen, "rejected", who=by, reason=reject)
        elif not _is_meant(case, chosen, written, sure=sure):
            return WAITS
        elif written is not None:
            decide(case, chosen, "edited", who=by, text=written)
        elif not is_out(case, chosen.purpose):  # what is out was approved before
            decide(case, chosen, "approved", who=by)
        code = _first_answer(case) if chosen.purpose == "holding" else go_on(at, case, ask=False)
        tell_decided(at.casebook, incident)
        return code


def _is_meant(case: Case, draft: Draft, written: str | None, *, sure: bool) -> bool:
    """Ask whether the text shall go out although something is missing or found in it; nothing where it is whole."""
    text = draft.text if written is None else written
    found = draft.findings if written is None else judge(case, text)
    against = [
        *(f"Found in this text: {f['message']} {f['instead']}".rstrip() for f in found),
        *(f"Missing in this text: {f['message']} {f['instead']}".rstrip() for f in lacking(case, draft.purpose, text)),
    ]
    if not against or is_out(case, draft.purpose):
        return True
    listed = "\n".join(against)
    if sure:
        click.echo(listed, err=True)
        return True
    click.echo(f"{text}\n\n{listed}\n", err=True)
    if is_terminal() and click.confirm("Shall this text go out all the same?", err=True):
        return True
    how = "Write it into the text (--text FILE), or add --yes to let it go out as it is."
    click.echo(f"Nothing was approved, and nothing went out. {how}", err=True)
    return False


def _chosen(case: Case, number: int | None, purpose: str | None) -> Draft:
    """The draft that is meant.

    Raises:
        UsageError: it is of another incident, or for a group: what goes out is the text for everybody.
    """
    if number is None:
        return waiting(case, purpose)
    draft = case.casebook.drafts.get(number)
    if draft.incident != case.name:
        raise click.UsageError(
            f"Draft {number} is not of {case.name}. guard incident show {case.name} lists its drafts."
        )
    meant = waiting(case, draft.purpose)
    if draft.audience != meant.audience:
        raise click.UsageError(
            f"Draft {number} is for {draft.audience} alone, and what goes out is for everybody (draft {meant.id})."
            f" To publish its words, put them into a file: guard incident approve {case.name} --text FILE --by NAME"
        )
    return draft


def _first_answer(case: Case) -> int:
    """Send the first answer if it may go out now."""
    try:
        out = holding(case)
    except NeedsPerson as waits:
        click.echo(f"The first answer waits: {waits}\n{waits.fix}".rstrip(), err=True)
        return WAITS
    if lies_in_outbox(out.url):
        click.echo(f"The first answer lies in the outbox: {out.url}\n{IN_OUTBOX}\n{once_posted(out.key)}")
    else:
        click.echo(f"The first answer is out: {out.url or out.platform_id}")
    return 0


@click.command(short_help="Give more replies, to know who was hurt.")
@click.argument("incident")
@click.argument("file")
@by
@CASEBOOK
@CONFIG
def replies(incident: str, file: str, by: str, casebook: str | None, config: str | None) -> int:
    """Keep the replies in FILE (JSON Lines) as evidence of INCIDENT, read them, and go on."""
    from flows.steps.audience import hear_more
    from flows.terminal.telling import heard_lines

    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        case.must_be_open()
        click.echo("\n".join(heard_lines(hear_more(case, file))))
        return go_on(at, case, ask=False)


@click.command(short_help="Write another apology: the last one was not enough, or it has come back.")
@click.argument("incident")
@click.option("--why", default="", metavar="TEXT", help="Why another one is needed.  [default: the relapse]")
@by
@CASEBOOK
@CONFIG
def again(incident: str, why: str, by: str, casebook: str | None, config: str | None) -> int:
    """Begin another round for INCIDENT: a text of its own, approved anew, published once beside the earlier ones."""
    from flows.steps.rounds import begin

    with desk(casebook=casebook, config=config) as at:
        case = at.case(incident, by=by)
        click.echo(f"Round {begin(case, who=by, why=why)} of {incident} has begun.")
        return go_on(at, case, ask=False)


def _settling(name: str, word: str, line: str, act: Callable[[Case, str, str], Publication]) -> click.Command:
    """A command that tells the ledger what a person has done or seen, and goes on."""

    @click.command(name, short_help=line, help=f"{line} KEY names the text, as guard incident show does.")
    @click.argument("incident")
    @click.argument("key")
    @click.argument(word)
    @by
    @CASEBOOK
    @CONFIG
    def settle(incident: str, key: str, by: str, casebook: str | None, config: str | None, **given: str) -> int:
        with desk(casebook=casebook, config=config) as at:
            case = at.case(incident, by=by)
            entry = act(case, key, given[word])
            if "/holding-" in key:
                return _first_answer(case)
            if entry.state == "confirmed" and not lies_in_outbox(entry.url):
                click.echo(f"{text_named(entry.key)} is out: {entry.url or entry.platform_id}")
            return go_on(at, case, ask=False)

    return settle


posted = _settling("posted", "address", "Say that a text is out, and at which ADDRESS it stands.", by_hand.posted)
not_posted = _settling(
    "not-posted", "why", "Say that a text is not out, after you have looked; WHY is how you know.", by_hand.not_posted
)
retry = _settling(
    "retry", "why", "Send a text again that certainly did not go out; WHY is why it will work now.", by_hand.retry
)
