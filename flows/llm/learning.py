"""Better words for the lesson: by which phrases the post is known again, why it must be stopped, what to write."""

from collections.abc import Sequence

from flows.case import Case
from flows.incident import Noun
from flows.llm import sources
from flows.llm.answers import LessonWords
from flows.llm.drafter import drafter
from flows.llm.evidence import Evidence
from flows.platforms.base import Reply
from guard.view import Text

LESSON = "flows/lesson"
FEWEST_WORDS, MOST_WORDS, MOST_PHRASES = 3, 6, 3
"""Words of a phrase: fewer would stop harmless posts, more would let a variation pass."""
MOST_REPLIES = 12


class Learnt(Noun):
    """What a model proposes; empty where nothing of it could be kept."""

    phrases: tuple[str, ...] = ()
    why: str = ""
    instead: str = ""


def learnt(case: Case, replies: list[Reply]) -> Learnt:
    """What a model makes of the post, its findings and what people wrote."""
    asks = drafter(case)
    if asks is None:
        return Learnt()
    evidence, verdict = Evidence(), case.check_wrong_post()
    sources.post(evidence, case, verdict)
    sources.findings(evidence, verdict.findings)
    sources.replies(evidence, replies[:MOST_REPLIES], mask=case.config.llm.mask)
    answer = asks.ask(LESSON, LessonWords, evidence, key="lesson")
    if answer is None:
        return Learnt()
    done = Learnt(
        phrases=_phrases(answer.phrases, case.mishap.post.text, evidence),
        why=answer.why.text if evidence.holds(answer.why) else "",
        instead=answer.instead.text if evidence.holds(answer.instead) else "",
    )
    asks.tell("lesson", LESSON, f"phrases kept: {len(done.phrases)}", evidence.dropped)
    return done


def _phrases(proposed: list[str], post: str, evidence: Evidence) -> tuple[str, ...]:
    """The phrases that stand in the post word for word, as plain words: a model writes no patterns."""
    text = Text(post).words
    kept = []
    for phrase in proposed:
        words = Text(phrase).words
        if _stands(words, text) and FEWEST_WORDS <= len(words) <= MOST_WORDS and all(map(_is_word, words)):
            kept.append(" ".join(words))
        else:
            evidence.drop("is no phrase of the post")
    return tuple(dict.fromkeys(kept))[:MOST_PHRASES]


def _stands(words: Sequence[str], text: Sequence[str]) -> bool:
    found = list(words)
    return any(list(text[start : start + len(found)]) == found for start in range(len(text)))


def _is_word(word: str) -> bool:
    return word.replace("'", "").isalnum()
