"""private-link: the address carries somebody's session, key, password or e-mail address.

What it looks for
    `token=`, `sid=`, `session=`, `key=`, `pwd=`, `jsessionid`, signatures of private files, password-reset links, meeting links with their
    passcode, a customer's name, postcode, e-mail address or number in the query. Campaign tags such as `utm_source` are fine; left-over click ids are mentioned.

Why
    Whoever opens the link may be logged in as your colleague or your customer, or walk into a private meeting.

Flags
    Watch the replay: https://app.finchbooks.com/replay/88?token=8f2c9a71bb04
    Open studio at six: https://us02web.zoom.us/j/84411200937?pwd=Rk9xWlZ0aEhPZz09
    Give once more: https://give.hearthaid.org/donate?email=jo.bloom%40mailhost.com

Passes
    Watch the replay: https://app.finchbooks.com/replay/88?utm_source=x&utm_medium=social
    Call /v2/tiles?key=YOUR_KEY with your own key.

Limits
    A secret hidden in the path of an address, without a telling name, is not seen.
"""

import re
from collections.abc import Iterator
from functools import cache

from guard.detectors.kit import Context, Hit, Rule, View, hit
from guard.text.given_names import GIVEN_NAMES
from guard.text.hosts import MAIL_WRAPPERS
from guard.text.links import Address, addresses

RULE = Rule(
    code="M623",
    slug="private-link",
    category="broken_or_unsafe_link",
    severity="review",
    summary="This link carries somebody's private session, key or data.",
    why="Whoever opens it may be logged in as a colleague or customer, or learns who that person is.",
    instead="Cut off everything after the question mark and try whether the page still opens; else ask for a public link. End the session that the link belongs to.",
    offended=("the person whose session or data the link carries",),
    confidence=0.85,
)
WAKES_ON = ("shape:address",)
_SECRETS = frozenset(
    "token access_token auth auth_token authtoken id_token refresh_token sid session sessionid session_id sess jsessionid phpsessid "
    "aspsessionid key apikey api_key secret client_secret pwd password passwd pass passcode pin sig signature x-amz-signature "
    "x-amz-credential x-goog-signature x-ms-signature tok otp magic jwt bypass zak invite_token reset_token ticket".split()
)
_PEOPLE = frozenset("email e-mail mail user username staff uid userid user_id customer customerid customer_id cust donor_id donor member_id "
                    "client_id kunde klant cliente usuario usager patient account_number card iban ssn cpf".split())  # fmt: skip
_NAMING = frozenset(
    "name fullname full_name first_name firstname vorname nom prenom nombre nome naam customer_name kundenname".split()
)
_PLACING = frozenset("pc postcode post_code zip plz cp postal dob birthdate geburtsdatum address addr adresse".split())
_NUMBERS = frozenset("phone tel mobile mobil telefon telephone movil telemovel cellulare".split())
LEAST_DIGITS = 7
"""Digits of a telephone number."""
_CLICK_IDS = frozenset("fbclid gclid mc_eid msclkid _hsenc mkt_tok igshid".split())


def detect(post: View, context: Context) -> Iterator[Hit]:
    """Yield a hit for every address whose query names a secret or a person."""
    for text in post.judged:
        for address in addresses(text.raw):
            if address.host.endswith(MAIL_WRAPPERS):
                yield hit(
                    RULE,
                    text,
                    address.start,
                    address.end,
                    message="This link was copied from a mail and names its recipient.",
                )
                continue
            if _meeting().match(address.host + address.path):
                yield hit(RULE, text, address.start, address.end, message="This lets anybody into a meeting.")
                continue
            if not address.query and ";" not in address.path:
                continue
            named = {name for name, value in address.parameters if value and not _stand_in().search(value)}
            if _private(address, named):
                yield hit(RULE, text, address.start, address.end)
            elif named & _CLICK_IDS:
                message = "The end of this address says who clicked it first."
                yield hit(RULE, text, address.start, address.end, severity="info", message=message)


def _private(address: Address, named: set[str]) -> bool:
    if named & _SECRETS:
        return any(_telling(name, value) for name, value in address.parameters if name in _SECRETS)
    if any("@" in value and "." in value for name, value in address.parameters if name in named):
        return True
    if named & _PEOPLE:
        return any(_personal(name, value) for name, value in address.parameters if name in _PEOPLE)
    return _of_somebody(address) or ("reset" in address.path.lower() and len(named) > 1)


def _of_somebody(address: Address) -> bool:
    """A name with a surname, a name with a postcode, or a telephone number stands in the query."""
    told = dict(address.parameters)
    names = [value.replace("+", " ").split() for name, value in told.items() if name in _NAMING]
    if any(words and words[0].lower() in GIVEN_NAMES and len(words) > 1 for words in names):
        return True
    if any(name in _NUMBERS and sum(map(str.isdigit, value)) >= LEAST_DIGITS for name, value in told.items()):
        return True
    return bool(names) and any(name in _PLACING and any(map(str.isdigit, value)) for name, value in told.items())


def _telling(name: str, value: str) -> bool:
    """A key in an address is often a harmless name ("key=menu"): it must look made up by a machine."""
    if name in {"key", "ticket", "pass", "pin", "sig", "magic", "auth", "session", "secret", "bypass"}:
        return any(c.isdigit() for c in value)
    return len(value) >= 4


def _personal(name: str, value: str) -> bool:
    return "@" in value or bool(_number().search(value)) or name in {"staff", "username", "usuario", "patient"}


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"\d{4}")


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(
        r"(?:[\w-]{1,40}\.)?zoom\.us/(?:j|s|w|wc)/\d|teams\.microsoft\.com/l/meetup-join|meet\.google\.com/[a-z]{3}-|[\w-]{1,40}\.webex\.com/(?:meet|join)"
    )


@cache
def _stand_in() -> re.Pattern[str]:
    return re.compile(r"your|xxx|example|\.\.\.|…|^<|^\{|^\[|^\$|^abc$|^test$", re.IGNORECASE)
