"""The languages in which texts for the public are drafted, and by which words a sentence of an apology is known there.

They are those that the apology rules read, English best by far. In any other language nobody here could say whether a
draft apologises at all, or promises what nobody has promised: there the draft stays in English, and says so.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from flows.case import Case
from flows.llm.answers import Part
from flows.platforms.base import Reply
from guard.view import Text

PLAIN = 0.6
"""The share of a text from which on it counts as being in a language."""


class Tongue(NamedTuple):
    """A language: its name, how its speakers call it, by which words a part of an apology is known, and a promise."""

    name: str
    own_name: str
    sounds: dict[Part, str]
    promises: str


ENGLISH = Tongue(
    "English",
    "English",
    {
        "act": r"\b(?:we|our|us)\b",
        "responsibility": r"\bwrong|\bour (?:doing|fault|mistake|failure)|\bresponsib|\bshould (?:not|never) have",
        "regret": r"\bsorry\b|\bapologi[sz]e",
        "harm": r"\byou\b|\bhurt|\bharm|\bpain|\binsult|\bwound|\bmock|\bshame|\blet down|\bcost\b|\bhard\b",
    },
    r"\bwe(?:'ll|’ll| will| shall| are going to| promise| commit| pledge)\b|\b(?:refund|compensat|reimburs|donat"
    r"|voucher|discount|coupon|gift card|fired|dismissed|suspended|disciplin)",
)

TONGUES = {
    "en": ENGLISH,
    "de": Tongue(
        "German",
        "Deutsch",
        {
            "act": r"\b(?:wir|uns|unser\w{0,2})\b",
            "responsibility": r"\bfalsch|\bfehler|\bschuld|\bverantwort|\bhätten\b.{0,80}\b(?:dürfen|sollen)\b",
            "regret": r"\bleid\b|\bentschuldig|\bbedauer|\bverzeih",
            "harm": r"\b(?:sie|ihnen|ihr|euch|dich|dir)\b|verletz|\bschmerz|kränk|beleidig|spott|\bschad|\bschwer\b",
        },
        r"\bwir (?:werden|versprechen|verpflichten)\b|\bwerden wir\b|erstatt|entschädig|\bspende|gutschein|rabatt"
        r"|entlass|gekündigt|suspendier|beurlaub",
    ),
    "fr": Tongue(
        "French",
        "français",
        {
            "act": r"\b(?:nous|notre|nos|on)\b",
            "responsibility": r"\btort\b|\bfaute|\berreur|\bresponsab|\bn['’]aurions (?:pas|jamais) dû",
            "regret": r"\bdésolé|\bexcus|\bpardon|\bregrett",
            "harm": r"\bvous\b|\bbless|\bmal\b|\bdouleur|\boffens|\binsult|\bhumili|\bmépris|\bhonte|\bdéçu|\bdur\b",
        },
        r"\bnous(?: \w{1,12}){0,2} \w{2,30}rons\b|\bnous (?:allons|promettons|nous engageons)\b|\brembours|\bindemni"
        r"|\bdédommag|\bbons? d['’]achat|\bdons?\b|\bréduction|\bremise|\blicenci|\bsuspend|\bsanction",
    ),
    "es": Tongue(
        "Spanish",
        "español",
        {
            "act": r"\b(?:nosotr[oa]s|nos|nuestr[oa]s?|\w{2,30}[aei]mos|hemos)\b",
            "responsibility": r"\bmal\b|\berror|\bculpa|\bresponsab|\b(?:no|nunca) (?:debimos|deb[ií]amos|deberíamos)",
            "regret": r"\bsentimos\b|\blamentamos|\bperdón|\bdisculp",
            "harm": r"\b(?:ustedes|usted|vosotr[oa]s|os|les|te)\b|\bhiri|\bherid|\bhier|\bdolor|\bdoli|\bdañ|\bofend"
            r"|\binsult|\bhumill|\bburl|\bvergüenza|\blastim|\bduro\b",
        },
        r"\b\w{2,30}(?:aremos|eremos|iremos)\b|\bvamos a\b|\bpromete|\bcompromete|\breembols|\bindemni|\bcompens"
        r"|\bdona|\bvales?\b|\bcup[oó]n|\bdescuento|\bdesped|\bdespid|\bsuspend|\bsancion",
    ),
    "pt": Tongue(
        "Portuguese",
        "português",
        {
            "act": r"\b(?:nós|nos|noss[oa]s?|\w{2,30}[aáei]mos)\b",
            "responsibility": r"\berr(?:ad|o|á|amos)|\bculpa|\bresponsab|\bfalha|\b(?:não|nunca) dev(?:ía|ería)mos",
            "regret": r"\bdesculp|\bperdão|\blamentamos|\bsentimos muito|\barrepend",
            "harm": r"\b(?:vocês?|vos|lhes|te)\b|\bmago|\bfer(?:i|e)|\bdor\b|\bofend|\binsult|\bhumilh|\bvergonha"
            r"|\bdano|\bprejudic|\bduro\b",
        },
        r"\b\w{2,30}(?:aremos|eremos|iremos)\b|\bvamos\b|\bpromete|\bcompromete|\breembols|\binde(?:m)?ni|\bcompens"
        r"|\bdoa|\bvales?\b|\bcupom|\bcupão|\bdesconto|\bdemit|\bdesped|\bsuspen",
    ),
    "it": Tongue(
        "Italian",
        "italiano",
        {
            "act": r"\b(?:noi|ci|nostr[oaie]|abbiamo|\w{2,30}[aei]mmo)\b",
            "responsibility": r"\bsbagli|\bcolpa|\berrore|\bresponsab|\bnon avremmo (?:mai )?dovuto",
            "regret": r"\bscus|\bdispiac|\brammaric|\bperdon",
            "harm": r"\b(?:voi|vi|lei|loro|ti)\b|\bferi|\bdolore|\boffes|\boffend|\bmale\b|\binsult|\bumilia"
            r"|\bvergogn|\bdann|\bduro\b",
        },
        r"\b\w{2,30}(?:eremo|iremo|aremo)\b|\bpromett|\bci impegniamo|\brimbors|\bindenni|\brisarc|\bdon(?:iamo|azion)"
        r"|\bbuon[oi] (?:sconto|acquisto|regalo)|\bsconto|\blicenzi|\bsospes|\bsospend",
    ),
    "nl": Tongue(
        "Dutch",
        "Nederlands",
        {
            "act": r"\b(?:wij|we|ons|onze)\b",
            "responsibility": r"\bfout|\bverkeerd|\bschuld|\bverantwoordelijk|\bhadden\b.{0,80}\b(?:nooit|niet)\b",
            "regret": r"\bspijt|\bexcus|\bexcuus|\bverontschuldig|\bbetreur|\bsorry\b",
            "harm": r"\b(?:u|jullie|jou|je)\b|kwets|\bpijn|beledig|\bspot|\bschaam|\bschad|\bzwaar\b|\bgeraakt",
        },
        r"\bwe (?:zullen|gaan|beloven)\b|\bwij (?:zullen|gaan|beloven)\b|\b(?:zullen|gaan) (?:we|wij)\b|vergoed"
        r"|schadeloos|terugbeta|\bdonat|\bdoneren|\bschenken|tegoedbon|korting|\bontslag|geschorst",
    ),
}
"""The languages that the apology rules read, by their code (ISO 639-1)."""

OTHERS = {
    "da": "Danish", "sv": "Swedish", "no": "Norwegian", "pl": "Polish", "tr": "Turkish", "cy": "Welsh",
    "id": "Indonesian", "hi": "Hindi", "fi": "Finnish",
}  # fmt: skip
"""Languages that are known when they are seen, and that the apology rules do not read."""


class Chosen(NamedTuple):
    """The language of a draft; ``unread`` names the one that it should be in and that the apology rules do not read."""

    tongue: Tongue
    unread: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it; nothing of what goes without saying."""
        if self.unread:
            return f" in English, because the apology rules do not read {self.unread}"
        return f" in {self.tongue.name}" if self.tongue != ENGLISH else ""


def language_of(case: Case, replies: Iterable[Reply] = (), *, draft: str = "", note: str = "") -> Chosen:
    """The language of a text of this incident.

    It is the one that a person's ``note`` asks for, else that of the ``draft``, of the post that went wrong, of most of
    the ``replies``, the first of ``brand.languages`` in guard.toml, or English: the first of these that can be told.
    """
    if wanted := _asked_for(note):
        return Chosen(wanted)
    written = (draft, case.mishap.post.text, "\n".join(reply.text for reply in replies))
    codes = filter(None, (*map(_code, filter(None, written)), *case.config.brand.languages[:1]))
    code = next(codes, "en").partition("-")[0].lower()
    if code in TONGUES:
        return Chosen(TONGUES[code])
    return Chosen(ENGLISH, OTHERS.get(code, "its language"))


def sounds_like(text: str, part: Part, tongue: Tongue) -> bool:
    """Say whether a sentence has the words by which that part of an apology is known; some parts have none."""
    sign = tongue.sounds.get(part)
    return sign is None or re.search(sign, text, re.IGNORECASE) is not None


def promises(text: str, tongue: Tongue) -> bool:
    """Say whether a sentence promises or gives something, in that language or in English."""
    return any(re.search(each.promises, text, re.IGNORECASE) for each in (tongue, ENGLISH))


def _code(text: str) -> str:
    """The code of the language that a text is plainly in; ``?`` for another script, empty where nobody can tell."""
    if _is_in_another_script(text):
        return "?"
    likely = Text(text).languages
    code = next(iter(likely), "")
    return code if code and likely[code] >= PLAIN else ""


def _is_in_another_script(text: str) -> bool:
    """Say whether most letters of a text are not Latin ones."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign > "ɏ" for sign in letters) * 2 > len(letters)


def _asked_for(note: str) -> Tongue | None:
    """The language that a note asks for: "in German, please", "auf Deutsch"."""
    return next((tongue for sign, tongue in _wishes() if re.search(sign, note, re.IGNORECASE)), None)


@cache
def _wishes() -> tuple[tuple[str, Tongue], ...]:
    return tuple(_each_wish())


def _each_wish() -> Iterator[tuple[str, Tongue]]:
    for tongue in TONGUES.values():
        yield rf"\b(?:in|into|auf|en|em|in het)\s(?:{tongue.name}|{tongue.own_name})\b", tongue
