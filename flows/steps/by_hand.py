"""What a person has done or seen outside of this program: a text was posted by hand, or is certainly not out."""

from flows.case import Case
from flows.errors import NotAllowed
from flows.opening import OUTBOX
from flows.outgoing import Publication, lies_in_outbox
from flows.platforms.base import Gone, Refused


def posted(case: Case, key: str, address: str) -> Publication:
    """A person says that the text is out, at this id or address; where the platform can be asked, it is read back.

    Raises:
        NotAllowed: the platform knows no such post, or the key is of another incident.
        NotInCasebook: nothing was meant to go out under this key.
    """
    entry = _own(case, key)
    place, url = _seen(case, address)
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
    entry = case.casebook.publications.get(key)
    if entry.incident != case.name:
        raise NotAllowed(f"{key} is not of the incident {case.name}.")
    return entry


def _seen(case: Case, address: str) -> tuple[str, str | None]:
    """The id and the address of what the person has seen."""
    told = address if "://" in address else None
    if case.platform is None or (case.platform.name == OUTBOX and told and not lies_in_outbox(told)):
        return address, told  # whoever copies a text out of the outbox puts it where nobody can look from here
    try:
        there = case.platform.read(address)
    except Gone:
        raise NotAllowed(f"There is no post {address} on {case.platform.name}. Copy its address again.") from None
    except Refused:
        return address, told
    return there.id, there.url or told
