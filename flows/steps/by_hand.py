"""What a person has done or seen outside of this program: a text was posted by hand, or is certainly not out."""

import re

from flows.case import Case
from flows.errors import NotAllowed, NotInCasebook
from flows.opening import OUTBOX
from flows.outgoing import Publication, lies_in_outbox, once_posted
from flows.platforms.base import Gone, Refused
from flows.steps.rounds import is_apology
from flows.store.wording import text_named

_BARE = re.compile(r"(www\.|([\w-]+\.)+[a-z]{2,}/)\S", re.IGNORECASE)
"""How an address begins whose https:// was left out."""


def posted(case: Case, key: str, address: str) -> Publication:
    """A person says that the text is out, at this id or address; where the platform can be asked, it is read back.

    Where a person has told another address before, the new one counts.

    Raises:
        NotAllowed: the platform knows no such post, or has it elsewhere; the key is of another incident.
        NotInCasebook: nothing was meant to go out under this key.
    """
    entry = _own(case, key)
    place, url = _seen(case, address)
    if entry.state == "confirmed" and not lies_in_outbox(entry.url) and entry.platform_id != place:
        return _corrected(case, entry, place, url)
    if entry.state == "intended":
        case.casebook.publications.send(key, by=case.by, now=case.now)
    return case.casebook.publications.confirm(key, platform_id=place, url=url, by=case.by, now=case.now)


def not_posted(case: Case, key: str, why: str) -> Publication:
    """A person has looked, and it is certainly not out."""
    return case.casebook.publications.refuse(_own(case, key).key, by=case.by, now=case.now, why=why)


def retry(case: Case, key: str, why: str) -> Publication:
    """Mean it to go out again after it certainly did not."""
    return case.casebook.publications.retry(_own(case, key).key, by=case.by, now=case.now, why=why)


def _own(case: Case, key: str) -> Publication:
    entry = case.casebook.publications.named(key)
    if entry is None:
        raise NotInCasebook(f"There is no text with the key {key}. {_keys(case)}")
    if entry.incident != case.name:
        raise NotAllowed(f"{key} is not of the incident {case.name}. {_keys(case)}")
    return entry


def _keys(case: Case) -> str:
    keys = ", ".join(entry.key for entry in case.casebook.publications.of(case.name))
    return f"The keys of {case.name}: {keys}" if keys else f"No text of {case.name} was to go out yet."


def _corrected(case: Case, entry: Publication, place: str, url: str | None) -> Publication:
    """Write down another address than before, where only a person has told the first one."""
    if (entry.platform == OUTBOX or case.platform is None) and not lies_in_outbox(url):
        return case.casebook.publications.correct(entry.key, platform_id=place, url=url, by=case.by, now=case.now)
    before = entry.url or entry.platform_id
    raise NotAllowed(
        f"{text_named(entry.key)} was already reported as out at {before}, so {url or place} was not written down."
        " If people can read it in both places, take one of the two down."
    )


def unseen(case: Case) -> str:
    """What is left to do where the newest apology lies only in the outbox; empty where it is out, or not sent yet."""
    sent = [entry for entry in case.casebook.publications.of(case.name) if is_apology(entry.key)]
    newest = next((entry for entry in reversed(sent) if entry.state == "confirmed"), None)
    if newest is None or not lies_in_outbox(newest.url):
        return ""
    what = f"{text_named(newest.key)} is not public yet: it lies only in the outbox."
    return f"{what} Copy it from there and publish it: {newest.url}\n{once_posted(newest.key)}"


def _seen(case: Case, address: str) -> tuple[str, str | None]:
    """The id and the address of what the person has seen."""
    if _BARE.match(address):
        how = "it must begin with https://. Copy it from the address line of your browser."
        raise NotAllowed(f"{address} is not a whole address: {how}")
    told = address if "://" in address else None
    if case.platform is None or (case.platform.name == OUTBOX and told and not lies_in_outbox(told)):
        return address, told  # whoever copies a text out of the outbox puts it where nobody can look from here
    try:
        there = case.platform.read(address)
    except Gone:
        again = "Copy its address again." if told else "Copy its whole address, from https:// on."
        raise NotAllowed(f"There is no post {address} on {case.platform.name}. {again}") from None
    except Refused:
        return address, told
    return there.id, there.url or told
