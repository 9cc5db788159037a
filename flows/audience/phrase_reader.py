"""Reads replies by their phrases, emoji and questions: no training, every judgement has words to show for it."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec

from flows.audience import belonging
from flows.audience.phrasebook import Found, Phrasebook, load, phrases_of
from flows.audience.reading import DEMANDS, Demand, Judgement, Stance
from flows.audience.signs import Signs, signs_of
from flows.audience.signs import words as known
from flows.audience.speech import Speech, Spelling, runs_of

NAME = "phrases@1"

FELT: tuple[Stance, ...] = ("offended", "supportive", "joke", "question", "neutral")

NEGATIONS = frozenset(
    "not no never don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt aren't arent won't wont can't "
    "cant cannot nobody none nothing hardly without nor stop ain't aint shouldn't wouldn't haven't hasn't nunca "
    "jamás nadie sin tampoco pas jamais aucun aucune sans nicht nie kein keine keinen niemand ohne não nem "
    "ninguém sem non mai nessuno senza".split()
)
NOT_NEGATED = frozenset(
    "only just believe understand even why hold wait get imagine fathom stress overstate stomach stand".split()
)
"""Words after a negation that take nothing back: "not only", "can't believe how"."""

PLEASE = frozenset("please pls plz just".split())
DO_NOT = frozenset("don't dont not never".split())

YOU = frozenset("you your you're yours y'all yall you've vous votre vos ihr euch euer eure vocês".split())

TURNED_WITHIN = 3
"""Words before a phrase in which a negation turns it."""

LOUD = 0.7
"""Share of capital letters from which a text shouts."""

IRONY = 3.0
"""Sarcasm from here on needs no other sign of anger."""

ENOUGH = 1.5
"""Evidence below which nobody can tell."""

SPAM = 4.0

REQUESTED = 0.8
"""How sure it is that somebody asks for a medium."""


class PhraseReader:
    """Reads the replies to ``post``. What a reply only quotes from the post does not count as its author's words."""

    name = NAME

    def __init__(self, post: str = "") -> None:
        self._post = runs_of(post)
        self._book, self._asking, self._spell = _stances(), _demands(), _spelling()

    def read(self, texts: Sequence[str]) -> list[Judgement]:
        """One judgement a text."""
        return [self.hear(text).judgement for text in texts]

    def hear(self, text: str) -> "Heard":
        """The judgement about one text, with everything that it stands on."""
        speech = Speech(text, self._spell, self._post)
        asked = _standing(speech, self._asking.find(speech))
        wants = _demand(asked)
        groups = belonging.groups(speech)
        felt = self._book.find(speech)
        shown = signs_of(speech, felt, hurt=bool(groups.told))
        plain = _scores(speech, (one for one in felt if not shown.takes_back(one)))
        scores = dict(plain)
        _weigh(scores, speech, wants, groups)
        judgement = _judged(scores, speech, wants, groups)
        return Heard(speech, tuple(asked), wants, plain, scores, groups, requested(judgement, shown, speech), shown)


class Heard(NamedTuple):
    """One text with what its phrases say: what is asked for (``none``: what is not), and the evidence for each stance.

    ``plain`` is the evidence of the phrases and emoji alone, ``scores`` after demand, belonging, irony and questions
    told on it.
    """

    speech: Speech
    asked: tuple[Found, ...]
    wants: Demand | None
    plain: dict[str, float]
    scores: dict[str, float]
    groups: belonging.Groups
    judgement: Judgement
    signs: Signs


def requested(judgement: Judgement, shown: Signs, speech: Speech) -> Judgement:
    """``judgement``; of a request of the press, that it is one: it asks, is nobody's complaint, and demands nothing."""
    sells = judgement.stance == "spam" and (speech.links or judgement.confidence > REQUESTED)  # "DM me" alone does not
    if not shown.press or sells:
        return judgement
    return msgspec.structs.replace(
        judgement,
        stance="question" if "?" in speech.raw or "¿" in speech.raw else "neutral",
        confidence=REQUESTED,
        demand=None,
        speaks_for=(),
        names=(),
        strength=0.0,
    )


def _judged(scores: dict[str, float], speech: Speech, wants: Demand | None, groups: belonging.Groups) -> Judgement:
    stance, confidence = _decided(scores, speech)
    heard = stance in {"offended", "question", "neutral"}
    hurt = stance == "offended" or (stance == "neutral" and wants is not None)
    return Judgement(
        stance=stance,
        confidence=confidence,
        demand=wants if heard and (stance != "neutral" or wants == "explain" or scores["offended"] > 0) else None,
        speaks_for=groups.own if hurt else (),
        names=groups.named if hurt else (),
        language=next(iter(speech.languages), "und"),
        news=scores["news"] > 0,
        strength=round(min(1.0, scores["offended"] / 12), 2) if hurt else 0.0,
    )


def _scores(speech: Speech, found: Iterable[Found]) -> dict[str, float]:
    """How much speaks for each stance, and for sarcasm and news beside it."""
    scores = dict.fromkeys((*FELT, "spam", "sarcasm", "news"), 0.0)
    for one in found:
        if one.topic in {"offended", "supportive"} and _negated(speech, one):
            turned = "supportive" if one.topic == "offended" else "offended"
            scores[turned] += one.weight / 2
        else:
            scores[one.topic] += one.weight
    for topic, signs in _emoji().items():
        for sign, times in speech.emoji.items():
            scores[topic] += signs.get(sign, 0.0) * min(times, 2)
    return scores


def _negated(speech: Speech, found: Found) -> bool:
    """Say whether a word shortly before takes the phrase back; a phrase with its own negation stands."""
    first = max(0, found.first - TURNED_WITHIN)
    for place in range(first, found.first):
        if speech.words[place] in NEGATIONS and speech.sentences[place] == speech.sentences[found.first]:
            following = speech.words[place + 1] if place + 1 < len(speech.words) else ""
            asked = place > 0 and speech.words[place - 1] == "why"
            if following not in NOT_NEGATED and not asked and not speech.pauses(place, found.first):
                return True
    return False


def _standing(speech: Speech, found: Sequence[Found]) -> list[Found]:
    """What the reply asks for, without what it takes back; of that, the topic ``none`` is left."""
    denied = [one for one in found if one.topic == "none"]
    asked = [one for one in found if one.topic != "none"]
    standing = [one for one in asked if not _takes_back(denied, one) and not _denies(speech, one)]
    taken_back = [msgspec.structs.replace(one, topic="none") for one in asked if one not in standing]
    return [*standing, *denied, *taken_back]


def _demand(standing: Sequence[Found]) -> Demand | None:
    """What the reply asks for: the first thing, and an explanation only when nothing else is asked for."""
    asked = sorted(standing, key=lambda one: (one.topic == "explain", one.topic == "boycott", one.first))
    return next((demand for one in asked for demand in DEMANDS if demand == one.topic), None)


def _takes_back(denied: Iterable[Found], one: Found) -> bool:
    return any(other.first <= one.last and one.first <= other.last for other in denied)


def _denies(speech: Speech, one: Found) -> bool:
    """Say whether a word takes it back: "don't delete it", "please don't delete it".

    Other phrases that begin with or hold a negation mean what they say.
    """
    if one.topic not in {"apology", "remove", "fire"}:
        return False
    if speech.words[one.first] in PLEASE:
        return not DO_NOT.isdisjoint(speech.words[one.first + 1 : one.last])
    return speech.words[one.first] not in NEGATIONS and _negated(speech, one)


def _weigh(scores: dict[str, float], speech: Speech, wants: Demand | None, groups: belonging.Groups) -> None:
    """Let demand, belonging, sarcasm, shouting and questions tell on the stance."""
    if wants:
        scores["offended"] += 1.0 if wants == "explain" else 3.0
    silent = not any(scores[stance] for stance in ("supportive", "joke", "neutral", "question", "spam"))
    _weigh_people(scores, speech, groups, silent=silent)
    _weigh_irony(scores, speech)
    if scores["offended"] > 0 and _shouts(speech.raw):
        scores["offended"] *= 1.2
    if "?" in speech.raw or "¿" in speech.raw:
        scores["question"] = scores["question"] * 1.25 if scores["question"] else 1.6
    elif not scores["question"] >= SPAM:
        scores["question"] = 0.0
    if speech.links:
        scores["spam"] *= 1.5
    if len(speech.tags) >= 5 and speech.links:
        scores["spam"] += 2.0


def _weigh_people(scores: dict[str, float], speech: Speech, groups: belonging.Groups, *, silent: bool) -> None:
    """Who says under such a post who they are, or whom it is about, seldom does so for fun."""
    if groups.own and (silent or scores["offended"] > 0):
        scores["offended"] += 1.6
    elif groups.named and (silent or scores["offended"] > 0):
        scores["offended"] += 1.0
    if silent and not speech.held.isdisjoint(YOU) and not speech.held.isdisjoint(NEGATIONS):
        scores["offended"] += 1.6


def _weigh_irony(scores: dict[str, float], speech: Speech) -> None:
    """Praise in mockery is no praise."""
    angry = scores["offended"] > 0
    sarcasm = scores["sarcasm"] + (IRONY if speech.marked_ironic else 0.0)
    if sarcasm >= IRONY or (sarcasm > 0 and scores["offended"] >= 2 * scores["supportive"] and angry):
        scores["offended"] += sarcasm + min(scores["supportive"], 4.0)
        scores["supportive"] = 0.0


def _shouts(raw: str) -> bool:
    letters = [letter for letter in raw if letter.isalpha()]
    return len(letters) > 12 and sum(map(str.isupper, letters)) / len(letters) > LOUD


def _decided(scores: dict[str, float], speech: Speech) -> tuple[Stance, float]:
    """The stance with most evidence and how sure it is: 0.2 (nobody can tell) to 0.97."""
    if scores["spam"] >= SPAM and scores["spam"] >= scores["offended"]:
        return "spam", _sure(scores["spam"], scores["offended"])
    ranked = sorted(FELT, key=lambda stance: -scores[stance])  # a stable sort: the order of FELT breaks a tie
    best, second = ranked[0], scores[ranked[1]]
    if best == "question" and scores["offended"] >= 3:
        best, second = "offended", scores["question"]
    if scores[best] < ENOUGH:
        return "neutral", 0.35 if speech.own_words >= 4 else 0.2
    return best, _sure(scores[best], second)


def _sure(best: float, second: float) -> float:
    return round(min(0.97, max(0.2, (best - 0.6 * min(best, second)) / (best + 1.5))), 2)


@cache
def _stances() -> Phrasebook:
    return Phrasebook(phrases_of(*FELT, "spam", "sarcasm", "news"))


@cache
def _demands() -> Phrasebook:
    return Phrasebook(phrases_of(*DEMANDS, "none"))


@cache
def _emoji() -> dict[str, dict[str, float]]:
    data: dict[str, dict[str, Any]] = load("stance_en")["emoji"]
    return {topic: {sign: float(weight) for sign, weight in signs.items()} for topic, signs in data.items()}


@lru_cache(1)
def _spelling() -> Spelling:
    return Spelling(_stances().words | _demands().words | belonging.words(), known())
