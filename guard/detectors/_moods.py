"""What the rules about tragedies, bad moments and bad moods share: how grave a text is, how merry, and whether it sells.

Each function looks at one :class:`Text` and is cheap enough to be asked by several rules; lists are those of
``guard/lexicons``.
"""

import re
from functools import cache, lru_cache

from guard import phrases
from guard.detectors.kit import Hit, Match, Row, Rule, Text, hit
from guard.view import compiled


@cache
def word_set(name: str) -> frozenset[str]:
    """The members of one word set of the lexicons."""
    return frozenset(compiled().sets[name])


def holds_word(text: Text, name: str) -> bool:
    """Say whether any word or emoji of that set stands in the text."""
    return not word_set(name).isdisjoint(text.held)


def tagged(text: Text, name: str, *tags: str) -> list[Match]:
    """The matches of list ``name`` whose row bears one of ``tags``."""
    wanted = frozenset(tags)
    return [m for m in text.matches(name) if not wanted.isdisjoint(m.row.tags)]


# How grave


def tragedy(text: Text) -> Match | None:
    """The words by which the text certainly speaks of a disaster, an attack, deaths or people who grieve, or ``None``."""
    for found in (
        tagged(text, "tragedy", "grave"),
        tagged(text, "deaths", "people"),
        tagged(text, "mourning", "grief"),
        _farewells(text),
    ):
        if found:
            return found[0]
    return None


def hint_of_tragedy(text: Text) -> Match | None:
    """Words that may speak of a tragedy: a storm, a fire, an attack, a vigil."""
    found = tagged(text, "tragedy", "faint") or tagged(text, "mourning", "memorial")
    return found[0] if found else None


def likely_tragedy(text: Text) -> Match | None:
    """A hint with a second sign beside it: a named storm, last night, condolence, a place's tag, two kinds of event."""
    faint = tagged(text, "tragedy", "faint")
    if not faint or told(text):
        return None
    kinds = {tag for m in faint for tag in m.row.tags}
    beside = len(kinds) > 2 or text.has("condolence", "recently") or _has_a_place_tag(text)
    return faint[0] if beside or any(_is_named(text, m) for m in faint) else None


def _has_a_place_tag(text: Text) -> bool:
    """Say whether a hashtag with a capital letter stands in the text: #Cairo."""
    return any(tag.sign == "#" and text.raw[tag.start + 1].isupper() for tag in text.tags)


def _is_named(text: Text, match: Match) -> bool:
    """Say whether a capitalised name follows a capitalised word: Storm Odhran."""
    after = text.raw[match.end : match.end + 2]
    return text.raw[match.start].isupper() and len(after) == 2 and after[0] == " " and after[1].isupper()


def _farewells(text: Text) -> list[Match]:
    """The letters RIP before a name: somebody is said farewell, not a diet."""
    return [m for m in tagged(text, "mourning", "rip") if _name_follows(text, m)]


def _name_follows(text: Text, match: Match) -> bool:
    after = text.raw[match.end : match.end + 8].lstrip(" ,:")
    return after[:1].isupper() and not after[:2].isupper() and after[:2] not in ("I ", "I'")


def told(text: Text) -> bool:
    """Say whether the text tells a story, history or a figure of speech rather than the news."""
    return text.has("story")


# How merry


def laughs(text: Text) -> bool:
    """Say whether the text makes fun: a laughing emoji, lol, "told you"."""
    return holds_word(text, "laugh_signs") or holds_word(text, "laugh_words") or bool(tagged(text, "joy", "laugh"))


def smirks(text: Text) -> bool:
    """Say whether the text at least winks."""
    return laughs(text) or holds_word(text, "smirk_signs")


def celebrates(text: Text) -> bool:
    """Say whether the text is in a party mood."""
    return holds_word(text, "party_signs") or bool(tagged(text, "joy", "party"))


def merry(text: Text) -> bool:
    """Say whether the text is light in any way: jokes, parties, small talk, questions to fans, exclamation marks."""
    return "!" in text.raw or laughs(text) or celebrates(text) or bool(tagged(text, "joy", "breezy", "bait", "boast"))


# Whether it sells, helps, or takes the moment seriously


def sells(text: Text) -> Match | None:
    """The strongest words by which the text sells something, or ``None``."""
    for mark in ("offer", "price", "call", "goods"):
        found = meant(text, "selling", mark)
        if found:
            return found[0]
    return code_word(text)


def offers(text: Text) -> Match | None:
    """The words of a reduction, a gift or a code."""
    found = meant(text, "selling", "offer")
    return found[0] if found else code_word(text)


def meant(text: Text, name: str, *tags: str) -> list[Match]:
    """The matches of ``tagged`` which the text does not deny ("we don't do killer deals", "sans champagne")."""
    return [m for m in tagged(text, name, *tags) if not _is_denied(text, m)]


def _is_denied(text: Text, match: Match) -> bool:
    sentence = text.sentences
    before = range(max(match.first - 4, 0), match.first)
    return any(text.words[i] in word_set("without_words") and sentence[i] == sentence[match.first] for i in before)


def code_word(text: Text) -> Match | None:
    """A discount code ("code STORM15"), as a match, or ``None``."""
    if "code" not in text.words and "código" not in text.words and "codice" not in text.words:
        return None
    found = _code_pattern().search(text.raw)
    return Match(Row("", phrases.parse("code"), {}), 0, 0, text, found.span()) if found else None


@cache
def _code_pattern() -> re.Pattern[str]:
    return re.compile(r"\b[Cc](?:ode|ódigo|odice)[:\s]{1,2}[\"'“]?(?=[A-Z0-9]{3})[A-Z][A-Z0-9]{2,24}\b")


def helps(text: Text) -> bool:
    """Say whether the text offers help without a condition."""
    return bool(tagged(text, "aid", "real"))


def is_helper(about: Text) -> bool:
    """Say whether the account's description is that of people who help in need: a charity, a hospital."""
    return holds_word(about, "helper_words")


def is_depended_on(about: Text) -> bool:
    """Say whether people cannot easily do without the account's service: a bank, a landlord, a railway, a hospital."""
    return holds_word(about, "depended_on")


def sober(text: Text) -> bool:
    """Say whether the text takes a hard moment seriously, or helps."""
    return text.has("sober", "condolence") or helps(text)


def faces_up(text: Text) -> bool:
    """Say whether the post speaks of the trouble instead of ignoring it: it informs, apologises, feels with people or helps."""
    if laughs(text) or text.has("gloating") or (celebrates(text) and offers(text)):
        return False
    if tagged(text, "sober", "care") or text.has("condolence") or helps(text):
        return True
    return bool(tagged(text, "sober", "inform")) and "!" not in text.raw and not celebrates(text)


def is_light(text: Text) -> bool:
    """Say whether the post is light, or sells as if nothing had happened."""
    return (
        merry(text)
        or smirks(text)
        or text.has("gloating")
        or (sells(text) is not None and not text.has("bad_news", "hardship"))
    )


# What the account's description, or the answered post, tells about the moment


def is_bad_news(parent: Text) -> bool:
    """Say whether the answered post tells of deaths, injuries, a disaster or a personal loss."""
    return tragedy(parent) is not None or bool(
        tagged(parent, "bad_news", "harm", "grief") or tagged(parent, "distress", "loss")
    )


def is_in_need(parent: Text) -> bool:
    """Say whether the answered post tells of an outage, money that is gone, a long wait or another trouble with the service."""
    return bool(
        tagged(parent, "bad_news", "outage", "price", "fault", "jobs", "strike") or tagged(parent, "distress", "need")
    )


@lru_cache(maxsize=512)
def troubles(description: str) -> frozenset[str]:
    """What kinds of bad news (harm, outage, jobs, price, strike, fault) the description of an account tells of now."""
    if not description:
        return frozenset()
    about = Text(description)
    if not about.has("bad_news") or about.has("resolved"):
        return frozenset()
    told_after = description.find(";")
    return frozenset(tag for m in about.matches("bad_news") if _is_news(about, m, told_after) for tag in m.row.tags)


def _is_news(about: Text, match: Match, told_after: int) -> bool:
    """News stands after a semicolon, or beside a word for the moment; what the account does for a living does not."""
    if 0 <= told_after < match.start:
        return True
    near = about.words[max(0, match.first - 8) : match.last + 9]
    if not word_set("lately").isdisjoint(near):
        return True
    return "harm" not in match.row.tags and not word_set("telling").isdisjoint(near)


@lru_cache(maxsize=512)
def _topics(description: str) -> frozenset[str]:
    """The beginnings of the longer words of a description."""
    return frozenset(word[:5] for word in Text(description).words if len(word) > 4)


def speaks_of(text: Text, description: str) -> bool:
    """Say whether the post takes up any longer word of the description: it speaks of what has happened."""
    return not _topics(description).isdisjoint(word[:5] for word in text.words if len(word) > 4)


# Where a finding points


def hit_both(rule: Rule, text: Text, one: Match, other: Match | None, **changes: object) -> Hit:
    """A hit from the earlier of two matches to the end of the later one."""
    other = other or one
    return hit(rule, text, min(one.start, other.start), max(one.end, other.end), **changes)
