"""Step 9, the lesson: what the guard should know next time, written down for a person to merge.

A lesson is a house rule (with a code from M901 on) and a test case. Merged, it stands in ``guard-lessons.toml``, which
``guard check`` reads beside guard.toml: the same post is stopped the next time.
"""

import os
import re
from collections.abc import Iterable, Sequence

from flows.case import Case
from flows.errors import NotAllowed
from flows.incident import Lesson, Noun
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from guard.config import Config
from guard.view import Text

STEP = "lesson"
TITLE = "Propose what the guard should know next time"
FILE = "guard-lessons.toml"

FIRST_CODE, LAST_CODE = 901, 999
PHRASE_WORDS = 4
"""Words of a phrase that a lesson is recognised by: enough to be rare, few enough to be found in a variation."""
MOST_PHRASES = 3


class Proposed(Noun):
    """The lessons, by their numbers in the casebook."""

    lessons: tuple[int, ...]


def lesson(case: Case, phrases: Sequence[str] = ()) -> Proposed:
    """Propose a house rule and a test case; ``phrases`` are a person's own, else the post's most telling words."""
    post = case.mishap.post.text
    chosen = tuple(phrases) or telling_phrases(post)
    proposals = []
    if chosen:
        proposals.append(("rule", "A house rule that stops this post", _rule(case, chosen)))
    proposals.append(("test", "A test case: the post that must be stopped", _case(case)))
    kept = [
        case.casebook.lessons.propose(case.name, kind=kind, title=title, text=text, by=case.by, now=case.now)  # type: ignore[arg-type]
        for kind, title, text in proposals
    ]
    return Proposed(lessons=tuple(each.id for each in kept))


def telling_phrases(post: str) -> tuple[str, ...]:
    """The runs of words by which a post is recognised: those that fewest other posts hold."""
    text = Text(post)
    runs = [
        words
        for start in range(max(1, len(text.words) - PHRASE_WORDS + 1))
        if _is_sayable(words := text.words[start : start + PHRASE_WORDS])
        and len(set(text.sentences[start : start + PHRASE_WORDS])) == 1
    ]
    best = sorted(runs, key=lambda words: -sum(len(word) for word in words))
    return tuple(" ".join(words) for words in _apart(best)[:MOST_PHRASES])


def _is_sayable(words: Sequence[str]) -> bool:
    """Say whether a phrase of these words says something of its own."""
    return all(word.replace("'", "").isalpha() for word in words) and sum(len(word) > 4 for word in words) >= 1


def _apart(runs: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Those runs that share no word with a better one."""
    kept: list[Sequence[str]] = []
    for run in runs:
        if not any(set(run) & set(other) for other in kept):
            kept.append(run)
    return kept


def _rule(case: Case, phrases: Sequence[str]) -> str:
    done = case.found(ACKNOWLEDGE, Acknowledged)
    day = case.incident.opened_at
    why = f"A post with these words hurt people in {day:%B %Y}."
    lines = [
        f"# A lesson of the incident {case.name}, proposed on {case.now:%Y-%m-%d}.",
        "[[house_rules]]",
        f"code = {_quoted(next_code(case.config))}",
        f"slug = {_quoted('lesson-' + case.name)}",
        f"match = [{', '.join(map(_quoted, phrases))}]",
        f"why = {_quoted(why)}",
        f"instead = {_quoted('Read what happened then (guard incident show ' + case.name + ') before you write about it again.')}",
        f"offended = [{', '.join(map(_quoted, done.offended))}]",
        'severity = "block"',
    ]
    return "\n".join(lines) + "\n"


def next_code(config: Config, also: Iterable[str] = ()) -> str:
    """The first code of a house rule that is not in use.

    Raises:
        NotAllowed: all are in use.
    """
    used = {rule.code for rule in config.house_rules} | set(also)
    for number in range(FIRST_CODE, LAST_CODE + 1):
        if f"M{number}" not in used:
            return f"M{number}"
    raise NotAllowed("All codes from M901 to M999 are in use. Remove a house rule that is no longer needed.")


def _case(case: Case) -> str:
    import json

    expected = {"id": case.name, **case.mishap.post.for_guard(), "decision": "block"}
    return json.dumps({key: value for key, value in expected.items() if value}, ensure_ascii=False) + "\n"


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = re.sub(r'["\\]', r"\\\g<0>", text)
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


def merge(case: Case, number: int, *, folder: str, by: str) -> tuple[Lesson, str]:
    """Let the guard know a proposed lesson: say which it is, and the file that it was added to. A person asks for this.

    Raises:
        NotAllowed: there is no such proposal, or it was decided before.
        ConfigError: with it, the file could not be read any more; nothing was written.
    """
    wanted = next((each for each in case.casebook.lessons.of(case.name) if each.id == number), None)
    if wanted is None or wanted.state != "proposed":
        raise NotAllowed(f"{case.name} has no proposed lesson {number}. guard incident show {case.name} lists them.")
    path = os.path.join(folder, FILE if wanted.kind == "rule" else "guard-lessons.jsonl")
    _append(path, wanted.text, is_rule=wanted.kind == "rule")
    return case.casebook.lessons.decide(number, "merged", by=by, now=case.now), path


def _append(path: str, text: str, *, is_rule: bool) -> None:
    """Add to the file, whole or not at all; a second time changes nothing."""
    before = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as stream:
            before = stream.read()
    if text in before:
        return
    after = before + ("\n" if before and is_rule else "") + text
    if is_rule:
        from guard import config_file

        config_file.from_text(after, path)
    draft = f"{path}.{os.getpid()}"
    with open(draft, "w", encoding="utf-8") as stream:
        stream.write(after)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(draft, path)
