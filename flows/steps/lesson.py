"""Step 9, the lesson: what the guard should know next time, written down for a person to merge.

A lesson is a house rule (with a code from M901 on) and a test case. Merged, the rule stands in ``guard-lessons.toml``,
which ``guard check`` reads beside guard.toml: the same post is stopped the next time. The case stands in
``guard-lessons.jsonl``, for ``guard eval``.
"""

import json
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from tempfile import TemporaryDirectory

from flows.case import Case
from flows.errors import NotAllowed
from flows.incident import Lesson, LessonKind, Noun
from flows.llm.learning import Learnt, learnt
from flows.steps.acknowledge import STEP as ACKNOWLEDGE
from flows.steps.acknowledge import Acknowledged
from flows.steps.audience import replies_so_far
from guard import config_file
from guard.config import Config
from guard.engine import Guard
from guard.errors import ConfigError, LexiconError
from guard.model import Post
from guard.view import Text

STEP = "lesson"
TITLE = "Propose what the guard should know next time"

CASES = "guard-lessons.jsonl"
FIRST_CODE, LAST_CODE, LESSONS_FROM = 901, 999, 951
PHRASE_WORDS = 4
"""Words of a phrase that a lesson is recognised by: enough to be rare, few enough to be found in a variation."""
MOST_PHRASES = 3


class Proposed(Noun):
    """The lessons, by their numbers in the incident."""

    lessons: tuple[int, ...]


def lesson(case: Case, phrases: Sequence[str] = ()) -> Proposed:
    """Propose a house rule and a test case; ``phrases`` are a person's own, else a language model's, where one is
    asked and they stop the post, else the post's most telling words.

    A rule that would not stop the post is not proposed.

    Raises:
        LexiconError: one of the phrases cannot be understood.
    """
    proposals: list[tuple[LessonKind, str, str]] = []
    words = learnt(case, replies_so_far(case)) if case.endpoint else Learnt()
    if chosen := tuple(phrases) or _stopping(case, words) or telling_phrases(case.mishap.post.text):
        rule = _rule(case, chosen, words)
        if _stops(case, rule, must_be_read=bool(phrases)):
            proposals.append(("rule", "A house rule that stops this post", rule))
        elif phrases:
            raise LexiconError(f"none of these phrases stands in the post: {', '.join(phrases)}.")
    proposals.append(("test", "A test case: the post that must be stopped", _case(case)))
    kept = [
        case.casebook.lessons.propose(case.name, kind=kind, title=title, text=text, by=case.by, now=case.now)
        for kind, title, text in proposals
    ]
    return Proposed(lessons=tuple(each.id for each in kept))


def _stopping(case: Case, words: Learnt) -> tuple[str, ...]:
    """A language model's phrases, if a rule of them stops the post."""
    stops = bool(words.phrases) and _stops(case, _rule(case, words.phrases, words), must_be_read=False)
    return words.phrases if stops else ()


def _stops(case: Case, rule: str, *, must_be_read: bool) -> bool:
    """Say whether the rule alone stops the post; the post's own words may be none that a rule can be made of."""
    try:
        config = _read(rule, "the lesson")
    except (ConfigError, LexiconError) as error:
        if must_be_read:
            raise LexiconError(f"a phrase cannot be understood: {error}") from error
        return False
    code = config.house_rules[0].code
    post = case.mishap.post
    verdict = Guard(config, now=case.now).check(Post(text=post.text, alt_text=post.alt_text))
    return any(finding.code == code for finding in verdict.findings)


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


def _rule(case: Case, phrases: Sequence[str], words: Learnt) -> str:
    done = case.found(ACKNOWLEDGE, Acknowledged)
    instead = f"Read what happened (guard incident show {case.name}) before you write about it again."
    why = f"A post with these words hurt people in {case.incident.opened_at:%B %Y}."
    fields = {
        "code": _quoted(next_code(case.config)),
        "slug": _quoted(_slug(case)),
        "match": _listed(phrases),
        "why": _quoted(f"{why} {words.why}".strip()),
        "instead": _quoted(f"{words.instead} {instead}".strip()),
        "offended": _listed(done.offended),
        "severity": _quoted("block"),
    }
    lines = [f"# A lesson of the incident {case.name}, proposed on {case.now:%Y-%m-%d}.", "[[house_rules]]"]
    return "\n".join([*lines, *(f"{name} = {value}" for name, value in fields.items())]) + "\n"


def _slug(case: Case) -> str:
    """The name of the rule, by which it is known again."""
    return f"lesson-{case.name}"


def next_code(config: Config, also: Iterable[str] = ()) -> str:
    """The first code of a house rule that is not in use.

    Raises:
        NotAllowed: all are in use.
    """
    used = {rule.code for rule in config.house_rules} | set(also)
    for number in (*range(LESSONS_FROM, LAST_CODE + 1), *range(FIRST_CODE, LESSONS_FROM)):
        if f"M{number}" not in used:
            return f"M{number}"
    raise NotAllowed("All codes from M901 to M999 are in use. Remove a house rule that is no longer needed.")


def _case(case: Case) -> str:
    done = case.found(ACKNOWLEDGE, Acknowledged)
    expected = {"id": case.name, **case.mishap.post.for_guard(), "decision": "block", "categories": list(done.kinds)}
    return json.dumps({key: value for key, value in expected.items() if value}, ensure_ascii=False) + "\n"


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A TOML string."""
    escaped = re.sub(r'["\\]', r"\\\g<0>", text)
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


# --- merging --------------------------------------------------------------------------------------------------------


def merge(case: Case, number: int, *, by: str) -> tuple[Lesson, str]:
    """Let the guard know a proposed lesson: say which it is, and the file that it was added to. A person asks for this.

    Raises:
        NotAllowed: there is no such proposal, it was decided before, or no guard.toml would read it.
        ConfigError: with it, the file could not be read any more; nothing was written.
    """
    wanted = _own(case, number)
    if wanted.state == "merged":
        raise NotAllowed(f"Lesson {number} of {case.name} was added already, by {_who(wanted)}.")
    if wanted.state == "refused":
        raise NotAllowed(f"Lesson {number} of {case.name} was refused by {_who(wanted)}, so it is not added.")
    if wanted.kind == "rule":
        path = os.path.join(case.folder, case.config.lessons)
        _require_reader(case)
        _add_rule(case, path, wanted.text)
    else:
        path = os.path.join(case.folder, CASES)
        _add_case(path, wanted.text)
    return case.casebook.lessons.decide(case.name, number, "merged", by=by, now=case.now), path


def refuse(case: Case, number: int, *, by: str) -> Lesson:
    """Note that a person does not want this lesson."""
    _own(case, number)
    return case.casebook.lessons.decide(case.name, number, "refused", by=by, now=case.now)


def _own(case: Case, number: int) -> Lesson:
    lessons = {each.id: each for each in case.casebook.lessons.of(case.name)}
    if number in lessons:
        return lessons[number]
    if not lessons:
        raise NotAllowed(f"{case.name} has no lessons yet. They are proposed when it is closed.")
    there = "its only lesson is 1" if len(lessons) == 1 else f"its lessons are 1 to {len(lessons)}"
    raise NotAllowed(f"{case.name} has no lesson {number}: {there}. guard incident show {case.name} lists them.")


def _who(decided: Lesson) -> str:
    return f"{decided.decided_by} on {decided.decided_at:%-d %B %Y}"


def _require_reader(case: Case) -> None:
    """Refuse to write rules that the guard would not find: the folder's own configuration is what brings them in."""
    found = config_file.find(case.folder)
    if found is None or os.path.dirname(os.path.abspath(found)) != os.path.abspath(case.folder):
        what = (
            f"There is no {config_file.NAME} in {os.path.abspath(case.folder)}, so the guard would not read the rule."
        )
        raise NotAllowed(f"{what} Run guard init there first, or name your {config_file.NAME} with --config.")


def _add_rule(case: Case, path: str, text: str) -> None:
    """Add the rule, under the next code when its own was given away since; a second time changes nothing."""
    before = _content(path)
    if f"slug = {_quoted(_slug(case))}" in before:
        return
    code = re.search(r'^code = "(M\d{3})"$', text, re.MULTILINE)
    if code and code[1] in {rule.code for rule in case.config.house_rules}:
        text = text.replace(code[0], f"code = {_quoted(next_code(case.config))}", 1)
    after = before + ("\n" if before else "") + text
    _read(after, path)
    _write(path, after)


def _read(text: str, name: str) -> Config:
    """The rules in a text, read by themselves: not together with those of a lessons file that happens to be near."""
    with TemporaryDirectory() as nowhere:
        alone = os.path.join(nowhere, "lesson")
        try:
            return config_file.from_text(text, alone)
        except ConfigError as error:
            raise ConfigError(str(error).replace(alone, name)) from None


def _add_case(path: str, text: str) -> None:
    before = _content(path)
    if text not in before:
        _write(path, before + text)


def _content(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as stream:
            return stream.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"it cannot be read ({error}).", where=path) from error


def _write(path: str, text: str) -> None:
    """Write the file, whole or not at all."""
    draft = f"{path}.{os.getpid()}"
    try:
        with open(draft, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(draft)
        fix = "Nothing was changed. Make room or allow writing there, and do it again."
        raise ConfigError(f"it cannot be written ({error.strerror}).", where=path, fix=fix) from error
